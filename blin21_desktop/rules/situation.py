"""One patient at one moment, with the knowledge that governs the treatment: what every rule looks at."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from blin21_desktop.domain.chart import Chart
from blin21_desktop.domain.entries import BodyMeasured, DoseOrdered, PatientRegistered
from blin21_desktop.domain.infusion import Course
from blin21_desktop.domain.knowledge import Knowledge, Label, Protocol, Scale
from blin21_desktop.domain.lab_table import LabTable
from blin21_desktop.domain.moments import age_years
from blin21_desktop.domain.terms import Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """A chart looked at `at`. `course` is the last one charted; None before the first start."""

    chart: Chart
    at: datetime
    courses: tuple[Course, ...]
    course: Course | None
    label: Label
    protocol: Protocol
    scales: Mapping[str, Scale] = field(default_factory=dict)
    terms: tuple[Term, ...] = ()
    labs: LabTable = field(default_factory=LabTable)
    kept: dict[Hashable, Any] = field(default_factory=dict, init=False, compare=False, repr=False)

    @classmethod
    def of(cls, chart: Chart, at: datetime, knowledge: Knowledge) -> Situation | None:
        """The situation at a moment, or None when no registration is in force by then (no label governs).

        A label or protocol id that is not in `knowledge` becomes an empty one: every rule then answers `cannot_tell`,
        and no other country's numbers are ever taken instead.
        """
        registered = chart.last(PatientRegistered, at)
        if registered is None:
            return None
        charted = chart.courses(at)
        label, protocol = registered.label, registered.protocol
        return cls(
            chart=chart,
            at=at,
            courses=charted,
            course=charted[-1] if charted else None,
            label=knowledge.labels.get(label) or Label(id=label, name_en=label, name_ja=label, edition=""),
            protocol=knowledge.protocols.get(protocol)
            or Protocol(id=protocol, name_en=protocol, name_ja=protocol, edition=""),
            scales=knowledge.scales,
            terms=knowledge.terms,
            labs=knowledge.labs,
        )

    @property
    def registered(self) -> PatientRegistered | None:
        """The registration in force."""
        return self.chart.last(PatientRegistered, self.at)

    @property
    def under_way(self) -> Course | None:
        """The course that runs or is paused now; None before a start and after an end."""
        return self.course if self.course is not None and self.course.under_way else None

    @property
    def course_number(self) -> int:
        """The course under way, or the one to come."""
        if self.course is None:
            return 1
        return self.course.number if self.course.under_way else self.course.number + 1

    @property
    def dosed_from(self) -> datetime:
        """The moment that decides weight and age: the start of the course under way, else the moment looked at."""
        return self.under_way.started_at if self.under_way is not None else self.at

    @property
    def weight(self) -> BodyMeasured | None:
        """The weight in force: the newest measured at or before the start of the course."""
        return self.chart.last(BodyMeasured, self.dosed_from)

    @property
    def height_cm(self) -> float | None:
        """The newest height measured at or before the start of the course; a later weight need not repeat it."""
        measured = self.chart.all(BodyMeasured, self.dosed_from)
        return next((m.height_cm for m in reversed(measured) if m.height_cm is not None), None)

    @property
    def age_years(self) -> int | None:
        """Completed years at the start of the course (at the moment looked at before that)."""
        registered = self.registered
        return None if registered is None else age_years(registered.birth_date, self.dosed_from.date())

    @property
    def ordered(self) -> DoseOrdered | None:
        """The order in force: charted, begun, for the course under way or to come; the one begun last.

        An order charted ahead comes into force at its `from_`. Of two from the same moment the newer one stands.
        """
        number = self.course_number
        begun = [o for o in self.chart.all(DoseOrdered, self.at) if o.course == number and o.from_ <= self.at]
        return max(begun, key=lambda o: (o.from_, o.happened_at, o.recorded_at, o.id), default=None)

    @property
    def coming_order(self) -> DoseOrdered | None:
        """The next order for this course whose time has not come. Of two for the same moment the newer one stands."""
        number = self.course_number
        ahead = [o for o in self.chart.all(DoseOrdered, self.at) if o.course == number and o.from_ > self.at]
        first = min((o.from_ for o in ahead), default=None)
        newest = [o for o in ahead if o.from_ == first]
        return max(newest, key=lambda o: (o.happened_at, o.recorded_at, o.id), default=None)
