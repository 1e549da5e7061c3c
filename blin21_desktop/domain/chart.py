"""A patient's chart: the entries in force, in the order of happening, whatever the order of writing."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, TypeVar

from blin21_desktop.domain.entries import KINDS, Entry, EntryWithdrawn, Kind
from blin21_desktop.domain.infusion import INFUSION_KINDS, Course, courses
from blin21_desktop.domain.once import once

E = TypeVar("E", bound=Entry)

_RANK = {kind: place for place, kind in enumerate(KINDS)}


def order(entry: Entry) -> tuple[datetime, int, str]:
    """Sort key: when it happened, then the kind (order before start, start before pause), then its id."""
    return (entry.happened_at, _RANK[entry.kind], entry.id)


def withdrawn_ids(entries: Iterable[Entry]) -> dict[str, EntryWithdrawn]:
    """Ids not in force -> the withdrawal. A withdrawal that is itself withdrawn no longer counts."""
    withdrawals = {e.id: e for e in entries if isinstance(e, EntryWithdrawn)}
    waits_for = Counter(w.withdrawn for w in withdrawals.values())
    verdicts: dict[str, EntryWithdrawn] = {}
    settled = [w for w in withdrawals.values() if not waits_for[w.id]]
    for by in settled:  # grows: a withdrawal is settled once all that was said against it is
        target = by.withdrawn
        if by.id not in verdicts:
            verdicts[target] = min(by, verdicts.get(target, by), key=lambda w: (w.recorded_at, w.id))
        waits_for[target] -= 1
        if target in withdrawals and not waits_for[target]:
            settled.append(withdrawals[target])
    return verdicts


class NotRead(LookupError):  # noqa: N818  (a named outcome, not a fault)
    """A chart read in part was asked for what lies farther back; `kind` is what has to be read for an answer."""

    def __init__(self, kind: Kind) -> None:
        super().__init__(kind)
        self.kind = kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Everything written about one patient, and the part of it in force by kind.

    A chart may be read in part: of the kinds in `read_from` only what happened from that moment on is sure to be here.
    Its answers are those of the whole chart, or `NotRead`; so it has every withdrawal and everything of an infusion.
    """

    patient: str
    written: tuple[Entry, ...]
    withdrawn: dict[str, EntryWithdrawn]
    by_kind: dict[Kind, tuple[Entry, ...]] = field(repr=False)
    infusion: tuple[Entry, ...] = field(repr=False)
    read_from: Mapping[Kind, datetime] = field(default_factory=dict)
    kept: dict[Hashable, Any] = field(default_factory=dict, init=False, compare=False, repr=False)

    @classmethod
    def of(cls, patient: str, written: Iterable[Entry], read_from: Mapping[Kind, datetime] | None = None) -> Chart:
        """Build from entries in order of writing."""
        written = tuple(written)
        withdrawn = withdrawn_ids(written)
        kinds: dict[Kind, list[Entry]] = {}
        for entry in sorted((e for e in written if e.id not in withdrawn), key=order):
            kinds.setdefault(entry.kind, []).append(entry)
        infusion = sorted((e for k in INFUSION_KINDS for e in kinds.get(k, ())), key=order)
        by_kind = {kind: tuple(found) for kind, found in kinds.items()}
        return cls(
            patient=patient,
            written=written,
            withdrawn=withdrawn,
            by_kind=by_kind,
            infusion=tuple(infusion),
            read_from=read_from or {},
        )

    def known_at(self, moment: datetime) -> Chart:
        """The chart as it had been written by `moment`."""
        return Chart.of(self.patient, (e for e in self.written if e.recorded_at <= moment), self.read_from)

    def with_written(self, new: Iterable[Entry]) -> Chart:
        """The chart after more was written. A batch without withdrawals is merged in, not rebuilt."""
        new = tuple(new)
        if any(isinstance(e, EntryWithdrawn) or e.id in self.withdrawn for e in new):
            return Chart.of(self.patient, (*self.written, *new), self.read_from)
        by_kind = dict(self.by_kind)
        infusion = self.infusion
        for entry in new:
            by_kind[entry.kind] = _insert(by_kind.get(entry.kind, ()), entry)
            if entry.kind in INFUSION_KINDS:
                infusion = _insert(infusion, entry)
        return Chart(
            patient=self.patient,
            written=(*self.written, *new),
            withdrawn=self.withdrawn,
            by_kind=by_kind,
            infusion=infusion,
            read_from=self.read_from,
        )

    def with_whole(self, kind: Kind, every: Iterable[Entry]) -> Chart:
        """The chart after a kind that was read in part was read whole: `every` entry of it."""
        others = (e for e in self.written if e.kind is not kind)
        return Chart.of(
            self.patient, (*others, *every), {k: start for k, start in self.read_from.items() if k is not kind}
        )

    def all(self, kind: type[E], until: datetime) -> tuple[E, ...]:
        """Entries in force of one kind that had happened by `until`, oldest first."""
        if kind.kind in self.read_from:
            raise NotRead(kind.kind)
        found = self.by_kind.get(kind.kind, ())
        return found[: _happened(found, until)]  # type: ignore[return-value]

    def newest(self, kind: type[E], until: datetime) -> Iterator[E]:
        """Entries in force of one kind that had happened by `until`, newest first; as far back as is asked."""
        found, start = self.by_kind.get(kind.kind, ()), self.read_from.get(kind.kind)
        for place in range(_happened(found, until) - 1, -1, -1):
            if start is not None and found[place].happened_at < start:
                break
            yield found[place]  # type: ignore[misc]
        if start is not None:
            raise NotRead(kind.kind)

    def last(self, kind: type[E], until: datetime) -> E | None:
        """The newest of one kind that had happened by `until`."""
        return next(self.newest(kind, until), None)

    def courses(self, at: datetime) -> tuple[Course, ...]:
        """All courses charted up to `at`, oldest first."""
        return tuple(replace(course, at=at) for course in _courses(self, _happened(self.infusion, at)))

    def find(self, entry_id: str) -> Entry | None:
        """The entry with this id, in force or not."""
        return next((e for e in self.written if e.id == entry_id), None)


@once
def _courses(chart: Chart, count: int) -> tuple[Course, ...]:
    """The courses after so many entries of the infusion, looked at when the last of them happened."""
    charted = chart.infusion[:count]
    return courses(charted, charted[-1].happened_at) if charted else ()


def _happened(found: tuple[Entry, ...], until: datetime) -> int:
    """How many of them had happened by `until`."""
    return bisect_right(found, until, key=lambda e: e.happened_at)


def _insert(found: tuple[Entry, ...], entry: Entry) -> tuple[Entry, ...]:
    place = bisect_right(found, order(entry), key=order)
    return (*found[:place], entry, *found[place:])
