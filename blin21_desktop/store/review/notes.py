"""What a physician writes in a copy, in a small encrypted file beside it: the old file or the new one, never half."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from blin21_desktop.domain.entries import DecisionTaken, Kind, ReviewCommented
from blin21_desktop.domain.review import Noted, ReviewRefused
from blin21_desktop.domain.text import say
from blin21_desktop.store.codec import load
from blin21_desktop.store.lock import WriterLock
from blin21_desktop.store.outside import read_outside
from blin21_desktop.store.review.ciphers import derived, locked, unlocked
from blin21_desktop.store.review.fields import read_fields
from blin21_desktop.store.whole import whole
from blin21_desktop.store.words import NotSaved
from blin21_desktop.store.writing import checked_line

MAGIC = b"BLIN21N1"
ENDING = ".notes"
MOST_BYTES = 16 * 1024 * 1024
KINDS = frozenset({Kind.DECISION_TAKEN.value, Kind.REVIEW_COMMENTED.value})
"""What may be written in a copy."""


class Notes:
    """The notes of one copy, under a key that follows from the copy's own."""

    def __init__(self, copy: Path, key: bytes, copy_id: str) -> None:
        self.path = copy.with_name(copy.name + ENDING)
        self._key, self._beside = derived(key, "blin21 notes"), MAGIC + copy_id.encode()

    def read(self) -> Sequence[Noted]:
        """Everything written so far, oldest first. Raises `ReviewRefused` for a file that is not of this copy."""
        if not self.path.is_file():
            return ()
        data = read_outside(self.path, MOST_BYTES)
        plain = unlocked(self._key, data[len(MAGIC) :], self._beside) if data.startswith(MAGIC) else None
        if plain is None:
            raise ReviewRefused(
                say(
                    "{file} holds notes of another copy, or was damaged. Move it elsewhere, then open the copy again.",
                    file=str(self.path),
                )
            )
        return [noted(line) for line in plain.decode().split("\n") if line]

    def add(self, *entries: Noted) -> None:
        """Keep entries, all or none; one that is there already stays as it is. Raises `NotSaved`."""

        def with_new(kept: dict[str, Noted]) -> None:
            for entry in entries:
                kept.setdefault(entry.id, entry)

        self._change(with_new)

    def drop(self, entry_id: str) -> None:
        """Forget an entry; one that is not there is no fault. Raises `NotSaved`."""
        self._change(lambda kept: kept.pop(entry_id, None))

    def _change(self, change: Callable[[dict[str, Noted]], object]) -> None:
        """Write the notes (by id, oldest first) as `change` leaves them."""
        try:
            with WriterLock(self.path).held():
                kept = {one.id: one for one in self.read()}
                change(kept)
                lines = "\n".join(checked_line(one) for one in kept.values())
                whole(self.path, MAGIC + locked(self._key, lines.encode(), self._beside))
        except OSError as fault:
            why = say(
                "NOT saved: nothing can be written beside the copy in {folder}. Put the copy into a folder of your own."
                " {fault}",
                folder=str(self.path.parent),
                fault=str(fault),
            )
            raise NotSaved(why) from fault


def noted(line: str) -> Noted:
    """An entry out of its line. Raises ValueError for any other kind."""
    kind = read_fields(line.encode()).get("kind")
    if kind not in KINDS:
        raise ValueError(kind)
    entry = load(kind, line)
    assert isinstance(entry, DecisionTaken | ReviewCommented)  # noqa: S101  (of these kinds)
    return entry
