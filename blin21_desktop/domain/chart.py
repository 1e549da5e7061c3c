"""A patient's chart: the entries in force, in the order of happening, whatever the order of writing."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from blin21_desktop.domain.entries import KINDS, Entry, EntryWithdrawn, Kind
from blin21_desktop.domain.infusion import INFUSION_KINDS

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Everything written about one patient, and the part of it in force by kind."""

    patient: str
    written: tuple[Entry, ...]
    withdrawn: dict[str, EntryWithdrawn]
    by_kind: dict[Kind, tuple[Entry, ...]] = field(repr=False)
    infusion: tuple[Entry, ...] = field(repr=False)

    @classmethod
    def of(cls, patient: str, written: Iterable[Entry]) -> Chart:
        """Build from entries in order of writing."""
        written = tuple(written)
        withdrawn = withdrawn_ids(written)
        kinds: dict[Kind, list[Entry]] = {}
        for entry in sorted((e for e in written if e.id not in withdrawn), key=order):
            kinds.setdefault(entry.kind, []).append(entry)
        infusion = sorted((e for k in INFUSION_KINDS for e in kinds.get(k, ())), key=order)
        by_kind = {kind: tuple(found) for kind, found in kinds.items()}
        return cls(patient=patient, written=written, withdrawn=withdrawn, by_kind=by_kind, infusion=tuple(infusion))

    def known_at(self, moment: datetime) -> Chart:
        """The chart as it had been written by `moment`."""
        return Chart.of(self.patient, (e for e in self.written if e.recorded_at <= moment))

    def with_written(self, new: Iterable[Entry]) -> Chart:
        """The chart after more was written. A batch without withdrawals is merged in, not rebuilt."""
        new = tuple(new)
        if any(isinstance(e, EntryWithdrawn) or e.id in self.withdrawn for e in new):
            return Chart.of(self.patient, (*self.written, *new))
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
        )

    def all(self, kind: type[E], until: datetime) -> tuple[E, ...]:
        """Entries in force of one kind that had happened by `until`, oldest first."""
        found = self.by_kind.get(kind.kind, ())
        return found[: bisect_right(found, until, key=lambda e: e.happened_at)]  # type: ignore[return-value]

    def last(self, kind: type[E], until: datetime) -> E | None:
        """The newest of one kind that had happened by `until`."""
        found = self.all(kind, until)
        return found[-1] if found else None

    def find(self, entry_id: str) -> Entry | None:
        """The entry with this id, in force or not."""
        return next((e for e in self.written if e.id == entry_id), None)


def _insert(found: tuple[Entry, ...], entry: Entry) -> tuple[Entry, ...]:
    place = bisect_right(found, order(entry), key=order)
    return (*found[:place], entry, *found[place:])
