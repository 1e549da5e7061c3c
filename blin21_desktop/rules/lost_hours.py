"""Hours without drug by their cause: of one patient, and summed over several charts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from blin21_desktop.domain.chart import Chart
from blin21_desktop.domain.entries import EventGraded, PauseReason
from blin21_desktop.domain.moments import since


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """Hours lost to one cause: the coded reason of the pauses and the adverse event they name.

    `term` and `category` are the event's newest by the moment looked at; None where no event is named or graded.
    """

    reason: PauseReason
    event: str | None
    term: str | None
    category: str | None
    length: timedelta
    pauses: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LostOnWard:
    """The same over several charts: by reason and category of the event, with how many patients it concerned."""

    reason: PauseReason
    category: str | None
    length: timedelta
    pauses: int
    patients: int


def lost_hours(chart: Chart, at: datetime, start: datetime | None = None) -> tuple[Lost, ...]:
    """Per cause over all courses up to `at`, the longest first. The sum is all time paused between start and end.

    `start`: only what was lost from then on; a pause that began before counts from there.
    """
    sums: dict[tuple[PauseReason, str | None], list[timedelta]] = {}
    for course in chart.courses(at):
        for pause in course.pauses:
            begin, end = max(pause.start, start or pause.start), pause.end or at
            if start is None or begin < end:
                sums.setdefault((pause.entry.reason, pause.entry.event), []).append(since(begin, end))
    newest = {graded.event: graded for graded in chart.all(EventGraded, at)}
    found = [_lost(reason, event, newest.get(event or ""), lengths) for (reason, event), lengths in sums.items()]
    return tuple(sorted(found, key=lambda one: (-one.length, one.reason, one.event or "")))


def _lost(reason: PauseReason, event: str | None, graded: EventGraded | None, lengths: list[timedelta]) -> Lost:
    return Lost(
        reason=reason,
        event=event,
        term=None if graded is None else graded.term,
        category=None if graded is None else graded.category,
        length=sum(lengths, timedelta()),
        pauses=len(lengths),
    )


def lost_on_ward(charts: Iterable[Chart], at: datetime, start: datetime | None = None) -> tuple[LostOnWard, ...]:
    """Per reason and category over several charts up to `at`, from `start` on, the longest first."""
    sums: dict[tuple[PauseReason, str | None], list[tuple[str, Lost]]] = {}
    for chart in charts:
        for lost in lost_hours(chart, at, start):
            sums.setdefault((lost.reason, lost.category), []).append((chart.patient, lost))
    found = [
        LostOnWard(
            reason=reason,
            category=category,
            length=sum((lost.length for _, lost in rows), timedelta()),
            pauses=sum(lost.pauses for _, lost in rows),
            patients=len({patient for patient, _ in rows}),
        )
        for (reason, category), rows in sums.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.length, one.reason, one.category or "")))
