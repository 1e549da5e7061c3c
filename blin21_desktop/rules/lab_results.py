"""Results of the laboratory in force, reported and derived; series kept apart by method."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from blin21_desktop.domain.chart import Chart
from blin21_desktop.domain.entries import Kind, LabResulted
from blin21_desktop.domain.lab_table import LabTable
from blin21_desktop.domain.once import Same, once
from blin21_desktop.domain.text import Text, say
from blin21_desktop.rules.lab_derived import NotDerived, derive
from blin21_desktop.rules.lab_reported import Keep, LabResult, by_collection, in_force, reported

__all__ = ["LabResult", "NotDerived", "not_derived", "results", "series", "why_unread"]


def results(chart: Chart, at: datetime, table: LabTable, keep: Keep | None = None) -> tuple[LabResult, ...]:
    """Every result in force by `at`, by time of collection: as reported, and what follows from two of one draw.

    `keep`: only of reports it says yes to; it must answer alike for all versions of one result.
    """
    every = chart.all(LabResulted, at)
    if keep is None:
        return _whole(chart, len(every), Same(table))
    return _with_derived(in_force((entry for entry in every if keep(entry)), table), table)


@once
def _whole(chart: Chart, count: int, table: Same) -> tuple[LabResult, ...]:
    """The results after so many reports: the same at every moment until the next one."""
    reports = (entry for entry in chart.by_kind.get(Kind.LAB_RESULTED, ())[:count] if isinstance(entry, LabResulted))
    return _with_derived(in_force(reports, table.it), table.it)


def _with_derived(found: tuple[LabResult, ...], table: LabTable) -> tuple[LabResult, ...]:
    return tuple(sorted((*found, *derive(found, table).results), key=by_collection))


def not_derived(chart: Chart, at: datetime, table: LabTable) -> tuple[NotDerived, ...]:
    """What could have been derived and was not, and why."""
    return derive(reported(chart, at, table), table).refused


def series(results: Iterable[LabResult]) -> Mapping[tuple[str, str], tuple[LabResult, ...]]:
    """Results by analyte and method: two methods of one analyte are never one line."""
    found: dict[tuple[str, str], list[LabResult]] = {}
    for result in results:
        found.setdefault(result.series, []).append(result)
    return {key: tuple(each) for key, each in found.items()}


def why_unread(result: LabResult, table: LabTable) -> Text | None:
    """Why a result has no number in the canonical unit, in words; None when it has one."""
    entry, analyte = result.entry, table.analytes.get(result.entry.analyte)
    if result.canonical is not None:
        return None
    if analyte is None:
        return say("{what} is not in the table of analytes", what=entry.analyte)
    if result.value.number is None:
        return say("{value} of {what} is no number", value=entry.value, what=analyte.title)
    if not entry.unit.strip():
        return say("{what} came without a unit", what=analyte.title)
    return say("the unit {unit} is not known for {what}", unit=entry.unit, what=analyte.title)
