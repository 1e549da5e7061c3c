"""Which patients the board shows and in which order tasks come: filters, urgency, beds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Literal

from blin21_desktop.domain.findings import Task
from blin21_desktop.domain.infusion import Status
from blin21_desktop.domain.moments import since
from blin21_desktop.domain.text import Text, say
from blin21_desktop.present.folding import folded
from blin21_desktop.service.look import Look

Filter = Literal["all", "due", "interrupted", "unconfirmed"]

FILTERS: tuple[Filter, ...] = ("all", "due", "interrupted", "unconfirmed")

SOON = timedelta(hours=1)
"""What the filter "due in 1 hr" means."""

FILTER_NAMES: dict[Filter, Text] = {
    "all": say("All"),
    "due": say("Due in 1 hr"),
    "interrupted": say("Interrupted"),
    "unconfirmed": say("Unconfirmed"),
}


def shown(look: Look, only: Filter, now: datetime) -> bool:
    """Whether a patient belongs to what the filter asks for."""
    if only == "due":
        return any(since(now, task.due_at) <= SOON for task in look.tasks)
    if only == "interrupted":
        return look.status is Status.PAUSED
    return look.unconfirmed if only == "unconfirmed" else True


def urgency(pair: tuple[Task, Look], now: datetime) -> tuple[object, ...]:
    """Overdue tasks of running patients first; of a paused one the bag cannot wait to be changed, nothing flows."""
    task, look = pair
    late_but_paused = task.due_at < now and look.status is Status.PAUSED
    return (late_but_paused, task.due_at, bed_key(look))


def next_due(looks: Sequence[Look], now: datetime, after: str = "") -> str:
    """The patient with the soonest task; with `after` the one that comes behind that patient, round and round."""
    tasks = sorted(((task, look) for look in looks for task in look.tasks), key=lambda t: urgency(t, now))
    order = list(dict.fromkeys(look.patient for _, look in tasks))
    if not order:
        return ""
    return order[(order.index(after) + 1) % len(order)] if after in order else order[0]


def bed_key(look: Look) -> tuple[object, ...]:
    """Beds in counting order (7 before 10, 703A after 703, however it is typed), no bed last."""
    parts = re.split(r"(\d+)", folded(look.bed or ""))
    counted = tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts if part)
    return (not counted, counted, look.patient)
