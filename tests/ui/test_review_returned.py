"""What comes back from a review copy is in the record only when a person accepted it, beside what changed since."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from blin21_desktop.domain.entries import DecisionTaken
from blin21_desktop.domain.text import say
from blin21_desktop.ui.copy_state import ReviewDesk
from blin21_desktop.ui.forms.confirmed import Confirmed
from blin21_desktop.ui.forms.sign_in import SignIn
from blin21_desktop.ui.main_window import MainWindow
from blin21_desktop.ui.returned_window import ReturnedWindow
from blin21_desktop.ui.review_answering import BECAUSE
from tests.ui.conftest import Open, settle
from tests.ui.copy_driving import never
from tests.ui.fake_copies import FakeReturns, commented
from tests.ui.fake_people import PIN, one_with
from tests.ui.fakes import NOW, FakePorts
from tests.ui.test_forms_tour import WAYS, wider_than_its_window
from tests.ui.test_tour import cut, nameless

NURSE = one_with("nurse")
CHANCE = "four words by chance"
DECIDED = DecisionTaken(
    id="decision-1", patient="DEMO-1", happened_at=NOW + timedelta(hours=1), recorded_at=NOW + timedelta(hours=1),
    by="Dr H", decision="continue", physician="Dr H", findings=(), copy="copy-1", copy_at=NOW,
)  # fmt: skip


def with_returns(open_ward: Open, *entries: object, **way: object) -> tuple[MainWindow, FakePorts, FakeReturns]:
    ports = FakePorts()
    ports.clock = NOW + timedelta(hours=5)
    desk = FakeReturns(ports, *(entries or (commented("repeat ALT"),)))  # type: ignore[arg-type]
    ports.review = ReviewDesk(never, None, desk)
    lang = str(way.pop("lang", "en"))
    window, _, _ = open_ward(lang, ports=ports, **way)
    window.session.sign_in(NURSE)
    return window, ports, desk


def opened(window: MainWindow, tmp_path: Path) -> ReturnedWindow:
    window.returned.open()
    path = tmp_path / "a.blin21return"
    path.write_bytes(b"x")
    window.returned.read(path, NURSE)
    settle()
    page = window.returned.page
    assert page is not None
    return page


def answer(page: ReturnedWindow, because: str = "", pin: str = PIN) -> Confirmed:
    settle()
    dialog = page.findChildren(Confirmed)[-1]
    if because:
        dialog.rows[BECAUSE].put(because)
    dialog.pin.setText(pin)
    dialog.finish()
    settle()
    return dialog


def test_a_comment_is_in_the_record_only_once_accepted(open_ward: Open, tmp_path: Path) -> None:
    window, ports, desk = with_returns(open_ward)
    before = ports.log.head().count
    page = opened(window, tmp_path)
    assert ports.log.head().count == before
    assert page.said.accessibleName() == "Read: 1 entries, 1 to answer."
    assert page.title.accessibleName() == "SURUGA Aoi, born 10-Jan-2021, ID 9900013"
    page.accept_button.click()
    answer(page, pin="000000")
    assert ports.log.head().count == before
    answer(page)
    entry = ports.log.recorded[-1].entry
    assert (entry.kind.value, entry.by, entry.note) == ("review_commented", "K.T", None)
    assert ports.log.head().count == before + 1
    assert page.said.accessibleName() == "Done: Accept into the record."
    assert page.empty.isVisible()
    page.reject()
    settle()
    assert desk.waiting() == []


def test_the_same_file_again_shows_what_was_answered(open_ward: Open, tmp_path: Path) -> None:
    window, ports, _ = with_returns(open_ward)
    page = opened(window, tmp_path)
    page.accept_button.click()
    answer(page)
    count = ports.log.head().count
    window.returned.read(tmp_path / "a.blin21return", NURSE)
    settle()
    assert page.said.accessibleName() == "Read: 1 entries, 0 to answer."
    assert page.table.rows()[0].cells[0].text == "in the record"
    assert not page.accept_button.isEnabled()
    page.accept_button.click()
    window.returned.find("nothing")
    assert ports.log.head().count == count


def test_a_decision_without_what_came_since_needs_a_reason(open_ward: Open, tmp_path: Path) -> None:
    window, ports, _ = with_returns(open_ward, DECIDED)
    paused = replace(next(e for e in ports.ward.chart("DEMO-5").written if e.kind.value == "infusion_paused"),
                     id="paused-1", patient="DEMO-1", happened_at=NOW + timedelta(minutes=30),
                     recorded_at=NOW + timedelta(minutes=30))  # fmt: skip
    ports.others_write(paused)
    page = opened(window, tmp_path)
    assert "1 entries the physician did not know" in page.table.rows()[0].cells[3].text
    lines = [one.accessibleName() for one in page.one.findChildren(type(window.notice))]
    assert "In the copy: RUNNING. Now: PAUSED." in lines
    assert any("Infusion paused" in line for line in lines)
    before = ports.log.head().count
    page.accept_button.click()
    first = answer(page)
    assert "entries written since, not known there: 1" in first.said.accessibleName()
    assert ports.log.head().count == before
    answer(page, because="asked Dr H by telephone: holds")
    entry = ports.log.recorded[-1].entry
    assert entry.override is not None
    assert (entry.override.because, entry.override.by) == ("asked Dr H by telephone: holds", "K.T")


def test_declining_needs_a_reason_and_writes_nothing(open_ward: Open, tmp_path: Path) -> None:
    window, ports, desk = with_returns(open_ward, commented("a"), commented("b", "DEMO-2"))
    page = opened(window, tmp_path)
    before = ports.log.head().count
    page.decline_button.click()
    empty = answer(page)
    assert empty.said.accessibleName() == "Say why the entry is declined."
    answer(page, because="another patient was meant")
    assert ports.log.head().count == before
    assert [row.cells[0].text for row in page.table.rows()] == ["waits for an answer", "declined"]
    page.table.choose(page.table.rows()[1].entry)
    lines = [one.accessibleName() for one in page.one.findChildren(type(window.notice))]
    assert "Reason: another patient was meant" in lines
    page.decline_button.click()
    assert len(desk.answers) == 1


def test_the_board_counts_what_waits(open_ward: Open, tmp_path: Path) -> None:
    window, _, _ = with_returns(open_ward)
    assert not window.board.returned_button.isVisible()
    page = opened(window, tmp_path)
    page.reject()
    settle()
    assert window.board.returned_button.text() == "Returned comments: 1  Ctrl+J"
    window.activateWindow()
    window.board.returned_button.click()
    assert window.returned.page is not None
    window.returned.open()
    assert len(window.findChildren(ReturnedWindow)) == 1


def test_a_comment_about_an_entry_shows_it(open_ward: Open, tmp_path: Path) -> None:
    about = FakePorts().ward.chart("DEMO-1").written[0]
    window, _, _ = with_returns(open_ward, commented("why", about=about.id))
    opened(window, tmp_path)
    page = window.returned.page
    assert page is not None
    lines = [one.accessibleName() for one in page.one.findChildren(type(window.notice))]
    assert any(line.startswith("About: ") for line in lines)


def test_files_that_cannot_be_taken_in_are_said(open_ward: Open, tmp_path: Path) -> None:
    window, _, desk = with_returns(open_ward)
    window.returned.open()
    page = window.returned.page
    assert page is not None
    assert page.empty.accessibleName() == "Nothing waits. Open a return file that came from a physician."
    page.file_button.click()
    (asked,) = page.findChildren(QFileDialog)
    asked.filesSelected.emit([str(tmp_path / "none")])
    asked.close()
    assert "cannot be read" in page.said.accessibleName()
    desk.refuses = say("This return file was changed.")
    window.returned.read(tmp_path / "none", NURSE)
    assert page.said.accessibleName() == "This return file was changed."
    window.session.sign_in(one_with("viewer"))
    page.file_button.click()
    assert "guest" in page.said.accessibleName()
    window.session.sign_out()
    page.file_button.click()
    assert window.findChildren(SignIn)


@pytest.mark.parametrize(("lang", "dark", "scale"), WAYS)
def test_nothing_is_cut_or_nameless(open_ward: Open, lang: str, dark: bool, scale: int, tmp_path: Path) -> None:
    window, _, _ = with_returns(open_ward, DECIDED, commented("a"), lang=lang, dark=dark, scale=scale)
    page = opened(window, tmp_path)
    assert cut(page) == []
    assert nameless(page) == []
    assert wider_than_its_window(page) == []
