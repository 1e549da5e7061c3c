"""Which period is asked about: a length back from now, or from and to as typed. Nothing is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo

from blin21_desktop.domain.moments import DAY, later
from blin21_desktop.domain.text import Text, say
from blin21_desktop.forms import typed as grammar
from blin21_desktop.forms.fields import Option, Typed

FROM, TO = "from", "to"
"""Keys of the two fields."""

LENGTHS: dict[str, timedelta | None] = {"1": DAY, "7": 7 * DAY, "28": 28 * DAY, "all": None}
"""Code -> how far back from now; None: all that is charted."""

CHOICES = (
    Option("1", say("last 24 hours")),
    Option("7", say("last 7 days")),
    Option("28", say("last 28 days")),
    Option("all", say("all that is charted")),
)
"""The lengths to choose from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """From `start` (None: the first entry) to `end`. `problems`: key -> why it cannot be read."""

    start: datetime | None
    end: datetime
    problems: Mapping[str, Text] = field(default_factory=dict)


def back_from(now: datetime, code: str) -> Period:
    """One of the lengths, up to now."""
    length = LENGTHS.get(code)
    return Period(start=None if length is None else later(now, -length), end=now)


def period(typed: Typed, now: datetime, zone: tzinfo) -> Period:
    """Both fields. A date alone is the whole day; an empty field is open: from the first entry, up to now."""
    problems: dict[str, Text] = {}
    found: dict[str, datetime | None] = {FROM: None, TO: None}
    for key in found:
        try:
            found[key] = _moment(typed.get(key, ""), key, zone)
        except grammar.IllFormed as ill:
            problems[key] = ill.why
    start, end = found[FROM], min(found[TO] or now, now)
    if start is not None and start >= end and not problems:
        problems[FROM] = say("{start:moment} is not before {end:moment}.", start=start, end=end)
    return Period(start=start, end=end, problems=problems)


def _moment(text: str, key: str, zone: tzinfo) -> datetime | None:
    plain = grammar.folded(text)
    if not plain:
        return None
    try:
        day = grammar.day(plain)
    except grammar.IllFormed:
        return grammar.dated(plain, zone)
    whole = day + timedelta(days=1) if key == TO else day
    return grammar.dated(f"{whole.isoformat()} 00:00", zone)
