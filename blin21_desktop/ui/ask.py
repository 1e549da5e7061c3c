"""The only place that opens something the user must answer. Nothing here blocks: answers come by callback."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMessageBox, QWidget


def show(dialog: QDialog) -> None:
    """Open a dialog over its parent; when it closes, the focus goes back to where it was."""
    opener = QApplication.focusWidget()

    def back(_result: int) -> None:
        if opener is not None:
            opener.setFocus()

    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.finished.connect(back)
    dialog.open()


def tell(parent: QWidget | None, title: str, text: str) -> QMessageBox:
    """Say something plainly, with one button."""
    box = QMessageBox(parent)
    box.setWindowTitle(title)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(text)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    show(box)
    return box


def save_pdf(parent: QWidget, title: str, name: str, chosen: Callable[[Path], None]) -> QFileDialog:
    """Ask where to save a PDF; `chosen` gets the path, and is not called when the user turns back."""
    dialog = QFileDialog(parent, title)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter("PDF (*.pdf)")
    dialog.setDefaultSuffix("pdf")
    dialog.selectFile(name)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda path: chosen(Path(path)))
    show(dialog)
    return dialog
