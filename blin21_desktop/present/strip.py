"""The 28-day strip of a course as plain geometry, the same for screen and paper.

Every position is in days since the start of the course: 0.0 is the start, 1.0 is 24 hours later. Cell n covers n - 1
to n and is cycle day n.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Literal

from blin21_desktop.domain.infusion import Course, Status
from blin21_desktop.domain.moments import DAY, since
from blin21_desktop.present.situated import situation_of
from blin21_desktop.rules.consulted import Consulted
from blin21_desktop.rules.label_dose import dose_of_level
from blin21_desktop.rules.restart import longest, low_doses
from blin21_desktop.service.look import Look

CELLS = 28
"""Cells of a strip when nothing makes it longer (28 infusion days: labels and protocol)."""
LOW_BELOW = 0.6
"""A dose below this share of the full dose is drawn low (the labels' low dose is about a third of the full one)."""

Level = Literal["low", "full"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StripSegment:
    """Flow at one dose from `start` to `end` (days); `planned` is not charted yet and drawn dashed.

    The dose is None where it is for a physician to say: while a pause lasts, once the dose may go up after a restart,
    where that cannot be told, low again after the step, and after a step to a full dose that is not known.
    """

    start: float
    end: float
    dose_micrograms_per_day: float | None
    level: Level
    planned: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StripPause:
    """No flow from `start` to `end` (days); `length` is exact, `open` while it lasts."""

    start: float
    end: float
    length: timedelta
    open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BagTick:
    """A bag was hung here (days); `planned` is a change that is due."""

    at: float
    number: int
    planned: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """One course over its days.

    `cells` is 28, more when the course is longer. `today` is the cycle day of `now`; None when the course has ended or
    `now` lies outside. `end` is the planned end, or the real one of a course that has ended; None when unknown.
    `as_of` is set when the past is looked at: then `now` is that moment and must not be called now.
    """

    cells: int
    started_at: datetime
    segments: tuple[StripSegment, ...]
    pauses: tuple[StripPause, ...]
    bags: tuple[BagTick, ...]
    step: float | None
    step_done: bool
    now: float | None
    today: int | None
    end: float | None
    as_of: datetime | None = None


def strip(look: Look, *, back: bool = False) -> Strip | None:
    """The strip of the course in front; None when none was started. `back`: the past is looked at."""
    course = look.course
    if course is None:
        return None
    full = full_dose(look)
    given = _given(course, full)
    end_at = course.ended_at or (None if look.planned_end is None else look.planned_end.at)
    end = None if end_at is None else _days(course, end_at)
    now = _days(course, look.at) if course.under_way else None
    step, done = _step(look, course, given)
    planned: tuple[StripSegment, ...] = ()
    if now is not None and end is not None and now < end:
        ahead = replace(given[-1], start=now, end=end, planned=True)
        planned = _planned(look, course, ahead, full, None if done else step)
    positions = [p for p in (end, now, given[-1].end) if p is not None]
    return Strip(
        cells=max(CELLS, *(math.ceil(round(p, 6)) for p in positions)),
        started_at=course.started_at,
        segments=(*given, *planned),
        pauses=tuple(_pauses(course)),
        bags=_bags(look, course),
        step=step,
        step_done=done,
        now=now,
        today=None if now is None else look.cycle_day,
        end=end,
        as_of=look.at if back else None,
    )


def full_dose(look: Look) -> float | None:
    """The highest dose (microgram/day) known for this patient: by label for the weight in force, ordered, charted."""
    doses = [s.dose_micrograms_per_day for course in look.courses for s in course.segments]
    if look.ordered is not None:
        doses.append(look.ordered.dose_micrograms_per_day)
    situation = situation_of(look)
    by_label = None if situation is None else dose_of_level(situation, "full", Consulted())[0]
    return max([*doses, *([] if by_label is None else [by_label])], default=None)


def level(dose_micrograms_per_day: float, full: float | None) -> Level:
    """Whether a dose is drawn low or full."""
    return "low" if full is not None and dose_micrograms_per_day < LOW_BELOW * full else "full"


def _days(course: Course, at: datetime) -> float:
    return since(course.started_at, at) / DAY


def _given(course: Course, full: float | None) -> tuple[StripSegment, ...]:
    return tuple(
        StripSegment(
            start=_days(course, run.start),
            end=_days(course, run.end or course.at),
            dose_micrograms_per_day=run.dose_micrograms_per_day,
            level=level(run.dose_micrograms_per_day, full),
            planned=False,
        )
        for run in course.runs
    )


def _planned(
    look: Look, course: Course, ahead: StripSegment, full: float | None, step: float | None
) -> tuple[StripSegment, ...]:
    """What is planned from now to the end (`ahead`, at the dose charted last): with a step, or with no dose named."""
    open_ = replace(ahead, dose_micrograms_per_day=None)
    if course.pause is not None:
        return (open_,)
    if step is not None:
        dose = full if ahead.level == "low" else None
        return _in_two(ahead, replace(ahead, dose_micrograms_per_day=dose, level="full"), step)
    if ahead.level == "full":
        return (ahead,)
    situation = situation_of(look)
    lows = [] if situation is None else low_doses(situation, Consulted(), Consulted())
    until = longest(lows).until if lows else None
    if lows and until is None:
        return (ahead,)
    if any(finding.rule == "dose.step" and finding.answer == "cannot_tell" for finding in look.findings):
        return (open_,)
    if until is not None:
        return _in_two(ahead, open_, _days(course, until))
    return (ahead,) if look.step is None or not look.step.done else (open_,)


def _in_two(first: StripSegment, then: StripSegment, at: float) -> tuple[StripSegment, ...]:
    """One segment up to `at` (days) and the other from there; only one of them where `at` lies outside."""
    if at >= first.end:
        return (first,)
    if at <= first.start:
        return (then,)
    return (replace(first, end=at), replace(then, start=at))


def _step(look: Look, course: Course, given: tuple[StripSegment, ...]) -> tuple[float | None, bool]:
    for before, after in pairwise(given):
        if before.level == "low" and after.level == "full":
            return after.start, True
    if look.step_ahead is None or not course.under_way:
        return None, False
    return _days(course, look.step_ahead), False


def _pauses(course: Course) -> list[StripPause]:
    return [
        StripPause(
            start=_days(course, pause.start),
            end=_days(course, pause.end or course.until),
            length=since(pause.start, pause.end or course.until),
            open=pause.end is None,
        )
        for pause in course.pauses
    ]


def _bags(look: Look, course: Course) -> tuple[BagTick, ...]:
    hung = tuple(BagTick(at=_days(course, bag.hung_at), number=bag.number, planned=False) for bag in course.bags)
    if look.bag is None or look.status is not Status.RUNNING or look.bag.change_due_because == "course-end":
        return hung
    return (*hung, BagTick(at=_days(course, look.bag.change_due_at), number=len(hung) + 1, planned=True))
