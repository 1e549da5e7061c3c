"""The checks in a real training ward: keys F4 and F7, handwriting by its form, the tab Checks, verify and backup."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from blin21_desktop.bootstrap import main
from blin21_desktop.bootstrap.program import Program
from blin21_desktop.bootstrap.window import WindowWard
from blin21_desktop.domain.entries import VitalsMeasured, WritingSampled
from blin21_desktop.forms import FORMS
from blin21_desktop.printing.job import Job
from blin21_desktop.store.safety import backup, verify
from blin21_desktop.ui import app as program
from blin21_desktop.ui.samples import SampleButton, SampleView
from blin21_desktop.ui.samples_field import PictureField
from tests.ui.conftest import settle
from tests.ui.driving import Nurse
from tests.ui.pictures import photo, saved, scan
from tests.ui.test_tour import cut, nameless

CLOCK = datetime(2026, 11, 23, 5, 30, tzinfo=UTC)
WHO = "DEMO-6"
BEFORE_START = "DEMO-9"
"""Whose course has not begun: a sample is the baseline without anything to explain."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "ward.blin21"
    assert main(["demo", str(made)], lambda: CLOCK) == 0
    return made


@pytest.fixture
def nurse(qtbot: QtBot, path: Path) -> Nurse:
    program.application()
    parts = Program(lambda: CLOCK)
    desk = parts.open(path)
    ports = WindowWard(parts, desk)
    window, bridge = program.window(ports, "en")
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    made = Nurse(window, ports, bridge)  # type: ignore[arg-type]  # the real ward in the place of the hand-made one
    made.signs_in(next(person for person in ports.people.staff() if person.id == "K.T"))
    made.comes_back()
    return made


def attaches(nurse: Nurse, picture: Path, *, baseline: str, at: str) -> None:
    nurse.window.charting.start(FORMS["writing"], BEFORE_START)
    control = nurse.form.body.rows["picture"].control
    assert isinstance(control, PictureField)
    control.read(picture)
    nurse.form.activateWindow()
    QTest.qWaitForWindowActive(nurse.form)
    nurse.fills({"baseline": baseline, "sentence": "I like dogs", "happened_at": at})
    nurse.signs_and_saves()
    settle()


def test_handwriting_goes_from_the_form_to_the_tab_the_check_of_the_file_and_the_backup(
    nurse: Nurse, path: Path, tmp_path: Path
) -> None:
    nurse.window.open_patient(BEFORE_START)
    nurse.window.chart.tabs.setCurrentIndex(2)
    attaches(nurse, saved(tmp_path, "photo.jpg", photo(6)), baseline="yes", at="14:20")
    attaches(nurse, saved(tmp_path, "scan.png", scan()), baseline="no", at="14:28")
    page = nurse.window.chart.checks
    buttons = page.findChildren(SampleButton)
    assert [one.accessibleName() for one in buttons] == [
        "Handwriting sample: Mon 23-Nov-2026 14:20 · baseline",
        "Handwriting sample: Mon 23-Nov-2026 14:28 · newest",
    ]
    assert cut(nurse.window) == nameless(nurse.window) == []
    nurse.comes_back()
    nurse.tabs_to(buttons[1])
    nurse.presses(Qt.Key.Key_Return)
    (view,) = buttons[1].findChildren(SampleView)
    assert view.isVisible()
    view.reject()
    entries = nurse.ports.look(BEFORE_START).chart.all(WritingSampled, CLOCK)
    assert [entry.media_type for entry in entries] == ["image/jpeg", "image/png"]
    assert verify(path).ok
    copy = tmp_path / "copy.blin21"
    assert backup(path, copy).ok
    kept = WindowWard(Program(lambda: CLOCK), Program(lambda: CLOCK).open(copy, read_only=True))
    assert all(kept.sample(entry.sha256) == nurse.ports.sample(entry.sha256) for entry in entries)


def test_a_check_from_the_board_is_charted_about_the_chosen_patient_and_seen_on_the_tab(nurse: Nurse) -> None:
    nurse.window.board.table.choose(WHO)
    nurse.presses(Qt.Key.Key_F7)
    assert nurse.window.chart.patient == WHO
    assert "9900055" in nurse.form.identity.text()
    nurse.fills({"vitals": "all"})
    nurse.fills({"temperature_c": "38.4", "spo2_percent": "98", "systolic_mmhg": "104", "diastolic_mmhg": "60"})
    nurse.fills({"pulse_per_min": "98", "respiration_per_min": "18", "temperature_site": "axilla"})
    nurse.fills({"oxygen.device": "none", "crs": "items", "hypotension": "none", "life_threatening": "no"})
    nurse.fills({"crs.accepted_grade": "1"})
    nurse.fills({"tool": "normal", "signs": "normal", "neuro.accepted_grade": "0", "happened_at": "14:30"})
    nurse.signs_and_saves()
    settle()
    nurse.window.chart.tabs.setCurrentIndex(2)
    page = nurse.window.chart.checks
    newest = nurse.ports.look(WHO).chart.last(VitalsMeasured, CLOCK)
    assert newest is not None
    assert newest.temperature_c == 38.4
    assert page._view is not None
    assert "38.4" in page._view.moments[-1].text
    assert [line.chip.grade for line in page._view.grades] == [1, 1, 0]
    assert nurse.window.chart.tabs.tabText(0) == "Now · MEDIUM 2"


def test_the_next_due_leads_to_an_overdue_check(nurse: Nurse) -> None:
    tasks = {look.patient: look.tasks for look in nurse.ports.board()}
    nurse.presses(Qt.Key.Key_F4)
    first = min(tasks[nurse.window.chart.patient], key=lambda task: task.due_at)
    assert (first.what, first.state) == ("crs_check", "overdue")


def test_looking_back_a_check_is_refused_in_words(nurse: Nurse) -> None:
    nurse.window.open_patient(WHO)
    nurse.window.chart.record.back.as_of.slider.setValue(5)
    settle()
    assert not nurse.window.chart.check_button.isEnabled()
    nurse.presses(Qt.Key.Key_F7)
    assert nurse.window.charting.open_form is None
    boxes = [box for box in nurse.window.findChildren(QMessageBox) if box.isVisible()]
    assert [box.text()[:46] for box in boxes] == ["Nothing can be written while looking back. Ret"]
    boxes[0].close()
    QApplication.processEvents()


def test_paper_of_a_real_ward_is_recorded_registered_and_comes_again(path: Path) -> None:
    parts = Program(lambda: CLOCK)
    ports = WindowWard(parts, parts.open(path))
    assert ports.page_size() == "a4"
    ports.keep_page_size("letter")
    made = ports.paper(Job(paper="handover", patients=(WHO,), lang="ja", page=ports.page_size(), by="K.T"))
    ports.printed(made, "en")
    (kept,) = ports.prints(WHO)
    assert (kept.first, kept.state) == (made.record[0], "current")
    again = ports.again(kept.first, "M.S", "en")
    assert (again.same, again.printed.pdf) == (True, made.pdf)
    assert ports.paper_check((kept.first.code or "").lower()).position == kept.first.based_on
    old = replace(kept.first, at=None)
    with pytest.raises(ValueError, match="kept too little"):
        ports.again(old, None, "en")
    assert WindowWard(parts, parts.open(path)).page_size() == "letter"


def test_a_character_no_font_has_is_said_in_words(path: Path) -> None:
    parts = Program(lambda: CLOCK)
    ports = WindowWard(parts, parts.open(path))
    with pytest.raises(ValueError, match="fonts of this program cannot draw"):
        ports.paper(Job(paper="handover", patients=(WHO,), by="\ufdd0"))
