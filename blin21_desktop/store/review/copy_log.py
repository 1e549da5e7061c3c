"""The record of a review copy as a log: in memory, for reading only, with the ward's own head."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from blin21_desktop.domain.entries import Entry, Kind
from blin21_desktop.domain.picture import Picture
from blin21_desktop.domain.ports import Head, Recorded
from blin21_desktop.domain.text import say
from blin21_desktop.store.review.contents import Part, recorded
from blin21_desktop.store.words import NotSaved


class CopyLog:
    """The core's port `Log` over the entries of a copy."""

    def __init__(self, part: Part) -> None:
        self._part = part
        self._entries = recorded(part)
        self._of: dict[str, list[Recorded]] = {patient: [] for patient in part.counts}
        for one in self._entries:
            self._of[one.entry.patient].append(one)

    def append(self, entries: Sequence[Entry], *, after: int, pictures: Sequence[Picture] = ()) -> Head:  # noqa: ARG002
        """Nothing can be written into a copy. Raises `NotSaved`."""
        raise NotSaved(say("NOT saved: this is a review copy, for reading only."))

    def read(
        self,
        *,
        patient: str | None = None,
        kinds: frozenset[Kind] | None = None,
        others_from: datetime | None = None,
        after: int = 0,
    ) -> Sequence[Recorded]:
        """Entries in the order of the ward's record."""
        every = self._entries if patient is None else self._of.get(patient, [])
        return [
            one
            for one in every
            if one.position > after
            and (
                kinds is None
                or one.entry.kind in kinds
                or (others_from is not None and one.entry.happened_at >= others_from)
            )
        ]

    def head(self) -> Head:
        """The ward's head at the moment of the copy."""
        return self._part.head

    def charted_head(self) -> Head:
        """As `head`, but of the newest entry that does not merely record a printing."""
        return self._part.charted

    def position_of(self, code: str) -> int | None:
        """The place of the ward's head; what lies between is not in a copy."""
        return next((head.count for head in (self._part.head, self._part.charted) if head.code == code), None)

    def patients(self) -> Sequence[str]:
        """The patients of the copy."""
        return list(self._part.counts)
