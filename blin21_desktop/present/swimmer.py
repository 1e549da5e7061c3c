"""The swimmer line of a patient: all courses on one axis of days after transplant. Geometry, the same for any paper."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime

from blin21_desktop.domain.infusion import Course, Status
from blin21_desktop.domain.moments import DAY, since
from blin21_desktop.present.strip import Level, full_dose, level
from blin21_desktop.present.words import Words
from blin21_desktop.rules.transplant import transplant_day, transplant_of
from blin21_desktop.service.look import Look

STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
"""Days from one labelled tick to the next."""
MOST_TICKS = 15
FROM_TRANSPLANT = 30
"""The axis begins with the transplant when the first course began within so many days of it."""
SIGNS = {Status.ENDED_COMPLETED: "●", Status.ENDED_DISCONTINUED: "×"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """Flow at one dose level, or a pause (`level` None), from `start` to `end` days."""

    start: float
    end: float
    level: Level | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SwimEnd:
    """Where a course ended: ● completed, × discontinued; ▶ it goes on at the moment looked at."""

    at: float
    sign: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Swimmer:
    """The line from `start` to `end` days, 0 the transplant (without one the first start). `starts`: day and course."""

    title: str
    legend: str
    none: str
    start: float = 0.0
    end: float = 1.0
    ticks: tuple[int, ...] = ()
    bars: tuple[Bar, ...] = ()
    ends: tuple[SwimEnd, ...] = ()
    starts: tuple[tuple[float, str], ...] = ()

    def share(self, day: float) -> float:
        """A day's place on the line, 0 to 1."""
        return (day - self.start) / (self.end - self.start)


def swimmer(look: Look, words: Words) -> Swimmer:
    """All courses of one look."""
    transplant = transplant_of(look.chart, look.at)
    if not look.courses:
        title = words.t("Courses")
        return Swimmer(title=title, legend="", none=words.t("No course has been started."))
    zero = look.courses[0].started_at
    title = words.t("Courses, by days since the first start (no transplant is charted)")
    if transplant is not None:
        zero = transplant_day(transplant, words.zone)
        title = words.t("Courses, by days after transplant")

    def day(moment: datetime) -> float:
        return since(zero, moment) / DAY

    full = full_dose(look)
    bars = [bar for course in look.courses for bar in _bars(course, zero, full)]
    first, last = day(look.courses[0].started_at), day(look.courses[-1].until)
    start = 0 if 0 <= first <= FROM_TRANSPLANT else math.floor(first / 10) * 10
    end = max(math.ceil(round(last, 6)), start + 1)
    step = next((n for n in STEPS if (end - start) / n <= MOST_TICKS), STEPS[-1])
    return Swimmer(
        title=title,
        legend=words.t(
            "full height: full dose · half height: low dose · hatch: not infusing · "
            "● completed · × discontinued · ▶ under way"
        ),
        none="",
        start=float(start),
        end=float(end),
        ticks=tuple(range(math.ceil(start / step) * step, end + 1, step)),
        bars=tuple(bars),
        ends=tuple(SwimEnd(at=day(c.until), sign=SIGNS.get(c.status, "▶")) for c in look.courses),
        starts=tuple((day(c.started_at), words.t("C{number:number}", number=c.number)) for c in look.courses),
    )


def _bars(course: Course, zero: datetime, full: float | None) -> list[Bar]:
    """Flow, a bag change left aside, and the pauses."""

    def bar(start: datetime, end: datetime | None, how: Level | None) -> Bar:
        return Bar(start=since(zero, start) / DAY, end=since(zero, end or course.until) / DAY, level=how)

    runs = (bar(run.start, run.end, level(run.dose_micrograms_per_day, full)) for run in course.runs)
    return [*runs, *(bar(pause.start, pause.end, None) for pause in course.pauses)]
