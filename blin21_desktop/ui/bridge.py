"""Plain calls become signals: this patient changed, the ward changed, a minute went by."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, QTimer, Signal

POLL_MS = 1000
"""How often the record is asked whether somebody wrote."""

JUMP = timedelta(seconds=5)
"""By more than this the wall clock left the steady clock, or a poll came late: clock set, or machine woken."""


class Bridge(QObject):
    """Follows the record and the clock. `now` is the ward's clock, `steady` counts seconds and is never set.

    Time passing is an input: `ward_changed` fires at every new minute, after a jump of the clock and after sleep.
    """

    patient_changed = Signal(str)
    ward_changed = Signal()
    clock_jumped = Signal()

    def __init__(
        self,
        changed: Callable[[], int],
        now: Callable[[], datetime],
        steady: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._changed = changed
        self._now = now
        self._steady = steady
        self._version = changed()
        self._wall = now()
        self._counted = steady()
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self.poll)

    def start(self) -> None:
        """Begin to follow."""
        self._timer.start()

    def stop(self) -> None:
        """Stop following."""
        self._timer.stop()

    def patient(self, patient: str) -> None:
        """Say that this program itself wrote about a patient."""
        self._version = self._changed()
        self.patient_changed.emit(patient)
        self.ward_changed.emit()

    def poll(self) -> None:
        """Look once at record and clock; fires at most one `ward_changed`."""
        wall, counted, version = self._now(), self._steady(), self._changed()
        walked = timedelta(seconds=counted - self._counted)
        jumped = abs((wall - self._wall) - walked) > JUMP or walked > JUMP + timedelta(milliseconds=POLL_MS)
        minute = wall.replace(second=0, microsecond=0) != self._wall.replace(second=0, microsecond=0)
        wrote = version != self._version
        self._wall, self._counted, self._version = wall, counted, version
        if jumped:
            self.clock_jumped.emit()
        if jumped or minute or wrote:
            self.ward_changed.emit()
