"""Looking back in the tab Record; withdrawing and correcting from there; the infusion tab's way to the record."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox

from blin21_desktop.ui.bag_plan import BagPlanPage
from blin21_desktop.ui.captions import CaptionLane
from blin21_desktop.ui.main_window import MainWindow
from blin21_desktop.ui.pages.chart_page import RECORD
from tests.ui.conftest import Open, settle
from tests.ui.driving import Nurse
from tests.ui.fake_people import STAFF


def test_looking_back_is_said_and_nothing_can_be_written(open_ward: Open) -> None:
    window, _, _ = open_ward()
    window.open_patient("DEMO-1")
    back = window.chart.record.back
    before = len(window.chart.record.table.rows())
    back.as_of.slider.setFocus()
    QTest.keyClick(back.as_of.slider, Qt.Key.Key_Home)
    assert window.chart.past.isVisible()
    assert "LOOKING BACK: as of Fri 06-Nov-2026" in window.chart.past_text.accessibleName()
    assert len(window.chart.record.table.rows()) < before
    assert "NOT STARTED" in window.chart.status.accessibleName()
    assert not window.chart.flow_button.isEnabled()
    QTest.keyClick(window, Qt.Key.Key_F6)
    assert window.charting.open_form is None
    window.chart.record.back.now.click()
    assert window.chart.past.isHidden()
    assert len(window.chart.record.table.rows()) == before
    assert window.chart.flow_button.isEnabled()


def test_as_it_was_known_at_hides_what_was_written_later(open_ward: Open) -> None:
    window, _, _ = open_ward()
    window.open_patient("DEMO-1")
    QTest.keyClick(window.chart.record.back.known.slider, Qt.Key.Key_Left)
    assert "as it was known at" in window.chart.past_text.accessibleName()
    assert len(window.chart.record.table.rows()) >= 1


def present(window: MainWindow) -> bool:
    return window.chart.record.back.is_now


def test_leaving_the_patient_returns_to_now(open_ward: Open) -> None:
    window, _, _ = open_ward()
    window.open_patient("DEMO-1")
    QTest.keyClick(window.chart.record.back.as_of.slider, Qt.Key.Key_Home)
    assert not present(window)
    window.step_patient(1)
    assert present(window)
    assert window.chart.past.isHidden()


def test_the_record_is_filtered(open_ward: Open) -> None:
    window, _, _ = open_ward()
    window.open_patient("DEMO-1")
    record = window.chart.record
    every = len(record.table.rows())
    record.typed.setText("pump")
    assert 0 < len(record.table.rows()) < every
    assert record.count.text() == f"showing {len(record.table.rows())} of {every}"


def test_an_entry_is_withdrawn_from_the_record_by_keyboard(open_ward: Open) -> None:
    window, ports, bridge = open_ward()
    nurse = Nurse(window, ports, bridge)
    nurse.signs_in(STAFF[0])
    window.open_patient("DEMO-1")
    window.chart.tabs.setCurrentIndex(RECORD)
    table = window.chart.record.table
    table.setFocus()
    table.selectRow(0)
    entry = table.chosen()
    QTest.keyClick(table, Qt.Key.Key_Delete)
    nurse.fills({"because": "read another pump"})
    nurse.signs_and_saves()
    assert ports.look("DEMO-1").chart.withdrawn[entry].because == "read another pump"
    table.choose(entry)
    assert not window.chart.record.withdraw.isEnabled()


def test_an_entry_is_corrected_from_the_record(open_ward: Open) -> None:
    window, ports, bridge = open_ward()
    nurse = Nurse(window, ports, bridge)
    nurse.signs_in(STAFF[0])
    window.open_patient("DEMO-1")
    pump = next(row for row in window.chart.record.table.rows() if "Pump read" in row.cells[1].text)
    window.chart.record.table.choose(pump.entry)
    window.chart.record.correct.click()
    typed = {"running": "yes", "rate_ml_per_h": "3.3", "remaining_ml": "200", "because": "volume forgotten"}
    nurse.fills({**typed, "happened_at": "13:40"})
    nurse.signs_and_saves()
    newest = ports.look("DEMO-1").confirmed
    assert newest is not None
    assert newest.note == "volume forgotten"
    assert pump.entry in ports.look("DEMO-1").chart.withdrawn


def test_enter_on_a_bag_shows_its_entry(open_ward: Open) -> None:
    window, _, _ = open_ward()
    window.open_patient("DEMO-1")
    window.chart.tabs.setCurrentIndex(1)
    table = window.chart.infusion.table
    table.selectRow(1)  # above it the bag that is only planned
    wanted = table.chosen()
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert window.chart.tabs.currentIndex() == RECORD
    assert window.chart.record.table.chosen() == wanted


@pytest.mark.parametrize(
    ("key", "modifier", "told"),
    [
        (Qt.Key.Key_F10, Qt.KeyboardModifier.NoModifier, "This would show the present"),
        (Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier, "This would show the present"),
        (Qt.Key.Key_F6, Qt.KeyboardModifier.NoModifier, "Nothing can be written while looking back"),
        (Qt.Key.Key_F8, Qt.KeyboardModifier.NoModifier, "Nothing can be written while looking back"),
        (Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier, "Nothing can be written while looking back"),
    ],
)
def test_what_shows_or_writes_the_present_is_refused_in_words(
    open_ward: Open, key: Qt.Key, modifier: Qt.KeyboardModifier, told: str
) -> None:
    window, ports, _ = open_ward()
    window.open_patient("DEMO-1")
    QTest.keyClick(window.chart.record.back.as_of.slider, Qt.Key.Key_Home)
    QTest.keyClick(window, key, modifier)
    (box,) = window.findChildren(QMessageBox)
    assert box.text().startswith(told)
    assert "Return to now first" in box.text()
    assert ports.asked == []
    assert not window.findChildren(BagPlanPage)
    box.accept()


def test_the_buttons_refuse_too_until_one_returns_to_now(open_ward: Open) -> None:
    window, ports, _ = open_ward()
    window.open_patient("DEMO-1")
    QTest.keyClick(window.chart.record.back.known.slider, Qt.Key.Key_Left)
    for one in (window.chart.plan_button, window.chart.print_button):
        one.click()
        window.findChildren(QMessageBox)[-1].accept()
    assert ports.asked == []
    window.chart.record.back.now.click()
    window.chart.plan_button.click()
    (page,) = window.findChildren(BagPlanPage)
    page.reject()


def test_ribbon_and_tab_say_as_of(open_ward: Open) -> None:
    window, _, _ = open_ward()
    window.open_patient("DEMO-1")
    written = window.ports.look("DEMO-1").chart.written
    moments = sorted({entry.happened_at for entry in written})
    window.chart.record.back.as_of.slider.setValue(moments.index(datetime.fromisoformat("2026-11-16T09:00:00+09:00")))
    window.chart.tabs.setCurrentIndex(1)
    settle()
    page = window.chart.infusion
    assert any(" · as of Mon 16-Nov-2026 09:00" in one.text() for one in page.findChildren(QLabel))
    (lane,) = (one for one in page.findChildren(CaptionLane) if one.isVisible())
    assert "as of 16-Nov 09:00" in lane.accessibleName()
    assert "now" not in lane.accessibleName()
    window.chart.record.back.now.click()
    QApplication.processEvents()
    (lane,) = (one for one in page.findChildren(CaptionLane) if one.isVisible())
    assert "now 14:30" in lane.accessibleName()
    assert not any(" · as of" in one.text() for one in page.findChildren(QLabel) if one.isVisible())
