"""How a review copy is locked: a passphrase typed twice with its strength in a word, or the physician's public key."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from blin21_desktop.domain.text import Text
from blin21_desktop.forms.review_copy import AGAIN, FIRST, KEY, LOCK, LOCKS, strength
from blin21_desktop.present.words import Words
from blin21_desktop.ui import ask
from blin21_desktop.ui.forms.segments import Segments
from blin21_desktop.ui.passphrase import PassphraseLine
from blin21_desktop.ui.theme import Theme
from blin21_desktop.ui.widgets import button, label, set_text


class LockFields(QWidget):
    """A passphrase twice with its strength, or the physician's public key."""

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__()
        self._words = words
        self.key_file: Path | None = None
        self.kind = Segments(words.t("Locked by"), LOCKS, words)
        self.first = PassphraseLine(words.t("Passphrase"), theme)
        self.again = PassphraseLine(words.t("The same again"), theme)
        self.strong = label("", "muted", wrap=True)
        self.key_button = button(words.t("Public key…"), "Ctrl+K")
        self.key_button.setShortcut("Ctrl+K")
        self.key_name = label(words.t("none chosen"), "muted", wrap=True)
        self.wrong = label("", "wrong", wrap=True)
        told = label(words.t("Tell the passphrase by telephone, never beside the copy."), "muted", wrap=True)
        self._rows = QGridLayout(self)
        self._rows.setContentsMargins(0, 3, 0, 3)
        self._rows.setHorizontalSpacing(10)
        key = QWidget()
        row = QHBoxLayout(key)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.key_button)
        row.addWidget(self.key_name, 1)
        self._of = {"passphrase": (self.first, self.again, self.strong, told), "key": (key,)}
        names = {self.first: words.t("Passphrase"), self.again: words.t("The same again"), key: words.t("Public key")}
        self._names: dict[QWidget, QWidget] = {}
        for place, one in enumerate((self.kind, self.first, self.strong, self.again, told, key, self.wrong)):
            self._names[one] = label(words.t("Locked by") if one is self.kind else names.get(one, ""))
            self._rows.addWidget(self._names[one], place, 0)
            self._rows.addWidget(one, place, 1)
        self._rows.setColumnMinimumWidth(0, theme.px(150))
        self._rows.setColumnStretch(1, 1)
        self.kind.edited.connect(lambda code: self.show_kind(code or "passphrase"))
        self.first.textEdited.connect(self._judge)
        self.key_button.clicked.connect(self._choose)
        self.show_kind("passphrase")

    def show_kind(self, code: str) -> None:
        """Show the fields of one lock."""
        self.kind.choose(code)
        for kind, parts in self._of.items():
            for part in parts:
                part.setVisible(kind == code)
                self._names[part].setVisible(kind == code)
        self.tell({})
        self._judge(self.first.text())

    def _judge(self, text: str) -> None:
        set_text(self.strong, self._words.t("Strength: {word}", word=strength(text)) if text else "")

    def _choose(self) -> None:
        def chosen(found: list[Path]) -> None:
            self.key_file = found[0]
            set_text(self.key_name, found[0].name)

        ask.open_files(self, self._words.t("Public key"), chosen)

    def typed(self) -> dict[str, str]:
        """What stands in the fields."""
        return {LOCK: self.kind.code(), FIRST: self.first.text(), AGAIN: self.again.text()}

    def tell(self, problems: dict[str, Text]) -> None:
        """What is wrong with the lock."""
        found = [self._words.render(problems[key]) for key in (FIRST, AGAIN, KEY) if key in problems]
        set_text(self.wrong, " ".join(found))
        self.wrong.setVisible(bool(found))
        self._names[self.wrong].setVisible(bool(found))
