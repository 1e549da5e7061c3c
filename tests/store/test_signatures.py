"""Signatures of knowledge files: kept for good, each chained to the one before; whatever was changed shows."""

from __future__ import annotations

import sqlite3  # a foreign tool: no connection of ours is open while it works
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from blin21_desktop.domain.knowledge_version import version_of
from blin21_desktop.domain.signature import Signature, newest
from blin21_desktop.store.log import NotSaved, WardLog, backup, create, open_ward, verify
from blin21_desktop.store.migrations import m0004_signatures
from blin21_desktop.store.words import english
from tests.rules.looking import JP, KNOWLEDGE, US
from tests.store.examples import beds

AT = datetime(2026, 11, 23, 5, 30, tzinfo=UTC)
VERSION = version_of(KNOWLEDGE.labels[JP])
FIRST = Signature(
    file=JP, sha256=VERSION.sha256, text=VERSION.text, by="p1", name="S. Aoki 青木", role="pharmacist", at=AT
)
SECOND = replace(FIRST, by="Dr H", name="H. Hara", role="physician", at=AT + timedelta(days=1))


@pytest.fixture
def log(tmp_path: Path) -> WardLog:
    made = create(tmp_path / "ward.db", training=True, clock_offset_seconds=0, zone="Asia/Tokyo")
    made.append(beds(2), after=0)
    made.signatures.add(FIRST)
    made.signatures.add(SECOND)
    return made


def test_they_are_read_as_they_were_written_and_the_newest_by_a_moment_counts(log: WardLog) -> None:
    found = log.signatures.all()
    assert found == (FIRST, SECOND)
    assert newest(found, JP) == SECOND
    assert newest(found, JP, SECOND.at) == SECOND
    assert newest(found, JP, SECOND.at - timedelta(seconds=1)) == FIRST
    assert newest(found, JP, AT - timedelta(seconds=1)) is None
    assert newest(found, US) is None
    log.close()
    assert verify(log.path).ok


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE signature SET \"by\" = 'x'",
        "DELETE FROM signature",
        "INSERT OR REPLACE INTO signature SELECT * FROM signature WHERE position = 1",
        'INSERT INTO signature SELECT 9, file, sha256, text, "by", name, role, at_utc, link FROM signature LIMIT 1',
    ],
)
def test_they_only_grow(log: WardLog, attack: str) -> None:
    log.close()
    with closing(sqlite3.connect(log.path)) as connection, pytest.raises(sqlite3.IntegrityError, match="append-only"):
        connection.execute(attack)
    assert verify(log.path).ok


GUARDS = "DROP TRIGGER signature_no_update", "DROP TRIGGER signature_no_delete"


@pytest.mark.parametrize(
    ("change", "position"),
    [
        ("UPDATE signature SET \"by\" = 'x' WHERE position = 2", 2),
        ("UPDATE signature SET at_utc = '2027-01-01T00:00:00+00:00' WHERE position = 1", 1),
        ("UPDATE signature SET text = text || ' ' WHERE position = 1", 1),
        ("DELETE FROM signature WHERE position = 1", 2),
        ("UPDATE signature SET link = '' WHERE position = 2", 2),
    ],
)
def test_whoever_takes_the_guards_away_is_seen(log: WardLog, change: str, position: int) -> None:
    log.close()
    with closing(sqlite3.connect(log.path)) as connection, connection:
        for guard in (*GUARDS, change):
            connection.execute(guard)
        for statement in m0004_signatures.GUARDS[:2]:
            connection.execute(statement)
    verdict = verify(log.path)
    assert [english(text) for text in verdict.problems] == [f"Signature {position} of a knowledge file was changed."]


def test_a_text_that_was_not_signed_shows_though_its_chain_is_whole(tmp_path: Path) -> None:
    made = create(tmp_path / "w.db", training=False, clock_offset_seconds=0, zone="Asia/Tokyo")
    made.signatures.add(replace(FIRST, sha256="0" * 64))
    made.close()
    assert not verify(made.path).ok


def test_a_copy_holds_them_and_a_file_for_reading_takes_none(log: WardLog, tmp_path: Path) -> None:
    log.close()
    assert backup(log.path, tmp_path / "copy.db").ok
    copy = open_ward(tmp_path / "copy.db", readonly=True)
    assert copy.signatures.all() == (FIRST, SECOND)
    with pytest.raises(NotSaved):
        copy.signatures.add(FIRST)
    copy.close()


def test_an_older_file_has_none(tmp_path: Path) -> None:
    old = tmp_path / "old.db"
    old.write_bytes((Path(__file__).parent / "fixtures" / "schema-3.db").read_bytes())
    log = open_ward(old, readonly=True)
    assert log.signatures.all() == ()
    log.close()
    log = open_ward(old)
    log.signatures.add(FIRST)
    assert log.signatures.all() == (FIRST,)
    log.close()
