"""The switches every page carries: language, light or dark, size, help. They do what they say at once."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from blin21_desktop.present.words import Words
from blin21_desktop.ui.theme import Theme
from blin21_desktop.ui.widgets import button

OTHER_LANGUAGE = {"en": "日本語", "ja": "English"}
"""The switch names the other language in that language."""


class Switches(QWidget):
    """Language, theme and help."""

    language = Signal()
    darkness = Signal()
    help_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.dark = button("")
        self.help = button("")
        self.lang = button("")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for made, signal in ((self.help, self.help_wanted), (self.dark, self.darkness), (self.lang, self.language)):
            row.addWidget(made)
            made.clicked.connect(signal)

    def retranslate(self, words: Words) -> None:
        """Put the language's words on the switches."""
        names = (
            (self.help, words.t("Help"), "F1"),
            (self.dark, words.t("Light") if self._theme.dark else words.t("Dark"), ""),
            (self.lang, OTHER_LANGUAGE[words.lang], ""),
        )
        for made, name, key in names:
            made.setText(f"{name}  {key}".strip())
            made.setAccessibleName(name)
