"""The help page: one short text per language that comes with the program."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QTextBrowser, QVBoxLayout, QWidget

from blin21_desktop.locate import resource
from blin21_desktop.present.words import Words
from blin21_desktop.ui.widgets import button


class HelpPage(QDialog):
    """Shows the help text; Esc closes."""

    def __init__(self, words: Words, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(words.t("Help"))
        self.text = QTextBrowser()
        self.text.setAccessibleName(words.t("Help"))
        self.text.setMarkdown(resource("help", f"{words.lang}.md").read_text(encoding="utf-8"))
        close = button(words.t("Close"), "Esc")
        close.clicked.connect(self.reject)
        outer = QVBoxLayout(self)
        outer.addWidget(self.text, 1)
        outer.addWidget(close)
        self.resize(760, 600)
