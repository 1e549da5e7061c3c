"""When blood is due by the protocol: lymphocyte subsets on their days. Source: trial letter, Figure 2B, course 1.

No other laboratory calendar could be read; of course 2 no day could be read. Days are those of the calendar: the day of
the start is day 1, what was taken before it is day 0.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import takewhile

from blin21_desktop.domain.entries import CheckMissed, Entry, LabResulted
from blin21_desktop.domain.infusion import Course, Status
from blin21_desktop.domain.moments import DAY, later, since
from blin21_desktop.domain.text import Text, say
from blin21_desktop.rules.situation import Situation

SUBSETS = frozenset({"cd3", "cd4", "cd8", "cd19", "cd56"} | {f"cd{n}_percent" for n in (3, 4, 8, 19, 56)})
"""Analytes any of which shows that the sample was taken."""

DAYS_KEY = "samples.lymphocyte_subset_days"
FIRST_COURSE = 1
"""The only course whose days could be read."""

TOLD_BEFORE = timedelta(hours=48)
"""A sample is told from so long before the end of its day: the day itself and the one before."""


@dataclass(frozen=True, slots=True)
class LabDue:
    """A sample that is still to be taken: by when, and which."""

    at: datetime
    because: Text


def day_of(course: Course, at: datetime) -> int:
    """The calendar day of the course in the offset of the course's moment looked at; 0: before it began."""
    if at < course.started_at:
        return 0
    zone = course.at.tzinfo
    return (at.astimezone(zone).date() - course.started_at.astimezone(zone).date()).days + 1


def lab_due(s: Situation) -> LabDue | None:
    """The sample that is due next, from the day before its own; none where the protocol names no days."""
    days = s.protocol.get(DAYS_KEY)
    if days is None:
        return None
    course = s.course
    if course is None:
        return _before_start(s) if 0 in days.value else None
    if course.number != FIRST_COURSE or course.status is Status.ENDED_DISCONTINUED:
        return None
    tomorrow = day_of(course, later(s.at, DAY))
    newest = max((day for day in days.value if 0 < day <= tomorrow), default=None)
    if newest is None or _is_done(s, course, newest):
        return None
    return LabDue(_end_of(course, newest), say("Lymphocyte subsets, day {day:number} of the course", day=newest))


def _end_of(course: Course, day: int) -> datetime:
    """Midnight at the end of a calendar day of the course."""
    begun = course.started_at.astimezone(course.at.tzinfo)
    return begun.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=day)


def _before_start(s: Situation) -> LabDue | None:
    order = s.coming_order
    if order is None or since(s.at, order.from_) > TOLD_BEFORE or _taken(s.chart.newest(LabResulted, s.at)):
        return None
    return LabDue(order.from_, say("Lymphocyte subsets before the start"))


def _is_done(s: Situation, course: Course, day: int) -> bool:
    """Whether it was taken on its day or later, or somebody charted that it was not; read no further back."""

    def is_late_enough(entry: Entry) -> bool:
        return day_of(course, entry.happened_at) >= day

    missed = takewhile(is_late_enough, s.chart.newest(CheckMissed, s.at))
    if any(entry.what == "lab" for entry in missed):
        return True
    return _taken(takewhile(is_late_enough, s.chart.newest(LabResulted, s.at)))


def _taken(reports: Iterable[LabResulted]) -> bool:
    """Whether any of the reports, newest first, tells of subsets and was not deleted afterwards."""
    gone: set[tuple[str, datetime]] = set()
    for entry in reports:
        draw = (entry.analyte, entry.happened_at)
        if entry.status == "deleted":
            gone.add(draw)
        elif entry.analyte in SUBSETS and draw not in gone:
            return True
    return False
