"""The label page: every parameter of the patient's label and protocol with its value, source and certainty."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QVBoxLayout, QWidget

from blin21_desktop.domain.text import Text, say
from blin21_desktop.forms.fields import Option
from blin21_desktop.present.knowledge_page import FoldedRow, KnowledgePage
from blin21_desktop.present.words import Words
from blin21_desktop.ui.forms.segments import Segments
from blin21_desktop.ui.theme import Theme
from blin21_desktop.ui.whole_table import WholeTable
from blin21_desktop.ui.widgets import at_right, button, frame, ink_head, label, set_text

SHOWN: dict[str, Text] = {"all": say("all"), "none": say("not configured"), "site": say("this site's own")}
"""What the table can be narrowed to."""

WIDE, FOLDED = (0.27, 0.19, 0.24, 0.1, 0.2), (0.5, 0.5)
"""Shares of the columns: side by side, and folded for large letters."""
FOLDED_FROM = 150
"""From this scale (percent) on the table is folded."""


class KnowledgeWindow(QDialog):
    """Shows a finished page, one file at a time; both choices are made by keyboard. It scrolls as a whole."""

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
        self.counts = label("", "", wrap=True)
        self.table = WholeTable(theme, FOLDED if self._folded else WIDE)
        self.table.setAccessibleName(page.title)
        self.close_button = button(words.t("Close"), "Esc")
        self._lay_out(page)
        self.files.edited.connect(self._choose_file)
        self.only.edited.connect(self._choose_only)
        self.close_button.clicked.connect(self.reject)
        self._show()

    def _lay_out(self, page: KnowledgePage) -> None:
        inside = QWidget()
        inner = QVBoxLayout(inside)
        inner.setContentsMargins(14, 10, 14, 12)
        inner.setSpacing(6)
        texts = (label(page.fingerprint, "muted", wrap=True), label(page.note, "muted", wrap=True))
        for part in (self.files, self.only, self.head, self.counts, self.table, *texts):
            inner.addWidget(part)
        inner.addStretch(1)
        body = QScrollArea()
        body.setWidget(inside)
        body.setWidgetResizable(True)
        body.setFrameShape(QFrame.Shape.NoFrame)
        body.setAccessibleName(page.title)
        foot = frame("foot")
        below = QVBoxLayout(foot)
        below.setContentsMargins(12, 6, 12, 8)
        below.addLayout(at_right(self.close_button))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(2, 2, 2, 2)
        outer.setSpacing(0)
        outer.addWidget(ink_head(page.title))
        outer.addWidget(body, 1)
        outer.addWidget(foot)

    def _choose_file(self, code: str) -> None:
        self._id = code or self._page.tables[0].id
        self._show()

    def _choose_only(self, code: str) -> None:
        self._only = code or "all"
        self._show()

    def _show(self) -> None:
        table = next(one for one in self._page.tables if one.id == self._id)
        self.files.choose(self._id)
        self.only.choose(self._only)
        set_text(self.head, " · ".join(part for part in (table.title, table.edition) if part))
        set_text(self.counts, table.counts)
        rows = table.narrowed(self._only)
        if self._folded:
            self.table.show_view(self._page.folded, tuple(FoldedRow(row) for row in rows))
        else:
            self.table.show_view(self._page.columns, rows)
