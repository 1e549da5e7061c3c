"""R11: the backup inside a review copy against the raw call; and a whole copy, from the ward file to sealed bytes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sqlcipher3 import dbapi2

from blin21_desktop.store.review.contents import packed, read_contents
from blin21_desktop.store.review.sealing import ByPassphrase, opened, sealed
from blin21_desktop.store.review.snapshot import in_memory, part_of
from tests.bench.measure import Line, Measured, alternate, compared
from tests.bench.workload import Place, patient_name, ward_file
from tests.store.copying import CHEAP, WARD, contents, header

SNAPSHOT = Line(
    name="R11",
    what="the ward file in memory, by the backup API",
    against="raw same call",
    target=1.2,
    fail=2.0,
)
WHOLE = Line(
    name="R11b",
    what="a whole copy of 3 patients: backup, verify all, choose, pack, seal (passphrase at no cost)",
    against="raw backup alone",
    target=1000.0,
    fail=1000.0,
    remark="no target; every entry of the ward is verified, about 20 µs each",
)


def measure(place: Place) -> Iterator[Measured]:
    """Both lines, of the kept ward file."""
    path = ward_file(place.size, place.folder)
    lock, patients = ByPassphrase("four words by chance", CHEAP), [patient_name(n) for n in range(3)]

    def snapshot() -> int:
        with in_memory(path) as connection:
            return int(connection.execute("SELECT max(position) FROM entry").fetchone()[0])

    def copy() -> bytes:
        part = part_of(path, patients)
        return sealed(packed(contents(part=part, header=header(entries=part.counts))), lock, WARD)

    def raw() -> int:
        return _raw(path)

    assert snapshot() == raw()
    found = read_contents(opened(copy(), lock).payload)
    assert list(found.header.entries) == patients
    assert sum(found.header.entries.values()) == len(found.part.entries)
    yield compared(SNAPSHOT, *alternate(snapshot, raw, place.rounds))
    yield compared(WHOLE, *alternate(copy, raw, place.rounds))


def _raw(path: Path) -> int:
    source = dbapi2.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)
    memory = dbapi2.connect(":memory:", isolation_level=None)
    try:
        source.backup(memory)
        return int(memory.execute("SELECT max(position) FROM entry").fetchone()[0])
    finally:
        source.close()
        memory.close()
