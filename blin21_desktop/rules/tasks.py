"""What is due: the bag change and the step, worked out from the state, never from a list somebody keeps."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal

from blin21_desktop.domain.findings import Task
from blin21_desktop.domain.moments import since
from blin21_desktop.domain.text import Text, say
from blin21_desktop.rules.bag import bag_state, why_due
from blin21_desktop.rules.consulted import Consulted
from blin21_desktop.rules.situation import Situation
from blin21_desktop.rules.step import step_ahead

State = Literal["due", "overdue", "upcoming"]


def tasks(s: Situation) -> tuple[Task, ...]:
    """The bag change and the step of the course under way, soonest first.

    Due from 2 h before (`program.due_within_hours`), overdue after the moment itself; without that number nothing is
    called due before its time.
    """
    window = Consulted().hours(s.protocol, "program.due_within_hours") or timedelta()
    found = []
    bag = bag_state(s)
    if bag is not None:
        because = why_due(bag.change_due_because)
        if not bag.running:
            because = say("Paused. If it resumed now: {because}", because=because)
        found.append(_task("bag_change", bag.change_due_at, because=because, at=s.at, window=window))
    step = step_ahead(s)
    if step is not None:
        because = say("The low dose has flowed for its days: a new bag of the full dose, as ordered.")
        found.append(_task("step", step, because=because, at=s.at, window=window))
    return tuple(sorted(found, key=lambda task: (task.due_at, task.what)))


def _task(
    what: Literal["bag_change", "step"], due_at: datetime, *, because: Text, at: datetime, window: timedelta
) -> Task:
    state: State = "upcoming"
    if at > due_at:
        state = "overdue"
    elif since(at, due_at) <= window:
        state = "due"
    return Task(what=what, due_at=due_at, state=state, because=because)
