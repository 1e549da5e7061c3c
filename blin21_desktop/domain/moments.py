"""Time in the core: aware moments, differences only between absolute times, whole seconds."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

HOUR = timedelta(hours=1)
DAY = timedelta(hours=24)


def since(start: datetime, end: datetime) -> timedelta:
    """True elapsed time from `start` to `end`, also across a clock change of a named zone."""
    if type(end.tzinfo) is timezone:  # a fixed offset, as every entry has: the plain difference is the true one
        return end - start
    return end.astimezone(UTC) - start.astimezone(UTC)


def later(start: datetime, by: timedelta) -> datetime:
    """The moment `by` after `start` in true elapsed time, in the fixed offset of `start`."""
    zone = start.tzinfo
    if type(zone) is timezone:
        return start + by
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


def age_months(birth: date, on: date) -> int:
    """Completed months of age; a month is completed on the same day of the month, or on the first after it."""
    return (on.year - birth.year) * 12 + on.month - birth.month - (on.day < birth.day)


def differs(value: float, wanted: float, *, by_more_than: str) -> bool:
    """Whether `value` is off `wanted` by more than a share such as "0.05"; exact at the limit."""
    exact, goal = Decimal(repr(value)), Decimal(repr(wanted))
    return abs(exact - goal) > goal * Decimal(by_more_than)
