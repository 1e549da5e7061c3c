"""A ward in memory with two invented patients, to import files into."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from blin21_desktop.domain.entries import Entry, LabResulted
from blin21_desktop.feeds.any_file import read_any
from blin21_desktop.feeds.csv_mapping import CsvMapping
from blin21_desktop.feeds.filing import Accepted
from blin21_desktop.feeds.importing import LabImport
from blin21_desktop.feeds.item import Item
from blin21_desktop.feeds.source import Reviewed, Source
from blin21_desktop.present import catalogue
from blin21_desktop.service.ward import Ward
from tests.feeds.hl7_writing import SITE, Panel, Result, oul, text
from tests.feeds.memory_lab_files import MemoryLabFiles
from tests.making import TOKYO, registered
from tests.ui.fakes import MemoryLog, knowledge

NOW = datetime(2026, 11, 23, 14, 30, tzinfo=TOKYO)
SURUGA, HARUNA = "UPN-1", "UPN-2"
FIRST = registered(
    NOW.replace(hour=8), patient=SURUGA, hospital_id="9900013", family_name="駿河", given_name="葵",
    kana="スルガ アオイ", sex="male", birth_date=date(2021, 4, 1),
)  # fmt: skip
SECOND = registered(
    NOW.replace(hour=8), patient=HARUNA, hospital_id="9900021", family_name="榛名", given_name="双葉",
    kana="ハルナ フタバ", sex="female", birth_date=date(2014, 5, 9),
)  # fmt: skip


@dataclass
class LabWard:
    """The ward, its files, and the clock that a test moves."""

    clock: datetime = NOW
    log: MemoryLog = field(default_factory=MemoryLog)
    files: MemoryLabFiles = field(default_factory=MemoryLabFiles)

    def __post_init__(self) -> None:
        self.log.append([FIRST, SECOND], after=0)
        self.ward = Ward(self.log, lambda: self.clock, knowledge(), zone=TOKYO, training=True)
        numbers = itertools.count(1)
        self.lab = LabImport(self.ward, self.files, lambda _at: str(UUID(int=next(numbers))))

    def write(self, *entries: Entry) -> None:
        self.log.append(entries, after=self.log.head().count)

    def review(self, *files: tuple[str, bytes], layouts: Sequence[CsvMapping] = ()) -> list[Reviewed]:
        sources = []
        for name, data in files:
            read, layout = read_any(name, data, SITE, layouts)
            sources.append(Source(read=read, data=data, layout=layout))
        return self.lab.review(sources)

    def take(self, *datas: bytes, by: str = "K.T") -> list[Reviewed]:
        """Import files by their bytes; what was found."""
        found = self.review(*((f"f{number}.hl7", data) for number, data in enumerate(datas)))
        self.lab.file(found, by)
        return found

    def results(self, patient: str = SURUGA) -> list[LabResulted]:
        """What is filed, in order of writing."""
        return [one for one in self.ward.chart(patient).written if isinstance(one, LabResulted)]


def wbc(value: str = "3200", **changes: str) -> bytes:
    """A message with one count of white cells."""
    return message(Result(value=value, **changes))  # type: ignore[arg-type]


def message(*results: Result, **panel: str) -> bytes:
    """An OUL message of the first patient with these results."""
    return text(oul([Panel(results=results, **panel)])).encode()  # type: ignore[arg-type]


def verdicts(found: Sequence[Reviewed]) -> list[str]:
    """The verdicts in the order of the files."""
    return [item.verdict for one in found for item in one.items]


def reasons(found: Sequence[Reviewed]) -> list[str]:
    """Every reason in words."""
    words = catalogue.words("en", TOKYO)
    return [words.render(reason) for one in found for item in one.items for reason in item.reasons]


def only(found: list[Reviewed]) -> tuple[Reviewed, Item]:
    (one,) = found
    (item,) = one.items
    return one, item


def decided(item: Item, **changes: Any) -> Accepted:  # noqa: ANN401
    assert item.received is not None
    at = item.received.collected_at
    assert at is not None
    fields: dict[str, Any] = {"patient": SURUGA, "analyte": "leukocytes", "unit": "/uL", "collected_at": at}
    return Accepted(**{**fields, **changes})
