"""What the tab Labs shows below its choices: table, stacked graphs, overlay or subsets, each made when it is wanted."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from blin21_desktop.present.checks_axis import Axis
from blin21_desktop.present.labs_panels import MOST, LabPanel
from blin21_desktop.present.labs_tab import LabsTab
from blin21_desktop.present.labs_table import FOLDED_RULE, RULE
from blin21_desktop.present.labs_values import ValueTable, panel_values, relative_values, subset_values
from blin21_desktop.present.words import Words
from blin21_desktop.ui.labs_graph import LabsGraph
from blin21_desktop.ui.labs_mrd import mrd_card
from blin21_desktop.ui.labs_relative import RelativeGraph
from blin21_desktop.ui.labs_subsets import SubsetsView
from blin21_desktop.ui.labs_table import LabsTable
from blin21_desktop.ui.theme import Theme
from blin21_desktop.ui.widgets import clear

FOLDED_FROM = 150
"""From this scale (percent) on the table has four columns."""

Mode = Literal["table", "stacked", "relative", "subsets"]


@dataclass(slots=True)
class LabsWish:
    """How the tab is wanted: mode, window of time, place among the weeks (-1: the last), as a table, all panels.

    `order`: keys of the panels as they were put.
    """

    mode: Mode = "table"
    span: str = "course"
    week: int = -1
    as_table: bool = False
    every: bool = False
    order: list[str] = field(default_factory=list)

    def panels(self, tab: LabsTab) -> list[LabPanel]:
        """The panels in the order wanted, the most critical twelve unless all are wanted."""
        rank = {key: place for place, key in enumerate(self.order)}
        found = sorted(tab.panels, key=lambda panel: rank.get(panel.key, len(rank)))
        return found if self.every else found[:MOST]

    def moved(self, tab: LabsTab, key: str, by: int) -> None:
        """A panel goes up or down by one place."""
        keys = [panel.key for panel in self.panels(tab)]
        place = keys.index(key)
        there = max(0, min(place + by, len(keys) - 1))
        keys.insert(there, keys.pop(place))
        self.order = keys

    def axis(self, tab: LabsTab) -> Axis:
        """The window of time; without a course, everything stands for the course."""
        if self.span == "week":
            self.week = max(-1, min(self.week, len(tab.weeks) - 1))
            return tab.weeks[self.week]
        return next((axis for axis in tab.axes if axis.span == self.span), tab.axes[-1])

    def pan(self, tab: LabsTab, by: int) -> bool:
        """Seven days that begin a day earlier or later; whether there are such."""
        if self.span != "week":
            return False
        place = self.week % len(tab.weeks) + by
        self.week = max(0, min(place, len(tab.weeks) - 1))
        return self.week == place


class LabsBody(QFrame):
    """`opened`: the id of a result; the other signals are those of the graphs."""

    opened = Signal(str)
    moved = Signal(str, int)
    panned = Signal(int)
    lane_chosen = Signal(QWidget)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("look", "card")
        self.graph: LabsGraph | None = None
        self.relative: RelativeGraph | None = None
        self._folded = theme.scale >= FOLDED_FROM
        self.table = LabsTable(theme, details=FOLDED_RULE if self._folded else RULE)
        self.values = LabsTable(theme, spark=False)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(8, 6, 8, 8)
        self._column.setSpacing(8)
        self._below = QVBoxLayout()
        for table in (self.table, self.values):
            table.opened.connect(self.opened)
            self._column.addWidget(table)
        self._column.addLayout(self._below)

    def show_tab(self, tab: LabsTab, wish: LabsWish, words: Words) -> None:
        """Show a tab as it is wanted."""
        there = bool(tab.series)
        table = there and wish.mode == "table"
        values = there and wish.as_table and wish.mode != "table"
        if table:
            self.table.setAccessibleName(words.t("Laboratory values, one row an analyte"))
            self.table.show_view(*(tab.folded if self._folded else (tab.columns, tab.rows)))
        if values:
            found = _values(tab, wish, words)
            self.values.setAccessibleName(words.t("Laboratory values, one row a sample"))
            self.values.show_view(found.columns, found.rows)
        self.table.setVisible(table)
        self.values.setVisible(values)
        graphs = there and not table and not values
        self._stacked(tab, wish, words, wanted=graphs and wish.mode == "stacked")
        self._relative(tab, wish, words, wanted=graphs and wish.mode == "relative" and bool(tab.relative.lines))
        clear(self._below)
        if wish.mode == "subsets" and not values and tab.subsets.panels:
            self._below.addWidget(SubsetsView(tab.subsets, words, self._theme))
        if wish.mode == "table" and tab.mrd:
            self._below.addWidget(mrd_card(tab.mrd, words))

    def _stacked(self, tab: LabsTab, wish: LabsWish, words: Words, *, wanted: bool) -> None:
        if wanted:
            if self.graph is None:
                self.graph = LabsGraph(tab, wish.axis(tab), words, self._theme)
                self._added(self.graph)
                self.graph.moved.connect(self.moved)
                self.graph.lane_chosen.connect(self.lane_chosen)
            self.graph.show_tab(tab, wish.axis(tab), wish.panels(tab), words)
        if self.graph is not None:
            self.graph.setVisible(wanted)

    def _relative(self, tab: LabsTab, wish: LabsWish, words: Words, *, wanted: bool) -> None:
        if wanted:
            if self.relative is None:
                self.relative = RelativeGraph(tab, wish.axis(tab), words, self._theme)
                self._added(self.relative)
            self.relative.show_tab(tab, wish.axis(tab), words)
        if self.relative is not None:
            self.relative.setVisible(wanted)

    def _added(self, graph: LabsGraph | RelativeGraph) -> None:
        self._column.insertWidget(self._column.count() - 1, graph)
        graph.opened.connect(self.opened)
        graph.panned.connect(self.panned)

    def show_axis(self, axis: Axis) -> None:
        """Other days of the graph that is seen."""
        for graph in (self.graph, self.relative):
            if graph is not None and graph.isVisible():
                graph.show_axis(axis)


def _values(tab: LabsTab, wish: LabsWish, words: Words) -> ValueTable:
    if wish.mode == "relative":
        return relative_values(tab.relative, tab.moments, words)
    if wish.mode == "subsets":
        return subset_values(tab.subsets, words)
    return panel_values(wish.panels(tab), tab.moments, words)
