"""The whole first course of one patient charted in the window by keyboard alone, beside the same course from a file."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt

from blin21_desktop.domain.entries import Entry
from blin21_desktop.present.state import state_json
from blin21_desktop.store.codec import read_lines
from tests.ui.conftest import Open
from tests.ui.driving import Nurse
from tests.ui.fake_people import STAFF
from tests.ui.fakes import FakePorts

FILE = Path(__file__).parent / "data" / "first-course.jsonl"
PATIENT = "UPN-7"
LINE = {"not_flushed": "yes", "filter_in_place": "yes", "pump_locked": "yes", "clamps_open": "yes"}
WHO = {"wristband": "9900777", "birth_date": "2012-05-12"}
LOW, FULL = "9", "28"

MOMENTS = [
    *("2026-11-01T16:00", "2026-11-02T09:30", "2026-11-02T10:00", "2026-11-03T09:00", "2026-11-05T09:00"),
    *("2026-11-05T10:00", "2026-11-08T12:00", "2026-11-09T09:30", "2026-11-09T10:01", "2026-11-11T11:59"),
    *("2026-11-11T13:00", "2026-11-11T14:00", "2026-11-13T11:30", "2026-11-16T00:00", "2026-11-20T05:00"),
    *("2026-11-25T11:00", "2026-11-28T23:00", "2026-11-30T09:00", "2026-11-30T10:00", "2026-12-03T10:00"),
]
"""Twenty moments at which both charts must say the same."""


def hang(number: int, hours: str, volume: str, rate: str, use_before: str, dose: str) -> dict[str, str]:
    """What is typed about a bag."""
    return {
        **WHO,
        "bag.patient": PATIENT,
        "bag.label": f"P7-{number}",
        "dose_micrograms_per_day": dose,
        "bag.hours": hours,
        "bag.volume_ml": volume,
        "bag.rate_ml_per_h": rate,
        "bag.use_before": use_before,
        "rate_ml_per_h": rate,
        **LINE,
    }


class Course:
    """The nurse K.T charts, M.S is the second person."""

    def __init__(self, nurse: Nurse) -> None:
        self.nurse = nurse
        self.first, self.second = STAFF[0], STAFF[1]
        nurse.signs_in(self.first)

    def chart(self, at: str, opens: Qt.Key | str, typed: dict[str, str], *, when: str | None = None) -> None:
        """One form at its time, opened by its key or from the menu of more entries."""
        nurse = self.nurse
        nurse.it_is(f"{at}:00+09:00")
        nurse.comes_back()
        if isinstance(opens, Qt.Key):
            nurse.presses(opens)
        else:
            self._from_menu(opens)
        nurse.fills({**typed, "happened_at": when or at[11:]})
        if nurse.form.filling.form.second_check:
            assert nurse.form.footer.save.isEnabled(), nurse.form.footer.sentence.text()
            nurse.saves()
            nurse.second_person(self.second, typed["rate_ml_per_h"], typed["dose_micrograms_per_day"])
        nurse.signs_and_saves()

    def _from_menu(self, name: str) -> None:
        window = self.nurse.window
        menu = window.charting.menu(window.chart.patient, window.chart.more_button)
        action = next(a for a in menu.actions() if a.text() == name)
        menu.close()
        action.trigger()


def charted_in_the_window(nurse: Nurse) -> None:
    """Every fact of the course, as a nurse types it."""
    course = Course(nurse)
    nurse.it_is("2026-10-30T09:00:00+09:00")
    nurse.presses(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    nurse.fills(
        {
            "patient": PATIENT,
            "family_name": "Test",
            "given_name": "Seven",
            "hospital_id": "9900777",
            "sex": "female",
            "birth_date": "2012-05-12",
            "allergies": "none known",
            "bed": "720",
            "protocol": "sct-all-blin21",
            "label": "jp-pi-2021",
            "happened_at": "9:00",
        }
    )
    nurse.signs_and_saves()
    assert nurse.window.chart.patient == PATIENT
    _background(course)
    _infusion(course)


def _background(course: Course) -> None:
    course.chart("2026-10-30T09:05", "Weight and height", {"weight_kg": "46.2", "height_cm": "155"})
    transplant = {"transplanted_on": "2026-08-20", "number": "1", "gvhd_prophylaxis": "tacrolimus, MMF"}
    course.chart("2026-10-30T09:10", "Transplant", {**transplant, "engrafted_on": "2026-09-06"})
    course.chart("2026-10-30T09:12", "Enrolment", {"enrolled_on": "2026-10-30"})
    order = {"prescriber": "Dr H", "course": "1", "basis": "fixed", "weight_kg": "46.2"}
    low = {"dose_micrograms_per_day": LOW, "from": "2026-11-02 10:00"}
    full = {"dose_micrograms_per_day": FULL, "from": "2026-11-09 10:00"}
    course.chart("2026-11-01T15:00", "Dose order", {**order, **low})
    course.chart("2026-11-01T15:05", "Dose order", {**order, **full})
    dexamethasone = {"drug": "dexamethasone", "dose_mg": "7.5"}
    course.chart("2026-11-02T09:00", "Premedication", {**dexamethasone, "before": "start"})


def _infusion(course: Course) -> None:
    dexamethasone = {"drug": "dexamethasone", "dose_mg": "7.5"}
    first_bag = hang(1, "72", "237.6", "3.3", "2026-11-06 10:00", LOW)
    course.chart("2026-11-02T10:00", Qt.Key.Key_F6, {"course": "1", **first_bag})
    pump = {"running": "yes", "rate_ml_per_h": "3.3", "volume_given_ml": "72.6"}
    course.chart("2026-11-03T08:00", "Pump reading", pump)
    left = {"old_bag": "seen", "old_bag_remaining_ml": "20"}
    course.chart("2026-11-05T10:00", Qt.Key.Key_F6, {**hang(2, "96", "240", "2.5", "2026-11-10 10:00", LOW), **left})
    course.chart("2026-11-09T09:00", "Premedication", {**dexamethasone, "before": "step"})
    unseen = {"old_bag": "unseen"}
    third = hang(3, "96", "240", "2.5", "2026-11-14 10:00", FULL)
    course.chart("2026-11-09T10:00", Qt.Key.Key_F6, {**third, **unseen})
    course.chart("2026-11-11T12:00", Qt.Key.Key_F8, {"reason": "line_or_pump", "flushed": "no"})
    same = {"which_bag": "same", "ordered_by": "Dr H", "dose_micrograms_per_day": FULL, "rate_ml_per_h": "2.5"}
    course.chart("2026-11-11T14:00", Qt.Key.Key_F6, {**WHO, **same, **LINE})
    for number, day, before in ((4, 13, 18), (5, 17, 22), (6, 21, 26), (7, 25, 30)):
        bag = hang(number, "96", "240", "2.5", f"2026-11-{before} 12:00", FULL)
        course.chart(f"2026-11-{day}T12:00", Qt.Key.Key_F6, {**bag, **unseen})
    last = hang(8, "24", "240", "10", "2026-12-01 12:00", FULL)
    course.chart("2026-11-29T12:00", Qt.Key.Key_F6, {**last, **unseen})
    course.chart("2026-11-30T10:00", "End of the course", {"outcome": "course_completed"})


def from_the_file() -> list[Entry]:
    """The same course as `chart --keep-recorded-at` reads it."""
    zero = datetime.fromisoformat("2026-12-04T00:00:00+09:00")
    text = FILE.read_text(encoding="utf-8")
    lines = read_lines(text, keep_recorded_at=True, recorded_at=zero, new_id=lambda _: "")
    return [entry for _, entry in lines]


def answers(ports: FakePorts, moment: str) -> dict[str, Any]:
    """The state answer at a moment, from what had been written by then."""
    at = datetime.fromisoformat(f"{moment}:00+09:00")
    return state_json(ports.look(PATIENT, at, at), ports.words("en"))


def test_the_first_course_by_keyboard_gives_the_same_answers_as_from_a_file(open_ward: Open) -> None:
    ports = FakePorts([])
    window, _, bridge = open_ward(ports=ports)
    charted_in_the_window(Nurse(window, ports, bridge))
    other = FakePorts([])
    for entry in from_the_file():
        other.clock = entry.recorded_at
        other.write((entry,), "en")
    for ward in (ports, other):
        ward.clock = datetime.fromisoformat("2026-12-04T00:00:00+09:00") + timedelta()
    assert len(MOMENTS) == 20
    for moment in MOMENTS:
        assert answers(ports, moment) == answers(other, moment), moment
    assert answers(ports, MOMENTS[-1])["infusion"]["status"] == "ended_completed"
    assert answers(ports, MOMENTS[-1])["infusion"]["infused_hours"] == 670.0
