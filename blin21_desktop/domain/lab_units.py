"""Units of laboratory values: what a spelling means, and exact conversion. Source: lab feeds note 1.4.

A spelling is certain, only to be proposed to a person, or unknown; none is ever guessed.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction
from functools import lru_cache

from blin21_desktop.domain.lab_table import Analyte, Factor, LabTable, UnitReading
from blin21_desktop.domain.lab_value import LabValue, read_value

PRECISION = 50
"""Digits carried in a conversion: more than a value has (20) and a factor together, so that only a division rounds."""

_EXACT = Context(prec=PRECISION)
_SUPERSCRIPTS = re.compile("[⁰¹²³⁴-⁹]+")
_SPACE = re.compile(r"\s+")
_TIMES = re.compile(r"^[x×*.・](?=10|万|百|千)")
_INNER = re.compile(r"(?<=\w)[-‐‑–—−_・･](?=\w)")
_PLAIN = str.maketrans("μ^", "u*")


@lru_cache(maxsize=2_048)
def folded_unit(text: str) -> str:
    """A spelling without what makes no difference: width, case, spaces, micro sign, sign of a power, leading times."""
    powers = _SUPERSCRIPTS.sub(lambda run: "^" + unicodedata.normalize("NFKC", run[0]), text)
    plain = unicodedata.normalize("NFKC", powers).casefold().translate(_PLAIN)
    return _TIMES.sub("", _SPACE.sub("", plain))


@lru_cache(maxsize=2_048)
def folded_name(text: str) -> str:
    """A name of an analyte without width, case, spaces, and strokes between letters (a minus at the end stays)."""
    return _INNER.sub("", _SPACE.sub("", unicodedata.normalize("NFKC", text).casefold()))


def read_unit(table: LabTable, analyte: Analyte, text: str) -> UnitReading:
    """What a unit as sent means for an analyte: certain only when the table knows the spelling and the analyte has it.

    No unit at all: the ward's own unit of display is proposed.
    """
    plain = folded_unit(text)
    known = table.spellings.get(plain)
    if known is not None:
        fits = known in analyte.units
        return UnitReading(unit=known if fits else None, certainty="certain" if fits else "unknown")
    proposed = table.proposals.get(plain) if plain else analyte.shown or analyte.unit
    if proposed is not None and proposed in analyte.units:
        return UnitReading(unit=proposed, certainty="proposed")
    return UnitReading(unit=None, certainty="unknown")


def certain_unit(table: LabTable, analyte: Analyte, text: str) -> str | None:
    """The UCUM unit that a spelling means and nothing else; None where a person must say."""
    reading = read_unit(table, analyte, text)
    return reading.unit if reading.certainty == "certain" else None


def convert(analyte: Analyte, number: Decimal, unit: str, to: str) -> Decimal | None:
    """A number in another UCUM unit of the same analyte; None when the analyte has no such unit."""
    if unit not in analyte.units or to not in analyte.units:
        return None
    return number if unit == to else times(number, _quotient(analyte.units[unit], analyte.units[to]))


@lru_cache(maxsize=256)
def _quotient(one: Factor, other: Factor) -> Fraction:
    return Fraction(one) / Fraction(other)


def canonical(analyte: Analyte, number: Decimal, unit: str) -> Decimal | None:
    """A number in the analyte's canonical unit."""
    return convert(analyte, number, unit, analyte.unit)


def times(number: Decimal, factor: Factor) -> Decimal:
    """A number times a factor: exact, but for a quotient without end, which is rounded at the 50th digit."""
    numerator, denominator = _parts(factor)
    product = _EXACT.multiply(number, numerator)
    return product if denominator == 1 else _EXACT.divide(product, denominator)


@lru_cache(maxsize=256)
def _parts(factor: Factor) -> tuple[Decimal, Decimal]:
    """What to multiply and to divide by; a factor that ends as a decimal has nothing to divide by."""
    exact = Fraction(factor)
    numerator, denominator = Decimal(exact.numerator), Decimal(exact.denominator)
    if _is_decimal(exact.denominator):
        return _EXACT.divide(numerator, denominator), Decimal(1)
    return numerator, denominator


def _is_decimal(denominator: int) -> bool:
    """Whether a fraction with it ends: it has no other prime factors than 2 and 5."""
    for prime in (2, 5):
        while denominator % prime == 0:
            denominator //= prime
    return denominator == 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """A reference range in one unit; None: not given, or no plain number."""

    lower: Decimal | None
    upper: Decimal | None


def limits_in(analyte: Analyte, lower: str | None, upper: str | None, unit: str, to: str) -> Limits:
    """The reference range as reported beside the value, converted as the value is.

    A limit may be written as the bound it is (`<=1.2`); free text has no number and is only ever shown as it stands.
    """
    return Limits(lower=_limit(analyte, lower, unit, to, ">="), upper=_limit(analyte, upper, unit, to, "<="))


def _limit(analyte: Analyte, text: str | None, unit: str, to: str, bound: str) -> Decimal | None:
    number = limit_number(text, bound)
    return None if number is None else convert(analyte, number, unit, to)


def limit_number(text: str | None, bound: str) -> Decimal | None:
    """The number of a reported limit: plain, or with the sign it stands for (`<=` upper, `>=` lower)."""
    value: LabValue = read_value(text or "")
    return value.number if value.operator in ("", bound) and value.upto is None else None
