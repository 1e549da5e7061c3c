"""Hours lost on the ward in the window: from the board by keyboard, over a chosen period, whole at every size."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from blin21_desktop.forms.period import FROM, TO
from blin21_desktop.ui.keys import board_menu
from blin21_desktop.ui.lost_hours import LostHours
from blin21_desktop.ui.main_window import MainWindow
from blin21_desktop.ui.whole_table import WholeTable
from tests.ui.conftest import Open, settle
from tests.ui.fakes import FakePorts
from tests.ui.test_forms_tour import WAYS, wider_than_its_window
from tests.ui.test_tour import cut, nameless


def opened(window: MainWindow) -> LostHours:
    QTest.keyClick(window, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    menu = next(iter(window.findChildren(QMenu)))
    menu.setActiveAction(menu.actions()[1])
    QTest.keyClick(menu, Qt.Key.Key_Return)
    settle()
    return next(iter(window.findChildren(LostHours)))


def last_rows(page: LostHours) -> list[list[str]]:
    settle()
    tables = [one for one in page.findChildren(WholeTable) if one.isVisible()]
    return [[cell.text for cell in one.rows()[-1].cells] for one in tables]


def test_from_the_board_by_keyboard_alone(open_ward: Open) -> None:
    window, _, _ = open_ward()
    page = opened(window)
    assert page.lengths.code() == "all"
    assert last_rows(page) == [["Sum", "", "153hr 35min", "5", "of 9"], ["Sum", "", "153hr 35min", "5", ""]]
    focus = page.focusWidget()
    assert focus in page.lengths.buttons().values()
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert not page.isVisible()


def test_a_length_and_a_typed_period(open_ward: Open) -> None:
    window, _, _ = open_ward()
    page = opened(window)
    QTest.keyClick(page.lengths.buttons()["7"], Qt.Key.Key_Space)
    assert page.period.accessibleName().startswith("From Mon 16-Nov-2026 14:30 to Mon 23-Nov-2026 14:30")
    week = last_rows(page)[0]
    QTest.keyClick(page.lengths.buttons()["7"], Qt.Key.Key_Space)
    assert page.lengths.code() == "all"
    QTest.keyClicks(page.fields[FROM], "2026-11-16 14:30")
    QTest.keyClick(page.fields[FROM], Qt.Key.Key_Return)
    assert last_rows(page)[0] == week
    assert page.lengths.code() == ""
    QTest.keyClicks(page.fields[TO], "2026-11-10")
    QTest.keyClick(page.fields[TO], Qt.Key.Key_Return)
    assert page.wrong.isVisible()
    assert page.fields[FROM].property("wrong") == "true"
    assert last_rows(page)[0] == week
    for field in page.fields.values():
        field.clear()
    QTest.keyClick(page.fields[TO], Qt.Key.Key_Return)
    assert page.lengths.code() == "all"


def test_a_ward_that_lost_nothing_says_so(open_ward: Open) -> None:
    window, _, _ = open_ward(ports=FakePorts([]))
    page = opened(window)
    assert last_rows(page) == []
    assert "No hours were lost in this period." in [
        one.accessibleName() for one in page.findChildren(type(page.period)) if one.isVisible()
    ]


def test_the_button_opens_the_same_menu(open_ward: Open) -> None:
    window, _, _ = open_ward()
    window.board.more_button.click()
    assert [one.text() for one in next(iter(window.findChildren(QMenu))).actions()] == [
        "Laboratory results: review…",
        "Hours lost on the ward…",
        "Figures of all patients\tCtrl+G",
        "Writing up from paper",
        "Empty forms to write on…",
        "Downtime sheets…",
        "Register of prints…",
        "Make a review copy…",
        "Returned comments…",
        "Open a review copy…",
    ]
    assert board_menu(window).accessibleName() == "More about the ward"


@pytest.mark.parametrize(("lang", "dark", "scale"), WAYS)
def test_nothing_is_cut_or_nameless(open_ward: Open, lang: str, dark: bool, scale: int) -> None:
    window, _, _ = open_ward(lang, dark=dark, scale=scale)
    page = opened(window)
    assert cut(page) == []
    assert nameless(page) == []
    assert wider_than_its_window(page) == []
