"""The ward's log: the core's port `Log` on an open ward file."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from blin21_desktop.domain.entries import Entry, Kind
from blin21_desktop.domain.picture import Picture
from blin21_desktop.domain.ports import Head, Recorded
from blin21_desktop.domain.short_code import beginnings
from blin21_desktop.domain.text import Text, say
from blin21_desktop.store import chain, engine
from blin21_desktop.store.beside import Beside
from blin21_desktop.store.codec import load
from blin21_desktop.store.lab_files import StoredLabFiles
from blin21_desktop.store.lock import WriterLock
from blin21_desktop.store.openfile import OpenFile
from blin21_desktop.store.review.rows import ReviewRows
from blin21_desktop.store.safety import Verdict, verify
from blin21_desktop.store.samples import Samples
from blin21_desktop.store.signatures import Signatures
from blin21_desktop.store.words import NotSaved, Refused
from blin21_desktop.store.writing import checked_line, write

Mode = Literal["normal", "read_only"]

_CANNOT_OPEN: tuple[type[Exception], ...] = (*engine.FAULTS, Refused)


_PATIENTS = """WITH RECURSIVE found (patient) AS (
    SELECT min(patient) FROM entry
    UNION ALL
    SELECT (SELECT min(patient) FROM entry WHERE patient > found.patient) FROM found WHERE patient IS NOT NULL)
SELECT patient, (SELECT min(position) FROM entry WHERE entry.patient = found.patient)
FROM found WHERE patient IS NOT NULL ORDER BY 2"""
"""Jumps from patient to patient in the index: the time grows with the patients, not with the entries."""


class WardLog:
    """An open ward file. Made by `log.open_ward` or `log.create`, never directly.

    `mode` is "normal" or "read_only", `why` then says why, for the banner. `beside`: staff and drafts;
    `signatures`: of knowledge files; `samples`: pictures of handwriting; `lab_files`: laboratory files as read;
    `reviews`: review copies and what came back.
    """

    def __init__(self, path: Path, *, mode: Mode, why: Text | None) -> None:
        self.path, self.mode, self.why = path, mode, why
        self._good_until: int | None = None
        self._lock = WriterLock(path)
        self._file = OpenFile(path, readonly=mode == "read_only")
        self.beside = Beside(self._file, self._lock, lambda: self.mode == "normal")
        self.signatures = Signatures(self._file, self._lock, lambda: self.mode == "normal")
        self.lab_files = StoredLabFiles(self._file, self._lock, lambda: self.mode == "normal")
        self.samples = Samples(self._file)
        self.reviews = ReviewRows(self._file, self._lock, lambda: self.mode == "normal")
        self._meta = _facts(self._file.connection())

    def append(self, entries: Sequence[Entry], *, after: int, pictures: Sequence[Picture] = ()) -> Head:
        """Write all entries, and the pictures that they name, in one transaction, or none.

        Raises `Stale` when `after` is not the newest position, `NotSaved` when nothing was written, in words.
        Whatever was reported by the disk, the answer is certain: the file is opened anew and looked into.
        """
        if self.mode != "normal":
            raise NotSaved(say("NOT saved: this ward file is open for reading only. {why}", why=self.why))
        lines = [(entry, checked_line(entry)) for entry in entries]
        try:
            with self._lock.held():
                origin, zone = self._meta["origin"], self._meta["zone"]
                write(self._file.connection(), lines, after, origin=origin, zone=zone, pictures=pictures)
        except engine.FAULTS as fault:
            self._settle([line for _, line in lines], after, fault)
        return self.head()

    def read(
        self,
        *,
        patient: str | None = None,
        kinds: frozenset[Kind] | None = None,
        others_from: datetime | None = None,
        after: int = 0,
    ) -> Sequence[Recorded]:
        """Entries in order of writing, from position `after` + 1 on. Of a damaged file: those before the damage.

        Of `kinds` everything; of all others nothing, or what happened from `others_from` on. Raises `Refused` when the
        file cannot be read at all.
        """
        condition, values = _condition(kinds, others_from)
        rows = self._select("position, kind, body", condition + " ORDER BY position", patient, after, values)
        try:
            return [Recorded(position, load(kind, body)) for position, kind, body in rows]
        except ValueError as fault:
            self._distrust(fault)
            return self.read(patient=patient, kinds=kinds, others_from=others_from, after=after)

    def head(self) -> Head:
        """The newest position and its chain code; of a damaged file: of the last sound entry."""
        return _head(self._meta, self._select("position, hash", " ORDER BY position DESC LIMIT 1"))

    def charted_head(self) -> Head:
        """As `head`, but of the newest entry that does not merely record a printing."""
        ending = " AND kind <> 'sheet_printed' ORDER BY position DESC LIMIT 1"
        return _head(self._meta, self._select("position, hash", ending))

    def position_of(self, code: str) -> int | None:
        """The position whose head has this code (0: the empty record); None when no sound entry has it."""
        if code == _head(self._meta, ()).code:
            return 0
        rows = self._select("position", " AND substr(hash, 1, 7) BETWEEN ? AND ? LIMIT 1", extra=beginnings(code))
        return rows[0][0] if rows else None

    def patients(self) -> Sequence[str]:
        """Study numbers that have entries, in order of first appearance."""
        if self._good_until is None:
            with contextlib.suppress(*engine.FAULTS):
                return [row[0] for row in self._file.rows(_PATIENTS, ())]
        return [row[0] for row in self._select("patient, min(position)", " GROUP BY patient ORDER BY 2")]

    def lines(self, patient: str | None = None) -> Iterator[str]:
        """The canonical lines, in order of writing, as the `entries` command shows them."""
        return (row[0] for row in self._select("body", " ORDER BY position", patient))

    def meta(self, key: str) -> str | None:
        """A write-once fact of the file: format, origin, training, clock_offset_seconds, created, zone."""
        return self._meta.get(key)

    @property
    def damaged(self) -> bool:
        """Whether damage was found: then only what stands before it is read."""
        return self._good_until is not None

    def accept(self, verdict: Verdict) -> None:
        """Take in what `safety.verify` found: after damage only what stands before it is read, and nothing written."""
        if verdict.ok:
            return
        self.mode, self._good_until = "read_only", verdict.good_until
        self._file.close()
        self._file.readonly = True
        self.why = say(
            "This ward file is damaged. Shown is what stands before the damage ({count} entries). {problem}",
            count=verdict.good_until,
            problem=verdict.problems[0],
        )

    def close(self) -> None:
        """Close the file. The log may not be used afterwards."""
        self._file.close()

    def _select(
        self, what: str, ending: str, patient: str | None = None, after: int = 0, extra: tuple[object, ...] = ()
    ) -> list[tuple[Any, ...]]:
        """Rows behind a position. Of a damaged file only the table is trusted, no index, and only its sound part."""
        values: tuple[object, ...] = (after,)
        sql = f"SELECT {what} FROM entry WHERE position > ?"  # noqa: S608  (fixed words of this class)
        if self._good_until is not None:
            sql = sql.replace("WHERE", "NOT INDEXED WHERE") + " AND position <= ?"
            values = (*values, self._good_until)
        if patient is not None:
            sql, values = f"{sql} AND patient = ?", (*values, patient)
        try:
            return self._file.rows(sql + ending, (*values, *extra))
        except engine.FAULTS as fault:
            self._distrust(fault)
            return self._select(what, ending, patient, after, extra)

    def _settle(self, lines: Sequence[str], after: int, fault: Exception) -> None:
        """After an error: close, open anew, look. Returns when the batch is in the file, else raises `NotSaved`."""
        try:
            self.close()
            sql = "SELECT body FROM entry WHERE position > ? ORDER BY position LIMIT ?"
            rows = self._file.rows(sql, (after, len(lines)))
        except _CANNOT_OPEN:
            rows = []
        if not lines or [row[0] for row in rows] != list(lines):
            raise NotSaved(say("NOT saved: write it on paper, then try again. {because}", because=_cause(fault)))

    def _distrust(self, fault: Exception) -> None:
        """The file could not be read: look at it through a fresh connection, and go on with what is sound."""
        if self._good_until is not None:
            raise Refused(say("This ward file cannot be read. {because}", because=_cause(fault))) from fault
        self.close()
        verdict = verify(self.path)
        if verdict.ok:
            raise Refused(say("This ward file cannot be read. {because}", because=_cause(fault))) from fault
        self.accept(verdict)


def _condition(kinds: frozenset[Kind] | None, others_from: datetime | None) -> tuple[str, tuple[str, ...]]:
    """The end of a WHERE that keeps `kinds` and what happened from a moment on, with its values."""
    if kinds is None:
        return "", ()
    wanted = f"kind IN ({', '.join('?' * len(kinds))})"
    if others_from is None:
        return f" AND {wanted}", tuple(sorted(kinds))
    return f" AND ({wanted} OR happened_utc >= ?)", (*sorted(kinds), chain.utc(others_from))


def _head(meta: Mapping[str, str], rows: Sequence[tuple[int, bytes]]) -> Head:
    if not rows:
        return Head(0, chain.code(chain.first_link(meta.get("seal", ""))))
    return Head(rows[0][0], chain.code(rows[0][1]))


def _facts(connection: engine.Connection) -> dict[str, str]:
    """The write-once facts; none when they cannot be read (`verify` then says so)."""
    try:
        return dict(connection.execute("SELECT key, value FROM meta").fetchall())
    except engine.FAULTS:
        return {}


def _cause(fault: Exception) -> Text:
    words = str(fault).lower()
    if "full" in words or "file too large" in words or "no space" in words:
        return say("The disk is full.")
    if "locked" in words or "busy" in words:
        return say("Another program holds the file.")
    if "readonly" in words or "read-only" in words or "permission" in words:
        return say("The file or its folder cannot be written to.")
    return say("The computer reported: {fault}", fault=str(fault))
