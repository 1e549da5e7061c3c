"""Entries of some patients whose free text names another patient of the ward: a review copy would take that along."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from blin21_desktop.domain.chart import Chart
from blin21_desktop.domain.entries import Entry, PatientRegistered, SheetPrinted

SHORTEST = 4
"""A hospital number of fewer characters stands in many texts by chance."""


def named_others(chosen: Sequence[Chart], others: Iterable[Chart]) -> tuple[Entry, ...]:
    """Those entries, by study number or hospital number, oldest first of each patient; paper has its own list."""
    numbers = {number for chart in others for number in _numbers(chart)}
    numbers -= {number for chart in chosen for number in _numbers(chart)}
    if not numbers:
        return ()
    any_of = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(numbers)))})(?![\w-])", re.ASCII)
    return tuple(
        entry
        for chart in chosen
        for entry in chart.written
        if not isinstance(entry, SheetPrinted) and any_of.search(repr(entry))
    )


def _numbers(chart: Chart) -> set[str]:
    known = {e.hospital_id for e in chart.written if isinstance(e, PatientRegistered)}
    return {chart.patient, *(number for number in known if len(number) >= SHORTEST)}
