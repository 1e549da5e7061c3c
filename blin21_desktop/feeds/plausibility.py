"""The plausibility gate: a number that looks like one in another unit. Source: lab feeds note 1.4 and 1.6.

A hard range (where one is configured), and a jump of ten, a hundred or a thousand times against the last value of the
same patient and method. Nothing here refuses a value: it gives reasons, and where one fits, the unit to propose.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from blin21_desktop.domain.lab_table import Analyte, LabTable
from blin21_desktop.domain.lab_units import canonical, limits_in
from blin21_desktop.domain.lab_value import LabValue
from blin21_desktop.domain.text import Text, say
from blin21_desktop.rules.lab_reported import LabResult

POWERS = (10, 100, 1000)
"""Factors between units that people mix up."""
SURELY = 1.001
"""So far from a bound a rounded quotient still tells the side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Why a person must look, and the unit (UCUM) in which the number would fit (None: in no other)."""

    says: Text
    proposed: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plausibility:
    """What speaks against a value, and what could not be asked: nothing passes silently for want of a number."""

    doubts: tuple[Doubt, ...]
    not_asked: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A value as it would be filed: of which analyte, in which unit (UCUM), with which limits as reported."""

    analyte: Analyte
    value: LabValue
    unit: str
    lower_limit: str | None = None
    upper_limit: str | None = None


class Series:
    """The reported results of one analyte and method, to find fast what a new one is compared with."""

    def __init__(self, found: Sequence[LabResult], analyte: str, method: str) -> None:
        mine = (one for one in found if one.series == (analyte, method) and not one.derived_from)
        self._results = sorted((one for one in mine if one.value.exact and one.canonical), key=_collected)
        self._times = [one.entry.happened_at for one in self._results]

    def beside(self, at: datetime) -> LabResult | None:
        """The last result before a moment, else the first after it: never a report of the very same time."""
        before, after = bisect_left(self._times, at), bisect_right(self._times, at)
        if before:
            return self._results[before - 1]
        return self._results[after] if after < len(self._results) else None


def plausibility(new: Reading, last: LabResult | None, table: LabTable) -> Plausibility:
    """Everything that speaks against a value, and every question that could not be asked."""
    doubts: list[Doubt] = []
    not_asked: list[Text] = []
    title = new.analyte.title
    if new.analyte.hard_low is None or new.analyte.hard_high is None:
        not_asked.append(say("no range configured for {what}", what=title))
    else:
        doubts += _outside(new, new.analyte.hard_low, new.analyte.hard_high)
    tolerance = table.number("labs.jump_tolerance")
    if tolerance is None:
        not_asked.append(say("{key} is not configured", key="labs.jump_tolerance"))
    elif last is None:
        not_asked.append(say("no earlier value of {what} to compare with", what=title))
        doubts += _own_limits(new)
    else:
        doubts += [*_jump(new, last, Fraction(tolerance)), *_limits_jump(new, last, Fraction(tolerance))]
    return Plausibility(doubts=tuple(doubts), not_asked=tuple(not_asked))


def _collected(result: LabResult) -> tuple[datetime, datetime, str]:
    return (result.entry.happened_at, result.entry.recorded_at, result.entry.id)


def _outside(new: Reading, low: Decimal, high: Decimal) -> Iterator[Doubt]:
    if _inside(new, new.unit, low, high):
        return
    units = new.analyte.units
    mixed_up = {Fraction(power) for power in POWERS} | {Fraction(1, power) for power in POWERS}
    others = (
        unit
        for unit, factor in units.items()
        if Fraction(factor) / Fraction(units[new.unit]) in mixed_up and _inside(new, unit, low, high)
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
    power = _power(here, last.canonical, tolerance)
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
    yield Doubt(says=says, proposed=_other_unit(new, last, power))


def _limits_jump(new: Reading, last: LabResult, tolerance: Fraction) -> Iterator[Doubt]:
    """A laboratory's limits stay; limits ten times those of the last result say that the unit is another."""
    analyte, entry = new.analyte, last.entry
    here = limits_in(analyte, new.lower_limit, new.upper_limit, new.unit, analyte.unit)
    there = limits_in(analyte, entry.lower_limit, entry.upper_limit, last.unit or "", analyte.unit)
    power = _power(here.upper, there.upper, tolerance)
    if power is not None:
        says = say(
            "the upper limit {limit} {unit} does not go with that of the last value, {last} {last_unit}",
            limit=new.upper_limit,
            unit=new.unit,
            last=entry.upper_limit,
            last_unit=last.unit,
        )
        yield Doubt(says=says, proposed=_other_unit(new, last, power))


def _own_limits(new: Reading) -> Iterator[Doubt]:
    """A first value whose own limits would have it normal a thousand times larger or smaller: these are two units."""
    number = new.value.exact
    own = limits_in(new.analyte, new.lower_limit, new.upper_limit, new.unit, new.unit)
    if number is None or own.lower is None or own.upper is None:
        return
    if any(own.lower <= wanted <= own.upper for wanted in (number * POWERS[-1], number / POWERS[-1])):
        says = say(
            "{value} {unit} does not go with its own limits, {low} to {high}: one of them may be of another unit",
            value=new.value.text,
            unit=new.unit,
            low=new.lower_limit,
            high=new.upper_limit,
        )
        yield Doubt(says=says)


def _power(new: Decimal | None, last: Decimal | None, tolerance: Fraction) -> Fraction | None:
    """The power of ten that a number is of another, near enough; below 1: that part of it. None: no such jump."""
    if not new or not last:
        return None
    most = 1 + tolerance
    if most / POWERS[0] * SURELY < float(new) / float(last) < POWERS[0] / most / SURELY:
        return None  # nearly always, without exact arithmetic
    ratio = Fraction(new) / Fraction(last)
    for power in POWERS:
        for wanted in (Fraction(power), Fraction(1, power)):
            if wanted / most <= ratio <= wanted * most:
                return wanted
    return None


def _other_unit(new: Reading, last: LabResult, power: Fraction) -> str | None:
    """The unit in which there would be no jump: that of the last value if it is one of them."""
    units = new.analyte.units
    fitting = [unit for unit, factor in units.items() if Fraction(factor) * power == Fraction(units[new.unit])]
    return last.unit if last.unit in fitting else next(iter(fitting), None)
