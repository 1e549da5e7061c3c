"""Which results are of one draw. Source: lab feeds note 1.4: the same specimen number, or collected 5 minutes apart."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from blin21_desktop.domain.lab_source import LabSource
from blin21_desktop.domain.moments import DAY, since
from blin21_desktop.rules.lab_reported import LabResult


class Draws:
    """Results by analyte, to find what belongs to the same draw. `apart`: None, only a specimen number tells."""

    def __init__(self, found: Sequence[LabResult], apart: timedelta | None) -> None:
        """Take the results to look among."""
        self._apart = apart
        self._by_analyte: dict[str, list[LabResult]] = {}
        for result in found:
            self.add(result)

    def add(self, result: LabResult) -> None:
        """A further result, such as a derived one."""
        self._by_analyte.setdefault(result.entry.analyte, []).append(result)

    def all(self, analyte: str) -> Sequence[LabResult]:
        """Every result of an analyte in the order given."""
        return self._by_analyte.get(analyte, ())

    def mate(self, of: LabResult, analyte: str) -> LabResult | None:
        """The result of an analyte from the same draw: of the same specimen first, then the nearest, the newest."""
        near = ((self._nearness(of, other), other) for other in self.all(analyte))
        mates = [(how, other) for how, other in near if how is not None]
        if not mates:
            return None
        nearest = min(how for how, _ in mates)
        return max((other for how, other in mates if how == nearest), key=lambda r: (r.entry.recorded_at, r.entry.id))

    def _nearness(self, one: LabResult, other: LabResult) -> tuple[bool, timedelta] | None:
        """Whether two results are of different specimens, and how far apart in time; None: not of one draw.

        A specimen number is used again some day, so it counts within one day. A day without a time tells no draw.
        """
        apart = abs(since(one.entry.happened_at, other.entry.happened_at))
        if apart >= DAY and (self._apart is None or apart > self._apart):
            return None
        here, there = LabSource.of(one.entry.source), LabSource.of(other.entry.source)
        if here.specimen_id and (here.specimen_id, here.sender) == (there.specimen_id, there.sender) and apart < DAY:
            return (False, apart)
        if self._apart is None or apart > self._apart or not (here.time_known and there.time_known):
            return None
        return (True, apart)
