"""What is due: bag change, step, checks, blood samples, worked out from the state, never from a list somebody keeps."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal

from blin21_desktop.domain.findings import Task
from blin21_desktop.domain.moments import since
from blin21_desktop.domain.text import Text, say
from blin21_desktop.rules.bag import bag_state, why_due
from blin21_desktop.rules.consulted import Consulted
from blin21_desktop.rules.lab_due import lab_due
from blin21_desktop.rules.premedication import Premedication, premedications
from blin21_desktop.rules.schedule import Check, next_checks
from blin21_desktop.rules.situation import Situation
from blin21_desktop.rules.step import step_ahead

State = Literal["due", "overdue", "upcoming"]
TASK_OF: dict[str, Literal["vitals", "crs_check", "neuro_check"]] = {
    "vitals": "vitals",
    "crs": "crs_check",
    "neuro": "neuro_check",
}
"""Check -> its name among the tasks."""


def tasks(s: Situation) -> tuple[Task, ...]:
    """The bag change, the step, checks, premedication and samples of the course under way or to come, soonest first.

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
    found += [_check_task(check) for check in next_checks(s)]
    found += [
        _task("premedication", p.at, because=_ahead_of(p), at=s.at, window=window)
        for p in premedications(s)
        if p.at is not None and p.state in ("upcoming", "due")
    ]
    sample = lab_due(s)
    if sample is not None:
        found.append(_task("lab", sample.at, because=sample.because, at=s.at, window=window))
    return tuple(sorted(found, key=lambda task: (task.due_at, task.what)))


def _ahead_of(wanted: Premedication) -> Text:
    """What a premedication is for; it is due at that moment, to be given before it."""
    words = {
        "start": say("Before the start: {dose}", dose=wanted.dose),
        "step": say("Before the step: {dose}", dose=wanted.dose),
    }
    return words[wanted.before]


def _check_task(check: Check) -> Task:
    """A check as a task: put off is upcoming."""
    because = say("{every} (a proposal of this program that needs sign-off, not a label rule)", every=check.because)
    state: State = {"due": "due", "overdue": "overdue"}.get(check.state, "upcoming")  # type: ignore[assignment]
    return Task(what=TASK_OF[check.what], due_at=check.due_at, state=state, because=because)


def _task(
    what: Literal["bag_change", "step", "premedication", "lab"],
    due_at: datetime,
    *,
    because: Text,
    at: datetime,
    window: timedelta,
) -> Task:
    state: State = "upcoming"
    if at > due_at:
        state = "overdue"
    elif since(at, due_at) <= window:
        state = "due"
    return Task(what=what, due_at=due_at, state=state, because=because)
