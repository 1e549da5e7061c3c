"""The laboratory review by keyboard: a tree is read, one result decided, the rest filed, nothing unseen."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from blin21_desktop.domain.entries import LabResulted
from blin21_desktop.domain.text import say
from blin21_desktop.forms.lab_decision import BECAUSE, UNIT
from blin21_desktop.service.site_values import Wish
from blin21_desktop.ui.forms.confirmed import Confirmed
from blin21_desktop.ui.forms.sign_in import SignIn
from blin21_desktop.ui.lab_questions import COMPARED, FOLDER
from blin21_desktop.ui.lab_review import LabReview
from blin21_desktop.ui.main_window import MainWindow
from tests.feeds.hl7_writing import CBC, Panel, Result, oul, text
from tests.feeds.lab_ward import FIRST, SECOND, SURUGA
from tests.feeds.ssmix2_tree import tree, written
from tests.ui.conftest import Open, settle
from tests.ui.fake_people import PIN
from tests.ui.fakes import FakePorts
from tests.ui.test_forms_tour import WAYS, wider_than_its_window
from tests.ui.test_tour import cut, nameless

CONTROL = Qt.KeyboardModifier.ControlModifier
ODD = Result(code="X9^白血球数^99LAB", unit="10")
"""A code of the site's own, with a unit that nobody can be certain of."""


def opened(open_ward: Open, *paths: Path, who: str = "K.T", **how: object) -> tuple[MainWindow, FakePorts, LabReview]:
    ports = FakePorts([FIRST, SECOND])
    window, _, _ = open_ward(ports=ports, **how)
    if who:
        window.session.sign_in(ports.people.people[who])
    QTest.keyClick(window, Qt.Key.Key_F9)
    settle()
    page = window.labs.page
    assert page is not None
    if paths:
        window.labs.reading.read(paths)
        wait(window)
    return window, ports, page


def wait(window: MainWindow) -> None:
    """Until the files are read."""
    for _ in range(1000):
        settle()
        if not window.labs.reading.busy:
            return
    raise AssertionError("still reading")


def asked(window: MainWindow) -> Confirmed:
    settle()
    return next(one for one in window.findChildren(Confirmed) if one.isVisible())


def answer(dialog: Confirmed, typed: dict[str, str], who: str = "", pin: str = PIN) -> None:
    for key, value in typed.items():
        dialog.rows[key].put(value)
    if who:
        dialog.who.put(who)
    dialog.pin.setText(pin)
    dialog.ok.click()
    settle()


def results(ports: FakePorts) -> list[LabResulted]:
    return [one for one in ports.ward.chart(SURUGA).written if isinstance(one, LabResulted)]


def hl7(folder: Path, *found: Result) -> Path:
    path = folder / "r.hl7"
    path.write_bytes(text(oul([Panel(results=found or CBC)])).encode())
    return path


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """One key, to whatever has the focus."""
    QTest.keyClick(focused(), key, modifier)
    settle()


def focused() -> QWidget:
    """What has the focus; where a dialog went away, its window gets the keys as it does on a screen."""
    if QApplication.focusWidget() is None:
        shown = next(one for one in QApplication.topLevelWidgets() if isinstance(one, LabReview) and one.isVisible())
        shown.activateWindow()
        QTest.qWaitForWindowActive(shown)
    found = QApplication.focusWidget()
    assert found is not None
    return found


def choose(page: LabReview, part: str) -> None:
    """The row that shows a text, by arrow keys."""
    page.table.setFocus()
    press(Qt.Key.Key_Home, CONTROL)
    for _ in page.table.rows():
        row = next(one for one in page.table.rows() if one.entry == page.table.chosen())
        if any(part in cell.text for cell in row.cells):
            return
        press(Qt.Key.Key_Down)
    raise AssertionError(part)


def said(window: MainWindow) -> str:
    return " ".join(box.text() for box in window.findChildren(QMessageBox))


def test_a_tree_is_read_and_one_result_decided_by_keyboard(open_ward: Open, tmp_path: Path) -> None:
    written(tree(), tmp_path / "tree")
    window, ports, page = opened(open_ward, tmp_path / "tree")
    assert "New 6" in page.source.accessibleName()
    choose(page, "3400")
    press(Qt.Key.Key_X, CONTROL)
    dialog = asked(window)
    shown = " ".join(one.accessibleName() for one in dialog.findChildren(type(page.title)))
    assert "駿河 葵" in shown
    assert "3200 /uL of the same time is filed already" in shown
    QTest.keyClicks(focused(), "asked the laboratory")
    press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is dialog.who.first()
    press(Qt.Key.Key_Tab)
    QTest.keyClicks(focused(), PIN)
    press(Qt.Key.Key_Return, CONTROL)
    (decision,) = ports.lab_files.decisions.values()
    assert (decision.decision, decision.by, decision.because) == ("not_filed", "K.T", "asked the laboratory")
    assert results(ports) == []
    assert "Rejected 2" in page.source.accessibleName()


def test_all_that_passed_is_filed_by_one_keystroke_with_the_end_compared(open_ward: Open, tmp_path: Path) -> None:
    window, ports, page = opened(open_ward, hl7(tmp_path))
    press(Qt.Key.Key_Return, CONTROL)
    dialog = asked(window)
    answer(dialog, {})
    assert dialog.rows[COMPARED].message.accessibleName() == "Answer yes or no."
    answer(dialog, {COMPARED: "yes"}, pin="000000")
    assert results(ports) == []
    answer(dialog, {COMPARED: "yes"})
    assert [one.source["complete"] for one in results(ports) if one.source] == ["confirmed"] * 3
    assert {one.by for one in results(ports)} == {"K.T"}
    assert "Duplicate 3" in page.source.accessibleName()
    assert not page.buttons["all"].isEnabled()


def test_an_end_that_nobody_compared_stays_unproven(open_ward: Open, tmp_path: Path) -> None:
    window, ports, _ = opened(open_ward, hl7(tmp_path))
    window.labs.deciding.all()
    answer(asked(window), {COMPARED: "no"})
    assert [one.source["complete"] for one in results(ports) if one.source] == ["unproven"] * 3


def test_what_was_never_on_the_screen_is_not_filed(open_ward: Open, tmp_path: Path) -> None:
    many = [Result(code=f"{4000 + n}^x^L", unit="g") for n in range(30)]
    window, ports, page = opened(open_ward, hl7(tmp_path, *many, Result()))
    window.labs.deciding.all()
    settle()
    assert "scroll to it first" in page.state.accessibleName()
    page.table.verticalScrollBar().setValue(page.table.verticalScrollBar().maximum())
    window.labs.deciding.all()
    answer(asked(window), {COMPARED: "yes"})
    assert len(results(ports)) == 1


def test_a_result_is_filed_as_the_person_decides(open_ward: Open, tmp_path: Path) -> None:
    window, ports, page = opened(open_ward, hl7(tmp_path, ODD))
    assert "Needs a decision 1" in page.source.accessibleName()
    press(Qt.Key.Key_F, CONTROL)
    dialog = asked(window)
    answer(dialog, {})
    assert dialog.rows[BECAUSE].message.accessibleName() == "Say why."
    answer(dialog, {"analyte": "leukocytes", UNIT: "/uL", BECAUSE: "phoned"})
    (filed,) = results(ports)
    assert (filed.analyte, filed.value, filed.unit, filed.by) == ("leukocytes", "3200", "/uL", "K.T")
    assert filed.note == "r.hl7 (phoned)"


def test_a_code_is_accepted_for_the_laboratory_by_two_persons(
    open_ward: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, ports, _ = opened(open_ward, hl7(tmp_path, ODD), who="PH")
    wished: list[tuple[Wish, str, str]] = []
    monkeypatch.setattr(ports.values, "change", lambda wish, by, second, _pin: wished.append((wish, by.id, second)))
    press(Qt.Key.Key_L, CONTROL)
    answer(asked(window), {"analyte": "leukocytes", UNIT: "/uL", BECAUSE: "the laboratory's list"}, who="Dr H")
    ((wish, by, second),) = wished
    assert (wish.file, wish.key, by, second) == ("analytes", "labs.own_codes", "PH", "Dr H")
    assert wish.value == [
        {"system": "99LAB", "code": "X9", "analyte": "leukocytes", "name": "白血球数", "units": {"10": "/uL"}}
    ]


def test_a_nurse_may_not_accept_for_the_laboratory_and_a_guest_nothing(open_ward: Open, tmp_path: Path) -> None:
    window, _, _ = opened(open_ward, hl7(tmp_path, ODD))
    press(Qt.Key.Key_L, CONTROL)
    assert said(window)
    window.session.sign_in(window.ports.people.staff()[0])
    guest = next(person for person in window.ports.people.staff() if not person.writes)
    window.session.sign_in(guest)
    window.labs.deciding.refuse()
    settle()
    assert "may only read" in said(window)


def test_whoever_is_not_signed_in_is_asked_first_and_reading_only_is_said(open_ward: Open, tmp_path: Path) -> None:
    window, ports, _ = opened(open_ward, hl7(tmp_path, ODD), who="")
    window.labs.deciding.file()
    settle()
    assert any(one.isVisible() for one in window.findChildren(SignIn))
    ports.notice = say("open for reading only")
    window.labs.deciding.file()
    settle()
    assert "open for reading only" in said(window)


def test_what_waits_is_counted_on_the_board_and_shows_again(open_ward: Open, tmp_path: Path) -> None:
    window, _, page = opened(open_ward, hl7(tmp_path, Result(), ODD))
    window.labs.deciding.all()
    answer(asked(window), {COMPARED: "yes"})
    page.reject()
    settle()
    assert window.board.labs_button.text() == "Labs to review: 1  F9"
    window.board.labs_button.click()
    settle()
    again = window.labs.page
    assert again is not None
    assert [row.cells[0].text for row in again.table.rows()] == ["Needs a decision"]


def test_a_watched_folder_files_what_passes_and_says_once_what_is_wrong(open_ward: Open, tmp_path: Path) -> None:
    window, ports, page = opened(open_ward)
    folder = tmp_path / "in"
    folder.mkdir()
    press(Qt.Key.Key_W, CONTROL)
    answer(asked(window), {FOLDER: str(folder)})
    page.reject()
    hl7(folder, Result(), ODD)
    window.labs.reading.tick()
    wait(window)
    assert results(ports) == [], "it may still be being written"
    window.labs.reading.tick()
    wait(window)
    assert [one.by for one in results(ports)] == ["import"]
    assert window.board.labs_button.isVisible()
    (folder / "r.hl7").unlink()
    folder.rmdir()
    for _ in range(2):
        window.labs.reading.tick()
        wait(window)
    window.refresh()
    assert str(folder) in window.board.labs_trouble.accessibleName()
    assert not said(window)
    ports.labs.places.watch("", "en")
    window.labs.reading.tick()
    window.refresh()
    assert not window.board.labs_bar.isVisible()


def test_a_layout_is_chosen_for_a_csv(open_ward: Open, tmp_path: Path) -> None:
    table = tmp_path / "lab.csv"
    row = "9900013,駿河　葵,2021/04/01,男,2026/11/23 10:30,白血球数,3200,/μL"
    table.write_bytes(f"ID,氏名,生年月日,性別,採取日時,検査項目,結果,単位\n{row}\n".encode("cp932"))
    window, ports, page = opened(open_ward, table)
    assert "Unread 1" in page.source.accessibleName()
    press(Qt.Key.Key_T, CONTROL)
    dialog = asked(window)
    answer(dialog, {})
    assert dialog.rows["id"].message.accessibleName() == "Give it a name."
    answer(dialog, {"id": "Our laboratory"})
    assert "New 1" in page.source.accessibleName()
    assert [one.id for one in window.ports.labs._lab.kept.layouts()] == ["Our laboratory"]  # type: ignore[attr-defined]
    window.labs.deciding.all()
    answer(asked(window), {COMPARED: "yes"})
    assert [(one.analyte, one.value) for one in results(ports)] == [("leukocytes", "3200")]


@pytest.mark.parametrize(("lang", "dark", "scale"), WAYS)
def test_nothing_is_cut_or_nameless(open_ward: Open, tmp_path: Path, lang: str, dark: bool, scale: int) -> None:
    written(tree(), tmp_path / "tree")
    window, _, page = opened(open_ward, tmp_path / "tree", lang=lang, dark=dark, scale=scale)
    for _ in range(3):
        settle()
    assert cut(page) == []
    assert nameless(page) == []
    assert not wider_than_its_window(page)
    assert window.isVisible()
