"""Review copies in the ward file: the ward's key, copies made, return files as they came, what was answered."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from blin21_desktop.domain.review import Answer, MadeCopy
from blin21_desktop.store import engine
from blin21_desktop.store.aside import Aside, utc

_KEY = "SELECT secret FROM review_key ORDER BY position LIMIT 1"
_NEW_KEY = """INSERT INTO review_key (position, public, secret, made_utc, "by")
SELECT 1, ?, ?, ?, ? WHERE NOT EXISTS (SELECT 1 FROM review_key)"""
_COPY = """INSERT INTO review_copy (position, id, as_of_utc, made_utc, valid_until_utc, "by", patients, count, code,
    answer_key, physician)
VALUES ((SELECT coalesce(max(position), 0) + 1 FROM review_copy), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_COPIES = """SELECT id, as_of_utc, made_utc, valid_until_utc, "by", patients, count, code, answer_key, physician
FROM review_copy ORDER BY position"""
_RETURN = """INSERT INTO review_return (position, sha256, copy, data, read_utc, "by")
SELECT (SELECT coalesce(max(position), 0) + 1 FROM review_return), ?1, ?2, ?3, ?4, ?5
WHERE NOT EXISTS (SELECT 1 FROM review_return WHERE sha256 = ?1)"""
_ANSWER = """INSERT INTO review_answer (position, entry, answer, because, at_utc, "by")
SELECT (SELECT coalesce(max(position), 0) + 1 FROM review_answer), ?1, ?2, ?3, ?4, ?5
WHERE NOT EXISTS (SELECT 1 FROM review_answer WHERE entry = ?1)"""
_ANSWERS = 'SELECT entry, answer, because, at_utc, "by" FROM review_answer'


class ReviewRows(Aside):
    """What one open ward file keeps about review copies. Everything only grows."""

    def seed(self) -> bytes | None:
        """What the ward's key is made of; None as long as no copy was made."""
        rows = self._rows(_KEY)
        return rows[0][0] if rows else None

    def keep_seed(self, seed: bytes, public: str, at: datetime, by: str) -> None:
        """Keep the ward's key, for good; where there is one already it stays. Raises `NotSaved`."""
        row = (public, seed, utc(at), by)
        self._write(lambda connection: connection.execute(_NEW_KEY, row))

    def add_copy(self, made: MadeCopy) -> None:
        """Remember a copy, before anybody has it. Raises `NotSaved`."""
        row = (
            made.id, utc(made.as_of), utc(made.made_at), utc(made.valid_until), made.by,
            json.dumps(made.patients, ensure_ascii=False), made.count, made.code, made.answer_key, made.physician,
        )  # fmt: skip
        self._write(lambda connection: connection.execute(_COPY, row))

    def copies(self) -> Sequence[MadeCopy]:
        """Every copy that was made, oldest first."""
        return [
            MadeCopy(
                id=row[0],
                as_of=datetime.fromisoformat(row[1]),
                made_at=datetime.fromisoformat(row[2]),
                valid_until=datetime.fromisoformat(row[3]),
                by=row[4],
                patients=tuple(json.loads(row[5])),
                count=row[6],
                code=row[7],
                answer_key=row[8],
                physician=row[9],
            )
            for row in self._rows(_COPIES)
        ]

    def keep(self, sha256: str, copy: str, data: bytes, at: datetime, by: str) -> None:
        """Keep a return file as it came; one that is there already is no fault. Raises `NotSaved`."""
        row = (sha256, copy, data, utc(at), by)
        self._write(lambda connection: connection.execute(_RETURN, row))

    def kept(self) -> Sequence[bytes]:
        """The kept return files, oldest first."""
        return [row[0] for row in self._rows("SELECT data FROM review_return ORDER BY position")]

    def answer(self, answers: Sequence[Answer]) -> None:
        """Write answers; the first one about an entry stands. Raises `NotSaved`."""
        rows = [(one.entry, one.answer, one.because, utc(one.at), one.by) for one in answers]
        self._write(lambda connection: connection.executemany(_ANSWER, rows))

    def answers(self) -> dict[str, Answer]:
        """Entry -> what was answered."""
        return {
            row[0]: Answer(entry=row[0], answer=row[1], because=row[2], at=datetime.fromisoformat(row[3]), by=row[4])
            for row in self._rows(_ANSWERS)
        }

    def _rows(self, sql: str) -> Sequence[tuple[Any, ...]]:
        try:
            return self._file.rows(sql, ())
        except engine.FAULTS:  # an older file, opened for reading only
            return ()
