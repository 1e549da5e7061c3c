"""Which grades one number can have: every row of the limbs that may apply, as far as all they need is known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from blin21_desktop.domain.lab_scale import AS_THE_LIMIT, Bound, LabTerm, Limb, Reference, Row, Rule
from blin21_desktop.rules.lab_sample import Sample, rules_for
from blin21_desktop.rules.lab_span import ZERO, Span, meets, points

Lack = Literal["value", "bound", "unit", "LLN", "ULN", "BASELINE", "limb", "temperature"]
"""What keeps a grade from being told."""
NO_TEMPERATURE = "needs_temperature"


@dataclass(frozen=True, slots=True)
class Possible:
    """The grades a value can have; 0: below grade 1; None: it lies in a gap between two printed rows.

    `by`: grade -> the row and limb that gives it; `filled`: what the gap is proposed to be.
    """

    grades: frozenset[int | None]
    lacks: frozenset[Lack] = frozenset()
    by: Mapping[int, tuple[Limb, Row]] = field(default_factory=dict)
    filled: frozenset[int] = frozenset()

    @property
    def lowest(self) -> int:
        """The lowest grade it can have; a gap is none."""
        return min(grade or 0 for grade in self.grades)

    @property
    def highest(self) -> int:
        """The highest one."""
        return max(grade or 0 for grade in self.grades)


def joined(parts: Iterable[Possible]) -> Possible:
    """One of these, nobody can tell which."""
    grades: frozenset[int | None] = frozenset()
    lacks: frozenset[Lack] = frozenset()
    filled: frozenset[int] = frozenset()
    by: dict[int, tuple[Limb, Row]] = {}
    for part in parts:
        grades, lacks, filled = grades | part.grades, lacks | part.lacks, filled | part.filled
        by |= part.by
    return Possible(grades, lacks, by, filled)


def possible(term: LabTerm, sample: Sample, value: Span, answers: Mapping[str, bool]) -> Possible:
    """Every grade that the value can have under these answers, and what is missing where it is more than one."""
    if value.known:
        return _of_number(term, sample, value.low, answers)
    found = joined(_of_number(term, sample, number, answers) for number in points(value, _thresholds(term, sample)))
    return found if len(found.grades) == 1 else Possible(found.grades, found.lacks | {"bound"}, found.by, found.filled)


def _thresholds(term: LabTerm, sample: Sample) -> set[Decimal]:
    bounds = {b for limb in term.limbs for row in limb.rows for b in (row.lower, row.upper, row.fill) if b is not None}
    ends = {sample.lower, sample.upper, sample.baseline, ZERO} - {None}
    return {bound.threshold(end) for bound in bounds for end in ends if end is not None} | {e for e in ends if e}


def _of_number(term: LabTerm, sample: Sample, number: Decimal, answers: Mapping[str, bool]) -> Possible:
    rules: list[Rule] = sorted(rules_for(term, sample, number)) or ["any"]
    each = [_of_limbs(term, sample, number, answers, rule) for rule in rules]
    found = joined(each)
    if len(each) == 1 or len(found.grades) == 1:
        return found
    return Possible(found.grades, found.lacks | {"limb"}, found.by, found.filled)


def _of_limbs(term: LabTerm, sample: Sample, number: Decimal, answers: Mapping[str, bool], rule: Rule) -> Possible:
    """The highest row met; rows above it that might be met as well stay possible."""
    floor, by, open_rows, filled = 0, dict[int, tuple[Limb, Row]](), dict[int, set[Lack]](), set[int]()
    for limb in term.limbs:
        if limb.rule not in ("any", rule):
            continue
        readable = limb.unit in (AS_THE_LIMIT, "", sample.unit)
        if not readable and _other_unit(term, limb, sample):
            continue
        refs = _Refs(sample, number, limb.rule, term)
        for row in limb.rows:
            inside = refs.inside(row.lower, row.upper) if readable else None if row.numeric else False
            truth, lack = _with_condition(row, inside, answers)
            if truth:
                floor = max(floor, row.grade)
                by.setdefault(row.grade, (limb, row))
            elif truth is None:
                by.setdefault(row.grade, (limb, row))
                lacks = {lack} if lack else refs.unknown(row) if readable else {"unit"}
                open_rows.setdefault(row.grade, set()).update(lacks)  # type: ignore[arg-type]
            elif row.fill is not None and _with_condition(row, refs.inside(row.lower, row.fill), answers)[0]:
                filled.add(row.grade)
    above = {grade: lacks for grade, lacks in open_rows.items() if grade > floor}
    if not floor and filled and not above:
        return Possible(frozenset({None}), filled=frozenset({max(filled)}))
    lacking = frozenset(lack for lacks in above.values() for lack in lacks)
    grades: frozenset[int | None] = frozenset({floor, *above})
    return Possible(grades, lacking, {grade: by[grade] for grade in grades if grade})


def _other_unit(term: LabTerm, limb: Limb, sample: Sample) -> bool:
    """Whether another limb of the same rule says the same in the unit reported, or stands for this one already."""
    same = [other for other in term.limbs if other.rule == limb.rule and other.unit != AS_THE_LIMIT]
    return any(other.unit == sample.unit for other in same) or same[0] is not limb


@dataclass(frozen=True, slots=True)
class _Refs:
    """The references of one limb at one number."""

    sample: Sample
    number: Decimal
    rule: Rule
    term: LabTerm

    def span(self, name: Reference) -> Span:
        return self.sample.reference(name, self.number, self.rule, self.term)

    def inside(self, lower: Bound | None, upper: Bound | None) -> bool | None:
        """Whether the number meets both bounds; False for a row without any."""
        met = [meets(self.number, bound, self.span(bound.reference)) for bound in (lower, upper) if bound is not None]
        if not met or False in met:
            return False
        return None if None in met else True

    def unknown(self, row: Row) -> set[Lack]:
        """The references that leave a row open."""
        found: set[Lack] = set()
        for bound in (row.lower, row.upper):
            if bound is not None and bound.reference and meets(self.number, bound, self.span(bound.reference)) is None:
                found.add(bound.reference)
        return found


def _with_condition(
    row: Row,
    inside: bool | None,  # noqa: FBT001  (a third answer, no switch)
    answers: Mapping[str, bool],
) -> tuple[bool | None, Lack | None]:
    """A row's number and condition together; what is missing when only the condition leaves it open."""
    answer = answers.get(row.condition)
    holds = None if answer is None else answer is row.holds
    if row.logic == "only":
        return holds is True, None
    if row.logic == "or":
        return (True if holds else inside), None
    if row.logic != "and" or inside is False:
        return inside, None
    if holds is None:
        return None, "temperature" if row.auto == NO_TEMPERATURE else None
    return (inside if holds else False), None
