import sys

import PySide6
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

CALLS = 2_000


def test_qt_calls_that_return_none_keep_the_count_of_none(qtbot: QtBot) -> None:
    """PySide6 6.12.0 drops one reference a call and aborts CPython 3.11 after some 5,000 calls."""
    widget = QWidget()
    qtbot.addWidget(widget)
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        widget.parentWidget()
    # From Python 3.12 on None is immortal and the count stands still; other threads may move it by a few.
    assert sys.getrefcount(None) - before > -100


def test_qt_is_below_the_version_that_aborts() -> None:
    assert tuple(map(int, PySide6.__version__.split(".")[:2])) < (6, 12)
