"""The stacked graphs: panels of one height under one axis. Up and down choose a panel, with Ctrl they move it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QVBoxLayout

from blin21_desktop.present.checks_axis import Axis
from blin21_desktop.present.labs_panels import LabPanel
from blin21_desktop.present.labs_tab import LabsTab
from blin21_desktop.present.words import Words
from blin21_desktop.ui.labs_panel import PanelView
from blin21_desktop.ui.labs_samples import SampleGraph
from blin21_desktop.ui.theme import Theme


class LabsGraph(SampleGraph):
    """Panels that are there already are filled again, never made anew. `moved`: a panel, by so many places."""

    moved = Signal(str, int)

    def __init__(self, tab: LabsTab, axis: Axis, words: Words, theme: Theme) -> None:
        super().__init__(tab, axis, words, theme)
        self.panels: list[PanelView] = []
        self.chosen = 0
        self._count = 0
        self._stack = QVBoxLayout()
        self._stack.setSpacing(0)
        self.column.addLayout(self._stack)
        self.column.addWidget(self.mrd)

    def show_tab(self, tab: LabsTab, axis: Axis, panels: Sequence[LabPanel], words: Words) -> None:
        """Show these panels of a tab."""
        self.setAccessibleName(words.t("Laboratory values over time"))
        self.setAccessibleDescription(" ".join(panel.summary for panel in panels))
        for panel, view in zip(panels, self.panels, strict=False):
            view.show_panel(panel)
        for panel in panels[len(self.panels) :]:
            self.panels.append(PanelView(panel, self.view))
            self._stack.addWidget(self.panels[-1])
        for place, view in enumerate(self.panels):
            view.setVisible(place < len(panels))
        self._count = len(panels)
        self.choose_panel(self.chosen)
        self.show_samples(tab, axis, words)

    def repaint_lanes(self) -> None:
        """Axis, ribbon and every panel shown."""
        super().repaint_lanes()
        for panel in self.panels[: self._count]:
            panel.update()

    def result(self) -> str:
        """The result of the chosen panel at the focus line; without one there, its newest."""
        if not self._count:
            return ""
        panel, moment = self.panels[self.chosen].panel, self.focused()
        there = dict(() if moment is None else moment.results)
        return there.get(panel.key, panel.points[-1].result)

    def choose_panel(self, place: int) -> None:
        """The panel that Enter is about."""
        self.chosen = max(0, min(place, self._count - 1))
        for number, panel in enumerate(self.panels):
            panel.chosen = number == self.chosen
            panel.update()

    def up_or_down(self, by: int, *, move: bool) -> None:
        """The next panel, or the chosen one a place up or down."""
        before = self.chosen
        self.choose_panel(before + by)
        if move and self.chosen != before:
            self.moved.emit(self.panels[before].panel.key, by)
        if self._count:
            self.lane_chosen.emit(self.panels[self.chosen])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click takes the panel below it and the nearest sample."""
        at = event.position().toPoint()
        below = [place for place, one in enumerate(self.panels[: self._count]) if one.geometry().contains(at)]
        if below:
            self.choose_panel(below[0])
        super().mousePressEvent(event)
