"""Alerts: what asks for an act now, how urgent it is, and what the act is. Nothing flashes or beeps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, get_args

from blin21_desktop.domain.text import Text

Level = Literal["high", "medium", "low"]
LEVELS: tuple[Level, ...] = get_args(Level)
"""Most urgent first. High and medium interrupt somebody; low only stands there."""

INTERRUPTING: frozenset[Level] = frozenset({"high", "medium"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """Somebody acknowledged an alert: who, when, until when it stays silent at most (inclusive), and why."""

    by: str
    at: datetime
    until: datetime
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """One thing that wants an act. It is there as long as its cause is, and goes by itself when that is solved.

    `key` names the cause and its moment (`bag/20261127T010000Z`), so that what is acknowledged is this one and never
    the next. `cause` is the part before the stroke. `action` is what to do. `hazards` are the moments at which it turns
    into harm or into more than it is now; an acknowledgement never holds beyond the first of them that lies ahead of
    it. `hazard_at`: the first ahead of the moment looked at, else the last one passed, else None.
    """

    key: str
    patient: str
    level: Level
    says: Text
    action: Text
    since: datetime
    hazards: tuple[datetime, ...] = ()
    hazard_at: datetime | None = None
    silenced: Silence | None = None

    @property
    def cause(self) -> str:
        """What kind of thing it is about: `bag`, `step`, `checks`, `missed`, `crs`, a rule's id."""
        return self.key.partition("/")[0]

    @property
    def sounds(self) -> bool:
        """Whether it interrupts: not acknowledged, and of a level that does."""
        return self.silenced is None and self.level in INTERRUPTING


def key_of(cause: str, parts: Iterable[tuple[str, datetime]]) -> str:
    """The key of a cause that consists of parts, each a name (or none) and the moment it began or was due."""
    named = (f"{name}@{stamp(at)}" if name else stamp(at) for name, at in parts)
    return f"{cause}/{','.join(sorted(named))}"


def stamp(at: datetime) -> str:
    """A moment as it stands in a key: absolute, to the second."""
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def covers(acknowledged: str, key: str) -> bool:
    """Whether one key speaks for another: of the same cause, and every part of the other is among its own.

    So an alert merged of two overdue checks stays acknowledged when one of them is done, and sounds anew when a third
    comes to it.
    """
    cause, _, parts = acknowledged.partition("/")
    other, _, wanted = key.partition("/")
    return cause == other and set(wanted.split(",")) <= set(parts.split(","))


def goes_on(old: str, new: str) -> bool:
    """Whether two keys of one moment and the next share a part: what sounded then sounds on, more or less of it."""
    cause, _, parts = old.partition("/")
    other, _, wanted = new.partition("/")
    return cause == other and not set(wanted.split(",")).isdisjoint(parts.split(","))


def first_hazard(hazards: Iterable[datetime], at: datetime) -> datetime | None:
    """The first hazard ahead of a moment, else the last one passed; None without any."""
    known = sorted(hazards)
    ahead = [hazard for hazard in known if hazard > at]
    return ahead[0] if ahead else (known[-1] if known else None)
