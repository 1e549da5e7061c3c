"""The field for a passphrase: dots, no input method, no clipboard menu."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from blin21_desktop.ui.theme import Theme

LONGEST = 256


class PassphraseLine(QLineEdit):
    """Shows dots; long enough for several words."""

    def __init__(self, name: str, theme: Theme) -> None:
        super().__init__()
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setMaxLength(LONGEST)
        self.setProperty("look", "small")
        self.setMinimumWidth(theme.px(300))
        self.setAccessibleName(name)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
        )
