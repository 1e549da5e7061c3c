"""Days after transplant: one count for every screen and paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from blin21_desktop.present.course_summary import course_summary
from blin21_desktop.present.sheet_patient import summary
from blin21_desktop.present.ward_swimmer import swimmer
from blin21_desktop.rules.transplant import days_after, transplant_of, whole_days_after
from tests.making import AT, TOKYO, chart, hour
from tests.present.looks import BEFORE, GIVEN, TRANSPLANT, look, words
from tests.rules.test_handover import BERLIN

FIRST = replace(
    TRANSPLANT, id="t1", number=1, happened_at=hour(-1), recorded_at=hour(-1),
    transplanted_on=TRANSPLANT.transplanted_on.replace(year=TRANSPLANT.transplanted_on.year - 1),
)  # fmt: skip
"""The transplant of the year before, charted only now."""


def test_the_newest_transplant_is_told_by_its_own_day_not_by_when_it_was_charted() -> None:
    for entries in ((TRANSPLANT, FIRST), (FIRST, TRANSPLANT)):
        assert transplant_of(chart(*entries), AT) is TRANSPLANT
    assert transplant_of(chart(), AT) is None


def test_sheet_summary_and_figure_count_from_the_same_transplant() -> None:
    seen = look(*BEFORE, FIRST, *GIVEN, at=hour(2))
    days = whole_days_after(TRANSPLANT, hour(2), TOKYO)
    assert f"day {days} after transplant" in summary(seen, words())[0].value
    told = {fact.label: fact.value for fact in course_summary(seen, words()).facts}
    assert told["Day after transplant"] == str(days)
    (lane,) = swimmer([seen], words(), names=False).lanes
    assert [int(mark.at) for mark in lane.marks if mark.what == "now"] == [days]


@pytest.mark.parametrize(
    ("at", "days", "whole"),
    [
        ("2026-10-24T00:00:00+02:00", 0.0, 0),
        ("2026-10-24T23:59:59+02:00", 0.999988, 0),
        ("2026-10-25T00:00:00+02:00", 1.0, 1),
        ("2026-10-26T00:00:00+01:00", 2.041667, 2),  # that Sunday has 25 hours
    ],
)
def test_days_begin_at_midnight_by_the_clocks_of_the_ward(at: str, days: float, whole: int) -> None:
    one = replace(TRANSPLANT, transplanted_on=datetime.fromisoformat("2026-10-24").date())
    moment = datetime.fromisoformat(at)
    assert days_after(one, moment, BERLIN) == pytest.approx(days, abs=1e-6)
    assert whole_days_after(one, moment, BERLIN) == whole
