"""Who may act: the wait after wrong PINs, a role that changed meanwhile, a file without a staff list."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from blin21_desktop.domain.people import NotIdentified
from blin21_desktop.domain.text import say
from blin21_desktop.forms import FORMS
from blin21_desktop.service.people import TRIES, Staff
from tests.service.memory import MemoryStaff
from tests.ui.conftest import Open
from tests.ui.driving import Nurse
from tests.ui.fake_people import PIN, STAFF, FakePeople
from tests.ui.fakes import FakePorts
from tests.ui.test_mistakes import GOOD, words_on


def test_one_persons_wait_does_not_keep_the_second_person_from_checking(open_ward: Open) -> None:
    ports = FakePorts()
    rows = MemoryStaff(*((person, PIN) for person in STAFF))
    staff = Staff(rows, ports.now, lambda pin: pin[::-1], lambda known, pin: known == pin[::-1])
    ports.people = staff  # type: ignore[assignment]
    window, _, bridge = open_ward(ports=ports)
    nurse = Nurse(window, ports, bridge)
    nurse.signs_in(STAFF[0])
    window.open_patient("DEMO-6")
    nurse.comes_back()
    nurse.presses(Qt.Key.Key_F6)
    for _ in range(TRIES):
        with pytest.raises(NotIdentified):
            staff.identify("K.T", "000000")
    before = ports.log.head().count
    nurse.fills(GOOD)
    nurse.saves()
    nurse.second_person(STAFF[1], "2.5", "28")
    assert nurse.form.filling.second is not None
    nurse.types_pin(nurse.form.footer.pin)
    nurse.saves()
    said = words_on(nurse)
    assert "Too many wrong PINs for K.T. Possible again in 0hr 5min; another person can go on." in said
    assert ports.log.head().count == before


def test_who_became_a_reader_while_the_form_was_open_writes_nothing(open_ward: Open) -> None:
    window, ports, _ = open_ward()
    window.session.sign_in(STAFF[0])
    window.charting.start(FORMS["bed"], "DEMO-1")
    form = window.charting.open_form
    assert form is not None
    for key, text in (("bed", "799"), ("happened_at", "14:30")):
        form._edited(key, text)
    ports.people.put(replace(STAFF[0], role="viewer"), None, by="admin")
    before = ports.log.head().count
    form.show_all()
    form.footer.pin.setText(PIN)
    form.save()
    assert ports.log.head().count == before
    assert "K.T may only read" in form.footer.said.accessibleName()


class Nobody(FakePeople):
    """As in a file of an older version that is open for reading only."""

    def __init__(self) -> None:
        super().__init__()
        self.people = {}


def test_without_a_staff_list_in_a_file_for_reading_only_it_is_said_and_the_chart_can_be_read(
    open_ward: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr("blin21_desktop.ui.ask.tell", lambda _parent, _title, text: said.append(text))
    ports = FakePorts()
    ports.people, ports.notice = Nobody(), say("Opened for reading only.")
    window, _, _ = open_ward(ports=ports)
    QTest.keyClick(window, Qt.Key.Key_U, Qt.KeyboardModifier.ControlModifier)
    assert len(said) == 1
    assert said[0].startswith("Nobody is on the staff list of this file")
    assert said[0].endswith("Opened for reading only.")
    window.strip.staff.click()
    assert said == [said[0]] * 2
    window.open_patient("DEMO-6")
    assert window.on_chart
