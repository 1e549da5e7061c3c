"""The help page: one short text per language that comes with the program."""

from __future__ import annotations

from PySide6.QtGui import QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QDialog, QTextBrowser, QVBoxLayout, QWidget

from blin21_desktop.locate import resource
from blin21_desktop.present.words import Words
from blin21_desktop.ui.widgets import button

LINE_PERCENT = 135
"""Line height of the text, in percent."""


class HelpPage(QDialog):
    """Shows the help text; Esc closes."""

    def __init__(self, words: Words, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(words.t("Help"))
        self.text = QTextBrowser()
        self.text.setAccessibleName(words.t("Help"))
        self.text.setMarkdown(resource("help", f"{words.lang}.md").read_text(encoding="utf-8"))
        self._air()
        close = button(words.t("Close"), "Esc")
        close.clicked.connect(self.reject)
        outer = QVBoxLayout(self)
        outer.addWidget(self.text, 1)
        outer.addWidget(close)
        self.resize(760, 600)

    def _air(self) -> None:
        """Put air between the lines: the program's font is one em high."""
        cursor = QTextCursor(self.text.document())
        cursor.select(QTextCursor.SelectionType.Document)
        spaced = QTextBlockFormat()
        spaced.setLineHeight(LINE_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.mergeBlockFormat(spaced)
