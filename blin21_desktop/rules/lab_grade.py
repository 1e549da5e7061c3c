"""A grade of one laboratory value on one term of CTCAE v5.0. Source: grading notes, section 3; CTCAE v5.0.

A grade, 0 (provably below grade 1), or it cannot be told, with what is missing. What only a person can say is never
assumed: the lowest grade that is proved stands, with the question and what each answer would give.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from blin21_desktop.domain.lab_scale import DEATH, LabTerm, Limb, Row, Rule
from blin21_desktop.rules.lab_rows import NO_TEMPERATURE, Lack, Possible, possible
from blin21_desktop.rules.lab_sample import Sample, rules_for
from blin21_desktop.rules.lab_span import Span, span_of


@dataclass(frozen=True, slots=True)
class Question:
    """What only a person can say, and the grades each answer would leave: none, where it would not settle one.

    None among them: the value lies in a gap.
    """

    condition: str
    if_yes: frozenset[int | None]
    if_no: frozenset[int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class LabGraded:
    """The answer for one term. `grade` None: cannot be told; it lies between `at_least` and `at_most`.

    `limb` and `row`: what the grade was read from. `choose`: the limbs a person must choose between. `proposal`: this
    program's own closing of a gap that the source leaves, never a grade. `by_a_person`: no number decides this term.
    """

    term: LabTerm
    grade: int | None
    at_least: int = 0
    at_most: int = 0
    limb: Limb | None = None
    row: Row | None = None
    lacks: frozenset[Lack] = frozenset()
    questions: tuple[Question, ...] = ()
    choose: tuple[Rule, ...] = ()
    gap: bool = False
    proposal: int | None = None
    by_a_person: bool = False

    @property
    def review(self) -> bool:
        """Whether the source is ambiguous here and a person should look at the grade."""
        return self.row is not None and self.row.auto == "review"


def grade(term: LabTerm, sample: Sample) -> LabGraded:
    """Grade one value on one term. A diagnosis that nobody has made gives no grade, whatever the number."""
    graded = _by_number(term, sample)
    if not term.diagnosis or sample.answers.get(term.diagnosis) or graded.grade == 0:
        return graded
    if sample.answers.get(term.diagnosis) is False:
        return LabGraded(term=term, grade=0)
    asked = Question(term.diagnosis, frozenset(range(graded.at_least, graded.at_most + 1)), frozenset({0}))
    return LabGraded(term=term, grade=None, at_most=_highest(term), lacks=graded.lacks, questions=(asked,))


def _by_number(term: LabTerm, sample: Sample) -> LabGraded:
    value = span_of(sample.value)
    if not term.numeric:
        return _by_a_person(term, sample, value)
    if value is None:
        return LabGraded(term=term, grade=None, at_most=_highest(term), lacks=frozenset({"value"}))
    open_condition = _open_condition(term, sample)
    if open_condition is None:
        ways = [possible(term, sample, value, sample.answers)]
    else:
        ways = [possible(term, sample, value, {**sample.answers, open_condition: answer}) for answer in (True, False)]
    graded = _answer(term, ways)
    questions = (*_asked(open_condition, ways), *_may_raise(term, sample, graded))
    return replace(graded, questions=questions, choose=_choice(term, sample, value, graded))


def _answer(term: LabTerm, ways: list[Possible]) -> LabGraded:
    """The grade when every way leaves one: the lowest of them. Otherwise it cannot be told."""
    lowest = min(ways, key=lambda way: way.lowest)
    lacks = frozenset(lack for way in ways for lack in way.lacks)
    at_least, at_most = lowest.lowest, max(way.highest for way in ways)
    if any(len(way.grades) > 1 for way in ways):
        return LabGraded(term=term, grade=None, at_least=at_least, at_most=at_most, lacks=lacks)
    if None in lowest.grades:
        proposal = min(grade for way in ways for grade in way.filled)
        return LabGraded(term=term, grade=None, at_most=at_most, gap=True, proposal=proposal)
    limb, row = lowest.by.get(at_least, (None, None))
    return LabGraded(term=term, grade=at_least, at_least=at_least, at_most=at_most, limb=limb, row=row)


def _open_condition(term: LabTerm, sample: Sample) -> str | None:
    """The condition on which grades of this term part, when nobody has answered it. A term has at most one."""
    rows = (row for limb in term.limbs for row in limb.rows)
    return next(
        (
            row.condition
            for row in rows
            if row.logic == "and" and row.auto != NO_TEMPERATURE and row.condition not in sample.answers
        ),
        None,
    )


def _asked(condition: str | None, ways: list[Possible]) -> Iterator[Question]:
    """The question whether the condition is there, when the answer changes something."""
    if condition is not None and ways[0].grades != ways[1].grades:
        yield Question(condition, ways[0].grades, ways[1].grades)


def _may_raise(term: LabTerm, sample: Sample, graded: LabGraded) -> Iterator[Question]:
    """Conditions that alone give a higher grade, asked only of a value that is abnormal by its number."""
    if not graded.at_least:
        return
    higher: dict[str, int] = {}
    for limb in term.limbs:
        for row in limb.rows:
            alone = row.logic in ("or", "only") and row.condition not in sample.answers
            if alone and graded.at_most < row.grade < DEATH:
                higher[row.condition] = row.grade
    now: frozenset[int | None] = frozenset(range(graded.at_least, graded.at_most + 1))
    for condition, raised in higher.items():
        yield Question(condition, frozenset({raised}), now)


def _choice(term: LabTerm, sample: Sample, value: Span, graded: LabGraded) -> tuple[Rule, ...]:
    """The limbs between which a person must choose, when the grade hangs on it."""
    if "limb" not in graded.lacks:
        return ()
    return tuple(sorted(rules_for(term, sample, value.low)))


def _highest(term: LabTerm) -> int:
    return max(row.grade for limb in term.limbs for row in limb.rows if row.grade < DEATH)


def _by_a_person(term: LabTerm, sample: Sample, value: Span | None) -> LabGraded:
    """A term in clinical wording only (glucose and phosphate lost their numbers in v5.0).

    A value within the laboratory's limits has nothing to grade. Beyond them no number says which grade: a person does.
    """
    told = [row.grade for limb in term.limbs for row in limb.rows if sample.answers.get(row.condition)]
    if told:
        return LabGraded(term=term, grade=max(told), at_least=max(told), at_most=max(told), by_a_person=True)
    limit = sample.lower if term.direction == "low" else sample.upper
    if value is not None and limit is not None and _within(term, value, limit):
        return LabGraded(term=term, grade=0)
    lacks: set[Lack] = set()
    if value is None:
        lacks.add("value")
    if limit is None:
        lacks.add("LLN" if term.direction == "low" else "ULN")
    rows = [row for limb in term.limbs for row in limb.rows if row.grade < DEATH]
    return LabGraded(
        term=term,
        grade=None,
        at_most=_highest(term),
        lacks=frozenset(lacks),
        questions=tuple(Question(row.condition, frozenset({row.grade}), frozenset()) for row in rows),
        by_a_person=True,
    )


def _within(term: LabTerm, value: Span, limit: Decimal) -> bool:
    if term.direction == "low":
        return value.low >= limit
    return value.high is not None and value.high <= limit
