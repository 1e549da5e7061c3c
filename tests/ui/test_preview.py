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
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from blin21_desktop.ui.forms_paper import print_forms
from blin21_desktop.ui.keys import board_menu
from blin21_desktop.ui.main_window import MainWindow
from blin21_desktop.ui.paper_out import page_image
from blin21_desktop.ui.print_preview import PrintPreview
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
    asked = [(job.paper, job.patients, job.lang, job.page) for job in ward.asked]
    assert asked == [("ward-handover", (), "en", "a4"), ("handover", ("DEMO-3",), "en", "a4")]


def test_saving_writes_the_same_bytes_and_notes_the_print(open_ward: Open, qtbot: QtBot, tmp_path: Path) -> None:
    preview, ward, _ = opened(open_ward, qtbot, "DEMO-3")
    preview.save_to(tmp_path / "sheet.pdf")
    assert (tmp_path / "sheet.pdf").read_bytes() == ward.pdf
    assert [(made.pdf, lang) for made, lang in ward.noted] == [(ward.pdf, "en")]
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
    monkeypatch.setattr("blin21_desktop.ui.print_preview.printer_names", list)
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
    monkeypatch.setattr(ward, "paper", refuse)
    monkeypatch.setattr("blin21_desktop.ui.ask.tell", lambda _parent, _title, text: said.append(text))
    QTest.keyClick(window, Qt.Key.Key_F10)
    assert said == ["the character ☃ is in neither font"]


def test_paper_and_language_are_chosen_whatever_the_screen_shows_and_the_paper_is_remembered(
    open_ward: Open, qtbot: QtBot
) -> None:
    preview, ward, window = opened(open_ward, qtbot, "DEMO-3")
    assert (preview.papers.code(), preview.spoken.code()) == ("a4", "en")
    preview.papers.buttons()["letter"].click()
    preview.spoken.buttons()["ja"].click()
    assert [(job.page, job.lang) for job in ward.asked] == [("a4", "en"), ("letter", "en"), ("letter", "ja")]
    preview.spoken.buttons()["ja"].click()
    assert (preview.spoken.code(), len(ward.asked)) == ("ja", 3), "what is chosen stays chosen"
    preview.reject()
    QTest.keyClick(window, Qt.Key.Key_F10)
    assert (ward.page, ward.asked[-1].page, ward.asked[-1].lang) == ("letter", "letter", "en")


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_every_language_has_its_own_name_whatever_the_screen_shows(open_ward: Open, lang: str) -> None:
    window, ward, _ = open_ward(lang)
    ward.pdf = pdf()
    QTest.keyClick(window, Qt.Key.Key_F10)
    preview = window.findChild(PrintPreview)
    assert preview is not None
    assert [one.text() for one in preview.spoken.buttons().values()] == ["日本語", "English"]


def test_a_choice_whose_pages_cannot_be_made_is_taken_back_in_words(
    open_ward: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    preview, ward, _ = opened(open_ward, qtbot, "DEMO-3")

    def refuse(*_: object) -> None:
        raise ValueError("the character ☃ is in neither font")

    monkeypatch.setattr(ward, "paper", refuse)
    preview.papers.buttons()["letter"].click()
    assert preview.papers.code() == "a4"
    assert ward.page == "a4"
    assert "neither font" in preview.note.accessibleName()
    assert preview.document.pageCount() == 2


@pytest.mark.parametrize("patient", ["", "DEMO-3"])
def test_forms_to_write_on_are_previewed_and_never_noted_as_a_sheet(
    open_ward: Open, tmp_path: Path, patient: str
) -> None:
    window, ward, _ = open_ward()
    ward.pdf = pdf()
    print_forms(window, patient)
    preview = window.findChild(PrintPreview)
    assert preview is not None
    preview.papers.buttons()["letter"].click()
    preview.spoken.buttons()["ja"].click()
    preview.save_to(tmp_path / "forms.pdf")
    assert ward.page == "letter", "the paper is remembered"
    assert ward.forms_asked == [(patient, "en", "a4"), (patient, "en", "letter"), (patient, "ja", "letter")]
    assert ward.noted == []


def test_forms_that_cannot_be_drawn_are_said(open_ward: Open) -> None:
    window, ward, _ = open_ward()
    ward.refuses = "the character is in neither font"
    print_forms(window)
    (box,) = window.findChildren(QMessageBox)
    assert box.text() == "the character is in neither font"


def test_forms_stand_in_both_menus(open_ward: Open) -> None:
    window, _, _ = open_ward()
    assert "Empty forms to write on…" in [one.text() for one in board_menu(window).actions()]
    window.open_patient("DEMO-3")
    menu = window.charting.menu("DEMO-3", window.chart.more_button)
    assert "Plan and forms to write on" in [one.text() for one in menu.actions()]


def printers(monkeypatch: pytest.MonkeyPatch, *names: str, paper: bool = True) -> list[str]:
    """Printers that only note who was asked; each draws into nothing and takes every page."""
    asked: list[str] = []
    where = "blin21_desktop.ui.print_preview"
    monkeypatch.setattr(f"{where}.printer_names", lambda: list(names))
    monkeypatch.setattr(f"{where}.has_paper", lambda _name, _document: paper)
    monkeypatch.setattr(f"{where}.printer_of", asked.append)
    monkeypatch.setattr(f"{where}.draw_pages", lambda _document, _printer: True)
    return asked


def test_the_chosen_printer_prints_and_the_usual_one_is_chosen_first(
    open_ward: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = printers(monkeypatch, "Ward 7E", "Office")
    preview, ward, _ = opened(open_ward, qtbot, "DEMO-3")
    assert preview.print_button.isDefault()
    assert preview.printers.accessibleName() == "Printer"
    assert preview.print_button.shortcut().toString() == "Ctrl+P"
    preview.print_button.click()
    assert asked == ["Ward 7E"]
    preview.printers.setCurrentText("Office")
    preview.print_button.click()
    assert asked == ["Ward 7E", "Office"]
    assert len(ward.noted) == 2


def test_a_printer_that_is_gone_is_said_and_nothing_is_noted(
    open_ward: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    printers(monkeypatch, "Ward 7E")
    preview, ward, _ = opened(open_ward, qtbot)
    asked = printers(monkeypatch, "Office")
    preview.print_button.click()
    assert "Ward 7E is not there any more" in preview.note.accessibleName()
    assert (asked, ward.noted) == ([], [])


def test_a_printer_without_this_paper_is_asked_about_once(
    open_ward: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = printers(monkeypatch, "Ward 7E", paper=False)
    preview, ward, _ = opened(open_ward, qtbot)
    preview.print_button.click()
    assert "does not name this paper" in preview.note.accessibleName()
    assert (asked, ward.noted) == ([], [])
    preview.print_button.click()
    assert (asked, len(ward.noted)) == (["Ward 7E"], 1)
