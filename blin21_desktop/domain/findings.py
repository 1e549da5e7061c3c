"""What a rule answers: fires, clear or cannot tell, always with what it saw and where it was read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from blin21_desktop.domain.knowledge import Cites
from blin21_desktop.domain.text import Text

Answer = Literal["fires", "clear", "cannot_tell"]
Action = Literal[
    "stop",
    "consider_stopping",
    "hold",
    "new_cycle",
    "restart_not_yet",
    "premedicate",
    "watch",
    "restart_allowed",
    "note",
]

STRICTNESS: tuple[Action, ...] = get_args(Action)
"""Strictest first: the order in which findings are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One rule's answer now. `action` is what the rule is about; it binds only when `answer` is `fires`."""

    rule: str
    answer: Answer
    action: Action
    says: Text
    saw: tuple[Text, ...] = ()
    missing: tuple[Text, ...] = ()
    cites: tuple[Cites, ...] = ()
    site_values: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Something due. `state` is relative to the moment looked at."""

    what: Literal["bag_change", "step", "crs_check", "neuro_check", "vitals", "premedication", "lab"]
    due_at: datetime
    state: Literal["due", "overdue", "upcoming"]
    because: Text


def in_order(findings: list[Finding]) -> tuple[Finding, ...]:
    """Firing findings first, strictest first; then what cannot be told; then clear ones. Stable by rule id."""
    rank = {"fires": 0, "cannot_tell": 1, "clear": 2}
    return tuple(sorted(findings, key=lambda f: (rank[f.answer], STRICTNESS.index(f.action), f.rule)))
