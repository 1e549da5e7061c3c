"""What is due, worked out from the state."""

from __future__ import annotations

import pytest

from blin21_desktop.rules.tasks import tasks
from tests.making import bag, changed, ended, hour, measured, paused, started
from tests.rules.looking import flow_tasks, look, says, without


def test_bag_change_and_step_soonest_first() -> None:
    found = flow_tasks(look(measured(), started(), at=hour(1)))
    assert [(t.what, t.due_at, t.state) for t in found] == [
        ("bag_change", hour(96), "upcoming"),
        ("step", hour(168), "upcoming"),
    ]


@pytest.mark.parametrize(("seconds", "state"), [(-7201, "upcoming"), (-7200, "due"), (0, "due"), (1, "overdue")])
def test_due_from_2_hours_before(seconds: int, state: str) -> None:
    entries = (measured(), started(), changed(hour(96), bag=bag(hour(96))))
    found = flow_tasks(look(*entries, at=hour(168, seconds=seconds)))
    assert [t.state for t in found] == [state, state]
    assert "step" in says(found[0].because)


def test_without_the_window_nothing_is_due_before_its_time() -> None:
    unknown = without("program.due_within_hours")
    at = [
        flow_tasks(look(measured(), started(), at=hour(96, seconds=s), knowledge=unknown))[0].state for s in (-1, 0, 1)
    ]
    assert at == ["upcoming", "due", "overdue"]


def test_the_step_is_gone_when_done() -> None:
    entries = (measured(), started(), changed(hour(168), bag=bag(hour(168), dose_micrograms_per_day=28.0)))
    assert [t.what for t in flow_tasks(look(*entries, at=hour(170)))] == ["bag_change"]


def test_while_paused_the_bag_change_says_so() -> None:
    found = flow_tasks(look(measured(), started(), paused(hour(5)), at=hour(6)))
    assert found[0].because.template.startswith("Paused")
    assert found[0].due_at == hour(97)


def test_nothing_before_the_start_and_after_the_end() -> None:
    assert tasks(look()) == ()
    assert tasks(look(started(), ended(hour(5)), at=hour(6))) == ()
