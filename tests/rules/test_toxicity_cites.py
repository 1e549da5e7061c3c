"""What a finding of the toxicity rules names: every place it used, every value of the site's own, everything it saw."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from blin21_desktop.domain.entries import Entry
from blin21_desktop.domain.knowledge import Knowledge
from tests.making import crs, drug, hour, measured, neuro, paused, resumed, started
from tests.rules.looking import JP, REACTION, US, finding, graded, says, site
from tests.rules.test_toxicity import result

FULL: tuple[Entry, ...] = (measured(), started(dose_micrograms_per_day=28.0))
NOW = hour(24 * 20)


def ago(hours: float = 0) -> datetime:
    return NOW - timedelta(hours=hours)


def stop(event: str, hours: float) -> Entry:
    return paused(ago(hours), reason=REACTION, event=event)


CALM: tuple[Entry, ...] = (crs(ago(1), accepted_grade=0), neuro(ago(2)))
NEURO = (stop("n", 150), graded(ago(150), "neurologic", "n", 3), graded(ago(100), "neurologic", "n", 1),
         graded(ago(1), "neurologic", "n", 0))  # fmt: skip
OTHER = (stop("o", 50), graded(ago(50), "other", "o", 3), graded(ago(1), "other", "o", 1))
LIVER = tuple(result("20", "40", ago(3), analyte) for analyte in ("ast", "alt", "bilirubin_total"))
CRS = (stop("c", 50), graded(ago(50), "crs", "c", 3), crs(ago(1), accepted_grade=0))
AGAIN = (*CRS, resumed(ago(0.5), dose_micrograms_per_day=9.0))
OTHER_AGAIN = (*OTHER, resumed(ago(0.5), dose_micrograms_per_day=9.0))


@pytest.mark.parametrize(
    ("rule", "entries", "label", "sources"),
    [
        ("crs.hold", CALM, JP, "J1 J7 BLIN21"),
        ("crs.hold", CALM, US, "U1 BLIN21"),
        ("crs.stop", CALM, US, "U1 BLIN21"),
        ("crs.restart", CRS, JP, "J1 BLIN21"),
        ("neuro.hold", CALM, JP, "J1 J7 BLIN21"),
        ("neuro.stop", (graded(ago(1), "neurologic", "n", 4),), US, "U8"),
        ("neuro.stop", (graded(ago(400), "neurologic", "n", 3),), JP, "J1 BLIN21 J7"),
        ("neuro.stop", (graded(ago(400), "neurologic", "n", 3),), US, "U1 BLIN21"),
        ("neuro.stop", (graded(ago(1), "neurologic", "n", 3),), JP, f"{JP} J1 BLIN21 J7"),
        ("neuro.restart", NEURO, JP, "J1 BLIN21 J3"),
        ("seizure.stop", (), JP, "J1 BLIN21"),
        ("other.hold", OTHER, US, "U9"),
        ("other.stop", OTHER, US, "U9 BLIN21"),
        ("other.restart", OTHER, US, "U9 BLIN21"),
        ("liver.hold", LIVER, US, "U7 BLIN21"),
        ("pause.premedicate", CRS, JP, "J1"),
        ("pause.supervise", CRS, US, "U1"),
        ("dose.escalate", AGAIN, US, "U1"),
        ("dose.escalate", OTHER_AGAIN, US, "U9"),
        ("dose.escalate", OTHER_AGAIN, JP, JP),
        ("dose.escalate", (), JP, "J1"),
        ("dose.escalate", (stop("gone", 50), resumed(ago(1))), JP, "J1"),
        ("calcineurin.watch", (drug(ago(1), "tacrolimus", "immunosuppressant"),), US, "U6"),
        ("premedication.start", (), JP, "J3 BLIN21"),
    ],
)
def test_the_places_it_used(rule: str, entries: tuple[Entry, ...], label: str, sources: str) -> None:
    found = finding(rule, *FULL, *entries, at=NOW, label=label)
    assert list(dict.fromkeys(c.source for c in found.cites)) == sources.split()


@pytest.mark.parametrize(
    ("rule", "entries", "key", "value"),
    [
        ("crs.hold", CALM, "crs.hold_from_grade", "3"),
        ("crs.hold", CALM, "age.adult_years", "20"),
        ("crs.restart", CRS, "crs.restart_when_grade_at_most", "0"),
        ("crs.restart", CRS, "crs.restart_dose", '"low"'),
        ("crs.restart", CRS, "crs.escalate_after_days", "9"),
        ("crs.restart", CRS, "crs.stop_from_grade", "4"),
        ("crs.restart", (stop("c", 9), graded(ago(9), "crs", "c", 4)), "crs.stop_from_grade", "4"),
        ("neuro.hold", CALM, "neuro.hold_from_grade", "3"),
        ("neuro.stop", (graded(ago(1), "neurologic", "n", 4),), "neuro.stop_from_grade", "4"),
        ("neuro.stop", (graded(ago(230), "neurologic", "n", 3),), "neuro.stop_if_recovery_days", "{ at_least = 8 }"),
        ("neuro.stop", (graded(ago(230), "neurologic", "n", 3),), "neuro.hold_from_grade", "2"),
        ("neuro.restart", NEURO, "neuro.for_days", "3"),
        ("neuro.restart", NEURO, "neuro.restart_dose_from_45_kg", '"low"'),
        ("neuro.restart", NEURO, "neuro.escalate_after_days", "9"),
        ("seizure.stop", (), "seizure.stop_count", "2"),
        ("other.hold", OTHER, "other.hold_from_grade", "3"),
        ("dose.escalate", AGAIN, "crs.escalate_after_days", "9"),
        ("dose.escalate", AGAIN, "crs.restart_dose", '"low"'),
    ],
)
def test_a_value_of_the_site_is_named_with_who_set_it(
    rule: str, entries: tuple[Entry, ...], key: str, value: str
) -> None:
    own: Knowledge = site(JP, key, value)
    found = finding(rule, *FULL, *entries, at=NOW, knowledge=own)
    assert f"{key}: this site's own value, set by d9 on 2026-10-01, second person p2" in [
        says(text) for text in found.site_values
    ]


def test_what_it_saw() -> None:
    def saw(rule: str, *entries: Entry, label: str = US) -> list[str]:
        return [says(text) for text in finding(rule, *FULL, *entries, at=NOW, label=label).saw]

    check = "CRS grade 0 (CTCAE), charted 2026-12-13 09:00:00+09:00, 1:00:00 ago."
    event = "an event: grade 1 (CTCAE v5.0), charted 2026-12-13 09:00:00+09:00, 1:00:00 ago."
    low = ["Restart at the level_low dose, 9.0."]
    up = ["It may go up after 7 days without recurrence."]
    assert saw("crs.hold", *CALM) == [check]
    assert saw("crs.restart", *CRS) == [check, *low, *up]
    assert saw("crs.restart", *CRS[:2], crs(ago(1), "masked"))[0].startswith("CRS not graded (CTCAE)")
    assert saw("neuro.hold", *CALM) == ["ICANS grade 0, charted 2026-12-13 08:00:00+09:00, 2:00:00 ago."]
    assert saw("neuro.hold", graded(ago(1), "neurologic", "n", 1), neuro(ago(2)))[0] == event
    assert saw("neuro.restart", *NEURO)[1:] == [*low, *up]
    assert saw("neuro.restart", *NEURO, label=JP)[1:] == [*low, "The label says not to raise it afterwards."]
    assert saw("other.hold", *OTHER) == [event]
    assert saw("other.stop", *OTHER) == [event]
    assert saw("other.restart", *OTHER) == [event, *low, *up]
    assert saw("seizure.stop", neuro(ago(2), seizure="brief")) == ["Seizure 1, 2026-12-13 08:00:00+09:00."]
    assert saw("pause.supervise", *CRS) == ["Paused for 2 days, 2:00:00, since 2026-12-11 08:00:00+09:00."]
    assert saw("pause.premedicate", *CRS) == saw("pause.supervise", *CRS)
    assert saw("calcineurin.watch", drug(ago(1), "MMF", "immunosuppressant")) == ["MMF, as charted."]
    assert len(saw("liver.hold", *LIVER)) == 3
