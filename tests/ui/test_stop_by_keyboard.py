"""F8 while it runs: the stop charted with few keys, and no draft of a form that nobody touched."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from blin21_desktop.domain.entries import InfusionPaused, PauseReason
from blin21_desktop.domain.infusion import Status
from tests.ui.conftest import Open, settle
from tests.ui.driving import Nurse
from tests.ui.fake_people import PIN, STAFF
from tests.ui.fakes import NOW
from tests.ui.test_restart_planner import RUNNING


def test_a_stop_is_charted_with_few_keys(open_ward: Open) -> None:
    """F8; the cause; the flush question; Ctrl+Enter; the PIN. The time stands there already."""
    window, ports, bridge = open_ward()
    nurse = Nurse(window, ports, bridge)
    nurse.signs_in(STAFF[0])
    window.open_patient(RUNNING)
    nurse.comes_back()
    nurse.presses(Qt.Key.Key_F8)
    assert nurse.form.filling.typed == {"happened_at": "2026-11-23 14:30"}
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == "Why: adverse reaction"
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Space, Qt.Key.Key_Tab, Qt.Key.Key_Right, Qt.Key.Key_Space):
        nurse.presses(key)
    nurse.presses(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is nurse.form.footer.pin
    assert ports.look(RUNNING).status is Status.RUNNING
    QTest.keyClicks(nurse.form.footer.pin, PIN)
    nurse.presses(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    stop = ports.look(RUNNING).chart.last(InfusionPaused, ports.now())
    assert stop is not None
    assert (stop.happened_at, stop.reason, stop.flushed, stop.note) == (NOW, PauseReason.LINE_OR_PUMP, False, None)


def test_a_stop_form_that_nobody_touched_leaves_no_draft(open_ward: Open) -> None:
    window, ports, _ = open_ward()
    window.session.sign_in(STAFF[0])
    window.open_patient(RUNNING)
    for touched in (False, True):
        window.restarts.interruption(RUNNING)
        form = window.charting.open_form
        assert form is not None
        if touched:
            QTest.keyClick(form.focusWidget(), Qt.Key.Key_Space)
        form.reject()
        settle()
        assert [draft.form for draft in ports.drafts.of("K.T")] == (["stop"] if touched else [])
    window.restarts.interruption(RUNNING)
    form = window.charting.open_form
    assert form is not None
    assert "happened_at" not in form.filling.typed, "the time of a draft is asked again"
