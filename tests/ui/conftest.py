"""A window over a hand-made ward, for every test of the window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from blin21_desktop.locate import SPOOL_FOLDER_VARIABLE
from blin21_desktop.ui import app as program
from blin21_desktop.ui.bridge import Bridge
from blin21_desktop.ui.forms import scan_guard
from blin21_desktop.ui.main_window import MainWindow
from tests.ui.fake_copies import FakeCopy, copy_window
from tests.ui.fakes import FakePorts

Opened = tuple[MainWindow, FakePorts, Bridge]
Open = Callable[..., Opened]
OpenCopyWindow = Callable[..., MainWindow]


@pytest.fixture(autouse=True)
def slow_hands(monkeypatch: pytest.MonkeyPatch) -> None:
    """Test keys follow each other faster than any scanner's: only a test about scans calls that a scan."""
    monkeypatch.setattr(scan_guard, "FAST_SECONDS", 0.0)


@pytest.fixture(autouse=True)
def _own_spool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is left in the folder of whoever runs the tests."""
    monkeypatch.setenv(SPOOL_FOLDER_VARIABLE, str(tmp_path / "spool"))


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


@pytest.fixture
def open_copy(open_ward: Open) -> OpenCopyWindow:
    """Opens windows of review copies."""

    def opening(copy: FakeCopy | None = None, lang: str = "en", *, dark: bool = False, scale: int = 100) -> MainWindow:
        ports: Any = copy_window(copy or FakeCopy())
        return open_ward(lang, dark=dark, scale=scale, ports=ports)[0]

    return opening
