"""Lymphocyte subsets as six small graphs: the sampling days of the protocol, one mark for each course.

Source of the days and of the form: trial letter, Figure 2B. A day without a sample stays empty.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from blin21_desktop.domain.infusion import Course
from blin21_desktop.present.labs_points import LabPoint, Series
from blin21_desktop.present.labs_scale import YAxis, y_axis
from blin21_desktop.present.labs_units import Unit, unit_of
from blin21_desktop.present.words import Words
from blin21_desktop.rules.lab_due import DAYS_KEY, day_of
from blin21_desktop.service.look import Look

SUBSETS = ("lymphocytes", "cd19", "cd56", "cd3", "cd4", "cd8")


@dataclass(frozen=True, slots=True)
class DayPoint:
    """A result on one of the days; `joined`: a line from the day before it."""

    day: int
    point: LabPoint
    joined: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseLine:
    """One course in one graph; `empty` are the days without a sample that have passed."""

    course: int
    name: str
    points: tuple[DayPoint, ...]
    empty: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SubsetPanel:
    """One cell type."""

    name: str
    unit: str
    axis: YAxis
    lines: tuple[CourseLine, ...]
    summary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Subsets:
    """The six graphs on the same days. `note` says what a day is; `empty` why there is nothing."""

    days: tuple[int, ...]
    panels: tuple[SubsetPanel, ...]
    courses: tuple[str, ...]
    note: str
    empty: str


def subsets(look: Look, found: Sequence[Series], unit: Unit, words: Words) -> Subsets:
    """The graphs of a look; none where the protocol names no days or no course began."""
    days = None if look.protocol is None else look.protocol.get(DAYS_KEY)
    by_name = {one.analyte: one for one in found}
    if days is None or not look.courses:
        why = (
            words.t("{key:parameter} is not configured", key=DAYS_KEY)
            if days is None
            else words.t("No course has begun.")
        )
        return Subsets(days=(), panels=(), courses=(), note="", empty=why)
    names = [(name, by_name.get(name)) for name in SUBSETS]
    return Subsets(
        days=tuple(days.value),
        panels=tuple(_panel(look, name, one, tuple(days.value), unit, words) for name, one in names),
        courses=tuple(_course_name(course, words) for course in look.courses),
        note=words.t("Days of the calendar: the day of the start is day 1; day 0 was before it. No sample, no mark."),
        empty="",
    )


def _course_name(course: Course, words: Words) -> str:
    return words.t("course {number:number}", number=course.number)


def _panel(look: Look, name: str, one: Series | None, days: tuple[int, ...], unit: Unit, words: Words) -> SubsetPanel:
    table = look.labs.bench.table.analytes if look.labs.bench is not None else {}
    known = one.known if one is not None else table.get(name)
    title = name if known is None else words.format(known.title)
    lines = tuple(_line(look, place, one, days, words) for place in range(len(look.courses)))
    values = [day.point.value for line in lines for day in line.points]
    told = [
        words.t("{course}: {values}", course=line.name,
                values=words.joined(words.t("day {day:number} {value}", day=d.day, value=d.point.text)
                                    for d in line.points) or words.t("no sample"))
        for line in lines
    ]  # fmt: skip
    assert known is not None  # noqa: S101  (the table has all six: a test)
    return SubsetPanel(
        name=title,
        unit="" if one is None else one.unit,
        axis=y_axis(known, unit_of(known, unit), values),
        lines=lines,
        summary=f"{title}: {'; '.join(told)}.",
    )


def _line(look: Look, place: int, one: Series | None, days: tuple[int, ...], words: Words) -> CourseLine:
    course = look.courses[place]
    earlier = look.courses[place - 1] if place else None
    later = look.courses[place + 1].started_at if place + 1 < len(look.courses) else None
    by_day: dict[int, LabPoint] = {}
    points = {} if one is None else {point.result: point for point in one.points}
    for result in () if one is None else one.results:
        at, point = result.entry.happened_at, points.get(result.entry.id)
        if point is None or (later is not None and at >= later) or _of_earlier(earlier, at, days):
            continue
        day = day_of(course, at)
        if day in days:
            by_day[day] = point
    shown = [DayPoint(day, by_day[day], _follows(days, day, by_day)) for day in days if day in by_day]
    passed = day_of(course, later or look.at)
    return CourseLine(
        course=course.number,
        name=_course_name(course, words),
        points=tuple(shown),
        empty=tuple(day for day in days if day not in by_day and day <= passed),
    )


def _of_earlier(earlier: Course | None, at: datetime, days: tuple[int, ...]) -> bool:
    """Whether a sample belongs to the course before: taken while it lasted, or on one of its days."""
    return earlier is not None and (at <= earlier.until or day_of(earlier, at) in days)


def _follows(days: tuple[int, ...], day: int, by_day: dict[int, LabPoint]) -> bool:
    """Whether the day before it in the protocol has a sample with a plain number, and this one too."""
    place = days.index(day)
    before = by_day.get(days[place - 1]) if place else None
    return before is not None and not before.sign and not by_day[day].sign
