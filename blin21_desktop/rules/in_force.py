"""The grades in force at a moment. Source: parameters page, section 2."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import takewhile

from blin21_desktop.domain.chart import Chart
from blin21_desktop.domain.entries import CrsChecked, EventGraded, GvhdStaged, NeuroChecked
from blin21_desktop.domain.knowledge import Scale
from blin21_desktop.domain.moments import DAY, since
from blin21_desktop.domain.once import once
from blin21_desktop.domain.terms import Term
from blin21_desktop.rules.crs import CTCAE, crs_grades
from blin21_desktop.rules.events import AdverseEvent, events, neurological
from blin21_desktop.rules.graded import Graded
from blin21_desktop.rules.gradings import Grading, crs_gradings, icans_gradings
from blin21_desktop.rules.gvhd import Overall, overall
from blin21_desktop.rules.icans import Score, icans, score
from blin21_desktop.rules.situation import Situation


@dataclass(frozen=True, slots=True, kw_only=True)
class CrsInForce:
    """The newest CRS check or CRS event. `grade` drives the rules (CTCAE); None: not graded, `graded` says why.

    `worst_24h` is the highest grade that drove the rules in the 24 h before; None when none was known.
    """

    entry: CrsChecked | EventGraded
    grade: int | None
    graded: Mapping[str, Graded] = field(default_factory=dict)
    worst_24h: int | None = None

    @property
    def differs(self) -> bool:
        """Whether a person accepted another grade than the findings give on CTCAE."""
        computed = self.graded.get(CTCAE)
        accepted = self.entry.accepted_grade if isinstance(self.entry, CrsChecked) else None
        return computed is not None and accepted is not None and accepted != computed.grade


@dataclass(frozen=True, slots=True, kw_only=True)
class NeuroInForce:
    """The newest neurological check: ICANS (`grade`; accepted or from the findings), score and its baseline."""

    entry: NeuroChecked
    grade: int | None
    graded: Graded | None
    score: Score
    worst_24h: int | None = None

    @property
    def differs(self) -> bool:
        """Whether a person accepted another grade than the findings give."""
        accepted = self.entry.accepted_grade
        return self.graded is not None and accepted is not None and accepted != self.graded.grade


@dataclass(frozen=True, slots=True, kw_only=True)
class Grades:
    """Everything graded at the bedside that is in force."""

    crs: CrsInForce | None = None
    neuro: NeuroInForce | None = None
    neuro_event: AdverseEvent | None = None
    events: tuple[AdverseEvent, ...] = ()
    gvhd: tuple[GvhdStaged, Overall] | None = None


def grades(
    chart: Chart,
    at: datetime,
    scales: Mapping[str, Scale],
    started_at: datetime | None,
    terms: Sequence[Term] = (),
) -> Grades:
    """The grades in force at `at`. `started_at`: start of the newest course, which decides the baseline."""
    found = events(chart, at, terms)
    staged = chart.last(GvhdStaged, at)
    return Grades(
        crs=crs_in_force(chart, at, scales),
        neuro=neuro_in_force(chart, at, scales, started_at),
        neuro_event=neurological(found),
        events=found,
        gvhd=None if staged is None else (staged, overall(staged, scales)),
    )


@once
def crs_now(s: Situation) -> CrsInForce | None:
    """CRS in force in a situation."""
    return crs_in_force(s.chart, s.at, s.scales)


@once
def neuro_now(s: Situation, started_at: datetime | None) -> NeuroInForce | None:
    """The newest neurological check in a situation."""
    return neuro_in_force(s.chart, s.at, s.scales, started_at)


def crs_in_force(chart: Chart, at: datetime, scales: Mapping[str, Scale]) -> CrsInForce | None:
    """The newest of `crs_checked` and `event_graded` of the category crs, by `happened_at`."""
    found = crs_gradings(chart, at, scales)
    if not found:
        return None
    newest = found[-1].entry
    return CrsInForce(
        entry=newest,  # type: ignore[arg-type]  # no neurological check is among them
        grade=found[-1].grade,
        graded=crs_grades(newest, scales) if isinstance(newest, CrsChecked) else {},
        worst_24h=_worst_24h(found, at),
    )


def _worst_24h(found: Sequence[Grading], at: datetime) -> int | None:
    recent = takewhile(lambda one: since(one.entry.happened_at, at) < DAY, reversed(found))
    return max((one.grade for one in recent if one.grade is not None), default=None)


def neuro_in_force(
    chart: Chart, at: datetime, scales: Mapping[str, Scale], started_at: datetime | None
) -> NeuroInForce | None:
    """The newest neurological check with its ICANS, and its change from the patient's own baseline."""
    found = icans_gradings(chart, at, scales)
    if not found:
        return None
    checks = chart.all(NeuroChecked, at)
    return NeuroInForce(
        entry=checks[-1],
        grade=found[-1].grade,
        graded=found[-1].graded,
        score=score(checks[-1], baseline(checks, checks[-1], started_at)),
        worst_24h=_worst_24h(found, at),
    )


def neuro_grade(check: NeuroChecked, scale: Scale | None) -> int | None:
    """ICANS of a check: the accepted grade, else the one of the findings; None when not graded."""
    if check.accepted_grade is not None or scale is None:
        return check.accepted_grade
    return icans(check, scale).grade


def baseline(
    checks: tuple[NeuroChecked, ...], newest: NeuroChecked, started_at: datetime | None
) -> NeuroChecked | None:
    """The patient's own baseline: the newest check of the same tool at or before the start of the course.

    None without a course or such a check: a later one is never taken for a baseline.
    """
    if started_at is None:
        return None
    before = checks[: bisect_right(checks, started_at, key=lambda check: check.happened_at)]
    return next((check for check in reversed(before) if check.tool == newest.tool), None)


NOTHING_GRADED = Grades()
"""Before anything was graded."""
