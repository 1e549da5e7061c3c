"""What must hold for any history: no rule raises, order of writing never matters, the past stays the past."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blin21_desktop.domain.entries import Entry, PauseReason
from blin21_desktop.domain.knowledge import Knowledge
from blin21_desktop.rules import findings
from blin21_desktop.rules.bag import bag_state
from blin21_desktop.rules.course import planned_end
from blin21_desktop.rules.dose import expected_dose, step_due
from blin21_desktop.rules.situation import Situation
from blin21_desktop.rules.tasks import tasks
from tests.making import (
    AT,
    bag,
    changed,
    chart,
    ended,
    hour,
    measured,
    ordered,
    paused,
    registered,
    resumed,
    started,
    withdrawn,
)
from tests.rules.looking import JP, KNOWLEDGE, US, enrolled, graded, pump, transplanted, without

BARE = without(*{k for x in (*KNOWLEDGE.labels.values(), *KNOWLEDGE.protocols.values()) for k in x.parameters})
MINUTES = st.integers(0, 60 * 24 * 70)


@st.composite
def entry(draw: st.DrawFn, place: int) -> Entry:
    """One entry of any kind the rules read, at any time of ten weeks, fitting or not."""
    at = AT + timedelta(minutes=draw(MINUTES), seconds=draw(st.integers(0, 59)))
    dose = draw(st.sampled_from([5.3, 9.0, 15.9, 28.0]))
    hung = bag(at, hours=draw(st.sampled_from([24, 48, 72, 96, 168])), dose_micrograms_per_day=dose)
    event = draw(st.sampled_from([None, "e1", "e2"]))
    made: list[Entry] = [
        measured(at, draw(st.floats(3, 120)), height_cm=draw(st.sampled_from([None, 90.0, 160.0]))),
        ordered(at, dose, course=draw(st.integers(1, 3)), from_=at + timedelta(hours=draw(st.integers(-50, 200)))),
        started(at, course=draw(st.integers(1, 3)), bag=hung),
        changed(at, bag=hung),
        paused(at, reason=draw(st.sampled_from(list(PauseReason))), event=event),
        resumed(at, bag=draw(st.sampled_from([None, hung]))),
        ended(at, outcome=draw(st.sampled_from(["course_completed", "discontinued"]))),
        pump(
            at, draw(st.sampled_from([2.5, 3.3])), running=draw(st.booleans()), volume_given_ml=10.0, remaining_ml=99.0
        ),
        graded(at, draw(st.sampled_from(["crs", "neurologic", "gvhd", "other"])), event=event or "e1"),
        enrolled(at.date(), at),
        transplanted(at.date() - timedelta(days=draw(st.integers(0, 120))), at),
        withdrawn(at, f"e{draw(st.integers(0, 30)):03}"),
    ]
    return replace(draw(st.sampled_from(made)), id=f"e{place:03}")


@st.composite
def history(draw: st.DrawFn) -> list[Entry]:
    """A start and up to thirty more entries."""
    first: list[Entry] = [registered(id="reg", label=draw(st.sampled_from([JP, US, "unknown"])))]
    return [*first, started(id="first"), *(draw(entry(place)) for place in range(draw(st.integers(0, 30))))]


def answers(entries: list[Entry], at: datetime, knowledge: Knowledge = KNOWLEDGE) -> Any:  # noqa: ANN401
    """Everything the rules say."""
    s = Situation.of(chart(*entries), at, knowledge)
    if s is None:
        return None
    return findings(s), tasks(s), bag_state(s), planned_end(s), expected_dose(s), step_due(s), s.ordered


MOMENT = st.builds(hour, st.integers(0, 24 * 75), seconds=st.integers(0, 3599))


@given(entries=history(), at=MOMENT)
def test_no_rule_raises(entries: list[Entry], at: datetime) -> None:
    said = answers(entries, at)
    assert said is not None
    for found in said[0]:
        assert (found.answer == "cannot_tell") is bool(found.missing)
        assert found.cites
        assert all(cites.source and cites.section for cites in found.cites)


@given(entries=history(), at=MOMENT)
def test_without_knowledge_nothing_that_needs_a_number_fires(entries: list[Entry], at: datetime) -> None:
    said = answers(entries, at, BARE)
    fired = {f.rule for f in said[0] if f.answer == "fires"}
    assert fired <= {"bag.expiry", "bag.end", "pump.read"}  # past its own label, overdue by it, or against the chart
    assert said[4].micrograms_per_day is None


@given(entries=history(), at=MOMENT, shuffled=st.randoms(use_true_random=False))
def test_the_order_of_writing_never_matters(entries: list[Entry], at: datetime, shuffled: Any) -> None:  # noqa: ANN401
    other = list(entries)
    shuffled.shuffle(other)
    assert answers(other, at) == answers(entries, at)


@given(entries=history(), at=MOMENT)
def test_later_entries_never_change_an_earlier_moment(entries: list[Entry], at: datetime) -> None:
    kept = [e for e in entries if e.happened_at <= at or e.kind.value == "entry_withdrawn"]
    assert answers(kept, at) == answers(entries, at)


@given(entries=history(), at=MOMENT)
def test_withdrawing_equals_never_having_written(entries: list[Entry], at: datetime) -> None:
    plain = [e for e in entries if e.kind.value != "entry_withdrawn"]
    gone = plain[-1]
    if gone.id not in ("reg", "first"):
        assert answers([*plain, withdrawn(at, gone.id, id="w")], at) == answers(plain[:-1], at)


@pytest.mark.slow
@settings(max_examples=20)
@given(entries=history())
def test_a_moment_is_told_the_same_a_second_apart_or_something_was_due(entries: list[Entry]) -> None:
    """Nothing jumps at random: between two seconds with no entry, the bag change stays or was pushed by a pause."""
    for hours in range(0, 24 * 60, 13):
        now, then = answers(entries, hour(hours)), answers(entries, hour(hours, seconds=1))
        if any(hour(hours) < e.happened_at <= hour(hours, seconds=1) for e in entries):
            continue
        if now[2] is not None and now[2].running:
            assert then[2].change_due_at == now[2].change_due_at
