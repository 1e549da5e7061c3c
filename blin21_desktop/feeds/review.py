"""The review of received results: each against the ward's charts, with a verdict and every reason.

Nothing is filed here. A result may be filed without a person only when it is whole, its patient is certain, its analyte
and unit are certain, its value is plausible, and it does not silently change what was final. Source: feeds note 1.6.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from blin21_desktop.domain.chart import Chart
from blin21_desktop.domain.entries import LabResulted, PatientRegistered
from blin21_desktop.domain.lab_table import LabTable
from blin21_desktop.domain.lab_value import read_value
from blin21_desktop.domain.moments import since
from blin21_desktop.domain.text import Text, say
from blin21_desktop.feeds.filed import Filed, Same
from blin21_desktop.feeds.filing import Filing, accepted_as_read, entry
from blin21_desktop.feeds.identity import Match, match
from blin21_desktop.feeds.item import Item, Verdict
from blin21_desktop.feeds.mapping import Mapped, map_result
from blin21_desktop.feeds.plausibility import Reading, Series, plausibility
from blin21_desktop.feeds.received import Identity, Place, ReadFile, Received
from blin21_desktop.rules.lab_reported import Reports


class Reviewer:
    """Reviews files one after the other against the charts; what passed of an earlier file counts as filed."""

    def __init__(self, charts: Mapping[str, Chart], at: datetime, table: LabTable) -> None:
        """Take the ward's charts by study number, the moment, and the table of analytes."""
        self._at, self._table = at, table
        found = {patient: chart.last(PatientRegistered, at) for patient, chart in charts.items()}
        self._registered = {patient: one for patient, one in found.items() if one is not None}
        self._charts = charts
        self._standing: dict[str, _Standing] = {}
        self._matched: dict[Identity, Match] = {}

    def review(self, file: ReadFile) -> tuple[Item, ...]:
        """Every result and every unread part of one file, in its order."""
        whole = tuple(_incomplete(file))
        keys = _Keys()
        passed: list[LabResulted] = []
        items = [self._item(keys.of(received.at), received, file, whole, passed) for received in file.results]
        unread = [
            Item(key=keys.of(one.at, "unread "), verdict="unread", at=one.at, reasons=(one.why,)) for one in file.unread
        ]
        for made in passed:  # a value is compared with those before its file: a slip of the unit is in all of a file
            self._of(made.patient).add(made)
        return (*items, *unread)

    def _item(
        self, key: str, received: Received, file: ReadFile, whole: tuple[Text, ...], passed: list[LabResulted]
    ) -> Item:
        bare = Item(key=key, verdict="decide", at=received.at, received=received)
        matched = self._matched.get(received.identity) or match(received.identity, self._registered)
        self._matched[received.identity] = matched
        if matched.patient is None and not matched.candidates:
            return replace(bare, verdict="rejected", reasons=matched.doubts)
        known = replace(bare, patient=matched.patient, candidates=matched.candidates)
        if received.status == "no_result":
            reason = say("no result yet: {value}", value=received.value or "-")
            return replace(known, verdict="rejected", reasons=(reason,))
        mapped = map_result(received, self._table)
        doubts = (*whole, *matched.doubts, *mapped.doubts, *self._time(received, matched.patient))
        item = self._versioned(replace(known, mapped=mapped), received, file.sha256, doubts)
        if item.files:
            filing = Filing(id=f"{file.sha256} {key}", by="", at=self._at)
            accepted, _ = accepted_as_read(item)
            made = entry(item, received, accepted, file, self._table, filing)
            self._of(made.patient).filed.add(made)
            passed.append(made)
        return item

    def _versioned(self, item: Item, received: Received, sha256: str, doubts: tuple[Text, ...]) -> Item:
        """The verdict against what is filed already."""
        if item.mapped is None or item.mapped.analyte is None or received.collected_at is None or item.patient is None:
            return replace(item, reasons=doubts)
        same = Same.of(received, item.mapped.analyte.id, item.mapped.method, received.collected_at)
        version = self._of(item.patient).filed.compare(received, same, sha256)
        if version.verdict in ("duplicate", "rejected"):
            return replace(item, verdict=version.verdict, former=version.former, reasons=version.reasons)
        reasons = (*doubts, *version.reasons, *self._value(received, item.mapped, item.patient))
        verdict: Verdict = "decide" if reasons else "new"
        if version.verdict == "changed" and not doubts:
            verdict = "changed"
        return replace(item, verdict=verdict, former=version.former, reasons=reasons)

    def _value(self, received: Received, mapped: Mapped, patient: str) -> Iterator[Text]:
        analyte, value = mapped.analyte, read_value(received.value)
        if received.status in ("deleted", "wrong_patient") or analyte is None:
            return
        if value.number is None:
            yield say("{value} is no number", value=received.value or "-")
        elif mapped.unit.unit is not None and received.collected_at is not None:
            reading = Reading(
                analyte=analyte,
                value=value,
                unit=mapped.unit.unit,
                lower_limit=received.lower_limit,
                upper_limit=received.upper_limit,
            )
            last = self._of(patient).series(analyte.id, mapped.method).beside(received.collected_at)
            yield from (doubt.says for doubt in plausibility(reading, last, self._table).doubts)

    def _time(self, received: Received, patient: str | None) -> Iterator[Text]:
        at = received.collected_at
        if at is None:
            yield say("no time of collection was sent")
        elif since(self._at, at).total_seconds() > 0:
            yield say("collected at {at:time}, which is still to come", at=at)
        elif patient is not None and at.date() < self._registered[patient].birth_date:
            yield say("collected at {at:time}, before the birth", at=at)

    def _of(self, patient: str) -> _Standing:
        if patient not in self._standing:
            self._standing[patient] = _Standing(self._charts[patient], self._table)
        return self._standing[patient]


class _Standing:
    """What stands in one chart: filed reports as they are compared, and the results that they make."""

    def __init__(self, chart: Chart, table: LabTable) -> None:
        self.filed = Filed.of(chart)
        self._reports = Reports(table)
        self._series: dict[tuple[str, str], Series] = {}
        for versions in self.filed.reports.values():
            for one in versions:
                self._reports.add(one)

    def add(self, entry: LabResulted) -> None:
        """One report more that later files are compared with."""
        self._reports.add(entry)
        self._series = {series: found for series, found in self._series.items() if series[0] != entry.analyte}

    def series(self, analyte: str, method: str) -> Series:
        """The results of one analyte and method."""
        key = (analyte, method)
        if key not in self._series:
            self._series[key] = Series(self._reports.of(analyte), analyte, method)
        return self._series[key]


class _Keys:
    """Names each result of one file by its place in it, so that another version of a reader names it the same."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def of(self, at: Place, kind: str = "") -> str:
        """The key of one place; a second result at the same place is told by its number there."""
        plain = f"{kind}{at.message} {at.part}".strip()
        self._seen[plain] += 1
        return plain if self._seen[plain] == 1 else f"{plain} #{self._seen[plain]}"


def _incomplete(file: ReadFile) -> Iterator[Text]:
    """Why a file may lack results; empty when nothing speaks for it."""
    yield from file.missing
    if not file.complete and not file.missing:
        yield say("the file may be cut")
    if file.unread and not file.missing:
        yield say("parts of the file that could not be read: {count:number}", count=len(file.unread))
    if file.expected is not None and file.expected != len(file.results):
        yield say("results in the file: {found:number}; it promises {wanted:number}",
                  found=len(file.results), wanted=file.expected)  # fmt: skip


def summary(file: ReadFile) -> Text:
    """What a person compares where a file cannot prove its end: how many results, and the last time."""
    times = [one.collected_at for one in file.results if one.collected_at is not None]
    if not times:
        return say("Results: {count:number}", count=len(file.results))
    return say("Results: {count:number}, last {at:time}", count=len(file.results), at=max(times))
