"""What printing and saving leave on disk for a moment is gone afterwards: when it fails, and after a kill too."""

from __future__ import annotations

import os
import signal
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from blin21_desktop.store.spool import LOCK, NOTED, TEMPORARY, Spool
from blin21_desktop.store.whole import PART
from tests.campaigns.kill9 import in_child


def left(root: Path) -> list[Path]:
    return sorted(root.rglob("*"))


def test_temporary_files_of_printing_lie_in_a_folder_of_ones_own_and_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", "before")
    monkeypatch.delenv("TEMP", raising=False)
    root = tmp_path / "spool"
    with Spool(root).printing():
        folder = Path(os.environ["TMPDIR"])
        assert folder.parent == root
        assert {os.environ[name] for name in TEMPORARY} == {str(folder)}
        (folder / "cups-page").write_bytes(b"Aoi")
        if os.name != "nt":
            assert stat.S_IMODE(root.stat().st_mode) == 0o700
            assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert os.environ["TMPDIR"] == "before"
    assert "TEMP" not in os.environ
    assert left(root) == []


def test_they_go_when_printing_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", "before")

    def printing() -> None:
        with Spool(tmp_path / "spool").printing():
            Path(os.environ["TMPDIR"], "page").write_bytes(b"Aoi")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        printing()
    assert os.environ["TMPDIR"] == "before"
    assert left(tmp_path / "spool") == []


def test_a_file_is_saved_whole_and_nothing_stays_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out, spool = tmp_path / "sheet.pdf", Spool(tmp_path / "spool")
    spool.save(out, b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        spool.save(out, b"new")
    assert out.read_bytes() == b"old"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["sheet.pdf", "spool"]
    assert left(tmp_path / "spool") == []


def test_where_the_folder_cannot_be_made_printing_and_saving_go_on(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    spool = Spool(tmp_path / "file" / "spool")
    before = dict(os.environ)
    with spool.printing():
        assert dict(os.environ) == before
    spool.save(tmp_path / "sheet.pdf", b"pdf")
    assert (tmp_path / "sheet.pdf").read_bytes() == b"pdf"
    spool.sweep()


def test_what_somebody_uses_now_is_left_alone(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    with spool.printing():
        page = Path(os.environ["TMPDIR"], "page")
        page.write_bytes(b"Aoi")
        spool.sweep()
        assert page.is_file()
    assert left(tmp_path) == []


@pytest.mark.parametrize("noted", [b"\xff", b"sheet.pdf", b""])
def test_a_note_that_names_no_unfinished_file_takes_nothing_away(tmp_path: Path, noted: bytes) -> None:
    folder, sheet = tmp_path / "spool" / "run", tmp_path / "sheet.pdf"
    folder.mkdir(parents=True)
    sheet.write_bytes(b"pdf")
    (folder / NOTED).write_bytes(noted.replace(b"sheet.pdf", str(sheet).encode()))
    Spool(tmp_path / "spool").sweep()
    assert sheet.read_bytes() == b"pdf"
    assert left(tmp_path / "spool") == []


def test_something_else_that_lies_there_hinders_nothing(tmp_path: Path) -> None:
    (tmp_path / "stray").write_bytes(b"")
    Spool(tmp_path).sweep()
    assert left(tmp_path) == [tmp_path / "stray"]


@pytest.mark.skipif(sys.platform == "win32", reason="kills of POSIX")
def test_after_a_kill_the_next_start_takes_everything_away(tmp_path: Path) -> None:
    root, out = tmp_path / "spool", tmp_path / "sheet.pdf"

    def killed_while_printing(_say: Callable[[str], None]) -> None:
        with Spool(root).printing():
            Path(os.environ["TMPDIR"], "page").write_bytes(b"Aoi")
            os.kill(os.getpid(), signal.SIGKILL)

    def killed_while_saving(_say: Callable[[str], None]) -> None:
        os.fsync = lambda _: os.kill(os.getpid(), signal.SIGKILL)  # type: ignore[assignment]
        Spool(root).save(out, b"half of a sheet of Aoi")

    in_child(killed_while_printing)
    in_child(killed_while_saving)
    assert [one.name for one in tmp_path.glob(f"*{PART}")], "the kill came while it was unfinished"
    assert len([one for one in left(root) if one.name == "page"]) == 1
    assert len([one for one in left(root) if one.name == LOCK]) == 2
    Spool(root).sweep()
    assert left(root) == []
    assert sorted(one.name for one in tmp_path.iterdir()) == ["spool"]
