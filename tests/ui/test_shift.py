"""A shift of twelve hours in the window, with a clock the test moves: 14:30 to 02:30 on the training ward."""

from __future__ import annotations

from PySide6.QtCore import Qt

from blin21_desktop.domain.infusion import Status
from tests.ui.conftest import Open
from tests.ui.driving import Nurse
from tests.ui.fake_people import STAFF
from tests.ui.test_mistakes import GOOD

LINE = dict.fromkeys(("not_flushed", "filter_in_place", "pump_locked", "clamps_open"), "yes")


class Shift:
    """Who is on duty, and what they chart."""

    def __init__(self, nurse: Nurse) -> None:
        self.nurse = nurse

    def opens(self, patient: str, key: Qt.Key) -> None:
        """A patient's chart, then a form by its key."""
        self.nurse.window.open_patient(patient)
        self.nurse.comes_back()
        self.nurse.presses(key)

    def more(self, patient: str, name: str) -> None:
        """A form from the menu of more entries."""
        window = self.nurse.window
        window.open_patient(patient)
        self.nurse.comes_back()
        menu = window.charting.menu(patient, window.chart.more_button)
        action = next(one for one in menu.actions() if one.text() == name)
        menu.close()
        action.trigger()


def late(shift: Shift) -> None:
    """K.T: a bag change, two pump readings, a stop."""
    nurse = shift.nurse
    nurse.signs_in(STAFF[0])
    nurse.it_is("2026-11-23T14:50:00+09:00")
    shift.opens("DEMO-6", Qt.Key.Key_F6)
    nurse.fills({**GOOD, "happened_at": "14:50"})
    nurse.saves()
    nurse.second_person(STAFF[1], "2.5", "28")
    nurse.signs_and_saves()
    for at, patient, rate in (("16:00", "DEMO-1", "3.3"), ("16:05", "DEMO-6", "2.5")):
        nurse.it_is(f"2026-11-23T{at}:00+09:00")
        shift.more(patient, "Pump reading")
        nurse.fills({"running": "yes", "rate_ml_per_h": rate, "happened_at": at})
        nurse.signs_and_saves()
    nurse.it_is("2026-11-23T19:10:00+09:00")
    shift.opens("DEMO-1", Qt.Key.Key_F8)
    nurse.fills({"reason": "line_or_pump", "flushed": "no", "happened_at": "19:10"})
    nurse.signs_and_saves()


def night(shift: Shift) -> None:
    """T.N: the restart, and a bed written up late."""
    nurse = shift.nurse
    nurse.signs_in(STAFF[2])  # the night
    nurse.it_is("2026-11-23T20:25:00+09:00")
    shift.opens("DEMO-1", Qt.Key.Key_F8)  # paused: the planner comes first
    nurse.presses(Qt.Key.Key_F6)  # the key of the resume, there as in the chart
    person = nurse.ports.look("DEMO-1").registered
    assert person is not None
    typed = {"wristband": person.hospital_id, "birth_date": person.birth_date.isoformat(), "which_bag": "same"}
    dose = {"ordered_by": "Dr H", "dose_micrograms_per_day": "11.1", "rate_ml_per_h": "3.3", "happened_at": "20:25"}
    nurse.fills({**typed, **dose, **LINE})
    nurse.saves()
    nurse.second_person(STAFF[0], "3.3", "11.1")
    nurse.signs_and_saves()
    nurse.it_is("2026-11-24T02:30:00+09:00")
    shift.more("DEMO-6", "Bed")
    nurse.fills({"bed": "716", "note": "forgotten until now", "happened_at": "2026-11-23 23:50"})
    nurse.signs_and_saves()


def test_a_shift_of_twelve_hours(open_ward: Open) -> None:
    window, ports, bridge = open_ward()
    nurse = Nurse(window, ports, bridge)
    before = ports.log.head().count
    late(Shift(nurse))
    assert ports.look("DEMO-1").status is Status.PAUSED
    night(Shift(nurse))
    new = [recorded.entry for recorded in ports.log.recorded[before:]]
    told = [(entry.kind.value, entry.patient, entry.by) for entry in new]
    assert told == [
        ("bag_changed", "DEMO-6", "K.T"),
        ("pump_read", "DEMO-1", "K.T"),
        ("pump_read", "DEMO-6", "K.T"),
        ("infusion_paused", "DEMO-1", "K.T"),
        ("infusion_resumed", "DEMO-1", "T.N"),
        ("bed_changed", "DEMO-6", "T.N"),
    ]
    course = ports.look("DEMO-1").course
    assert course is not None
    assert course.pauses[-1].end is not None
    assert (course.pauses[-1].end - course.pauses[-1].start).total_seconds() == 75 * 60
    window.show_board()
    assert ports.look("DEMO-6").bed == "716"
