"""Blood that the protocol asks for: lymphocyte subsets on their calendar days of course 1, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from blin21_desktop.domain.entries import CheckMissed, Entry
from blin21_desktop.domain.knowledge import Knowledge
from blin21_desktop.rules.lab_due import DAYS_KEY, LabDue, lab_due
from blin21_desktop.rules.situation import Situation
from blin21_desktop.rules.tasks import tasks
from tests.making import AT, PATIENT, bag, chart, ended, hour, ordered, registered, started
from tests.rules.benching import lab
from tests.rules.looking import KNOWLEDGE, says, without

DAY_15_ENDS = datetime(2026, 12, 8, tzinfo=AT.tzinfo)
DAY_29_ENDS = datetime(2026, 12, 22, tzinfo=AT.tzinfo)
SECOND = timedelta(seconds=1)


def due(*entries: Entry, at: datetime, knowledge: Knowledge = KNOWLEDGE) -> LabDue | None:
    found = Situation.of(chart(registered(hour(-1000)), *entries), at, knowledge)
    assert found is not None
    return lab_due(found)


def subset(at: datetime, analyte: str = "cd19", **changes: str) -> Entry:
    return lab(at, analyte, "5", unit="/uL", **changes)


def missed(at: datetime, what: str = "lab") -> CheckMissed:
    return CheckMissed(
        id=f"m{at:%d%H}", patient=PATIENT, happened_at=at, recorded_at=at, by="n1",
        what=what, reason="other",  # type: ignore[arg-type]
    )  # fmt: skip


@pytest.mark.parametrize(
    ("at", "told"),
    [
        (DAY_15_ENDS - timedelta(days=2) - SECOND, False),
        (DAY_15_ENDS - timedelta(days=2), True),
        (DAY_15_ENDS + SECOND, True),
        (DAY_29_ENDS - timedelta(days=2) - SECOND, True),
    ],
)
def test_it_is_told_from_the_day_before(at: datetime, told: bool) -> None:
    found = due(started(), at=at)
    assert (found is not None) is told
    if found is not None:
        assert found.at == DAY_15_ENDS
        assert says(found.because) == "Lymphocyte subsets, day 15 of the course"


def test_the_next_day_takes_the_place_of_a_missed_one() -> None:
    found = due(started(), at=DAY_29_ENDS - timedelta(days=2))
    assert found is not None
    assert found.at == DAY_29_ENDS


@pytest.mark.parametrize(
    ("entry", "done"),
    [
        (subset(DAY_15_ENDS - timedelta(days=1)), True),
        (subset(DAY_15_ENDS - timedelta(days=1) - SECOND), False),
        (subset(DAY_15_ENDS + timedelta(hours=5), "cd4_percent"), True),
        (subset(DAY_15_ENDS - timedelta(hours=5), "lymphocytes"), False),
        (subset(DAY_15_ENDS - timedelta(hours=5), status="deleted"), False),
        (missed(DAY_15_ENDS - timedelta(hours=5)), True),
        (missed(DAY_15_ENDS - timedelta(days=2)), False),
        (missed(DAY_15_ENDS - timedelta(hours=5), "vitals"), False),
    ],
)
def test_a_sample_of_the_day_or_later_answers_it(entry: Entry, done: bool) -> None:
    assert (due(started(), entry, at=DAY_15_ENDS + timedelta(hours=10)) is None) is done


def test_a_report_deleted_afterwards_answers_nothing_another_draw_does() -> None:
    noon = DAY_15_ENDS - timedelta(hours=12)
    gone = (subset(noon, id="a"), subset(noon, id="b", status="deleted"))
    assert due(started(), *gone, at=DAY_15_ENDS) is not None
    assert due(started(), *gone, subset(noon, "cd3", id="c"), at=DAY_15_ENDS) is None
    assert due(started(), *gone, subset(noon - timedelta(hours=1), id="c"), at=DAY_15_ENDS) is None


def test_before_the_start_it_is_due_by_the_ordered_start() -> None:
    order = ordered(hour(-30), from_=hour(40))
    found = due(order, at=hour(-8))
    assert found is not None
    assert (found.at, says(found.because)) == (hour(40), "Lymphocyte subsets before the start")
    assert due(order, at=hour(-8, seconds=-1)) is None
    assert due(order, subset(hour(-10)), at=hour(-8)) is None
    assert due(order, subset(hour(-10), status="deleted"), at=hour(-8)) is not None
    assert due(at=hour(0)) is None


def test_no_day_of_a_second_course_is_known_and_none_after_a_course_was_broken_off() -> None:
    second = started(hour(24 * 42), course=2, bag=bag(hour(24 * 42), label="C2"))
    assert due(started(), ended(hour(672)), second, at=hour(24 * 57)) is None
    broken = ended(hour(100), outcome="discontinued")
    assert due(started(), broken, at=DAY_15_ENDS) is None
    assert due(started(), ended(hour(672)), at=DAY_29_ENDS) is not None


def test_without_the_days_nothing_is_due() -> None:
    assert due(started(), at=DAY_15_ENDS, knowledge=without(DAYS_KEY)) is None
    known = KNOWLEDGE.protocols["sct-all-blin21"]
    later = replace(known, parameters={DAYS_KEY: replace(known.parameters[DAYS_KEY], value=[15])})
    only = replace(KNOWLEDGE, protocols={**KNOWLEDGE.protocols, "sct-all-blin21": later})
    assert due(ordered(hour(-30), from_=hour(10)), at=hour(0), knowledge=only) is None


def test_it_is_a_task_overdue_when_the_day_is_over() -> None:
    def state(at: datetime) -> str:
        found = Situation.of(chart(registered(hour(-1000)), started()), at, KNOWLEDGE)
        assert found is not None
        return next(task.state for task in tasks(found) if task.what == "lab")

    assert [state(DAY_15_ENDS + by) for by in (timedelta(hours=-3), timedelta(hours=-2), timedelta(), SECOND)] == [
        "upcoming", "due", "due", "overdue",
    ]  # fmt: skip
