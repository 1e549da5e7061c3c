"""Pages onto a printer: which printers there are, each page on paper of its own size, a name that names nobody."""

from __future__ import annotations

import os
from collections.abc import Sequence

from PySide6.QtCore import QMarginsF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from blin21_desktop.locate import spool_folder
from blin21_desktop.store.spool import Spool

DPI = 300
"""Resolution at which a page is drawn for the printer."""

POINTS_PER_INCH = 72

JOB_NAME = "BLIN21 Desktop"
"""What the printer's queue and its display show: never a patient."""


def spool() -> Spool:
    """Where temporary files of printing lie."""
    return Spool(spool_folder(os.environ))


def printer_names() -> Sequence[str]:
    """The printers set up on this computer, the usual one first."""
    names: list[str] = list(QPrinterInfo.availablePrinterNames())
    usual = QPrinterInfo.defaultPrinterName()
    return sorted(names, key=lambda name: name != usual)


def printer_of(name: str) -> QPrinter:
    """A printer by its name."""
    return QPrinter(QPrinterInfo.printerInfo(name), QPrinter.PrinterMode.HighResolution)


def has_paper(name: str, document: QPdfDocument) -> bool:
    """Whether the printer names the paper of every page among its own; one that names none is believed."""
    known = {size.id() for size in QPrinterInfo.printerInfo(name).supportedPageSizes()}
    wanted = {_layout(document, page).pageSize().id() for page in range(document.pageCount())}
    return not known or wanted <= known


def draw_pages(document: QPdfDocument, printer: QPrinter) -> bool:
    """Draw a document on a printer, each page in its own size, white first; False when the printer refuses.

    Whatever the printing system puts on disk meanwhile is gone afterwards.
    """
    printer.setDocName(JOB_NAME)
    printer.setCreator(JOB_NAME)
    printer.setResolution(DPI)
    printer.setFullPage(True)
    printer.setPageLayout(_layout(document, 0))
    with spool().printing():
        painter = QPainter()
        if not painter.begin(printer):
            return False
        for page in range(document.pageCount()):
            if page:
                printer.setPageLayout(_layout(document, page))
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


def _layout(document: QPdfDocument, page: int) -> QPageLayout:
    """A page's own paper, upright or turned, without margins: they are drawn already."""
    size = document.pagePointSize(page)
    wide = size.width() > size.height()
    turn = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
    upright = QPageSize(size.transposed() if wide else size, QPageSize.Unit.Point)
    return QPageLayout(upright, turn, QMarginsF(0, 0, 0, 0))
