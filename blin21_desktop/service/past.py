"""The record as it was when it had so many entries: what a paper was drawn from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from blin21_desktop.domain.entries import Entry, Kind
from blin21_desktop.domain.picture import Picture
from blin21_desktop.domain.ports import Head, Log, Recorded, Stale


class LogUntil:
    """A log up to a point, with that point as its head. Nothing can be written to it."""

    def __init__(self, log: Log, head: Head) -> None:
        """Take the whole log and the point where it shall end."""
        self._log, self._head = log, head

    def append(self, entries: Sequence[Entry], *, after: int, pictures: Sequence[Picture] = ()) -> Head:  # noqa: ARG002
        """Raises `Stale`: the past is not written to."""
        raise Stale

    def read(
        self,
        *,
        patient: str | None = None,
        kinds: frozenset[Kind] | None = None,
        others_from: datetime | None = None,
        after: int = 0,
    ) -> Sequence[Recorded]:
        """As the whole log, but nothing behind the point."""
        found = self._log.read(patient=patient, kinds=kinds, others_from=others_from, after=after)
        return [recorded for recorded in found if recorded.position <= self._head.count]

    def head(self) -> Head:
        """The point."""
        return self._head

    def charted_head(self) -> Head:
        """The point: a paper is based on an entry that does not merely record a printing."""
        return self._head

    def position_of(self, code: str) -> int | None:
        """The place of a head code, if it is not behind the point."""
        found = self._log.position_of(code)
        return None if found is None or found > self._head.count else found

    def patients(self) -> Sequence[str]:
        """Study numbers that had entries by then."""
        return tuple(dict.fromkeys(recorded.entry.patient for recorded in self.read()))
