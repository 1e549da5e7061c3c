"""The restart planner in the window: F8 while paused, what-if on Enter, paper, and the ways on to the forms."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QMessageBox

from blin21_desktop.domain.entries import PatientRegistered
from blin21_desktop.forms.what_if import HOLD, RESUME_AT, Question
from blin21_desktop.printing.job import Job
from blin21_desktop.ui import keys
from blin21_desktop.ui.forms.form_dialog import FormDialog
from blin21_desktop.ui.main_window import MainWindow
from blin21_desktop.ui.pause_timeline import SIZE, PauseTimeline
from blin21_desktop.ui.restart_planner import RestartPlanner
from blin21_desktop.ui.whole_table import SideBySide, WholeTable
from tests.ui.conftest import Open, settle
from tests.ui.fake_people import STAFF
from tests.ui.fakes import FakePorts, demo_entries
from tests.ui.test_forms_tour import WAYS, wider_than_its_window
from tests.ui.test_tour import cut, nameless

PAUSED, RUNNING, AHEAD = "DEMO-5", "DEMO-4", "DEMO-1"


def opened(window: MainWindow, patient: str = PAUSED) -> RestartPlanner:
    window.open_patient(patient)
    window.restarts.open(patient)
    settle()
    assert window.restarts.page is not None
    return window.restarts.page


def said(page: QDialog) -> list[str]:
    settle()
    return [one.accessibleName() for one in page.findChildren(QLabel) if one.isVisible()]


def asks(page: RestartPlanner, key: str, text: str) -> None:
    field = page.question.fields[key]
    field.setFocus()
    field.clear()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)
    settle()


def test_f8_opens_the_planner_while_paused_and_the_stop_form_while_running(open_ward: Open) -> None:
    window, _, _ = open_ward()
    window.session.sign_in(STAFF[0])
    window.open_patient(PAUSED)
    assert window.chart.stop_button.accessibleName() == "Pause planner"
    QTest.keyClick(window, Qt.Key.Key_F8)
    page = window.restarts.page
    assert page is not None
    assert window.findChildren(FormDialog) == []
    assert page.go_on_button.accessibleName() == "Resume the infusion"
    page.reject()
    window.open_patient(RUNNING)
    QTest.keyClick(window, Qt.Key.Key_F8)
    form = window.charting.open_form
    assert form is not None
    assert form.filling.form.id == "stop"
    assert window.restarts.page is None


def test_it_says_whose_rules_who_it_is_about_and_that_it_is_no_order(open_ward: Open) -> None:
    window, _, _ = open_ward()
    shown = said(opened(window))
    assert any(text.startswith("Rules from: Japan") for text in shown)
    assert any("9900021" in text for text in shown)
    assert any("no order" in text for text in shown)
    assert any(text.startswith("Paused for 5d 0hr") for text in shown)
    assert "7d 0hr" in shown
    assert "14d 0hr" in shown
    assert {"× not met", "? cannot tell", "✓ met"} <= set(shown)


def test_what_if_is_worked_out_on_enter_and_not_at_every_key(open_ward: Open) -> None:
    window, _, _ = open_ward()
    page = opened(window)
    worked: list[int] = []
    real: Callable[[], None] = window.restarts.work_out
    page.asked.disconnect()

    def counted() -> None:
        worked.append(1)
        real()

    page.asked.connect(counted)
    asks(page, RESUME_AT, "2026-11-27 08:00")
    assert worked == [1]
    assert any(text.startswith("If it flows again Fri 27-Nov-2026 08:00") for text in said(page))
    asks(page, HOLD, "72")
    assert any(text == "What a hold means" for text in said(page))
    tables = page.findChildren(SideBySide)
    names = [column for one in tables for column in one.wide.rows()[0].texts]  # type: ignore[attr-defined]
    assert any("COMPARISON ONLY: not this patient's label" in cell for cell in names)


def test_level_and_moment_are_chosen_by_keyboard(open_ward: Open) -> None:
    window, ports, _ = open_ward()
    page = opened(window)
    level = page.question.level

    def dose() -> str:
        table = next(one.wide for one in page.findChildren(SideBySide) if one.isVisible())
        return next(row.cells[2].lines[0].text for row in table.rows() if row.cells[0].text == "Dose")

    assert dose() == "16.3 microgram/day"
    level.first().setFocus()
    QTest.keyClick(level.buttons()[""], Qt.Key.Key_Right)
    QTest.keyClick(level.buttons()["low"], Qt.Key.Key_Space)
    settle()
    assert dose() == "5.4 microgram/day"
    QTest.keyClick(level.buttons()["low"], Qt.Key.Key_Space)
    settle()
    assert level.code() == ""
    assert level.buttons()[""].isChecked()
    assert dose() == "16.3 microgram/day"
    for _ in range(2):
        QTest.keyClick(page.question.shifts[60], Qt.Key.Key_Space)
    assert page.question.fields[RESUME_AT].text() == "2026-11-23 16:30"
    assert any(text.startswith("If it flows again Mon 23-Nov-2026 16:30") for text in said(page))
    QTest.keyClick(page.question.now_button, Qt.Key.Key_Space)
    assert page.question.fields[RESUME_AT].text() == ""
    level.choose("full")
    page.print_button.setFocus()
    page.print_wanted.emit()
    assert ports.asked[-1].question.level == "full"


def test_the_timeline_says_in_words_what_it_draws(open_ward: Open) -> None:
    window, _, _ = open_ward()
    page = opened(window)
    (drawn,) = page.findChildren(PauseTimeline)
    for part in ("stopped 18-Nov-2026 14:00", "now 23-Nov-2026 14:30", "line at 7d 0hr: ahead 25-Nov-2026 14:00"):
        assert part in drawn.accessibleDescription()
    assert drawn.height() == drawn.heightForWidth(drawn.width())
    for width in (320, 900):
        for mark in drawn.shown.marks:
            for text in (*drawn.lines(mark, width)[0], *drawn.lines(mark, width)[1]):
                assert QFontMetrics(window.theme.font(SIZE, bold=True)).horizontalAdvance(text) <= width


def test_what_cannot_be_read_is_said_and_the_last_answer_stays(open_ward: Open) -> None:
    window, _, _ = open_ward()
    page = opened(window)
    before = page.findChildren(WholeTable)
    asks(page, RESUME_AT, "2026-11-20 08:00")
    assert any("lies before now" in text for text in said(page))
    assert page.question.fields[RESUME_AT].property("wrong") == "true"
    assert page.findChildren(WholeTable) == before
    asks(page, HOLD, "3 weeks")
    (wrong,) = [text for text in said(page) if text.startswith("What if it flows again at: ")]
    assert "What if it is held for: Hours or days, such as 72 hr or 3 d." in wrong
    assert wrong.endswith("What stands below is still the answer to the question before.")
    bar = page.body.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    page.print_wanted.emit()
    assert bar.value() == 0, "why nothing is printed is in view"
    asks(page, HOLD, "")
    asks(page, RESUME_AT, "")
    assert page.question.fields[RESUME_AT].property("wrong") == "false"
    assert not page.question.wrong.isVisible()


def test_the_event_is_called_as_the_reader_s_language_calls_it(open_ward: Open) -> None:
    for lang, name, other in (("en", "Confusion", "錯乱"), ("ja", "錯乱", "Confusion")):
        window, _, _ = open_ward(lang)
        window.open_patient(PAUSED)
        page = opened(window)
        shown = said(page)
        assert not [text for text in shown if other in text]
        assert any(text.endswith(f"({name})") for text in shown), "of the stopwatch"
        assert sum(name in text for text in shown) > 2


def test_a_minute_later_the_stopwatch_has_gone_on(open_ward: Open) -> None:
    from datetime import timedelta

    window, ports, bridge = open_ward()
    page = opened(window)
    ports.pass_time(timedelta(hours=3))
    bridge.ward_changed.emit()
    assert any(text.startswith("Paused for 5d 3hr") for text in said(page))
    page.reject()
    bridge.ward_changed.emit()
    window.restarts.work_out()


def test_the_ways_on_close_the_planner_and_open_a_form(open_ward: Open) -> None:
    window, _, _ = open_ward()
    window.session.sign_in(STAFF[0])
    plain, control = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
    for key, modifier, form in ((Qt.Key.Key_F6, plain, "resume"), (Qt.Key.Key_D, control, "decision")):
        QTest.keyClick(opened(window), key, modifier)
        assert window.restarts.page is None
        shown = window.charting.open_form
        assert shown is not None
        assert shown.filling.form.id == form
        assert "9900021" in shown.identity.text()
        shown.cancel_all()
        settle()


def test_the_decision_form_shows_the_findings(open_ward: Open) -> None:
    window, _, _ = open_ward()
    window.session.sign_in(STAFF[0])
    page = opened(window)
    page.decide_button.click()
    shown = window.charting.open_form
    assert shown is not None
    settle()
    texts = [one.accessibleName() for one in shown.findChildren(QLabel) if one.isVisible()]
    assert any(text.startswith("Premedication before a restart – ") for text in texts)


def test_it_is_printed_as_what_it_is(open_ward: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    window, _, _ = open_ward()
    page = opened(window)
    asks(page, HOLD, "24")
    made: list[tuple[str, Job]] = []

    def preview(_window: object, title: str, job: Job) -> None:
        made.append((title, job))

    monkeypatch.setattr("blin21_desktop.ui.restarts.preview_of", preview)
    page.print_button.click()
    wanted = Job(paper="restart-plan", patients=(PAUSED,), question=Question(hold=timedelta(days=1)))
    assert made == [("Pause planner", wanted)]


def test_while_it_runs_it_plans_as_if_it_stopped_now_and_before_a_course_says_so(open_ward: Open) -> None:
    window, _, _ = open_ward()
    page = opened(window, RUNNING)
    assert page.go_on_button.accessibleName() == "Stop the infusion"
    assert any(text.startswith("As if it stopped now") for text in said(page))
    page.reject()


def test_without_a_registration_no_label_judges(open_ward: Open) -> None:
    entries = [e for e in demo_entries() if not (isinstance(e, PatientRegistered) and e.patient == PAUSED)]
    window, _, _ = open_ward(ports=FakePorts(entries))
    window.open_patient(PAUSED)
    window.restarts.open(PAUSED)
    assert window.restarts.page is None
    boxes = [box.text() for box in window.findChildren(QMessageBox)]
    assert any("no label judges" in text for text in boxes)


def test_the_menu_leads_to_it(open_ward: Open) -> None:
    window, _, _ = open_ward()
    window.open_patient(PAUSED)
    menu = window.charting.menu(PAUSED, window.chart.more_button)
    next(action for action in menu.actions() if action.text() == "Pause planner").trigger()
    menu.close()
    assert window.restarts.page is not None
    assert keys.PLANNER.template == "Pause planner"


@pytest.mark.parametrize(("lang", "dark", "scale"), WAYS)
def test_the_planner_shows_everything(open_ward: Open, lang: str, dark: bool, scale: int) -> None:
    window, _, _ = open_ward(lang, dark=dark, scale=scale)
    for patient in (PAUSED, RUNNING, AHEAD):
        page = opened(window, patient)
        asks(page, HOLD, "72")
        assert cut(page) == [], patient
        assert nameless(page) == [], patient
        assert wider_than_its_window(page) == [], patient
        for table in page.findChildren(WholeTable):
            if table.isVisible():
                assert table.horizontalHeader().length() <= table.viewport().width()
                assert table.height() >= table.needed_height()
        page.reject()
        settle()
