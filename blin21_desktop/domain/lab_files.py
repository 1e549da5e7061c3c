"""Laboratory files kept beside the record: the bytes read, what of them waits for a person, what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

Decision = Literal["filed", "not_filed", "settled"]
"""`settled`: nothing is left to decide, as when the same result came again another way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabFile:
    """One file as read: `sha256` (hex) of `data`; `layout`: the CSV layout it was read by as text, or ""."""

    sha256: str
    name: str
    format: str
    data: bytes
    read_at: datetime
    by: str
    table: str
    """Version of the table of analytes it was mapped by."""
    layout: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One result of a kept file that a person must look at. `patient`: study number, "" when nobody is certain."""

    sha256: str
    key: str
    patient: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What a person decided about one waiting result."""

    sha256: str
    key: str
    decision: Decision
    by: str
    at: datetime
    because: str = ""


class LabFiles(Protocol):
    """Where read files are kept. Only grows."""

    def keep(self, files: Sequence[LabFile], waiting: Sequence[Waiting]) -> None:
        """Keep files and what waits of them, all or nothing; what is there already is no fault."""

    def get(self, sha256: str) -> LabFile | None:
        """One kept file."""

    def waiting(self, at: datetime | None = None) -> Sequence[Waiting]:
        """What no person had decided by `at`, of files read by then (None: to this day), oldest file first."""

    def decide(self, decisions: Sequence[Decided]) -> None:
        """Write decisions. The first one about a result stands."""

    def decided(self, sha256: str) -> Sequence[Decided]:
        """What was decided about one file."""

    def layouts(self) -> Sequence[str]:
        """The site's CSV layouts as text, the newest of each id."""

    def keep_layout(self, layout_id: str, text: str, by: str, at: datetime) -> None:
        """Write a CSV layout; what stood before under its id stays in the file."""
