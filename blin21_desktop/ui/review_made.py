"""What to tell by telephone once a review copy was made."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from blin21_desktop.domain.review import CopyHeader
from blin21_desktop.present.review_words import key_facts
from blin21_desktop.present.words import Words
from blin21_desktop.ui.theme import Theme
from blin21_desktop.ui.widgets import at_right, button, ink_head, label


class CopyMade(QDialog):
    """What was made: the ward's key and the head of the record, to compare by telephone."""

    def __init__(self, header: CopyHeader, path: Path, words: Words, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(words.t("The review copy was made"))
        inner = QVBoxLayout()
        inner.setContentsMargins(14, 10, 14, 12)
        inner.addWidget(label(words.t("File: {name}", name=str(path)), "bold", wrap=True))
        for line in key_facts(header, words):
            inner.addWidget(label(line, wrap=True))
        told = words.t(
            "The first time on another computer the physician telephones and compares the ward's key with this one."
        )
        inner.addWidget(label(told, wrap=True))
        self.close_button = button(words.t("Close"), "Esc")
        self.close_button.clicked.connect(self.reject)
        inner.addLayout(at_right(self.close_button))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(2, 2, 2, 2)
        outer.addWidget(ink_head(self.windowTitle()))
        outer.addLayout(inner, 1)
        self.setMinimumWidth(theme.px(680))
