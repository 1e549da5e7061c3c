"""Keeps what is typed into a form as its author's draft, a moment after the last key and when the form closes."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from blin21_desktop.ui.forms.filling import Filling
from blin21_desktop.ui.ports import DraftPorts

DRAFT_MS = 200
"""So long after the last key."""


class DraftKeeper(QObject):
    """`failed` carries the words when a draft could not be kept."""

    failed = Signal(str)

    def __init__(self, filling: Filling, drafts: DraftPorts, parent: QObject) -> None:
        super().__init__(parent)
        self._filling, self._drafts = filling, drafts
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DRAFT_MS)
        self._timer.timeout.connect(self.keep)

    def touch(self) -> None:
        """Something was typed."""
        self._timer.start()

    def keep(self) -> None:
        """Keep it now; a form nobody typed into has no draft."""
        self._timer.stop()
        draft = self._filling.draft()
        try:
            if self._filling.begun:
                self._drafts.keep(draft)
            else:
                self._drafts.drop(draft)
        except ValueError as fault:
            self.failed.emit(str(fault))

    def drop(self) -> None:
        """It was written: nothing is left to keep."""
        self._timer.stop()
        try:
            self._drafts.drop(self._filling.draft())
        except ValueError as fault:
            self.failed.emit(str(fault))
