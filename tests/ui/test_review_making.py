"""Review copies are made on the ward by a person with a PIN; one opens from there too."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from blin21_desktop.domain.entries import DecisionTaken
from blin21_desktop.domain.text import say
from blin21_desktop.forms.review_copy import DAYS, PHYSICIAN
from blin21_desktop.service.review_ports import Wanted
from blin21_desktop.ui.copy_state import ReviewDesk
from blin21_desktop.ui.copy_unlock import UnlockCopy
from blin21_desktop.ui.forms.sign_in import SignIn
from blin21_desktop.ui.main_window import MainWindow
from blin21_desktop.ui.review_made import CopyMade
from blin21_desktop.ui.review_making import MakeCopy, make_copy
from blin21_desktop.ui.review_opening import open_copy, unlock
from tests.ui.conftest import Open, settle
from tests.ui.copy_driving import never, told
from tests.ui.fake_copies import FakeMaker, commented
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


def with_maker(
    open_ward: Open, lang: str = "en", *, dark: bool = False, scale: int = 100
) -> tuple[MainWindow, FakeMaker]:
    ports, maker = FakePorts(), FakeMaker()
    ports.review = ReviewDesk(never, maker)
    window, _, _ = open_ward(lang, dark=dark, scale=scale, ports=ports)
    window.session.sign_in(NURSE)
    return window, maker


def making(window: MainWindow) -> MakeCopy:
    make_copy(window)
    settle()
    return window.findChildren(MakeCopy)[-1]


def fill(dialog: MakeCopy) -> None:
    dialog.everybody.click()
    dialog.rows[PHYSICIAN].put("Dr H")
    dialog.rows[DAYS].put("7")
    for line in (dialog.lock.first, dialog.lock.again):
        line.setText(CHANCE)
    dialog.pin.setText(PIN)


def saved(dialog: MakeCopy, path: Path) -> None:
    (asked,) = dialog.findChildren(QFileDialog)
    assert asked.defaultSuffix() == "blin21review"
    asked.fileSelected.emit(str(path))
    settle()


def test_a_copy_is_made_and_says_what_to_compare(open_ward: Open, tmp_path: Path) -> None:
    window, maker = with_maker(open_ward)
    dialog = making(window)
    assert dialog.chosen() == ()
    fill(dialog)
    dialog.nobody.click()
    dialog.patients.item(0).setCheckState(Qt.CheckState.Checked)
    dialog.finish()
    saved(dialog, tmp_path / "a.blin21review")
    ((wanted, out),) = maker.asked
    assert (wanted.patients, wanted.physician, wanted.by, wanted.passphrase) == (("DEMO-1",), "Dr H", "K.T", CHANCE)
    assert out == tmp_path / "a.blin21review"
    (made,) = window.findChildren(CopyMade)
    said = " ".join(one.accessibleName() for one in made.findChildren(type(window.notice)))
    assert "The ward's key: 65RP-4PZG-5M" in said
    assert "The ward's record then: 2,552 entries, code 7F3A-91C2-0B." in said
    made.reject()


def test_what_is_missing_is_said_at_its_place(open_ward: Open) -> None:
    window, maker = with_maker(open_ward)
    dialog = making(window)
    dialog.finish()
    assert dialog.said.accessibleName() == "Choose at least one patient."
    assert dialog.rows[PHYSICIAN].message.accessibleName() == "Say for whom the copy is."
    assert dialog.lock.wrong.accessibleName() == "at least 12 characters"
    fill(dialog)
    dialog.pin.setText("000000")
    dialog.finish()
    assert dialog.said.accessibleName() == "Id and PIN do not fit together."
    assert dialog.pin.text() == ""
    fill(dialog)
    dialog.lock.again.setText("other words by chance")
    dialog.finish()
    assert dialog.lock.wrong.accessibleName() == "The two passphrases differ."
    assert maker.asked == []
    QTest.keyClicks(dialog.lock.first, "!")
    assert dialog.lock.strong.accessibleName().startswith("Strength: ")
    dialog.reject()


def test_a_key_file_instead_of_a_passphrase(open_ward: Open, tmp_path: Path) -> None:
    window, maker = with_maker(open_ward)
    dialog = making(window)
    fill(dialog)
    QTest.keyClick(dialog.lock.kind.buttons()["key"], Qt.Key.Key_Space)
    dialog.finish()
    assert "public key" in dialog.lock.wrong.accessibleName()
    dialog.lock.key_button.click()
    (asked,) = dialog.lock.findChildren(QFileDialog)
    asked.filesSelected.emit([str(tmp_path / "h.pub")])
    asked.close()
    settle()
    dialog.pin.setText(PIN)
    dialog.finish()
    saved(dialog, tmp_path / "k.blin21review")
    assert (maker.asked[0][0].key_file, maker.asked[0][0].passphrase) == (tmp_path / "h.pub", None)


def test_text_that_names_somebody_else_is_told_once(open_ward: Open, tmp_path: Path) -> None:
    window, maker = with_maker(open_ward)
    maker.others = [commented("changed places with DEMO-2")]
    dialog = making(window)
    fill(dialog)
    dialog.finish()
    assert dialog.said.accessibleName().startswith("1 entries of these patients name another patient")
    assert not dialog.findChildren(QFileDialog)
    dialog.pin.setText(PIN)
    dialog.finish()
    saved(dialog, tmp_path / "o.blin21review")
    assert len(maker.asked) == 1


def test_why_no_copy_was_made(open_ward: Open, tmp_path: Path) -> None:
    window, maker = with_maker(open_ward)
    dialog = making(window)
    fill(dialog)
    dialog.finish()
    maker.refuses = say("this ward file is damaged")
    saved(dialog, tmp_path / "x.blin21review")
    assert dialog.said.accessibleName() == "this ward file is damaged"
    maker.refuses = None
    wish = Wanted(patients=("DEMO-1",), physician="Dr H", by="K.T", valid_until=NOW, passphrase=CHANCE)
    dialog.make(wish, tmp_path / "no" / "x.blin21review")
    assert "cannot be written" in dialog.said.accessibleName()
    dialog.reject()


def test_who_may_not_make_one(open_ward: Open) -> None:
    window, _ = with_maker(open_ward)
    window.session.sign_in(one_with("viewer"))
    make_copy(window)
    assert told(window) == ["guest may read and not write."]
    window.session.sign_out()
    make_copy(window)
    assert window.findChildren(SignIn)
    window.ports.review = ReviewDesk(never)  # type: ignore[misc]
    make_copy(window)
    assert "No review copy can be made here." in told(window)
    window.ports.notice = say("for reading only")  # type: ignore[misc]
    make_copy(window)
    window.returned.open()
    assert told(window) == ["for reading only", "for reading only"]


def test_a_copy_opens_from_the_ward_too(open_ward: Open, tmp_path: Path) -> None:
    ports, opened_with = FakePorts(), []
    ports.review = ReviewDesk(lambda *asked: opened_with.append(asked))
    window, _, _ = open_ward(ports=ports)
    open_copy(window)
    (asked,) = window.findChildren(QFileDialog)
    asked.filesSelected.emit([str(tmp_path / "c.blin21review")])
    asked.close()
    settle()
    (dialog,) = window.findChildren(UnlockCopy)
    dialog.key_button.click()
    (key,) = dialog.findChildren(QFileDialog)
    key.filesSelected.emit([str(tmp_path / "h")])
    key.close()
    dialog.passphrase.setText("right")
    dialog.finish()
    assert opened_with == [(tmp_path / "c.blin21review", "right", tmp_path / "h", None, "en")]
    ports.review = None
    open_copy(window)
    unlock(window, tmp_path)
    assert len([one for one in window.findChildren(UnlockCopy) if one.isVisible()]) == 0


@pytest.mark.parametrize(("lang", "dark", "scale"), WAYS)
def test_nothing_is_cut_or_nameless(open_ward: Open, lang: str, dark: bool, scale: int) -> None:
    window, _ = with_maker(open_ward, lang, dark=dark, scale=scale)
    dialog = making(window)
    dialog.finish()
    settle()
    assert cut(dialog) == []
    assert nameless(dialog) == []
    assert wider_than_its_window(dialog) == []
