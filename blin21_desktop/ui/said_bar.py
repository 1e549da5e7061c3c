"""A line below the top strip that stands as long as it is true, on every page; empty, it takes no room."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from blin21_desktop.ui.widgets import label, set_text


class SaidBar(QFrame):
    """`look`: `ink` for what must not be overlooked, `doubts` for what somebody has to see to."""

    def __init__(self, look: str, button: QPushButton | None = None) -> None:
        super().__init__()
        self.setProperty("look", look)
        self.text = label("", "bold", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 4, 14, 4)
        self.text.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.text, 1)
        if button is not None:
            row.addWidget(button)
        self.hide()

    def tell(self, text: str) -> None:
        """Say this; "" nothing."""
        set_text(self.text, text)
        self.setVisible(bool(text))
