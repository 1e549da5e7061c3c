"""What is filed already of one patient, and how a received result stands to it. Source: feeds note 1.6, dedupe."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal, NamedTuple

from blin21_desktop.domain.chart import Chart
from blin21_desktop.domain.entries import EntryWithdrawn, LabResulted
from blin21_desktop.domain.lab_source import LabSource
from blin21_desktop.domain.text import Text, say
from blin21_desktop.feeds.received import Received


class Same(NamedTuple):
    """What makes two reports versions of one result."""

    analyte: str
    method: str
    collected: datetime
    sender: str
    order: str
    specimen: str
    sub_id: str

    @classmethod
    def of(cls, received: Received, analyte: str, method: str, at: datetime) -> Same:
        """Of a received result, by the moment it was collected."""
        return cls(analyte, method, at.astimezone(UTC), received.sender, received.order, received.specimen.number,
                   received.sub_id)  # fmt: skip

    @classmethod
    def of_entry(cls, entry: LabResulted) -> Same:
        """Of a filed result."""
        source = LabSource.of(entry.source)
        return cls(entry.analyte, source.method, entry.happened_at.astimezone(UTC), source.sender, source.order,
                   source.specimen_id, source.sub_id)  # fmt: skip

    def may_be_one(self, other: Same) -> bool:
        """Whether two results of one analyte and time may be one measurement: a method that is not said is any."""
        return self.method == other.method or not self.method or not other.method


@dataclass(frozen=True, slots=True)
class Version:
    """How a received result stands to what is filed; `reasons` are for a person."""

    verdict: Literal["new", "changed", "duplicate", "rejected"]
    former: LabResulted | None = None
    reasons: tuple[Text, ...] = ()


@dataclass(slots=True)
class Filed:
    """Filed results of one patient. `reports`: every report in force, those of one result in order of writing.

    `withdrawn`: reports that a person took back. `at_once`: what was collected at one time, by analyte.
    """

    reports: dict[Same, list[LabResulted]] = field(default_factory=dict)
    withdrawn: dict[Same, list[tuple[LabResulted, EntryWithdrawn]]] = field(default_factory=dict)
    at_once: dict[tuple[str, datetime], list[Same]] = field(default_factory=dict)

    @classmethod
    def of(cls, chart: Chart) -> Filed:
        """Everything of the chart, whenever it was collected."""
        filed = cls()
        for entry in reports_of(chart):
            by = chart.withdrawn.get(entry.id)
            if by is None:
                filed.add(entry)
            else:
                filed.withdrawn.setdefault(Same.of_entry(entry), []).append((entry, by))
        return filed

    def add(self, entry: LabResulted) -> None:
        """One report more, written after all others."""
        same = Same.of_entry(entry)
        if same not in self.reports:
            self.at_once.setdefault((same.analyte, same.collected), []).append(same)
        self.reports.setdefault(same, []).append(entry)

    def of_order(self, numbers: Collection[str]) -> list[list[LabResulted]]:
        """The results of one order that stand, each with its versions; the order may be called by several numbers."""
        return [
            versions
            for same, versions in self.reports.items()
            if same.order and same.order in numbers and versions[-1].status != "deleted"
        ]

    def compare(self, received: Received, same: Same, sha256: str) -> Version:
        """New, changed, a duplicate, or nothing to file. `sha256`: of the file that the result stands in."""
        written = self.reports.get(same)
        taken_back = self._withdrawn(received, same, sha256)
        if written:
            return _overtaken(written, received, sha256) or _against(written[-1], received)
        if taken_back is not None:
            return taken_back
        if received.status in ("deleted", "wrong_patient"):
            return Version("rejected", reasons=(say("taken back by its sender before anything was filed"),))
        return Version("new", reasons=tuple(self._beside(same)))

    def _withdrawn(self, received: Received, same: Same, sha256: str) -> Version | None:
        """A person took the very same report back: the same file does not bring it in again, another one asks."""
        for entry, by in reversed(self.withdrawn.get(same, [])):
            if _says_the_same(entry, received):
                why = say("{who} withdrew the same result on {at:time}: {because}",
                          who=by.by, at=by.recorded_at, because=by.because)  # fmt: skip
                again = LabSource.of(entry.source).sha256 == sha256
                return Version("rejected" if again else "new", entry, (why,))
        return None

    def _beside(self, same: Same) -> Iterator[Text]:
        """Results of the same analyte and time that came another way: the same blood twice, or by hand."""
        for key in self.at_once.get((same.analyte, same.collected), ()):
            other = self.reports[key][-1]
            if other.status != "deleted" and key.may_be_one(same):
                yield say("{value} {unit} of the same time is filed already, from another source",
                          value=other.value, unit=other.unit)  # fmt: skip


def reports_of(chart: Chart) -> Iterable[LabResulted]:
    """Every report of a laboratory or person that was ever written, in order of writing, also what was withdrawn."""
    found = (entry for entry in chart.written if isinstance(entry, LabResulted))
    return sorted(found, key=lambda one: (one.recorded_at, one.id))


def _overtaken(written: list[LabResulted], received: Received, sha256: str) -> Version | None:
    """An old report read once more: it was filed and its sender changed it since."""
    *earlier, former = written
    for entry in earlier:
        from_here = LabSource.of(entry.source).sha256 == sha256
        if (from_here or former.status == "corrected") and _says_the_same(entry, received):
            return Version("duplicate", former, (say("filed already, and changed since"),))
    return None


def _against(former: LabResulted, received: Received) -> Version:
    """A report of a result that is filed."""
    if received.status == "wrong_patient" and former.status != "deleted":
        return Version("changed", former, (say("the sender says that this result is of another patient"),))
    if former.status == "deleted" and received.status in ("deleted", "wrong_patient"):
        return Version("duplicate", former, (say("deleted already"),))
    if _says_the_same(former, received):
        return Version("duplicate", former, (say("filed already"),))
    if former.status == "deleted":
        return Version("changed", former, (say("its sender deleted this result, and sends it again"),))
    if received.status in ("corrected", "deleted"):
        return Version("changed", former)
    if former.status == "preliminary":
        return Version("changed", former)
    if received.status == "preliminary":
        return Version("duplicate", former, (say("a final result is filed already"),))
    return Version("changed", former, (say("a final result changed without being marked as a correction"),))


def _says_the_same(former: LabResulted, received: Received) -> bool:
    source = LabSource.of(former.source)
    unit = source.unit_as_received if source.sha256 else former.unit
    return (former.value, unit, former.lower_limit, former.upper_limit, former.status) == (
        received.value,
        received.unit or received.unit_also,
        received.lower_limit,
        received.upper_limit,
        "deleted" if received.status == "wrong_patient" else received.status,
    )
