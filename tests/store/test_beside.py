"""Staff, wrong PINs and drafts in the ward file: beside the record, never in it."""

from __future__ import annotations

import sqlite3  # a foreign tool: no connection of ours is open while it works
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from blin21_desktop.domain.drafts import Draft
from blin21_desktop.domain.people import Change, Person
from blin21_desktop.store import engine, pins
from blin21_desktop.store.log import NotSaved, Refused, WardLog, create, open_ward, verify
from tests.store.examples import beds

NURSE = Person(id="K.T", name="K. Tanaka", role="nurse")
AT = datetime.fromisoformat("2026-11-23T14:30:00+09:00")
DRAFT = Draft(author="K.T", form="bag_change", patient="UPN-1", at=AT, typed={"bag.label": "バッグ"}, ids=("a", "b"))


@pytest.fixture
def log(tmp_path: Path) -> WardLog:
    made = create(tmp_path / "ward.db", training=True, clock_offset_seconds=0, zone="Asia/Tokyo")
    made.append(beds(2), after=0)
    return made


def test_the_newest_version_of_a_person_is_in_force_and_the_old_ones_stay(log: WardLog) -> None:
    log.beside.add_version(NURSE, "h1", AT, "ADM")
    log.beside.add_version(replace(NURSE, active=False), "h2", AT, "ADM")
    assert log.beside.staff() == [(replace(NURSE, active=False), "h2")]
    log.beside.add_version(NURSE, "h2", AT + timedelta(hours=1), "terminal (root)")
    assert log.beside.changes() == [
        Change(person=NURSE, at=AT, by="ADM", new_pin=True),
        Change(person=replace(NURSE, active=False), at=AT, by="ADM", new_pin=True),
        Change(person=NURSE, at=AT + timedelta(hours=1), by="terminal (root)", new_pin=False),
    ]
    log.close()
    with closing(sqlite3.connect(log.path)) as connection:
        assert connection.execute("SELECT count(*) FROM staff").fetchone() == (3,)


@pytest.mark.parametrize(
    "attack", ["UPDATE staff SET role = 'admin'", "DELETE FROM staff",
               "INSERT OR REPLACE INTO staff VALUES (1, 'K.T', 'x', 'admin', 1, 'h', '', '')"],
)  # fmt: skip
def test_the_staff_list_only_grows(log: WardLog, attack: str) -> None:
    log.beside.add_version(NURSE, "h1", AT, "ADM")
    log.close()
    with closing(sqlite3.connect(log.path)) as connection, pytest.raises(sqlite3.IntegrityError, match="append-only"):
        connection.execute(attack)
    assert verify(log.path).ok


def test_wrong_tries_are_counted_and_a_clock_set_back_makes_none_older(log: WardLog) -> None:
    beside = log.beside
    assert beside.tries("K.T") == (0, None)
    beside.count_try("K.T", AT)
    beside.count_try("K.T", AT - timedelta(hours=1))
    assert beside.tries("K.T") == (2, AT)
    beside.wait_from("K.T", AT - timedelta(days=1))
    assert beside.tries("K.T") == (2, AT - timedelta(days=1))
    beside.clear_tries("K.T")
    assert beside.tries("K.T") == (0, None)


def test_drafts_are_their_authors_own(log: WardLog) -> None:
    log.beside.keep_draft(DRAFT)
    log.beside.keep_draft(replace(DRAFT, author="M.S"))
    assert log.beside.drafts("K.T") == [DRAFT]
    assert log.beside.drafts("nobody") == []


def test_a_draft_takes_the_place_of_the_former_one_and_can_be_dropped(log: WardLog) -> None:
    log.beside.keep_draft(DRAFT)
    newer = replace(DRAFT, typed={"x": "2"}, at=AT + timedelta(minutes=1))
    log.beside.keep_draft(newer)
    log.beside.keep_draft(replace(DRAFT, form="stop"))
    assert log.beside.drafts("K.T") == [newer, replace(DRAFT, form="stop")]
    log.beside.drop_draft(newer)
    log.beside.drop_draft(newer)
    assert log.beside.drafts("K.T") == [replace(DRAFT, form="stop")]


def test_nothing_beside_the_record_touches_the_record(log: WardLog) -> None:
    before = (log.head(), list(log.lines()))
    log.beside.add_version(NURSE, "h1", AT, "ADM")
    log.beside.keep_draft(DRAFT)
    log.beside.count_try("K.T", AT)
    assert (log.head(), list(log.lines())) == before
    log.close()
    assert verify(log.path).ok


def test_it_is_there_again_after_closing(log: WardLog) -> None:
    log.beside.keep_draft(DRAFT)
    log.beside.add_version(NURSE, "h1", AT, "ADM")
    log.close()
    again = open_ward(log.path)
    assert again.beside.drafts("K.T") == [DRAFT]
    assert again.beside.staff() == [(NURSE, "h1")]


def test_a_file_for_reading_only_says_so(log: WardLog) -> None:
    log.beside.add_version(NURSE, "h1", AT, "ADM")
    log.close()
    reading = open_ward(log.path, readonly=True)
    assert reading.beside.staff() == [(NURSE, "h1")]
    with pytest.raises(NotSaved):
        reading.beside.keep_draft(DRAFT)


def test_an_older_file_read_without_upgrade_has_nobody(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    path.write_bytes((Path(__file__).parent / "fixtures" / "schema-1.db").read_bytes())
    reading = open_ward(path, readonly=True)
    assert list(reading.beside.staff()) == []
    assert list(reading.beside.changes()) == []
    assert reading.beside.tries("K.T") == (0, None)
    assert reading.beside.drafts("K.T") == ()
    assert len(reading.read()) == reading.head().count > 0


def test_a_staff_list_that_cannot_be_read_is_not_an_empty_one(log: WardLog, monkeypatch: pytest.MonkeyPatch) -> None:
    log.beside.add_version(NURSE, "h1", AT, "ADM")

    def failing(*_: object) -> object:
        raise engine.FAULTS[0]("disk I/O error")

    monkeypatch.setattr(log._file, "rows", failing)
    for read in (log.beside.staff, log.beside.changes, lambda: log.beside.tries("K.T")):
        with pytest.raises(Refused, match="cannot be read"):
            read()


def test_a_disk_that_fails_is_said(log: WardLog, monkeypatch: pytest.MonkeyPatch) -> None:
    class Failing:
        in_transaction = True

        def execute(self, sql: str, *_: object) -> object:
            if sql.startswith("INSERT"):
                raise engine.FAULTS[0]("disk I/O error")
            return None

    monkeypatch.setattr(log._file, "connection", Failing)
    with pytest.raises(NotSaved):
        log.beside.keep_draft(DRAFT)
    Failing.in_transaction = False
    with pytest.raises(NotSaved):
        log.beside.keep_draft(DRAFT)


def test_the_hash_of_a_pin() -> None:
    known = pins.hashed("271828")
    assert known.startswith("$argon2id$")
    assert "271828" not in known
    assert pins.fits(known, "271828")
    assert not pins.fits(known, "271829")
    assert not pins.fits("-", "271828")


def test_nobodys_hash_costs_as_much_as_any_other() -> None:
    assert pins.NOBODYS.split("$")[:4] == pins.hashed("271828").split("$")[:4]
    assert len(pins.NOBODYS) == len(pins.hashed("271828"))
    assert not pins.fits(pins.NOBODYS, "")
