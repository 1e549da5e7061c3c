"""The foot of a form: the sentence that will be written or what is still open, the PIN, and the ways out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from blin21_desktop.domain.people import Person
from blin21_desktop.forms.fields import Second
from blin21_desktop.present.words import Words
from blin21_desktop.ui.flow import Flow
from blin21_desktop.ui.forms.pin import PinLine
from blin21_desktop.ui.theme import Theme
from blin21_desktop.ui.widgets import button, label, set_text


class Footer(QFrame):
    """Left the words, right PIN, Cancel and Save."""

    def __init__(self, words: Words, theme: Theme, by: Person, *, asks_pin: bool = True) -> None:
        super().__init__()
        self.setProperty("look", "foot")
        self._words = words
        self.head = label("", "muted")
        self.sentence = label("", "bold", wrap=True)
        self.said = label("", "wrong", wrap=True)
        self.pin = PinLine(words.t("PIN of {who}", who=by.id), theme)
        self.pin_label = label(words.t("PIN of {who}", who=by.id))
        self.empty = button(words.t("Empty the form"))
        self.cancel = button(words.t("Cancel"), "Esc")
        self.save = button(words.t("Save"), "Ctrl+Enter")
        self.save.setProperty("look", "primary")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(10)
        left = QVBoxLayout()
        left.setSpacing(2)
        for part in (self.head, self.sentence, self.said):
            left.addWidget(part)
        row.addLayout(left, 1)
        right = QWidget()
        flow = Flow(right, gap=10, below=6, right=True)
        asked = (self.pin_label, self.pin) if asks_pin else (label(words.t("as {who}", who=by.id), "bold"),)
        for one in (*asked, self.empty, self.cancel, self.save):
            flow.addWidget(one)
        row.addWidget(right, 1)
        self.said.hide()

    def show_state(self, sentence: str, still_open: Sequence[str], *, second: Second | None, wants: bool) -> None:
        """The sentence, or what is still open; who checked; what the button does now."""
        words = self._words
        ready = bool(sentence) and (not still_open or wants)
        if ready:
            self.head.setText(words.t("Will be written:") if not wants else words.t("Then, after the second check:"))
            checked = "" if second is None else " " + words.t("Second check: {who}, agrees.", who=second.by)
            set_text(self.sentence, sentence + checked)
        else:
            self.head.setText(words.t("Nothing will be written yet. Still open:"))
            set_text(self.sentence, " · ".join(still_open))
        name = words.t("Second check") if wants else words.t("Save")
        self.save.setText(f"{name}  Ctrl+Enter")
        self.save.setAccessibleName(name)
        self.tell("")

    def tell(self, text: str) -> None:
        """Say why it was not written."""
        set_text(self.said, text)
        self.said.setVisible(bool(text))
