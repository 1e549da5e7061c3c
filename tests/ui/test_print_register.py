"""The register of prints in the window: what still stands, printing again, the code typed from a sheet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QMessageBox

from blin21_desktop.domain.entries import SheetPrinted
from blin21_desktop.printing.handover import Handover
from blin21_desktop.printing.job import Job
from blin21_desktop.ui.main_window import MainWindow
from blin21_desktop.ui.pages.chart_page import RECORD
from blin21_desktop.ui.print_preview import PrintPreview
from blin21_desktop.ui.print_register import PrintRegister, show_register
from tests.making import withdrawn
from tests.ui.conftest import Open, settle
from tests.ui.fake_people import STAFF
from tests.ui.fakes import FakePorts
from tests.ui.test_forms_tour import WAYS
from tests.ui.test_tour import cut, nameless


def printed(ports: FakePorts, *jobs: Job) -> Sequence[SheetPrinted]:
    for job in jobs:
        made = Handover(ports.ward, ports.words(job.lang), lambda _at: ports.new_id()).do(job)
        ports.others_write(*made.record)
    return made.record


def superseded(ports: FakePorts) -> None:
    """Two papers of DEMO-1, the first of them about an entry that is withdrawn now, and one of DEMO-3."""
    printed(ports, Job(paper="handover", patients=("DEMO-1",), by="K.T"))
    start = next(r.entry for r in ports.log.recorded if r.entry.patient == "DEMO-1" and r.entry.kind == "bag_changed")
    ports.pass_time(timedelta(minutes=5))
    ports.others_write(withdrawn(ports.clock, start.id, patient="DEMO-1"))
    printed(ports, Job(paper="bag-plan", patients=("DEMO-1",), lang="ja", page="letter"))
    printed(ports, Job(paper="ward-list"))


def register(window: MainWindow, patient: str = "") -> PrintRegister:
    show_register(window, patient)
    settle()
    (page,) = window.findChildren(PrintRegister)
    return page


def states(page: PrintRegister) -> list[str]:
    return [row.cells[5].lines[0].text for row in page.table.rows()]


def test_from_the_boards_menu_every_paper_with_its_state(open_ward: Open) -> None:
    window, ports, _ = open_ward()
    superseded(ports)
    window.board.more_button.click()
    (menu,) = window.findChildren(QMenu)
    next(one for one in menu.actions() if one.text() == "Register of prints…").trigger()
    settle()
    (page,) = window.findChildren(PrintRegister)
    assert states(page) == ["still current", "still current", "SUPERSEDED"]
    assert page.counts.accessibleName() == "Printings: 3. Superseded: 1. Still current: 2."
    (lines,) = [row.cells[5].lines for row in page.table.rows() if row.cells[5].lines[0].text == "SUPERSEDED"]
    assert lines[1].text.startswith("withdrawn since: bag changed")


def test_from_the_record_tab_the_papers_of_this_patient(open_ward: Open) -> None:
    window, ports, _ = open_ward()
    superseded(ports)
    window.open_patient("DEMO-3")
    window.chart.tabs.setCurrentIndex(RECORD)
    window.chart.record.prints.click()
    settle()
    (page,) = window.findChildren(PrintRegister)
    assert [row.cells[1].lines[0].text for row in page.table.rows()] == ["ward list"]


def test_a_paper_is_printed_again_by_whoever_is_signed_in(open_ward: Open, tmp_path: Path) -> None:
    window, ports, _ = open_ward()
    superseded(ports)
    window.session.sign_in(STAFF[0])
    page = register(window)
    page.table.selectRow(2)
    page.again_button.click()
    (preview,) = page.findChildren(PrintPreview)
    assert preview.note.accessibleName().startswith("SUPERSEDED: what it says no longer stands. The same paper, byte")
    preview.save_to(tmp_path / "again.pdf")
    made, _ = ports.noted[-1]
    assert made.record[0].by == STAFF[0].id
    assert made.record[0].sha256 == ports.prints()[-1].first.sha256
    preview.reject()


def test_what_cannot_be_drawn_again_or_differs_is_said(open_ward: Open) -> None:
    window, ports, _ = open_ward()
    fields = {"patient": "DEMO-1", "happened_at": ports.clock, "recorded_at": ports.clock, "by": "n1"}
    common = {**fields, "sheet": "ward-list-en", "based_on": 5, "knowledge": "k", "sha256": "0"}
    ports.others_write(
        SheetPrinted(**{**common, "id": "old"}),  # type: ignore[arg-type]
        SheetPrinted(**{**common, "id": "new", "at": ports.clock, "patients": ("DEMO-1",), "sha256": "1"}),  # type: ignore[arg-type]
    )
    page = register(window)
    for entry in ("old", "new"):
        page.table.choose(entry)
        QTest.keyClick(page.again_button, Qt.Key.Key_Space)
    (box,) = page.findChildren(QMessageBox)
    assert "kept too little" in box.text()
    box.accept()
    (preview,) = page.findChildren(PrintPreview)
    assert "Redrawn and marked so" in preview.note.accessibleName()
    assert "knowledge files" in preview.note.accessibleName()
    preview.reject()


def test_a_head_code_is_typed_and_answered(open_ward: Open) -> None:
    window, _, _ = open_ward()
    page = register(window)
    assert page.none.isVisible()
    assert not page.again_button.isEnabled()
    page.table.doubleClicked.emit(page.table.currentIndex())
    QTest.keyClick(page.typed, Qt.Key.Key_Return)
    assert not page.answer.isVisible()
    for typed, said in (("x", "This is no head code"), ("7f3a 91c2 0b", "HISTORY DIFFERS FROM PAPER")):
        page.typed.setText(typed)
        QTest.keyClick(page.typed, Qt.Key.Key_Return)
        assert said in page.answer.accessibleName()


@pytest.mark.parametrize(("lang", "dark", "scale"), WAYS)
def test_the_register_shows_everything(open_ward: Open, lang: str, dark: bool, scale: int) -> None:
    window, ports, _ = open_ward(lang, dark=dark, scale=scale)
    superseded(ports)
    window.open_patient("DEMO-1")
    page = register(window, "DEMO-1")
    page.show_answer(page.counts.accessibleName())
    settle()
    assert cut(page) == []
    assert nameless(page) == []
