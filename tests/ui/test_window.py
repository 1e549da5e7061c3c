"""The window follows the record and the clock, and the keyboard reaches everything."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from blin21_desktop.domain.entries import EntryWithdrawn, InfusionPaused, PatientRegistered, PauseReason
from blin21_desktop.domain.text import say
from blin21_desktop.present.checked import not_checked
from blin21_desktop.present.record import RecordRow
from blin21_desktop.ui.help import HelpPage
from blin21_desktop.ui.main_window import MainWindow
from tests.ui.conftest import Open
from tests.ui.fakes import NOW, FakePorts, demo_entries


def cell(window: MainWindow, patient: str, column: int) -> str:
    table = window.board.table
    return str(table.model().index(table.patients().index(patient), column).data())


def pause(patient: str) -> InfusionPaused:
    return InfusionPaused(
        id="00000000-0000-7000-8000-999999999999",
        patient=patient,
        happened_at=NOW - timedelta(minutes=5),
        recorded_at=NOW,
        by="M.S",
        reason=PauseReason.LINE_OR_PUMP,
        flushed=False,
    )


def test_the_board_follows_what_another_program_writes(open_ward: Open, qtbot: QtBot) -> None:
    window, ward, bridge = open_ward()
    assert "RUNNING" in cell(window, "DEMO-1", 3)
    ward.others_write(pause("DEMO-1"))
    with qtbot.waitSignal(bridge.ward_changed, timeout=100):
        bridge.poll()
    assert "PAUSED 0hr 5min" in cell(window, "DEMO-1", 3)
    assert "as charted by M.S at 14:25" in cell(window, "DEMO-1", 3)


def test_the_open_chart_follows_too(open_ward: Open) -> None:
    window, ward, bridge = open_ward()
    window.open_patient("DEMO-1")
    before = len(window.chart.record.table.rows())
    ward.others_write(pause("DEMO-1"))
    bridge.poll()
    assert len(window.chart.record.table.rows()) == before + 1
    assert "PAUSED" in window.chart.status.accessibleName()
    assert "no drug flowing" in window.chart.status.accessibleName()


def test_countdowns_are_counted_anew_at_each_minute(open_ward: Open) -> None:
    window, ward, bridge = open_ward()
    assert "in 0hr 20min" in cell(window, "DEMO-6", 5)
    ward.pass_time(timedelta(minutes=1))
    bridge.poll()
    assert "in 0hr 19min" in cell(window, "DEMO-6", 5)
    assert "14:31" in window.board.moment.text()


def test_after_a_long_sleep_everything_is_caught_up(open_ward: Open) -> None:
    window, ward, bridge = open_ward()
    ward.pass_time(timedelta(hours=9))
    bridge.poll()
    assert "OVERDUE 8hr 40min" in cell(window, "DEMO-6", 5)
    assert any(card.card.patient == "DEMO-6" and card.card.overdue for card in window.board.strip.cards())


def test_a_withdrawn_entry_stays_and_says_so(open_ward: Open) -> None:
    window, ward, _ = open_ward()
    entry = next(e for e in demo_entries() if e.patient == "DEMO-1")
    ward.others_write(
        EntryWithdrawn(
            id="00000000-0000-7000-8000-999999999998",
            patient="DEMO-1",
            happened_at=NOW,
            recorded_at=NOW,
            by="K.T",
            withdrawn=entry.id,
            because="wrong chart",
        )
    )
    window.open_patient("DEMO-1")
    row = next(r for r in window.chart.record.table.rows() if r.entry == entry.id)
    assert isinstance(row, RecordRow)
    assert "WITHDRAWN by K.T" in row.withdrawn
    assert "wrong chart" in row.withdrawn
    assert row.cells[0].lines[0].struck


def test_keyboard_alone_reaches_the_chart_and_comes_back(open_ward: Open, qtbot: QtBot) -> None:
    window, _, _ = open_ward()
    table = window.board.table
    order = table.patients()
    assert window.focusWidget() is table
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert window.pages.currentWidget() is window.chart
    assert window.chart.patient == order[1]
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.chart.infusion.isVisible()
    QTest.keyClick(window, Qt.Key.Key_7, Qt.KeyboardModifier.ControlModifier)
    assert window.chart.record.isVisible()
    QTest.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert window.chart.now.isVisible()
    QTest.keyClick(window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert window.chart.patient == order[2]
    assert window.chart.band.isVisible()
    qtbot.waitUntil(lambda: not window.chart.band.isVisible(), timeout=10_000)
    QTest.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.chart.patient == order[1]
    QTest.keyClick(window, Qt.Key.Key_F2)
    assert window.pages.currentWidget() is window.board
    assert table.chosen() == order[1]
    assert window.focusWidget() is table


@pytest.mark.parametrize("page", ["board", "chart"])
def test_tab_reaches_every_control(open_ward: Open, qtbot: QtBot, page: str) -> None:
    window, _, _ = open_ward()
    if page == "chart":
        window.open_patient("DEMO-2")
    shown = window.chart if page == "chart" else window.board
    seen = set()
    for _ in range(40):
        focused = window.focusWidget()
        seen.add(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    wanted = {
        one
        for one in shown.findChildren(type(window.board.print_button))
        if one.isVisible() and one.isEnabled() and not one.isCheckable()
    }
    assert wanted <= seen


def test_sorting_by_due_and_by_state(open_ward: Open) -> None:
    window, _, _ = open_ward()
    assert window.board.table.patients()[0] == "DEMO-1"
    window.board.sorts["due"].click()
    assert window.board.table.patients()[:2] == [
        "DEMO-4",
        "DEMO-6",
    ]  # a paused patient's bag does not wait to be changed
    window.board.sorts["state"].click()
    assert "PAUSED" in cell(window, window.board.table.patients()[0], 3)
    assert "DISCONTINUED" in cell(window, window.board.table.patients()[-1], 3)


def test_language_switches_at_run_time(open_ward: Open) -> None:
    window, _, _ = open_ward("en")
    window.strip.switches.lang.click()
    assert window.words.lang == "ja"
    assert window.strip.switches.lang.text() == "English"
    assert "μg/日" in cell(window, "DEMO-6", 4)
    window.strip.switches.lang.click()
    assert "microgram/day" in cell(window, "DEMO-6", 4)


def test_dark_and_size_switch_at_run_time(open_ward: Open, qtbot: QtBot) -> None:
    window, _, _ = open_ward()
    light = window.grab().toImage().pixelColor(5, 5).lightness()
    window.strip.switches.dark.click()
    assert window.grab().toImage().pixelColor(5, 5).lightness() < light
    high = window.board.table.rowHeight(0)
    QTest.keyClick(window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert window.theme.scale == 125
    assert window.board.table.rowHeight(0) > high
    window.strip.switches.dark.click()


def test_a_file_open_for_reading_only_says_why(open_ward: Open) -> None:
    ward = FakePorts()
    ward.notice = say("This file is newer than the program. It is open for reading only.")
    window, _, _ = open_ward(ports=ward)
    assert window.notice_bar.isVisible()
    assert "newer than the program" in window.notice.accessibleName()
    window.open_patient("DEMO-1")
    assert window.notice_bar.isVisible()


def test_a_ward_without_patients_says_what_to_do(open_ward: Open) -> None:
    window, _, _ = open_ward(ports=FakePorts(()))
    assert window.board.empty.isVisible()
    assert "Register one with Ctrl+N" in window.board.empty.accessibleName()


def test_the_same_surname_is_marked_on_board_and_banner(open_ward: Open) -> None:
    window, _, _ = open_ward()
    assert "same name" in cell(window, "DEMO-5", 1)
    assert "same name" not in cell(window, "DEMO-1", 1)
    window.open_patient("DEMO-5")
    marks = [one.text() for one in window.chart.banner.findChildren(QLabel) if one.isVisible()]
    assert "same name: bed 709" in marks


@pytest.mark.parametrize(("lang", "word"), [("en", "cannot tell"), ("ja", "判定できない")])
def test_help_opens_and_closes_by_keyboard(open_ward: Open, qtbot: QtBot, lang: str, word: str) -> None:
    window, _, _ = open_ward(lang)
    QTest.keyClick(window, Qt.Key.Key_F1)
    page = window.findChild(HelpPage)
    assert page is not None
    assert page.isVisible()
    assert word in page.text.toPlainText()
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert not page.isVisible()


def test_an_unknown_bed_and_allergy_are_said_in_words(open_ward: Open) -> None:
    entries = [replace(e, bed=None, allergies=()) if isinstance(e, PatientRegistered) else e for e in demo_entries()]
    window, _, _ = open_ward(ports=FakePorts(entries))
    assert "not recorded" in cell(window, "DEMO-1", 0)
    window.open_patient("DEMO-1")
    assert "Bed Not known" in window.chart.banner.accessibleName()


def test_the_tab_now_says_below_its_findings_what_is_not_checked(open_ward: Open) -> None:
    window, _, _ = open_ward()
    window.open_patient("DEMO-1")
    shown = [label.text() for label in window.chart.now.findChildren(QLabel)]
    assert sum(not_checked(window.words) in text for text in shown) == 1
