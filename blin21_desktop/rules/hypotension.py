"""The systolic pressure below which a patient of this age counts as hypotensive. Source: grading notes 5.3."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from blin21_desktop.domain.knowledge import Parameter, Scale
from blin21_desktop.domain.moments import age_months, age_years
from blin21_desktop.domain.text import Text, say

NEONATE, INFANT = "hypotension.neonate_systolic_below", "hypotension.infant_systolic_below"
CHILD, OLDER = "hypotension.child_systolic_below", "hypotension.above_child_systolic_below"


@dataclass(frozen=True, slots=True, kw_only=True)
class LowBelow:
    """Below so many mmHg it is low for this age; `source` is the key of what was read."""

    mmhg: float
    age: Text
    source: str


def low_below(birth: date, on: date, scale: Scale) -> LowBelow | None:
    """By completed days, months and years; None where no source tells (29 days up to one month) or none is configured.

    A term neonate up to 28 days below 60, from 1 month below 70 (Source: a page on PALS); from 1 to 10 years below
    70 + 2 x age, above 10 years below 90 (Source: paediatric CAR-T guidance).
    """
    days, months, years = (on - birth).days, age_months(birth, on), age_years(birth, on)
    neonate, infant, child, older = (scale.get(key) for key in (NEONATE, INFANT, CHILD, OLDER))
    if neonate is not None and 0 <= days <= neonate.value["to_days"]:
        return _low(neonate.value["below"], _days(days), neonate)
    if infant is not None and infant.value["from_months"] <= months < infant.value["before_months"]:
        return _low(infant.value["below"], _months(months), infant)
    if child is not None and child.value["from_years"] <= years <= child.value["to_years"]:
        return _low(child.value["base"] + child.value["per_year"] * years, _years(years), child)
    if child is not None and older is not None and years > child.value["to_years"]:
        return _low(older.value, _years(years), older)
    return None


def _low(mmhg: float, age: Text, read: Parameter) -> LowBelow:
    return LowBelow(mmhg=float(mmhg), age=age, source=read.cites.source)


def _days(count: int) -> Text:
    return say("1 day") if count == 1 else say("{count:number} days", count=count)


def _months(count: int) -> Text:
    return say("1 month") if count == 1 else say("{count:number} months", count=count)


def _years(count: int) -> Text:
    return say("1 year") if count == 1 else say("{count:number} years", count=count)
