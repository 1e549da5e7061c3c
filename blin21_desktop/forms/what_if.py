"""What is asked of the restart planner: when it would flow again, and how long a hold would be. Nothing is written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo

from blin21_desktop.domain.moments import HOUR
from blin21_desktop.domain.text import Text, say
from blin21_desktop.forms import typed as grammar
from blin21_desktop.forms.fields import Typed
from blin21_desktop.rules.what_if import LONGEST

RESUME_AT, HOLD = "resume_at", "hold_hours"
"""Keys of the two fields."""

_CLOCK_ALONE = re.compile(r"[0-9]{1,2}:[0-9]{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What was asked; None: the moment looked at, no hold. `problems`: key -> why it cannot be read."""

    resume_at: datetime | None = None
    hold: timedelta | None = None
    problems: Mapping[str, Text] = field(default_factory=dict)


def question(typed: Typed, now: datetime, zone: tzinfo) -> Question:
    """Read both fields. `15:02` is of today; a restart before now cannot be asked about, nor a hold beyond a year."""
    problems: dict[str, Text] = {}
    resume_at: datetime | None = None
    hold: timedelta | None = None
    try:
        resume_at = _resume_at(typed.get(RESUME_AT, ""), now, zone)
    except grammar.IllFormed as ill:
        problems[RESUME_AT] = ill.why
    try:
        hold = _hold(typed.get(HOLD, ""))
    except grammar.IllFormed as ill:
        problems[HOLD] = ill.why
    return Question(resume_at=resume_at, hold=hold, problems=problems)


def _resume_at(text: str, now: datetime, zone: tzinfo) -> datetime | None:
    plain = grammar.folded(text)
    if not plain:
        return None
    if _CLOCK_ALONE.fullmatch(plain):
        plain = f"{now.astimezone(zone).date().isoformat()} {plain}"
    found = grammar.dated(plain, zone)
    if found < now:
        raise grammar.IllFormed(say("{at:moment} lies before now. Write a time to come.", at=found))
    return found


def _hold(text: str) -> timedelta | None:
    if not grammar.folded(text):
        return None
    found = grammar.number(text) * HOUR
    if not timedelta() < found <= LONGEST:
        raise grammar.IllFormed(say("A hold lasts more than 0 hours and at most {most:number}.", most=LONGEST / HOUR))
    return found
