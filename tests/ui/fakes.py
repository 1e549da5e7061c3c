"""A hand-made ward for the window: entries in memory, a clock the test moves, PDFs that are only noted."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from blin21_desktop.domain.drafts import Draft
from blin21_desktop.domain.entries import Entry, Kind
from blin21_desktop.domain.knowledge import Knowledge
from blin21_desktop.domain.knowledge_file import load
from blin21_desktop.domain.people import NotIdentified, Person
from blin21_desktop.domain.picture import Picture
from blin21_desktop.domain.ports import Head, Recorded, Stale
from blin21_desktop.domain.text import Text, say
from blin21_desktop.locate import resource
from blin21_desktop.present import catalogue
from blin21_desktop.present.paper import Paper
from blin21_desktop.present.words import Words
from blin21_desktop.service.demo import Walk
from blin21_desktop.service.look import Look
from blin21_desktop.service.refusal import Objection, Refused
from blin21_desktop.service.ward import Ward

ZONE = ZoneInfo("Asia/Tokyo")
NOW = datetime.fromisoformat("2026-11-23T14:30:00+09:00")


class MemoryLog:
    """The append-only log of one test."""

    def __init__(self) -> None:
        self.recorded: list[Recorded] = []

    def append(self, entries: Sequence[Entry], *, after: int, pictures: Sequence[Picture] = ()) -> Head:
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


PIN = "271828"
"""Of everybody in `FakePeople`."""


class FakePeople:
    """A staff list in memory; everybody has the same PIN."""

    def __init__(self, *people: Person) -> None:
        self.people = {person.id: person for person in people or STAFF}

    def staff(self) -> Sequence[Person]:
        return tuple(sorted(self.people.values(), key=lambda person: person.id))

    def identify(self, staff_id: str, pin: str) -> Person:
        person = self.people.get(staff_id)
        if person is None or pin != PIN or not person.active:
            raise NotIdentified(say("Id and PIN do not fit together."))
        return person

    def put(self, person: Person, pin: str | None, *, by: str) -> None:
        self.people[person.id] = person


STAFF = (
    Person(id="K.T", name="K. Tanaka", role="nurse"),
    Person(id="M.S", name="M. Sato", role="nurse"),
    Person(id="T.N", name="T. Nakano", role="nurse"),
    Person(id="Dr H", name="H. Hara", role="physician"),
    Person(id="admin", name="Ward office", role="admin"),
    Person(id="guest", name="Guest", role="viewer"),
)


class FakeDrafts:
    """Drafts in memory."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str, str, str], Draft] = {}

    def of(self, author: str) -> Sequence[Draft]:
        mine = (draft for draft in self.kept.values() if draft.author == author)
        return tuple(sorted(mine, key=lambda draft: draft.at, reverse=True))

    def keep(self, draft: Draft) -> None:
        self.kept[draft.author, draft.form, draft.patient, draft.about] = draft

    def drop(self, draft: Draft) -> None:
        self.kept.pop((draft.author, draft.form, draft.patient, draft.about), None)


class FakeSamples:
    """Pictures of handwriting in memory; a held one is kept by the next write."""

    def __init__(self) -> None:
        self.held: Picture | None = None
        self.pictures: dict[str, bytes] = {}

    def hold(self, picture: Picture | None) -> None:
        self.held = picture

    def sample(self, sha256: str) -> bytes | None:
        return self.pictures.get(sha256)


class FakePapers(FakeSamples):
    """PDFs that are only noted."""

    def __init__(self) -> None:
        super().__init__()
        self.pdf = b""
        self.asked: list[tuple[tuple[str, ...], str]] = []
        self.noted: list[tuple[tuple[str, ...], str, bytes]] = []
        self.papers: list[Paper] = []
        self.refuses: str | None = None

    def sheet_pdf(self, patients: Sequence[str], lang: str) -> bytes:
        self.asked.append((tuple(patients), lang))
        return self.pdf

    def list_pdf(self, lang: str) -> bytes:
        self.asked.append((("list",), lang))
        return self.pdf

    def plan_pdf(self, patient: str, lang: str) -> bytes:
        self.asked.append((("plan", patient), lang))
        return self.pdf

    def restart_pdf(self, patient: str, lang: str, resume_at: datetime | None, hold: timedelta | None) -> bytes:
        self.asked.append((("restart", patient, str(resume_at), str(hold)), lang))
        return self.pdf

    def printed(self, patients: Sequence[str], lang: str, pdf: bytes, paper: Paper = "handover") -> None:
        if self.refuses is not None:
            raise ValueError(self.refuses)
        self.papers.append(paper)
        self.noted.append((tuple(patients), lang, pdf))


class FakePorts(FakePapers):
    """Everything `ui.ports.WindowPorts` asks for."""

    def __init__(self, entries: Sequence[Entry] | None = None) -> None:
        super().__init__()
        self.clock = NOW
        self.log = MemoryLog()
        self.log.append(demo_entries() if entries is None else entries, after=0)
        self.ward = Ward(self.log, lambda: self.clock, knowledge(), zone=ZONE, training=True)
        self.ward_name = "7E"
        self.training = True
        self.notice: Text | None = None
        self.version = 0
        self.people = FakePeople()
        self.drafts = FakeDrafts()
        self.knowledge = knowledge()
        self._ids = iter(range(1_000_000))

    def now(self) -> datetime:
        return self.clock

    def pass_time(self, length: timedelta) -> None:
        self.clock += length

    def write(self, batch: Sequence[Entry], lang: str) -> None:
        try:
            self.ward.write(batch)
        except Refused as refused:
            raise ValueError("; ".join(o.says.template for o in refused.objections)) from None
        if self.held is not None:
            self.pictures[self.held.sha256] = self.held.data
        self.version += 1

    def others_write(self, *entries: Entry) -> None:
        """Somebody else writes."""
        self.log.append(entries, after=self.log.head().count)
        self.version += 1

    def changed(self) -> int:
        return self.version

    def board(self) -> Sequence[Look]:
        return self.ward.board()

    def look(self, patient: str, at: datetime | None = None, known_at: datetime | None = None) -> Look:
        return self.ward.look(patient, at, known_at)

    def judge(self, batch: Sequence[Entry]) -> Sequence[Objection]:
        return self.ward.judge(batch)

    def new_id(self) -> str:
        return f"00000000-0000-7000-9000-{next(self._ids):012d}"

    def words(self, lang: str) -> Words:
        return catalogue.words("ja" if lang == "ja" else "en", ZONE)
