"""The board's filters, hidden names, find, next due; who is signed in, the staff list, idle hands."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from blin21_desktop.domain.people import Person
from blin21_desktop.forms import FORMS
from blin21_desktop.ui.bag_plan import BagPlanPage
from blin21_desktop.ui.find import FindPatient
from blin21_desktop.ui.forms.sign_in import SignIn
from blin21_desktop.ui.forms.staff import Staff
from blin21_desktop.ui.main_window import MainWindow
from blin21_desktop.ui.papers import show_plan
from blin21_desktop.ui.print_preview import PrintPreview
from tests.ui.conftest import Open
from tests.ui.fake_people import PIN, STAFF, FakePeople, one_with
from tests.ui.fakes import FakePorts


def dialog(window: MainWindow, kind: type[QDialog]) -> QDialog:
    return next(one for one in window.findChildren(kind) if one.isVisible())


def signed_in(window: MainWindow) -> Person | None:
    return window.session.person


def test_the_filters_say_how_many_and_show_them(open_ward: Open) -> None:
    window, _, _ = open_ward()
    board = window.board
    assert board.filters["interrupted"].text() == "Interrupted (2)"
    board.filters["interrupted"].click()
    assert board.table.patients() == ["DEMO-5", "DEMO-7"]
    board.filters["unconfirmed"].click()
    assert board.empty.isVisible()
    assert "Choose All" in board.empty.accessibleName()
    board.filters["all"].click()
    assert len(board.table.patients()) == 9


def test_an_old_confirmation_makes_the_state_unknown(open_ward: Open) -> None:
    window, ports, bridge = open_ward()
    ports.clock = ports.clock.replace(hour=23)
    bridge.poll()
    window.board.filters["unconfirmed"].click()
    assert "DEMO-1" in window.board.table.patients()
    window.open_patient("DEMO-1")
    assert "UNKNOWN" in window.chart.status.accessibleName()
    assert "OLD: last RUNNING at 13:40 by M.S" in window.chart.status.accessibleName()


def test_hidden_names_are_gone_from_the_board_and_the_search(open_ward: Open) -> None:
    window, _, _ = open_ward()
    window.board.hide_button.click()
    texts = " ".join(cell.text for row in window.board_view().rows for cell in row.cells)
    for name in ("SURUGA", "Aoi", "9900013", "スルガ"):
        assert name not in texts
    QTest.keyClick(window, Qt.Key.Key_F3)
    found = dialog(window, FindPatient)
    assert isinstance(found, FindPatient)
    assert "SURUGA" not in " ".join(found.list.item(n).text() for n in range(found.list.count()))


def test_a_scanned_id_opens_its_patient(open_ward: Open) -> None:
    window, _, _ = open_ward()
    QTest.keyClick(window, Qt.Key.Key_F3)
    found = dialog(window, FindPatient)
    assert isinstance(found, FindPatient)
    QTest.keyClicks(found.typed, "nobody")
    assert "Nobody on this ward fits" in found.said.accessibleName()
    found.typed.setText("9900055")
    QTest.keyClick(found.typed, Qt.Key.Key_Return)
    assert window.chart.patient == "DEMO-6"


def test_arrows_choose_among_those_found(open_ward: Open) -> None:
    window, _, _ = open_ward()
    QTest.keyClick(window, Qt.Key.Key_F3)
    found = dialog(window, FindPatient)
    assert isinstance(found, FindPatient)
    found.typed.setText("kato")
    QTest.keyClick(found.typed, Qt.Key.Key_Down)
    QTest.keyClick(found.typed, Qt.Key.Key_Down)
    QTest.keyClick(found.typed, Qt.Key.Key_Return)
    assert window.chart.patient == "DEMO-9"


@pytest.mark.parametrize("typed", ["", "kato", "DEMO", "nobody"])
@pytest.mark.parametrize("tabbed", [False, True])
def test_enter_opens_nobody_by_guess(open_ward: Open, typed: str, tabbed: bool) -> None:
    window, _, _ = open_ward()
    QTest.keyClick(window, Qt.Key.Key_F3)
    found = dialog(window, FindPatient)
    assert isinstance(found, FindPatient)
    found.typed.setText(typed)
    if tabbed:
        found.list.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(found.list if tabbed else found.typed, Qt.Key.Key_Return)
    assert found.isVisible()
    assert not window.on_chart
    assert found.said.accessibleName().startswith("Nobody is opened.")


def test_a_single_match_opens_with_enter(open_ward: Open) -> None:
    window, _, _ = open_ward()
    QTest.keyClick(window, Qt.Key.Key_F3)
    found = dialog(window, FindPatient)
    assert isinstance(found, FindPatient)
    found.typed.setText("かとう めい")
    assert found.said.accessibleName().startswith("1 patient fits.")
    QTest.keyClick(found.typed, Qt.Key.Key_Return)
    assert window.chart.patient == "DEMO-9"


def test_f4_goes_from_due_to_due(open_ward: Open) -> None:
    window, _, _ = open_ward()
    QTest.keyClick(window, Qt.Key.Key_F4)
    assert window.chart.patient == "DEMO-4"
    QTest.keyClick(window, Qt.Key.Key_F4)
    assert window.chart.patient == "DEMO-6"


def test_the_list_alone_is_printed_and_recorded_as_the_list(open_ward: Open, tmp_path: Path) -> None:
    window, ports, _ = open_ward()
    window.board.list_button.click()
    assert [(job.paper, job.patients, job.lang) for job in ports.asked] == [("ward-list", (), "en")]
    preview = dialog(window, PrintPreview)
    assert isinstance(preview, PrintPreview)
    assert preview.windowTitle() == "Print list"
    preview.save_to(tmp_path / "list.pdf")
    assert len(ports.noted) == 1


def test_a_bag_plan_is_recorded_as_a_bag_plan(open_ward: Open, tmp_path: Path) -> None:
    window, ports, _ = open_ward()
    window.open_patient("DEMO-1")
    show_plan(window)
    page = dialog(window, BagPlanPage)
    assert isinstance(page, BagPlanPage)
    page.print_wanted.emit()
    preview = dialog(window, PrintPreview)
    assert isinstance(preview, PrintPreview)
    preview.save_to(tmp_path / "plan.pdf")
    assert [(job.paper, job.patients) for job in ports.asked] == [("bag-plan", ("DEMO-1",))]
    assert len(ports.noted) == 1


def test_the_menu_of_a_chart_leads_to_the_course_summary(open_ward: Open, tmp_path: Path) -> None:
    window, ports, _ = open_ward()
    window.open_patient("DEMO-1")
    menu = window.charting.menu("DEMO-1", window.chart.more_button)
    next(one for one in menu.actions() if one.text() == "Course summary").trigger()
    preview = dialog(window, PrintPreview)
    assert isinstance(preview, PrintPreview)
    preview.save_to(tmp_path / "summary.pdf")
    assert [(job.paper, job.patients) for job in ports.asked] == [("course-summary", ("DEMO-1",))]
    assert len(ports.noted) == 1


def test_a_wrong_pin_signs_nobody_in(open_ward: Open) -> None:
    window, _, _ = open_ward()
    window.open_patient("DEMO-6")
    QTest.keyClick(window, Qt.Key.Key_F8)
    asked = dialog(window, SignIn)
    assert isinstance(asked, SignIn)
    asked.who.put("K.T")
    asked.finish()
    asked.pin.setText("000000")
    asked.finish()
    assert "Id and PIN do not fit together" in asked.said.accessibleName()
    assert signed_in(window) is None
    asked.pin.setText(PIN)
    asked.finish()
    assert signed_in(window) == STAFF[0]
    assert window.charting.open_form is not None  # what was wanted goes on
    assert window.strip.signed.text() == "Signed in: K.T (nurse)"


def test_idle_hands_are_signed_out_and_their_form_becomes_a_draft(open_ward: Open) -> None:
    window, ports, _ = open_ward()
    window.session.sign_in(STAFF[0])
    window.charting.start(FORMS["bed"], "DEMO-1")
    form = window.charting.open_form
    assert form is not None
    form._edited("bed", "799")
    QTest.keyClick(form.body.rows["bed"].first(), Qt.Key.Key_Shift)
    assert window.session._idle.remainingTime() > 0
    window.session._idle.timeout.emit()
    assert window.session.person is None
    assert window.charting.open_form is None
    assert [draft.typed for draft in ports.drafts.of("K.T")] == [{"bed": "799"}]
    assert not window.strip.draft.isVisible()


class Nobody(FakePeople):
    """An empty staff list."""

    def __init__(self) -> None:
        super().__init__()
        self.people = {}

    def staff(self) -> Sequence[Person]:
        return tuple(self.people.values())


def test_an_empty_ward_asks_for_its_first_person(open_ward: Open) -> None:
    ports = FakePorts([])
    ports.people = Nobody()
    window, _, _ = open_ward(ports=ports)
    assert window.strip.staff.isVisible()
    QTest.keyClick(window, Qt.Key.Key_U, Qt.KeyboardModifier.ControlModifier)
    staff = dialog(window, Staff)
    assert isinstance(staff, Staff)
    staff.put()
    assert "all four are needed" in staff.said.accessibleName()
    for key, text in {"id": "K.T", "name": "K. Tanaka", "role": "nurse", "active": "yes"}.items():
        staff.rows[key].put(text)
    staff.pins[0].setText("314159")
    staff.put()
    assert "not the same" in staff.said.accessibleName()
    for line in staff.pins:
        line.setText("314159")
    staff.put()
    assert [person.id for person in ports.people.staff()] == ["K.T"]


def test_an_admin_changes_a_person_with_their_own_pin(open_ward: Open) -> None:
    window, ports, _ = open_ward()
    window.session.sign_in(one_with("admin"))
    window.strip.staff.click()
    staff = dialog(window, Staff)
    assert isinstance(staff, Staff)
    place = [person.id for person in ports.people.staff()].index("M.S")
    staff.list.setCurrentRow(place)
    assert staff.rows["name"].text() == "M. Sato"
    staff.rows["active"].put("no")
    staff.put()
    assert "do not fit" in staff.said.accessibleName()
    staff.admin_pin.setText(PIN)
    staff.put()
    assert not next(person for person in ports.people.staff() if person.id == "M.S").active


def test_an_input_method_never_writes_kana_into_a_number(open_ward: Open) -> None:
    window, _, _ = open_ward()
    window.session.sign_in(STAFF[0])
    window.charting.start(FORMS["body"], "DEMO-1")
    form = window.charting.open_form
    assert form is not None
    line = form.body.rows["weight_kg"].first()
    for text, stands in (("かな", ""), ("１８．５", "18.5")):
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(line, event)
        assert form.body.rows["weight_kg"].text() == stands
    half = QInputMethodEvent("に", [])
    QApplication.sendEvent(line, half)
    assert form.body.rows["weight_kg"].text() == "18.5"
    note = form.body.rows["note"].first()
    event = QInputMethodEvent()
    event.setCommitString("メモ")
    QApplication.sendEvent(note, event)
    assert form.body.rows["note"].text() == "メモ"
    assert event.type() is QEvent.Type.InputMethod


def test_full_width_digits_are_folded_as_they_are_typed(open_ward: Open) -> None:
    window, _, _ = open_ward()
    window.session.sign_in(STAFF[0])
    window.charting.start(FORMS["body"], "DEMO-1")
    form = window.charting.open_form
    assert form is not None
    row = form.body.rows["weight_kg"]
    line = row.control
    line.setText("５４．５")  # type: ignore[union-attr]
    line.textEdited.emit("５４．５")  # type: ignore[union-attr]
    assert row.text() == form.filling.typed["weight_kg"] == "54.5"
