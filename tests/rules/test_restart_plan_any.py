"""What must hold for the planner on any history: it never raises, every answer has a source, the clock is right."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from blin21_desktop.domain.entries import Entry
from blin21_desktop.domain.infusion import courses
from blin21_desktop.domain.moments import HOUR
from blin21_desktop.rules import RULES
from blin21_desktop.rules.lost_hours import lost_hours
from blin21_desktop.rules.restart_plan import RestartPlan, paused_situation, restart_plan
from blin21_desktop.rules.restart_plan_conditions import conditions, state_of
from blin21_desktop.rules.restart_plan_suppose import moved
from blin21_desktop.rules.situation import Situation
from blin21_desktop.rules.what_if import what_if
from tests.making import chart
from tests.rules.looking import KNOWLEDGE, without
from tests.rules.restarting import STOCK
from tests.rules.test_any_history import MOMENT, history

LABELS = tuple(KNOWLEDGE.labels.values())
BARE = without(*{k for x in (*KNOWLEDGE.labels.values(), *KNOWLEDGE.protocols.values()) for k in x.parameters})


def situation(entries: list[Entry], at: datetime) -> Situation | None:
    return Situation.of(chart(*entries), at, KNOWLEDGE)


def sourced(plan: RestartPlan) -> None:
    """Every condition, dose and line says where it is read."""
    for one in plan.conditions:
        assert one.finding.cites
        assert (one.state == "cannot_tell") is bool(one.missing)
        assert (one.state == "met") is (one.earliest is None)
    for option in plan.options:
        assert option.verdict.state != "cannot_tell" or option.verdict.by
        assert option.verdict.state != "closed" or option.verdict.by
        if option.dose is not None and option.dose.micrograms_per_day is not None:
            assert option.dose.cites
        if option.rise is not None and option.rise.at is not None:
            assert option.rise.cites
        if option.planned_end is not None:
            assert option.end_cites
    for line in () if plan.stopwatch is None else plan.stopwatch.lines:
        assert line.cites


@settings(deadline=None, max_examples=25)
@given(entries=history(), at=MOMENT, ahead=st.integers(0, 24 * 20 * 60), level=st.sampled_from([None, "low", "full"]))
def test_it_never_raises_and_everything_has_a_source(
    entries: list[Entry], at: datetime, ahead: int, level: str
) -> None:
    s = situation(entries, at)
    if s is None:
        return
    then = at + timedelta(minutes=ahead)
    plan = restart_plan(s, STOCK, resume_at=then, level=level)  # type: ignore[arg-type]
    sourced(plan)
    assert bool(plan.options) is (plan.pause is not None) is not bool(plan.missing)
    what_if(s, ahead * timedelta(minutes=1), STOCK, LABELS)
    bare = Situation.of(chart(*entries), at, BARE)
    assert bare is not None
    sourced(restart_plan(bare, STOCK, resume_at=then))


@settings(deadline=None, max_examples=60)
@given(entries=history(), at=MOMENT)
def test_the_earliest_moment_is_one_and_until_is_the_last(entries: list[Entry], at: datetime) -> None:
    """At the earliest it is met, a second before it is not; at `until` or a second after it is no longer."""
    s = situation(entries, at)
    paused = None if s is None else paused_situation(s)[0]
    if s is None or paused is None or paused.under_way is None or paused.under_way.pause is None:
        return
    for one in conditions(paused, paused):
        if one.earliest is not None and one.earliest.when == "at" and not one.earliest.needs:
            assert one.earliest.at is not None
            assert _state(s, one.rule, one.earliest.at) == "met"
            assert _state(s, one.rule, max(at, one.earliest.at - timedelta(seconds=1))) != "met"
        if one.until is not None:
            states = {_state(s, one.rule, one.until), _state(s, one.rule, one.until + timedelta(seconds=1))}
            assert states != {"met"}


def _state(s: Situation, rule: str, at: datetime) -> str:
    return state_of(RULES[rule](moved(paused_situation(s)[0], at)))


@settings(deadline=None, max_examples=40)
@given(entries=history(), at=MOMENT)
def test_hours_lost_add_up_to_all_that_was_interrupted(entries: list[Entry], at: datetime) -> None:
    charted = chart(*entries)
    total = sum((one.length for one in lost_hours(charted, at)), timedelta())
    assert total == sum((course.interrupted for course in courses(charted.infusion, at)), timedelta())
    assert total >= 0 * HOUR


@settings(deadline=None, max_examples=40)
@given(entries=history(), moments=st.lists(MOMENT, min_size=3, max_size=3))
def test_two_periods_that_touch_add_up_to_both(entries: list[Entry], moments: list[datetime]) -> None:
    charted, (first, second, third) = chart(*entries), sorted(moments)

    def lost(start: datetime | None, end: datetime) -> timedelta:
        return sum((one.length for one in lost_hours(charted, end, start)), timedelta())

    assert lost(first, second) + lost(second, third) == lost(first, third)
    assert lost(None, first) + lost(first, third) == lost(None, third)
    assert lost(first, third) <= third - first
