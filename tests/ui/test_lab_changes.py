"""The laboratory review: a result that changed, what others wrote meanwhile, dialogs for files, a closed window."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel

from blin21_desktop.forms.lab_decision import BECAUSE
from blin21_desktop.ui.lab_questions import COMPARED
from blin21_desktop.ui.main_window import MainWindow
from blin21_desktop.ui.steps import Steps
from tests.feeds.hl7_writing import Result
from tests.ui.conftest import Open, settle
from tests.ui.test_lab_review import CONTROL, answer, asked, choose, hl7, opened, press, results, said, wait


def read(window: MainWindow, path: Path) -> None:
    window.labs.reading.read([path])
    wait(window)


def filed_then_changed(open_ward: Open, folder: Path) -> MainWindow:
    """A final result is filed; then another value comes without the mark of a correction."""
    window, _, _ = opened(open_ward, hl7(folder, Result()))
    window.labs.deciding.all()
    answer(asked(window), {COMPARED: "yes"})
    read(window, hl7(folder, Result(value="3300")))
    return window


def test_a_change_without_its_mark_shows_what_was_and_is_taken_by_a_person(open_ward: Open, tmp_path: Path) -> None:
    window = filed_then_changed(open_ward, tmp_path)
    page = window.labs.page
    assert page is not None
    choose(page, "was 3200 /uL, final, filed by K.T")
    press(Qt.Key.Key_F, CONTROL)
    dialog = asked(window)
    shown = " ".join(one.accessibleName() for one in dialog.findChildren(QLabel))
    assert "without being marked as a correction" in shown
    answer(dialog, {BECAUSE: "the laboratory confirms"})
    ports = window.ports
    assert [one.value for one in results(ports)] == ["3200", "3300"]  # type: ignore[arg-type]


def test_a_result_of_another_patient_is_taken_back_with_the_reason_at_hand(open_ward: Open, tmp_path: Path) -> None:
    window, _, page = opened(open_ward, hl7(tmp_path, Result()))
    window.labs.deciding.all()
    answer(asked(window), {COMPARED: "yes"})
    read(window, hl7(tmp_path, Result(status="W")))
    choose(page, "Take back")
    assert [one.status for one in results(window.ports)] == ["final"]  # type: ignore[arg-type]
    press(Qt.Key.Key_F, CONTROL)
    dialog = asked(window)
    assert dialog.windowTitle() == "Take back what is filed"
    assert dialog.ok.text().startswith("Take it back")
    answer(dialog, {})
    filed, gone = results(window.ports)  # type: ignore[arg-type]
    assert (filed.status, gone.status) == ("final", "deleted")
    assert "the sender says that this result is of another patient" in (gone.note or "")


def test_what_the_gates_could_not_tell_is_shown_beside_a_result_that_passes(open_ward: Open, tmp_path: Path) -> None:
    _, _, page = opened(open_ward, hl7(tmp_path, Result(reference="")))
    choose(page, "cannot tell whether it is plausible: no earlier value of Leukocytes and no limits to compare with")


def test_what_another_wrote_meanwhile_is_said_and_nothing_is_written(open_ward: Open, tmp_path: Path) -> None:
    window = filed_then_changed(open_ward, tmp_path)
    ports, page = window.ports, window.labs.page
    assert page is not None
    choose(page, "was 3200")
    press(Qt.Key.Key_F, CONTROL)
    dialog = asked(window)
    (first,) = results(ports)  # type: ignore[arg-type]
    later = "ffffffff-0000-7000-8000-000000000000"
    ports.others_write(replace(first, id=later, value="3250", status="corrected"))  # type: ignore[attr-defined]
    answer(dialog, {BECAUSE: "the laboratory confirms"})
    assert "The chart changed meanwhile" in dialog.said.accessibleName()
    assert [one.value for one in results(ports)] == ["3200", "3250"]  # type: ignore[arg-type]


def test_files_and_folders_are_chosen_in_dialogs(open_ward: Open, tmp_path: Path) -> None:
    window, _, page = opened(open_ward)
    path = hl7(tmp_path)
    press(Qt.Key.Key_O, CONTROL)
    dialog = next(one for one in window.findChildren(QFileDialog) if one.isVisible())
    dialog.filesSelected.emit([str(path)])
    dialog.reject()
    wait(window)
    assert "New 3" in page.source.accessibleName()
    press(Qt.Key.Key_O, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    dialog = next(one for one in window.findChildren(QFileDialog) if one.isVisible())
    dialog.fileSelected.emit(str(tmp_path))
    dialog.reject()
    wait(window)
    assert window.ports.labs.places.last == str(tmp_path)
    window.labs.reading.read_last()
    wait(window)
    assert "Read at 14:30" in page.state.accessibleName()


def test_closing_stops_what_is_being_read(open_ward: Open, tmp_path: Path) -> None:
    window, ports, page = opened(open_ward)
    window.labs.open()
    assert window.labs.page is page, "at most one is open"
    window.labs.reading.read([hl7(tmp_path)])
    page.reject()
    settle()
    assert not window.labs.reading.busy
    assert results(ports) == []


def test_a_second_reading_waits_for_the_first(open_ward: Open, tmp_path: Path) -> None:
    window, _, page = opened(open_ward)
    window.labs.reading.read([hl7(tmp_path)])
    window.labs.reading.read([tmp_path / "none"])
    wait(window)
    assert "New 3" in page.source.accessibleName()


def test_what_cannot_be_kept_is_said(open_ward: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    window, ports, page = opened(open_ward)

    def full(*_: object) -> None:
        raise ValueError("the disk is full")

    monkeypatch.setattr(ports.labs, "keep", full)
    read(window, hl7(tmp_path, Result(unit="10")))
    assert "the disk is full" in page.state.accessibleName()
    assert not said(window)


def test_the_last_place_is_read_again_and_a_missing_one_is_said(open_ward: Open, tmp_path: Path) -> None:
    window, _, page = opened(open_ward)
    window.labs.reading.read_last()
    assert page.state.accessibleName() == "Nothing was read yet on this computer."
    path = hl7(tmp_path)
    window.labs.reading.read([path])
    wait(window)
    path.unlink()
    window.labs.reading.read_last()
    wait(window)
    assert "cannot be read" in page.state.accessibleName()


def test_a_part_of_a_large_file_is_a_step_and_no_file(open_ward: Open) -> None:
    window, _, _ = opened(open_ward)
    told: list[int] = []
    ended: list[tuple[list[int], str]] = []
    steps = Steps(iter([None, 1, None, 2]), told.append, lambda taken, why: ended.append((taken, why)), window)
    for _ in range(100):
        settle()
    assert (told, ended) == ([0, 1, 1, 2], [([1, 2], "")])
    steps.stop()
