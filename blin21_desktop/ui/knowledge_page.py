"""The label page: every parameter of the patient's label and protocol with its value, source and certainty."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from blin21_desktop.domain.text import Text, say
from blin21_desktop.forms.fields import Option
from blin21_desktop.present.knowledge_page import FoldedRow, KnowledgePage, KnowledgeTable
from blin21_desktop.present.words import Words
from blin21_desktop.ui.forms.segments import Segments
from blin21_desktop.ui.framed import framed, in_a_row
from blin21_desktop.ui.theme import Theme
from blin21_desktop.ui.whole_table import WholeTable
from blin21_desktop.ui.widgets import button, ink_head, label, scrolled, set_text

SHOWN: dict[str, Text] = {"all": say("all"), "none": say("not configured"), "site": say("this site's own")}
"""What the table can be narrowed to."""

WIDE, FOLDED = (0.27, 0.19, 0.24, 0.1, 0.2), (0.5, 0.5)
"""Shares of the columns: side by side, and folded for large letters."""
EXAMPLES = (0.4, 0.27, 0.33)
"""The same for the worked examples."""
FOLDED_FROM = 150
"""From this scale (percent) on the table is folded."""


class KnowledgeWindow(QDialog):
    """Shows a finished page, one file at a time; both choices are made by keyboard. It scrolls as a whole.

    `sign_wanted` carries the version shown; the other two the file and the key of the chosen row.
    """

    sign_wanted = Signal(str)
    change_wanted = Signal(str, str)
    back_wanted = Signal(str, str)

    def __init__(self, page: KnowledgePage, words: Words, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._page = page
        self._id, self._only = page.tables[0].id, "all"
        self._folded = theme.scale >= FOLDED_FROM
        self.setWindowTitle(page.title)
        files = tuple(Option(one.id, say("{id}", id=one.id)) for one in page.tables)
        self.files = Segments(words.t("File"), files, words)
        self.only = Segments(words.t("Show"), tuple(Option(code, name) for code, name in SHOWN.items()), words)
        self.head = label("", "bold", wrap=True)
        self.signed = label("", "bold", wrap=True)
        self.counts = label("", "", wrap=True)
        self.table = WholeTable(theme, FOLDED if self._folded else WIDE)
        self.table.setAccessibleName(page.title)
        self.tried = label("", "bold", wrap=True)
        self.examples = WholeTable(theme, EXAMPLES)
        self.examples.setAccessibleName(page.example_columns[0])
        self.sign_button = button(words.t("Sign this version"), "F4")
        self.change_button = button(words.t("Set the chosen value"), "F6")
        self.back_button = button(words.t("Take back"), "F8")
        for one, key in ((self.sign_button, "F4"), (self.change_button, "F6"), (self.back_button, "F8")):
            QShortcut(QKeySequence(key), self).activated.connect(one.click)  # at once: a button's own key waits
        self.close_button = button(words.t("Close"), "Esc")
        self._texts = (label(page.fingerprint, "muted", wrap=True), label(page.note, "muted", wrap=True))
        self._lay_out(page)
        self.files.edited.connect(self._choose_file)
        self.only.edited.connect(self._choose_only)
        self.close_button.clicked.connect(self.reject)
        self.sign_button.clicked.connect(lambda: self.sign_wanted.emit(self.table_shown().signs))
        self.change_button.clicked.connect(lambda: self.change_wanted.emit(self._id, self.table.chosen()))
        self.back_button.clicked.connect(lambda: self.back_wanted.emit(self._id, self.table.chosen()))
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._enable())
        self._show()

    def _lay_out(self, page: KnowledgePage) -> None:
        inside = QWidget()
        inner = QVBoxLayout(inside)
        inner.setContentsMargins(14, 10, 14, 12)
        inner.setSpacing(6)
        for part in (self.files, self.only, self.head, self.signed, self.counts, self.table,
                     self.tried, self.examples, *self._texts):  # fmt: skip
            inner.addWidget(part)
        inner.addStretch(1)
        body = scrolled(inside, page.title)
        buttons = in_a_row(self.sign_button, self.change_button, self.back_button, self.close_button)
        framed(self, ink_head(page.title), body, buttons)

    def show_page(self, page: KnowledgePage) -> None:
        """Another state of the same files; file, filter and chosen row stay."""
        self._page = page
        for one, text in zip(self._texts, (page.fingerprint, page.note), strict=True):
            set_text(one, text)
        self._show()

    def table_shown(self) -> KnowledgeTable:
        """The file that is shown."""
        return next(one for one in self._page.tables if one.id == self._id)

    def _enable(self) -> None:
        """Only what can be done now is offered: a version there is, a row that is chosen, a value of the site's own."""
        table, key = self.table_shown(), self.table.chosen()
        self.sign_button.setEnabled(bool(table.signs))
        self.change_button.setEnabled(bool(key))
        self.back_button.setEnabled(any(row.key == key and row.site for row in table.rows))

    def _choose_file(self, code: str) -> None:
        self._id = code or self._page.tables[0].id
        self._show()

    def _choose_only(self, code: str) -> None:
        self._only = code or "all"
        self._show()

    def _show(self) -> None:
        table, chosen = self.table_shown(), self.table.chosen()
        self.files.choose(self._id)
        self.only.choose(self._only)
        set_text(self.head, " · ".join(part for part in (table.title, table.edition, table.version) if part))
        set_text(self.signed, table.signed)
        self.signed.setVisible(bool(table.signed))
        set_text(self.counts, table.counts)
        rows = table.narrowed(self._only)
        if self._folded:
            self.table.show_view(self._page.folded, tuple(FoldedRow(row) for row in rows))
        else:
            self.table.show_view(self._page.columns, rows)
        set_text(self.tried, table.examples_count)
        for one in (self.tried, self.examples):
            one.setVisible(bool(table.examples))
        self.examples.show_view(self._page.example_columns, table.examples)
        self.table.choose(chosen)
        self._enable()
