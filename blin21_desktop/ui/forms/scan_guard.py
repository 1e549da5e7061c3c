"""A barcode scanner types like a keyboard, only faster. Outside a scan field what it types is taken back and said."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from blin21_desktop.forms.fields import Ask
from blin21_desktop.ui.forms.lines import Line, Paragraph

FAST_SECONDS = 0.05
"""Keys that follow each other faster are a machine's (screens page, section 4.1)."""

BURST = 4
"""From so many fast keys on it is a scan."""


class ScanGuard(QObject):
    """Watches the fields of a form. `refused` fires once for each scan that came into a field that takes none.

    `steady` counts seconds and is never set back.
    """

    refused = Signal()

    def __init__(self, parent: QObject, steady: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent)
        self._steady = steady
        self._field: QObject | None = None
        self._before = ""
        self._count = 0
        self._last = float("-inf")
        self._swallowing = False

    def watch(self, field: QWidget) -> None:
        """Look after one more field."""
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Swallows the rest of a scan, and everything of it is taken back."""
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if isinstance(watched, Line) and watched.ask is Ask.SCAN:
            self._swallowing = False
            return False
        sign = event.text()
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not enter and (not sign or not sign.isprintable()):
            self._swallowing = False
            self._count = 0
            return False
        return self._counted(watched)

    def _counted(self, watched: QObject) -> bool:
        now = self._steady()
        fast = 0 <= now - self._last < FAST_SECONDS and watched is self._field
        self._last = now
        if not fast:
            self._field, self._before, self._count, self._swallowing = watched, _text(watched), 0, False
        if self._swallowing:
            return True
        self._count += 1
        if self._count < BURST:
            return False
        self._swallowing = True
        _put(watched, self._before)
        self.refused.emit()
        return True


def _text(field: QObject) -> str:
    if isinstance(field, Line):
        return field.text()
    return field.toPlainText() if isinstance(field, Paragraph) else ""


def _put(field: QObject, text: str) -> None:
    if isinstance(field, Line):
        field.setText(text)
        field.textEdited.emit(text)
    elif isinstance(field, Paragraph):
        field.setPlainText(text)
