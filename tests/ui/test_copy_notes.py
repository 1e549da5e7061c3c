"""Comments and decisions in a review copy by keyboard: kept apart, taken back, saved; and the way into a copy."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMenu

from blin21_desktop.domain.review import ReviewRefused
from blin21_desktop.domain.text import say
from blin21_desktop.forms.decision import DECISION_KEY
from blin21_desktop.forms.review_comment import COMMENT, comment_form, decision_form
from blin21_desktop.ui.forms.form_dialog import FormDialog
from blin21_desktop.ui.main_window import MainWindow
from blin21_desktop.ui.pages.chart_page import RECORD
from tests.ui.conftest import OpenCopyWindow, settle
from tests.ui.copy_driving import told, unlocking
from tests.ui.fake_copies import FakeCopy, commented, copy_window
from tests.ui.fakes import NOW

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def choose(window: MainWindow, place: int = 0) -> FormDialog:
    window.activateWindow()
    settle()
    QTest.keyClick(window, Qt.Key.Key_R, CTRL)
    menu = window.findChildren(QMenu)[-1]
    menu.setActiveAction(menu.actions()[place])
    QTest.keyClick(menu, Qt.Key.Key_Return)
    settle()
    assert window.copy is not None
    assert window.copy.notes.form is not None
    return window.copy.notes.form


def test_a_comment_by_keyboard_without_a_pin(open_copy: OpenCopyWindow) -> None:
    copy = FakeCopy()
    window = open_copy(copy)
    form = choose(window)
    QTest.keyClicks(form.body.rows[COMMENT].first(), "repeat ALT")
    assert not form.footer.pin.isVisible()
    QTest.keyClick(form, Qt.Key.Key_Return, CTRL)
    settle()
    (entry,) = copy.kept
    assert (entry.patient, entry.copy, entry.happened_at) == ("DEMO-1", "copy-1", copy.clock)
    assert "What I wrote: 1" in window.copy.notes_button.text()  # type: ignore[union-attr]


def test_a_comment_about_the_chosen_entry(open_copy: OpenCopyWindow) -> None:
    copy = FakeCopy()
    window = open_copy(copy)
    window.open_patient("DEMO-1")
    window.chart.tabs.setCurrentIndex(RECORD)
    settle()
    rows = window.chart.record.table.rows()
    window.chart.record.table.choose(rows[1].entry)
    form = choose(window)
    form.filling.put(COMMENT, "why")
    form.save()
    assert copy.kept[0].about == rows[1].entry  # type: ignore[union-attr]


def test_a_decision_needs_the_whole_copy(open_copy: OpenCopyWindow) -> None:
    copy = FakeCopy()
    window = open_copy(copy)
    assert window.copy is not None
    notes = window.copy.notes
    QTest.keyClick(window, Qt.Key.Key_PageUp, ALT)
    notes.write(decision_form(copy.header), "DEMO-1")
    assert len(told(window)) == 1
    assert not window.findChildren(FormDialog)
    window.copy.as_of.to_end()
    notes.write(decision_form(copy.header), "DEMO-1")
    (form,) = window.findChildren(FormDialog)
    notes.write(comment_form(copy.header), "DEMO-1")
    assert notes.form is form
    form.filling.put(DECISION_KEY, "continue")
    form.filling.put("happened_at", f"{copy.clock:%Y-%m-%d %H:%M}")
    form.save()
    (entry,) = copy.kept
    assert entry.copy_at == NOW


def test_what_cannot_be_kept_is_said(open_copy: OpenCopyWindow) -> None:
    copy = FakeCopy()
    window = open_copy(copy)
    form = choose(window)
    copy.refuses = say("nothing can be written beside the copy")
    form.filling.put(COMMENT, "x")
    form.save()
    assert form.footer.said.accessibleName() == "nothing can be written beside the copy"
    form.reject()
    ports = copy_window(FakeCopy(timedelta(hours=-2)))
    assert ports.copy is not None
    other = choose(open_copy(FakeCopy(timedelta(hours=-2))))
    other.filling.put(COMMENT, "the clock is behind")
    other.show_all()
    assert not other.footer.save.isEnabled()
    other.reject()


def test_without_a_patient_nothing_can_be_commented(open_copy: OpenCopyWindow) -> None:
    window = open_copy()
    window.board.table.clearSelection()
    window.board.table.setCurrentIndex(window.board.table.model().index(-1, -1))
    QTest.keyClick(window, Qt.Key.Key_R, CTRL)
    assert told(window) == ["Choose a patient on the board first."]


def test_the_list_takes_back_and_saves(open_copy: OpenCopyWindow, tmp_path: Path) -> None:
    copy = FakeCopy()
    window = open_copy(copy)
    assert window.copy is not None
    notes = window.copy.notes
    QTest.keyClick(window, Qt.Key.Key_R, CTRL | Qt.KeyboardModifier.ShiftModifier)
    page = notes.page
    assert page is not None
    assert not page.save_button.isEnabled()
    page.reject()
    for text in ("first", "second"):
        form = choose(window)
        form.filling.put(COMMENT, text)
        form.save()
        settle()
    notes.open()
    page = notes.page
    assert page is not None
    assert [row.cells[2].text for row in page.table.rows()] == ["second", "first"]
    page.back_button.click()
    assert [one.comment for one in copy.kept] == ["first"]  # type: ignore[union-attr]
    assert page.said.accessibleName().startswith("Taken back")
    page.save_button.click()
    (dialog,) = page.findChildren(QFileDialog)
    assert dialog.defaultSuffix() == "blin21return"
    dialog.reject()
    settle()
    page.reject()
    settle()
    assert notes.page is None


def test_the_return_file_and_why_there_is_none(open_copy: OpenCopyWindow, tmp_path: Path) -> None:
    copy = FakeCopy()
    copy.kept = [commented("first")]
    window = open_copy(copy)
    assert window.copy is not None
    notes = window.copy.notes
    notes.open()
    page = notes.page
    assert page is not None
    out = tmp_path / "a.blin21return"
    notes._write_file(out)
    assert out.read_text() == copy.kept[0].id
    assert page.said.accessibleName() == f"1 entries in {out}."
    notes._write_file(tmp_path / "no" / "a.blin21return")
    assert "cannot be written" in page.said.accessibleName()
    copy.refuses = say("the disk is full")
    notes._write_file(out)
    assert page.said.accessibleName() == "the disk is full"
    page.back_button.click()
    assert page.said.accessibleName() == "the disk is full"


def test_the_way_in_asks_says_why_not_and_opens(open_copy: OpenCopyWindow) -> None:
    window = open_copy()
    asked: list[tuple[str, str | None]] = []

    def opens(_path: Path, passphrase: str, _key: Path | None, trust: str | None, _lang: str) -> None:
        asked.append((passphrase, trust))
        if passphrase != "right":  # noqa: S105  (a test)
            raise ReviewRefused(say("The passphrase does not open this copy."))

    dialog = unlocking(Path("c.blin21review"), opens, window)
    QTest.keyClick(dialog.passphrase, Qt.Key.Key_Return)
    assert dialog.said.accessibleName() == "Type the passphrase."
    QTest.keyClicks(dialog.passphrase, "wrong")
    QTest.keyClick(dialog.passphrase, Qt.Key.Key_Return)
    assert dialog.said.accessibleName() == "The passphrase does not open this copy."
    assert dialog.passphrase.text() == ""
    QTest.keyClicks(dialog.trust, "65RP")
    QTest.keyClicks(dialog.passphrase, "right")
    QTest.keyClick(dialog.passphrase, Qt.Key.Key_Return)
    assert asked == [("wrong", None), ("right", "65RP")]
    assert not dialog.isVisible()
