"""A hand-made ward for the window: entries in memory, a clock the test moves, PDFs that are only noted."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import TypeVar, cast
from zoneinfo import ZoneInfo

from blin21_desktop.domain.drafts import Draft
from blin21_desktop.domain.entries import Entry, Kind, SheetPrinted
from blin21_desktop.domain.knowledge import Knowledge
from blin21_desktop.domain.knowledge_file import load
from blin21_desktop.domain.people import Person
from blin21_desktop.domain.picture import Picture
from blin21_desktop.domain.ports import Head, Recorded, Stale
from blin21_desktop.domain.signature import Signature
from blin21_desktop.domain.text import Text
from blin21_desktop.locate import resource
from blin21_desktop.present import catalogue
from blin21_desktop.present.paper import PageSize
from blin21_desktop.present.words import Words
from blin21_desktop.printing.again import Again, draw_again
from blin21_desktop.printing.handover import Printed
from blin21_desktop.printing.job import CannotRedraw, Job
from blin21_desktop.service.demo import Walk
from blin21_desktop.service.look import Look
from blin21_desktop.service.prints import PaperCheck, Print, paper_check, prints
from blin21_desktop.service.refusal import Objection, Refused
from blin21_desktop.service.signing import sign
from blin21_desktop.service.site_values import SiteValues, Wish
from blin21_desktop.service.ward import Ward
from blin21_desktop.ui.copy_state import CopyState, ReviewDesk
from tests.feeds.memory_lab_files import MemoryLabFiles
from tests.service.memory import wanted
from tests.ui.fake_downtime import FakeDowntime
from tests.ui.fake_labs import fake_labs
from tests.ui.fake_people import FakePeople

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
        self,
        *,
        patient: str | None = None,
        kinds: frozenset[Kind] | None = None,
        others_from: datetime | None = None,
        after: int = 0,
    ) -> Sequence[Recorded]:
        return [
            r
            for r in self.recorded[after:]
            if (patient is None or r.entry.patient == patient) and wanted(r.entry, kinds, others_from)
        ]

    def head(self) -> Head:
        return Head(len(self.recorded), "0F0F-0F0F")

    def charted_head(self) -> Head:
        return self.head()

    def position_of(self, code: str) -> int | None:
        return len(self.recorded) if code == self.head().code else None

    def patients(self) -> Sequence[str]:
        return tuple(dict.fromkeys(r.entry.patient for r in self.recorded))


@cache
def knowledge() -> Knowledge:
    return load(shipped(), {})


def shipped() -> dict[str, str]:
    root = resource("knowledge")
    return {path.relative_to(root).as_posix(): path.read_text("utf-8") for path in root.rglob("*.toml")}


@cache
def demo_entries(at: datetime = NOW) -> tuple[Entry, ...]:
    table = tomllib.loads(resource("demo", "ward.toml").read_text(encoding="utf-8"))
    count = iter(range(1_000_000))
    return Walk(table, at, knowledge(), lambda _at: f"00000000-0000-7000-8000-{next(count):012d}").entries()


_DEMO_LOOKS: dict[object, object] = {}
"""Looks at the training ward that any test asked for: as long as nobody writes, they depend on the moment alone."""

Found = TypeVar("Found")


class FakeValues:
    """Signatures and the site's copies in memory; a change counts at once, as in a ward."""

    def __init__(self, ports: FakePorts) -> None:
        self._ports = ports
        self.signed: list[Signature] = []
        self.copies: dict[str, str] = {}

    def all(self) -> Sequence[Signature]:
        return self.signed

    def add(self, one: Signature) -> None:
        self.signed.append(one)

    def texts(self) -> Mapping[str, str]:
        return self.copies

    def put(self, name: str, was: str | None, text: str) -> None:
        assert self.copies.get(name) == was
        self.copies[name] = text

    def signatures(self) -> Sequence[Signature]:
        return self.signed

    def sign(self, shown: str, staff_id: str, pin: str) -> None:
        ports = self._ports
        sign(self, ports.people.identify, ports.now, ports.knowledge, shown=shown, staff_id=staff_id, pin=pin)

    def change(self, wish: Wish, by: Person, second_id: str, pin: str) -> None:
        ports = self._ports
        values = SiteValues(self, ports.people.identify, ports.now, lambda site: load(shipped(), site))
        ports.knowledge = ports.ward.knowledge = values.change(wish, by=by, second_id=second_id, pin=pin)


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
    """Pages that are only noted: every one is `pdf`."""

    def __init__(self) -> None:
        super().__init__()
        self.pdf = b""
        self.asked: list[Job] = []
        self.noted: list[tuple[Printed, str]] = []
        self.forms_asked: list[tuple[str, str, PageSize]] = []
        self.page: PageSize = "a4"
        self.refuses: str | None = None

    def paper(self, job: Job) -> Printed:
        self.asked.append(job)
        return Printed(pdf=self.pdf, sheets=1, record=())

    def forms_pdf(self, patient: str, lang: str, page: PageSize) -> bytes:
        if self.refuses is not None:
            raise ValueError(self.refuses)
        self.forms_asked.append((patient, lang, page))
        return self.pdf

    def printed(self, made: Printed, lang: str) -> None:
        if self.refuses is not None:
            raise ValueError(self.refuses)
        self.noted.append((made, lang))

    def page_size(self) -> PageSize:
        return self.page

    def keep_page_size(self, page: PageSize) -> None:
        self.page = page


class FakeReview(FakePapers):
    """Of review copies: none is shown, and nothing came back unless a desk is put here."""

    copy: CopyState | None = None
    review: ReviewDesk | None = None

    def returns_waiting(self) -> int:
        desk = None if self.review is None else self.review.returns
        return 0 if desk is None else sum(len(one.waiting()) for one in desk.waiting())


class FakePorts(FakeReview):
    """Everything `ui.ports.WindowPorts` asks for."""

    asks_pin = True

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
        self.values = FakeValues(self)
        self.lab_files = MemoryLabFiles()
        self.labs = fake_labs(self)
        self.downtime = FakeDowntime()
        self._ids = iter(range(1_000_000))
        self._demo = entries is None

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
        return self._once("board", self.ward.board)

    def look(self, patient: str, at: datetime | None = None, known_at: datetime | None = None) -> Look:
        return self._once((patient, at, known_at), lambda: self.ward.look(patient, at, known_at))

    def _once(self, asked: object, answer: Callable[[], Found]) -> Found:
        """The answer, made once for all tests while the ward is the training ward as it came."""
        if not self._demo or len(self.log.recorded) != len(demo_entries()):
            return answer()
        key = self.clock, self.ward.knowledge.fingerprint, len(self.values.signed), asked
        if key not in _DEMO_LOOKS:
            _DEMO_LOOKS[key] = answer()
        return cast("Found", _DEMO_LOOKS[key])

    def prints(self, patient: str | None = None) -> Sequence[Print]:
        return prints(self.log, self.clock, patient)

    def again(self, entry: SheetPrinted, by: str | None, lang: str) -> Again:
        try:
            return draw_again(entry, self.ward, self.words, lambda _at: self.new_id(), by)
        except CannotRedraw as fault:
            raise ValueError(self.words(lang).render(fault.why)) from None

    def paper_check(self, typed: str) -> PaperCheck:
        return paper_check(self.log, typed)

    def judge(self, batch: Sequence[Entry]) -> Sequence[Objection]:
        return self.ward.judge(batch)

    def new_id(self) -> str:
        return f"00000000-0000-7000-9000-{next(self._ids):012d}"

    def words(self, lang: str) -> Words:
        return catalogue.words("ja" if lang == "ja" else "en", ZONE)
