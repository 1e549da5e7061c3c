"""The plausibility gate: a number that looks like one in another unit. Source: lab feeds note 1.4 and 1.6.

A hard range (where one is configured), and a jump of ten, a hundred or a thousand times against the last value of the
same patient and method; a first value is held against limits (`first_value`). Nothing here refuses a value: it gives
reasons, and where one fits, the unit to propose.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from blin21_desktop.domain.lab_table import LabTable
from blin21_desktop.domain.lab_units import canonical, limits_in
from blin21_desktop.domain.text import Text, say
from blin21_desktop.feeds.first_value import against_limits
from blin21_desktop.feeds.reading import MIXED_UP, Doubt, Reading, power_between, unit_without_jump
from blin21_desktop.rules.lab_reported import LabResult


@dataclass(frozen=True, slots=True, kw_only=True)
class Plausibility:
    """What speaks against a value; `not_asked`: why nobody can tell, where there is nothing to compare it with."""

    doubts: tuple[Doubt, ...]
    not_asked: tuple[Text, ...] = ()


class Series:
    """The reported results of one analyte and method, to find fast what a new one is compared with."""

    def __init__(self, found: Sequence[LabResult], analyte: str, method: str) -> None:
        mine = (one for one in found if one.series == (analyte, method))
        self._results = sorted((one for one in mine if _tells(one)), key=_collected)
        self._times = [one.entry.happened_at for one in self._results]

    def add(self, result: LabResult) -> None:
        """One more result of it, written after all others."""
        if _tells(result):
            place = bisect_right(self._times, result.entry.happened_at)
            self._times.insert(place, result.entry.happened_at)
            self._results.insert(place, result)

    def beside(self, at: datetime) -> LabResult | None:
        """The last result before a moment, else the first after it: never a report of the very same time."""
        before, after = bisect_left(self._times, at), bisect_right(self._times, at)
        if before:
            return self._results[before - 1]
        return self._results[after] if after < len(self._results) else None


def plausibility(new: Reading, last: LabResult | None, table: LabTable) -> Plausibility:
    """Everything that speaks against a value, and every question that could not be asked."""
    low, high = new.analyte.hard_low, new.analyte.hard_high
    doubts: list[Doubt] = []
    not_asked: list[Text] = []
    if low is not None and high is not None:
        doubts += _outside(new, low, high)
    tolerance = table.number("labs.jump_tolerance")
    if tolerance is None:
        not_asked.append(say("{key:parameter} is not configured", key="labs.jump_tolerance"))
    elif last is None:
        found, not_asked = against_limits(new, _exact(tolerance))
        doubts += found
    else:
        doubts += [*_jump(new, last, _exact(tolerance)), *_limits_jump(new, last, _exact(tolerance))]
    judged = doubts or (low is not None and high is not None)
    return Plausibility(doubts=tuple(doubts), not_asked=() if judged else tuple(not_asked))


@lru_cache(maxsize=16)
def _exact(number: Decimal) -> Fraction:
    return Fraction(number)


def _tells(result: LabResult) -> bool:
    """Whether another value can be compared with it: a plain number above zero that somebody reported."""
    return bool(not result.derived_from and result.value.exact and result.canonical)


def _collected(result: LabResult) -> tuple[datetime, datetime, str]:
    return (result.entry.happened_at, result.entry.recorded_at, result.entry.id)


def _outside(new: Reading, low: Decimal, high: Decimal) -> Iterator[Doubt]:
    if _inside(new, new.unit, low, high):
        return
    units = new.analyte.units
    others = (
        unit
        for unit, factor in units.items()
        if Fraction(factor) / Fraction(units[new.unit]) in MIXED_UP and _inside(new, unit, low, high)
    )
    says = say(
        "{value} {unit} is outside {low} to {high} {canonical}",
        value=new.value.text,
        unit=new.unit,
        low=f"{low:f}",
        high=f"{high:f}",
        canonical=new.analyte.unit,
    )
    yield Doubt(says=says, proposed=next(others, None))


def _inside(new: Reading, unit: str, low: Decimal, high: Decimal) -> bool:
    """Whether a value may lie in the range: a bound does unless all of it lies outside."""
    value = new.value
    number = None if value.number is None else canonical(new.analyte, value.number, unit)
    if number is None:
        return True
    upto = number if value.upto is None else canonical(new.analyte, value.upto, unit)
    if value.operator in ("<", "<="):
        return number > low or (number == low and value.operator == "<=")
    if value.operator:
        return number < high or (number == high and value.operator == ">=")
    return number >= low and upto is not None and upto <= high


def _jump(new: Reading, last: LabResult, tolerance: Fraction) -> Iterator[Doubt]:
    number = new.value.exact
    here = None if number is None else canonical(new.analyte, number, new.unit)
    power = power_between(here, last.canonical, tolerance)
    if power is None:
        return
    values = {
        "value": new.value.text,
        "unit": new.unit,
        "last": last.entry.value,
        "last_unit": last.unit,
        "at": last.entry.happened_at,
    }
    if power > 1:
        says = say(
            "{value} {unit} is about {power:number} times the last value, {last} {last_unit} ({at:time})",
            power=int(power),
            **values,
        )
    else:
        says = say(
            "{value} {unit} is about 1/{power:number} of the last value, {last} {last_unit} ({at:time})",
            power=int(1 / power),
            **values,
        )
    yield Doubt(says=says, proposed=unit_without_jump(new, power, last.unit))


def _limits_jump(new: Reading, last: LabResult, tolerance: Fraction) -> Iterator[Doubt]:
    """A laboratory's limits stay; limits ten times those of the last result say that the unit is another."""
    analyte, entry = new.analyte, last.entry
    if not new.upper_limit or not entry.upper_limit:
        return
    here = limits_in(analyte, new.lower_limit, new.upper_limit, new.unit, analyte.unit)
    there = limits_in(analyte, entry.lower_limit, entry.upper_limit, last.unit or "", analyte.unit)
    power = power_between(here.upper, there.upper, tolerance)
    if power is not None:
        says = say(
            "the upper limit {limit} {unit} does not go with that of the last value, {last} {last_unit}",
            limit=new.upper_limit,
            unit=new.unit,
            last=entry.upper_limit,
            last_unit=last.unit,
        )
        yield Doubt(says=says, proposed=unit_without_jump(new, power, last.unit))
