"""Laboratory files kept in memory."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from blin21_desktop.domain.lab_files import Decided, LabFile, Waiting


class MemoryLabFiles:
    """`domain.lab_files.LabFiles` in memory."""

    def __init__(self) -> None:
        self.files: dict[str, LabFile] = {}
        self.rows: list[Waiting] = []
        self.decisions: dict[tuple[str, str], Decided] = {}
        self.bodies: dict[str, str] = {}

    def keep(self, files: Sequence[LabFile], waiting: Sequence[Waiting]) -> None:
        for one in files:
            self.files.setdefault(one.sha256, one)
        there = {(one.sha256, one.key) for one in self.rows}
        self.rows += [one for one in waiting if (one.sha256, one.key) not in there]

    def get(self, sha256: str) -> LabFile | None:
        return self.files.get(sha256)

    def waiting(self, at: datetime | None = None) -> Sequence[Waiting]:
        decided = {key for key, one in self.decisions.items() if at is None or one.at <= at}
        read = {name for name, one in self.files.items() if at is None or one.read_at <= at}
        return [one for one in self.rows if (one.sha256, one.key) not in decided and one.sha256 in read]

    def decide(self, decisions: Sequence[Decided]) -> None:
        for one in decisions:
            self.decisions.setdefault((one.sha256, one.key), one)

    def decided(self, sha256: str) -> Sequence[Decided]:
        return [one for (of, _), one in self.decisions.items() if of == sha256]

    def layouts(self) -> Sequence[str]:
        return [self.bodies[one] for one in sorted(self.bodies)]

    def keep_layout(self, layout_id: str, text: str, by: str, at: datetime) -> None:
        self.bodies[layout_id] = text
