"""The window keeps the downtime folder up to date in small steps, and says what hinders it without stopping."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QApplication, QMessageBox

from blin21_desktop.domain.text import say
from blin21_desktop.ui.downtime import FOLDER, LANGS
from blin21_desktop.ui.forms.confirmed import Confirmed
from blin21_desktop.ui.keys import board_menu
from blin21_desktop.ui.main_window import MainWindow
from tests.ui.conftest import Open
from tests.ui.fake_people import PIN, STAFF
from tests.ui.fakes import FakePorts


def steps() -> None:
    """Let every step be taken."""
    for _ in range(20):
        QApplication.processEvents()


def kept(open_ward: Open) -> tuple[MainWindow, FakePorts]:
    """A window that keeps a folder."""
    window, ports, _ = open_ward()
    ports.downtime.folder = "paper"
    return window, ports


def test_nothing_is_written_before_a_folder_is_chosen(open_ward: Open) -> None:
    window, ports, _ = open_ward()
    window.downtime.tick()
    steps()
    assert ports.downtime.written == 0
    assert not window.downtime.bar.isVisible()


def test_after_every_change_but_at_most_once_a_minute(open_ward: Open) -> None:
    window, ports, bridge = open_ward()
    ports.downtime.folder = "paper"
    ports.version += 1
    bridge.poll()
    steps()
    assert ports.downtime.written == 1
    ports.version += 1
    bridge.poll()
    steps()
    assert ports.downtime.written == 1, "a second change within the minute waits"
    ports.pass_time(timedelta(minutes=1))
    bridge.poll()
    steps()
    assert ports.downtime.written == 2
    assert not window.downtime.bar.isVisible()


def test_one_writing_at_a_time(open_ward: Open) -> None:
    window, ports = kept(open_ward)
    ports.downtime.faults = [""] * 3
    window.downtime.tick()
    ports.pass_time(timedelta(minutes=2))
    window.downtime.tick()
    steps()
    assert ports.downtime.written == 1


def test_a_folder_that_cannot_be_written_is_said_on_every_page_until_it_can(open_ward: Open) -> None:
    window, ports = kept(open_ward)
    ports.downtime.refuses = "paper: No space left on device."
    window.downtime.tick()
    steps()
    assert "No space left" in window.downtime.bar.text.accessibleName()
    assert window.downtime.bar.isVisible()
    window.open_patient("DEMO-3")
    assert window.downtime.bar.isVisible()
    assert not [box for box in window.findChildren(QMessageBox) if box.isVisible()], "nothing pops up"
    window.switch_language()
    assert "No space left" in window.downtime.bar.text.accessibleName()
    ports.downtime.refuses = ""
    ports.pass_time(timedelta(minutes=1))
    window.downtime.tick()
    steps()
    assert not window.downtime.bar.isVisible()


def test_a_sheet_that_cannot_be_drawn_is_said(open_ward: Open) -> None:
    window, ports = kept(open_ward)
    ports.downtime.faults = ["", "bed 703: too high", ""]
    window.downtime.tick()
    steps()
    assert "bed 703: too high" in window.downtime.bar.text.accessibleName()


def dialog_of(window: MainWindow) -> Confirmed:
    (dialog,) = [one for one in window.findChildren(Confirmed) if one.isVisible()]
    return dialog


def answer(dialog: Confirmed, folder: str, langs: str, pin: str = PIN) -> None:
    dialog.rows[FOLDER].put(folder)
    dialog.rows[LANGS].put(langs)
    dialog.pin.setText(pin)
    dialog.ok.click()


def test_the_folder_is_chosen_by_somebody_who_may_write(open_ward: Open) -> None:
    window, ports, _ = open_ward()
    (action,) = [one for one in board_menu(window).actions() if one.text() == "Downtime sheets…"]
    window.session.sign_in(STAFF[0])
    action.trigger()
    dialog = dialog_of(window)
    answer(dialog, "paper", "ja", "000000")
    assert "do not fit" in dialog.said.accessibleName()
    ports.downtime.refuses = "paper: there is no such folder."
    answer(dialog, "paper", "ja")
    assert "no such folder" in dialog.said.accessibleName()
    assert ports.downtime.folder == ""
    ports.downtime.refuses = ""
    answer(dialog, " paper ", "ja")
    assert not dialog.isVisible()
    assert (ports.downtime.folder, ports.downtime.langs) == ("paper", "ja")
    steps()
    assert ports.downtime.written == 1, "at once, not at the next minute"


def test_where_nothing_can_be_written_the_folder_is_not_asked_for(open_ward: Open) -> None:
    window, ports, _ = open_ward()
    ports.notice = say("reading only")
    window.downtime.set_up()
    (box,) = [one for one in window.findChildren(QMessageBox) if one.isVisible()]
    assert box.text() == "reading only"


def test_nobody_signed_in_is_asked_who_it_is_first(open_ward: Open) -> None:
    window, _, _ = open_ward()
    window.downtime.set_up()
    assert not [one for one in window.findChildren(Confirmed) if one.isVisible()]
