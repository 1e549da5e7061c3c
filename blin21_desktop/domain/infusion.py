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
    def runs(self) -> tuple[Segment, ...]:
        """The stretches of flow at one dose: a bag change at the same dose ends none. Rate and bag are the first's."""
        found: list[Segment] = []
        for one in self.segments:
            last = found[-1] if found else None
            if last and last.end == one.start and last.dose_micrograms_per_day == one.dose_micrograms_per_day:
                found[-1] = replace(last, end=one.end)
            else:
                found.append(one)
        return tuple(found)

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


class _Walk:
    """A course while its entries are gone through: lists that grow, and what flows or pauses at the moment.

    Nothing is copied on the way, so that a long course costs time in proportion to its entries.
    """

    def __init__(self, entry: InfusionStarted, contradictions: list[Entry]) -> None:
        self.start = entry
        self.status = Status.RUNNING
        self.ended_at: datetime | None = None
        self.segments: list[Segment] = []
        self.pauses: list[Pause] = []
        self.bags = [HungBag(number=1, bag=entry.bag, hung_at=entry.happened_at, entry=entry)]
        self.flowing: Flowing | None = entry
        self.pausing: InfusionPaused | None = None
        self.charted: Entry = entry
        self.contradictions = contradictions

    def take(self, entry: Entry) -> None:
        """Go on by an entry that the table allows."""
        self._close(entry.happened_at)
        self.charted = entry
        if isinstance(entry, BagChanged | InfusionResumed):
            self.status, self.flowing = Status.RUNNING, entry
            if entry.bag is not None:
                number = len(self.bags) + 1
                self.bags.append(HungBag(number=number, bag=entry.bag, hung_at=entry.happened_at, entry=entry))
        elif isinstance(entry, InfusionPaused):
            self.status, self.pausing = Status.PAUSED, entry
        elif isinstance(entry, InfusionEnded):  # pragma: no branch  (the table has no other kind)
            done = entry.outcome == "course_completed"
            self.status = Status.ENDED_COMPLETED if done else Status.ENDED_DISCONTINUED
            self.ended_at = entry.happened_at

    def seen(self, at: datetime) -> Course:
        """The course as it stands, looked at `at`."""
        self._close(None)
        return Course(
            number=self.start.course,
            at=at,
            status=self.status,
            started_at=self.start.happened_at,
            ended_at=self.ended_at,
            segments=tuple(self.segments),
            pauses=tuple(self.pauses),
            bags=tuple(self.bags),
            charted=self.charted,
            contradictions=tuple(self.contradictions),
        )

    def _close(self, end: datetime | None) -> None:
        """End what flows or pauses; None at the end of the walk, when it still does."""
        if self.flowing is not None:
            self.segments.append(_segment(self.flowing, end, len(self.bags)))
        elif self.pausing is not None:
            self.pauses.append(Pause(start=self.pausing.happened_at, end=end, entry=self.pausing))
        self.flowing = self.pausing = None


def _segment(entry: Flowing, end: datetime | None, bag_number: int) -> Segment:
    return Segment(
        start=entry.happened_at,
        end=end,
        dose_micrograms_per_day=entry.dose_micrograms_per_day,
        rate_ml_per_h=entry.rate_ml_per_h,
        bag_number=bag_number,
    )


def allowed(course: Course | None, entry: Entry) -> bool:
    """Whether the entry fits the state of the chart (a new course may start when none is under way)."""
    return _fits(None if course is None else course.status, entry)


def _fits(status: Status | None, entry: Entry) -> bool:
    now = status if status in (Status.RUNNING, Status.PAUSED) else Status.NOT_STARTED
    return (now, entry.kind) in STEPS


def courses(entries: Iterable[Entry], at: datetime) -> tuple[Course, ...]:
    """All courses charted up to `at`, oldest first. `entries` in order of happening (see `chart.order`)."""
    done: list[_Walk] = []
    stray: list[Entry] = []
    current: _Walk | None = None
    for entry in _up_to(entries, at):
        if not _fits(None if current is None else current.status, entry):
            (stray if current is None else current.contradictions).append(entry)
        elif isinstance(entry, InfusionStarted):
            current = _Walk(entry, stray)
            done.append(current)
            stray = []
        elif current is not None:  # pragma: no branch  (without a course only a start fits)
            current.take(entry)
    return tuple(walk.seen(at) for walk in done)


def _up_to(entries: Iterable[Entry], at: datetime) -> Iterator[Entry]:
    return (e for e in entries if e.kind in INFUSION_KINDS and e.happened_at <= at)
