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


def place_below_strip(window: MainWindow, dialog: QWidget) -> None:
    """As wide as it is, from below the top strip on: what a review copy says about itself stays in view."""
    top = window.strip.mapTo(window, QPoint(0, window.strip.height())).y()
    wide = min(dialog.width(), window.width() - 2 * SIDE)
    room = QRect((window.width() - wide) // 2, top, wide, window.height() - top - BELOW)
    dialog.setGeometry(room.translated(window.mapToGlobal(QPoint(0, 0))))


def place_form(window: MainWindow, dialog: QWidget) -> None:
    """Below the status line; where too little room is left there, from below the top strip on."""
    tabs = window.chart.tabs
    bottom = window.strip.mapTo(window, QPoint(0, window.strip.height())).y()
    top = tabs.mapTo(window, QPoint(0, 0)).y() if window.on_chart else bottom
    if window.height() - top < window.theme.px(LEAST_HEIGHT):
        top = bottom
    room = QRect(0, top, window.width(), window.height() - top).adjusted(SIDE, 0, -SIDE, -BELOW)
    dialog.setGeometry(room.translated(window.mapToGlobal(QPoint(0, 0))))
