"""Covers the whole window while the second person reads: nothing of the first one's values can be seen."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from blin21_desktop.ui.widgets import frame, label, set_text


class Cover(QWidget):
    """Opaque, over everything of its parent."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        card = frame("card")
        inner = QVBoxLayout(card)
        inner.setContentsMargins(20, 16, 20, 16)
        self.text = label("", "time", wrap=True)
        inner.addWidget(self.text)
        outer = QVBoxLayout(self)
        outer.addStretch(1)
        outer.addWidget(card)
        outer.addStretch(1)
        self.setProperty("look", "cover")
        self.hide()

    def lay_over(self, text: str) -> None:
        """Cover, and say why in words without any value."""
        parent = self.parentWidget()
        set_text(self.text, text)
        if isinstance(parent, QWidget):
            self.setGeometry(parent.rect())
        self.raise_()
        self.show()
