"""What the log says when the disk, the lock or the file fails."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from blin21_desktop.domain.text import say
from blin21_desktop.store import engine, schema
from blin21_desktop.store.lock import WriterLock
from blin21_desktop.store.log import NotSaved, Refused, WardLog, open_ward
from blin21_desktop.store.words import english
from tests.store.examples import bed, beds, filled, new_ward

ROOT = Path(__file__).parents[2]


@pytest.fixture
def log(tmp_path: Path) -> Iterator[WardLog]:
    made = new_ward(tmp_path)
    yield made
    made.close()


class Breaks:
    """A connection that fails at one statement, before or after it is done."""

    def __init__(self, real: engine.Connection, at: str, *, before: bool, fault: BaseException) -> None:
        self.real, self.at, self.before, self.fault = real, at, before, fault

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        return getattr(self.real, name)

    def execute(self, sql: str, parameters: Any = ()) -> Any:  # noqa: ANN401
        if sql.startswith(self.at) and self.before:
            raise self.fault
        found = self.real.execute(sql, parameters)
        if sql.startswith(self.at):
            raise self.fault
        return found


def breaks(log: WardLog, at: str, *, before: bool, fault: BaseException) -> None:
    log._file._open = Breaks(log._file.connection(), at, before=before, fault=fault)


def test_a_commit_that_failed_but_is_on_the_disk_is_saved(log: WardLog) -> None:
    entries = beds(3)
    breaks(log, "COMMIT", before=False, fault=dbapi2.OperationalError("disk I/O error"))
    assert log.append(entries, after=0).count == 3
    assert [r.entry for r in log.read()] == entries


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("disk I/O error", "The computer reported: disk I/O error"),
        ("database or disk is full", "The disk is full."),
        ("database is locked", "Another program holds the file."),
        ("attempt to write a readonly database", "cannot be written to"),
    ],
)
@pytest.mark.parametrize("at", ["COMMIT", "BEGIN", "SELECT seq"])
def test_a_write_that_failed_is_not_saved_and_says_why(log: WardLog, fault: str, words: str, at: str) -> None:
    breaks(log, at, before=True, fault=dbapi2.OperationalError(fault))
    with pytest.raises(NotSaved, match="NOT saved: write it on paper") as caught:
        log.append(beds(2), after=0)
    assert words in str(caught.value)
    assert log.append(beds(2), after=0).count == 2


def test_an_empty_batch_that_failed_is_not_saved(log: WardLog) -> None:
    breaks(log, "BEGIN", before=True, fault=dbapi2.OperationalError("disk I/O error"))
    with pytest.raises(NotSaved):
        log.append([], after=0)


def test_a_file_that_cannot_be_opened_again_is_not_saved(log: WardLog, monkeypatch: pytest.MonkeyPatch) -> None:
    breaks(log, "COMMIT", before=True, fault=dbapi2.OperationalError("disk I/O error"))
    monkeypatch.setattr(engine, "connect", _no_connection)
    with pytest.raises(NotSaved):
        log.append(beds(1), after=0)
    monkeypatch.undo()
    assert log.append(beds(1), after=0).count == 1


def test_a_file_that_cannot_be_opened_for_writing_just_now_is_still_read(
    log: WardLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    log.append(beds(2), after=0)
    log.close()
    monkeypatch.setattr(engine, "_writer", _no_writer)
    assert len(log.read()) == 2
    with pytest.raises(NotSaved):
        log.append(beds(1), after=2)
    reopened = open_ward(log.path)
    assert (reopened.mode, len(reopened.read())) == ("read_only", 2)
    assert "cannot be written now" in english(reopened.why or say(""))
    reopened.close()
    monkeypatch.undo()
    assert log.append(beds(1), after=2).count == 3


def _no_writer(_path: Path, _mode: str) -> engine.Connection:
    raise dbapi2.OperationalError("disk I/O error")


def _no_connection(path: Path, *, readonly: bool = False) -> engine.Connection:
    raise OSError("gone")


def test_patients_are_found_another_way_when_the_quick_one_fails(log: WardLog, monkeypatch: pytest.MonkeyPatch) -> None:
    log.append([bed("1", "UPN-2"), bed("2", "UPN-1"), bed("3", "UPN-2")], after=0)
    quick = log.patients()
    breaks(log, "WITH", before=True, fault=dbapi2.DatabaseError("malformed"))
    assert log.patients() == quick == ["UPN-2", "UPN-1"]


def test_a_stop_from_outside_leaves_nothing_half(log: WardLog) -> None:
    breaks(log, "COMMIT", before=True, fault=KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        log.append(beds(2), after=0)
    log.close()
    assert log.append(beds(1), after=0).count == 1


def test_a_lock_that_is_held_names_its_holder(log: WardLog, monkeypatch: pytest.MonkeyPatch) -> None:
    other = WriterLock(log.path)
    assert other.try_take()
    monkeypatch.setattr(log, "_lock", WriterLock(log.path, pause=lambda _: None))
    with pytest.raises(NotSaved, match=f"process {os.getpid()} on "):
        log.append(beds(1), after=0)
    other.release()
    assert log.append(beds(1), after=0).count == 1


def test_a_schema_that_moved_on_meanwhile_is_not_written(log: WardLog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "latest", lambda: 0)
    with pytest.raises(NotSaved, match="newer version"):
        log.append(beds(1), after=0)


def test_reading_only_is_said_and_kept(tmp_path: Path) -> None:
    log = open_ward(filled(tmp_path), readonly=True)
    assert log.mode == "read_only"
    assert log.why is not None
    assert english(log.why) == "Opened for reading only."
    with pytest.raises(NotSaved, match="Opened for reading only"):
        log.append(beds(1), after=20)
    assert len(log.read()) == 20
    log.close()
    log.close()


def test_a_reading_fault_of_a_sound_file_is_said_in_words(log: WardLog) -> None:
    log.append(beds(2), after=0)
    breaks(log, "SELECT", before=True, fault=dbapi2.DatabaseError("disk I/O error"))
    with pytest.raises(Refused, match="cannot be read"):
        log.read()
    assert len(log.read()) == 2
