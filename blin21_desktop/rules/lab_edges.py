"""Where the grades of an analyte begin, as numbers in the unit of a result: the lines of its graph.

Source: CTCAE v5.0 as the table of the scale has it; multiples follow the limit or baseline of the result (T2).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from blin21_desktop.domain.lab_scale import AS_THE_LIMIT, DEATH, LabTerm, Limb, Reference, Row
from blin21_desktop.domain.lab_units import convert
from blin21_desktop.rules.lab_calcium import CALCIUM
from blin21_desktop.rules.lab_case import Bench, GradedResult, sample_of
from blin21_desktop.rules.lab_rows import Lack
from blin21_desktop.rules.lab_sample import Sample, rules_for
from blin21_desktop.rules.lab_span import ZERO

BY_NUMBER = ("none", "info", "or")
"""Logic of a row whose number alone gives the grade."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A grade begins beyond `number` (below it where `low`); it is a multiple of `of`, unless that is empty."""

    grade: int
    number: Decimal
    of: Reference
    low: bool


@dataclass(frozen=True, slots=True)
class Edges:
    """The edges that are known, and what keeps others from being known."""

    known: tuple[Edge, ...]
    lacks: frozenset[Lack] = frozenset()


def edges_of(bench: Bench, case: GradedResult) -> Edges:
    """Every edge of the terms that stand under the analyte's own name, mildest first; none for corrected calcium."""
    analyte = case.result.entry.analyte
    terms = () if analyte == CALCIUM else bench.scale.of(analyte)
    known: list[Edge] = []
    lacks: set[Lack] = set()
    for term in terms:
        if term.own or not term.numeric:
            continue
        sample = sample_of(bench, case, term)
        rules = rules_for(term, sample, sample.value.number or ZERO)
        if len(rules) > 1:
            lacks.add("limb")
            continue
        first: dict[int, Edge] = {}
        for edge in _edges(term, sample, {"any", *rules}, lacks):
            reported = _as_reported(bench, case, edge, sample.unit)
            if reported is not None and _is_milder(reported, first.get(edge.grade)):
                first[edge.grade] = reported
        known += first.values()
    return Edges(tuple(sorted(known, key=lambda edge: (edge.low, edge.grade))), frozenset(lacks))


def _edges(term: LabTerm, sample: Sample, rules: set[str], lacks: set[Lack]) -> Iterator[Edge]:
    low = term.direction == "low"
    of_rule = [limb for limb in term.limbs if limb.rule in rules]
    for limb, row in [(one, row) for one in of_rule for row in one.rows]:
        bound = row.upper if low else row.lower
        if bound is None or not _counts(limb, row, sample):
            continue
        known = {"": ZERO, "LLN": sample.lower, "ULN": sample.upper, "BASELINE": sample.baseline}
        reference = known[bound.reference]
        if reference is None:
            lacks.update({bound.reference} if bound.reference else ())
        else:
            of: Reference = "" if bound.offset else bound.reference
            yield Edge(grade=row.grade, number=bound.threshold(reference), of=of, low=low)


def _counts(limb: Limb, row: Row, sample: Sample) -> bool:
    return limb.unit in (AS_THE_LIMIT, sample.unit) and row.grade < DEATH and row.logic in BY_NUMBER


def _as_reported(bench: Bench, case: GradedResult, edge: Edge, unit: str | None) -> Edge | None:
    """The edge in the unit of the result: a sample is graded in a unit that differs by a power of ten at most."""
    known = bench.table.analytes.get(case.result.entry.analyte)
    if unit == case.result.unit:
        return edge
    if known is None or unit is None or case.result.unit is None:
        return None
    number = convert(known, edge.number, unit, case.result.unit)
    return None if number is None else Edge(grade=edge.grade, number=number, of=edge.of, low=edge.low)


def _is_milder(edge: Edge, other: Edge | None) -> bool:
    """Whether it is reached before the other one of the same grade."""
    if other is None:
        return True
    return edge.number > other.number if edge.low else edge.number < other.number
