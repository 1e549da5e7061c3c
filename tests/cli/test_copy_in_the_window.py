"""The whole way of a review copy in the window: made on the ward, opened, answered, accepted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from blin21_desktop.bootstrap import copy_window, window
from blin21_desktop.bootstrap.copy_window import CopyWindow, run_copy, show_copy
from blin21_desktop.bootstrap.program import Program
from blin21_desktop.cli.parser import run
from blin21_desktop.domain.people import NotIdentified
from blin21_desktop.domain.review import ReviewRefused
from blin21_desktop.forms.review_comment import COMMENT, comment_form
from blin21_desktop.locate import USER_FOLDER_VARIABLE
from blin21_desktop.service.site_values import Wish
from blin21_desktop.ui import app
from blin21_desktop.ui.copy_unlock import UnlockCopy
from blin21_desktop.ui.main_window import MainWindow
from tests.cli.copies import PASSPHRASE, Copies
from tests.cli.terminal import NOW


class Clock:
    """A clock that the test moves."""

    def __init__(self) -> None:
        self.at = NOW

    def __call__(self) -> Any:  # noqa: ANN401
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def program(clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    monkeypatch.setenv(USER_FOLDER_VARIABLE, str(tmp_path / "user"))
    return Program(clock)


@pytest.fixture
def opened(qtbot: QtBot) -> Iterator[list[MainWindow]]:
    """The windows that stand open; each is closed at the end."""
    app.application()
    yield app._OPEN
    for one in list(app._OPEN):
        one.close()
        one.deleteLater()


def test_a_second_window_leaves_the_first_as_large_and_as_dark_as_it_was(
    copies: Copies, program: Program, opened: list[MainWindow]
) -> None:
    copy = copies.make()
    for _ in range(2):
        show_copy(program, copy, PASSPHRASE, None, None, "en")
        opened[-1].scale(1)
        opened[-1].theme.toggle_dark()
    first, second = (one.theme for one in opened)
    assert (second.dark, first.dark) == (False, True)
    assert second.scale > first.scale > 100


def test_from_the_ward_to_the_copy_and_back(
    copies: Copies, program: Program, clock: Clock, opened: list[MainWindow], tmp_path: Path
) -> None:
    copy = copies.make()
    clock.at = NOW + timedelta(days=1)
    show_copy(program, copy, PASSPHRASE, None, None, "en")
    (shown,) = opened
    assert shown.copy is not None
    assert shown.windowTitle().startswith("REVIEW COPY of")
    notes = shown.copy.notes
    notes.write(comment_form(shown.copy.state.header), "T-1")
    assert notes.form is not None
    notes.form.filling.put(COMMENT, "repeat ALT tomorrow")
    notes.form.save()
    answer = tmp_path / "a.blin21return"
    assert shown.copy.state.opened.save_return(answer) == 1
    notes.open()
    assert notes.page is not None
    notes._take_back(notes.page.table.chosen())
    assert shown.copy.state.opened.comments() == []
    desk = program.open(copies.ward)
    ward = window.WindowWard(program, desk)
    review = ward.review
    assert review is not None
    assert review.returns is not None
    assert ward.returns_waiting() == 0
    returned = review.returns.read(answer, "n1")
    assert ward.returns_waiting() == 1
    assert review.returns.accept(returned, [returned.entries[0].entry.id], "n1") == 1
    assert ward.returns_waiting() == 0
    assert ward.copy is None
    desk.close()
    shown.close()
    assert opened == []


def test_a_copy_shows_its_end_and_never_a_later_moment(copies: Copies, program: Program, clock: Clock) -> None:
    copy = copies.make()
    clock.at = NOW + timedelta(days=2)
    ports = CopyWindow(program, program.review().reader().open(copy, passphrase=PASSPHRASE))
    assert ports.now() == NOW
    assert ports.look("T-1", NOW + timedelta(days=1)).at == NOW
    assert ports.look("T-1", NOW - timedelta(hours=1)).at == NOW - timedelta(hours=1)
    assert all(look.at == NOW and look.copy_at == NOW for look in ports.board())
    assert ports.copy is not None
    assert ports.copy.now() == clock.at


def test_what_is_not_there_refuses(copies: Copies, program: Program) -> None:
    ports = CopyWindow(program, program.review().reader().open(copies.make(), passphrase=PASSPHRASE))
    labs: Any = ports.labs
    one = ports.people.identify("x", "")
    calls: tuple[Callable[[], object], ...] = (
        lambda: labs.file((), "n1", (), "en"),
        lambda: labs.accept(None, None, None, "n1", "en"),
        lambda: labs.refuse(None, None, "n1", "x", "en"),
        lambda: labs.keep_layout(None, "n1", "en"),
        lambda: labs.places.watch("x", "en"),
    )
    for call in calls:
        with pytest.raises(ValueError, match="takes no laboratory files"):
            call()
    assert (list(labs.found((), "en")), labs.waiting(), labs.again(()), labs.read_as(1, None)) == ([], [], [], 1)
    assert not labs.places.due("en")
    labs.places.remember("x")
    labs.keep((), "n1", "en")
    labs.settle((), "n1", "en")
    with pytest.raises(NotIdentified):
        ports.values.sign("x", "n1", "1")
    with pytest.raises(NotIdentified):
        ports.values.change(Wish(file="x", key="y", value=None, why="z"), one, "n1", "1")
    with pytest.raises(NotIdentified):
        ports.people.put(one, None, by="n1")
    ports.hold(None)


def test_a_wrong_passphrase_or_no_file_is_said(
    copies: Copies, program: Program, opened: list[MainWindow], tmp_path: Path
) -> None:
    with pytest.raises(ReviewRefused, match="does not open this copy"):
        show_copy(program, copies.make(), "another passphrase", None, None, "en")
    with pytest.raises(ReviewRefused, match="cannot be read"):
        show_copy(program, tmp_path / "none.blin21review", PASSPHRASE, None, None, "en")
    assert opened == []


def test_a_copy_named_alone_opens_in_the_window(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[Path, str]] = []

    def opens(_program: Program, path: Path, lang: str) -> int:
        asked.append((path, lang))
        return 0

    monkeypatch.setattr(copy_window, "run_copy", opens)
    copy = tmp_path / "c.blin21review"
    copy.write_bytes(b"x")
    assert run([str(copy)], program) == 0
    assert run(["--ward", str(copy)], program) == 0
    assert [path for path, _ in asked] == [copy, copy]


def test_the_passphrase_is_asked_before_anything_is_shown(
    program: Program, opened: list[MainWindow], tmp_path: Path
) -> None:
    seen: list[str] = []

    def look() -> None:
        application = app.application()
        dialogs = [one for one in application.topLevelWidgets() if isinstance(one, UnlockCopy) and one.isVisible()]
        seen.extend(one.windowTitle() for one in dialogs)
        for one in dialogs:
            one.reject()
            one.deleteLater()
        application.exit(0)

    # closing the last window would post a second end, which the loops of later tests would meet
    app.application().setQuitOnLastWindowClosed(False)
    QTimer.singleShot(0, look)
    assert run_copy(program, tmp_path / "c.blin21review", "en") == 0
    app.application().setQuitOnLastWindowClosed(True)
    assert seen == ["Open a review copy"]
    assert opened == []
