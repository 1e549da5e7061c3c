"""One batch into the file: one transaction, each entry chained to the one before it."""

from __future__ import annotations

from collections.abc import Sequence

from blin21_desktop.domain.entries import Entry
from blin21_desktop.domain.picture import Picture
from blin21_desktop.domain.ports import Stale
from blin21_desktop.domain.text import say
from blin21_desktop.store import chain, samples, schema
from blin21_desktop.store.codec import load, write_line
from blin21_desktop.store.engine import Connection
from blin21_desktop.store.words import NotSaved

_INSERT = (
    "INSERT INTO entry (position, origin, seq, id, patient, kind, happened_utc, happened_offset_minutes,"
    ' recorded_utc, recorded_offset_minutes, "by", zone, body, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)'
)


def checked_line(entry: Entry) -> str:
    """The line of an entry, after making sure that it reads back as the same entry (else ValueError)."""
    line = write_line(entry)
    if load(entry.kind, line) != entry:
        raise ValueError(f"an entry of kind {entry.kind} does not read back as it was")
    return line


def write(
    connection: Connection,
    lines: Sequence[tuple[Entry, str]],
    after: int,
    *,
    origin: str,
    zone: str,
    pictures: Sequence[Picture] = (),
) -> None:
    """Write entries with their lines behind position `after`, and their pictures: all or none.

    Raises `Stale`, `NotSaved` or `Error`.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        _check(connection, [entry.id for entry, _ in lines], after)
        samples.put(connection, [entry for entry, _ in lines], pictures)
        connection.executemany(_INSERT, _rows(connection, lines, after, origin, zone))
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _check(connection: Connection, ids: Sequence[str], after: int) -> None:
    if schema.version(connection) != schema.latest():
        raise NotSaved(say("NOT saved: a newer version of the program changed this ward file. Start that one."))
    if connection.execute("SELECT coalesce(max(position), 0) FROM entry").fetchone()[0] != after:
        raise Stale
    if len(set(ids)) != len(ids):
        raise NotSaved(say("NOT saved: two entries of this batch have the same id."))
    for entry_id in ids:
        if connection.execute("SELECT 1 FROM entry WHERE id = ?", (entry_id,)).fetchone() is not None:
            raise NotSaved(say("NOT saved: an entry with the id {id} is in the record already.", id=entry_id))


def _rows(
    connection: Connection, lines: Sequence[tuple[Entry, str]], after: int, origin: str, zone: str
) -> list[tuple[object, ...]]:
    newest = connection.execute(
        "SELECT seq, hash FROM entry WHERE origin = ? ORDER BY seq DESC LIMIT 1", (origin,)
    ).fetchone()
    seq, link = newest or (0, chain.first_link(origin))
    rows: list[tuple[object, ...]] = []
    for place, (entry, body) in enumerate(lines, start=1):
        link = chain.link(link, origin, seq + place, zone, body)
        rows.append((after + place, origin, seq + place, *chain.columns(entry), zone, body, link))
    return rows
