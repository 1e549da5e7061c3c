"""The grades in force at a moment. Source: parameters page, section 2."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from blin21_desktop.domain.chart import Chart, order
from blin21_desktop.domain.entries import CrsChecked, EventGraded, GvhdStaged, NeuroChecked
from blin21_desktop.domain.knowledge import Scale
from blin21_desktop.domain.moments import DAY, since
from blin21_desktop.domain.terms import Term
from blin21_desktop.rules.crs import ASTCT, CTCAE, crs_grades
from blin21_desktop.rules.events import AdverseEvent, events, neurological
from blin21_desktop.rules.graded import Graded
from blin21_desktop.rules.gvhd import Overall, overall
from blin21_desktop.rules.icans import Score, icans, score


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


def crs_in_force(chart: Chart, at: datetime, scales: Mapping[str, Scale]) -> CrsInForce | None:
    """The newest of `crs_checked` and `event_graded` of the category crs, by `happened_at`."""
    checks = chart.all(CrsChecked, at)
    graded = tuple(event for event in chart.all(EventGraded, at) if event.category == "crs")
    both: list[CrsChecked | EventGraded] = [*graded, *checks]
    if not both:
        return None
    newest = max(both, key=order)
    by_scale = crs_grades(newest, scales) if isinstance(newest, CrsChecked) else {}
    recent = [crs_grade(entry, scales) for entry in both if since(entry.happened_at, at) < DAY]
    known = [grade for grade in recent if grade is not None]
    return CrsInForce(
        entry=newest, grade=crs_grade(newest, scales), graded=by_scale, worst_24h=max(known, default=None)
    )


def crs_grade(entry: CrsChecked | EventGraded, scales: Mapping[str, Scale]) -> int | None:
    """The grade that drives the rules: of an event its own, of a check the accepted one, else the one on CTCAE."""
    if isinstance(entry, EventGraded):
        return entry.grade
    if entry.accepted_grade is not None:
        return entry.accepted_grade
    computed = crs_grades(entry, scales).get(CTCAE)
    return None if computed is None else computed.grade


def neuro_in_force(
    chart: Chart, at: datetime, scales: Mapping[str, Scale], started_at: datetime | None
) -> NeuroInForce | None:
    """The newest neurological check with its ICANS, and its change from the patient's own baseline."""
    checks = chart.all(NeuroChecked, at)
    if not checks:
        return None
    newest, scale = checks[-1], scales.get(ASTCT)
    graded = None if scale is None else icans(newest, scale)
    recent = [neuro_grade(check, scale) for check in checks if since(check.happened_at, at) < DAY]
    known = [grade for grade in recent if grade is not None]
    return NeuroInForce(
        entry=newest,
        grade=neuro_grade(newest, scale),
        graded=graded,
        score=score(newest, baseline(checks, newest, started_at)),
        worst_24h=max(known, default=None),
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
    before = [check for check in checks if check.happened_at <= started_at and check.tool == newest.tool]
    return before[-1] if before else None


NOTHING_GRADED = Grades()
"""Before anything was graded."""
