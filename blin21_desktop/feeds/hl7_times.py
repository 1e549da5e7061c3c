"""Moments and days as HL7 writes them (YYYYMMDDHHMMSS, fractions and offset optional)."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import NamedTuple

_MOMENT = re.compile(r"([0-9]{8})([0-9]{2}|[0-9]{4}|[0-9]{6})?(?:(?<=[0-9]{14})\.?[0-9]{1,4})?([+-][0-9]{4})?")
_OFFSET = re.compile(r"([+-])([0-9]{2})([0-9]{2})$")
_YEARS = range(1850, 2200)
"""Beyond them a moment is a slip of the sender, and arithmetic with it could leave the calendar."""
_MOST_OFFSET = timedelta(hours=14)


class Moment(NamedTuple):
    """An aware moment. Without `time_known` only its day was given, or a midnight that stands for the day."""

    at: datetime
    time_known: bool


@lru_cache(maxsize=1_024)
def moment(text: str, zone: tzinfo) -> Moment | None:
    """Read a moment; None when it is none. `zone` is used where the text has no offset of its own."""
    found = _MOMENT.fullmatch(text)
    day_read = day(text)
    if found is None or day_read is None:
        return None
    clock = (found[2] or "").ljust(6, "0")
    zone_read = offset(text) if found[3] else zone
    hour, minute, second = (int(clock[at : at + 2]) for at in (0, 2, 4))
    if zone_read is None or hour > 23 or minute > 59 or second > 59:  # noqa: PLR2004
        return None
    known = len(found[2] or "") >= len("HHMM") and clock != "000000"
    return Moment(datetime(day_read.year, day_read.month, day_read.day, hour, minute, second, tzinfo=zone_read), known)


def day(text: str) -> date | None:
    """The day a text begins with (YYYYMMDD); None when it is none."""
    digits = text[:8]
    if len(digits) != len("YYYYMMDD") or not (digits.isascii() and digits.isdigit()) or int(digits[:4]) not in _YEARS:
        return None
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


def offset(text: str) -> tzinfo | None:
    """The offset a text ends with; None when it has none, or an impossible one."""
    found = _OFFSET.search(text)
    if found is None:
        return None
    size = timedelta(hours=int(found[2]), minutes=int(found[3]))
    if size > _MOST_OFFSET or int(found[3]) > 59:  # noqa: PLR2004
        return None
    return UTC if not size else timezone(size if found[1] == "+" else -size)
