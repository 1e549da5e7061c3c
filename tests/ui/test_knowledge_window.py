"""The label page in the window: Ctrl+K and the menu, one file at a time, narrowed by keyboard, whole at every size."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QScrollArea

from blin21_desktop.domain.entries import PatientRegistered
from blin21_desktop.ui.knowledge_page import KnowledgeWindow
from blin21_desktop.ui.main_window import MainWindow
from tests.ui.conftest import Open, settle
from tests.ui.fakes import FakePorts, demo_entries
from tests.ui.test_forms_tour import WAYS, wider_than_its_window
from tests.ui.test_tour import cut, nameless


def opened(window: MainWindow) -> KnowledgeWindow:
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    settle()
    return next(iter(window.findChildren(KnowledgeWindow)))


def test_it_shows_the_patient_s_own_label_first(open_ward: Open) -> None:
    window, ports, _ = open_ward()
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.findChildren(KnowledgeWindow) == []
    window.open_patient("DEMO-4")
    page = opened(window)
    assert page.head.accessibleName().startswith("Label: United States")
    assert list(page.files.buttons()) == ["us-pi-2025", "sct-all-blin21", "program"]
    assert ports.knowledge.fingerprint in " ".join(one.accessibleName() for one in page.findChildren(type(page.head)))


def test_file_and_filter_are_chosen_by_keyboard(open_ward: Open) -> None:
    window, _, _ = open_ward()
    window.open_patient("DEMO-5")
    page = opened(window)
    every = len(page.table.rows())
    page.only.first().setFocus()
    QTest.keyClick(page.only.first(), Qt.Key.Key_Right)
    QTest.keyClick(page.only.buttons()["none"], Qt.Key.Key_Space)
    assert 0 < len(page.table.rows()) < every
    QTest.keyClick(page.only.buttons()["none"], Qt.Key.Key_Space)
    assert page.only.code() == "all"
    QTest.keyClick(page.files.buttons()["sct-all-blin21"], Qt.Key.Key_Space)
    assert page.head.accessibleName().startswith("Protocol: ")
    QTest.keyClick(page.files.buttons()["sct-all-blin21"], Qt.Key.Key_Space)
    assert page.files.code() == "jp-pi-2021"
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert not page.isVisible()


def test_the_row_chosen_by_arrows_is_in_view(open_ward: Open) -> None:
    window, _, _ = open_ward()
    window.open_patient("DEMO-5")
    page = opened(window)
    page.resize(page.width(), 400)
    table = page.table
    (body,) = page.findChildren(QScrollArea)
    table.setFocus()
    for key, times in ((Qt.Key.Key_Down, 12), (Qt.Key.Key_Up, 10)):
        for _ in range(times):
            QTest.keyClick(table, key)
            row = table.visualRect(table.currentIndex())
            top, bottom = (table.viewport().mapTo(body.viewport(), QPoint(0, y)).y() for y in (row.top(), row.bottom()))
            assert top >= 0
            assert bottom < body.viewport().height() or row.height() > body.viewport().height()


def test_without_a_registration_that_is_said(open_ward: Open) -> None:
    entries = [e for e in demo_entries() if not (isinstance(e, PatientRegistered) and e.patient == "DEMO-5")]
    window, _, _ = open_ward(ports=FakePorts(entries))
    window.open_patient("DEMO-5")
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.findChildren(KnowledgeWindow) == []
    assert any("no label judges" in box.text() for box in window.findChildren(QMessageBox))


def test_the_menu_leads_to_it(open_ward: Open) -> None:
    window, _, _ = open_ward()
    window.open_patient("DEMO-5")
    menu = window.charting.menu("DEMO-5", window.chart.more_button)
    next(action for action in menu.actions() if action.text() == "Knowledge").trigger()
    menu.close()
    assert len(window.findChildren(KnowledgeWindow)) == 1


@pytest.mark.parametrize(("lang", "dark", "scale"), WAYS)
def test_the_page_shows_everything(open_ward: Open, lang: str, dark: bool, scale: int) -> None:
    window, _, _ = open_ward(lang, dark=dark, scale=scale)
    window.open_patient("DEMO-5")
    page = opened(window)
    for code in page.files.buttons():
        page.files.buttons()[code].click()
        if page.files.code() != code:
            page.files.buttons()[code].click()
        settle()
        assert cut(page) == []
        assert nameless(page) == []
        assert wider_than_its_window(page) == []
        assert page.table.horizontalHeader().length() <= page.table.viewport().width()
        assert page.table.height() >= page.table.needed_height()
