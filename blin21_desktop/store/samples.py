"""Pictures of handwriting in the ward file: written with their entry or not at all, read only when their hash fits.

A picture is named by the SHA-256 of its bytes. The name stands in its entry, and so in the chain: whoever changes a
picture changes its name, and `verify` sees it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from blin21_desktop.domain.entries import Entry, Kind, WritingSampled
from blin21_desktop.domain.picture import Picture, digest
from blin21_desktop.domain.text import Text, say
from blin21_desktop.store import engine
from blin21_desktop.store.codec import load
from blin21_desktop.store.engine import Connection
from blin21_desktop.store.openfile import OpenFile
from blin21_desktop.store.words import NotSaved

FIRST_SCHEMA = 3
"""Older files have no samples."""

SHORT = 12
"""Signs of a hash that a person is shown."""

_THERE = "SELECT media_type FROM sample WHERE sha256 = ?"
_BYTES = "SELECT bytes FROM sample WHERE sha256 = ?"
_NAMED = "SELECT position, body FROM entry NOT INDEXED WHERE kind = ? ORDER BY position"


class Samples:
    """The pictures of one open ward file."""

    def __init__(self, file: OpenFile) -> None:
        self._file = file

    def there(self, sha256: str) -> bool:
        """Whether the bytes are in the file."""
        try:
            return bool(self._file.rows(_THERE, (sha256,)))
        except engine.FAULTS:  # an older file, opened for reading only
            return False

    def get(self, sha256: str) -> bytes | None:
        """The bytes; None when they are not in the file or are not those that were written."""
        try:
            rows = self._file.rows(_BYTES, (sha256,))
        except engine.FAULTS:
            return None
        return rows[0][0] if rows and digest(rows[0][0]) == sha256 else None


def put(connection: Connection, entries: Sequence[Entry], pictures: Sequence[Picture]) -> None:
    """Write pictures with the entries that name them, inside the transaction of those entries.

    A picture that is in the file already is not written again. Raises `NotSaved` when an entry names bytes that are
    neither there nor given, or of another kind; ValueError for a picture that no entry names.
    """
    sampled = [entry for entry in entries if isinstance(entry, WritingSampled)]
    unnamed = {picture.sha256 for picture in pictures} - {entry.sha256 for entry in sampled}
    if unnamed:
        raise ValueError("a picture is written with the entry that names it")
    for picture in pictures:
        if connection.execute(_THERE, (picture.sha256,)).fetchone() is None:
            row = (picture.sha256, picture.media_type, picture.data)
            connection.execute("INSERT INTO sample (sha256, media_type, bytes) VALUES (?, ?, ?)", row)
    for entry in sampled:
        found = connection.execute(_THERE, (entry.sha256,)).fetchone()
        if found is None:
            raise NotSaved(say("NOT saved: {why}", why=not_there(entry.sha256)))
        if found[0] != entry.media_type:
            raise NotSaved(
                say(
                    "NOT saved: the picture {sha256} is {found}, the entry says {said}.",
                    sha256=entry.sha256[:SHORT],
                    found=found[0],
                    said=entry.media_type,
                )
            )


def not_there(sha256: str) -> Text:
    """Why a sample cannot be charted without its picture, and what to do."""
    return say(
        "The picture {sha256} of the handwriting sample is not in this ward file. Attach it in the window:"
        " More entries, Handwriting sample.",
        sha256=sha256[:SHORT],
    )


def wrong_samples(connection: Connection) -> Iterator[Text]:
    """Every entry of a handwriting sample whose picture is missing or was changed."""
    good: set[str] = set()
    for position, body in connection.execute(_NAMED, (Kind.WRITING_SAMPLED.value,)).fetchall():
        entry = load(Kind.WRITING_SAMPLED, body)
        sha256 = entry.sha256 if isinstance(entry, WritingSampled) else ""
        if sha256 in good:
            continue
        row = connection.execute(_BYTES, (sha256,)).fetchone()
        if row is None:
            yield say("The picture of entry {position} is missing from the file.", position=position)
        elif digest(row[0]) != sha256:
            yield say("The picture of entry {position} was changed.", position=position)
        else:
            good.add(sha256)
