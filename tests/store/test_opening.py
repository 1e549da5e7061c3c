"""What is opened, refused or copied, and that nothing is made, replaced or left behind by it."""

from __future__ import annotations

import sqlite3  # a foreign tool: no connection of ours is open while it works
from contextlib import closing
from pathlib import Path

import pytest

from blin21_desktop.domain.text import say
from blin21_desktop.store import engine, log, schema
from blin21_desktop.store.log import Refused, backup, create, open_ward, verify
from blin21_desktop.store.words import english
from tests.store.damage import problems, tamper
from tests.store.examples import beds, filled, new_ward


@pytest.mark.parametrize("content", [b"", b"hello", b"text " * 4000, bytes(8192)])
def test_another_file_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "ward.blin21"
    path.write_bytes(content)
    with pytest.raises(Refused, match=r"not a ward file|cannot be read"):
        open_ward(path)
    assert path.read_bytes() == content
    assert not verify(path).ok
    assert path.read_bytes() == content


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE entry (x)")
    before = path.read_bytes()
    with pytest.raises(Refused, match="not a ward file"):
        open_ward(path)
    assert "does not belong" in problems(path) or "header" in problems(path)
    assert path.read_bytes() == before


def test_a_file_without_its_schema_number_is_read_only(tmp_path: Path) -> None:
    path = filled(tmp_path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 0")
    ward = open_ward(path)
    assert (ward.mode, ward.head().count) == ("read_only", 20)
    ward.close()


def test_a_missing_file_is_said_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="There is no ward file"):
        open_ward(tmp_path / "gone.blin21")
    with pytest.raises(Refused, match="no folder"):
        new_ward(tmp_path / "gone")
    assert not verify(tmp_path / "gone.blin21").ok
    assert list(tmp_path.iterdir()) == []


def test_a_new_file_never_replaces_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = filled(tmp_path)
    with pytest.raises(Refused, match="exists already"):
        new_ward(tmp_path)
    assert verify(path).good_until == 20
    monkeypatch.setattr(engine, "put_in_place", _taken)
    with pytest.raises(Refused, match="exists already"):
        new_ward(tmp_path, "second.blin21")
    monkeypatch.setattr(engine, "put_in_place", _disk_full)
    with pytest.raises(Refused, match="could not be made: No space"):
        new_ward(tmp_path, "second.blin21")
    assert {p.name for p in tmp_path.iterdir()} == {"ward.blin21", "ward.blin21.lock"}


def _taken(_draft: Path, wanted: Path) -> None:
    raise FileExistsError(wanted)


def _disk_full(_draft: Path, _wanted: Path) -> None:
    raise OSError("No space left on device")


def test_a_copy_is_whole_and_found_good(tmp_path: Path) -> None:
    path = filled(tmp_path)
    ward = open_ward(path)
    ward.append(beds(3), after=20)  # still in the write-ahead log
    copy = tmp_path / "copy.blin21"
    assert backup(path, copy).good_until == 23
    assert open_ward(copy).head() == ward.head()
    assert len(list(ward.lines())) == 23
    ward.close()
    with pytest.raises(Refused, match="exists already"):
        backup(path, copy)


def test_looking_at_a_file_leaves_nothing_beside_it(tmp_path: Path) -> None:
    path = filled(tmp_path)
    verify(path)
    backup(path, tmp_path / "copy.blin21")
    verify(tmp_path / "copy.blin21")
    open_ward(path).close()
    engine.tidy(path)
    assert {p.name for p in tmp_path.iterdir()} == {"ward.blin21", "ward.blin21.lock", "copy.blin21"}


def test_a_log_with_entries_in_it_is_not_touched(tmp_path: Path) -> None:
    path = filled(tmp_path)
    ward = open_ward(path)
    ward.append(beds(1), after=20)
    beside = tmp_path / "ward.blin21-wal"
    before = beside.read_bytes()
    verify(path)
    assert beside.read_bytes() == before
    ward.close()
    assert not beside.exists()


def test_a_copy_of_a_damaged_file_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = filled(tmp_path)
    with pytest.raises(Refused, match="No copy was made"):
        backup(tmp_path / "gone.blin21", tmp_path / "copy.blin21")
    monkeypatch.setattr(engine, "put_in_place", _disk_full)
    with pytest.raises(Refused, match="No space"):
        backup(path, tmp_path / "copy.blin21")
    monkeypatch.undo()
    tamper(path, "UPDATE entry SET patient = 'UPN-9' WHERE position = 8")
    with pytest.raises(Refused, match="not kept, because it is damaged"):
        backup(path, tmp_path / "copy.blin21")
    assert not list(tmp_path.glob("*copy*"))


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = filled(tmp_path)
    monkeypatch.setattr("os.access", lambda *_: False)
    ward = open_ward(path)
    assert ward.mode == "read_only"
    assert ward.why is not None
    assert "cannot be written to" in english(ward.why)
    ward.close()


def test_an_unsound_engine_only_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = filled(tmp_path)
    monkeypatch.setattr(engine, "fault", lambda: say("old engine"))
    ward = open_ward(path)
    assert (ward.mode, ward.why) == ("read_only", say("old engine"))
    assert len(ward.read()) == 20
    ward.close()
    with pytest.raises(Refused, match="old engine"):
        create(tmp_path / "new.blin21", training=True, clock_offset_seconds=0, zone="Asia/Tokyo")


def test_a_file_that_fails_at_the_last_moment_is_refused_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = filled(tmp_path)

    def no_schema(_connection: object) -> bool:
        raise engine.Error("disk I/O error")

    monkeypatch.setattr(schema, "is_ward", no_schema)
    with pytest.raises(Refused, match="cannot be read"):
        open_ward(path)
    monkeypatch.undo()

    def no_log(*_: object, **__: object) -> None:
        raise OSError("gone")

    monkeypatch.setattr(log, "WardLog", no_log)
    with pytest.raises(Refused, match="cannot be read: gone"):
        open_ward(path)
