"""Panels: the band with its source or none, lines where grades begin, what they are measured by, the words beside."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from blin21_desktop.domain.entries import Entry
from blin21_desktop.domain.lab_limits import Age, LabLimit
from blin21_desktop.present.labs_panels import ORDER, LabPanel
from blin21_desktop.present.labs_tab import LabsTab
from tests.making import hour, registered
from tests.present.labbed import course, day, panel, seen, tab
from tests.present.looks import KNOWLEDGE, words
from tests.rules.benching import chosen, lab

ALT = {"lower_limit": "5", "upper_limit": "40"}
UNSAID = "limits as reported; whether for this age: not known"
SITE = LabLimit(
    analyte="alt", unit="U/L", from_age=Age(6, "y"), to_age=Age(12, "y"), lower=Decimal(4), upper=Decimal(30),
    source="ward table 3", checked_on=date(2026, 1, 1), set_by="Dr H",
)  # fmt: skip


def of_site(*entries: Entry, limit: LabLimit = SITE) -> LabPanel:
    look = seen(*entries, knowledge=replace(KNOWLEDGE, lab_limits=(limit,)))
    (only,) = LabsTab(look, words()).panels
    return only


def edges(made: LabPanel) -> dict[str, list[float]]:
    found: dict[str, list[float]] = {}
    for edge in made.edges:
        found.setdefault(edge.name, []).append(round(edge.value, 4))
    return found


def test_the_band_is_the_laboratorys_and_says_so() -> None:
    made = panel(lab(day(1), "alt", "20", **ALT))
    assert made.band is not None
    assert (made.band.low, made.band.high, made.band.source) == (5, 40, UNSAID)
    assert (made.axis.low, made.axis.high) == (5, 1000)
    older = panel(lab(day(1), "alt", "20", **ALT), lab(day(2), "alt", "21"))
    assert older.band is not None


def test_limits_of_who_may_be_a_child_are_never_taken_for_limits_of_the_age() -> None:
    def source(**who: Any) -> str:  # noqa: ANN401
        entries = (registered(hour(-0.5), id="who", **who), lab(day(1), "alt", "20", **ALT))
        (made,) = LabsTab(seen(*entries), words()).panels
        assert made.band is not None
        return made.band.source

    assert source(birth_date=date(2008, 11, 23)) == "limits of the laboratory"  # 18 on the day of the start
    assert source(birth_date=date(2008, 11, 24)) == UNSAID
    assert source(birth_date=date(1980, 1, 1), label="of nowhere") == UNSAID


def test_without_limits_there_is_no_band_and_never_an_adults() -> None:
    made = panel(lab(day(1), "alt", "20"))
    assert made.band is None
    assert made.note == "no normal range known · no grade lines, missing: a person's word which limb applies"
    assert made.edges == ()
    adult = replace(SITE, from_age=Age(18, "y"), to_age=Age(99, "y"))
    assert of_site(lab(day(1), "alt", "20"), limit=adult).band is None


def test_a_sites_own_limits_are_those_of_the_age_and_named() -> None:
    made = of_site(lab(day(1), "alt", "20"))
    assert made.band is not None
    assert (made.band.low, made.band.high) == (4, 30)
    assert made.band.source == "limits of this site, age 6y–12y, ward table 3"
    reported = of_site(lab(day(1), "alt", "20", **ALT))
    assert reported.band is not None
    assert reported.band.high == 40


def test_one_limit_alone_makes_an_open_band() -> None:
    made = panel(lab(day(1), "crp", "1", upper_limit="0.3"))
    assert made.band is not None
    assert (made.band.low, made.band.high) == (None, 0.3)


def test_lines_follow_the_unit_shown() -> None:
    entry = lab(day(1), "platelets", "123", lower_limit="150", upper_limit="450")
    ward, si = panel(entry), panel(entry, unit="si")
    assert edges(ward) == {"G2": [7.5], "G3": [5], "G4": [2.5]}
    assert edges(si) == {"G2": [75], "G3": [50], "G4": [25]}
    assert ward.band is not None
    assert si.band is not None
    assert (ward.band.low, si.band.low) == (15, 150)


def test_multiples_say_of_what() -> None:
    normal = panel(lab(day(-0.5), "alt", "20", **ALT), lab(day(1), "alt", "80", **ALT))
    assert edges(normal) == {"G2": [120], "G3": [200], "G4": [800]}
    assert normal.note == f"band: {UNSAID} · lines × ULN 40 · baseline 12hr 0min before the start"
    high = panel(lab(day(-0.5), "alt", "80", **ALT), lab(day(1), "alt", "100", **ALT))
    assert edges(high) == {"G1": [120], "G2": [240], "G3": [400]}
    assert high.note == f"band: {UNSAID} · lines × baseline 80 · baseline 12hr 0min before the start"
    person = panel(
        lab(day(-0.5), "alt", "80", **ALT),
        lab(day(1), "alt", "100", **ALT),
        chosen(day(2), "alt", limb="baseline_normal"),
    )
    assert person.note.endswith("lines × ULN 40 · baseline 12hr 0min before the start")


def test_which_limb_is_never_guessed() -> None:
    made = panel(lab(day(-0.5), "alt", "4", **ALT), lab(day(1), "alt", "160", **ALT))
    assert made.edges == ()
    assert "no grade lines, missing: a person's word which limb applies" in made.note


def test_both_references_of_creatinine() -> None:
    limits = {"lower_limit": "0.2", "upper_limit": "0.6"}
    made = panel(lab(day(-0.5), "creatinine", "0.3", **limits), lab(day(1), "creatinine", "0.4", **limits))
    assert "lines × ULN 0.6 · lines × baseline 0.3" in made.note
    alone = panel(lab(day(1), "creatinine", "0.4", **limits))
    assert alone.note.endswith("lines × ULN 0.6")
    neither = panel(lab(day(1), "creatinine", "0.4"))
    assert "missing: a baseline: no result before the course, the laboratory's upper limit" in neither.note


def test_lines_by_the_lower_limit_say_so() -> None:
    made = panel(lab(day(-1), "fibrinogen", "250", unit="mg/dL", lower_limit="200", upper_limit="400"))
    assert edges(made) == {"G2": [150], "G3": [100], "G4": [50]}
    assert "lines × LLN 200" in made.note


def test_what_has_no_term_has_no_lines() -> None:
    made = panel(lab(day(1), "crp", "1", upper_limit="0.3"))
    assert (made.edges, made.note) == ((), f"band: {UNSAID}")
    calcium = panel(lab(day(1), "calcium", "8", lower_limit="8.5"))
    assert calcium.edges == ()


def test_an_axis_that_was_rescaled_says_so() -> None:
    assert panel(lab(day(1), "alt", "4000", **ALT)).note.endswith("axis rescaled")


@pytest.mark.parametrize(
    ("values", "sentence", "change"),
    [
        (["20"], "Alanine aminotransferase 20 U/L, grade 0, 1 values.", "–"),
        (["20", "30"], "Alanine aminotransferase 30 U/L, rising, grade 0, 2 values.", "▲ +10"),
        (["30", "20.5"], "Alanine aminotransferase 20.5 U/L, falling, grade 0, 2 values.", "▼ −9.5"),
        (["30", "30"], "Alanine aminotransferase 30 U/L, unchanged, grade 0, 2 values.", "="),
        (["30", "<5"], "Alanine aminotransferase <5 U/L, grade 0, 2 values.", "–"),
        (["30", "clotted"], "Alanine aminotransferase clotted U/L, 2 values.", "–"),
    ],
)
def test_the_sentence_and_the_change(values: list[str], sentence: str, change: str) -> None:
    entries = [lab(day(n + 1), "alt", value, id=f"a{n}", **ALT) for n, value in enumerate(values)]
    made = tab(*entries)
    row = next(row for row in made.rows if row.key == "alt")
    summary = next(one.summary for one in made.panels if one.key == "alt")
    assert (summary.replace(", grade 0", ""), row.cells[4].text) == (sentence.replace(", grade 0", ""), change)


def test_the_words_at_the_left() -> None:
    made = tab(*course()).panels
    alt = next(one for one in made if one.key == "alt")
    assert (alt.readout.unit, alt.readout.value, alt.readout.previous) == ("U/L", "178", "before: 166")
    assert alt.readout.when == "05:12"
    assert alt.readout.chip is not None
    preliminary = panel(lab(day(13), "alt", "20", status="preliminary"))
    assert preliminary.readout.when == "06-Dec 10:00, preliminary"
    assert preliminary.readout.previous == ""
    unread = panel(lab(day(1), "alt", "20", **ALT), lab(day(2), "alt", "x"))
    assert unread.readout.chip is None


def test_panels_stand_in_their_fixed_order_and_shares_have_none() -> None:
    entries: list[Any] = [
        lab(day(1), "sodium", "140"),
        lab(day(1), "crp", "1"),
        lab(day(1), "leukocytes", "3", unit="10*9/L"),
        lab(day(1), "neutrophils_percent", "50", unit="%"),
        lab(day(1), "glucose", "100"),
    ]
    made = tab(*entries)
    assert [one.key for one in made.panels] == ["neutrophils", "leukocytes", "crp", "sodium", "glucose"]
    assert "neutrophils_percent" in [row.key for row in made.rows]
    assert len(set(ORDER)) == len(ORDER)


def test_an_analyte_without_a_unit_word_has_a_panel_by_its_short_name() -> None:
    made = panel(lab(day(1), "pt_inr", "1.1"))
    assert (made.readout.short, made.readout.unit) == ("PT-INR", "")


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("42", "41", ["0.683", "0.7", "▼ −0.017"]),
        ("41", "141", ["2.35", "0.683", "▲ +1.667"]),
        ("1000", "1001", ["16.68", "16.7", "▲ +0.02"]),
        ("41.01", "41.02", ["0.6837", "0.6835", "▲ +0.0002"]),
        ("41", "41", ["0.683", "0.683", "="]),
        ("<5", "41", ["0.683", "<0.0833", "–"]),
    ],
)
def test_a_change_has_no_more_digits_than_the_values_beside_it(before: str, after: str, told: list[str]) -> None:
    made = tab(lab(day(1), "alt", before), lab(day(2), "alt", after), unit="si")
    assert [made.rows[0].cells[column].text for column in (2, 3, 4)] == told
