"""The preview prints or saves exactly the bytes it shows, and then the print is noted; or it says why not."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from blin21_desktop.ui.main_window import MainWindow
from blin21_desktop.ui.print_preview import PrintPreview, page_image
from tests.ui.conftest import Open
from tests.ui.fakes import FakePorts

A4, A4_WIDE = (595.28, 841.89), (841.89, 595.28)


def pdf() -> bytes:
    """Two pages, a wide one and a tall one, with a black block on each."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4_WIDE, invariant=1)
    canvas.rect(100, 100, 200, 200, fill=1)
    canvas.showPage()
    canvas.setPageSize(A4)
    canvas.rect(100, 100, 200, 200, fill=1)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def opened(open_ward: Open, qtbot: QtBot, patient: str | None = None) -> tuple[PrintPreview, FakePorts, MainWindow]:
    window, ward, _ = open_ward()
    ward.pdf = pdf()
    if patient:
        window.open_patient(patient)
    QTest.keyClick(window, Qt.Key.Key_F10)
    preview = window.findChild(PrintPreview)
    assert preview is not None
    assert preview.isVisible()
    return preview, ward, window


def test_from_the_board_the_whole_ward_from_a_chart_that_patient(open_ward: Open, qtbot: QtBot) -> None:
    preview, ward, window = opened(open_ward, qtbot)
    assert preview.document.pageCount() == 2
    QTest.keyClick(preview, Qt.Key.Key_Escape)
    window.open_patient("DEMO-3")
    QTest.keyClick(window, Qt.Key.Key_F10)
    assert ward.asked == [((), "en"), (("DEMO-3",), "en")]


def test_saving_writes_the_same_bytes_and_notes_the_print(open_ward: Open, qtbot: QtBot, tmp_path: Path) -> None:
    preview, ward, _ = opened(open_ward, qtbot, "DEMO-3")
    preview.save_to(tmp_path / "sheet.pdf")
    assert (tmp_path / "sheet.pdf").read_bytes() == ward.pdf
    assert ward.noted == [(("DEMO-3",), "en", ward.pdf)]
    assert "Saved as sheet.pdf" in preview.note.accessibleName()


def test_a_file_that_cannot_be_written_is_said_and_nothing_is_noted(
    open_ward: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    preview, ward, _ = opened(open_ward, qtbot)
    preview.save_to(tmp_path / "no such folder" / "sheet.pdf")
    assert "could not be written" in preview.note.accessibleName()
    assert ward.noted == []


def test_a_print_that_cannot_be_noted_is_said(open_ward: Open, qtbot: QtBot, tmp_path: Path) -> None:
    preview, ward, _ = opened(open_ward, qtbot)
    ward.refuses = "the file is open for reading only"
    preview.save_to(tmp_path / "sheet.pdf")
    assert "reading only" in preview.note.accessibleName()


def test_without_a_printer_saving_is_offered_and_printing_is_not(
    open_ward: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("blin21_desktop.ui.print_preview.QPrinterInfo.availablePrinterNames", list)
    preview, _, _ = opened(open_ward, qtbot)
    assert not preview.print_button.isEnabled()
    assert preview.save_button.isDefault()
    assert "No printer" in preview.note.accessibleName()


def test_printed_pages_keep_their_turn_and_size_on_white(open_ward: Open, qtbot: QtBot, tmp_path: Path) -> None:
    preview, ward, _ = opened(open_ward, qtbot)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    preview.print_on(printer)
    assert len(ward.noted) == 1
    made = QPdfDocument()
    made.load(str(tmp_path / "printed.pdf"))
    assert made.pageCount() == 2
    assert made.pagePointSize(0).width() == pytest.approx(842, abs=1)
    assert made.pagePointSize(1).width() == pytest.approx(595, abs=1)
    page = page_image(made, 1, dpi=72)
    assert page.pixelColor(5, 5) == QColor("white")
    assert page.pixelColor(200, 842 - 200) == QColor("black")
    assert page.pixelColor(320, 842 - 200) == QColor("white")


def test_a_sheet_that_cannot_be_made_is_said_in_words(
    open_ward: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, ward, _ = open_ward()

    def refuse(*_: object) -> bytes:
        raise ValueError("the character ☃ is in neither font")

    said: list[str] = []
    monkeypatch.setattr(ward, "sheet_pdf", refuse)
    monkeypatch.setattr("blin21_desktop.ui.ask.tell", lambda _parent, _title, text: said.append(text))
    QTest.keyClick(window, Qt.Key.Key_F10)
    assert said == ["the character ☃ is in neither font"]
