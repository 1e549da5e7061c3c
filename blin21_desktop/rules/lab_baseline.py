"""The baseline of an analyte in a course: which sample, where it stood, and which limb a person chose.

CTCAE does not say which sample is the baseline (grading notes, T4): this program takes the newest one at or before the
start of the course, and a person can choose another.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Literal

from blin21_desktop.domain.entries import LabBaselineChosen
from blin21_desktop.domain.infusion import Course
from blin21_desktop.domain.lab_scale import Rule
from blin21_desktop.domain.lab_source import LabSource
from blin21_desktop.domain.lab_table import Analyte
from blin21_desktop.domain.lab_units import convert
from blin21_desktop.domain.lab_value import LabValue
from blin21_desktop.domain.moments import DAY, later, since
from blin21_desktop.rules.lab_limits import NormalLimits
from blin21_desktop.rules.lab_reported import LabResult
from blin21_desktop.rules.lab_sample import Standing

Why = Literal["", "no_course", "no_result", "chosen_gone", "other_method", "other_unit", "no_number"]
"""Why no number stands for the baseline; "": one does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """The sample that stands for the baseline, and a person's choices. `rule`: the limb chosen for the course."""

    course: Course | None = None
    result: LabResult | None = None
    rule: Rule | None = None
    chosen: bool = False
    why: Why = ""

    @property
    def before_start(self) -> timedelta | None:
        """How old the sample was at the start of its course; below 0 when it was taken after it. No limit is set."""
        if self.result is None or self.course is None:
            return None
        return since(self.result.entry.happened_at, self.course.started_at)


def baseline_of(
    analyte: str, course: Course | None, results: Sequence[LabResult], choices: Iterable[LabBaselineChosen]
) -> Baseline:
    """The baseline in force. `results`: of this analyte, oldest first; of `choices` the newest of each sort stands."""
    if course is None:
        return Baseline(why="no_course")
    result_id, rule = None, None
    for choice in choices:
        if choice.analyte == analyte and choice.course == course.number:
            result_id, rule = choice.result or result_id, choice.limb or rule
    if result_id is not None:
        found = next((r for r in results if result_id in {version.id for version in r.versions}), None)
        return Baseline(course=course, result=found, rule=rule, chosen=True, why="chosen_gone" if found is None else "")
    before = [r for r in results if _is_before(r, course)]
    found = before[-1] if before else None
    return Baseline(course=course, result=found, rule=rule, why="" if found else "no_result")


def _is_before(result: LabResult, course: Course) -> bool:
    """Whether it was taken before the start for certain; of a day without a time, the whole day must lie before it."""
    taken = result.entry.happened_at
    if not LabSource.of(result.entry.source).time_known:
        taken = later(taken, DAY)
    return taken <= course.started_at


def number_in(baseline: Baseline, result: LabResult, analyte: Analyte | None) -> tuple[Decimal | None, Why]:
    """The baseline as a number in the unit of a result, or why there is none.

    Two methods (ALP and LD of JSCC and IFCC) are never compared (grading notes, T15).
    """
    sample = baseline.result
    if sample is None:
        return None, baseline.why
    if sample.method != result.method:
        return None, "other_method"
    number = sample.value.exact
    if number is None or not number:
        return None, "no_number"
    if sample.unit is None or result.unit is None:
        return None, "other_unit"
    if sample.unit == result.unit:
        return number, ""
    converted = None if analyte is None else convert(analyte, number, sample.unit, result.unit)
    return (None, "other_unit") if converted is None else (converted, "")


def standing(value: LabValue, limits: NormalLimits, direction: str) -> Standing | None:
    """Where a sample stood against its own limits; None when its number, or the limit that matters, is missing.

    A laboratory that gives no lower limit (of an enzyme) knows no low value.
    """
    number = value.exact
    if number is None:
        return None
    if limits.upper is not None and number > limits.upper:
        return "high"
    if limits.lower is not None and number < limits.lower:
        return "low"
    known = limits.upper if direction == "high" else limits.lower
    return None if known is None else "normal"
