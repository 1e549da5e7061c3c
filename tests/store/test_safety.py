"""Damage is seen, said, and does not hide what is sound; copies are whole or not there."""

from __future__ import annotations

import random
import sqlite3  # a foreign tool: no connection of ours is open while it works
from contextlib import closing, suppress
from pathlib import Path

import pytest

from blin21_desktop.domain.text import say
from blin21_desktop.store import engine, log, safety, schema
from blin21_desktop.store.log import NotSaved, Refused, backup, create, open_ward, verify
from blin21_desktop.store.words import english
from tests.store.examples import beds, filled, new_ward

UNGUARDED = "DROP TRIGGER entry_no_update; DROP TRIGGER entry_no_delete; DROP TRIGGER entry_no_replace;"


def tamper(path: Path, sql: str, *, put_back: bool = True) -> None:
    """Change the file as somebody would who knows SQL, and put the guards back."""
    with closing(sqlite3.connect(path)) as connection:
        guards = connection.execute("SELECT sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for (name,) in names:
            connection.execute(f"DROP TRIGGER {name}")
        connection.executescript(sql)
        for (guard,) in guards if put_back else []:
            with suppress(sqlite3.OperationalError):  # the table is gone
                connection.execute(guard)
        connection.commit()


def problems(path: Path) -> str:
    verdict = verify(path)
    assert verdict.ok == (not verdict.problems)
    return " ".join(english(problem) for problem in verdict.problems)


def test_a_sound_file_is_sound(tmp_path: Path) -> None:
    path = filled(tmp_path)
    assert verify(path) == safety.Verdict(ok=True, problems=(), good_until=20)
    assert verify(filled(tmp_path, 0, "empty.blin21")).ok


@pytest.mark.parametrize(
    ("sql", "words", "good_until"),
    [
        ('UPDATE entry SET body = replace(body, \'"bed": "7"\', \'"bed": "8"\') WHERE position = 8', "Entry 8", 7),
        ("UPDATE entry SET patient = 'UPN-9' WHERE position = 8", "Entry 8 does not agree with its own line", 7),
        ("UPDATE entry SET happened_utc = '2026-11-23T12:00:01Z' WHERE position = 8", "Entry 8", 7),
        ("UPDATE entry SET happened_offset_minutes = 540 WHERE position = 8", "Entry 8", 7),
        ("UPDATE entry SET \"by\" = 'n2' WHERE position = 1", "Entry 1", 0),
        ("UPDATE entry SET zone = 'UTC' WHERE position = 20", "Entry 20", 19),
        ("UPDATE entry SET origin = 'ws-other' WHERE position = 8", "Entry 8", 7),
        ("UPDATE entry SET hash = zeroblob(32) WHERE position = 8", "Entry 8 does not follow", 7),
        ("UPDATE entry SET position = 21 WHERE position = 8", "Entry 9 does not follow", 7),
        ("DELETE FROM entry WHERE position = 8", "Entry 9", 7),
        ("DELETE FROM entry WHERE position = 1", "Entry 2", 0),
        ("UPDATE entry SET seq = seq + 100; UPDATE entry SET seq = seq - 99", "Entry 1", 0),
        ("UPDATE meta SET value = '0' WHERE key = 'training'", "facts of the file", 20),
        ("INSERT INTO meta VALUES ('colour', 'red')", "facts of the file", 20),
        ("UPDATE migration SET name = 'x'", "schema steps", 20),
        ("DROP INDEX entry_of_patient", "index entry_of_patient is missing", 20),
        ("CREATE TABLE extra (x)", "table extra does not belong", 20),
        ("DROP VIEW infusions; CREATE VIEW infusions AS SELECT 1", "view infusions was changed", 20),
        ("DROP TABLE meta", "table meta is missing", 20),
        ("PRAGMA application_id = 7", "header of the file", 20),
    ],
)
def test_an_edit_is_seen_and_what_stands_before_it_is_read(
    tmp_path: Path, sql: str, words: str, good_until: int
) -> None:
    path = filled(tmp_path)
    tamper(path, sql)
    assert words in problems(path)
    assert verify(path).good_until == good_until
    ward = open_ward(path)
    assert ward.mode == "read_only"
    assert ward.why is not None
    assert "damaged" in english(ward.why)
    assert ward.damaged
    assert [r.position for r in ward.read(patient="UPN-1")] == list(range(1, good_until + 1))
    assert ward.head().count == good_until
    assert len(list(ward.lines())) == good_until
    assert ward.patients() == (["UPN-1"] if good_until else [])
    with pytest.raises(NotSaved, match="damaged"):
        ward.append(beds(1), after=good_until)
    ward.close()


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("SELECT 1", "trigger entry_no_delete is missing"),
        ("CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry BEGIN SELECT 1; END", "entry_no_update was changed"),
        ("CREATE TRIGGER other BEFORE UPDATE ON entry BEGIN SELECT 1; END", "trigger other does not belong"),
    ],
)
def test_a_missing_or_weakened_guard_is_seen(tmp_path: Path, sql: str, words: str) -> None:
    path = filled(tmp_path)
    tamper(path, sql, put_back=False)
    assert words in problems(path)
    assert open_ward(path).mode == "read_only"


def test_a_cut_tail_does_not_show_in_the_chain_but_in_the_code_on_paper(tmp_path: Path) -> None:
    path = filled(tmp_path)
    ward = open_ward(path)
    printed = ward.head()
    ward.close()
    tamper(path, "DELETE FROM entry WHERE position > 10")
    assert verify(path).ok
    ward = open_ward(path)
    assert ward.head() != printed
    ward.close()


def test_a_file_that_fails_in_the_middle_of_the_check_is_not_good(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_connection: object) -> int:
        raise engine.Error("disk I/O error")

    path = filled(tmp_path)
    monkeypatch.setattr(schema, "version", fails)
    assert "disk I/O error" in problems(path)


def content(path: Path) -> list[str] | None:
    """Everything another program reads from the file; None when it cannot."""
    try:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA journal_mode")
            schema_rows = [str(r) for r in connection.execute("SELECT type, name, sql FROM sqlite_schema")]
            tables = ("SELECT * FROM entry", "SELECT * FROM meta", "SELECT * FROM migration")
            return schema_rows + [str(row) for sql in tables for row in connection.execute(sql)]
    except (sqlite3.Error, UnicodeDecodeError):
        return None


def test_flipped_bytes_are_never_silent(tmp_path: Path) -> None:
    path = filled(tmp_path, 12)
    sound = path.read_bytes()
    truth = content(path)
    chance = random.Random(20261123)  # noqa: S311
    noticed = changed = 0
    for _ in range(250):
        place = chance.randrange(len(sound))
        flipped = bytearray(sound)
        flipped[place] ^= 1 << chance.randrange(8)
        victim = tmp_path / "flipped.blin21"
        victim.write_bytes(flipped)
        seen = not verify(victim).ok
        noticed += seen
        differs = content(victim) != truth
        changed += differs
        assert seen or not differs, f"byte {place} changed the content in silence"
        try:
            ward = open_ward(victim)
        except Refused:
            continue
        assert list(ward.lines()) == list(_prefix(path, ward.head().count))
        ward.close()
        for beside in tmp_path.glob("flipped.blin21*"):
            beside.unlink()
    assert noticed >= changed > 50


def _prefix(path: Path, count: int) -> list[str]:
    ward = open_ward(path, readonly=True)
    lines = list(ward.lines())[:count]
    ward.close()
    return lines


def test_a_large_file_opens_at_once_and_takes_the_verdict_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = filled(tmp_path)
    tamper(path, "UPDATE entry SET patient = 'UPN-9' WHERE position = 8")
    monkeypatch.setattr(log, "VERIFIED_AT_ONCE", 5)
    ward = open_ward(path)
    assert ward.mode == "normal"
    ward.accept(safety.Verdict(ok=True, problems=(), good_until=20))
    assert (ward.mode, ward.damaged) == ("normal", False)
    ward.accept(verify(path))
    assert (ward.mode, ward.head().count) == ("read_only", 7)
    ward.close()
    tamper(path, "SELECT 1", put_back=False)
    assert open_ward(path).mode == "read_only"


def test_damage_met_while_reading_turns_to_the_sound_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = filled(tmp_path)
    tamper(path, "UPDATE entry SET body = 'not a line' WHERE position = 8")
    monkeypatch.setattr(log, "VERIFIED_AT_ONCE", 5)
    ward = open_ward(path)
    assert [r.position for r in ward.read()] == list(range(1, 8))
    assert ward.mode == "read_only"
    ward.close()


def test_damage_in_the_middle_of_the_pages_leaves_what_stands_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = filled(tmp_path, 200)
    whole = path.read_bytes()
    page = whole.index(b'"bed": "100"') // 4096
    path.write_bytes(whole[: page * 4096] + bytes(4096) + whole[(page + 1) * 4096 :])
    verdict = verify(path)
    assert 50 < verdict.good_until < 101
    monkeypatch.setattr(log, "VERIFIED_AT_ONCE", 5)
    ward = open_ward(path)
    found = ward.read()
    assert len(found) == verdict.good_until
    assert ward.mode == "read_only"
    with pytest.raises(Refused, match="cannot be read"):
        ward._distrust(OSError("again"))
    ward.close()


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
