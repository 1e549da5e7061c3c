"""Laboratory values as they are shown: in the ward's own unit or in SI, never with more digits than were reported."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from blin21_desktop.domain.lab_table import Analyte
from blin21_desktop.domain.lab_units import convert
from blin21_desktop.domain.text import Text, say
from blin21_desktop.rules.lab_reported import LabResult

Unit = Literal["ward", "si"]
UNITS: tuple[Unit, ...] = ("ward", "si")
UNIT_NAMES: dict[Unit, Text] = {"ward": say("ward"), "si": say("SI")}

SI = ("10*9/L", "g/L", "umol/L", "mmol/L", "ukat/L", "mg/L", "ug/L", "ng/L")
"""Units that count as SI; of several that an analyte has the first one stands."""

SIGNIFICANT = 3
"""Digits of a converted value where its factor is no power of ten."""

_POWER = re.compile(r"10\*(\d)")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_MICRO = re.compile(r"\bu(?=L|g|mol|kat)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A value as shown. `number` None: no number can be drawn. `converted`: it was reported in another unit."""

    text: str
    unit: str
    number: Decimal | None = None
    converted: bool = False


def unit_of(known: Analyte, unit: Unit) -> str:
    """The UCUM unit an analyte is shown in."""
    if unit == "ward":
        return known.shown or known.unit
    return next((one for one in SI if one in known.units), known.shown or known.unit)


def unit_words(unit: str) -> str:
    """A UCUM unit as it is read: `10⁹/L`, `μmol/L`; the INR has none."""
    plain = "" if unit == "{INR}" else unit
    return _MICRO.sub("μ", _POWER.sub(lambda found: "10" + found[1].translate(_RAISED), plain))


def shown(result: LabResult, known: Analyte | None, unit: Unit) -> Shown:
    """A result in the wanted unit; as received where no number or no unit could be read."""
    entry, value = result.entry, result.value
    if known is None or result.unit is None or value.number is None:
        return Shown(text=entry.value, unit=unit_words(result.unit or entry.unit))
    to = unit_of(known, unit)
    words = unit_words(to)
    if to == result.unit:
        drawn = None if value.upto is not None else value.number
        text = entry.value if value.operator or value.upto is not None else as_text(entry.value, value.number)
        return Shown(text=text, unit=words, number=drawn)
    ends = [convert(known, end, result.unit, to) for end in (value.number, value.upto) if end is not None]
    numbers = [end for end in ends if end is not None]
    text = value.operator + "–".join(rounded(number, value.number) for number in numbers)
    return Shown(text=text, unit=words, number=None if value.upto is not None else numbers[0], converted=True)


def as_text(written: str, number: Decimal) -> str:
    """A plain number as it was written, as far as it is plain digits; else worked out."""
    return written.strip() if re.fullmatch(r"\d+(?:\.\d+)?", written.strip()) else plain_number(number)


def plain_number(number: Decimal) -> str:
    """Digits without an exponent and without zeros at the end."""
    return format(number.normalize() + 0, "f")


def rounded(number: Decimal, reported: Decimal) -> str:
    """A converted number with as many digits as were reported, but three at least."""
    digits = max(SIGNIFICANT, len(reported.normalize().as_tuple().digits))
    if number and len(number.normalize().as_tuple().digits) > digits:
        number = round(number, digits - number.adjusted() - 1)
    return plain_number(number)
