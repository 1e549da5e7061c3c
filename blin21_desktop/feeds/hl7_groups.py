"""Which order, specimen, notes and patient each OBX belongs to, whatever order the segments come in.

Kept by state ("the current SPM, OBR, ORC"), not by a grammar: ORC stands before or after OBR, and a specimen before
its orders (OUL), between an order and its results, or after the results (ORU).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from blin21_desktop.feeds.hl7 import Message, Segment, nth, plain
from blin21_desktop.feeds.hl7_ending import specimen_leads
from blin21_desktop.feeds.received import Specimen


@dataclass(eq=False)
class Surroundings:
    """What stands around results: notes, and segments that are not read. `used`: some result has it."""

    notes: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    used: bool = False


@dataclass(eq=False)
class Patient(Surroundings):
    """PID, and what stands before the first order."""

    pid: Segment | None = None


@dataclass(eq=False)
class Sample(Surroundings):
    """The specimens that may be meant: one as a rule, several where an order has several, none where none is given."""

    specimens: list[Segment] = field(default_factory=list)

    @cached_property
    def specimen(self) -> Specimen | None:
        """SPM-2 (the first number it names) and SPM-4; None without a specimen."""
        if not self.specimens:
            return None
        spm = self.specimens[0]
        number = next(filter(None, (nth(spm.field(2), place, spm.marks) for place in (1, 2))), "")
        return Specimen(number=number, code=spm.text(4), name=spm.text(4, 2))

    @cached_property
    def collected(self) -> str:
        """SPM-17 as it came, its start."""
        return self.specimens[0].text(17) if self.specimens else ""


@dataclass(eq=False)
class Order(Surroundings):
    """OBR with its ORC, and what belongs to all its results."""

    orc: Segment | None = None
    obr: Segment | None = None

    @cached_property
    def number(self) -> str:
        """The filler's number, else the placer's. An ORC that names another order than the OBR is of no use."""
        (placer, filler), (common_placer, common_filler) = (_numbers(segment) for segment in (self.obr, self.orc))
        if (placer and common_placer not in ("", placer)) or (filler and common_filler not in ("", filler)):
            common_placer = common_filler = ""
        return filler or common_filler or placer or common_placer

    @property
    def every_number(self) -> list[str]:
        """Whatever the placer and the filler call it."""
        return [number for segment in (self.obr, self.orc) for number in _numbers(segment) if number]

    @cached_property
    def specimen(self) -> Specimen:
        """The older specimen source of OBR-15, for messages without SPM."""
        source = self.text(15)
        if self.obr is None or not source:
            return Specimen()
        words = self.obr.field(15).split(self.obr.marks.component, 1)[0].split(self.obr.marks.subcomponent)
        return Specimen(code=source, name=plain(words[1], self.obr.marks) if len(words) > 1 else "")

    def text(self, number: int) -> str:
        """A field of OBR, "" without one."""
        return self.obr.text(number) if self.obr else ""


@dataclass(slots=True, eq=False)
class Observation:
    """One OBX and everything that is said about it elsewhere."""

    obx: Segment
    patient: Patient
    order: Order
    sample: Sample
    notes: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


class Gathered(NamedTuple):
    """The results of a message, the notes and unread segments that belong to none of them, and the orders' numbers."""

    observations: list[Observation]
    loose: list[str]
    orders: list[str]


def _numbers(segment: Segment | None) -> tuple[str, str]:
    return (segment.text(2), segment.text(3)) if segment else ("", "")


def gathered(message: Message) -> Gathered:
    """Every OBX of the message with its surroundings."""
    walk = _Walk(message.segments)
    for segment in message.segments[1:]:
        walk.take(segment)
    loose = [text for part in walk.around if not part.used for text in (*part.notes, *part.kept)]
    orders = [number for part in walk.around if isinstance(part, Order) for number in part.every_number]
    return Gathered(walk.found, loose, orders)


class _Walk:
    """The state between two segments. `_leads`: a specimen tells of what follows it; `_inside`: of its order only."""

    def __init__(self, segments: list[Segment]) -> None:
        self.found: list[Observation] = []
        self.around: list[Surroundings] = []
        first = next((segment.name for segment in segments if segment.name in ("SPM", "OBR")), "")
        self._leads = specimen_leads(segments)
        self._inside = self._leads and first == "OBR"
        self._begin(None)

    def take(self, segment: Segment) -> None:
        """Move on by one segment; one that is not read is kept with what it follows."""
        match segment.name:
            case "OBX":
                self._result(segment)
            case "NTE":
                self._notes += [plain(part, segment.marks) for part in segment.repetitions(3)]
            case "SPM":
                self._specimen(segment)
            case "OBR":
                self._order_begins(segment)
            case "ORC":
                self._common_order(segment)
            case "PID":
                self._begin(segment)
            case _:
                self._kept.append(segment.raw)

    def _begin(self, pid: Segment | None) -> None:
        self._patient = Patient(pid=pid)
        self._orc: Segment | None = None
        self._order = Order()
        self._sample = Sample()
        self.around += (self._patient, self._order, self._sample)
        self._notes, self._kept = self._patient.notes, self._patient.kept

    def _result(self, obx: Segment) -> None:
        seen = Observation(obx, self._patient, self._order, self._sample)
        self._patient.used = self._order.used = self._sample.used = True
        self._notes, self._kept = seen.notes, seen.kept
        self.found.append(seen)

    def _order_begins(self, obr: Segment) -> None:
        if self._order.used or self._order.obr is not None:
            self._new_order()
        self._order.obr = obr
        if self._inside or not self._leads:
            self._new_sample()
        self._notes, self._kept = self._order.notes, self._order.kept

    def _common_order(self, orc: Segment) -> None:
        """An ORC tells of the order that waits for its results, and of the orders after it."""
        self._orc = orc
        if self._order.used:
            self._new_order()
        self._order.orc = orc
        self._notes, self._kept = self._order.notes, self._order.kept

    def _specimen(self, spm: Segment) -> None:
        if self._leads:
            self._new_sample()
            if not self._inside:
                self._new_order()
        self._sample.specimens.append(spm)
        self._notes, self._kept = self._sample.notes, self._order.kept

    def _new_order(self) -> None:
        self._order = Order(orc=self._orc)
        self.around.append(self._order)

    def _new_sample(self) -> None:
        self._sample = Sample()
        self.around.append(self._sample)
