"""Signatures of knowledge files in the ward file: written once, each chained to the one before it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

from blin21_desktop.domain.knowledge_version import digest
from blin21_desktop.domain.people import role_of
from blin21_desktop.domain.signature import Signature
from blin21_desktop.domain.text import Text, say
from blin21_desktop.store import engine
from blin21_desktop.store.aside import Aside, utc
from blin21_desktop.store.engine import Connection

FIRST_SCHEMA = 4
"""Older files have no signatures."""

_ALL = 'SELECT file, sha256, text, "by", name, role, at_utc FROM signature ORDER BY position'
_CHAIN = 'SELECT position, link, file, sha256, text, "by", name, role, at_utc FROM signature ORDER BY position'
_LAST = "SELECT link FROM signature ORDER BY position DESC LIMIT 1"
_ADD = (
    'INSERT INTO signature (position, file, sha256, text, "by", name, role, at_utc, link)'
    " VALUES ((SELECT coalesce(max(position), 0) + 1 FROM signature), ?, ?, ?, ?, ?, ?, ?, ?)"
)


class Signatures(Aside):
    """The signatures of one open ward file."""

    def all(self) -> Sequence[Signature]:
        """Every signature, oldest first; none in an older or damaged file, where nothing counts as signed."""
        try:
            return tuple(_signature(row) for row in self._file.rows(_ALL, ()))
        except engine.FAULTS:
            return ()

    def add(self, one: Signature) -> None:
        """Write a signature, for good. Raises `NotSaved`."""
        row = (one.file, one.sha256, one.text, one.by, one.name, one.role, utc(one.at))

        def act(connection: Connection) -> None:
            last = connection.execute(_LAST).fetchone()
            connection.execute(_ADD, (*row, _link("" if last is None else last[0], row)))

        self._write(act)


def every(connection: Connection) -> tuple[Signature, ...]:
    """Every signature of an open file, oldest first."""
    return tuple(_signature(row) for row in connection.execute(_ALL))


def wrong_signatures(connection: Connection) -> Iterator[Text]:
    """Every signature that does not follow from those before it, or whose text is not the one that was signed."""
    last = ""
    for place, (position, link, *row) in enumerate(connection.execute(_CHAIN).fetchall(), start=1):
        if position != place or link != _link(last, row) or digest(row[2]) != row[1]:
            yield say("Signature {position} of a knowledge file was changed.", position=position)
            return
        last = link


def _signature(row: Sequence[Any]) -> Signature:
    file, digest_, text, by, name, role, at = row
    return Signature(
        file=file,
        sha256=digest_,
        text=text,
        by=by,
        name=name,
        role=role_of(role),
        at=datetime.fromisoformat(at),
    )


def _link(previous: str, row: Sequence[str]) -> str:
    return sha256(json.dumps([previous, *row], ensure_ascii=False).encode()).hexdigest()
