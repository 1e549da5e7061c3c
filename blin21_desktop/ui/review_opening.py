"""Opening a review copy from a ward's window: which file, then its passphrase; it gets a window of its own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from blin21_desktop.ui import ask
from blin21_desktop.ui.copy_unlock import UnlockCopy

if TYPE_CHECKING:
    from blin21_desktop.ui.main_window import MainWindow


def open_copy(window: MainWindow) -> None:
    """Ask which copy."""
    if window.ports.review is not None:
        ask.open_files(window, window.words.t("Open a review copy"), lambda paths: unlock(window, paths[0]))


def unlock(window: MainWindow, path: Path) -> None:
    """Ask for the passphrase."""
    desk = window.ports.review
    if desk is not None:
        dialog = UnlockCopy(path, desk.open, window.words, window, window.theme)
        dialog.finished.connect(dialog.deleteLater)
        ask.show(dialog)
