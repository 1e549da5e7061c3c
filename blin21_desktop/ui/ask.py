"""The only place that opens something the user must answer. Nothing here blocks: answers come by callback."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMessageBox, QWidget


def show(dialog: QDialog) -> None:
    """Open a dialog over its parent; when it closes, the focus goes back to where it was."""
    opener = QApplication.focusWidget()

    def back(_result: int) -> None:
        with suppress(RuntimeError):  # Qt may have deleted it meanwhile: pages are made anew
            if opener is not None and opener.isVisible():
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


def open_picture(parent: QWidget, title: str, kind: str, chosen: Callable[[Path], None]) -> QFileDialog:
    """Ask for a JPEG or PNG file; `chosen` gets the path, and is not called when the user turns back."""
    dialog = QFileDialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilter(f"{kind} (*.jpg *.jpeg *.png *.JPG *.JPEG *.PNG)")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda path: chosen(Path(path)))
    show(dialog)
    return dialog


def open_files(parent: QWidget, title: str, chosen: Callable[[list[Path]], None]) -> QFileDialog:
    """Ask for any files; `chosen` is not called when the user turns back."""
    dialog = QFileDialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.filesSelected.connect(lambda paths: chosen([Path(path) for path in paths]))
    show(dialog)
    return dialog


def open_folder(parent: QWidget, title: str, last: str, chosen: Callable[[Path], None]) -> QFileDialog:
    """Ask for a folder, beginning at the last one; `chosen` is not called when the user turns back."""
    dialog = QFileDialog(parent, title, last)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda path: chosen(Path(path)))
    show(dialog)
    return dialog


def save_file(parent: QWidget, title: str, name: str, chosen: Callable[[Path], None]) -> QFileDialog:
    """Ask where to save a file of the kind that `name` ends in; not called when the user turns back."""
    dialog = QFileDialog(parent, title)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    ending = Path(name).suffix
    dialog.setNameFilter(f"BLIN21 (*{ending})")
    dialog.setDefaultSuffix(ending.removeprefix("."))
    dialog.selectFile(name)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda path: chosen(Path(path)))
    show(dialog)
    return dialog


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
