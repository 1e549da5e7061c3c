"""A window over a hand-made ward, for every test of the window."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from blin21_desktop.ui import app as program
from blin21_desktop.ui.bridge import Bridge
from blin21_desktop.ui.forms import scan_guard
from blin21_desktop.ui.main_window import MainWindow
from tests.ui.fakes import FakePorts

Opened = tuple[MainWindow, FakePorts, Bridge]
Open = Callable[..., Opened]


@pytest.fixture(autouse=True)
def slow_hands(monkeypatch: pytest.MonkeyPatch) -> None:
    """Test keys follow each other faster than any scanner's: only a test about scans calls that a scan."""
    monkeypatch.setattr(scan_guard, "FAST_SECONDS", 0.0)


def bury() -> None:
    """Delete what was given to Qt to delete: no event loop runs in a test that would."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def settle() -> None:
    """Let Qt lay out what was changed, and take away what is no more."""
    bury()
    for _ in range(3):
        QApplication.processEvents()


@pytest.fixture
def open_ward(qtbot: QtBot) -> Iterator[Open]:
    """Opens windows; each is closed at the end, and gone before the next test gives the program another style."""

    def opening(lang: str = "en", *, dark: bool = False, scale: int = 100, ports: FakePorts | None = None) -> Opened:
        program.application()
        ward = ports or FakePorts()
        shown, bridge = program.window(ward, lang, dark=dark, scale=scale)
        qtbot.addWidget(shown)
        with qtbot.waitExposed(shown):
            shown.show()
        return shown, ward, bridge

    yield opening
    bury()
