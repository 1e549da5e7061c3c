"""R4, R4b, R4c: deriving the state from the entries, as the chart grows."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from math import log
from statistics import linear_regression, median

from blin21_desktop.domain.chart import Chart
from blin21_desktop.domain.entries import Entry, EntryWithdrawn, Kind, VitalsMeasured
from blin21_desktop.domain.ports import Head
from blin21_desktop.service.look import Look, look_at
from tests.bench.bedside_story import ROOM_AIR
from tests.bench.measure import Line, Measured, alternate, compared, interval, timed
from tests.bench.workload import Place, dense_course, knowledge, patient_name

LENGTHS = (200, 632, 2_000, 6_325, 20_000)
HEAD = Head(0, "bench")
PATIENT = patient_name(0)
PER_EVENT = Line(
    name="R4b",
    what="derive state, 20,000 entries",
    against="plain-Python fold of ready tuples",
    target=20.0,
    fail=100.0,
)
ONE_MORE = Line(
    name="R4c",
    what="take in one entry and look again, history 20,000",
    against="the same, history 200",
    target=1.5,
    fail=5.0,
)


def derived(entries: Sequence[Entry], at: datetime) -> Look:
    """Everything the program derives, from a heap of entries."""
    return _looked(Chart.of(PATIENT, entries), at)


def _looked(chart: Chart, at: datetime) -> Look:
    return look_at(chart, at, knowledge(), known_at=None, head=HEAD, training=True)


Row = tuple[datetime, str, str, str | None]


def rows(entries: Sequence[Entry]) -> list[Row]:
    """What the plain fold reads, in order of happening: when, kind, id, withdrawn id."""
    found = [
        (e.happened_at, str(e.kind), e.id, e.withdrawn if isinstance(e, EntryWithdrawn) else None) for e in entries
    ]
    order = {kind: place for place, kind in enumerate(Kind)}
    return sorted(found, key=lambda row: (row[0], order[Kind(row[1])], row[2]))


def _target(entry: Entry) -> str | None:
    return entry.withdrawn if isinstance(entry, EntryWithdrawn) else None


def plain_fold(found: Sequence[Row], at: datetime) -> tuple[str, timedelta, dict[str, Row]]:
    """Status, time of flow, and the newest row of each kind: the least that any program must do."""
    gone = {row[3] for row in found if row[3] is not None}
    status, infused, since = "not_started", timedelta(), at
    newest: dict[str, Row] = {}
    for row in found:
        if row[0] > at or row[2] in gone:
            continue
        kind = row[1]
        newest[kind] = row
        if kind in ("infusion_started", "infusion_resumed"):
            status, since = "running", row[0]
        elif kind == "infusion_paused":
            status, infused = "paused", infused + (row[0] - since)
        elif kind == "infusion_ended":
            infused += row[0] - since if status == "running" else timedelta()
            status = "ended_completed"
    return status, infused + (at - since if status == "running" else timedelta()), newest


def measure(place: Place) -> Iterator[Measured]:
    """The three lines."""
    course = dense_course("Deep" if place.size == "M" else "One")
    lengths = [n for n in LENGTHS if n <= len(course)]
    heaps = {n: course[:n] for n in lengths}
    ends = {n: heaps[n][-1].recorded_at for n in lengths}
    for n in lengths:
        look, (status, infused, newest) = derived(heaps[n], ends[n]), plain_fold(rows(heaps[n]), ends[n])
        assert (look.status, look.infused) == (status, infused)
        assert {k.value: found[-1].id for k, found in look.chart.by_kind.items()} == {
            k: r[2] for k, r in newest.items()
        }
    yield _slope(heaps, ends, place.rounds)
    most = lengths[-1]
    ready = rows(heaps[most])
    times = alternate(lambda: derived(heaps[most], ends[most]), lambda: plain_fold(ready, ends[most]), place.rounds)
    found = compared(PER_EVENT, *times)
    remark = f"{median(times[0]) / most * 1e6:.2f} against {median(times[1]) / most * 1e6:.2f} microseconds an entry"
    yield Measured(**{name: getattr(found, name) for name in found.__slots__} | {"remark": remark})
    long, short = _grown(heaps[most]), _grown(heaps[lengths[0]])
    yield compared(ONE_MORE, *alternate(long, short, place.rounds))


def _slope(heaps: dict[int, Sequence[Entry]], ends: dict[int, datetime], rounds: int) -> Measured:
    times = {n: [timed(lambda n=n: derived(heaps[n], ends[n])) for _ in range(rounds)] for n in heaps}  # type: ignore[misc]
    sizes = [log(n) for n in heaps]

    def slope(places: Sequence[int]) -> float:
        return linear_regression(sizes, [log(median(found[p] for p in places)) for found in times.values()]).slope

    low, high = interval(slope, rounds)
    steep = max(log(median(times[b]) / median(times[a])) / log(b / a) for a, b in itertools.pairwise(heaps))
    return Measured(
        name="R4",
        what=f"derive state, log-log slope over {min(heaps)}…{max(heaps):,} entries",
        against="–",
        app=None,
        baseline=None,
        ratio=slope(range(rounds)),
        low=low,
        high=high,
        target=1.05,
        fail=1.2,
        remark=f"steepest part {steep:.2f}",
    )


class _grown:  # noqa: N801  (called like a function)
    """Takes one more measurement in, and looks."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.chart, self.at = Chart.of(PATIENT, entries), entries[-1].recorded_at

    def __call__(self) -> Look:
        self.at += timedelta(minutes=1)
        entry = VitalsMeasured(
            id=f"new-{self.at.isoformat()}",
            patient=PATIENT,
            happened_at=self.at,
            recorded_at=self.at,
            by="n-aoki",
            temperature_c=37.0,
            oxygen=ROOM_AIR,
        )
        self.chart = self.chart.with_written((entry,))
        assert self.chart.last(VitalsMeasured, self.at) is entry
        return _looked(self.chart, self.at)
