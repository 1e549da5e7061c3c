"""The chosen part of a ward file at one moment: backup in memory, the whole verified, then only what was chosen kept.

Nothing of it is ever written to a disk in the clear.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from blin21_desktop.domain.entries import Kind, SheetPrinted, WritingSampled
from blin21_desktop.domain.ports import Head
from blin21_desktop.domain.review import ReviewBroken, ReviewRefused
from blin21_desktop.domain.text import say
from blin21_desktop.store import chain, engine, schema, signatures
from blin21_desktop.store.codec import load
from blin21_desktop.store.engine import Connection
from blin21_desktop.store.review.contents import Part
from blin21_desktop.store.safety import checked

_FACTS = ("training", "clock_offset_seconds", "zone", "seal")
_HEAD = "SELECT position, hash FROM entry WHERE kind <> ? ORDER BY position DESC LIMIT 1"
_LINES = "SELECT position, kind, body FROM entry WHERE patient = ? ORDER BY position"
_PICTURE = "SELECT bytes FROM sample WHERE sha256 = ?"


def part_of(path: Path, patients: Sequence[str]) -> Part:
    """What of a ward file goes into a copy for these patients. Raises `ReviewRefused`, also for a damaged file."""
    try:
        with in_memory(path) as connection:
            if schema.version(connection) != schema.latest():
                raise ReviewRefused(
                    say(
                        "No copy was made: this ward file has another schema. Open it in the program for writing first."
                    )
                )
            verdict = checked(connection)
            if not verdict.ok:
                raise ReviewBroken(
                    say("No copy was made: this ward file is damaged. {problem}", problem=verdict.problems[0])
                )
            return _chosen(connection, patients)
    except engine.FAULTS as fault:
        raise ReviewRefused(say("No copy was made: {fault}.", fault=str(fault))) from fault


@contextmanager
def in_memory(path: Path) -> Iterator[Connection]:
    """The ward file as it is now, by the backup API, also while others write to it. Raises `Error`."""
    memory = engine.connect_memory()
    try:
        source = engine.connect(path, readonly=True)
        try:
            source.backup(memory)
        finally:
            source.close()
        yield memory
    finally:
        memory.close()


def _chosen(connection: Connection, patients: Sequence[str]) -> Part:
    facts = dict(connection.execute("SELECT key, value FROM meta").fetchall())
    kept: list[tuple[int, str]] = []
    pictures: dict[str, bytes] = {}
    counts = dict.fromkeys(patients, 0)
    for patient in counts:
        for position, kind, body in connection.execute(_LINES, (patient,)):
            entry = load(kind, body)
            if isinstance(entry, SheetPrinted) and not set(entry.patients or ()) <= set(patients):
                continue  # paper that also named somebody else
            if isinstance(entry, WritingSampled):
                pictures[entry.sha256] = connection.execute(_PICTURE, (entry.sha256,)).fetchone()[0]
            counts[patient] += 1
            kept.append((position, body))
    missing = [patient for patient, count in counts.items() if not count]
    if missing or not patients:
        raise ReviewRefused(
            say("Not in this ward file: {patients}. Choose patients of this ward.", patients=missing or "-")
        )
    return Part(
        entries=tuple(sorted(kept)),
        counts=counts,
        head=_head(connection),
        charted=_head(connection, but=Kind.SHEET_PRINTED.value),
        facts={key: facts[key] for key in _FACTS},
        signatures=signatures.every(connection),
        pictures=pictures,
    )


def _head(connection: Connection, but: str = "") -> Head:
    position, newest = connection.execute(_HEAD, (but,)).fetchone()
    return Head(position, chain.code(newest))
