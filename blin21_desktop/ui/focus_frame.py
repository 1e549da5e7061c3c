"""Something drawn that takes the focus as a whole: a frame just inside its edge shows that it has it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from blin21_desktop.ui.theme import Role, Theme


class FocusFrame(QWidget):
    """A widget with that frame."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._frame_theme = theme
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Draw the frame."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take it away."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The frame."""
        if self.hasFocus():
            painter = QPainter(self)
            painter.setPen(QPen(self._frame_theme.colour(Role.ACCENT), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
            painter.end()
