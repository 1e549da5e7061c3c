"""The tab Labs within the window: a nurse opens a result, chooses a baseline, answers a question, all by keyboard."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from blin21_desktop.domain.drafts import Draft
from blin21_desktop.domain.entries import LabBaselineChosen, LabConditionAnswered
from blin21_desktop.forms.lab_said import BASELINE
from blin21_desktop.ui.labs_detail import LabDetailDialog
from blin21_desktop.ui.labs_said import start_form
from blin21_desktop.ui.main_window import MainWindow
from blin21_desktop.ui.pages.chart_page import LABS
from blin21_desktop.ui.spark_view import SparkView
from tests.ui.conftest import Open, settle
from tests.ui.driving import Nurse
from tests.ui.fake_people import STAFF
from tests.ui.test_tour import cut, nameless


@pytest.fixture
def nurse(open_ward: Open) -> Nurse:
    window, ward, bridge = open_ward()
    found = Nurse(window, ward, bridge)
    found.signs_in(STAFF[0])
    window.open_patient("DEMO-1")
    QTest.keyClick(window, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    settle()
    return found


def details(window: MainWindow) -> LabDetailDialog:
    return next(one for one in window.findChildren(LabDetailDialog) if one.isVisible())


def open_row(nurse: Nurse, key: str) -> LabDetailDialog:
    page = nurse.window.chart.labs
    assert page.tab is not None
    table = page.body.table
    table.setFocus()
    table.selectRow(next(n for n, row in enumerate(page.tab.rows) if row.key == key))
    nurse.presses(Qt.Key.Key_Return)
    settle()
    return details(nurse.window)


def test_the_fourth_tab_is_labs_and_is_made_when_it_is_looked_at(open_ward: Open) -> None:
    window, _, _ = open_ward()
    window.open_patient("DEMO-1")
    assert not window.chart.labs.accessibleName()
    QTest.keyClick(window, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    assert window.chart.tabs.currentIndex() == LABS
    assert window.chart.tabs.tabText(LABS) == "Labs"
    assert window.chart.labs.accessibleName() == "Labs"
    assert window.chart.labs.body.graph is None


def test_a_baseline_is_chosen_from_a_row(nurse: Nurse) -> None:
    dialog = open_row(nurse, "alt")
    assert dialog.accessibleName().startswith("Alanine aminotransferase 62 U/L")
    assert cut(dialog) == []
    assert nameless(dialog) == []
    nurse.tabs_to(dialog.baseline)
    nurse.presses(Qt.Key.Key_Space)
    settle()
    bench = nurse.ports.look("DEMO-1").labs.bench
    assert bench is not None
    first = bench.results["alt"][0].entry.id
    nurse.fills({"course": "1", "baseline": first, "because": "as the physician says", "happened_at": "14:30"})
    nurse.signs_and_saves()
    look = nurse.ports.look("DEMO-1")
    (entry,) = look.chart.all(LabBaselineChosen, look.at)
    assert (entry.result, entry.by) == (first, "K.T")


def test_a_question_is_answered_from_a_row(nurse: Nurse) -> None:
    dialog = open_row(nurse, "haemoglobin")
    assert len(dialog.answers) == 2
    nurse.tabs_to(dialog.answers[0])
    nurse.presses(Qt.Key.Key_Space)
    settle()
    nurse.fills({"answer": "no", "happened_at": "14:30"})
    nurse.signs_and_saves()
    look = nurse.ports.look("DEMO-1")
    (entry,) = look.chart.all(LabConditionAnswered, look.at)
    assert entry.answer == "no"
    nurse.comes_back()
    assert len(open_row(nurse, "haemoglobin").answers) == 1


def test_a_result_is_corrected_from_its_row_with_what_stood_there(nurse: Nurse) -> None:
    dialog = open_row(nurse, "alt")
    nurse.tabs_to(dialog.correct)
    nurse.presses(Qt.Key.Key_Space)
    settle()
    nurse.fills({"value": "63", "because": "read wrong"})
    nurse.signs_and_saves()
    look = nurse.ports.look("DEMO-1")
    assert look.labs.bench is not None
    newest = look.labs.bench.results["alt"][-1]
    assert (newest.entry.value, newest.entry.unit, newest.entry.by) == ("63", "U/L", "K.T")
    assert newest.entry.note == "read wrong"


def test_the_field_with_the_cursor_is_in_view_when_a_long_form_opens(nurse: Nurse) -> None:
    nurse.window.theme.switch(scale=150)
    nurse.window.resize(1366, 768)
    nurse.tabs_to(open_row(nurse, "alt").correct)
    nurse.presses(Qt.Key.Key_Space)
    settle()
    focused = QApplication.focusWidget()
    assert focused is not None
    assert nurse.form.body.isAncestorOf(focused)
    assert not focused.visibleRegion().isEmpty()


def test_a_draft_of_what_is_gone_is_dropped(nurse: Nurse) -> None:
    for form in (f"{BASELINE}alt", f"{BASELINE}unicorn"):
        nurse.ports.drafts.keep(
            Draft(
                author="K.T", form=form, patient="DEMO-1", about="", at=nurse.ports.now(), ids=("a", "b"),
                typed={"because": "half"},
            )
        )  # fmt: skip
        nurse.ports.pass_time(timedelta(minutes=1))
    nurse.window.charting.take_up_draft()
    settle()
    assert nurse.form.isVisible()
    nurse.form.cancel_all()
    assert [draft.form for draft in nurse.ports.drafts.of("K.T")] == [f"{BASELINE}alt"]


def test_looking_back_nothing_can_be_said(nurse: Nurse) -> None:
    back = nurse.window.chart.record.back
    back.as_of.slider.setValue(back.as_of.slider.maximum() - 1)
    settle()
    dialog = open_row(nurse, "alt")
    assert not dialog.baseline.isEnabled()
    dialog.closing.click()
    assert not dialog.isVisible()


def test_a_result_that_went_away_meanwhile_is_told(nurse: Nurse) -> None:
    start_form(nurse.window, "DEMO-1", f"{BASELINE}unicorn")
    QApplication.processEvents()
    assert nurse.window.charting.open_form is None


def test_the_card_of_the_tab_now_shows_the_curves(nurse: Nurse) -> None:
    nurse.window.chart.tabs.setCurrentIndex(0)
    settle()
    curves = [one for one in nurse.window.chart.now.findChildren(SparkView) if one.isVisible()]
    assert [one.accessibleName() for one in curves][:5] == ["ANC", "ALC", "PLT", "ALT", "CRP"]
    assert curves[0].accessibleDescription().startswith("Neutrophils 0.61")
    assert cut(nurse.window) == []
