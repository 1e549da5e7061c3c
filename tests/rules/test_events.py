"""Adverse events: one event is one thing over time."""

from __future__ import annotations

import pytest

from blin21_desktop.rules.events import AdverseEvent, events, neurological
from tests.making import AT, chart, graded, hour, withdrawn


def one(*grades: tuple[float, int]) -> AdverseEvent:
    [found] = events(chart(*(graded(hour(h), g) for h, g in grades)), hour(100))
    return found


def test_the_grades_of_one_event_are_a_series_oldest_first() -> None:
    found = one((5, 3), (1, 2), (9, 1))  # written out of order
    assert [g.grade for g in found.grades] == [2, 3, 1]
    assert (found.newest.grade, found.worst, found.open, found.began, found.ended) == (1, 3, True, hour(1), None)


def test_an_event_is_open_until_it_is_graded_0_and_may_open_again() -> None:
    ended = one((1, 2), (5, 0))
    assert (ended.open, ended.worst, ended.ended) == (False, 2, hour(5))
    again = one((1, 2), (5, 0), (8, 1))
    assert (again.open, again.ended, again.began) == (True, None, hour(1))
    assert one((1, 5)).open


def test_scale_and_version_stay_with_each_grade() -> None:
    found = events(chart(graded(AT, scale="CTCAE v5.0"), graded(hour(1), scale="CTCAE v6.0")), hour(2))[0]
    assert [g.scale for g in found.grades] == ["CTCAE v5.0", "CTCAE v6.0"]


@pytest.mark.parametrize(("first", "second"), [(True, False), (False, True), (False, False)])
def test_present_at_baseline_stays_so(first: bool, second: bool) -> None:
    found = events(chart(graded(AT, present_at_baseline=first), graded(hour(1), present_at_baseline=second)), hour(2))
    assert found[0].at_baseline is (first or second)


def test_open_ones_first_then_the_highest_then_the_newest() -> None:
    written = (
        graded(hour(1), 1, event="low"),
        graded(hour(2), 3, event="high"),
        graded(hour(1), 4, event="over"),
        graded(hour(5), 0, event="over"),
        graded(hour(3), 1, event="low, newer"),
        graded(hour(3), 1, event="also newer"),
        graded(hour(200), 4, event="later"),
    )
    assert [e.key for e in events(chart(*written), hour(100))] == ["high", "also newer", "low, newer", "low", "over"]


def test_a_withdrawn_grade_is_none() -> None:
    slip = graded(hour(2), 4)
    [found] = events(chart(graded(hour(1), 1), slip, withdrawn(hour(3), slip.id)), hour(4))
    assert [g.grade for g in found.grades] == [1]
    alone = graded(hour(1))
    assert events(chart(alone, withdrawn(hour(2), alone.id)), hour(3)) == ()


def test_the_neurological_grade_is_the_highest_of_the_open_ones() -> None:
    written = (
        graded(hour(1), 1, "neurologic", event="tremor"),
        graded(hour(2), 2, "seizure", event="seizure"),
        graded(hour(3), 4, "neurologic", event="over"),
        graded(hour(4), 0, "neurologic", event="over"),
        graded(hour(5), 3, "hepatic", event="alt"),
    )
    found = neurological(events(chart(*written), hour(9)))
    assert found is not None
    assert found.key == "seizure"
    assert neurological(events(chart(*written[2:]), hour(9))) is None
