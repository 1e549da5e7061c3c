"""One result with all it is graded by: limits, baseline, answers; graded on every term of its analyte."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal

from blin21_desktop.domain.chart import Chart
from blin21_desktop.domain.entries import LabBaselineChosen, LabConditionAnswered, PatientRegistered
from blin21_desktop.domain.infusion import Course
from blin21_desktop.domain.lab_limits import LabLimit
from blin21_desktop.domain.lab_scale import AS_THE_LIMIT, LabScale, LabTerm, Rule
from blin21_desktop.domain.lab_table import LabTable
from blin21_desktop.domain.lab_units import convert
from blin21_desktop.domain.lab_value import LabValue
from blin21_desktop.domain.moments import DAY, since
from blin21_desktop.rules.lab_baseline import Baseline, baseline_of, number_in, standing
from blin21_desktop.rules.lab_calcium import ALBUMIN, CALCIUM, CORRECTED, Corrected, corrected
from blin21_desktop.rules.lab_draws import Draws
from blin21_desktop.rules.lab_fever import charted_fever
from blin21_desktop.rules.lab_grade import LabGraded, grade
from blin21_desktop.rules.lab_limits import NormalLimits, limits_of
from blin21_desktop.rules.lab_reported import LabResult
from blin21_desktop.rules.lab_sample import Sample

DRAW_MINUTES = "labs.draw_minutes"
CHARTED_FEVER = "charted_fever"
RATIO = "{INR}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """Everything beside the result itself: the chart, its results by analyte (oldest first), knowledge."""

    chart: Chart
    at: datetime
    scale: LabScale
    table: LabTable
    site: Sequence[LabLimit]
    patient: PatientRegistered | None
    courses: Sequence[Course]
    results: Mapping[str, Sequence[LabResult]]
    choices: Sequence[LabBaselineChosen]
    answers: Mapping[str, Sequence[LabConditionAnswered]]
    """By the id of a result."""
    adult: bool | None = None
    """By the label; None: it does not say, so nothing that holds for adults is taken for granted."""

    def course_of(self, result: LabResult) -> Course | None:
        """The last course that had started when the result was taken; the first one for what was taken before it."""
        begun = [course for course in self.courses if course.started_at <= result.entry.happened_at]
        return begun[-1] if begun else (self.courses[0] if self.courses else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class GradedResult:
    """One result graded on every term of its analyte.

    `x_uln`, `x_baseline`: multiples, exact; None where a number is missing. `of_age`: within the limits the site gives
    for the age. `age_unsaid`: limits came with the result of somebody who may be a child, and no table of the site says
    whether they are of this age.
    """

    result: LabResult
    graded: tuple[LabGraded, ...]
    limits: NormalLimits
    baseline: Baseline
    baseline_number: Decimal | None = None
    x_uln: Decimal | None = None
    x_baseline: Decimal | None = None
    corrected: Corrected | None = None
    of_age: bool = False
    age_unsaid: bool = False


def graded_result(bench: Bench, result: LabResult) -> GradedResult:
    """Grade a result on every term of its analyte."""
    analyte = result.entry.analyte
    known = bench.table.analytes.get(analyte)
    limits = limits_of(result, known, bench.patient, bench.site)
    baseline = baseline_of(analyte, bench.course_of(result), bench.results.get(analyte, ()), bench.choices)
    number, why = number_in(baseline, result, known)
    baseline = replace(baseline, why=why)
    fixed = _corrected(bench, result) if analyte == CALCIUM else None
    exact = result.value.exact
    terms = bench.scale.of(CORRECTED if analyte == CALCIUM else analyte)
    samples = [(term, _sample(bench, result, term, limits, baseline, number, fixed)) for term in terms]
    return GradedResult(
        result=result,
        graded=tuple(grade(term, sample) for term, sample in samples),
        limits=limits,
        baseline=baseline,
        baseline_number=number,
        x_uln=None if exact is None or not limits.upper else exact / limits.upper,
        x_baseline=None if exact is None or not number else exact / number,
        corrected=fixed,
        of_age=exact is not None and result.unit is not None and limits.of_age(exact, known, result.unit),
        age_unsaid=limits.reported and limits.site is None and not bench.adult,
    )


def sample_of(bench: Bench, case: GradedResult, term: LabTerm) -> Sample:
    """What a graded result was graded by on one of its terms."""
    return _sample(bench, case.result, term, case.limits, case.baseline, case.baseline_number, case.corrected)


def _sample(
    bench: Bench,
    result: LabResult,
    term: LabTerm,
    limits: NormalLimits,
    baseline: Baseline,
    number: Decimal | None,
    fixed: Corrected | None,
) -> Sample:
    """What is known of the result, in a unit that the term has bounds for if that is only a matter of powers of ten."""
    value = result.value
    if result.entry.analyte == CALCIUM:
        text = value.text
        value = LabValue(text=text, number=None) if fixed is None else LabValue(text=text, number=fixed.number)
    stood = None
    if baseline.result is not None:
        known = bench.table.analytes.get(result.entry.analyte)
        own = limits_of(baseline.result, known, bench.patient, bench.site)
        stood = standing(baseline.result.value, own, term.direction)
    sample = Sample(
        value=value,
        unit=_unit(result, term),
        lower=limits.lower,
        upper=limits.upper,
        baseline=number,
        standing=stood,
        rule=baseline.rule,
        answers=_answers(bench, result, term),
    )
    return _in_printed_unit(bench, term, sample, result.entry.analyte)


def _unit(result: LabResult, term: LabTerm) -> str | None:
    """The unit as read; of an analyte that the table does not know, as written; of the INR, which has none, its own."""
    written = result.entry.unit.strip()
    units = {limb.unit for limb in term.limbs}
    if result.unit is not None:
        return result.unit
    if written in units:
        return written
    return RATIO if not written and RATIO in units else None


def _in_printed_unit(bench: Bench, term: LabTerm, sample: Sample, analyte: str) -> Sample:
    """The sample in one of the term's units when the reported one differs from it by a power of ten, else as it is.

    Every other change of unit could change the grade, since the source rounds its second unit (grading notes, T10).
    """
    known = bench.table.analytes.get(analyte)
    units = [limb.unit for limb in term.limbs if limb.unit not in ("", AS_THE_LIMIT)]
    if known is None or sample.unit is None or sample.unit in units:
        return sample
    for unit in units:
        factor = convert(known, Decimal(1), sample.unit, unit)
        if factor is not None and _is_power_of_ten(factor):
            return _scaled(sample, factor, unit)
    return sample


def _is_power_of_ten(factor: Decimal) -> bool:
    return factor.normalize().as_tuple().digits == (1,)


def _scaled(sample: Sample, factor: Decimal, unit: str) -> Sample:
    value = sample.value
    number = None if value.number is None else value.number * factor
    upto = None if value.upto is None else value.upto * factor
    return replace(
        sample,
        value=replace(value, number=number, upto=upto),
        unit=unit,
        lower=None if sample.lower is None else sample.lower * factor,
        upper=None if sample.upper is None else sample.upper * factor,
        baseline=None if sample.baseline is None else sample.baseline * factor,
    )


def _answers(bench: Bench, result: LabResult, term: LabTerm) -> dict[str, bool]:
    """What people answered to any version of the result, the newest answer last; and what the temperatures say."""
    found: dict[str, bool] = {}
    told = [answer for version in result.versions for answer in bench.answers.get(version.id, ())]
    for answer in sorted(told, key=lambda each: (each.recorded_at, each.id)):
        if answer.term == term.name:
            found[answer.condition] = answer.answer == "yes"
    if any(row.condition == CHARTED_FEVER for limb in term.limbs for row in limb.rows):
        fever = charted_fever(bench.chart, result.entry.happened_at, bench.at, bench.scale.fever)
        if fever is not None:
            found[CHARTED_FEVER] = fever
    return found


def _corrected(bench: Bench, result: LabResult) -> Corrected | None:
    minutes, at = bench.table.number(DRAW_MINUTES), result.entry.happened_at
    apart = None if minutes is None else timedelta(minutes=float(minutes))
    day = [one for one in bench.results.get(ALBUMIN, ()) if abs(since(one.entry.happened_at, at)) < DAY]
    albumin = Draws(day, apart).mate(result, ALBUMIN)
    return corrected(result, albumin, bench.scale.calcium, bench.table.analytes.get(ALBUMIN))


def before_start(bench: Bench, case: GradedResult, term: LabTerm) -> int | None:
    """The grade that the baseline sample had by its own limits, its own number standing for the baseline (T11)."""
    sample, analyte = case.baseline.result, case.result.entry.analyte
    if sample is None or term.own or analyte == CALCIUM:
        return None
    limits = limits_of(sample, bench.table.analytes.get(analyte), bench.patient, bench.site)
    normal: Rule = "baseline_normal"
    known = Sample(
        value=sample.value,
        unit=_unit(sample, term),
        lower=limits.lower,
        upper=limits.upper,
        baseline=sample.value.exact,
        rule=normal if normal in term.rules else case.baseline.rule,
    )
    return grade(term, _in_printed_unit(bench, term, known, analyte)).grade
