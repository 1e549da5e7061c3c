"""Every CRS and ICANS grading of a chart with the grade that drives the rules.

A month of checks is gone through at every look, and most of them found the same: each finding is graded once.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from functools import lru_cache
from operator import attrgetter
from typing import Literal

from blin21_desktop.domain.chart import Chart, order
from blin21_desktop.domain.entries import CrsChecked, Entry, EventGraded, NeuroChecked
from blin21_desktop.domain.knowledge import Scale
from blin21_desktop.domain.once import Same, once
from blin21_desktop.rules.crs import ASTCT, CTCAE, ctcae
from blin21_desktop.rules.graded import Graded
from blin21_desktop.rules.icans import icans

Which = Literal["crs", "icans"]
Checked = CrsChecked | NeuroChecked
_EVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Grading:
    """A check, or a CRS event with its own grade.

    `grade`: the one that drives the rules, accepted or by the findings; None: not graded. `graded`: what the findings
    give (CRS on CTCAE, ICANS on ASTCT); None of an event and without the scale.
    """

    entry: Checked | EventGraded
    grade: int | None
    graded: Graded | None = None


def crs_gradings(chart: Chart, at: datetime, scales: Mapping[str, Scale]) -> tuple[Grading, ...]:
    """Every CRS check and event of the category crs by `at`, oldest first."""
    return _until(_crs(chart, Same(scales)), at)


def icans_gradings(chart: Chart, at: datetime, scales: Mapping[str, Scale]) -> tuple[Grading, ...]:
    """Every neurological check by `at`, oldest first."""
    return _until(_icans(chart, Same(scales)), at)


def _until(found: tuple[Grading, ...], at: datetime) -> tuple[Grading, ...]:
    return found[: bisect_right(found, at, key=lambda one: one.entry.happened_at)]


@once
def _crs(chart: Chart, scales: Same) -> tuple[Grading, ...]:
    events = [event for event in chart.all(EventGraded, _EVER) if event.category == "crs"]
    both: list[CrsChecked | EventGraded] = sorted((*chart.all(CrsChecked, _EVER), *events), key=order)
    return tuple(Grading(e, e.grade) if isinstance(e, EventGraded) else _grading(e, scales) for e in both)


@once
def _icans(chart: Chart, scales: Same) -> tuple[Grading, ...]:
    return tuple(_grading(check, scales) for check in chart.all(NeuroChecked, _EVER))


def _grading(check: Checked, scales: Same) -> Grading:
    graded = _graded(_Found(check), scales)
    accepted = check.accepted_grade
    return Grading(check, graded.grade if accepted is None and graded is not None else accepted, graded)


_ASIDE = {"unable", *(field.name for field in fields(Entry))}
_OWN = {
    kind: attrgetter(*(field.name for field in fields(kind) if field.name not in _ASIDE))
    for kind in (CrsChecked, NeuroChecked)
}


class _Found:
    """A check by everything it found, whoever it was of and whenever: its fields but those that every entry has."""

    __slots__ = ("check", "found")

    def __init__(self, check: Checked) -> None:
        self.check = check
        unable = check.unable if isinstance(check, NeuroChecked) else None
        self.found = (check.kind, _OWN[type(check)](check), unable and tuple(unable.items()))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Found) and self.found == other.found

    def __hash__(self) -> int:
        return hash(self.found)


@lru_cache(maxsize=4096)
def _graded(found: _Found, scales: Same) -> Graded | None:
    check, known = found.check, scales.it
    if isinstance(check, CrsChecked):
        return ctcae(check, known[CTCAE]) if CTCAE in known else None
    return icans(check, known[ASTCT]) if ASTCT in known else None
