"""Importing laboratory files into a ward: review, then one batch of entries; what is left waits for a person.

The bytes of a file with something to decide are kept in the ward file, so that the review can go on later, on another
day and without the source. Reading the same file again has no effect.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import takewhile

from blin21_desktop.domain.chart import Chart
from blin21_desktop.domain.entries import Entry, LabResulted, PatientRegistered
from blin21_desktop.domain.lab_files import LabFiles
from blin21_desktop.domain.ports import Stale
from blin21_desktop.feeds.filed import Filed, Same
from blin21_desktop.feeds.filing import Accepted, Filing, accepted_as_read, entry, ids_after
from blin21_desktop.feeds.hl7_results import Site
from blin21_desktop.feeds.item import Item
from blin21_desktop.feeds.kept_files import KeptFiles
from blin21_desktop.feeds.review import Reviewer
from blin21_desktop.feeds.source import Reviewed, Source, reread
from blin21_desktop.service.ward import TRIES, Ward


class LabImport:
    """Imports into one ward. `new_id`: the id of an entry made at a moment; `kept`: what waits, and CSV layouts."""

    def __init__(self, ward: Ward, files: LabFiles, new_id: Callable[[datetime], str]) -> None:
        self._ward, self._new_id = ward, new_id
        self.kept = KeptFiles(files, ward.now, lambda: ward.knowledge.labs.version)

    @property
    def site(self) -> Site:
        """What the files leave to the hospital."""
        return Site(zone=self._ward.zone)

    def charts(self) -> Mapping[str, Chart]:
        """The chart of every patient of the ward."""
        return {patient: self._ward.chart(patient) for patient in self._ward.patients()}

    def numbers(self) -> tuple[str, ...]:
        """The hospital numbers of the registered patients."""
        now = self._ward.now()
        found = (chart.last(PatientRegistered, now) for chart in self.charts().values())
        return tuple(one.hospital_id for one in found if one is not None)

    def review(self, sources: Iterable[Source]) -> list[Reviewed]:
        """Judge files in order. What a person decided before about the same file stands."""
        return [one for one in self.reviewing(sources) if one is not None]

    def reviewing(self, sources: Iterable[Source | None]) -> Iterator[Reviewed | None]:
        """As `review`, one file at a time and a large one in parts (None), for a window that must stay awake."""
        head = self._ward.head().count
        reviewer = Reviewer(self.charts(), self._ward.now(), self._ward.knowledge.labs, self._ward.knowledge.lab_limits)
        for one in sources:
            for judged in (None,) if one is None else reviewer.reviewing(one.read):
                if one is None or judged is None:
                    yield None
                else:
                    yield Reviewed(source=one, items=tuple(self.kept.remembered(one.id, judged)), head=head)

    def file(self, reviewed: Sequence[Reviewed], by: str, confirmed: Collection[str] = ()) -> list[LabResulted]:
        """File everything that passed every gate, in one batch, and keep what waits.

        `confirmed`: ids of the sources whose count and last time somebody compared. When the record grew since the
        review, it is judged again, and only what still passes is filed. Raises `Refused` or `Stale` of the ward, or
        `NotSaved`; then nothing is filed.
        """
        for _ in range(TRIES):
            head = self._ward.head().count
            current = reviewed if all(one.head == head for one in reviewed) else self.again(reviewed)
            entries = self._entries(current, by, confirmed)
            self.kept.keep(current, by)
            if not entries:
                return []
            try:
                self._ward.write(entries, after=head)
            except Stale:
                continue
            self._close(current, by)
            return entries
        raise Stale

    def waiting(self, besides: Collection[str] = ()) -> list[Reviewed]:
        """Every kept file with something to decide, judged anew against the charts as they are now.

        Of each file what waits, and what would pass now: a layout of the CSV may have been chosen meanwhile. `besides`:
        ids of sources that are known.
        """
        open_, layouts = self.kept.open(), self.kept.layouts()
        files = self.kept.files(one for one in open_ if one not in besides)
        found = self.review(reread(file, self.site, layouts) for file in files)
        return [
            replace(one, items=tuple(i for i in one.items if i.key in open_[one.source.id] or _left(i)))
            for one in found
        ]

    def accept(self, one: Reviewed, item: Item, accepted: Accepted, by: str) -> Entry | None:
        """File one result as a person decided; None when the same was filed or taken back meanwhile: nothing is left.

        Raises `Stale` when it would change another report than the one that the person saw, else as `file`.
        """
        if item.received is None:
            raise ValueError(f"{item.key} is no result")
        head, now = self._ward.head().count, self._ward.now()
        filing = Filing(id=next(self._ids(now, {accepted.patient})), by=by, at=now)
        made = entry(item, item.received, accepted, one.source.read, self._ward.knowledge.labs, filing)
        filed = Filed.of(self._ward.chart(accepted.patient))
        version = filed.compare(item.received, Same.of_entry(made), one.source.read.sha256)
        if version.verdict in ("duplicate", "rejected"):
            self.kept.decide(one.source.id, [item.key], "settled", by)
            return None
        if version.former != item.former:
            raise Stale
        self.kept.keep([one], by)
        self._ward.write([made], after=head)
        self.kept.decide(one.source.id, [item.key], "filed", by, accepted.because)
        return made

    def refuse(self, one: Reviewed, item: Item, by: str, because: str) -> None:
        """Decide not to file one result, or that nothing is to be done about a part. Raises `NotSaved`."""
        self.kept.keep([one], by)
        self.kept.decide(one.source.id, [item.key], "not_filed", by, because)

    def settle(self, waiting: Sequence[Reviewed], by: str) -> None:
        """Close what no longer needs anybody: the same result came another way meanwhile. Raises `NotSaved`.

        `waiting` as the method gave it. Also closed is what is no longer there, since the file is read by another
        layout now; what waits instead is kept.
        """
        open_ = self.kept.open()
        self.kept.keep(waiting, by)
        for one in waiting:
            left = {item.key for item in one.items if _left(item)}
            self.kept.decide(one.source.id, sorted(open_[one.source.id] - left), "settled", by)

    def _close(self, filed: Sequence[Reviewed], by: str) -> None:
        """What was just filed of kept files waits no more, nor what came with it another way."""
        open_ = self.kept.open()
        for one in filed:
            keys = [item.key for item in one.items if item.files and item.key in open_.get(one.source.id, ())]
            self.kept.decide(one.source.id, keys, "filed", by)
        self.settle(self.waiting(besides={one.source.id for one in filed}), by)

    def again(self, reviewed: Sequence[Reviewed]) -> list[Reviewed]:
        """The same results of the same files, judged against the charts as they are now."""
        wanted = {one.source.id: {item.key for item in one.items} for one in reviewed}
        fresh = self.review(one.source for one in reviewed)
        return [
            replace(one, items=tuple(item for item in one.items if item.key in wanted[one.source.id])) for one in fresh
        ]

    def _entries(self, reviewed: Sequence[Reviewed], by: str, confirmed: Collection[str]) -> list[LabResulted]:
        now, table = self._ward.now(), self._ward.knowledge.labs
        passed = [(one.source, *accepted_as_read(item), item) for one in reviewed for item in one.items if item.files]
        ids = self._ids(now, {accepted.patient for _, accepted, *_ in passed})
        return [
            entry(
                item,
                received,
                replace(accepted, confirmed=source.id in confirmed),
                source.read,
                table,
                Filing(id=next(ids), by=by, at=now),
            )
            for source, accepted, received, item in passed
        ]

    def _ids(self, now: datetime, patients: Collection[str]) -> Iterator[str]:
        """New ids, each behind the one before it and behind those written in this second: they tell versions' order."""
        written = (
            one.id
            for patient in patients
            for one in takewhile(lambda one: one.recorded_at >= now, reversed(self._ward.chart(patient).written))
            if isinstance(one, LabResulted)
        )
        return ids_after(max(written, default=""), lambda: self._new_id(now))


def _left(item: Item) -> bool:
    """Whether something is still to be done about a result that waited."""
    return item.waits or item.files
