"""The handover sheet before it is printed: exactly the page that goes to paper or into the file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from blin21_desktop.present.words import Words
from blin21_desktop.ui import ask
from blin21_desktop.ui.widgets import button, label, set_text

DPI = 300
"""Resolution at which a page is drawn for the printer."""

POINTS_PER_INCH = 72


class PrintPreview(QDialog):
    """Shows a PDF; prints or saves exactly these bytes, then calls `printed` with them. `title` says what it is."""

    def __init__(
        self, pdf: bytes, name: str, words: Words, printed: Callable[[bytes], None], parent: QWidget, *, title: str = ""
    ) -> None:
        super().__init__(parent)
        self._pdf, self._name, self._words, self._printed = pdf, name, words, printed
        self._buffer = QBuffer(self)
        self._buffer.setData(QByteArray(pdf))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document = QPdfDocument(self)
        self.document.load(self._buffer)
        self.view = QPdfView(self)
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.view.setDocument(self.document)
        self.view.setAccessibleName(words.t("Preview of the pages"))
        self.print_button = button(words.t("Print"), "Ctrl+P")
        self.save_button = button(words.t("Save as PDF"), "Ctrl+S")
        self.close_button = button(words.t("Close"), "Esc")
        self.note = label("", "muted", wrap=True)
        self.setWindowTitle(title or words.t("Print handover"))
        self._lay_out()
        self.print_button.setShortcut("Ctrl+P")
        self.save_button.setShortcut("Ctrl+S")
        self.print_button.clicked.connect(self._ask_printer)
        self.save_button.clicked.connect(self._ask_file)
        self.close_button.clicked.connect(self.reject)

    def _lay_out(self) -> None:
        words = self._words
        outer = QVBoxLayout(self)
        outer.addWidget(self.view, 1)
        pages = words.t("Pages: {count:number}", count=self.document.pageCount())
        if not QPrinterInfo.availablePrinterNames():
            self.print_button.setEnabled(False)
            pages = words.t("{pages}. No printer is set up on this computer; save the pages as a file.", pages=pages)
        set_text(self.note, pages)
        row = QHBoxLayout()
        row.addWidget(self.note, 1)
        for one in (self.print_button, self.save_button, self.close_button):
            row.addWidget(one)
        outer.addLayout(row)
        first: QPushButton = self.print_button if self.print_button.isEnabled() else self.save_button
        first.setDefault(True)
        first.setFocus()
        self.resize(900, 700)

    def _ask_printer(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        dialog.accepted.connect(lambda: self.print_on(printer))
        ask.show(dialog)

    def print_on(self, printer: QPrinter) -> None:
        """Draw every page on a printer, and note it."""
        if not draw_pages(self.document, printer):
            self._say(self._words.t("The printer did not take the pages. Nothing was noted as printed."))
            return
        self._note_print(self._words.t("Sent to the printer."))

    def _ask_file(self) -> None:
        ask.save_pdf(self, self._words.t("Save as PDF"), self._name, self.save_to)

    def save_to(self, path: Path) -> None:
        """Write the bytes to a file, and note it. A file that cannot be written is said in words."""
        try:
            path.write_bytes(self._pdf)
        except OSError as fault:
            self._say(self._words.t("The file could not be written: {fault}", fault=fault.strerror or str(fault)))
            return
        self._note_print(self._words.t("Saved as {name}.", name=path.name))

    def _note_print(self, done: str) -> None:
        try:
            self._printed(self._pdf)
        except ValueError as fault:
            done = self._words.t("{done} It could not be noted in the record: {fault}", done=done, fault=str(fault))
        self._say(done)

    def _say(self, text: str) -> None:
        set_text(self.note, text)


def draw_pages(document: QPdfDocument, printer: QPrinter) -> bool:
    """Draw a document on a printer, each page in its own size, white first; False when the printer refuses."""
    printer.setResolution(DPI)
    _set_page(document, 0, printer)
    painter = QPainter()
    if not painter.begin(printer):
        return False
    for page in range(document.pageCount()):
        if page:
            _set_page(document, page, printer)
            if not printer.newPage():
                painter.end()
                return False
        image = page_image(document, page)
        painter.drawImage(QRectF(printer.pageLayout().fullRectPixels(DPI)), image, QRectF(image.rect()))
    return bool(painter.end())


def page_image(document: QPdfDocument, page: int, dpi: int = DPI) -> QImage:
    """One page as a picture on white paper."""
    size = document.pagePointSize(page)
    pixels = QSize(round(size.width() * dpi / POINTS_PER_INCH), round(size.height() * dpi / POINTS_PER_INCH))
    drawn = document.render(page, pixels)
    sheet = QImage(pixels, QImage.Format.Format_RGB32)
    sheet.fill(Qt.GlobalColor.white)
    painter = QPainter(sheet)
    painter.drawImage(0, 0, drawn)
    painter.end()
    return sheet


def _set_page(document: QPdfDocument, page: int, printer: QPrinter) -> None:
    size = document.pagePointSize(page)
    wide = size.width() > size.height()
    turn = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
    printer.setFullPage(True)
    printer.setPageLayout(QPageLayout(QPageSize(QPageSize.PageSizeId.A4), turn, QMarginsF(0, 0, 0, 0)))
