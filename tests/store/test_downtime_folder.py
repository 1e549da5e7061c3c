"""The folder of downtime sheets: whole files, a list of them, nothing left over, nobody else's touched."""

from __future__ import annotations

import json
import os
import stat
from datetime import datetime
from pathlib import Path

import pytest

from blin21_desktop.service.downtime import Written
from blin21_desktop.store.downtime_folder import LIST, STALE_SECONDS, DowntimeFolder
from blin21_desktop.store.downtime_settings import DowntimePlace, DowntimeSettings
from blin21_desktop.store.words import NotSaved, english

AT = datetime.fromisoformat("2026-11-23T14:30:00+09:00")
FIRST, SECOND = "bed-703-7F3A91C2-en.pdf", "sheet-0B7F3A91-ja.pdf"
SHEET = Written("h1", AT)


def test_what_is_put_lies_there_and_is_listed(tmp_path: Path) -> None:
    folder = DowntimeFolder(tmp_path, "ward")
    assert folder.written() == {}
    folder.put(FIRST, b"one", SHEET)
    folder.put(FIRST, b"two", Written("h2", AT))
    folder.put(SECOND, b"three", SHEET)
    assert (tmp_path / FIRST).read_bytes() == b"two"
    assert DowntimeFolder(tmp_path, "ward").written() == {FIRST: Written("h2", AT), SECOND: SHEET}


def test_a_file_that_somebody_deleted_is_not_there(tmp_path: Path) -> None:
    folder = DowntimeFolder(tmp_path, "ward")
    folder.put(FIRST, b"one", SHEET)
    (tmp_path / FIRST).unlink()
    assert folder.written() == {}


def test_other_sheets_go_and_whatever_is_not_ours_stays(tmp_path: Path) -> None:
    folder = DowntimeFolder(tmp_path, "ward")
    folder.put(FIRST, b"one", SHEET)
    folder.put(SECOND, b"two", SHEET)
    (tmp_path / "ward-list-en.pdf").write_bytes(b"unlisted, of a cut")
    (tmp_path / "rota.pdf").write_bytes(b"somebody's")
    folder.keep_only({FIRST})
    assert sorted(one.name for one in tmp_path.iterdir()) == [FIRST, LIST, "rota.pdf"]
    assert folder.written() == {FIRST: SHEET}
    before = (tmp_path / LIST).stat().st_mtime_ns
    folder.keep_only({FIRST})
    assert (tmp_path / LIST).stat().st_mtime_ns == before, "nothing changed, nothing is written"


def test_what_a_killed_program_left_unfinished_goes_once_it_is_old(tmp_path: Path) -> None:
    folder = DowntimeFolder(tmp_path, "ward")
    folder.keep_only(())
    folder.put(FIRST, b"one", SHEET)
    now = (tmp_path / FIRST).stat().st_mtime
    for name, age in (("old.part", STALE_SECONDS + 1), ("new.part", STALE_SECONDS - 60)):
        (tmp_path / name).write_bytes(b"half")
        os.utime(tmp_path / name, (now - age, now - age))
    folder.keep_only({FIRST})
    assert sorted(one.name for one in tmp_path.glob("*.part")) == ["new.part"]


def test_two_wards_never_share_a_folder(tmp_path: Path) -> None:
    DowntimeFolder(tmp_path, "ward").put(FIRST, b"one", SHEET)
    other = DowntimeFolder(tmp_path, "other ward")
    with pytest.raises(NotSaved, match="another ward file"):
        other.written()
    refused = other.put(SECOND, b"x", SHEET)
    assert refused is not None
    assert "another ward file" in english(refused)
    assert (tmp_path / FIRST).read_bytes() == b"one"


@pytest.mark.parametrize(
    "text",
    [
        "{", "[]", "{}", "\udcff", '{"ward": "ward"}', '{"ward": "ward", "sheets": 3}',
        '{"ward": "ward", "sheets": {"bed-1-7F3A91C2-en.pdf": 2}}',
        '{"ward": "ward", "sheets": {"bed-1-7F3A91C2-en.pdf": {"head": "h", "at": "never"}}}',
        '{"ward": "ward", "sheets": {"bed-1-7F3A91C2-en.pdf": {"head": "h", "at": "2026-11-23T14:30:00"}}}',
        '{"ward": "ward", "sheets": {"../../etc": {"head": "h", "at": "2026-11-23T14:30:00Z"}}}',
    ],
)  # fmt: skip
def test_a_broken_list_names_nothing_and_is_written_anew(tmp_path: Path, text: str) -> None:
    (tmp_path / LIST).write_bytes(text.encode("utf-8", "surrogateescape"))
    (tmp_path / "bed-1-7F3A91C2-en.pdf").write_bytes(b"x")
    folder = DowntimeFolder(tmp_path, "ward")
    assert folder.written() == {}
    folder.put(FIRST, b"one", SHEET)
    assert folder.written() == {FIRST: SHEET}


def test_the_list_names_no_patient(tmp_path: Path) -> None:
    DowntimeFolder(tmp_path, "ward").put(FIRST, b"Aoi", SHEET)
    assert json.loads((tmp_path / LIST).read_text("utf-8")) == {
        "ward": "ward",
        "sheets": {FIRST: {"head": "h1", "at": AT.isoformat()}},
    }


def test_a_folder_that_is_gone_full_or_a_file_is_said_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NotSaved, match="no such folder"):
        DowntimeFolder(tmp_path / "none", "ward").written()
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(NotSaved, match="no such folder"):
        DowntimeFolder(tmp_path / "file", "ward").written()
    folder = DowntimeFolder(tmp_path, "ward")
    folder.put(FIRST, b"one", SHEET)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    refused = folder.put(FIRST, b"two", SHEET)
    assert refused is not None
    assert english(refused) == f"{tmp_path}: No space left on device"
    assert (tmp_path / FIRST).read_bytes() == b"one"


@pytest.mark.skipif(os.name == "nt", reason="modes of POSIX")
def test_whoever_may_read_the_folder_may_read_the_sheets(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    DowntimeFolder(tmp_path, "ward").put(FIRST, b"one", SHEET)
    assert stat.S_IMODE((tmp_path / FIRST).stat().st_mode) == 0o644


def test_a_file_that_somebody_has_open_is_named_and_holds_up_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = DowntimeFolder(tmp_path, "ward")
    folder.put(FIRST, b"one", SHEET)
    folder.put(SECOND, b"two", SHEET)
    replace, unlink = Path.replace, Path.unlink

    def held(path: Path, target: Path) -> Path:
        if target.name == FIRST:
            raise PermissionError(13, "Permission denied")
        return replace(path, target)

    def open_elsewhere(path: Path, **how: bool) -> None:
        if path.name == FIRST:
            raise PermissionError(13, "Permission denied")
        unlink(path, **how)

    monkeypatch.setattr(Path, "replace", held)
    refused = folder.put(FIRST, b"three", SHEET)
    assert refused is not None
    assert english(refused) == f"{tmp_path / FIRST}: Permission denied"
    assert folder.put(SECOND, b"four", SHEET) is None
    monkeypatch.setattr(Path, "unlink", open_elsewhere)
    with pytest.raises(NotSaved, match="could not be taken away"):
        folder.keep_only(())
    assert not (tmp_path / SECOND).exists()
    assert (tmp_path / FIRST).read_bytes() == b"one"


def test_a_place_without_modes_takes_the_file_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_path: Path, _mode: int) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "chmod", refused)
    assert DowntimeFolder(tmp_path, "ward").put(FIRST, b"one", SHEET) is None
    assert (tmp_path / FIRST).read_bytes() == b"one"


def test_the_place_is_kept_beside_the_ward_file(tmp_path: Path) -> None:
    settings = DowntimeSettings(tmp_path / "ward.blin21")
    assert settings.read() == DowntimePlace(folder="", langs="both")
    settings.write(DowntimePlace(folder="/paper", langs="ja"))
    assert (tmp_path / "ward.blin21.downtime.json").is_file()
    assert DowntimeSettings(tmp_path / "ward.blin21").read() == DowntimePlace(folder="/paper", langs="ja")
