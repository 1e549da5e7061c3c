"""Tab Checks: lanes on the course's time axis or a table, then grades in words, what is due, events, GVHD, drugs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QVBoxLayout, QWidget

from blin21_desktop.domain.text import say
from blin21_desktop.forms.fields import Option
from blin21_desktop.present.checks_axis import Span
from blin21_desktop.present.checks_tab import ChecksTab
from blin21_desktop.present.words import Words
from blin21_desktop.ui.checks_graph import ChecksGraph
from blin21_desktop.ui.entry_table import EntryTable
from blin21_desktop.ui.flow import Flow
from blin21_desktop.ui.forms.segments import Segments
from blin21_desktop.ui.pages import checks_cards as cards
from blin21_desktop.ui.samples import Shown
from blin21_desktop.ui.theme import Theme
from blin21_desktop.ui.widgets import button, clear, frame, label, set_text
from blin21_desktop.ui.writing_row import WritingRow

TWO_COLUMNS_FROM = 1200
"""Width (px at 100 %) from which the cards stand in two columns."""

SPAN_NAMES = {"day": say("24 hours"), "three": say("3 days"), "course": say("Course")}


class ChecksPage(QScrollArea):
    """Shows a finished tab; it has its own scroll bar. Ctrl+T: the table instead of the lanes."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: object = None
        self._view: ChecksTab | None = None
        self._words: Words | None = None
        self._span: Span = "day"
        self._samples: tuple[Shown, ...] = ()
        self._pairs: list[QBoxLayout] = []
        self.graphs: list[ChecksGraph] = []
        self.table = EntryTable(theme)
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.as_table = button("")
        self.as_table.setCheckable(True)
        self.as_table.toggled.connect(lambda _: self._rebuild())
        key = QShortcut(QKeySequence("Ctrl+T"), self)
        key.activated.connect(self.as_table.toggle)
        self.legend = label("", "muted", wrap=True)
        self._spans = QWidget()
        self._offered: object = None
        self._segments = QVBoxLayout(self._spans)
        self._segments.setContentsMargins(0, 0, 0, 0)
        self._lay_out()

    def _lay_out(self) -> None:
        bar = QWidget()
        flow = Flow(bar, gap=12)
        for one in (self._spans, self.as_table):
            flow.addWidget(one)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(8)
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(14, 8, 14, 10)
        rows.setSpacing(8)
        rows.addWidget(bar)
        rows.addWidget(self.legend)
        rows.addLayout(self._cards)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)

    def show_view(self, view: ChecksTab, words: Words, samples: Sequence[Shown] = ()) -> None:
        """Show another tab; an equal one is left alone, so the scroll place stays. `samples`: handwriting."""
        wanted = (view, tuple(samples), words.lang, self._theme.dark, self._theme.scale)
        if wanted == self._shown:
            return
        self._shown, self._view, self._words, self._samples = wanted, view, words, tuple(samples)
        self.setAccessibleName(words.t("Checks"))
        self._rebuild()

    def choose_span(self, code: str) -> None:
        """Another window of time; an unknown one changes nothing."""
        known = [] if self._view is None else [axis.span for axis in self._view.axes]
        self._span = next((span for span in known if span == code), self._span)
        self._rebuild()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two columns where there is room."""
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        wide = self.viewport().width() >= self._theme.px(TWO_COLUMNS_FROM)
        for one in self._pairs:
            one.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)

    def _rebuild(self) -> None:
        """Make the cards anew; the focus stays where it was, on the check where it was."""
        view, words = self._view, self._words
        if view is None or words is None:
            return
        place = self.verticalScrollBar().value()
        focused = [graph.view.focus for graph in self.graphs if graph.hasFocus()]
        self.table.setParent(self)  # kept while the cards are made anew
        clear(self._cards)
        self.graphs = []
        self._offer(view, words)
        over_time = self._over_time(view, words)
        self._cards.addWidget(over_time)
        left = (cards.due(view, words), cards.events(view, words, self._theme))
        right = (cards.grades(view, words, self._theme), cards.gvhd(view, words), cards.drugs(view, words))
        self._pairs = [_columns(left, right)]
        self._cards.addLayout(self._pairs[0])
        self._cards.addStretch(1)
        self._turn()
        self.verticalScrollBar().setValue(place)
        if focused and self.graphs:
            over_time.show()  # nothing hidden takes the focus
            self.graphs[0].take_focus(focused[0])

    def _offer(self, view: ChecksTab, words: Words) -> None:
        """The windows of time there are, and the words of the bar."""
        spans = [axis.span for axis in view.axes]
        if self._offered != (spans, words.lang):
            self._offered = (spans, words.lang)
            clear(self._segments)
            segments = Segments(words.t("Window of time"), tuple(Option(s, SPAN_NAMES[s]) for s in spans), words)
            segments.choose(self._span if self._span in spans else spans[0])
            segments.edited.connect(self.choose_span)
            self._segments.addWidget(segments)
        self.as_table.setText(f"{words.t('Table')}  Ctrl+T")
        self.as_table.setAccessibleName(words.t("Table instead of graphs"))
        set_text(self.legend, view.legend)

    def _over_time(self, view: ChecksTab, words: Words) -> QWidget:
        card = frame("card")
        column = QVBoxLayout(card)
        column.setContentsMargins(12, 6, 12, 8)
        if self.as_table.isChecked():
            self.table.setAccessibleName(words.t("Checks, newest on top"))
            self.table.show_view(view.columns, view.table)
            self.table.setMinimumHeight(self._theme.px(360))
            column.addWidget(self.table)
            self.table.show()
            return card
        self.table.hide()
        if not view.moments:
            column.addWidget(label(view.empty, "muted", wrap=True))
        axis = next((axis for axis in view.axes if axis.span == self._span), view.axes[0])
        lanes = (*view.lanes, WritingRow(self._samples, words, self._theme), *view.below)
        graph = ChecksGraph(axis, lanes, view.moments, words.t("Checks over time"), words, self._theme)
        self.graphs.append(graph)
        column.addWidget(graph)
        if view.events_lanes:
            column.addWidget(label(words.t("Adverse events over time"), "head"))
            events = ChecksGraph(axis, view.events_lanes, (), words.t("Adverse events over time"), words, self._theme)
            self.graphs.append(events)
            column.addWidget(events)
        return card


def _columns(left: Sequence[QWidget], right: Sequence[QWidget]) -> QBoxLayout:
    made = QBoxLayout(QBoxLayout.Direction.LeftToRight)
    made.setSpacing(8)
    for stack in (left, right):
        column = QVBoxLayout()
        column.setSpacing(8)
        for one in stack:
            column.addWidget(one)
        column.addStretch(1)
        made.addLayout(column, 1)
    return made
