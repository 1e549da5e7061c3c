"""Laboratory files in the ward file (`domain.lab_files.LabFiles`): bytes, what waits, decisions, CSV layouts."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from datetime import datetime

from blin21_desktop.domain.lab_files import Decided, LabFile, Waiting
from blin21_desktop.store import engine
from blin21_desktop.store.aside import Aside, utc
from blin21_desktop.store.engine import Connection

_FILE = """INSERT INTO lab_file (position, sha256, name, format, data, read_utc, "by", analytes, layout)
SELECT (SELECT coalesce(max(position), 0) + 1 FROM lab_file), ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8
WHERE NOT EXISTS (SELECT 1 FROM lab_file WHERE sha256 = ?1)"""
_WAITS = """INSERT INTO lab_waiting (position, sha256, key, patient)
SELECT (SELECT coalesce(max(position), 0) + 1 FROM lab_waiting), ?1, ?2, ?3
WHERE NOT EXISTS (SELECT 1 FROM lab_waiting WHERE sha256 = ?1 AND key = ?2)"""
_DECIDE = """INSERT INTO lab_decision (position, sha256, key, decision, "by", at_utc, because)
SELECT (SELECT coalesce(max(position), 0) + 1 FROM lab_decision), ?1, ?2, ?3, ?4, ?5, ?6
WHERE NOT EXISTS (SELECT 1 FROM lab_decision WHERE sha256 = ?1 AND key = ?2)"""
_LAYOUT = """INSERT INTO lab_layout (position, id, body, "by", at_utc)
VALUES ((SELECT coalesce(max(position), 0) + 1 FROM lab_layout), ?, ?, ?, ?)"""
_OPEN = """SELECT sha256, key, patient FROM lab_waiting AS w
WHERE NOT EXISTS (SELECT 1 FROM lab_decision AS d WHERE d.sha256 = w.sha256 AND d.key = w.key AND d.at_utc <= ?1)
AND EXISTS (SELECT 1 FROM lab_file AS f WHERE f.sha256 = w.sha256 AND f.read_utc <= ?1) ORDER BY position"""
_EVER = "~"
"""Behind every time as text."""
_GET = 'SELECT name, format, data, read_utc, "by", analytes, layout FROM lab_file WHERE sha256 = ?'
_DECIDED = 'SELECT key, decision, "by", at_utc, because FROM lab_decision WHERE sha256 = ? ORDER BY position'
_LAYOUTS = """SELECT body FROM lab_layout
WHERE position IN (SELECT max(position) FROM lab_layout GROUP BY id) ORDER BY id"""


Statement = tuple[str, Sequence[object]]
"""SQL and its values."""


class StoredLabFiles(Aside):
    """The laboratory files of one open ward file. Reading one that has no such tables yet answers nothing."""

    def keep(self, files: Sequence[LabFile], waiting: Sequence[Waiting]) -> None:
        """Keep files and what waits of them, all or nothing. Raises `NotSaved`."""
        statements: list[Statement] = [(_FILE, _row(one)) for one in files]
        statements += [(_WAITS, (one.sha256, one.key, one.patient)) for one in waiting]
        if statements:
            self._put(statements)

    def get(self, sha256: str) -> LabFile | None:
        """One kept file, its bytes as they were."""
        rows = self._rows(_GET, (sha256,))
        if not rows:
            return None
        name, form, data, at, by, table, layout = rows[0]
        return LabFile(
            sha256=sha256, name=str(name), format=str(form), data=zlib.decompress(data),  # type: ignore[arg-type]
            read_at=datetime.fromisoformat(str(at)), by=str(by), table=str(table), layout=str(layout),
        )  # fmt: skip

    def waiting(self, at: datetime | None = None) -> Sequence[Waiting]:
        """What no person had decided by `at`, of files read by then (None: to this day), oldest file first."""
        by_then = (_EVER if at is None else utc(at),)
        return [Waiting(sha256=str(a), key=str(b), patient=str(c)) for a, b, c in self._rows(_OPEN, by_then)]

    def decide(self, decisions: Sequence[Decided]) -> None:
        """Write decisions; the first one about a result stands. Raises `NotSaved`."""
        if decisions:
            rows = [(one.sha256, one.key, one.decision, one.by, utc(one.at), one.because) for one in decisions]
            self._put([(_DECIDE, row) for row in rows])

    def decided(self, sha256: str) -> Sequence[Decided]:
        """What was decided about one file."""
        return [
            Decided(
                sha256=sha256, key=str(key), decision=decision, by=str(by),  # type: ignore[arg-type]
                at=datetime.fromisoformat(str(at)), because=str(because),
            )
            for key, decision, by, at, because in self._rows(_DECIDED, (sha256,))
        ]  # fmt: skip

    def layouts(self) -> Sequence[str]:
        """The site's CSV layouts as text, the newest of each id."""
        return [str(body) for (body,) in self._rows(_LAYOUTS, ())]

    def keep_layout(self, layout_id: str, text: str, by: str, at: datetime) -> None:
        """Write a CSV layout. Raises `NotSaved`."""
        self._put([(_LAYOUT, (layout_id, text, by, utc(at)))])

    def _put(self, statements: Sequence[Statement]) -> None:
        def act(connection: Connection) -> None:
            for sql, values in statements:
                connection.execute(sql, values)

        self._write(act)

    def _rows(self, sql: str, values: Sequence[object]) -> Sequence[tuple[object, ...]]:
        try:
            return self._file.rows(sql, values)
        except engine.FAULTS:  # an older file, opened for reading only
            return ()


def _row(one: LabFile) -> tuple[object, ...]:
    packed = zlib.compress(one.data)
    return (one.sha256, one.name, one.format, packed, utc(one.read_at), one.by, one.table, one.layout)
