"""The time axis of the tab Labs: the course, seven days of it, or all there is. Positions are days since the start."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from blin21_desktop.domain.moments import DAY, later
from blin21_desktop.present.checks_axis import Axis, Span, Tick, origin, place
from blin21_desktop.present.strip import CELLS
from blin21_desktop.present.words import Words
from blin21_desktop.service.look import Look

WEEK = 7
MOST_BEFORE = 7
"""So many days before the start the window of the course shows at most, to hold the sample before it."""
LABELS = 12
"""So many labelled days the window of everything has at most, so that they can be read."""


def course_axis(look: Look, moments: Sequence[datetime], words: Words) -> Axis | None:
    """From the last sample before the start to day 28 or now; None without a course."""
    if look.course is None:
        return None
    before = [at for one in moments if (at := place(look, one)) < 0]
    start = -min(MOST_BEFORE, max(1, math.ceil(-max(before)))) if before else -1
    end = max(CELLS, math.ceil(round(place(look, look.at), 6)))
    dates = tuple(Tick(float(day), words.short_day(later(origin(look), day * DAY))) for day in range(0, end, WEEK))
    return _axis(look, "course", words.t("Course"), float(start), float(end), dates, words)


def weeks(look: Look, moments: Sequence[datetime], words: Words) -> tuple[Axis, ...]:
    """Seven days each, ending a day later each, oldest first; the last one ends today."""
    name = words.t("7 days")
    last = math.floor(place(look, look.at)) + 1
    first = min([last, *(math.floor(place(look, one)) + WEEK for one in moments)])
    return tuple(_week(look, name, float(end), words) for end in range(min(first, last), last + 1))


def _week(look: Look, name: str, end: float, words: Words) -> Axis:
    start = end - WEEK
    return _axis(look, "week", name, start, end, tuple(_midnights(look, start, end, words)), words)


def whole_axis(look: Look, moments: Sequence[datetime], words: Words) -> Axis:
    """From the first sample or start to now."""
    all_of = [place(look, at) for at in (*moments, *(course.started_at for course in look.courses))]
    now = place(look, look.at)
    start, end = math.floor(min([now - WEEK, *all_of])), math.ceil(round(max([now, *all_of]), 6)) + 0.5
    every = max(1, math.ceil((end - start) / LABELS / WEEK)) * WEEK
    dates = tuple(
        Tick(float(day), words.short_day(later(origin(look), day * DAY)))
        for day in range(math.ceil(start / every) * every, math.ceil(end), every)
    )
    axis = _axis(look, "all", words.t("All"), float(start), float(end), dates, words)
    return Axis(
        span="all", name=axis.name, start=axis.start, end=axis.end, now=axis.now, now_text=axis.now_text,
        days=tuple(_starts(look, words)), clock=axis.clock,
    )  # fmt: skip


def _starts(look: Look, words: Words) -> Iterator[Tick]:
    for course in look.courses:
        text = words.t("C{course:number} day 1", course=course.number)
        yield Tick(place(look, course.started_at), text, strong=True)


def _axis(look: Look, span: Span, name: str, start: float, end: float, dates: tuple[Tick, ...], words: Words) -> Axis:
    return Axis(
        span=span,
        name=name,
        start=start,
        end=end,
        now=place(look, look.at),
        now_text=words.short_day(look.at),
        days=() if look.course is None else tuple(_days(start, end, words)),
        clock=dates,
    )


def _days(start: float, end: float, words: Words) -> Iterator[Tick]:
    """Cycle days; what lies before the start is day 0."""
    for number in range(math.floor(start), math.ceil(end)):
        text = (words.t("pre") if number == -1 else "") if number < 0 else str(number + 1)
        yield Tick(float(number), text, strong=True)


def _midnights(look: Look, start: float, end: float, words: Words) -> Iterator[Tick]:
    at = later(origin(look), start * DAY).astimezone(words.zone).replace(hour=0, minute=0, second=0, microsecond=0)
    last = later(origin(look), end * DAY)
    while (at := at + timedelta(days=1)) <= last:
        yield Tick(place(look, at.astimezone(UTC)), words.short_day(at))
