"""A question that a person answers for by ID and PIN: fields, who it is, and why it cannot be done yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from blin21_desktop.domain.text import Text
from blin21_desktop.forms.fields import Ask, Field
from blin21_desktop.present.words import Words
from blin21_desktop.ui.forms.field_row import LABEL_WIDTH, FieldRow
from blin21_desktop.ui.forms.pin import PinLine
from blin21_desktop.ui.framed import framed
from blin21_desktop.ui.theme import Theme
from blin21_desktop.ui.widgets import at_right, button, ink_head, label, scrolled, set_text

WIDTH, HEIGHT = 760, 640
"""Of the dialog, px at 100 %; a smaller window makes it smaller, and its inside scrolls."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked: `lines` stand first, `typed` in the fields at once; `who` names the ID, `does` the button."""

    title: str
    lines: Sequence[str]
    fields: tuple[Field, ...] = ()
    typed: Mapping[str, str]
    who: Text
    staff_id: str = ""
    does: str


class Confirmed(QDialog):
    """`answered` carries what was typed, the ID and the PIN; whoever listens accepts the dialog, or tells why not."""

    answered = Signal(dict, str, str)

    def __init__(self, question: Question, words: Words, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = words
        self.setWindowTitle(question.title)
        self.rows = {field.key: FieldRow(field, words, theme) for field in question.fields}
        self.who = FieldRow(Field(key="by", label=question.who, ask=Ask.SCAN), words, theme)
        self.pin = PinLine(words.t("PIN"), theme)
        self.said = label("", "wrong", wrap=True)
        self.said.hide()
        self.ok = button(question.does, "Ctrl+Enter")
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self).activated.connect(self.ok.click)
        self.cancel = button(words.t("Cancel"), "Esc")
        self._lay_out(question, theme, parent)
        for key, row in self.rows.items():
            row.put(question.typed.get(key, ""))
        self.who.put(question.staff_id)
        self.ok.clicked.connect(self.finish)
        self.cancel.clicked.connect(self.reject)
        first = next(iter(self.rows.values()), self.who)
        (self.pin if question.staff_id and not self.rows else first.first()).setFocus()

    def _lay_out(self, question: Question, theme: Theme, parent: QWidget) -> None:
        inside = QWidget()
        inner = QVBoxLayout(inside)
        inner.setContentsMargins(14, 10, 14, 12)
        for line in question.lines:
            inner.addWidget(label(line, wrap=True))
        for row in (*self.rows.values(), self.who):
            inner.addWidget(row)
        pin = QHBoxLayout()
        pin.setSpacing(10)
        name = label(self._words.t("PIN"))
        name.setFixedWidth(theme.px(LABEL_WIDTH))
        pin.addWidget(name)
        pin.addWidget(self.pin)
        pin.addStretch(1)
        inner.addLayout(pin)
        inner.addStretch(1)
        body = scrolled(inside, question.title)
        framed(self, ink_head(question.title), body, self.said, at_right(self.cancel, self.ok))
        room = parent.size()
        self.resize(min(theme.px(WIDTH), room.width()), min(theme.px(HEIGHT), room.height()))

    def finish(self) -> None:
        """Hand over what was typed; the PIN is gone from the field at once."""
        pin = self.pin.text()
        self.pin.clear()
        self.tell(None)
        self.answered.emit({key: row.text() for key, row in self.rows.items()}, self.who.text().strip(), pin)

    def tell(self, why: Text | None, problems: Mapping[str, Text] | None = None) -> None:
        """Say why it is not done, and at each field what is wrong there."""
        words, found = self._words, problems or {}
        for key, row in self.rows.items():
            row.tell(words.render(found[key]) if key in found else "", "", "")
        set_text(self.said, "" if why is None else words.render(why))
        self.said.setVisible(why is not None)
