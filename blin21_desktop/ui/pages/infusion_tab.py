"""Tab Infusion: the ribbon with its bags, the table of bags, and whether the time adds up."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from blin21_desktop.forms.fields import Option
from blin21_desktop.present.infusion_tab import InfusionTab
from blin21_desktop.present.time_sum import SumPart, TimeSum
from blin21_desktop.present.words import Words
from blin21_desktop.ui.bag_lane import BagLane
from blin21_desktop.ui.captions import CaptionLane
from blin21_desktop.ui.entry_table import EntryTable
from blin21_desktop.ui.flow import Flow
from blin21_desktop.ui.forms.segments import Segments
from blin21_desktop.ui.lost_card import OF_PATIENT, lost_card
from blin21_desktop.ui.strip_view import StripView
from blin21_desktop.ui.theme import Theme
from blin21_desktop.ui.widgets import clear, frame, label, panel, stat

MARGINS = 14 + 12 + 1
"""Beside the table at either side, px: the tab's margin, the card's, its frame."""

NOTE, LEAST_NOTE = 10, 140
"""The column of notes takes what is left; its least width, px."""

FOLDED_NOTE = 4
"""Where the notes are in the folded table."""


class BagTable(EntryTable):
    """The bags; Enter on one asks for its entry in the record. One that is only planned has none."""

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
    """Shows a finished tab; it has its own scroll bar.

    `record_wanted` carries the id of an entry; `course_wanted` says that `course` (None: the newest) was chosen.
    """

    record_wanted = Signal(str)
    course_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: object = None
        self.course: int | None = None
        self.courses: Segments | None = None
        self.wide = BagTable(theme, details=NOTE, least=LEAST_NOTE)
        self.narrow = BagTable(theme, details=FOLDED_NOTE, least=LEAST_NOTE)
        for one in (self.wide, self.narrow):
            one.wanted.connect(self.record_wanted)
            one.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inside = QWidget()
        self._rows = QVBoxLayout(self._inside)
        self._rows.setContentsMargins(14, 8, 14, 10)
        self._rows.setSpacing(8)
        self.setWidget(self._inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)

    @property
    def table(self) -> BagTable:
        """The table that is shown: all columns side by side where there is room for them, else the folded one."""
        room = self.viewport().width() - 2 * MARGINS
        return self.wide if self.wide.firm_width() <= room else self.narrow

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may want the other table."""
        super().resizeEvent(event)
        self._choose_table()

    def forget(self) -> None:
        """Another patient: the newest course again."""
        self.course = None

    def show_view(self, view: InfusionTab, words: Words) -> None:
        """Show another tab; an equal one is left alone, so the scroll place stays."""
        wanted = (view, words.lang, self._theme.dark, self._theme.scale)
        if wanted == self._shown:
            return
        self._shown = wanted
        place = self.verticalScrollBar().value()
        self.setAccessibleName(words.t("Infusion"))
        for one in (self.wide, self.narrow):
            one.setAccessibleName(words.t("Bags"))
            one.setParent(self)  # kept while the cards are made anew
        self.wide.show_view(view.columns, view.rows)
        self.narrow.show_view(*view.folded)
        clear(self._rows)
        self._rows.addWidget(self._ribbon(view, words))
        self._rows.addWidget(self._bags(view, words))
        self._rows.addWidget(self._sum(view.sum, words))
        self._rows.addWidget(lost_card(view.lost, OF_PATIENT, self._theme))
        self._rows.addStretch(1)
        self._choose_table()
        self.verticalScrollBar().setValue(place)

    def _choose_table(self) -> None:
        for one in (self.wide, self.narrow):
            shown = one is self.table and bool(one.rows())
            one.setVisible(shown)
            if shown:
                one.setFixedHeight(one.needed_height())

    def _ribbon(self, view: InfusionTab, words: Words) -> QWidget:
        card, inner = panel(view.title)
        self.courses = None
        if len(view.courses) > 1:
            options = tuple(Option(str(place), name) for place, name in view.courses)
            self.courses = Segments(words.t("Course"), options, words)
            self.courses.choose(str(view.course))
            self.courses.edited.connect(self._choose_course)
            inner.addWidget(self.courses)
        if view.strip is None:
            inner.addWidget(label(view.empty, "muted", wrap=True))
            return card
        lanes = QVBoxLayout()
        lanes.setSpacing(0)
        lanes.addWidget(StripView(view.strip, words, self._theme, alone=False))
        lanes.addWidget(BagLane(view, view.strip, words, self._theme))
        lanes.addWidget(CaptionLane(view.captions, view.strip.cells, words, self._theme))
        inner.addLayout(lanes)
        inner.addWidget(label(view.legend, "muted", wrap=True))
        return card

    def _choose_course(self, code: str) -> None:
        self.course = int(code) if code else None
        self._shown = None  # choosing the chosen one again takes its mark away: show it anew
        self.course_wanted.emit()

    def _bags(self, view: InfusionTab, words: Words) -> QWidget:
        card, inner = panel(words.t("Bags"), words.t("newest on top"))
        if not view.rows:
            inner.addWidget(label(view.empty, "muted", wrap=True))
            return card
        inner.addWidget(self.wide)
        inner.addWidget(self.narrow)
        told = words.t("Concentration: dose by rate, from the label on the bag. Ended: when the next one took over.")
        inner.addWidget(label(told, "muted", wrap=True))
        return card

    def _sum(self, told: TimeSum, words: Words) -> QWidget:
        card, inner = panel(words.t("Does the time add up?"))
        row = QWidget()
        flow = Flow(row, gap=12, below=8)
        for part in told.parts:
            flow.addWidget(_part(part))
        flow.addWidget(_verdict(told))
        inner.addWidget(row)
        for text in told.reasons:
            inner.addWidget(label(text, "bold", wrap=True))
        return card


def _part(part: SumPart) -> QWidget:
    """One part of the sum behind its sign; what does not add up is a solid block."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(12)
    if part.sign:
        row.addWidget(label(part.sign, "number"))
    shown = stat(part.label, part.value, part.notes)
    if part.problem:
        block = frame("ink")
        inside = QHBoxLayout(block)
        inside.setContentsMargins(8, 2, 8, 4)
        inside.addWidget(shown)
        shown = block
    row.addWidget(shown)
    return made


def _verdict(told: TimeSum) -> QWidget:
    """The answer: a framed tick, a dashed question, or a block of ink; each with its words."""
    if told.answer == "unexplained":
        block = frame("ink")
        inside = QHBoxLayout(block)
        inside.setContentsMargins(12, 4, 12, 4)
        inside.addWidget(label(f"✕ {told.verdict}", "head"))
        return block
    made: QLabel = label(f"✓ {told.verdict}", "met") if told.answer == "adds_up" else label(f"?  {told.verdict}", "ask")
    return made
