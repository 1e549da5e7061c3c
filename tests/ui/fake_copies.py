"""Review copies of the tests of the window: an open copy in memory, a maker and a desk that take what they are told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from blin21_desktop.bootstrap.copy_window import CopyWindow
from blin21_desktop.domain.entries import Entry, Override, ReviewCommented
from blin21_desktop.domain.review import (
    Answer,
    CopyHeader,
    MadeCopy,
    Noted,
    Returned,
    ReturnedEntry,
    ReviewRefused,
    of_copy,
)
from blin21_desktop.domain.text import Text, say
from blin21_desktop.rules.decided import news_since
from blin21_desktop.service.refusal import Refused
from blin21_desktop.service.review_ports import Wanted
from blin21_desktop.service.ward import Ward
from tests.ui.fakes import NOW, ZONE, FakePorts, MemoryLog, demo_entries, knowledge

HEADER = CopyHeader(
    id="copy-1",
    ward="7E7E-7E7E-7E",
    as_of=NOW,
    made_at=NOW,
    made_by="K.T",
    physician="Dr H",
    valid_until=NOW + timedelta(days=7),
    entries={f"DEMO-{n}": 1 for n in range(1, 10)},
    count=2552,
    code="7F3A-91C2-0B",
    key_code="65RP-4PZG-5M",
    training=True,
    program="1",
    trust="known",
)


class FakeCopy:
    """An open copy over the training ward; this computer's clock stands `after` the end of the copy."""

    def __init__(self, after: timedelta = timedelta(days=3, hours=4), **changes: Any) -> None:  # noqa: ANN401
        self.header = replace(HEADER, **changes)
        self.clock = NOW + after
        log = MemoryLog()
        log.append(demo_entries(), after=0)
        self.ward = Ward(log, lambda: self.clock, knowledge(), zone=ZONE, training=True)
        self.ward.copy_at = self.header.as_of
        self.kept: list[Noted] = []
        self.refuses: Text | None = None
        self.closed = False

    def picture(self, sha256: str) -> bytes | None:
        return None

    def no_printing(self) -> Text | None:
        return say("EXPIRED, nothing is printed") if self.header.expired(self.clock) else None

    def comments(self) -> Sequence[Noted]:
        return tuple(self.kept)

    def write(self, entry: Noted) -> None:
        if self.refuses is not None:
            raise ReviewRefused(self.refuses)
        marked = of_copy(entry, self.header)
        found = self.ward.judge((marked,))
        if found:
            raise Refused(found)
        self.kept.append(marked)

    def take_back(self, entry_id: str) -> None:
        if self.refuses is not None:
            raise ReviewRefused(self.refuses)
        self.kept = [one for one in self.kept if one.id != entry_id]

    def save_return(self, path: Path) -> int:
        if self.refuses is not None:
            raise ReviewRefused(self.refuses)
        path.write_text("\n".join(one.id for one in self.kept))
        return len(self.kept)

    def close(self) -> None:
        self.closed = True


def copy_window(copy: FakeCopy) -> CopyWindow:
    """The ports of the window of a copy."""
    count = iter(range(1_000_000))
    program = SimpleNamespace(new_id=lambda _at: f"00000000-0000-7000-a000-{next(count):012d}")
    return CopyWindow(program, copy)  # type: ignore[arg-type]


class FakeMaker:
    """Notes what is wanted."""

    def __init__(self) -> None:
        self.asked: list[tuple[Wanted, Path]] = []
        self.others: list[Entry] = []
        self.refuses: Text | None = None

    def make(self, wanted: Wanted, out: Path) -> CopyHeader:
        if self.refuses is not None:
            raise ReviewRefused(self.refuses)
        out.write_bytes(b"copy")
        self.asked.append((wanted, out))
        return replace(HEADER, physician=wanted.physician, made_by=wanted.by, valid_until=wanted.valid_until)

    def named_others(self, patients: Sequence[str]) -> Sequence[Entry]:
        return self.others

    def made(self) -> Sequence[MadeCopy]:
        return ()


class FakeReturns:
    """A desk over the ward of the tests: `file` is what every path holds."""

    def __init__(self, ports: FakePorts, *entries: Noted, as_of: datetime = NOW) -> None:
        self._ports, self._as_of = ports, as_of
        self.entries = entries
        self.answers: dict[str, Answer] = {}
        self.is_kept = False
        self.refuses: Text | None = None

    def look(self, path: Path) -> Returned:
        if self.refuses is not None:
            raise ReviewRefused(self.refuses)
        if not path.exists():
            raise FileNotFoundError(2, "No such file", str(path))
        return self._returned()

    def read(self, path: Path, by: str) -> Returned:
        found = self.look(path)
        self.is_kept = True
        return found

    def waiting(self) -> Sequence[Returned]:
        found = self._returned()
        return [found] if self.is_kept and found.waiting() else []

    def accept(self, returned: Returned, ids: Sequence[str], by: str, override: Override | None = None) -> int:
        batch = [replace(one, recorded_at=self._ports.now(), by=by, override=override)
                 for one in self.entries if one.id in ids]  # fmt: skip
        self._ports.ward.write(batch)
        self._ports.version += 1
        for one in ids:
            self.answers[one] = Answer(entry=one, answer="accepted", because="", at=self._ports.now(), by=by)
        return len(batch)

    def decline(self, returned: Returned, entry_id: str, because: str, by: str) -> None:
        if not because.strip():
            raise ReviewRefused(say("Say why the entry is declined."))
        at = self._ports.now()
        self.answers[entry_id] = Answer(entry=entry_id, answer="declined", because=because, at=at, by=by)

    def _returned(self) -> Returned:
        return Returned(
            sha256="ab" * 32,
            copy="copy-1",
            as_of=self._as_of,
            physician="Dr H",
            made_at=self._ports.now(),
            entries=tuple(map(self._state, self.entries)),
        )

    def _state(self, entry: Noted) -> ReturnedEntry:
        answer = self.answers.get(entry.id)
        since = news_since(self._ports.ward.chart(entry.patient), self._as_of)
        return ReturnedEntry(entry=entry, state="new" if answer is None else answer.answer, since=since, answer=answer)


def commented(text: str, patient: str = "DEMO-1", **changes: Any) -> ReviewCommented:  # noqa: ANN401
    """A comment out of the copy."""
    at = NOW + timedelta(hours=3)
    fields: dict[str, Any] = {
        "id": f"note-{text[:8]}-{patient}", "patient": patient, "happened_at": at, "recorded_at": at, "by": "Dr H",
        "physician": "Dr H", "comment": text, "copy": "copy-1", "copy_at": NOW, **changes,
    }  # fmt: skip
    return ReviewCommented(**fields)
