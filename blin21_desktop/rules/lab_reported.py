"""What laboratories and people reported: versions folded, deleted ones out, numbers and units read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from blin21_desktop.domain.chart import Chart
from blin21_desktop.domain.entries import LabResulted
from blin21_desktop.domain.lab_source import LabSource
from blin21_desktop.domain.lab_table import Analyte, LabTable
from blin21_desktop.domain.lab_units import canonical, certain_unit
from blin21_desktop.domain.lab_value import LabValue, read_value

Keep = Callable[[LabResulted], bool]

JLAC10_LENGTH = 17
"""Characters of a JLAC10 code: analyte 5, identification 4, specimen 3, method 3, result 2."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabResult:
    """One result in force. `versions` are all reports of it in order of writing, the one in force last.

    `unit` is the UCUM unit as reported (None: the spelling is not known); `canonical` the exact number, bound or lower
    end in the analyte's canonical unit (None: cannot be told). `method`: of ALP and LD, "" unsaid. `derived_from`: the
    parents of a derived value (same draw), empty for a reported one.
    """

    entry: LabResulted
    versions: tuple[LabResulted, ...]
    value: LabValue
    unit: str | None
    canonical: Decimal | None
    method: str = ""
    derived_from: tuple[LabResulted, ...] = ()

    @property
    def series(self) -> tuple[str, str]:
        """Analyte and method: what may be drawn as one line."""
        return (self.entry.analyte, self.method)


def reported(chart: Chart, at: datetime, table: LabTable, *analytes: str) -> tuple[LabResult, ...]:
    """Every result (of some analytes) that a laboratory or a person reported, in force by `at`, by time of collection.

    Reports of the same analyte and method, collection time, sender, order, specimen number and sub id are versions of
    one result: the newest written stands. A result whose newest version is a deletion is gone.
    """
    every = chart.all(LabResulted, at)
    return in_force((entry for entry in every if not analytes or entry.analyte in analytes), table)


def in_force(reports: Iterable[LabResulted], table: LabTable) -> tuple[LabResult, ...]:
    """Reports with their versions folded and deleted results left out, by time of collection."""
    found = Reports(table)
    for entry in sorted(reports, key=lambda entry: (entry.recorded_at, entry.id)):
        found.add(entry)
    return tuple(sorted((one for analyte in found.analytes for one in found.of(analyte)), key=by_collection))


class Reports:
    """Reports of one patient, folded into results by analyte; more may be added, in the order of writing."""

    def __init__(self, table: LabTable) -> None:
        self._table = table
        self._versions: dict[str, dict[tuple[object, ...], list[LabResulted]]] = {}
        self._folded: dict[str, dict[tuple[object, ...], LabResult]] = {}

    @property
    def analytes(self) -> Iterable[str]:
        """Every analyte that was reported."""
        return self._versions.keys()

    def add(self, entry: LabResulted) -> None:
        """One report more: the newest version of its result."""
        self._take(entry, _same(entry, self._table))

    def added(self, entry: LabResulted) -> LabResult | None:
        """As `add`; the result, where this is its first report, so that nothing that was told of it is changed."""
        same = _same(entry, self._table)
        versions = self._take(entry, same)
        if len(versions) > 1 or entry.status == "deleted":
            return None
        made = self._folded.setdefault(entry.analyte, {})[same] = _result(versions, self._table, str(same[1]))
        return made

    def _take(self, entry: LabResulted, same: tuple[object, ...]) -> list[LabResulted]:
        versions = self._versions.setdefault(entry.analyte, {}).setdefault(same, [])
        versions.append(entry)
        self._folded.get(entry.analyte, {}).pop(same, None)
        return versions

    def of(self, analyte: str) -> tuple[LabResult, ...]:
        """The results of an analyte that are in force, in no order."""
        versions, folded = self._versions.get(analyte, {}), self._folded.setdefault(analyte, {})
        for same, each in versions.items():
            if same not in folded and each[-1].status != "deleted":
                folded[same] = _result(each, self._table, str(same[1]))
        return tuple(folded.values())


def by_collection(result: LabResult) -> tuple[datetime, datetime, str]:
    """Sort key: when it was collected, then when it was written, then its id."""
    return (result.entry.happened_at, result.entry.recorded_at, result.entry.id)


def method_of(analyte: Analyte | None, source: LabSource) -> str:
    """The method of ALP or LD: as the mapping named it, else by the code as sent; "" where nothing tells."""
    if source.method or analyte is None:
        return source.method
    digits = source.code[12:15] if len(source.code) == JLAC10_LENGTH else source.code
    return analyte.methods.get(digits, "")


def _same(entry: LabResulted, table: LabTable) -> tuple[object, ...]:
    """What tells one result from another."""
    source = LabSource.of(entry.source)
    method = method_of(table.analytes.get(entry.analyte), source)
    told = (source.sender, source.order, source.specimen_id, source.sub_id)
    return (entry.analyte, method, entry.happened_at, *told)


def _result(versions: list[LabResulted], table: LabTable, method: str) -> LabResult:
    entry = versions[-1]
    analyte = table.analytes.get(entry.analyte)
    value = read_value(entry.value)
    unit = None if analyte is None else certain_unit(table, analyte, entry.unit)
    number = value.number
    return LabResult(
        entry=entry,
        versions=tuple(versions),
        value=value,
        unit=unit,
        canonical=None if analyte is None or number is None or unit is None else canonical(analyte, number, unit),
        method=method,
    )
