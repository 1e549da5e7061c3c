"""Who sits at the computer: signed in by id and PIN, signed out by choice or when nobody touches it for a while."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QInputEvent
from PySide6.QtWidgets import QApplication

from blin21_desktop.domain.people import Person

IDLE_MS = 3 * 60 * 1000
"""After so long without a key or a click the person is signed out; what was typed is kept as a draft."""

_SIGNS_OF_LIFE = frozenset(
    {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.TouchBegin}
)


class Session(QObject):
    """The person at the computer, or nobody. `changed` fires after every change, `left` before a sign-out."""

    changed = Signal()
    left = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.person: Person | None = None
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(IDLE_MS)
        self._idle.timeout.connect(self.sign_out)

    def sign_in(self, person: Person) -> None:
        """Somebody was identified; whoever was there before is gone."""
        if self.person is not None and self.person.id != person.id:
            self.left.emit()
        self.person = person
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
            app.installEventFilter(self)
        self._idle.start()
        self.changed.emit()

    def sign_out(self) -> None:
        """Nobody is there any more."""
        if self.person is None:
            return
        self.left.emit()
        self.person = None
        self._idle.stop()
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        self.changed.emit()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Every key and click starts the idle time anew; nothing is swallowed."""
        if isinstance(event, QInputEvent) and event.type() in _SIGNS_OF_LIFE and self.person is not None:
            self._idle.start()
        return False
