"""The way into a review copy: passphrase, or the physician's key file with its passphrase."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from blin21_desktop.domain.review import ReviewRefused
from blin21_desktop.present.words import Words
from blin21_desktop.ui import ask
from blin21_desktop.ui.copy_state import OpenAnother
from blin21_desktop.ui.passphrase import PassphraseLine
from blin21_desktop.ui.theme import Theme
from blin21_desktop.ui.widgets import at_right, button, ink_head, label, set_text

WIDTH = 680


class UnlockCopy(QDialog):
    """Asks and opens; why it cannot be opened is said and can be tried again."""

    def __init__(
        self, path: Path, opens: OpenAnother, words: Words, parent: QWidget | None = None, theme: Theme | None = None
    ) -> None:
        super().__init__(parent)
        self._path, self._opens, self._words = path, opens, words
        self._key: Path | None = None
        if theme is None:
            theme = Theme()
            theme.setParent(self)
            theme.apply()
        self.setWindowTitle(words.t("Open a review copy"))
        self.passphrase = PassphraseLine(words.t("Passphrase"), theme)
        self.key_button = button(words.t("Key file…"), "Ctrl+K")
        self.key_button.setShortcut("Ctrl+K")
        self.key_name = label(words.t("none: opened by the passphrase alone"), "muted", wrap=True)
        self.trust = QLineEdit()
        self.trust.setProperty("look", "small")
        self.trust.setAccessibleName(words.t("Code of the ward's key"))
        self.trust.setInputMethodHints(Qt.InputMethodHint.ImhLatinOnly)
        self.said = label("", "wrong", wrap=True)
        self.said.hide()
        self.ok = button(words.t("Open"), "Enter")
        self.ok.setDefault(True)
        self.cancel = button(words.t("Cancel"), "Esc")
        self._lay_out(theme)
        self.key_button.clicked.connect(self._choose_key)
        self.ok.clicked.connect(self.finish)
        self.cancel.clicked.connect(self.reject)

    def _lay_out(self, theme: Theme) -> None:
        words = self._words
        inner = QVBoxLayout()
        inner.setContentsMargins(14, 10, 14, 12)
        inner.setSpacing(8)
        inner.addWidget(label(words.t("File: {name}", name=self._path.name), "bold", wrap=True))
        told = words.t(
            "A copy shows the record as it was, for reading. It is not the ward: do not use it for bedside decisions."
        )
        inner.addWidget(label(told, wrap=True))
        fields = QGridLayout()
        fields.setHorizontalSpacing(10)
        key = QWidget()
        row = QHBoxLayout(key)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.key_button)
        row.addWidget(self.key_name, 1)
        names = (words.t("Passphrase"), words.t("Physician's key"), words.t("Code of the ward's key"))
        for place, (name, field) in enumerate(zip(names, (self.passphrase, key, self.trust), strict=True)):
            fields.addWidget(label(name), place, 0)
            fields.addWidget(field, place, 1)
        fields.setColumnStretch(1, 1)
        inner.addLayout(fields)
        only = words.t("The code only where the program asks for it: after another key was compared by telephone.")
        inner.addWidget(label(only, "muted", wrap=True))
        inner.addWidget(self.said)
        inner.addLayout(at_right(self.cancel, self.ok))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(2, 2, 2, 2)
        outer.addWidget(ink_head(self.windowTitle()))
        outer.addLayout(inner, 1)
        self.setMinimumWidth(theme.px(WIDTH))
        self.passphrase.setFocus()

    def _choose_key(self) -> None:
        def chosen(found: list[Path]) -> None:
            self._key = found[0]
            set_text(self.key_name, self._key.name)

        ask.open_files(self, self._words.t("Physician's key"), chosen)

    def finish(self) -> None:
        """Open, or say why not; the passphrase is gone from the field at once."""
        passphrase = self.passphrase.text()
        self.passphrase.clear()
        self.passphrase.setFocus()
        if not passphrase:
            self._tell(self._words.t("Type the passphrase."))
            return
        self._tell(self._words.t("Opening…"))
        self.said.repaint()
        try:
            self._opens(self._path, passphrase, self._key, self.trust.text().strip() or None, self._words.lang)
        except ReviewRefused as fault:
            self._tell(self._words.render(fault.why))
            return
        self.accept()

    def _tell(self, text: str) -> None:
        set_text(self.said, text)
        self.said.show()
        QTimer.singleShot(0, self, self._grow)

    def _grow(self) -> None:
        """What is said can be long; it takes nothing from the fields above it."""
        inside = self.layout()
        if inside is not None:  # it has one
            self.setMinimumHeight(inside.totalHeightForWidth(self.width()))
