"""The tab Rules in the window: made when looked at, narrowed by keyboard, kept while nothing changes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from blin21_desktop.ui.pages.chart_page import RULES
from blin21_desktop.ui.pages.rules_tab import RulesPage
from tests.ui.conftest import Open, settle


def said(page: RulesPage) -> list[str]:
    settle()
    return [one.accessibleName() for one in page.findChildren(QLabel) if one.isVisible()]


def test_the_fifth_tab_is_rules_and_names_the_label(open_ward: Open) -> None:
    window, _, _ = open_ward()
    window.open_patient("DEMO-5")
    assert window.chart.rules.choice is None
    QTest.keyClick(window, Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    assert window.chart.tabs.currentIndex() == RULES
    assert window.chart.tabs.tabText(RULES) == "Rules"
    shown = said(window.chart.rules)
    assert any(text.startswith("Label: Japan") and "jp-pi-2021.toml" in text for text in shown)
    assert {"● applies", "? cannot tell", "– does not apply"} <= set(shown)


def test_it_is_narrowed_by_keyboard(open_ward: Open) -> None:
    window, _, _ = open_ward()
    window.open_patient("DEMO-5")
    window.chart.tabs.setCurrentIndex(RULES)
    page = window.chart.rules
    assert page.choice is not None
    page.choice.first().setFocus()
    QTest.keyClick(page.choice.first(), Qt.Key.Key_Right)
    focused = QApplication.focusWidget()
    assert focused is page.choice.buttons()["fires"]
    QTest.keyClick(focused, Qt.Key.Key_Space)
    shown = said(page)
    assert "● applies" in shown
    assert not {"? cannot tell", "– does not apply"} & set(shown)
    QTest.keyClick(page.choice.buttons()["fires"], Qt.Key.Key_Space)
    assert page.choice.code() == "all"
    assert "– does not apply" in said(page)


def test_an_equal_tab_is_left_alone_and_another_language_is_not(open_ward: Open) -> None:
    window, _, _ = open_ward()
    window.open_patient("DEMO-5")
    window.chart.tabs.setCurrentIndex(RULES)
    page = window.chart.rules
    page.narrow("cannot_tell")
    first = page.findChildren(QLabel)
    window.refresh()
    assert page.findChildren(QLabel) == first
    window.switch_language()
    assert page.choice is not None
    assert page.choice.code() == "cannot_tell"
    assert "? 判定できない" in said(page)
