"""The record in words: every kind of check in one line, with its grade and why it is another or open."""

from __future__ import annotations

from dataclasses import replace

import pytest

from blin21_desktop.domain.entries import AlertAcknowledged, Entry, Oxygen
from blin21_desktop.present.record import details_of
from blin21_desktop.present.words import Words
from blin21_desktop.service.look import Look
from tests.checking import capd, crs, drug, event, missed, neuro, premedication, staged, vitals
from tests.making import PATIENT, hour
from tests.present.looks import look, plain_words, running, words

WORDS = plain_words()
SEEN = running()


def told(entry: Entry, seen: Look = SEEN, shown: Words = WORDS) -> str:
    return details_of(entry, seen, shown)


def alert(**fields: object) -> AlertAcknowledged:
    at = hour(1)
    common = {"id": "a", "patient": PATIENT, "happened_at": at, "recorded_at": at, "by": "K.T"}
    return AlertAcknowledged(**{**common, "alert": "check.missed", "because": "seen", **fields})  # type: ignore[arg-type]


def test_vital_signs_name_what_was_measured_only() -> None:
    nasal = Oxygen(device="nasal_cannula", flow_l_per_min=2)
    half = vitals(hour(1), spo2_percent=None, respiration_per_min=None, temperature_site=None, oxygen=nasal)
    assert told(half) == "T 36.8 ℃ · BP 104/62 mmHg · pulse 96 /min · nasal cannula · 2 L/min"
    assert told(vitals(hour(1), temperature_site="toe")).startswith("T 36.8 ℃ · toe")


def test_a_crs_check_tells_both_grades_and_the_findings() -> None:
    assert told(crs(hour(1))) == "CTCAE v5.0 0 · ASTCT 0 · no fever · no hypotension · no oxygen"
    worst = crs(hour(1), "masked", "one_vasopressor", life_threatening=True, accepted_grade=4)
    assert told(worst).startswith("CTCAE v5.0 4 · ASTCT 3 · fever cannot be told, a drug hides it · one vasopressor")
    assert told(worst).endswith("life-threatening · accepted grade 4")
    other = crs(hour(1), "yes", accepted_grade=2, because="looks worse")
    assert told(other).endswith("accepted grade 2: looks worse")
    assert told(crs(hour(1), "masked")).startswith("CTCAE v5.0 not graded · ASTCT not graded")


def test_a_neurological_check_tells_icans_points_and_what_is_missing() -> None:
    assert told(neuro(hour(1))).startswith("ICANS 0 · ICE 10/10")
    unseen = capd(hour(1), 1, 0, 0, 0, 0, 0, 0, 0, consciousness=None, tool_because="delay")
    assert told(unseen).startswith("ICANS not graded · CAPD 1")
    assert "missing: consciousness" in told(unseen)
    assert told(unseen).endswith("other tool because: delay")
    accepted = neuro(hour(1), accepted_grade=1, because="slow")
    assert told(accepted).startswith("ICANS 1")
    assert told(accepted).endswith("accepted grade 1: slow")
    bare = replace(look(at=hour(1)), scales={})
    assert told(neuro(hour(1)), bare) == "ICANS not graded · ICE 10/10"


def test_missed_checks_events_stages_alerts_and_drugs() -> None:
    assert told(missed(hour(1), "neuro", "refused")) == "neurological check not done: refused"
    away = missed(hour(1), reason="off_ward", until=hour(3))
    assert told(away) == "vital signs not done: off the ward · back expected Mon 23-Nov-2026 13:00"
    tremor = event(hour(1), "Tremor", 2, related="yes")
    assert told(tremor) == "Tremor grade 2 (CTCAE v5.0) · related to the drug"
    anaemia = event(hour(1), "Anaemia", 2, present_at_baseline=True, haematological=True)
    assert told(anaemia).endswith("present at baseline · relation to the drug unknown · haematological")
    assert told(staged(hour(1), skin=2)) == "MAGIC grade I · stages: skin 2, liver 0, upper gut 0, lower gut 0"
    assert told(alert()) == "check.missed · seen"
    assert told(alert(until=hour(2))).endswith("until Mon 23-Nov-2026 12:00")
    assert told(drug(hour(1), "acetaminophen", "400 mg", "antipyretic")) == "acetaminophen 400 mg · antipyretic"
    assert told(premedication(hour(1))) == "dexamethasone 6.6 mg · premedication before the start"


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_every_line_is_told_in_both_languages(lang: str) -> None:
    shown = words("ja" if lang == "ja" else "en")
    entries = (vitals(hour(1)), crs(hour(1)), neuro(hour(1)), missed(hour(1)), staged(hour(1)), alert())
    assert all(told(entry, SEEN, shown) for entry in entries)
