"""The same values as the graphs show, as tables: one row a sample, newest on top; subsets by course and day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from blin21_desktop.present.cells import Cell, Line
from blin21_desktop.present.labs_panels import LabPanel
from blin21_desktop.present.labs_relative import Relative
from blin21_desktop.present.labs_subsets import Subsets
from blin21_desktop.present.labs_tab import LabMoment
from blin21_desktop.present.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueRow:
    """One sample; `entry` is one of its results."""

    entry: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class ValueTable:
    """Heads and rows."""

    columns: tuple[str, ...]
    rows: tuple[ValueRow, ...]


def _head(moment: LabMoment) -> Cell:
    return Cell((Line(moment.day, "body"), Line(moment.when, "second")))


def panel_values(panels: Sequence[LabPanel], moments: Sequence[LabMoment], words: Words) -> ValueTable:
    """The stacked graphs as a table: value and grade of every sample."""
    points = {point.result: point for panel in panels for point in panel.points}
    rows = []
    for moment in reversed(moments):
        there = dict(moment.results)
        cells = [_head(moment)]
        for panel in panels:
            point = points.get(there.get(panel.key, ""))
            chips = () if point is None or point.chip is None else (point.chip,)
            cells.append(Cell((Line("" if point is None else point.text, "body", chips=chips),)))
        rows.append(ValueRow(entry=moment.results[0][1], cells=tuple(cells)))
    heads = tuple(f"{panel.short} {panel.readout.unit}".strip() for panel in panels)
    return ValueTable((words.t("Sample"), *heads), tuple(rows))


def relative_values(relative: Relative, moments: Sequence[LabMoment], words: Words) -> ValueTable:
    """The overlay as a table of multiples."""
    rows = []
    for moment in reversed(moments):
        there = dict(moment.results)
        told = [
            next((point.text for point in line.points if point.result == there.get(line.key)), "")
            for line in relative.lines
        ]
        cells = (_head(moment), *(Cell((Line(text, "body"),)) for text in told))
        rows.append(ValueRow(entry=moment.results[0][1], cells=cells))
    return ValueTable((words.t("Sample"), *(line.name for line in relative.lines)), tuple(rows))


def subset_values(subsets: Subsets, words: Words) -> ValueTable:
    """The six small graphs as a table: one row a course and day."""
    rows = []
    for place, name in enumerate(subsets.courses if subsets.panels else ()):
        for day in subsets.days:
            found = [
                next((one.point for one in panel.lines[place].points if one.day == day), None)
                for panel in subsets.panels
            ]
            head = words.t("{course}, day {day:number}", course=name, day=day)
            told = [words.t("no sample") if point is None else point.text for point in found]
            entry = next((point.result for point in found if point is not None), "")
            cells = (Cell((Line(head, "body"),)), *(Cell((Line(text, "body"),)) for text in told))
            rows.append(ValueRow(entry=entry, cells=cells))
    heads = tuple(f"{panel.name} {panel.unit}".strip() for panel in subsets.panels)
    return ValueTable((words.t("Sample"), *heads), tuple(rows))
