"""How many patients are in which state, and what a filter hides: one sentence each for board, paper and terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from blin21_desktop.domain.infusion import Status
from blin21_desktop.present.board_order import FILTER_NAMES, Filter, shown
from blin21_desktop.present.words import Words
from blin21_desktop.service.look import Look

Counted = Literal["running", "unknown", "paused", "not started", "ended"]

COUNTED: dict[Status, Counted] = {
    Status.NOT_STARTED: "not started",
    Status.RUNNING: "running",
    Status.PAUSED: "paused",
    Status.ENDED_COMPLETED: "ended",
    Status.ENDED_DISCONTINUED: "ended",
}
"""Status -> the count it belongs to; a running state nobody confirmed counts as unknown instead."""


def counted(look: Look) -> Counted:
    """The count a patient belongs to; every patient belongs to one."""
    return "unknown" if look.unconfirmed else COUNTED[look.status]


def ward_counts(looks: Sequence[Look], words: Words) -> str:
    """Every patient counted once: "9 patients: 7 running · 1 paused · 1 unknown". States of nobody are left out."""
    if not looks:
        return words.t("{count:number} patients", count=0)
    found = Counter(counted(look) for look in looks)
    told: dict[Counted, str] = {
        "running": words.t("{count:number} running", count=found["running"]),
        "paused": words.t("{count:number} paused", count=found["paused"]),
        "unknown": words.t("{count:number} unknown", count=found["unknown"]),
        "not started": words.t("{count:number} not started", count=found["not started"]),
        "ended": words.t("{count:number} ended", count=found["ended"]),
    }
    states = " · ".join(text for name, text in told.items() if found[name])
    if len(looks) == 1:
        return words.t("1 patient: {states}", states=states)
    return words.t("{count:number} patients: {states}", count=len(looks), states=states)


def filter_sentence(looks: Sequence[Look], only: Filter, words: Words, now: datetime) -> str:
    """What a filter in force hides, so that nobody is overlooked; empty when everybody is shown by choice."""
    if only == "all":
        return ""
    seen = sum(shown(look, only, now) for look in looks)
    return words.t(
        "{shown:number} of {all:number} shown; {hidden:number} hidden by the filter: {filter}",
        shown=seen,
        all=len(looks),
        hidden=len(looks) - seen,
        filter=words.render(FILTER_NAMES[only]),
    )
