"""What somebody typed becomes a value here, once; whatever could be read in two ways is refused in words.

Full-width digits and signs are folded (NFKC) before anything is read. Nothing is guessed: no comma, no missing zero, no
zero too many, no time that lies ahead.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, timedelta, tzinfo

from blin21_desktop.domain.moments import since
from blin21_desktop.domain.text import Text, say

AHEAD = timedelta(minutes=5)
"""A bedside clock may be ahead of this one by so much (contract, section 1)."""

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_NUMBER = re.compile(r"(?:0|[1-9][0-9]*)(?:\.[0-9]*[1-9])?")
_WHOLE = re.compile(r"0|[1-9][0-9]*")
_CLOCK = re.compile(r"([0-9]{1,2}):([0-9]{2})|([0-9]{2})([0-9]{2})")
_OFFSET = re.compile(r"(.*[0-9])([+-][0-9]{2}:[0-9]{2})")
_DATES = (
    re.compile(r"(?P<y>[0-9]{4})-(?P<m>[0-9]{1,2})-(?P<d>[0-9]{1,2})"),
    re.compile(r"(?P<y>[0-9]{4})/(?P<m>[0-9]{1,2})/(?P<d>[0-9]{1,2})"),
    re.compile(r"(?P<y>[0-9]{4})(?P<m>[0-9]{2})(?P<d>[0-9]{2})"),
    re.compile(r"(?P<y>[0-9]{4})年(?P<m>[0-9]{1,2})月(?P<d>[0-9]{1,2})日"),
    re.compile(r"(?P<d>[0-9]{1,2})-(?P<m>[A-Za-z]{3})-(?P<y>[0-9]{4})"),
)
"""Year, month and day in this order, or the month in letters. Day and month as two numbers could be swapped."""


class IllFormed(Exception):  # noqa: N818  (an answer in words, not a fault)
    """What was typed cannot be read; `why` says what would be right. `instead` may offer a text to put there."""

    def __init__(self, why: Text, instead: str = "") -> None:
        """Keep the words and the offer."""
        super().__init__(why.template)
        self.why = why
        self.instead = instead


def folded(text: str) -> str:
    """Full-width and half-width forms made one, spaces at the ends away."""
    return unicodedata.normalize("NFKC", text).replace("\u2212", "-").strip()


def number(text: str) -> float:
    """A number of 0 or more in plain digits: `0.5`, `28`. Raises `IllFormed` for everything else."""
    plain = folded(text)
    if not _NUMBER.fullmatch(plain):
        raise IllFormed(_why_no_number(plain))
    return float(plain)


def _why_no_number(plain: str) -> Text:
    if "," in plain or "、" in plain:
        return say(
            "A comma is not read as a decimal point. Write 2.5 with a point, or the whole number without commas."
        )
    if plain.startswith("-"):
        return say("A number below 0 cannot be right here.")
    if re.search(r"[^0-9.]", plain):
        return say("Only digits and one point, such as 2.5.")
    if plain.count(".") > 1:
        return say("There are two points. Write one, such as 2.5.")
    if plain.startswith("."):
        return say("Write the zero before the point: 0.5, not .5.")
    if plain.endswith("."):
        return say("A digit is missing after the point.")
    if "." in plain and plain.endswith("0"):
        return say("No zero at the end after the point: 1.0 is easily read as 10.")
    return say("No zero in front: 5, not 05.")


def whole(text: str) -> int:
    """A whole number of 0 or more. Raises `IllFormed`."""
    plain = folded(text)
    if not _WHOLE.fullmatch(plain):
        raise IllFormed(say("A whole number in plain digits, such as 2."))
    return int(plain)


def day(text: str) -> date:
    """A date: `2026-11-28`, `2026/11/28`, `20261128`, `28-Nov-2026`. Raises `IllFormed`."""
    plain = folded(text)
    for form in _DATES:
        found = form.fullmatch(plain)
        if found is not None:
            return _date(found)
    raise IllFormed(say("A date as year-month-day, such as 2026-11-28, or 28-Nov-2026."))


def _date(found: re.Match[str]) -> date:
    month = found["m"].lower()
    try:
        return date(int(found["y"]), MONTHS.index(month) + 1 if month.isalpha() else int(month), int(found["d"]))
    except ValueError:
        raise IllFormed(say("There is no such day in the calendar.")) from None


def moment(text: str, now: datetime, zone: tzinfo) -> datetime:
    """A moment at the bedside, at most 5 minutes ahead of `now`: `15:02` (today), or with its date before it.

    Raises `IllFormed`; a time of today that is still to come is never taken for yesterday's, only offered as such.
    """
    plain, offset = _cut_offset(folded(text))
    clock = _CLOCK.fullmatch(plain)
    today = now.astimezone(zone).date()
    found = _at(today, _minutes(clock), zone, offset) if clock else _dated(plain, zone, offset)
    if since(now, found) <= AHEAD:
        return found
    if not clock:
        raise IllFormed(say("{at:moment} lies in the future; it is {now:moment} now.", at=found, now=now))
    yesterday = today - timedelta(days=1)
    raise IllFormed(
        say(
            "{at:clock} today lies in the future; it is {now:clock} now. For yesterday write the date.",
            at=found,
            now=now,
        ),
        f"{yesterday.isoformat()} {found:%H:%M}{offset}",
    )


def dated(text: str, zone: tzinfo) -> datetime:
    """A moment with its date, past or to come: `2026-11-28 12:00`. Raises `IllFormed`."""
    return _dated(*_spread(folded(text), zone))


def as_dated(at: datetime, zone: tzinfo) -> str:
    """A moment as `dated` reads it, by the clocks of `zone`; with its offset in an hour that stands twice."""
    local = at.astimezone(zone)
    written = f"{local:%Y-%m-%d %H:%M}"
    if local.replace(fold=0).utcoffset() == local.replace(fold=1).utcoffset():
        return written
    offset = f"{local:%z}"
    return f"{written}{offset[:3]}:{offset[3:5]}"


def _spread(plain: str, zone: tzinfo) -> tuple[str, tzinfo, str]:
    rest, offset = _cut_offset(plain)
    return rest, zone, offset


def _cut_offset(plain: str) -> tuple[str, str]:
    """The text without its offset, and the offset (`+09:00`) or nothing. A time of day comes before it."""
    found = _OFFSET.fullmatch(plain)
    return (found[1], found[2]) if found is not None and ":" in found[1] else (plain, "")


def _dated(plain: str, zone: tzinfo, offset: str) -> datetime:
    head, _, tail = plain.replace("T", " ").rpartition(" ")
    clock = _CLOCK.fullmatch(tail)
    if not head or clock is None:
        raise IllFormed(say("Date and time, such as 2026-11-28 12:00."))
    return _at(day(head), _minutes(clock), zone, offset)


def _minutes(clock: re.Match[str]) -> tuple[int, int]:
    hour, minute = (int(part) for part in clock.groups() if part is not None)
    if hour > 23 or minute > 59:  # noqa: PLR2004  (a clock)
        raise IllFormed(say("There is no such time of day: 00:00 to 23:59."))
    return hour, minute


def _at(on: date, clock: tuple[int, int], zone: tzinfo, offset: str) -> datetime:
    """The moment with the zone's fixed offset. The hour that a clock change skips or repeats is asked about."""
    hour, minute = clock
    written = f"{on.isoformat()}T{hour:02}:{minute:02}:00"
    local = [datetime(on.year, on.month, on.day, hour, minute, tzinfo=zone, fold=fold) for fold in (0, 1)]
    offsets = {f"{one:%z}"[:3] + ":" + f"{one:%z}"[3:5] for one in local}
    if offset:
        if offset not in offsets:
            raise IllFormed(say("At this ward the clock does not stand like that then."))
        return datetime.fromisoformat(written + offset)
    if len(offsets) == 1:
        return datetime.fromisoformat(written + offsets.pop())
    first, second = sorted(offsets)
    raise IllFormed(
        say("The clock change: this time does not exist or stands twice. Write it with {first} or {second} behind it.",
            first=first, second=second)
    )  # fmt: skip


def listed(text: str) -> tuple[str, ...]:
    """Several things separated by commas, semicolons or lines; empty ones left out."""
    return tuple(part.strip() for part in re.split(r"[,;、，；\n]", text) if part.strip())


def same_code(one: str, other: str) -> bool:
    """Whether two ids are the same when typed or scanned: folded, without spaces, capitals no matter."""
    return _code(one) == _code(other)


def _code(text: str) -> str:
    return re.sub(r"\s+", "", folded(text)).casefold()
