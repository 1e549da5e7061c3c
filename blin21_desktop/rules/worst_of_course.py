"""The worst grade of every term in one course: laboratory, bedside checks and charted events under one roof.

Source of the form: trial letter, Figure 2A ("any grade of adverse events occurring during each course"). A grade
counts in a course from its start to its end; an event that went on at the start counts as well, and so does the one
that a stop names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from blin21_desktop.domain.chart import Chart
from blin21_desktop.domain.entries import EventGraded, InfusionEnded
from blin21_desktop.domain.infusion import Course
from blin21_desktop.domain.knowledge import Scale
from blin21_desktop.domain.terms import Term
from blin21_desktop.domain.text import Names
from blin21_desktop.rules.events import AdverseEvent
from blin21_desktop.rules.gradings import Grading, crs_gradings, icans_gradings
from blin21_desktop.rules.lab_case import Bench, graded_result
from blin21_desktop.rules.lab_in_force import LabGrade, names_of

CRS = Names("Cytokine release syndrome", "サイトカイン放出症候群")
ICANS = Names("ICANS (ASTCT)", "ICANS（ASTCT）")
CRS_CODE, ICANS_CODE = "crs", "icans"

Source = LabGrade | Grading | EventGraded
"""What a grade stands on."""


@dataclass(frozen=True, slots=True)
class Graded:
    """One grade of a term: what it stands on; `grade` None: not told, `at_least` is proved."""

    source: Source
    grade: int | None
    at_least: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WorstOfTerm:
    """A term in a course. `found` are all its grades, the highest first, of several the oldest; never empty.

    `stopped`: it led to the stop of this course, as charted.
    """

    term: str
    names: Names
    found: tuple[Graded, ...]
    stopped: bool = False

    @property
    def worst(self) -> Graded:
        """The grade that counts: the highest that is proved; of equal ones what is told goes first."""
        return self.found[0]

    @property
    def open(self) -> bool:
        """Whether something of it could not be graded, and no grade of it is proved."""
        return self.worst.grade is None and not self.worst.at_least


@dataclass(slots=True)
class _Term:
    names: Names
    found: list[Graded] = field(default_factory=list)
    stopped: bool = False


def worst_of_course(
    chart: Chart,
    course: Course,
    *,
    bench: Bench | None,
    events: tuple[AdverseEvent, ...],
    scales: Mapping[str, Scale],
    listed: Sequence[Term] = (),
) -> tuple[WorstOfTerm, ...]:
    """Every term that was looked at in a course, graded or not; `listed` names the terms of the laboratory."""
    terms: dict[str, _Term] = {}
    by_code = {term.code: term.names for term in listed}
    for key, names, one in (*_labs(bench, course, by_code), *_checks(chart, course, scales)):
        terms.setdefault(key, _Term(names)).found.append(one)
    checked = CRS_CODE in terms  # its checks' line has the events already
    for event in events:
        key, named = _event_key(event), event.key == _named_by_stop(course)
        inside = () if key == CRS_CODE and checked else tuple(_of_event(event, course, named=named))
        if inside:
            terms.setdefault(key, _Term(event.names)).found += inside
        if key in terms:
            terms[key].stopped |= named
    return tuple(
        WorstOfTerm(term=key, names=one.names, found=tuple(sorted(one.found, key=_weight)), stopped=one.stopped)
        for key, one in terms.items()
    )


def _weight(one: Graded) -> tuple[Any, ...]:
    moment = one.source.happened_at if isinstance(one.source, EventGraded) else _entry(one.source).happened_at
    return (-one.at_least, one.grade is None if one.at_least else one.grade is not None, moment)


def _entry(source: LabGrade | Grading) -> Any:  # noqa: ANN401  (a result or a check: only its time is read)
    return source.entry if isinstance(source, Grading) else source.case.result.entry


def _labs(bench: Bench | None, course: Course, by_code: Mapping[int, Names]) -> Iterator[tuple[str, Names, Graded]]:
    """Every result taken in the course on every term of its own or its analyte."""
    if bench is None:
        return
    for result in (one for series in bench.results.values() for one in series):
        if course.started_at <= result.entry.happened_at <= course.until:
            for each in names_of(bench, graded_result(bench, result)):
                if each.counts is not None:
                    term = each.counts.term
                    names = by_code.get(term.code, Names(term.name, term.name))
                    yield str(term.code), names, Graded(each, each.grade, each.at_least)


def _checks(chart: Chart, course: Course, scales: Mapping[str, Scale]) -> Iterator[tuple[str, Names, Graded]]:
    """CRS and ICANS by their checks; a CRS event is among the first."""
    for key, names, found in (
        (CRS_CODE, CRS, crs_gradings(chart, course.until, scales)),
        (ICANS_CODE, ICANS, icans_gradings(chart, course.until, scales)),
    ):
        for one in found:
            if one.entry.happened_at >= course.started_at:
                yield key, names, Graded(one, one.grade, _proved(one))


def _proved(one: Grading) -> int:
    if one.grade is not None:
        return one.grade
    return 0 if one.graded is None else one.graded.at_least


def _named_by_stop(course: Course) -> str | None:
    ended = course.charted
    return ended.event if isinstance(ended, InfusionEnded) and ended.outcome == "discontinued" else None


def _event_key(event: AdverseEvent) -> str:
    if event.newest.category == "crs":
        return CRS_CODE
    return event.newest.term if event.known is None else str(event.known.code)


def _of_event(event: AdverseEvent, course: Course, *, named: bool) -> Iterable[Graded]:
    """Its grades in the course, with the one it had at the start while it went on, and all that led to the stop."""
    before = [one for one in event.grades if one.happened_at < course.started_at]
    inside = [one for one in event.grades if course.started_at <= one.happened_at <= course.until]
    if before and before[-1].grade > 0:
        inside.insert(0, before[-1])
    if named and not inside:
        inside = list(event.grades[:1])
    return (Graded(one, one.grade, one.grade) for one in inside)
