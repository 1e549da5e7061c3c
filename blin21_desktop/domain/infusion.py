"""The infusion as charted: a pure fold over the entries of one course.

Status follows one table, `STEPS`. An entry that the table does not allow is kept and counted as a
contradiction, and changes nothing. Every interval is half-open: flow begins at a start or resume and
has ended at the very second of a pause or end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from blin21_desktop.domain.entries import (
    Bag,
    BagChanged,
    Entry,
    InfusionEnded,
    InfusionPaused,
    InfusionResumed,
    InfusionStarted,
    Kind,
)
from blin21_desktop.domain.moments import DAY, HOUR, later, since

Flowing = InfusionStarted | BagChanged | InfusionResumed


class Status(StrEnum):
    """Where a course stands, as charted."""

    NOT_STARTED = "not_started"
    RUNNING = "running"
    PAUSED = "paused"
    ENDED_COMPLETED = "ended_completed"
    ENDED_DISCONTINUED = "ended_discontinued"


INFUSION_KINDS = frozenset(
    {Kind.INFUSION_STARTED, Kind.BAG_CHANGED, Kind.INFUSION_PAUSED, Kind.INFUSION_RESUMED, Kind.INFUSION_ENDED}
)

STEPS: dict[tuple[Status, Kind], Status] = {
    (Status.NOT_STARTED, Kind.INFUSION_STARTED): Status.RUNNING,
    (Status.RUNNING, Kind.BAG_CHANGED): Status.RUNNING,
    (Status.RUNNING, Kind.INFUSION_PAUSED): Status.PAUSED,
    (Status.PAUSED, Kind.INFUSION_RESUMED): Status.RUNNING,
    (Status.RUNNING, Kind.INFUSION_ENDED): Status.ENDED_COMPLETED,
    (Status.PAUSED, Kind.INFUSION_ENDED): Status.ENDED_COMPLETED,
}
"""(status, kind of entry) -> next status; an end's outcome decides between the two ended states."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch of flow at one dose and rate from one bag; `end` is None while it still flows."""

    start: datetime
    end: datetime | None
    dose_micrograms_per_day: float
    rate_ml_per_h: float
    bag_number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """A stop: from, to (None while it lasts), and the entry that charted it."""

    start: datetime
    end: datetime | None
    entry: InfusionPaused


@dataclass(frozen=True, slots=True, kw_only=True)
class HungBag:
    """A bag of the course: its place (1, 2, ...), the entry that hung it, and when it was hung."""

    number: int
    bag: Bag
    hung_at: datetime
    entry: Flowing


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """One course as charted up to `at`. Lengths are exact; `contradictions` are the entries that did not fit."""

    number: int
    at: datetime
    status: Status
    started_at: datetime
    ended_at: datetime | None
    segments: tuple[Segment, ...]
    pauses: tuple[Pause, ...]
    bags: tuple[HungBag, ...]
    charted: Entry
    contradictions: tuple[Entry, ...] = ()

    @property
    def until(self) -> datetime:
        """The moment up to which time counts: the end of the course, or the moment looked at."""
        return self.ended_at or self.at

    @property
    def infused(self) -> timedelta:
        """How long the drug flowed."""
        return sum((since(s.start, s.end or self.at) for s in self.segments), timedelta())

    @property
    def interrupted(self) -> timedelta:
        """How long it did not flow between start and end."""
        return sum((since(p.start, p.end or self.until) for p in self.pauses), timedelta())

    @property
    def given_micrograms(self) -> float:
        """Drug given: dose per day times days of flow, summed over the segments."""
        return sum(s.dose_micrograms_per_day * (since(s.start, s.end or self.at) / DAY) for s in self.segments)

    @property
    def pause(self) -> Pause | None:
        """The pause that lasts now."""
        return self.pauses[-1] if self.status is Status.PAUSED else None

    @property
    def last_segment(self) -> Segment:
        """The newest stretch of flow, running or not."""
        return self.segments[-1]

    @property
    def under_way(self) -> bool:
        """Started and not ended: running or paused."""
        return self.status in (Status.RUNNING, Status.PAUSED)

    def flowed_from_bag(self, number: int) -> timedelta:
        """How long drug flowed from bag `number`."""
        return sum((since(s.start, s.end or self.at) for s in self.segments if s.bag_number == number), timedelta())

    def remaining_ml(self, bag: HungBag) -> float:
        """Volume expected in the bag: what was to be given less rate times hours of flow, not below 0."""
        gone = sum(
            s.rate_ml_per_h * (since(s.start, s.end or self.at) / HOUR)
            for s in self.segments
            if s.bag_number == bag.number
        )
        return max(0.0, bag.bag.volume_ml - gone)

    def bag_ends_at(self, bag: HungBag) -> datetime:
        """When its hours of flow are over, in the past or if it flows on from now (paused: if it resumed now)."""
        return self._flowed(timedelta(hours=bag.bag.hours), (s for s in self.segments if s.bag_number == bag.number))

    def flowed_for(self, length: timedelta) -> datetime:
        """When the drug has flowed for `length` in this course, in the past or if it flows on from now."""
        return self._flowed(length, self.segments)

    def _flowed(self, length: timedelta, segments: Iterable[Segment]) -> datetime:
        left = length
        for segment in segments:
            flowed = since(segment.start, segment.end or self.at)
            if left <= flowed:
                return later(segment.start, left)
            left -= flowed
        return later(self.until, left)


def _begin(entry: InfusionStarted, at: datetime) -> Course:
    bag = HungBag(number=1, bag=entry.bag, hung_at=entry.happened_at, entry=entry)
    segment = _segment(entry, 1)
    return Course(
        number=entry.course,
        at=at,
        status=Status.RUNNING,
        started_at=entry.happened_at,
        ended_at=None,
        segments=(segment,),
        pauses=(),
        bags=(bag,),
        charted=entry,
    )


def _segment(entry: Flowing, bag_number: int) -> Segment:
    return Segment(
        start=entry.happened_at,
        end=None,
        dose_micrograms_per_day=entry.dose_micrograms_per_day,
        rate_ml_per_h=entry.rate_ml_per_h,
        bag_number=bag_number,
    )


def _stop_flow(course: Course, at: datetime) -> tuple[Segment, ...]:
    last = course.segments[-1]
    return course.segments if last.end is not None else (*course.segments[:-1], replace(last, end=at))


def _flow(course: Course, entry: BagChanged | InfusionResumed) -> Course:
    bags = course.bags
    if entry.bag is not None:
        bags = (*bags, HungBag(number=len(bags) + 1, bag=entry.bag, hung_at=entry.happened_at, entry=entry))
    segments = (*_stop_flow(course, entry.happened_at), _segment(entry, len(bags)))
    pauses = course.pauses
    if isinstance(entry, InfusionResumed):
        pauses = (*pauses[:-1], replace(pauses[-1], end=entry.happened_at))
    return replace(course, status=Status.RUNNING, segments=segments, pauses=pauses, bags=bags, charted=entry)


def _pause(course: Course, entry: InfusionPaused) -> Course:
    pause = Pause(start=entry.happened_at, end=None, entry=entry)
    return replace(
        course,
        status=Status.PAUSED,
        segments=_stop_flow(course, entry.happened_at),
        pauses=(*course.pauses, pause),
        charted=entry,
    )


def _end(course: Course, entry: InfusionEnded) -> Course:
    done = entry.outcome == "course_completed"
    pauses = course.pauses
    if course.status is Status.PAUSED:
        pauses = (*pauses[:-1], replace(pauses[-1], end=entry.happened_at))
    return replace(
        course,
        status=Status.ENDED_COMPLETED if done else Status.ENDED_DISCONTINUED,
        ended_at=entry.happened_at,
        segments=_stop_flow(course, entry.happened_at),
        pauses=pauses,
        charted=entry,
    )


def _step(course: Course, entry: Entry) -> Course:
    if isinstance(entry, BagChanged | InfusionResumed):
        return _flow(course, entry)
    return _pause(course, entry) if isinstance(entry, InfusionPaused) else _end(course, entry)  # type: ignore[arg-type]


def allowed(course: Course | None, entry: Entry) -> bool:
    """Whether the entry fits the state of the chart (a new course may start when none is under way)."""
    status = Status.NOT_STARTED if course is None or not course.under_way else course.status
    return (status, entry.kind) in STEPS


def courses(entries: Iterable[Entry], at: datetime) -> tuple[Course, ...]:
    """All courses charted up to `at`, oldest first. `entries` in order of happening (see `chart.order`)."""
    done: list[Course] = []
    stray: list[Entry] = []
    current: Course | None = None
    for entry in _up_to(entries, at):
        if not allowed(current, entry):
            if current is None:
                stray.append(entry)
            else:
                current = replace(current, contradictions=(*current.contradictions, entry))
        elif isinstance(entry, InfusionStarted):
            if current is not None:
                done.append(current)
            current = _begin(entry, at)
            current = replace(current, contradictions=tuple(stray))
            stray = []
        else:
            assert current is not None  # noqa: S101  (the table allows only a start without a course)
            current = _step(current, entry)
    return (*done, current) if current is not None else ()


def _up_to(entries: Iterable[Entry], at: datetime) -> Iterator[Entry]:
    return (e for e in entries if e.kind in INFUSION_KINDS and e.happened_at <= at)
