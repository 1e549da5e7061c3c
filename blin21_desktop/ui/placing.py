"""Where forms open: below the status line, so that it stays in view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from blin21_desktop.ui.main_window import MainWindow

LEAST_HEIGHT = 430
"""Height a form needs, px at 100 %."""

SIDE, BELOW = 24, 8
"""What stays free beside and below a form, px."""


def place_form(window: MainWindow, dialog: QWidget) -> None:
    """Below the status line; where too little room is left there, from below the top strip on."""
    tabs = window.chart.tabs
    top = tabs.mapTo(window, QPoint(0, 0)).y() if window.on_chart else window.strip.height()
    if window.height() - top < window.theme.px(LEAST_HEIGHT):
        top = window.strip.height()
    room = QRect(0, top, window.width(), window.height() - top).adjusted(SIDE, 0, -SIDE, -BELOW)
    dialog.setGeometry(room.translated(window.mapToGlobal(QPoint(0, 0))))
