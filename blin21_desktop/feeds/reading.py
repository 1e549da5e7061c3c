"""What the plausibility gate asks about: a value as it would be filed, and why a person must look."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from blin21_desktop.domain.lab_limits import LabLimit
from blin21_desktop.domain.lab_table import Analyte
from blin21_desktop.domain.lab_value import LabValue
from blin21_desktop.domain.text import Text, say

POWERS = (10, 100, 1000)
"""Factors between units that people mix up."""
MIXED_UP = tuple(ratio for power in POWERS for ratio in (Fraction(power), Fraction(1, power)))
SURELY = 1.001
"""So far from a bound a rounded quotient still tells the side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Why a person must look, and the unit (UCUM) in which the number would fit (None: in no other)."""

    says: Text
    proposed: str | None = None

    @property
    def reasons(self) -> tuple[Text, ...]:
        """What is told to a person, with the unit that would fit."""
        return (self.says,) if self.proposed is None else (self.says, say("perhaps {unit}", unit=self.proposed))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A value as it would be filed: of which analyte, in which unit (UCUM), with which limits as reported.

    `site`: the site's own limits for this patient on this day (None: it has none).
    """

    analyte: Analyte
    value: LabValue
    unit: str
    lower_limit: str | None = None
    upper_limit: str | None = None
    site: LabLimit | None = None

    def other_units(self) -> Iterator[tuple[str, Fraction]]:
        """The units that it may be mixed up with, and how many times larger each is than its own."""
        units = self.analyte.units
        for unit in self.analyte.sent_in or units:
            ratio = Fraction(units[unit]) / Fraction(units[self.unit])
            if ratio in MIXED_UP:
                yield unit, ratio


def power_between(new: Decimal | None, last: Decimal | None, tolerance: Fraction) -> Fraction | None:
    """The power of ten that a number is of another, near enough; below 1: that part of it. None: no such jump."""
    if not new or not last:
        return None
    near = (1 + float(tolerance)) * SURELY
    if near / POWERS[0] < float(new) / float(last) < POWERS[0] / near:
        return None  # nearly always, without exact arithmetic
    most = 1 + tolerance
    ratio = Fraction(new) / Fraction(last)
    return next((wanted for wanted in MIXED_UP if wanted / most <= ratio <= wanted * most), None)


def unit_without_jump(new: Reading, power: Fraction, rather: str | None) -> str | None:
    """The unit in which a number that is `power` times too large would fit; `rather` if it is one of them."""
    units = new.analyte.units
    fitting = [unit for unit, factor in units.items() if Fraction(factor) * power == Fraction(units[new.unit])]
    return rather if rather in fitting else next(iter(fitting), None)
