"""The page of what came back from review copies: a table, and one entry with what the physician could not know."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QDialog, QVBoxLayout, QWidget

from blin21_desktop.present.review_words import ReturnedDetails, returned_columns
from blin21_desktop.present.text_row import TextRow
from blin21_desktop.present.words import Words
from blin21_desktop.ui.entry_table import EntryTable
from blin21_desktop.ui.framed import framed, in_a_row
from blin21_desktop.ui.theme import Theme
from blin21_desktop.ui.widgets import button, clear, ink_head, label, scrolled, set_text

BESIDE_FROM = 1100
"""Up from this width at 100 % the one entry stands beside the table, else below it, px."""


class ReturnedWindow(QDialog):
    """Draws what came back; decides nothing."""

    chosen = Signal(str)
    file_wanted = Signal()
    accept_wanted = Signal()
    decline_wanted = Signal()

    def __init__(self, words: Words, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._words, self._theme = words, theme
        self.setWindowTitle(words.t("Comments returned from review copies"))
        self.said = label("", "bold", wrap=True)
        self.said.hide()
        self.table = EntryTable(theme)
        self.table.setAccessibleName(self.windowTitle())
        self.empty = label("", "muted", wrap=True)
        self.title = label("", "head", wrap=True)
        self.lines = QVBoxLayout()
        self.since_head = label(words.t("Charted since the copy, newest first"), "head", wrap=True)
        self.since = QVBoxLayout()
        self.middle = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.file_button = button(words.t("Open return file…"), "Ctrl+O")
        self.accept_button = button(words.t("Accept into the record…"), "Ctrl+F")
        self.decline_button = button(words.t("Decline…"), "Ctrl+X")
        self.close_button = button(words.t("Close"), "Esc")
        for one, key in ((self.file_button, "Ctrl+O"), (self.accept_button, "Ctrl+F"), (self.decline_button, "Ctrl+X")):
            QShortcut(QKeySequence(key), self).activated.connect(one.click)
        self._lay_out()
        self.file_button.clicked.connect(self.file_wanted)
        self.accept_button.clicked.connect(self.accept_wanted)
        self.decline_button.clicked.connect(self.decline_wanted)
        self.close_button.clicked.connect(self.reject)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self.chosen.emit(self.table.chosen()))

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(12, 8, 12, 10)
        column.setSpacing(6)
        column.addWidget(self.title)
        column.addLayout(self.lines)
        column.addWidget(self.since_head)
        column.addLayout(self.since)
        column.addStretch(1)
        self.one = scrolled(inside, self._words.t("One of them"))
        self.middle.setSpacing(0)
        for part in (self.table, self.empty, self.one):
            self.middle.addWidget(part, 1)
        buttons = in_a_row(self.accept_button, self.decline_button, self.file_button, self.close_button)
        framed(self, ink_head(self.windowTitle()), self.middle, self.said, buttons)

    def show_rows(self, rows: tuple[TextRow, ...]) -> None:
        """Show what there is; the chosen one stays chosen where it is still there."""
        before = self.table.chosen()
        nothing = self._words.t("Nothing waits. Open a return file that came from a physician.")
        set_text(self.empty, "" if rows else nothing)
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self.table.show_view(returned_columns(self._words), rows)
        there = before if any(row.entry == before for row in rows) else rows[0].entry if rows else ""
        self.table.choose(there)
        self.chosen.emit(there)

    def show_one(self, shown: ReturnedDetails | None, *, open_: bool) -> None:
        """Show one of them; `open_`: nobody answered it yet."""
        self.accept_button.setEnabled(open_)
        self.decline_button.setEnabled(open_)
        self.one.setVisible(shown is not None)
        for layout in (self.lines, self.since):
            clear(layout)
        if shown is None:
            return
        set_text(self.title, shown.title)
        for place, text in enumerate(shown.lines):
            self.lines.addWidget(label(text, "" if place else "bold", wrap=True))
        for text in shown.since:
            self.since.addWidget(label(text, wrap=True))

    def tell(self, text: str) -> None:
        """What was done, or why not."""
        set_text(self.said, text)
        self.said.setVisible(bool(text))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside each other where there is room."""
        super().resizeEvent(event)
        ways = QBoxLayout.Direction
        wide = self.width() >= self._theme.px(BESIDE_FROM)
        self.middle.setDirection(ways.LeftToRight if wide else ways.TopToBottom)
