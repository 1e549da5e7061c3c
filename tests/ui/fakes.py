"""A hand-made ward for the window: entries in memory, a clock the test moves, PDFs that are only noted."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from blin21_desktop.domain.entries import Entry, Kind
from blin21_desktop.domain.knowledge import Knowledge
from blin21_desktop.domain.knowledge_file import load
from blin21_desktop.domain.ports import Head, Recorded, Stale
from blin21_desktop.domain.text import Text
from blin21_desktop.locate import resource
from blin21_desktop.present import catalogue
from blin21_desktop.present.words import Words
from blin21_desktop.service.demo import Walk
from blin21_desktop.service.look import Look
from blin21_desktop.service.ward import Ward

ZONE = ZoneInfo("Asia/Tokyo")
NOW = datetime.fromisoformat("2026-11-23T14:30:00+09:00")


class MemoryLog:
    """The append-only log of one test."""

    def __init__(self) -> None:
        self.recorded: list[Recorded] = []

    def append(self, entries: Sequence[Entry], *, after: int) -> Head:
        if after != len(self.recorded):
            raise Stale
        self.recorded += [Recorded(after + place, entry) for place, entry in enumerate(entries, start=1)]
        return self.head()

    def read(
        self, *, patient: str | None = None, kinds: frozenset[Kind] | None = None, after: int = 0
    ) -> Sequence[Recorded]:
        return [
            r
            for r in self.recorded[after:]
            if (patient is None or r.entry.patient == patient) and (kinds is None or r.entry.kind in kinds)
        ]

    def head(self) -> Head:
        return Head(len(self.recorded), "0F0F-0F0F")

    def charted_head(self) -> Head:
        return self.head()

    def patients(self) -> Sequence[str]:
        return tuple(dict.fromkeys(r.entry.patient for r in self.recorded))


@cache
def knowledge() -> Knowledge:
    root = resource("knowledge")
    return load({path.relative_to(root).as_posix(): path.read_text("utf-8") for path in root.rglob("*.toml")}, {})


@cache
def demo_entries(at: datetime = NOW) -> tuple[Entry, ...]:
    table = tomllib.loads(resource("demo", "ward.toml").read_text(encoding="utf-8"))
    count = iter(range(1_000_000))
    return Walk(table, at, knowledge(), lambda _at: f"00000000-0000-7000-8000-{next(count):012d}").entries()


class FakePorts:
    """Everything `ui.ports.WindowPorts` asks for."""

    def __init__(self, entries: Sequence[Entry] | None = None) -> None:
        self.clock = NOW
        self.log = MemoryLog()
        self.log.append(demo_entries() if entries is None else entries, after=0)
        self.ward = Ward(self.log, lambda: self.clock, knowledge(), zone=ZONE, training=True)
        self.ward_name = "7E"
        self.training = True
        self.notice: Text | None = None
        self.version = 0
        self.pdf = b""
        self.asked: list[tuple[tuple[str, ...], str]] = []
        self.noted: list[tuple[tuple[str, ...], str, bytes]] = []
        self.refuses: str | None = None

    def now(self) -> datetime:
        return self.clock

    def pass_time(self, length: timedelta) -> None:
        self.clock += length

    def write(self, *entries: Entry) -> None:
        """Somebody else writes."""
        self.log.append(entries, after=self.log.head().count)
        self.version += 1

    def changed(self) -> int:
        return self.version

    def board(self) -> Sequence[Look]:
        return self.ward.board()

    def look(self, patient: str) -> Look:
        return self.ward.look(patient)

    def words(self, lang: str) -> Words:
        return catalogue.words("ja" if lang == "ja" else "en", ZONE)

    def sheet_pdf(self, patients: Sequence[str], lang: str) -> bytes:
        self.asked.append((tuple(patients), lang))
        return self.pdf

    def printed(self, patients: Sequence[str], lang: str, pdf: bytes) -> None:
        if self.refuses is not None:
            raise ValueError(self.refuses)
        self.noted.append((tuple(patients), lang, pdf))
