"""What the core needs from outside, as protocols: a clock and a log of entries."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Protocol

from blin21_desktop.domain.entries import Entry, Kind
from blin21_desktop.domain.picture import Picture

Clock = Callable[[], datetime]
"""A clock gives the aware moment 'now' (fixed offset or UTC), whole seconds."""


class Stale(Exception):  # noqa: N818  (a named outcome, not a fault)
    """Somebody else wrote to the log after the moment the writer had read it."""


@dataclass(frozen=True, slots=True)
class Head:
    """The newest point of the record: how many entries, and the chain's code to print on paper."""

    count: int
    code: str


class Recorded(NamedTuple):
    """An entry as it stands in the log: with its place (1, 2, ... in order of writing)."""

    position: int
    entry: Entry


class Log(Protocol):
    """An append-only record of entries."""

    def append(self, entries: Sequence[Entry], *, after: int, pictures: Sequence[Picture] = ()) -> Head:
        """Write all entries, and the pictures that they name, in one transaction, or none.

        Raises `Stale` when `after` is not the newest position.
        """

    def read(
        self,
        *,
        patient: str | None = None,
        kinds: frozenset[Kind] | None = None,
        others_from: datetime | None = None,
        after: int = 0,
    ) -> Sequence[Recorded]:
        """Entries in order of writing, from position `after` + 1 on; with `kinds` only those.

        With `others_from` also what happened from that moment on, of whatever kind.
        """

    def head(self) -> Head:
        """The newest position and its chain code."""

    def charted_head(self) -> Head:
        """As `head`, but of the newest entry that does not merely record a printing: what a sheet is based on."""

    def position_of(self, code: str) -> int | None:
        """The position whose head has this code (0: the empty record); None when no point of the record has it."""

    def patients(self) -> Sequence[str]:
        """Study numbers that have entries, in order of first appearance."""
