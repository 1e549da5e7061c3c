"""What stands in the ward's charts: filed reports as they are compared, and the results that they make."""

from __future__ import annotations

from collections.abc import Mapping

from blin21_desktop.domain.chart import Chart
from blin21_desktop.domain.entries import LabResulted
from blin21_desktop.domain.lab_table import LabTable
from blin21_desktop.feeds.filed import Filed
from blin21_desktop.feeds.plausibility import Series
from blin21_desktop.rules.lab_reported import Reports


class Standings:
    """Every chart of the ward by study number, folded when it is first asked for."""

    def __init__(self, charts: Mapping[str, Chart], table: LabTable) -> None:
        self._charts, self._table = charts, table
        self._found: dict[str, Standing] = {}

    def of(self, patient: str) -> Standing:
        """What stands in one chart."""
        found = self._found.get(patient)
        if found is None:
            found = self._found[patient] = Standing(self._charts[patient], self._table)
        return found


class Standing:
    """What stands in one chart. `filed` also counts what passed of the file that is being reviewed."""

    def __init__(self, chart: Chart, table: LabTable) -> None:
        self.filed = Filed.of(chart)
        self._reports = Reports(table)
        self._series: dict[tuple[str, str], Series] = {}
        for versions in self.filed.reports.values():
            for one in versions:
                self._reports.add(one)

    def add(self, entry: LabResulted) -> None:
        """One report more that later files are compared with."""
        made = self._reports.added(entry)
        if made is None:
            self._series = {series: found for series, found in self._series.items() if series[0] != entry.analyte}
        elif made.series in self._series:
            self._series[made.series].add(made)

    def series(self, analyte: str, method: str) -> Series:
        """The results of one analyte and method."""
        key = (analyte, method)
        if key not in self._series:
            self._series[key] = Series(self._reports.of(analyte), analyte, method)
        return self._series[key]
