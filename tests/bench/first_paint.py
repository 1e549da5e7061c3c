"""A process of its own: opens a window, and ends as soon as it has been painted.

`first_paint.py bare` shows a bare window; `first_paint.py FILE` starts the program on a ward file. Prints what was
painted: the number of rows on the board, or `bare`.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QTableView


class FirstPaint(QObject):
    """Ends the event loop after the first painting of a label or a filled table."""

    done = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  (Qt's name)
        """See every event go by; let all of them through."""
        if not self.done and event.type() == QEvent.Type.Paint:
            said = painted(watched)
            if said is not None:
                self.done = True
                sys.stdout.write(f"{said}\n")
                QTimer.singleShot(0, QApplication.quit)
        return False


def painted(watched: QObject) -> str | None:
    """What is being painted, if it is what we wait for."""
    if isinstance(watched, QLabel) and watched.text() == "bare":
        return "bare"
    table = watched.parent()
    if isinstance(table, QTableView) and watched is table.viewport():
        model: QAbstractItemModel | None = table.model()
        return str(model.rowCount()) if model is not None and model.rowCount() else None
    return None


def bare() -> int:
    """A window with one word in it."""
    app = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.setCentralWidget(QLabel("bare"))
    window.resize(1366, 768)
    watch = FirstPaint()
    app.installEventFilter(watch)
    window.show()
    return app.exec()


def program(ward_file: str) -> int:
    """The whole program, as its entry point starts it."""
    from datetime import UTC, datetime

    from blin21_desktop.bootstrap import main

    app = QApplication(sys.argv[:1])
    watch = FirstPaint()
    app.installEventFilter(watch)
    return main(["--ward", ward_file], lambda: datetime(2026, 11, 23, 1, 0, tzinfo=UTC))


if __name__ == "__main__":
    raise SystemExit(bare() if sys.argv[1] == "bare" else program(sys.argv[1]))
