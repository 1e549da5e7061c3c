"""The time axis of the tab Checks: days since the start of the course, seen through one of three windows.

Without a course the zero is the moment looked at. Positions are in days, so the axis is the one of the 28-day strip.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from blin21_desktop.domain.moments import DAY, HOUR, later, since
from blin21_desktop.present.strip import CELLS
from blin21_desktop.present.words import Words
from blin21_desktop.service.look import Look

Span = Literal["day", "three", "course", "week", "all"]
"""Windows: the first three of the tab Checks, the last three of the tab Labs."""
BEFORE = 1.0
"""So much before the start is shown in the window of the course, for the baseline: one day."""
AHEAD = {"day": 1 / 24, "three": 3 / 24}
"""So much of the time to come is left free at the right end, in days."""
EVERY = {"day": 2, "three": 6}
"""Hours between two labels of the clock."""
WEEK = 7


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the grid at `at` days with its label; a strong one begins a day."""

    at: float
    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """One window from `start` to `end` days. `days` stand between their lines, `clock` on theirs; `now` may be past."""

    span: Span
    name: str
    start: float
    end: float
    now: float
    now_text: str
    days: tuple[Tick, ...]
    clock: tuple[Tick, ...]


def origin(look: Look) -> datetime:
    """The zero of the axis."""
    return look.at if look.course is None else look.course.started_at


def place(look: Look, moment: datetime) -> float:
    """A moment on the axis, in days."""
    return since(origin(look), moment) / DAY


def axes(look: Look, words: Words) -> tuple[Axis, ...]:
    """The windows there are: the last 24 hours, three days, and with a course all of it."""
    now = place(look, look.at)
    names = {"day": words.t("24 hours"), "three": words.t("3 days"), "course": words.t("Course")}
    made = []
    for span, length in (("day", 1.0), ("three", 3.0)):
        ahead = AHEAD[span]
        made.append(_axis(look, span, names[span], now + ahead - length, now + ahead, words))  # type: ignore[arg-type]
    if look.course is not None:
        end = max(CELLS, math.ceil(round(now, 6)))
        made.append(_axis(look, "course", names["course"], -BEFORE, float(end), words))
    return tuple(made)


def _axis(look: Look, span: Span, name: str, start: float, end: float, words: Words) -> Axis:
    return Axis(
        span=span,
        name=name,
        start=start,
        end=end,
        now=place(look, look.at),
        now_text=words.time(look.at),
        days=() if look.course is None else _days(span, start, end, words),
        clock=tuple(_weeks(look, end, words) if span == "course" else _clock(look, span, start, end, words)),
    )


def _days(span: Span, start: float, end: float, words: Words) -> tuple[Tick, ...]:
    """Cycle days; the one before the start is "pre"."""
    found = []
    for number in range(math.floor(start), math.ceil(end)):
        text = words.t("pre") if number < 0 else str(number + 1)
        if span != "course" and number >= 0:
            text = words.t("Day {day:number}", day=number + 1)
        found.append(Tick(float(number), text, strong=True))
    return tuple(found)


def _clock(look: Look, span: Span, start: float, end: float, words: Words) -> Iterator[Tick]:
    """Every full hour of the clock that is labelled; midnight carries the date."""
    at = later(origin(look), start * DAY).astimezone(words.zone)
    at = at.replace(minute=0, second=0, microsecond=0).astimezone(UTC)
    last = later(origin(look), end * DAY)
    while at <= last:
        local = at.astimezone(words.zone)
        if local.hour % EVERY[span] == 0 and local.minute == 0 and place(look, at) >= start:
            midnight = local.hour == 0
            yield Tick(place(look, at), words.short_day(local) if midnight else f"{local:%H}", strong=midnight)
        at += HOUR


def _weeks(look: Look, end: float, words: Words) -> Iterator[Tick]:
    for day in range(0, math.ceil(end), WEEK):
        yield Tick(float(day), words.short_day(origin(look) + timedelta(days=day)))
