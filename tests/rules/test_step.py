"""The step: 168 h to the second, after a pause, after a restart, done or not."""

from __future__ import annotations

from typing import Any

import pytest

from blin21_desktop.domain.entries import Bag, Entry
from blin21_desktop.rules.bag import bag_state
from blin21_desktop.rules.dose import step_due
from blin21_desktop.rules.step import step_ahead
from tests.making import bag, changed, ended, hour, measured, paused, resumed, started
from tests.rules.looking import JP, REACTION, finding, flow_tasks, graded, look, missing, says, without


def full_bag(hours: float) -> Bag:
    return bag(hour(hours), dose_micrograms_per_day=28.0)


@pytest.mark.parametrize(
    ("hours", "seconds", "answer", "action"),
    [
        (144, -1, "clear", "note"),
        (144, 0, "fires", "note"),
        (168, 0, "fires", "note"),
        (168, 1, "fires", "watch"),
    ],
)
def test_said_from_24_hours_before(hours: int, seconds: int, answer: str, action: str) -> None:
    found = finding("dose.step", measured(), started(), at=hour(hours, seconds=seconds))
    assert (found.answer, found.action) == (answer, action)
    assert found.cites


def test_due_168_hours_after_the_start() -> None:
    due = step_due(look(measured(), started(), at=hour(1)))
    assert (due.at, due.settled, due.done) == (hour(168), True, False)


def test_a_pause_before_the_step_moves_it_and_is_not_settled() -> None:
    entries = (measured(), started(), paused(hour(20)), resumed(hour(23)))
    due = step_due(look(*entries, at=hour(30)))
    assert (due.at, due.settled) == (hour(171), False)
    found = finding("dose.step", *entries, at=hour(160))
    assert "does not settle" in says(found.saw[-1])
    running_pause = step_due(look(*entries[:3], at=hour(22)))
    assert running_pause.at == hour(170)


def test_a_pause_of_no_length_is_not_settled_either() -> None:
    due = step_due(look(measured(), started(), paused(hour(20)), at=hour(20)))
    assert (due.at, due.settled) == (hour(168), False)


@pytest.mark.parametrize(("dose", "done"), [(18.49, False), (18.5, True)])
def test_without_a_weight_the_step_is_done_midway_by_the_ratio_of_the_fixed_doses(dose: float, done: bool) -> None:
    risen = changed(hour(168), dose_micrograms_per_day=dose)
    assert step_due(look(started(), risen, at=hour(169))).done is done


def test_why_no_step_lies_ahead() -> None:
    def told(*entries: Entry) -> str:
        return says(finding("dose.step", measured(), *entries, at=hour(170)).says)

    full: dict[str, Any] = {"dose_micrograms_per_day": 28.0}
    assert told() == "No course is under way."
    assert told(started(course=2, **full)) == "This course has no step."
    assert told(started(**full)) == "The course was started at the full dose: no step lies ahead."
    assert told(started(), changed(hour(168), **full)) == "The step is done."


def test_where_there_is_no_step_nothing_is_unsettled() -> None:
    full = step_due(look(measured(), started(dose_micrograms_per_day=28.0), paused(hour(20)), at=hour(22)))
    unknown = step_due(look(measured(), started(), at=hour(22), knowledge=without("step.after_days")))
    before = step_due(look(measured(), at=hour(22)))
    assert [(due.at, due.settled) for due in (full, unknown, before)] == [(None, True)] * 3


@pytest.mark.parametrize(("kind", "noted"), [("crs", True), ("neurologic", False)])
def test_a_restart_that_cannot_be_told_leaves_the_step_open_unless_the_dose_must_stay_low(
    kind: str, noted: bool
) -> None:
    low = (paused(hour(20), reason=REACTION, event="e1"), graded(hour(20), kind), resumed(hour(30)))
    unnamed = (paused(hour(40), reason=REACTION), resumed(hour(50)))
    due = step_due(look(measured(), started(), *low, *unnamed, at=hour(60)))
    assert bool(due.missing) is noted


def test_a_course_begun_midway_between_low_and_full_has_no_step_to_do_and_none_done() -> None:
    due = step_due(look(measured(), started(dose_micrograms_per_day=18.5), at=hour(60)))
    assert (due.at, due.done) == (None, False)


def test_one_of_two_pauses_before_the_step_unsettles_it() -> None:
    entries = (measured(), started(), paused(hour(20)), resumed(hour(23)), paused(hour(170)), resumed(hour(171)))
    due = step_due(look(*entries, at=hour(180)))
    assert (due.at, due.settled) == (hour(172), False)


@pytest.mark.parametrize(("hours", "seconds", "settled"), [(168, -1, False), (168, 0, True)])
def test_a_pause_from_the_step_on_does_not_move_it(hours: int, seconds: int, settled: bool) -> None:
    entries = (measured(), started(), paused(hour(hours, seconds=seconds)))
    assert step_due(look(*entries, at=hour(200))).settled is settled


def test_done_when_the_full_dose_flows_after_a_low_one() -> None:
    entries = (measured(), started(), changed(hour(168), bag=full_bag(168)))
    due = step_due(look(*entries, at=hour(170)))
    assert (due.at, due.done) == (hour(168), True)
    assert finding("dose.step", *entries, at=hour(200)).answer == "clear"
    assert step_ahead(look(*entries, at=hour(170))) is None
    low_again = (*entries, changed(hour(180), bag=bag(hour(180))))
    assert step_due(look(*low_again, at=hour(181))).done


def test_a_low_bag_at_the_step_does_not_do_it() -> None:
    entries = (measured(), started(), changed(hour(168), bag=bag(hour(168), dose_micrograms_per_day=10.0)))
    assert not step_due(look(*entries, at=hour(170))).done
    assert finding("dose.step", *entries, at=hour(170)).action == "watch"


def test_a_course_at_the_full_dose_from_the_start_has_no_step() -> None:
    entries = (measured(), started(bag=full_bag(0)))
    assert step_due(look(*entries, at=hour(1))).at is None
    assert "started at the full dose" in says(finding("dose.step", *entries, at=hour(160)).says)
    corrected = (*entries, changed(hour(2), bag=bag(hour(2))))
    due = step_due(look(*corrected, at=hour(3)))
    assert (due.at, due.done) == (hour(168), False)


def test_without_a_weight_the_first_dose_counts_as_the_low_one() -> None:
    entries = (started(bag=bag(dose_micrograms_per_day=5.3)), changed(hour(168), bag=bag(dose_micrograms_per_day=15.9)))
    assert step_due(look(*entries, at=hour(170))).done
    assert not step_due(look(*entries, at=hour(167))).done


@pytest.mark.parametrize(("dose", "done"), [(18.5, True), (18.4, False)])
def test_midway_between_low_and_full_counts_as_full(dose: float, done: bool) -> None:
    middling = bag(dose_micrograms_per_day=dose)
    s = look(measured(), started(), changed(hour(168), bag=middling), at=hour(169))
    assert step_due(s).done is done
    assert (step_due(look(measured(), started(bag=middling), at=hour(1))).at is None) is done


@pytest.mark.parametrize("key", ["dose.low", "dose.full"])
def test_without_one_dose_in_the_label_nothing_counts_as_done(key: str) -> None:
    entries = (started(), changed(hour(168), bag=full_bag(168)))
    due = step_due(look(*entries, at=hour(170), knowledge=without(key)))
    assert (due.at, due.done) == (hour(168), False)


def test_only_in_course_1_and_only_under_way() -> None:
    entries = (measured(), started(), ended(hour(672)))
    assert step_due(look(*entries, at=hour(700))).at is None
    second = (*entries, started(hour(1008), course=2))
    assert step_due(look(*second, at=hour(1009))).at is None
    assert "no step" in says(finding("dose.step", *second, at=hour(1170)).says)
    assert finding("dose.step").answer == "clear"
    assert step_due(look()).at is None


def before_the_step(category: str, *, weight: float = 50.0, grade: int = 3) -> tuple[Entry, ...]:
    """A reaction on day 3 and a restart a day later."""
    return (
        measured(weight_kg=weight),
        started(),
        graded(hour(71), category, grade=grade),
        paused(hour(72), reason=REACTION, event="e1"),
        resumed(hour(96)),
    )


def test_a_restart_before_the_step_keeps_the_low_dose_for_7_days_and_then_it_may_go_up() -> None:
    entries = before_the_step("crs")
    s = look(*entries, at=hour(100))
    assert step_due(s).at == hour(192)
    assert step_ahead(s) is None  # a permission is nothing that is due
    assert [task.what for task in flow_tasks(s)] == ["bag_change"]
    assert finding("dose.step", *entries, at=hour(96 + 144, seconds=-1)).answer == "clear"
    found = finding("dose.step", *entries, at=hour(96 + 144))
    assert found.answer == "fires"
    assert "until" in says(found.saw[-1])
    late = finding("dose.step", *entries, at=hour(96 + 168, seconds=1))
    assert (late.answer, late.action) == ("fires", "note")
    assert says(late.says).startswith("The dose may go up from 2026-12-04 10:00:00")


def test_when_crs_comes_back_the_step_is_for_the_physician_to_say() -> None:
    entries = (*before_the_step("crs"), graded(hour(120), "crs", event="e2", grade=1))
    found = finding("dose.step", *entries, at=hour(121))
    assert found.answer == "cannot_tell"
    assert missing(found) == ["the physician's decision: grade 1 after the restart, 2026-11-28 10:00:00+09:00"]
    assert step_ahead(look(*entries, at=hour(121))) is None


@pytest.mark.parametrize("at", [100, 170, 193, 300])
def test_where_the_restart_dose_cannot_be_told_no_step_is_due(at: int) -> None:
    entries = before_the_step("neurologic", weight=30.0, grade=2)
    s = look(*entries, at=hour(at))
    found = finding("dose.step", *entries, at=hour(at))
    assert found.answer == "cannot_tell"
    keys = ("neuro.restart_dose_below_45_kg", "neuro.escalate_after_days_below_45_kg")
    assert missing(found) == [f"{key} is not configured" for key in keys]
    due, bag_now = step_due(s), bag_state(s)
    assert [says(text) for text in due.missing] == missing(found)
    assert due.at is not None
    assert step_ahead(s) is None
    assert bag_now is not None
    assert bag_now.change_due_because != "dose-step"
    assert [task.what for task in flow_tasks(s)] == ["bag_change"]


def test_after_a_pause_of_more_than_7_days_no_step_is_due() -> None:
    entries = (*before_the_step("crs")[:-1], resumed(hour(72 + 168, seconds=1)))
    found = finding("dose.step", *entries, at=hour(300))
    assert missing(found) == ["whether the new cycle begins with the low dose"]
    assert [task.what for task in flow_tasks(look(*entries, at=hour(300)))] == ["bag_change"]


def test_a_neurological_restart_before_the_step_is_not_raised_in_japan() -> None:
    entries = before_the_step("neurologic")
    assert step_ahead(look(*entries, at=hour(400), label=JP)) is None
    found = finding("dose.step", *entries, at=hour(400))
    assert found.answer == "clear"
    assert says(found.says) == "Low dose after the restart; the label says not to raise it."
    assert not any("step due" in says(text) for text in found.saw)


@pytest.mark.parametrize("key", ["step.courses", "step.after_days", "program.step_within_hours"])
def test_missing_knowledge_cannot_tell(key: str) -> None:
    found = finding("dose.step", measured(), started(), at=hour(1), knowledge=without(key))
    assert found.answer == "cannot_tell"
    assert missing(found) == [f"{key} is not configured"]
