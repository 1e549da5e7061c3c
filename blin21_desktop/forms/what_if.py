"""What is asked of the restart planner: when it flows again, at which dose, how long a hold. Nothing is written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo

from blin21_desktop.domain.moments import DAY, HOUR, later
from blin21_desktop.domain.text import Text, say
from blin21_desktop.forms import typed as grammar
from blin21_desktop.forms.fields import Option, Typed
from blin21_desktop.rules.label_dose import Level
from blin21_desktop.rules.what_if import LONGEST

RESUME_AT, HOLD, LEVEL = "resume_at", "hold_hours", "level"
"""Keys of the fields."""

LEVELS = (
    Option("", say("as ordered")),
    Option("low", say("low dose")),
    Option("full", say("full dose")),
)
"""Which dose the new bag has: the one ordered, or a level of the label."""

SHIFTS = (
    Option("15", say("+15 min")),
    Option("60", say("+1 hr")),
    Option("1440", say("+1 day")),
)
"""How far the restart can be moved at a touch: its code is in minutes."""

_UNITS = {"時間": HOUR, "hr": HOUR, "h": HOUR, "日": DAY, "d": DAY}
"""What may stand behind a length, and what one of it is; nothing: hours."""

_CLOCK_ALONE = re.compile(r"[0-9]{1,2}:[0-9]{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What was asked; None: the moment looked at, no hold, the dose ordered. `problems`: key -> why it cannot be read.

    `level` is the one of the new bag.
    """

    resume_at: datetime | None = None
    hold: timedelta | None = None
    level: Level | None = None
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
    level: dict[str, Level] = {"low": "low", "full": "full"}
    return Question(resume_at=resume_at, hold=hold, level=level.get(typed.get(LEVEL, "")), problems=problems)


def shifted(text: str, minutes: int, now: datetime, zone: tzinfo) -> str:
    """What stands in the field, so many minutes later; from now where nothing that can be read stands there."""
    try:
        found = _resume_at(text, now, zone)
    except grammar.IllFormed:
        found = None
    return f"{later(found or now, timedelta(minutes=minutes)).astimezone(zone):%Y-%m-%d %H:%M}"


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
    found = hold_length(text)
    if not timedelta() < found <= LONGEST:
        raise grammar.IllFormed(say("A hold lasts more than 0 hours and at most {most:number}.", most=LONGEST / HOUR))
    return found


def hold_length(text: str) -> timedelta:
    """A length in hours (`72`, `72h`, `72時間`) or in days (`3d`, `3日`). Raises `IllFormed` for everything else."""
    plain = grammar.folded(text)
    unit = next((unit for unit in _UNITS if plain.endswith(unit)), "")
    try:
        return grammar.number(plain.removesuffix(unit).strip()) * _UNITS.get(unit, HOUR)
    except grammar.IllFormed:
        raise grammar.IllFormed(say("Hours or days, such as 72 hr or 3 d.")) from None
