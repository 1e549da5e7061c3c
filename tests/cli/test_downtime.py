"""The verb `downtime`, and the folder the window keeps: over a real ward file."""

from __future__ import annotations

from pathlib import Path

import pytest

from blin21_desktop.bootstrap.downtime import WindowDowntime
from blin21_desktop.bootstrap.program import Program
from blin21_desktop.domain.text import Text, say
from blin21_desktop.printing.fonts import Unprintable
from tests.cli.terminal import NOW, Terminal


@pytest.fixture(autouse=True)
def _drawn_fast(monkeypatch: pytest.MonkeyPatch) -> None:
    """Drawing has tests of its own."""
    monkeypatch.setattr("blin21_desktop.printing.downtime.draw", lambda *_: b"pdf")


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    folder = tmp_path / "paper"
    folder.mkdir()
    return folder


def sheets(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.glob("*.pdf"))


def test_it_writes_what_is_due_and_says_how_much(terminal: Terminal, demo_ward: Path, paper: Path) -> None:
    before = len(terminal.entries(demo_ward))
    first = terminal("downtime", demo_ward, paper)
    assert (first.code, first.out) == (0, f"{paper}: 10 sheets written\n")
    assert len(sheets(paper)) == 10
    assert terminal("downtime", demo_ward, paper).out == f"{paper}: 0 sheets written\n"
    assert terminal("downtime", demo_ward, paper, "--all").out == f"{paper}: 10 sheets written\n"
    assert terminal("downtime", demo_ward, paper, "--lang", "both").out == f"{paper}: 10 sheets written\n"
    assert len(sheets(paper)) == 20
    assert len(terminal.entries(demo_ward)) == before, "nothing is added to the record"


def test_no_name_of_a_file_and_nothing_in_the_list_tells_who_a_patient_is(
    terminal: Terminal, demo_ward: Path, paper: Path
) -> None:
    assert terminal("downtime", demo_ward, paper, "--lang", "both").code == 0
    seen = " ".join(one.name for one in paper.iterdir()) + (paper / "downtime.json").read_text("utf-8")
    people = [one for one in terminal.entries(demo_ward) if one["kind"] == "patient_registered"]
    assert len(people) == 9
    for person in people:
        for key in ("patient", "family_name", "given_name", "kana", "hospital_id"):
            assert person[key] not in seen, key


def test_a_folder_that_is_not_there_is_refused_and_not_made(terminal: Terminal, demo_ward: Path, paper: Path) -> None:
    answer = terminal("downtime", demo_ward, paper / "none", "--all")
    assert answer.code == 2
    assert "there is no such folder" in answer.err
    assert not (paper / "none").exists()


def test_two_wards_never_share_a_folder(terminal: Terminal, demo_ward: Path, ward: Path, paper: Path) -> None:
    assert terminal("downtime", demo_ward, paper).code == 0
    answer = terminal("downtime", ward, paper)
    assert answer.code == 2
    assert "another ward file" in answer.err
    assert len(sheets(paper)) == 10


def test_a_sheet_that_cannot_be_drawn_is_a_failed_check(
    terminal: Terminal, demo_ward: Path, paper: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def drawn(found: list[object], _page: str) -> bytes:
        if getattr(found[0], "barcode", "") == "9900013":
            raise Unprintable(say("too high"))
        return b"pdf"

    monkeypatch.setattr("blin21_desktop.printing.downtime.draw", drawn)
    answer = terminal("downtime", demo_ward, paper)
    assert (answer.code, answer.err) == (1, "bed 703: too high\n")
    assert len(sheets(paper)) == 9


def window(ward: Path, held: Text | None = None) -> WindowDowntime:
    program = Program(lambda: NOW)
    desk = program.open(ward, read_only=True)
    return WindowDowntime(desk, lambda lang: program.words(lang, desk), held)


def test_the_window_writes_where_it_was_told(demo_ward: Path, paper: Path) -> None:
    port = window(demo_ward)
    assert (port.folder, port.langs) == ("", "both")
    port.place(str(paper), "ja", "en")
    assert (window(demo_ward).folder, window(demo_ward).langs) == (str(paper), "ja")
    assert not any(port.write("en"))
    assert len(sheets(paper)) == 10
    assert all(name.endswith("-ja.pdf") for name in sheets(paper))
    before = [(paper / name).stat().st_mtime_ns for name in sheets(paper)]
    assert not any(port.write("en"))
    assert [(paper / name).stat().st_mtime_ns for name in sheets(paper)] == before
    port.place("", "ja", "en")
    assert port.folder == ""


def test_a_window_that_only_reads_leaves_the_writing_to_the_other_one(demo_ward: Path, paper: Path) -> None:
    window(demo_ward).place(str(paper), "ja", "en")
    assert window(demo_ward, say("another window has it")).folder == ""


def test_what_the_folder_refuses_is_said_in_the_readers_words(demo_ward: Path, paper: Path) -> None:
    port = window(demo_ward)
    with pytest.raises(ValueError, match="no such folder"):
        port.place(str(paper / "none"), "en", "en")
    assert port.folder == ""
    port.place(str(paper), "en", "en")
    paper.rmdir()
    with pytest.raises(ValueError, match="no such folder"):
        list(port.write("en"))


def test_a_sheet_that_cannot_be_drawn_is_told_to_the_window(
    demo_ward: Path, paper: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def drawn(found: list[object], _page: str) -> bytes:
        if getattr(found[0], "barcode", "") == "9900013":
            raise Unprintable(say("too high"))
        return b"pdf"

    monkeypatch.setattr("blin21_desktop.printing.downtime.draw", drawn)
    port = window(demo_ward)
    port.place(str(paper), "en", "en")
    assert [one for one in port.write("en") if one] == ["bed 703: too high"]
