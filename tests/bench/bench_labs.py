"""R6: laboratory files: filing a batch, reading and judging one message, finding one patient's files in a tree."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlcipher3 import dbapi2

from blin21_desktop.feeds.importing import LabImport
from blin21_desktop.feeds.source import Reviewed
from blin21_desktop.service.ward import Ward
from blin21_desktop.store.codec import uuid7
from blin21_desktop.store.lab_sources import sources
from blin21_desktop.store.log import WardLog, create, verify
from tests.bench.measure import Line, Measured, alternate, compared
from tests.bench.workload import Place, knowledge
from tests.feeds.hl7_writing import SITE, SURUGA, Panel, Result, oul, text
from tests.feeds.lab_ward import FIRST, NOW
from tests.feeds.ssmix2_tree import path as stored_at
from tests.making import TOKYO

FILES, RESULTS = 28, 20
"""A course of daily blood, twenty values a day."""
MANY = 400
"""Patients of a large tree; each has as many files as ours."""

FILING = Line(
    name="R6",
    what=f"file {FILES * RESULTS} staged results: gates again, guards, chain, one durable batch",
    against="raw executemany of the same rows, one FULL commit",
    target=5.0,
    fail=15.0,
)
READING = Line(
    name="R6b",
    what=f"one message of {RESULTS} results: decode, parse, map, all gates",
    against="the message split at its separators by hand",
    target=20.0,
    fail=60.0,
    remark="and at least 450 messages a second",
)
FINDING = Line(
    name="R6c",
    what=f"find one patient's files in a tree of {MANY} patients",
    against="the same in a tree of one",
    target=1.2,
    fail=3.0,
)
CODES = (
    ("2A990000001930952^白血球数^JC10", "3200", "/uL"), ("2A990000001930953^Hb^JC10", "8.9", "g/dL"),
    ("2A050000001930101^血小板^JC10", "4.1", "万/μL"),
)  # fmt: skip


def message(day: int, order: int) -> bytes:
    """One day's message. Values of one analyte are taken minutes apart, so that each is a result of its own."""
    at = NOW - timedelta(days=day, hours=1)
    results = []
    for place in range(RESULTS):
        code, value, unit = CODES[place % len(CODES)]
        observed = f"{at - timedelta(minutes=place):%Y%m%d%H%M%S}"
        results.append(Result(code=code, value=value, unit=unit, reference="", observed=observed))
    return text(oul([Panel(results=results, order=f"{order:015}", collected="")])).encode()


class Bench:
    """A ward with our patient, the import into it, and files that were reviewed."""

    def __init__(self, path: Path) -> None:
        self.log: WardLog = create(path, training=True, clock_offset_seconds=0, zone="Asia/Tokyo")
        self.ward = Ward(self.log, lambda: NOW, knowledge(), zone=TOKYO, training=True)
        self.ward.write([FIRST])
        self.lab = LabImport(self.ward, self.log.lab_files, lambda at: uuid7(at, os.urandom))
        self.orders = itertools.count(1)

    def staged(self, folder: Path) -> list[Reviewed]:
        """Files of new orders, read and reviewed."""
        batch = folder / "batch"
        batch.mkdir(exist_ok=True)
        for day in range(FILES):
            (batch / f"{day:02}.hl7").write_bytes(message(day, next(self.orders)))
        return self.lab.review(sources([batch], (SURUGA.id,), SITE))


def filing(place: Place, scratch: Path) -> Measured:
    """Each round files the same days into a ward of its own; the other side inserts the rows that came of it."""
    numbers = itertools.count()
    ready: list[tuple[Bench, list[Reviewed]]] = []
    for _ in range(place.rounds + 1):
        bench = Bench(scratch / f"app{next(numbers)}")
        ready.append((bench, bench.staged(scratch)))
    used = iter(ready)

    def app() -> None:
        bench, staged = next(used)
        assert len(bench.lab.file(staged, "K.T")) == FILES * RESULTS

    model = Bench(scratch / "model")
    model.lab.file(model.staged(scratch), "K.T")
    assert verify(model.log.path).ok
    with_rows = dbapi2.connect(str(model.log.path))
    rows = with_rows.execute("SELECT * FROM entry WHERE position > 1").fetchall()
    with_rows.close()
    assert len(rows) == FILES * RESULTS
    raws = iter([_raw(scratch / f"raw{n}") for n in range(place.rounds + 1)])

    def raw() -> None:
        connection = next(raws)
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(f"INSERT INTO entry VALUES ({', '.join('?' * len(rows[0]))})", rows)
        connection.execute("COMMIT")
        connection.close()

    found = compared(FILING, *alternate(app, raw, place.rounds))
    for bench, _ in ready:
        assert verify(bench.log.path).ok
        bench.log.close()
    return found


def _raw(path: Path) -> Any:  # noqa: ANN401  (a connection of a module without types)
    """The same table with its indexes, without guards."""
    Bench(path).log.close()
    connection = dbapi2.connect(str(path), isolation_level=None)
    connection.execute("PRAGMA synchronous=FULL")
    for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    return connection


def reading(place: Place, scratch: Path) -> Measured:
    """A day's messages; the gates must let every result pass."""
    bench = Bench(scratch / "reading")
    folder = scratch / "in"
    folder.mkdir()
    datas = [message(day, day + 1) for day in range(FILES)]
    for day, data in enumerate(datas):
        (folder / f"{day:02}.hl7").write_bytes(data)

    def app() -> None:
        found = bench.lab.review(sources([folder], (SURUGA.id,), SITE))
        assert sum(item.files for one in found for item in one.items) == FILES * RESULTS

    def split() -> None:
        count = 0
        for path in sorted(folder.glob("*")):
            for row in path.read_bytes().decode().split("\r"):
                fields = [field.split("^") for field in row.split("|")]
                count += fields[0] == ["OBX"]
        assert count == FILES * RESULTS

    measured = compared(READING, *alternate(app, split, place.rounds))
    bench.log.close()
    rate = 0 if measured.app is None else FILES / measured.app
    return replace(measured, remark=f"{rate:.0f} messages a second; at least 450 wanted")


def finding(place: Place, scratch: Path) -> Measured:
    """The time must not grow with the other patients of the hospital."""
    trees = scratch / "one", scratch / "many"
    for root, others in zip(trees, (0, MANY - 1), strict=True):
        for other in range(others + 1):
            patient = SURUGA.id if other == 0 else f"{8000000 + other}"
            for day in range(FILES if other == 0 else 3):
                file = root.joinpath(*stored_at(patient, f"{day:015}"))
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(message(day, day) if other == 0 else b"MSH|")

    def found(root: Path) -> int:
        return len(list(sources([root], (SURUGA.id,), SITE)))

    assert found(trees[0]) == found(trees[1]) == FILES
    return compared(FINDING, *alternate(lambda: found(trees[1]), lambda: found(trees[0]), place.rounds))


def measure(place: Place) -> Iterator[Measured]:
    """All three lines."""
    place.folder.mkdir(parents=True, exist_ok=True)
    for one in (filing, reading, finding):
        with TemporaryDirectory(dir=place.folder) as scratch:
            yield one(place, Path(scratch))
