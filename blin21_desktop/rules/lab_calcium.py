"""Calcium corrected for albumin, of the same draw only. CTCAE names it and gives no formula (grading notes, T18)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from blin21_desktop.domain.lab_scale import CorrectedCalcium
from blin21_desktop.domain.lab_table import Analyte
from blin21_desktop.domain.lab_units import convert
from blin21_desktop.rules.lab_reported import LabResult

CALCIUM, CORRECTED, ALBUMIN = "calcium", "calcium_corrected", "albumin"


@dataclass(frozen=True, slots=True)
class Corrected:
    """The corrected number in the unit of the calcium, and the albumin it was corrected by."""

    number: Decimal
    albumin: LabResult


def corrected(
    calcium: LabResult, albumin: LabResult | None, scale: CorrectedCalcium, known: Analyte | None
) -> Corrected | None:
    """Calcium + per x (normal albumin - albumin); None where one of the two has no plain number in a known unit.

    `albumin` is of the same draw; `known`: what the table says about its units.
    """
    number, formula = calcium.value.exact, scale.formulas.get(calcium.unit or "")
    if number is None or formula is None or albumin is None or known is None:
        return None
    unit, per, normal = formula
    exact = albumin.value.exact
    found = None if exact is None or albumin.unit is None else convert(known, exact, albumin.unit, unit)
    return None if found is None else Corrected(number + per * (normal - found), albumin)
