"""Numbers that are only known to lie between two ends: a censored value, a limit nobody reported."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from blin21_desktop.domain.lab_scale import Bound
from blin21_desktop.domain.lab_value import LabValue

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Span:
    """From `low` to `high` (None: no end known); an open end is not itself meant. No quantity here is below 0."""

    low: Decimal
    high: Decimal | None
    open_low: bool = False
    open_high: bool = False

    @classmethod
    def at(cls, number: Decimal) -> Span:
        """A number that is known."""
        return cls(number, number)

    @property
    def known(self) -> bool:
        """Whether it is one number."""
        return self.low == self.high


ANY = Span(ZERO, None, open_low=True)
"""Nothing is known but that it is above 0."""


def span_of(value: LabValue) -> Span | None:
    """What a value can be; None when no number can be read."""
    number = value.number
    if number is None or number < ZERO:
        return None
    if value.upto is not None:
        return Span(number, value.upto) if value.upto >= number else None
    if value.operator in ("<", "<="):
        return Span(ZERO, number, open_high=value.operator == "<") if number else None
    if value.operator in (">", ">="):
        return Span(number, None, open_low=value.operator == ">")
    return Span.at(number)


def meets(number: Decimal, bound: Bound, reference: Span) -> bool | None:
    """Whether `number` meets the bound; None when it depends on what the reference is."""
    low = bound.threshold(reference.low)
    high = None if reference.high is None else bound.threshold(reference.high)
    if bound.op in (">", "<="):
        above_some = number > low
        above_all = high is not None and (number > high or (number == high and reference.open_high))
    else:
        above_some = number > low or (number == low and not reference.open_low)
        above_all = high is not None and number >= high
    above = True if above_all else None if above_some else False
    return above if bound.op.startswith(">") or above is None else not above


def points(value: Span, thresholds: Iterable[Decimal]) -> tuple[Decimal, ...]:
    """Numbers of the span that stand for all of it: between two neighbouring thresholds nothing changes."""
    inside = {t for t in thresholds if value.low < t and (value.high is None or t < value.high)}
    top = max((value.low, *inside)) + 1 if value.high is None else value.high
    marks = sorted({value.low, top, *inside})
    between = {(a + b) / 2 for a, b in pairwise(marks)}
    ends = ({value.low} if not value.open_low else set()) | (
        {top} if value.high is None or not value.open_high else set()
    )
    return tuple(sorted(inside | between | ends))
