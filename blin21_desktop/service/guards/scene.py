"""What a guard may look at: the chart so far, the moment, the knowledge."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from blin21_desktop.domain.chart import Chart
from blin21_desktop.domain.entries import PatientRegistered
from blin21_desktop.domain.infusion import Course, courses
from blin21_desktop.domain.knowledge import Knowledge, Label, Protocol
from blin21_desktop.domain.text import Text

Wrong = tuple[str, Text, Text]
"""Public field name, what is wrong, what would be right."""

Wrongs = Iterator[Wrong]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """The chart with the earlier entries of the batch, the moment of writing, and all knowledge."""

    chart: Chart
    now: datetime
    knowledge: Knowledge

    @property
    def registered(self) -> PatientRegistered | None:
        """The registration in force."""
        found = self.chart.by_kind.get(PatientRegistered.kind, ())
        newest = found[-1] if found else None
        return newest if isinstance(newest, PatientRegistered) else None

    @property
    def label(self) -> Label | None:
        """The drug label that governs this patient."""
        return None if self.registered is None else self.knowledge.labels.get(self.registered.label)

    @property
    def protocol(self) -> Protocol | None:
        """The protocol that governs this patient."""
        return None if self.registered is None else self.knowledge.protocols.get(self.registered.protocol)

    def course_at(self, moment: datetime) -> Course | None:
        """The newest course as charted at `moment`."""
        found = courses(self.chart.infusion, moment)
        return found[-1] if found else None

    @property
    def newest_course(self) -> Course | None:
        """The newest course as charted at the last entry about the infusion."""
        infusion = self.chart.infusion
        return self.course_at(infusion[-1].happened_at) if infusion else None
