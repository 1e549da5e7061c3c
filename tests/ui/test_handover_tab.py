"""Tab Handover by keyboard: hand over, take over, what changed since one was last on."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from blin21_desktop.domain.entries import HandoverGiven, HandoverReceived
from blin21_desktop.ui.forms.segments import Segments
from blin21_desktop.ui.pages.chart_page import HANDOVER, RECORD
from tests.making import answered, drug, handed_over, vitals, withdrawn
from tests.ui.conftest import Open, settle
from tests.ui.driving import Nurse
from tests.ui.fake_people import STAFF
from tests.ui.fakes import NOW
from tests.ui.test_tour import cut, nameless

WHO = "DEMO-6"


@pytest.fixture
def nurse(open_ward: Open) -> Nurse:
    """K.T on the tab Handover of a patient, come there by keyboard."""
    window, ports, bridge = open_ward()
    made = Nurse(window, ports, bridge)
    made.signs_in(STAFF[0])
    window.open_patient(WHO)
    made.comes_back()
    made.presses(Qt.Key.Key_6, Qt.KeyboardModifier.ControlModifier)
    assert window.chart.stack.currentIndex() == HANDOVER
    return made


def told(nurse: Nurse) -> str:
    settle()
    return "\n".join(
        one.accessibleName() for one in nurse.window.chart.handover.findChildren(QLabel) if one.isVisible()
    )


def rows(nurse: Nurse) -> list[str]:
    return [" | ".join(cell.text for cell in row.cells) for row in nurse.window.chart.handover.table.rows()]


def chooses(nurse: Nurse, choice: Segments | None, code: str) -> None:
    """Arrows and Space in a choice."""
    assert choice is not None
    nurse.tabs_to(choice.first())
    for _ in range(9):
        if choice.buttons()[code].hasFocus():
            break
        nurse.presses(Qt.Key.Key_Right)
    nurse.presses(Qt.Key.Key_Space)


def given(nurse: Nurse) -> HandoverGiven:
    found = nurse.ports.look(WHO).handover
    assert found is not None
    return found.given


def hands_over(nurse: Nurse) -> None:
    page = nurse.window.chart.handover
    nurse.tabs_to(page.give)
    nurse.presses(Qt.Key.Key_Space)
    nurse.fills({"severity": "watcher", "to": "M.S", "happened_at": "14:30", "action.0.who": "M.S",
                 "recommendation": "ask Dr H about the ALT"})  # fmt: skip
    nurse.signs_and_saves()
    nurse.comes_back()


def test_a_shift_is_handed_over_and_taken_over_by_keyboard_alone(nurse: Nurse) -> None:
    page, ports = nurse.window.chart.handover, nurse.ports
    assert "No handover has been given." in told(nurse)
    assert not page.take.isEnabled()
    due = [task.due_at for task in ports.look(WHO).tasks]
    hands_over(nurse)
    entry = given(nurse)
    assert (entry.by, entry.severity, entry.to, entry.happened_at) == ("K.T", "watcher", "M.S", NOW)
    assert [action.due.replace(second=0) for action in entry.actions] == [at.replace(second=0) for at in due]
    assert entry.actions[0].who == "M.S"
    assert entry.recommendation == "ask Dr H about the ALT"
    assert entry.if_then
    assert "NOT YET TAKEN OVER" in told(nurse)
    nurse.presses(Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    settle()
    now = " ".join(one.text() for one in nurse.window.chart.now.findChildren(QLabel))
    assert "handover given 14:30 by K.T is not yet taken over" in now
    nurse.signs_in(STAFF[1])
    nurse.comes_back()
    nurse.presses(Qt.Key.Key_6, Qt.KeyboardModifier.ControlModifier)
    nurse.tabs_to(page.take)
    nurse.presses(Qt.Key.Key_Space)
    assert "ask Dr H about the ALT" in nurse.form.body._cards[0].told["read_back"].accessibleName()
    nurse.fills({"read_back": "yes", "answer": "taken_over", "happened_at": "14:30"})
    nurse.signs_and_saves()
    received = ports.look(WHO).chart.last(HandoverReceived, NOW)
    assert received is not None
    assert (received.by, received.handover, received.answer, received.read_back) == (
        "M.S", entry.id, "taken_over", True,
    )  # fmt: skip
    assert "taken over: M.S, 14:30, repeated back" in told(nurse)
    assert not page.take.isEnabled()


def test_severity_and_recommendation_begin_empty_and_who_gave_cannot_receive(nurse: Nurse) -> None:
    nurse.tabs_to(nurse.window.chart.handover.give)
    nurse.presses(Qt.Key.Key_Space)
    assert not {"severity", "recommendation", "to", "happened_at"} & set(nurse.form.filling.typed)
    nurse.form.cancel_all()
    nurse.ports.drafts.kept.clear()
    nurse.comes_back()
    hands_over(nurse)
    nurse.tabs_to(nurse.window.chart.handover.take)
    nurse.presses(Qt.Key.Key_Space)
    nurse.fills({"read_back": "yes", "answer": "taken_over", "happened_at": "14:30"})
    assert not nurse.form.footer.save.isEnabled()
    assert any("gave this handover" in one.accessibleName() for one in nurse.form.findChildren(QLabel))


def test_the_labels_are_isbar_when_wanted_with_the_same_content(nurse: Nurse) -> None:
    page = nurse.window.chart.handover
    before = told(nurse)
    assert "Illness severity" in before
    chooses(nurse, page.orders, "isbar")
    after = told(nurse)
    assert {"Identify", "Situation", "Background", "Assessment", "Recommendation"} <= set(after.splitlines())
    assert "not chosen: a person decides" in after
    chooses(nurse, page.orders, "isbar")
    assert "Illness severity" in told(nurse)


def test_what_changed_since_one_was_last_on_follows_the_person_and_the_moment(nurse: Nurse) -> None:
    page, ports = nurse.window.chart.handover, nurse.ports
    ports.others_write(
        handed_over(NOW - timedelta(hours=5), patient=WHO, by="M.S"),
        vitals(NOW - timedelta(minutes=20), 39.4, patient=WHO, id="v-1", by="T.N"),
        drug(NOW - timedelta(minutes=5), patient=WHO, id="d-1", by="T.N"),
        withdrawn(NOW - timedelta(minutes=2), "d-1", patient=WHO, by="T.N"),
    )
    nurse.presses(Qt.Key.Key_F5)
    assert page.bases is not None
    assert list(page.bases.buttons()) == ["own_entry", "last_handover", "day"]
    assert page.bases.code() == "own_entry"
    found = rows(nurse)
    assert found[0].startswith("WITHDRAWN | ")
    assert any(row.startswith("Temperature | CHANGED") and "by T.N, 14:10, written 14:10" in row for row in found)
    chooses(nurse, page.bases, "last_handover")
    assert page.said.text().find("09:30") > 0
    nurse.tabs_to(page.typed)
    nurse.types("2026-11-23 14:20")
    nurse.presses(Qt.Key.Key_Return)
    assert page.bases.code() == ""
    assert any(row.startswith("Temperature | no data") for row in rows(nurse))
    nurse.types("2026-11-24 14:20")
    nurse.presses(Qt.Key.Key_Return)
    assert "is not before" in page.problem.text()
    nurse.types("")
    nurse.presses(Qt.Key.Key_Return)
    assert page.problem.isHidden()
    nurse.signs_in(STAFF[1])
    assert page.bases is not None
    assert list(page.bases.buttons()) == ["own_handover", "own_entry", "last_handover", "day"]


def test_enter_on_a_line_leads_to_its_entry_in_the_record(nurse: Nurse) -> None:
    page = nurse.window.chart.handover
    nurse.tabs_to(page.table)
    place = next(n for n, row in enumerate(page.table.rows()) if row.entry)
    page.table.selectRow(0)
    nurse.presses(Qt.Key.Key_Return)
    assert nurse.window.chart.tabs.currentIndex() == HANDOVER, "a heading leads nowhere"
    page.table.selectRow(place)
    entry = page.table.chosen()
    nurse.presses(Qt.Key.Key_Return)
    assert nurse.window.chart.tabs.currentIndex() == RECORD
    assert nurse.window.chart.record.table.chosen() == entry


def test_another_patient_begins_with_their_own_moment(nurse: Nurse) -> None:
    page = nurse.window.chart.handover
    page.typed.setText("2026-11-23 08:00")
    page.typed.editingFinished.emit()
    assert page.wish.typed
    nurse.window.step_patient(1)
    assert (page.wish.typed, page.typed.text()) == ("", "")


def test_looking_back_nothing_can_be_handed_over(nurse: Nurse) -> None:
    window, ports = nurse.window, nurse.ports
    ports.others_write(handed_over(NOW - timedelta(hours=1), patient=WHO, by="M.S", id="h-1"))
    window.refresh()
    page = window.chart.handover
    assert page.give.isEnabled()
    assert page.take.isEnabled()
    QTest.keyClick(window.chart.record.back.as_of.slider, Qt.Key.Key_Left)
    assert not window.chart.record.back.is_now
    assert "NOT YET TAKEN OVER" in told(nurse)
    assert not page.give.isEnabled()
    assert not page.take.isEnabled()


def test_the_button_prints_the_sheet(nurse: Nurse, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr("blin21_desktop.ui.papers.preview_of", lambda _w, title, *_rest: said.append(title))
    nurse.tabs_to(nurse.window.chart.handover.printing)
    nurse.presses(Qt.Key.Key_Space)
    assert said == ["Print handover"]


def test_a_draft_of_an_answer_is_taken_up_as_an_answer(nurse: Nurse) -> None:
    nurse.ports.others_write(handed_over(NOW, patient=WHO, by="M.S", id="h-1"))
    nurse.window.refresh()
    nurse.window.handovers.take(WHO, "h-1")
    nurse.fills({"read_back": "yes", "note": "asked twice"})
    nurse.form.cancel_all()
    settle()
    nurse.window.charting.take_up_draft()
    assert nurse.form.filling.form.id == "take_over"
    assert nurse.form.filling.typed == {"note": "asked twice"}, "what was true then is asked again"
    nurse.form.cancel_all()
    nurse.window.handovers.take(WHO, "gone")
    settle()
    assert nurse.window.charting.open_form is None


def test_a_severity_chosen_in_a_draft_is_asked_again(nurse: Nurse) -> None:
    nurse.window.handovers.give(WHO)
    nurse.fills({"severity": "stable", "recommendation": "ask Dr H"})
    nurse.form.cancel_all()
    settle()
    nurse.window.charting.take_up_draft()
    assert nurse.form.filling.form.id == "handover"
    assert nurse.form.filling.typed["recommendation"] == "ask Dr H"
    assert "severity" not in nurse.form.filling.typed


def test_looking_back_the_moment_before_knows_no_more_than_the_one_shown(nurse: Nurse) -> None:
    late = vitals(NOW - timedelta(hours=1), 39.4, recorded_at=NOW - timedelta(minutes=20), patient=WHO, note="paper")
    nurse.ports.others_write(late)
    nurse.window.refresh()
    back = nurse.window.chart.record.back
    while back.known_at is None or back.known_at >= late.recorded_at:
        QTest.keyClick(back.known.slider, Qt.Key.Key_Left)
    page = nurse.window.chart.handover
    page.typed.setText("2026-11-23 14:20")
    page.typed.editingFinished.emit()
    assert "39.4" not in "".join(rows(nurse))


@pytest.mark.parametrize(("lang", "dark", "scale"), [("en", False, 100), ("ja", True, 150), ("en", True, 200)])
def test_a_handover_in_force_and_one_that_is_over_show_everything(
    open_ward: Open, lang: str, dark: bool, scale: int
) -> None:
    window, ports, _ = open_ward(lang, dark=dark, scale=scale)
    given = handed_over(NOW - timedelta(hours=1), patient=WHO, by="M.S", id="h-1", summary="tired " * 60)
    ports.others_write(given, answered(NOW, "h-1", "refused", patient=WHO, by="T.N"))
    window.open_patient(WHO)
    window.chart.tabs.setCurrentIndex(HANDOVER)
    for hours in (0, 9):
        ports.clock = NOW + timedelta(hours=hours)
        window.refresh()
        settle()
        page: QWidget = window.chart.handover
        assert cut(page) == []
        assert nameless(page) == []
        assert [one for one in page.findChildren(QWidget) if one.isVisible() and one.width() > page.width()] == []


def test_keys_reach_the_two_last_tabs(nurse: Nurse) -> None:
    QTest.keyClick(nurse.window, Qt.Key.Key_7, Qt.KeyboardModifier.ControlModifier)
    assert nurse.window.chart.tabs.currentIndex() == RECORD
