"""Files of every schema: the kept ones open, older ones are upgraded after a copy, newer ones are left alone."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3  # a foreign tool: no connection of ours is open while it works
from contextlib import closing
from pathlib import Path

import pytest

from blin21_desktop.store import engine, schema
from blin21_desktop.store.engine import Connection
from blin21_desktop.store.log import NotSaved, open_ward, verify
from blin21_desktop.store.migrations import STEPS
from blin21_desktop.store.words import english
from tests.store.examples import beds, filled

FIXTURES = Path(__file__).parent / "fixtures"
VERSIONS = range(1, schema.latest() + 1)


def test_a_file_of_every_schema_is_kept() -> None:
    assert {path.name for path in FIXTURES.glob("*.db")} == {f"schema-{version}.db" for version in VERSIONS}


@pytest.mark.parametrize("version", VERSIONS)
def test_a_kept_file_opens_with_every_entry_and_can_be_written(tmp_path: Path, version: int) -> None:
    path = tmp_path / "ward.db"
    shutil.copyfile(FIXTURES / f"schema-{version}.db", path)
    log = open_ward(path)
    kept = (FIXTURES / f"schema-{version}.jsonl").read_text(encoding="utf-8").splitlines()
    assert list(log.lines()) == kept
    assert log.mode == "normal"
    assert log.append(beds(1), after=len(kept)).count == len(kept) + 1
    log.close()
    assert verify(path).ok


def second_step(connection: Connection) -> None:
    connection.execute("CREATE TABLE remark (text TEXT NOT NULL) STRICT")


def failing_step(connection: Connection) -> None:
    connection.execute("CREATE TABLE half (text TEXT NOT NULL) STRICT")
    raise ZeroDivisionError


@pytest.fixture
def two_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    steps = (*STEPS, ("m9_remark", second_step))
    monkeypatch.setattr(schema, "STEPS", steps)
    monkeypatch.setattr(schema.migrate, "__defaults__", (steps,))
    schema.expected.cache_clear()


@pytest.mark.parametrize("version", VERSIONS)
def test_an_older_file_is_copied_and_upgraded(tmp_path: Path, two_steps: None, version: int) -> None:
    path = tmp_path / "ward.db"
    for number in (1, 2):
        shutil.copyfile(FIXTURES / f"schema-{version}.db", path)
        log = open_ward(path)
        assert log.mode == "normal"
        assert log.head().count == 5
        log.close()
        copy = tmp_path / (f"ward.schema-{version}.db" if number == 1 else f"ward.schema-{version}-2.db")
        assert verify(copy).ok
        with closing(sqlite3.connect(copy)) as connection:
            assert connection.execute("PRAGMA user_version").fetchone() == (version,)
        with closing(sqlite3.connect(path)) as connection:
            assert connection.execute("PRAGMA user_version").fetchone() == (len(STEPS) + 1,)
            names = [(name,) for name, _ in (*STEPS, ("m9_remark", second_step))]
            assert connection.execute("SELECT name FROM migration").fetchall() == names


@pytest.mark.parametrize("version", [1, 2])
def test_an_upgraded_file_is_the_same_as_a_new_one_and_takes_samples(tmp_path: Path, version: int) -> None:
    path = tmp_path / "ward.db"
    shutil.copyfile(FIXTURES / f"schema-{version}.db", path)
    open_ward(path).close()
    connection = engine.connect(path)
    assert schema.objects(connection) == schema.expected(schema.latest())
    connection.execute("INSERT INTO sample VALUES (?, 'image/png', ?)", ("0" * 64, b"\x89PNG"))
    assert connection.execute("SELECT bytes FROM sample").fetchall() == [(b"\x89PNG",)]
    connection.close()
    assert verify(path).ok


@pytest.fixture(autouse=True)
def fresh_expectations() -> None:
    schema.expected.cache_clear()


def test_a_step_that_fails_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = filled(tmp_path)
    connection = engine.connect(path)
    before = schema.objects(connection)
    with pytest.raises(ZeroDivisionError):
        schema.migrate(connection, (*STEPS, ("m9_bad", failing_step)))
    assert schema.objects(connection) == before
    assert schema.version(connection) == len(STEPS)
    connection.close()


def test_a_step_somebody_else_did_meanwhile_is_no_fault(tmp_path: Path) -> None:
    connection = engine.connect(filled(tmp_path))
    schema.migrate(connection)
    assert schema.steps_done(connection) == [(number, name) for number, (name, _) in enumerate(STEPS, start=1)]
    connection.close()


def ended(connection: Connection) -> None:
    connection.execute("ROLLBACK")
    raise ZeroDivisionError


def test_a_step_whose_transaction_is_gone_is_reported_as_it_was(tmp_path: Path) -> None:
    connection = engine.connect(filled(tmp_path))
    with pytest.raises(ZeroDivisionError):
        schema.migrate(connection, (*STEPS, ("m9_ended", ended)))
    connection.close()


def test_a_newer_file_is_read_only_and_untouched(tmp_path: Path) -> None:
    path = filled(tmp_path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    log = open_ward(path)
    assert log.mode == "read_only"
    assert log.why is not None
    assert f"newer version of the program (schema 99, this one knows {schema.latest()})" in english(log.why)
    assert len(log.read()) == 20
    with pytest.raises(NotSaved, match="newer version"):
        log.append(beds(1), after=20)
    log.close()
    assert verify(path).ok
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before
