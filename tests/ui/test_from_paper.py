"""The switch "writing up from paper", by keyboard alone: visible on every page, forms with the paper's times."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from blin21_desktop.domain.entries import VitalsMeasured
from blin21_desktop.forms.vitals import VITALS as VITALS_FORM
from blin21_desktop.present.record import record_rows
from blin21_desktop.ui.keys import board_menu
from tests.forms.filling import VITALS
from tests.ui.conftest import Open
from tests.ui.driving import Nurse
from tests.ui.fake_people import STAFF

CONTROL = Qt.KeyboardModifier.ControlModifier
PATIENT = "DEMO-3"


def on(open_ward: Open) -> Nurse:
    """A nurse at a chart, with the switch on."""
    nurse = Nurse(*open_ward())
    nurse.signs_in(STAFF[0])
    nurse.window.open_patient(PATIENT)
    nurse.presses(Qt.Key.Key_E, CONTROL)
    return nurse


def test_the_switch_is_seen_on_every_page_in_both_languages_until_it_is_off(open_ward: Open) -> None:
    nurse = on(open_ward)
    bar = nurse.window.from_paper.bar
    assert bar.isVisible()
    assert bar.text.accessibleName().startswith("WRITING UP FROM PAPER.")
    nurse.window.switch_language()
    assert bar.isVisible()
    nurse.window.show_board()
    assert bar.isVisible()
    nurse.presses(Qt.Key.Key_E, CONTROL)
    assert not bar.isVisible()
    (action,) = [
        one for one in board_menu(nurse.window).actions() if one.text() == nurse.window.words.t("Writing up from paper")
    ]
    action.trigger()
    assert bar.isVisible()
    nurse.window.from_paper.back.click()
    assert not nurse.window.charting.from_paper


def test_a_stop_has_its_note_and_no_time_and_no_now(open_ward: Open) -> None:
    nurse = on(open_ward)
    nurse.window.charting.interruption(PATIENT)
    form = nurse.form
    assert form.filling.typed == {"note": "late entry, from paper"}
    assert "from paper" in form.windowTitle()
    assert not [one for one in form.findChildren(QPushButton) if one.text() == "Now"]
    form.reject()
    nurse.presses(Qt.Key.Key_E, CONTROL)
    nurse.window.charting.interruption(PATIENT)
    assert set(nurse.form.filling.typed) == {"happened_at"}
    assert [one for one in nurse.form.findChildren(QPushButton) if one.text() == "Now"]


def test_a_check_is_written_up_by_keyboard_and_the_record_shows_both_times(open_ward: Open) -> None:
    nurse = on(open_ward)
    nurse.window.charting.start(VITALS_FORM, PATIENT)
    nurse.fills({**VITALS, "happened_at": "2026-11-23 10:15"})
    nurse.signs_and_saves()
    look = nurse.ports.look(PATIENT)
    entry = look.chart.last(VitalsMeasured, look.at)
    written = [one for one in look.chart.written if isinstance(one, VitalsMeasured)][-1]
    assert entry is not None
    assert f"{written.happened_at:%H:%M} {written.recorded_at:%H:%M}" == "10:15 14:30"
    assert written.note == "late entry, from paper"
    (row,) = [one for one in record_rows(look, nurse.window.words) if one.entry == written.id]
    assert (row.happened, row.recorded, row.late) == ("23-Nov-2026 10:15", "23-Nov-2026 14:30", "late by 4hr 15min")
    assert [line.text for line in row.cells[-1].lines] == [row.recorded, row.late]


def test_a_draft_taken_up_from_paper_keeps_its_own_text(open_ward: Open) -> None:
    nurse = on(open_ward)
    nurse.presses(Qt.Key.Key_E, CONTROL)
    nurse.window.charting.start(VITALS_FORM, PATIENT)
    nurse.form.filling.put("temperature_c", "37.5")
    nurse.form.reject()
    nurse.presses(Qt.Key.Key_E, CONTROL)
    nurse.window.charting.start(VITALS_FORM, PATIENT)
    assert nurse.form.filling.typed == {"temperature_c": "37.5", "note": "late entry, from paper"}


def test_an_emptied_form_still_has_its_note(open_ward: Open) -> None:
    nurse = on(open_ward)
    nurse.window.charting.start(VITALS_FORM, PATIENT)
    nurse.form.filling.put("temperature_c", "37.5")
    nurse.form.footer.empty.click()
    assert nurse.form.filling.typed == {"note": "late entry, from paper"}


def test_a_correction_stays_a_correction(open_ward: Open) -> None:
    nurse = on(open_ward)
    look = nurse.ports.look(PATIENT)
    entry = [one for one in look.chart.written if isinstance(one, VitalsMeasured)][-1]
    nurse.window.charting.correct(PATIENT, entry.id)
    assert nurse.form.filling.typed == {}
    shown = [one.text() for one in nurse.form.findChildren(QLabel)]
    assert not any("as they stand on the paper" in text for text in shown)
