"""Time in the core: aware moments, differences only between absolute times, whole seconds."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

HOUR = timedelta(hours=1)
DAY = timedelta(hours=24)


def since(start: datetime, end: datetime) -> timedelta:
    """True elapsed time from `start` to `end`, also across a clock change of a named zone."""
    return end.astimezone(UTC) - start.astimezone(UTC)


def later(start: datetime, by: timedelta) -> datetime:
    """The moment `by` after `start` in true elapsed time, in the fixed offset of `start`."""
    zone = start.tzinfo
    return (start.astimezone(UTC) + by).astimezone(zone)


def hours(length: timedelta) -> float:
    """Length in hours."""
    return length / HOUR


def day_number(length: timedelta) -> int:
    """Day counted from 1: the first 24 hours are day 1."""
    return length // DAY + 1


def age_years(birth: date, on: date) -> int:
    """Completed years of age. Born on 29 February: completed on 1 March in other years."""
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))


def differs(value: float, wanted: float, *, by_more_than: str) -> bool:
    """Whether `value` is off `wanted` by more than a share such as "0.05"; exact at the limit."""
    exact, goal = Decimal(repr(value)), Decimal(repr(wanted))
    return abs(exact - goal) > goal * Decimal(by_more_than)
