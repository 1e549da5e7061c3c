"""Opens windows of review copies for tests, and reads what they say."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QMessageBox

from blin21_desktop.ui.copy_unlock import UnlockCopy
from blin21_desktop.ui.main_window import MainWindow
from tests.ui.conftest import settle


def told(window: MainWindow) -> list[str]:
    boxes = [box for box in window.findChildren(QMessageBox) if box.isVisible()]
    texts = [box.text() for box in boxes]
    for box in boxes:
        box.close()
    settle()
    return texts


def unlocking(copy: Path, opens: Callable[..., None], window: MainWindow) -> UnlockCopy:
    dialog = UnlockCopy(copy, opens, window.words, window, window.theme)
    dialog.show()
    return dialog


def never(*_: object) -> None:
    raise AssertionError
