"""Damage is seen, said, and does not hide what is sound; copies are whole or not there."""

from __future__ import annotations

import random
import sqlite3  # a foreign tool: no connection of ours is open while it works
from contextlib import closing
from pathlib import Path

import pytest

from blin21_desktop.store import engine, log, safety, schema
from blin21_desktop.store.log import NotSaved, Refused, open_ward, verify
from blin21_desktop.store.words import english
from tests.store.damage import problems, tamper
from tests.store.examples import beds, filled


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


def test_a_fact_that_is_no_text_any_more_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def torn(_meta: object) -> str:
        raise TypeError("'<' not supported between instances of 'str' and 'NoneType'")

    path = filled(tmp_path)
    monkeypatch.setattr("blin21_desktop.store.chain.seal", torn)
    assert "cannot be read" in problems(path)


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
