"""Whether anybody confirmed lately that the drug flows: charted a start, bag or restart, or saw the pump run."""

from __future__ import annotations

from datetime import datetime

from blin21_desktop.domain.chart import Chart
from blin21_desktop.domain.entries import Entry, InfusionResumed, PumpRead
from blin21_desktop.domain.infusion import Course, Status
from blin21_desktop.domain.moments import later
from blin21_desktop.rules.consulted import Consulted
from blin21_desktop.rules.situation import Situation


def confirmed(chart: Chart, course: Course | None, at: datetime) -> Entry | None:
    """The newest entry by which the drug of a course was known to flow; None without a course."""
    if course is None:
        return None
    read = next((p for p in chart.newest(PumpRead, at) if p.running), None)
    resumed = [r for r in chart.all(InfusionResumed, at) if r not in course.contradictions]
    flowing: list[Entry] = [course.bags[-1].entry, *resumed, *([] if read is None else [read])]
    return max((e for e in flowing if e.happened_at >= course.started_at), key=lambda e: e.happened_at)


def unknown_from(s: Situation) -> datetime | None:
    """The last moment at which a running course counts as confirmed; after it the state is "unknown".

    None when nothing runs, and where the limit is not configured: nothing is called old by guess.
    """
    limit = Consulted().hours(s.protocol, "program.confirmed_max_hours")
    entry = confirmed(s.chart, s.course, s.at)
    if limit is None or entry is None or s.course is None or s.course.status is not Status.RUNNING:
        return None
    return later(entry.happened_at, limit)
