"""Tab Infusion: the ribbon with its bags, the table of bags, and whether the time adds up."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from blin21_desktop.present.infusion_tab import InfusionTab
from blin21_desktop.present.words import Words
from blin21_desktop.ui.bag_lane import BagLane
from blin21_desktop.ui.entry_table import EntryTable
from blin21_desktop.ui.flow import Flow
from blin21_desktop.ui.strip_view import StripView
from blin21_desktop.ui.theme import Theme
from blin21_desktop.ui.widgets import clear, label, panel, stat


class BagTable(EntryTable):
    """The bags; Enter on one asks for its entry in the record."""

    wanted = Signal(str)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As high as its rows: the tab scrolls, not the table."""
        super().resizeEvent(event)
        self.setFixedHeight(self.needed_height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, everything else as a table does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.chosen():
            self.wanted.emit(self.chosen())
            return
        super().keyPressEvent(event)


class InfusionPage(QScrollArea):
    """Shows a finished tab; it has its own scroll bar. `record_wanted` carries the id of an entry."""

    record_wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: object = None
        self.table = BagTable(theme)
        self.table.wanted.connect(self.record_wanted)
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inside = QWidget()
        self._rows = QVBoxLayout(self._inside)
        self._rows.setContentsMargins(14, 8, 14, 10)
        self._rows.setSpacing(8)
        self.setWidget(self._inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)

    def show_view(self, view: InfusionTab, words: Words) -> None:
        """Show another tab; an equal one is left alone, so the scroll place stays."""
        wanted = (view, words.lang, self._theme.dark, self._theme.scale)
        if wanted == self._shown:
            return
        self._shown = wanted
        place = self.verticalScrollBar().value()
        self.setAccessibleName(words.t("Infusion"))
        self.table.setAccessibleName(words.t("Bags"))
        self.table.setParent(self)  # kept while the cards are made anew
        clear(self._rows)
        self._rows.addWidget(self._ribbon(view, words))
        self._rows.addWidget(self._bags(view, words))
        self._rows.addWidget(self._sum(view, words))
        self._rows.addStretch(1)
        self.verticalScrollBar().setValue(place)

    def _ribbon(self, view: InfusionTab, words: Words) -> QWidget:
        card, inner = panel(view.title, words.t("1 cell = 24 hours from the start"))
        if view.strip is None:
            inner.addWidget(label(view.empty, "muted", wrap=True))
            return card
        inner.addWidget(StripView(view.strip, words, self._theme))
        inner.addWidget(BagLane(view.chips, view.strip.cells, words, self._theme))
        captions = QWidget()
        flow = Flow(captions, gap=24)
        for text in view.captions:
            flow.addWidget(label(text, "muted"))
        inner.addWidget(captions)
        return card

    def _bags(self, view: InfusionTab, words: Words) -> QWidget:
        card, inner = panel(words.t("Bags"), words.t("newest on top"))
        if not view.rows:
            self.table.hide()
            inner.addWidget(label(view.empty, "muted", wrap=True))
            return card
        self.table.show_view(view.columns, view.rows)
        inner.addWidget(self.table)
        self.table.setFixedHeight(self.table.needed_height())
        self.table.show()
        return card

    def _sum(self, view: InfusionTab, words: Words) -> QWidget:
        card, inner = panel(words.t("Does the time add up?"))
        row = QWidget()
        flow = Flow(row, gap=26)
        for cell in view.numbers:
            flow.addWidget(stat(cell.label, cell.value, cell.notes))
        verdict = f"✓ {view.verdict}" if view.adds_up else f"?  {view.verdict}"
        flow.addWidget(label(verdict, "met" if view.adds_up else "ask"))
        inner.addWidget(row)
        for text in view.reasons:
            inner.addWidget(label(text, "bold", wrap=True))
        return card
