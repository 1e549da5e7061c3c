"""What the planner supposes: which event a stop would be for, the chart without a premedication, hours up to an end."""

from __future__ import annotations

from blin21_desktop.domain.entries import PremedicationGiven
from blin21_desktop.domain.moments import HOUR
from blin21_desktop.rules.restart_plan_options import Hours, hours_of, over_before
from blin21_desktop.rules.restart_plan_suppose import moved, without_premedication, worst_event
from tests.making import ended, hour, measured, premedicated, started
from tests.rules.looking import JP, graded, look, without

FULL = (measured(), started(dose_micrograms_per_day=28.0))


def test_a_stop_would_be_for_the_worst_open_event_that_the_label_has_a_row_for() -> None:
    events = [
        graded(hour(1), "gvhd", "no-row", 4),
        graded(hour(1), "crs", "over", 3),
        graded(hour(2), "crs", "over", 0),
        graded(hour(2), "neurologic", "mild", 1),
        graded(hour(1), "other", "worst", 3),
    ]
    assert worst_event(look(*FULL, *events, at=hour(3))) == "worst"
    assert worst_event(look(*FULL, *events[:3], at=hour(3))) is None


def test_what_was_given_at_the_very_moment_is_taken_away_and_what_came_before_stays() -> None:
    given = (premedicated(hour(10, seconds=-1)), premedicated(hour(10)), premedicated(hour(11)))
    left = without_premedication(look(*FULL, *given, at=hour(12)), hour(10))
    assert [one.happened_at for one in left.chart.all(PremedicationGiven, hour(12))] == [hour(10, seconds=-1)]


def test_at_another_moment_the_course_is_the_last_one_charted_by_then() -> None:
    both = look(*FULL, ended(hour(672)), started(hour(1008), course=2), at=hour(1010))
    numbers = [None if s.course is None else s.course.number for s in (moved(both, hour(at)) for at in (-1, 5, 1009))]
    assert numbers == [None, 1, 2]


def test_hours_up_to_an_end_that_is_known_passed_or_not_told() -> None:
    s = look(*FULL, at=hour(100))
    known = [hours_of(s, end) for end in (hour(600), hour(672), hour(700), hour(90), None)]
    assert known == [
        Hours(infused=100 * HOUR, at_end=600 * HOUR, left=500 * HOUR, lost=72 * HOUR),
        Hours(infused=100 * HOUR, at_end=672 * HOUR, left=572 * HOUR, lost=0 * HOUR),
        Hours(infused=100 * HOUR, at_end=700 * HOUR, left=600 * HOUR, lost=0 * HOUR),
        Hours(infused=100 * HOUR, at_end=100 * HOUR, left=0 * HOUR, lost=572 * HOUR),
        Hours(infused=100 * HOUR, at_end=None, left=None, lost=None),
    ]
    bare = hours_of(look(*FULL, at=hour(100), knowledge=without("cycle.infusion_days")), hour(600))
    assert (bare.at_end, bare.lost) == (600 * HOUR, None)


def test_nothing_is_left_of_the_cycle_from_its_end_on() -> None:
    ends = [bool(over_before(look(*FULL, at=hour(672, seconds=s), label=JP))) for s in (-1, 0, 1)]
    assert ends == [False, True, True]
    assert over_before(look(*FULL, at=hour(700), knowledge=without("cycle.infusion_days"))) == []


def test_hours_are_of_the_course_that_flows() -> None:
    second = look(*FULL, ended(hour(672)), started(hour(1008), course=2), at=hour(1010))
    assert hours_of(second, hour(1680)).infused == 2 * HOUR
