"""A walk through every page in both languages, both themes and two sizes: nothing cut, nothing nameless."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QLabel, QTabBar, QWidget

from blin21_desktop.ui.due_strip import CardButton
from blin21_desktop.ui.main_window import MainWindow
from blin21_desktop.ui.pages.chart_page import RECORD
from blin21_desktop.ui.widgets import longest_word
from tests.ui.conftest import Open, settle

WAYS = [("en", False, 100), ("en", True, 150), ("ja", True, 100), ("ja", False, 150)]
"""Language, dark, size: each pair of two of them is walked (the theme moves nothing); so too with twice the size."""

PATIENTS = tuple(f"DEMO-{number}" for number in range(1, 10))


def cut(page: QWidget) -> list[str]:
    """Visible words that have less room than they need."""
    found = []
    for one in page.findChildren(QWidget):
        if not one.isVisible() or not isinstance(one, QLabel | QAbstractButton | QTabBar):
            continue
        text = one.accessibleName() if isinstance(one, CardButton) else getattr(one, "text", str)()
        wish = one.sizeHint()
        if isinstance(one, QLabel) and one.wordWrap():
            room = one.contentsRect().width()
            short = one.height() < one.heightForWidth(one.width()) or longest_word(one) > room
        else:
            short = one.width() < wish.width() or one.height() < wish.height() - 1
        if short and (text or isinstance(one, QTabBar)):
            found.append(f"{text}: {one.width()}x{one.height()} of {wish.width()}x{wish.height()}")
    return found


def nameless(page: QWidget) -> list[str]:
    """Visible things that take the focus and have no name for a screen reader."""
    return [
        type(one).__name__
        for one in page.findChildren(QWidget)
        if one.isVisible() and one.focusPolicy() != Qt.FocusPolicy.NoFocus and not one.accessibleName()
    ]


def clipped(page: QWidget) -> list[str]:
    """Visible words that reach out of something they lie in; what scrolls is looked at within its whole."""
    found = []
    for one in page.findChildren(QWidget):
        if not one.isVisible() or not isinstance(one, QLabel | QAbstractButton | QTabBar):
            continue
        outer = one.parentWidget()
        while outer is not None and outer is not page.window():
            if isinstance(outer.parentWidget(), QAbstractScrollArea):
                break
            area = QRect(one.mapTo(outer, QPoint(0, 0)), one.size())
            if not outer.rect().contains(area):
                found.append(f"{one.accessibleName()} in {type(outer).__name__}: {area} of {outer.rect()}")
                break
            outer = outer.parentWidget()
    return found


def inside(outer: MainWindow, one: QWidget) -> bool:
    """Whether all of a widget lies in the window."""
    corner = one.mapTo(outer, one.rect().bottomRight())
    return outer.rect().contains(corner) and outer.rect().contains(one.mapTo(outer, one.rect().topLeft()))


@pytest.mark.parametrize(("lang", "dark", "scale"), WAYS)
def test_nothing_is_cut_on_the_board(open_ward: Open, lang: str, dark: bool, scale: int) -> None:
    window, _, _ = open_ward(lang, dark=dark, scale=scale)
    assert cut(window) == []
    assert nameless(window) == []
    table = window.board.table
    assert table.model().rowCount() == 9
    assert table.horizontalHeader().length() <= table.viewport().width()


@pytest.mark.parametrize(("lang", "dark", "scale"), WAYS)
def test_nothing_is_cut_in_any_chart(open_ward: Open, lang: str, dark: bool, scale: int) -> None:
    window, _, _ = open_ward(lang, dark=dark, scale=scale)
    for patient in PATIENTS:
        window.open_patient(patient)
        for tab in range(window.chart.tabs.count()):
            window.chart.tabs.setCurrentIndex(tab)
            settle()
            assert cut(window) == [], patient
            assert nameless(window) == [], patient
            assert window.chart.record.table.horizontalHeader().length() <= window.width()
            assert window.chart.banner.isVisible()
            assert inside(window, window.chart.banner)
            assert inside(window, window.chart.status)


def test_a_label_that_is_too_small_is_found(open_ward: Open) -> None:
    window, _, _ = open_ward()
    window.board.moment.setFixedWidth(20)
    settle()
    assert len(cut(window)) == 1


LEAST_CONTENT = 90
"""So many px of a chart's tab are seen at twice the size below all that never scrolls."""


@pytest.mark.parametrize(("lang", "dark"), [("en", True), ("ja", False)])
def test_twice_the_size_still_shows_who_and_what(open_ward: Open, lang: str, dark: bool) -> None:
    window, _, _ = open_ward(lang, dark=dark, scale=200)
    for patient in PATIENTS:
        window.open_patient(patient)
        for tab in range(window.chart.tabs.count()):
            window.chart.tabs.setCurrentIndex(tab)
            settle()
            assert (window.width(), window.height()) == (1366, 768), patient
            assert cut(window) == [], patient
            assert clipped(window) == [], patient
            assert inside(window, window.chart.banner)
            assert inside(window, window.chart.status)
            assert window.chart.stack.height() >= LEAST_CONTENT, patient


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_twice_the_size_looking_back_still_shows_who_and_what(open_ward: Open, lang: str) -> None:
    window, _, _ = open_ward(lang, scale=200)
    window.open_patient("DEMO-1")
    window.chart.record.back.as_of.slider.setValue(5)
    settle()
    assert window.chart.past.isVisible()
    assert cut(window) == []
    assert clipped(window) == []


def test_a_status_line_that_is_squeezed_is_found(open_ward: Open) -> None:
    window, _, _ = open_ward()
    window.open_patient("DEMO-1")
    window.chart.status.setFixedHeight(40)
    settle()
    assert len(clipped(window)) >= 6


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_buttons_without_room_wait_in_a_menu(open_ward: Open, lang: str) -> None:
    window, _, _ = open_ward(lang, scale=200)
    window.open_patient("DEMO-1")
    settle()
    bar = window.chart.action_bar
    shown = [one for one in bar.buttons() if one.isVisible()]
    assert shown[:1] == [window.chart.flow_button]
    assert window.chart.back not in shown
    assert bar.more.isVisible()
    assert bar.more.accessibleName() == ("Menu" if lang == "en" else "メニュー")
    menu = bar.menu()
    names = [action.text() for action in menu.actions()]
    assert names == [one.text() for one in bar.buttons() if one not in shown]
    menu.actions()[-1].trigger()
    assert not window.on_chart
    window.open_patient("DEMO-1")
    settle()
    assert not window.chart.back.isVisible()
    window.theme.switch(scale=100)
    settle()
    assert window.chart.back.isVisible()
    assert not bar.more.isVisible()


def test_the_record_scrolls_with_the_chosen_entry_at_twice_the_size(open_ward: Open) -> None:
    window, _, _ = open_ward(scale=200)
    window.open_patient("DEMO-1")
    window.chart.tabs.setCurrentIndex(RECORD)
    settle()
    record, table = window.chart.record, window.chart.record.table
    assert record.verticalScrollBar().maximum() > 0
    assert table.horizontalHeader().length() <= table.viewport().width()
    table.setFocus()
    table.selectRow(0)
    for _ in range(4):
        QTest.keyClick(table, Qt.Key.Key_Down)
        settle()
        row = table.visualRect(table.currentIndex())
        top = table.viewport().mapTo(record.viewport(), row.topLeft()).y()
        assert -row.height() < top < record.viewport().height()
