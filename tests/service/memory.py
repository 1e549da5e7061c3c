"""A ward in memory: a log that is a list, a clock that is set by hand, the shipped knowledge."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from blin21_desktop.domain.entries import Entry, Kind
from blin21_desktop.domain.knowledge import Knowledge
from blin21_desktop.domain.knowledge_file import load
from blin21_desktop.domain.people import Change, Person
from blin21_desktop.domain.picture import Picture
from blin21_desktop.domain.ports import Head, Recorded, Stale
from blin21_desktop.service.ward import Ward
from tests.making import AT

FILES = Path(__file__).parents[2] / "resources" / "knowledge"


@cache
def knowledge() -> Knowledge:
    """The knowledge files as shipped."""
    return load({p.relative_to(FILES).as_posix(): p.read_text("utf-8") for p in FILES.rglob("*.toml")}, {})


def wanted(entry: Entry, kinds: frozenset[Kind] | None, others_from: datetime | None) -> bool:
    """Whether a log that is read so gives this entry."""
    return kinds is None or entry.kind in kinds or (others_from is not None and entry.happened_at >= others_from)


@dataclass
class MemoryLog:
    """Entries in a list. `before_append` is called ahead of each append, as another writer would come in between."""

    entries: list[Entry] = field(default_factory=list)
    before_append: Callable[[], None] = field(default=lambda: None)
    reads: list[int] = field(default_factory=list)

    def append(self, entries: Sequence[Entry], *, after: int, pictures: Sequence[Picture] = ()) -> Head:
        """All, or `Stale`."""
        self.before_append()
        if after != len(self.entries):
            raise Stale
        self.entries.extend(entries)
        return self.head()

    def read(
        self,
        *,
        patient: str | None = None,
        kinds: frozenset[Kind] | None = None,
        others_from: datetime | None = None,
        after: int = 0,
    ) -> Sequence[Recorded]:
        """From position `after` + 1 on; how much was read is noted."""
        found = [
            Recorded(position, entry)
            for position, entry in enumerate(self.entries[after:], start=after + 1)
            if (patient is None or entry.patient == patient) and wanted(entry, kinds, others_from)
        ]
        self.reads.append(len(found))
        return found

    def head(self) -> Head:
        """How many, and a code made of that."""
        return Head(len(self.entries), f"code-{len(self.entries)}")

    def charted_head(self) -> Head:
        """As `head`, not counting printings at the end."""
        count = max((n for n, e in enumerate(self.entries, 1) if e.kind is not Kind.SHEET_PRINTED), default=0)
        return Head(count, f"code-{count}")

    def position_of(self, code: str) -> int | None:
        """The number in the code."""
        position = int(code.removeprefix("code-"))
        return position if position <= len(self.entries) else None

    def patients(self) -> Sequence[str]:
        """In order of first appearance."""
        return list(dict.fromkeys(e.patient for e in self.entries))


@dataclass
class HandClock:
    """A clock that shows what it is set to."""

    at: datetime = AT

    def __call__(self) -> datetime:
        """The moment it is set to."""
        return self.at


def ward_of(log: MemoryLog, clock: HandClock | None = None, *, zone: str = "Asia/Tokyo") -> Ward:
    """A ward of the training kind over a log in memory."""
    return Ward(log, clock or HandClock(), knowledge(), zone=ZoneInfo(zone), training=True)


class MemoryStaff:
    """A staff list in memory; the hash of a PIN is the PIN backwards."""

    def __init__(self, *people: tuple[Person, str]) -> None:
        self.people = {person.id: (person, pin[::-1]) for person, pin in people}
        self.failed: dict[str, tuple[int, datetime]] = {}
        self.written: list[Change] = []

    def staff(self) -> Sequence[tuple[Person, str]]:
        return [self.people[key] for key in sorted(self.people)]

    def add_version(self, person: Person, pin_hash: str, at: datetime, by: str) -> None:
        new = self.people.get(person.id, (person, ""))[1] != pin_hash
        self.people[person.id] = (person, pin_hash)
        self.written.append(Change(person=person, at=at, by=by, new_pin=new))

    def changes(self) -> Sequence[Change]:
        return self.written

    def tries(self, staff_id: str) -> tuple[int, datetime | None]:
        return self.failed.get(staff_id, (0, None))

    def count_try(self, staff_id: str, at: datetime) -> None:
        failed, last = self.tries(staff_id)
        self.failed[staff_id] = (failed + 1, max(at, last or at))

    def wait_from(self, staff_id: str, at: datetime) -> None:
        self.failed[staff_id] = (self.tries(staff_id)[0], at)

    def clear_tries(self, staff_id: str) -> None:
        self.failed.pop(staff_id, None)
