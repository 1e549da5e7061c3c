"""The time axis of the tab Checks: three windows on the strip's days, and cells that make room for the worst."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from blin21_desktop.domain.moments import HOUR
from blin21_desktop.present.cells import Chip
from blin21_desktop.present.checks_axis import axes, place
from blin21_desktop.present.checks_lanes import GradeCell, joined
from tests.making import ended, hour
from tests.present.checked import only_ordered, stormy
from tests.present.looks import look
from tests.present.test_checks_tab import RUNNING, WORDS, dots, tab


def test_without_a_course_there_are_two_windows_around_the_moment() -> None:
    seen = only_ordered()
    assert [axis.span for axis in axes(seen, WORDS)] == ["day", "three"]
    assert place(seen, seen.at) == 0
    assert axes(seen, WORDS)[0].days == ()
    assert tab(seen).no_due.startswith("No check is due")
    assert dots(tab(replace(seen, label=None)), "pulse").dots


def test_the_axis_of_the_course_is_the_one_of_the_strip() -> None:
    course = axes(stormy(), WORDS)[2]
    assert (course.start, course.end) == (-1.0, 28.0)
    assert [tick.text for tick in course.days[:3]] == ["pre", "1", "2"]
    assert [tick.text for tick in course.clock] == ["23-Nov", "30-Nov", "07-Dec", "14-Dec"]
    long = look(*RUNNING, ended(hour(24 * 30)), at=hour(24 * 30))
    assert axes(long, WORDS)[2].end == 30


def test_clock_labels_stand_on_full_hours_and_midnight_has_the_date() -> None:
    day, three, _ = axes(stormy(), WORDS)
    assert [tick.text for tick in day.clock] == ["04", "06", "08", "10", "12", "14", "16", "18", "20", "22", "01-Dec",
                                                 "02", "04"]  # fmt: skip
    assert {round((b.at - a.at) * 24) for a, b in pairwise(three.clock)} == {6}
    assert [tick.text for tick in day.days] == ["Day 7", "Day 8"]


@pytest.mark.parametrize(
    ("texts", "shown"),
    [(["0", "2", "1"], "2"), (["–", "0"], "–"), (["1", "–"], "1"), (["0", "0"], "0")],
)
def test_cells_that_would_cover_each_other_stand_as_the_worst(texts: list[str], shown: str) -> None:
    rank = {"–": 1, "0": 0, "1": 2, "2": 3}
    found = tuple(
        GradeCell(n * HOUR / HOUR / 24, Chip(text, None, text), rank=rank[text]) for n, text in enumerate(texts)
    )
    (one,) = joined(found, 1.0, WORDS)
    assert (one.chip.text, one.below) == (shown, f"×{len(texts)}")
    assert joined(found, 1 / 25, WORDS) == found
