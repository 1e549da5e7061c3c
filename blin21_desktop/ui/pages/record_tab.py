"""Tab Record: every entry of the chart, filtered, withdrawn ones struck out; and the two moments to look back to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from blin21_desktop.forms.fields import Option
from blin21_desktop.present.record import GROUP_NAMES, Group, RecordRow, filtered
from blin21_desktop.present.words import Words
from blin21_desktop.ui.entry_table import EntryTable
from blin21_desktop.ui.flow import Flow
from blin21_desktop.ui.forms.segments import Segments
from blin21_desktop.ui.look_back import LookBack
from blin21_desktop.ui.theme import Theme
from blin21_desktop.ui.widgets import button, clear, label

LEAST_TABLE = 180
"""Height (px at 100 %) below which a table that scrolls by itself shows too few entries."""

QWIDGETSIZE_MAX = 16_777_215
"""Qt's own: no limit."""


class RecordTable(EntryTable):
    """The entries; Delete asks to take the chosen one back."""

    deleted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete, else as a table does."""
        if event.key() == Qt.Key.Key_Delete:
            self.deleted.emit()
            return
        super().keyPressEvent(event)


class RecordPage(QScrollArea):
    """Shows finished rows. `withdraw_wanted`, `correct_wanted` carry the id of the chosen entry.

    The table scrolls below its filters; where there is too little height for both, the whole tab scrolls instead.
    """

    withdraw_wanted = Signal(str)
    correct_wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._all: tuple[RecordRow, ...] = ()
        self._columns: tuple[str, ...] = ()
        self._words: Words | None = None
        self._group: Group = "all"
        self._whole = False
        self.table = RecordTable(theme)
        self.typed = QLineEdit()
        self.typed.setFixedWidth(theme.px(200))
        self.typed.setProperty("look", "small")
        self.count = label("", "muted")
        self.correct = button("")
        self.withdraw = button("")
        self.prints = button("")
        self.back = LookBack(theme)
        self.groups = QWidget()
        self._groups = QVBoxLayout(self.groups)
        self._groups.setContentsMargins(0, 0, 0, 0)
        self._lay_out()
        self.typed.textChanged.connect(self._filter)
        self.table.deleted.connect(lambda: self._ask(self.withdraw_wanted.emit))
        self.withdraw.clicked.connect(lambda: self._ask(self.withdraw_wanted.emit))
        self.correct.clicked.connect(lambda: self._ask(self.correct_wanted.emit))
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._chosen())

    def _lay_out(self) -> None:
        self._inside = QWidget()
        outer = self._rows = QVBoxLayout(self._inside)
        outer.setContentsMargins(14, 6, 14, 0)
        outer.setSpacing(6)
        bar = QWidget()
        flow = Flow(bar, gap=10, below=4)
        for one in (self.groups, self.typed, self.count):
            flow.addWidget(one)
        outer.addWidget(bar)
        below = QWidget()
        second = Flow(below, gap=10, below=4)
        for one in (self.back, self.correct, self.withdraw, self.prints):
            second.addWidget(one)
        outer.addWidget(below)
        row = self._table_row = QHBoxLayout()
        row.addWidget(self.table)
        outer.addLayout(row, 1)
        self.setWidget(self._inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the table takes the keys

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another height may let the table scroll by itself, or not."""
        super().resizeEvent(event)
        self._share_height()

    def _share_height(self) -> None:
        """The table takes the height that is left, or all its rows need where too little is left."""
        table, width = self.table, self.viewport().width()
        above = self._rows.heightForWidth(width) - self._table_row.sizeHint().height()
        self._whole = self.viewport().height() - above < self._theme.px(LEAST_TABLE)
        always, never = Qt.ScrollBarPolicy.ScrollBarAlwaysOn, Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        table.setVerticalScrollBarPolicy(never if self._whole else always)
        if self._whole:
            table.setFixedHeight(table.needed_height())
        else:
            table.setMinimumHeight(0)
            table.setMaximumHeight(QWIDGETSIZE_MAX)

    def _chosen(self) -> None:
        """Another row was chosen: it is in view, whatever scrolls."""
        self._enable()
        if self._whole:
            row = self.table.visualRect(self.table.currentIndex())
            middle = self.table.viewport().mapTo(self._inside, row.center())
            self.ensureVisible(0, middle.y(), 0, row.height() // 2)

    def show_view(self, columns: tuple[str, ...], rows: tuple[RecordRow, ...], words: Words) -> None:
        """Show other rows; equal ones are left alone, so the scroll place stays."""
        if self._words is None or self._words.lang != words.lang:
            self._retranslate(words)
        self._columns, self._all = columns, rows
        self._filter()

    def show_moments(self, happened: Sequence[datetime], written: Sequence[datetime], words: Words) -> None:
        """The moments one can look back to."""
        self.back.show_moments(happened, written, words)

    def _retranslate(self, words: Words) -> None:
        self._words = words
        self.setAccessibleName(words.t("Record"))
        clear(self._groups)
        options = tuple(Option(code, name) for code, name in GROUP_NAMES.items())
        chosen = Segments(words.t("Show"), options, words)
        chosen.choose(self._group)
        chosen.edited.connect(self._choose)
        self._groups.addWidget(chosen)
        self.table.setAccessibleName(words.t("Record of the chart"))
        self.typed.setPlaceholderText(words.t("Find in the record"))
        self.typed.setAccessibleName(words.t("Find in the record"))
        names = (words.t("Correct…"), ""), (words.t("Withdraw…"), "Del"), (words.t("Register of prints…"), "")
        for one, (name, key) in zip((self.correct, self.withdraw, self.prints), names, strict=True):
            one.setText(f"{name}  {key}".strip())
            one.setAccessibleName(name)

    def _choose(self, code: str) -> None:
        self._group = next((group for group in GROUP_NAMES if group == code), "all")
        self._filter()

    def _filter(self) -> None:
        shown = filtered(self._all, self._group, self.typed.text())
        self.table.show_view(self._columns, shown)
        if self._words is not None:
            told = self._words.t("showing {some:number} of {all:number}", some=len(shown), all=len(self._all))
            self.count.setText(told)
        self._share_height()
        self._enable()

    def _enable(self) -> None:
        row = next((row for row in self._all if row.entry == self.table.chosen()), None)
        may = row is not None and not row.withdrawn and self.back.is_now
        self.correct.setEnabled(may)
        self.withdraw.setEnabled(may)

    def _ask(self, tell: Callable[[str], None]) -> None:
        if self.withdraw.isEnabled():
            tell(self.table.chosen())
