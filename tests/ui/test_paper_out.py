"""Pages on a printer: at 300 dpi, on paper of their own size, the same dots; no patient's name in the queue."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from reportlab.pdfgen.canvas import Canvas

from blin21_desktop.present.paper import PageSize
from blin21_desktop.printing.page import PAGES
from blin21_desktop.ui import paper_out
from blin21_desktop.ui.paper_out import DPI, JOB_NAME, draw_pages, has_paper, page_image, printer_names
from tests.ui.conftest import Open

PAPERS: tuple[PageSize, ...] = ("a4", "letter")


@pytest.fixture(autouse=True)
def _application(open_ward: Open) -> None:
    """Qt draws only where an application is."""


def document(size: PageSize, folder: Path) -> QPdfDocument:
    """An upright and a turned page with text, a hairline and a block."""
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for page in (PAGES[size], PAGES[size].turned):
        canvas.setPageSize(page.size)
        canvas.drawString(72, 72, "SURUGA, Aoi 28 microgram/day")
        canvas.line(30, page.height - 30, page.width - 30, page.height - 30)
        canvas.rect(200, 200, 100, 100, fill=1)
        canvas.showPage()
    canvas.save()
    path = folder / "pages.pdf"
    path.write_bytes(out.getvalue())
    made = QPdfDocument()
    made.load(str(path))
    return made


def pdf_printer(out: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(out))
    return printer


def difference(one: QImage, other: QImage) -> float:
    """Share of the dots that differ by more than half of the range."""
    assert (one.width(), one.height()) == (other.width(), other.height())
    left, right = (bytes(image.convertToFormat(QImage.Format.Format_Grayscale8).constBits()) for image in (one, other))
    return sum(abs(a - b) > 127 for a, b in zip(left, right, strict=True)) / len(left)


@pytest.mark.parametrize("size", PAPERS)
def test_what_is_printed_is_what_was_drawn_on_paper_of_its_own_size(size: PageSize, tmp_path: Path) -> None:
    before = document(size, tmp_path)
    printer = pdf_printer(tmp_path / "printed.pdf")
    assert draw_pages(before, printer)
    assert printer.resolution() == DPI
    after = QPdfDocument()
    after.load(str(tmp_path / "printed.pdf"))
    assert after.pageCount() == 2
    for page in range(2):
        wanted, found = before.pagePointSize(page), after.pagePointSize(page)
        assert (found.width(), found.height()) == pytest.approx((wanted.width(), wanted.height()), abs=1)
        shown = page_image(after, page, 60).scaled(page_image(before, page, 60).size())
        assert difference(page_image(before, page, 60), shown) < 0.005
        assert shown.pixelColor(2, 2) == QColor("white")
        blank = QImage(shown.size(), QImage.Format.Format_RGB32)
        blank.fill(0xFFFFFF)
        assert difference(blank, shown) > 0.01, "a comparison that notices nothing proves nothing"


def test_the_queue_sees_the_programs_name_and_never_a_patients(tmp_path: Path) -> None:
    printer = pdf_printer(tmp_path / "printed.pdf")
    assert draw_pages(document("a4", tmp_path), printer)
    assert (printer.docName(), printer.creator()) == (JOB_NAME, JOB_NAME)
    assert b"SURUGA" not in (tmp_path / "printed.pdf").read_bytes()


def test_nothing_stays_on_disk_whether_it_prints_or_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Path] = []
    begin = QPainter.begin

    def refused(painter: QPainter, printer: QPrinter | QImage) -> bool:
        if isinstance(printer, QPrinter):
            seen.append(Path(os.environ["TMPDIR"]))
            (seen[-1] / "page").write_bytes(b"Aoi")
            return False
        return begin(painter, printer)

    monkeypatch.setattr(QPainter, "begin", refused)
    assert not draw_pages(document("a4", tmp_path), pdf_printer(tmp_path / "printed.pdf"))
    assert len(seen) == 1
    assert not seen[0].exists()
    monkeypatch.setattr(QPainter, "begin", begin)
    assert draw_pages(document("a4", tmp_path), pdf_printer(tmp_path / "printed.pdf"))
    assert list((tmp_path / "spool").iterdir()) == []


def test_a_printer_that_stops_between_pages_has_not_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QPrinter, "newPage", lambda _self: False)
    assert not draw_pages(document("a4", tmp_path), pdf_printer(tmp_path / "printed.pdf"))


class FakeInfo:
    """Two printers; the second is the usual one and takes A4 alone, the first names no paper at all."""

    def __init__(self, name: str = "") -> None:
        self.name = name

    @staticmethod
    def availablePrinterNames() -> list[str]:  # noqa: N802
        return ["Office", "Ward 7E"]

    @staticmethod
    def defaultPrinterName() -> str:  # noqa: N802
        return "Ward 7E"

    @staticmethod
    def printerInfo(name: str) -> FakeInfo:  # noqa: N802
        return FakeInfo(name)

    def supportedPageSizes(self) -> list[QPageSize]:  # noqa: N802
        return [QPageSize(QPageSize.PageSizeId.A4)] if self.name == "Ward 7E" else []


def test_the_usual_printer_comes_first_and_paper_it_does_not_have_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paper_out, "QPrinterInfo", FakeInfo)
    assert printer_names() == ["Ward 7E", "Office"]
    assert has_paper("Ward 7E", document("a4", tmp_path))
    assert not has_paper("Ward 7E", document("letter", tmp_path))
    assert has_paper("Office", document("letter", tmp_path)), "one that names no paper is believed"
