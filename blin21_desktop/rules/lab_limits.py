"""The limits of normal of one result: those reported with it, else the site's own by age and sex, else none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from blin21_desktop.domain.entries import PatientRegistered
from blin21_desktop.domain.lab_limits import LabLimit
from blin21_desktop.domain.lab_table import Analyte
from blin21_desktop.domain.lab_units import convert, limit_number
from blin21_desktop.rules.lab_reported import LabResult


@dataclass(frozen=True, slots=True, kw_only=True)
class NormalLimits:
    """Limits in the unit of the result; `site` where they, or the limits of this age, come from the site's table.

    `reported`: they came with the result. None: not known. Limits of adults are never taken for a child.
    """

    lower: Decimal | None = None
    upper: Decimal | None = None
    reported: bool = False
    site: LabLimit | None = None

    def of_age(self, number: Decimal, analyte: Analyte | None, unit: str) -> bool:
        """Whether a value lies within what the site's own table calls normal at this age (grading notes, T8)."""
        if self.site is None:
            return False
        lower, upper = _site_numbers(self.site, analyte, unit)
        if lower is None and upper is None:
            return False
        return (lower is None or number >= lower) and (upper is None or number <= upper)


def limits_of(
    result: LabResult, analyte: Analyte | None, patient: PatientRegistered | None, site: Sequence[LabLimit]
) -> NormalLimits:
    """The limits that stand for a result. Reported ones go before the site's, as a whole: never one of each."""
    entry = result.entry
    own = site_limit(entry.analyte, patient, entry.happened_at.date(), site)
    lower, upper = limit_number(entry.lower_limit, ">="), limit_number(entry.upper_limit, "<=")
    if lower is not None and upper is not None and lower >= upper:
        lower = upper = None
    if lower is not None or upper is not None:
        return NormalLimits(lower=lower, upper=upper, reported=True, site=own)
    if own is None or result.unit is None:
        return NormalLimits()
    lower, upper = _site_numbers(own, analyte, result.unit)
    return NormalLimits(lower=lower, upper=upper, site=own)


def site_limit(analyte: str, patient: PatientRegistered | None, on: date, site: Sequence[LabLimit]) -> LabLimit | None:
    """The site's own limits of an analyte for a patient on a day; None: it has none."""
    if patient is None:
        return None
    return next((limit for limit in site if limit.fits(analyte, patient.birth_date, patient.sex, on)), None)


def _site_numbers(limit: LabLimit, analyte: Analyte | None, unit: str) -> tuple[Decimal | None, Decimal | None]:
    """Its numbers in a unit; none where the table of analytes cannot convert them."""
    if limit.unit == unit:
        return limit.lower, limit.upper
    if analyte is None:
        return None, None
    ends = [None if end is None else convert(analyte, end, limit.unit, unit) for end in (limit.lower, limit.upper)]
    return ends[0], ends[1]
