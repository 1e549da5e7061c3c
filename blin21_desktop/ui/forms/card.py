"""One section of a form as a card: its number and title, below them its rows in reading order."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from blin21_desktop.forms.fields import Field, Section
from blin21_desktop.present.words import Words
from blin21_desktop.ui.forms.field_row import FieldRow
from blin21_desktop.ui.forms.told import ToldBox
from blin21_desktop.ui.theme import Theme
from blin21_desktop.ui.widgets import label


class Card(QFrame):
    """Draws one section. `rows`: key -> its row; `told`: key -> what stands above it."""

    def __init__(self, number: int, section: Section, words: Words, theme: Theme) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.number, self.section = number, section
        self._words, self._theme = words, theme
        self.rows: dict[str, FieldRow] = {}
        self.told: dict[str, ToldBox] = {}
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(12, 7, 12, 10)
        self._outer.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(label(str(number), "chip"))
        head.addWidget(label(words.render(section.title), "head"))
        head.addStretch(1)
        if section.side is not None:
            head.addWidget(label(words.render(section.side), "muted"))
        self._outer.addLayout(head)
        pair: QHBoxLayout | None = None
        for field in section.fields:
            pair = self._add(field, pair)

    def _add(self, field: Field, pair: QHBoxLayout | None) -> QHBoxLayout:
        """Add a row; `pair` is the line of the row before it."""
        if field.told:
            self.told[field.key] = ToldBox(self._words, self._theme, narrow=self.section.narrow)
            self._outer.addWidget(self.told[field.key])
        row = FieldRow(field, self._words, self._theme, narrow=self.section.narrow)
        self.rows[field.key] = row
        if field.beside and pair is not None:
            pair.addWidget(row, field.share, Qt.AlignmentFlag.AlignTop)
            return pair
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(row, field.share, Qt.AlignmentFlag.AlignTop)
        self._outer.addLayout(line)
        return line
