"""R5: saving one bag change, durably, against one raw commit of the same row."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from sqlcipher3 import dbapi2

from blin21_desktop.domain.entries import BagChanged
from blin21_desktop.service.ward import Ward
from blin21_desktop.store.log import open_ward, verify
from tests.bench.infusion_story import Setting, bag_change
from tests.bench.measure import Line, Measured, alternate, compared
from tests.bench.workload import NOW, Place, copy_of, patient_name, ward_file, ward_over

WHOLE = Line(
    name="R5",
    what="save a bag change: guards, chain, durable",
    against="one raw FULL commit of the same row",
    target=3.0,
    fail=8.0,
)
SEEN = Line(
    name="R5 seen",
    what="save a bag change, then its patient and the board again",
    against="one raw FULL commit of the same row",
    target=1000.0,
    fail=1000.0,
    remark="no target; the budget is 50 ms to save, 200 ms at most",
)
PATIENT = patient_name(0)


class Bedside:
    """Changes a bag every minute of the program's clock."""

    def __init__(self, path: Path, courses: int) -> None:
        self.log = open_ward(path)
        self.moment = NOW
        self.ward: Ward = ward_over(self.log, lambda: self.moment)
        self.before = self.log.head().count
        self.ward.look(PATIENT)
        self.ward.board()
        self._setting = Setting(PATIENT, courses, NOW - timedelta(days=27), Random(5))  # noqa: S311

    def next_bag(self) -> BagChanged:
        """The entry of the next minute."""
        self.moment += timedelta(minutes=1)
        hours = (self.moment - self._setting.start) / timedelta(hours=1)
        entry = bag_change(self._setting, hours)
        return dataclasses.replace(entry, happened_at=self.moment, recorded_at=self.moment)

    def save(self) -> None:
        """The program's own way."""
        self.ward.write((self.next_bag(),))

    def save_and_see(self) -> None:
        """And what the window does then."""
        self.save()
        self.ward.look(PATIENT)
        self.ward.board()


class RawTable:
    """The same table and indexes in another file, without guards; rows copied from a model row."""

    def __init__(self, path: Path) -> None:
        self.raw = dbapi2.connect(str(path), isolation_level=None)
        assert self.raw.execute("PRAGMA journal_mode=wal").fetchone() == ("wal",)
        self.raw.execute("PRAGMA synchronous=FULL")
        for (name,) in self.raw.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            self.raw.execute(f"DROP TRIGGER {name}")
        model = self.raw.execute("SELECT * FROM entry WHERE kind = 'bag_changed' ORDER BY position DESC LIMIT 1")
        self.row: list[Any] = list(model.fetchone())
        self.count = self.before = self.raw.execute("SELECT max(position) FROM entry").fetchone()[0]
        self.insert = f"INSERT INTO entry VALUES ({', '.join('?' * len(self.row))})"

    def commit(self) -> None:
        """One row, one transaction."""
        self.count += 1
        position, seq = self.count, self.count
        self.raw.execute("BEGIN IMMEDIATE")
        self.raw.execute(self.insert, (position, self.row[1], seq, f"raw-{position}", *self.row[4:]))
        self.raw.execute("COMMIT")


def measure(place: Place) -> Iterator[Measured]:
    """Both lines, into copies of the ward file on the same disk."""
    kept = ward_file(place.size, place.folder)
    with TemporaryDirectory(dir=place.folder) as scratch:
        bedside = Bedside(copy_of(kept, Path(scratch), "app"), 1 if place.size == "S" else 2)
        table = RawTable(copy_of(kept, Path(scratch), "raw"))
        yield compared(WHOLE, *alternate(bedside.save, table.commit, place.rounds))
        yield compared(SEEN, *alternate(bedside.save_and_see, table.commit, place.rounds))
        bedside.log.close()
        _check(bedside, table)


def _check(bedside: Bedside, table: RawTable) -> None:
    assert verify(bedside.log.path).ok
    found = dbapi2.connect(str(bedside.log.path)).execute(
        "SELECT kind, happened_utc FROM entry WHERE position > ? ORDER BY position", (bedside.before,)
    )
    rows = found.fetchall()
    assert {row[0] for row in rows} == {"bag_changed"}
    assert len(rows) == table.count - table.before
    assert rows[-1][1] == _utc(bedside.moment)
    table.raw.close()


def _utc(moment: datetime) -> str:
    return (moment.replace(tzinfo=None) - (moment.utcoffset() or timedelta())).isoformat() + "Z"
