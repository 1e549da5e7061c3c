"""Laboratory files in the ward file: kept as they were, append-only, beside the record."""

from __future__ import annotations

import sqlite3  # a foreign tool: no connection of ours is open while it works
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from blin21_desktop.domain.lab_files import Decided, LabFile, Waiting
from blin21_desktop.store import engine
from blin21_desktop.store.log import NotSaved, WardLog, create, open_ward

AT = datetime.fromisoformat("2026-11-23T05:30:00+00:00")
FILE = LabFile(sha256="a" * 64, name="r.hl7", format="hl7", data=b"MSH|" * 99, read_at=AT, by="K.T", table="t1")
WAITS = Waiting(sha256=FILE.sha256, key="1", patient="UPN-1")
DONE = Decided(sha256=FILE.sha256, key="1", decision="not_filed", by="M.S", at=AT, because="another child")


@pytest.fixture
def log(tmp_path: Path) -> WardLog:
    return create(tmp_path / "ward.db", training=True, clock_offset_seconds=0, zone="Asia/Tokyo")


def test_a_file_comes_back_as_it_was_and_is_kept_once(log: WardLog) -> None:
    log.lab_files.keep([FILE], [])
    log.lab_files.keep([replace(FILE, name="again.hl7")], [])
    assert log.lab_files.get(FILE.sha256) == FILE
    assert log.lab_files.get("b" * 64) is None
    assert log.head().count == 0, "nothing of it is in the record"


def test_what_waited_at_a_moment_is_told_again_whatever_was_decided_since(log: WardLog) -> None:
    log.lab_files.keep([FILE], [WAITS])
    log.lab_files.decide([replace(DONE, at=AT + timedelta(hours=1))])
    second = timedelta(seconds=1)
    told = [log.lab_files.waiting(AT + after) for after in (-second, 0 * second, timedelta(hours=1) - second)]
    assert told == [[], [WAITS], [WAITS]]
    assert log.lab_files.waiting(AT + timedelta(hours=1)) == log.lab_files.waiting() == []


def test_what_waits_is_there_until_it_is_decided_once(log: WardLog) -> None:
    other = replace(WAITS, key="2", patient="")
    log.lab_files.keep([FILE], [WAITS, other])
    log.lab_files.keep([], [WAITS])
    assert log.lab_files.waiting() == [WAITS, other]
    log.lab_files.decide([DONE])
    log.lab_files.decide([replace(DONE, decision="filed")])
    assert log.lab_files.waiting() == [other]
    assert log.lab_files.decided(FILE.sha256) == [DONE]
    assert log.lab_files.decided("b" * 64) == []
    log.close()
    with closing(sqlite3.connect(log.path)) as connection:
        assert connection.execute('SELECT decision, "by", because FROM lab_decision').fetchall() == [
            ("not_filed", "M.S", "another child")
        ]


def test_the_newest_layout_of_each_name_is_given(log: WardLog) -> None:
    log.lab_files.keep_layout("b", "B", "K.T", AT)
    log.lab_files.keep_layout("a", "A1", "K.T", AT)
    log.lab_files.keep_layout("a", "A2", "K.T", AT)
    assert log.lab_files.layouts() == ["A2", "B"]


def test_nothing_to_keep_or_decide_writes_nothing(log: WardLog) -> None:
    log.lab_files.keep([], [])
    log.lab_files.decide([])
    assert log.lab_files.waiting() == []


def test_a_file_for_reading_only_takes_nothing(log: WardLog) -> None:
    log.close()
    reading = open_ward(log.path, readonly=True)
    with pytest.raises(NotSaved):
        reading.lab_files.keep([FILE], [])
    reading.close()


def test_files_and_what_waits_are_kept_together_or_not_at_all(log: WardLog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("blin21_desktop.store.lab_files._WAITS", "INSERT INTO nowhere VALUES (?, ?, ?)")
    with pytest.raises(NotSaved):
        log.lab_files.keep([FILE], [WAITS])
    assert log.lab_files.get(FILE.sha256) is None


def test_a_file_without_these_tables_answers_nothing(log: WardLog, monkeypatch: pytest.MonkeyPatch) -> None:
    def fault(*_: object) -> None:
        raise engine.FAULTS[0]("no such table")

    monkeypatch.setattr(log._file, "rows", fault)
    assert (log.lab_files.waiting(), log.lab_files.layouts(), log.lab_files.get("a")) == ([], [], None)


@pytest.mark.parametrize("table", ["lab_file", "lab_waiting", "lab_decision", "lab_layout"])
@pytest.mark.parametrize(
    "attack", ["UPDATE {0} SET position = 9", "DELETE FROM {0}", "REPLACE INTO {0} SELECT * FROM {0}"]
)
def test_these_tables_only_grow(log: WardLog, table: str, attack: str) -> None:
    log.lab_files.keep([FILE], [WAITS])
    log.lab_files.decide([DONE])
    log.lab_files.keep_layout("a", "A", "K.T", AT)
    log.close()
    with closing(sqlite3.connect(log.path)) as connection, pytest.raises(sqlite3.IntegrityError, match="append-only"):
        connection.execute(attack.format(table))
