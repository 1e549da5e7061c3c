"""The keys a knowledge file may hold, and the shape of each value.

A value of another shape is a fault of the file: a rule never meets one.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from blin21_desktop.domain.pharmacy import WEEKDAYS, parse_hours

Fits = Callable[[Any], bool]


@dataclass(frozen=True, slots=True)
class Shape:
    """What a value must be: in words for the person who wrote the file, and as a test."""

    words: str
    fits: Fits


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value) and value > 0


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_grade(value: object) -> bool:
    return _is_whole(value) and value in range(6)


def _is_table(value: object, fields: Mapping[str, Fits]) -> bool:
    return isinstance(value, dict) and value.keys() == fields.keys() and all(f(value[k]) for k, f in fields.items())


def _is_hour(value: object) -> bool:
    return _is_whole(value) and value in range(24)


def _is_week(value: object) -> bool:
    if not isinstance(value, dict) or set(value) != set(WEEKDAYS):
        return False
    try:
        return all(isinstance(hours, str) and (parse_hours(hours) or True) for hours in value.values())
    except ValueError:
        return False


def _is_by_hours(value: object) -> bool:
    return isinstance(value, dict) and bool(value) and all(k.isdigit() and _is_number(v) for k, v in value.items())


def _is_list(value: object, item: Fits) -> bool:
    return isinstance(value, list) and bool(value) and all(item(v) for v in value)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _table(**fields: Fits) -> Shape:
    return Shape(f"a table of {', '.join(fields)}", lambda v: _is_table(v, fields))


def _choice(*words: str) -> Shape:
    return Shape(f"one of {', '.join(words)}", lambda v: isinstance(v, str) and v in words)


def _either(*shapes: Shape) -> Shape:
    return Shape(" or ".join(s.words for s in shapes), lambda v: any(s.fits(v) for s in shapes))


NUMBER = Shape("a number greater than 0", _is_number)
COUNT = Shape("a whole number above 0", lambda v: _is_whole(v) and v > 0)
GRADE = Shape("a grade from 0 to 5", _is_grade)
TEXT = Shape("text", _is_text)
BY_HOURS = Shape("a table of numbers by hours of flow", _is_by_hours)
COUNTS = Shape("a list of whole numbers", lambda v: _is_list(v, _is_whole))
WORDS = Shape("a list of words", lambda v: _is_list(v, _is_text))
SHARE = Shape("a share between 0 and 1", lambda v: _is_number(v) and v < 1)
GRADE_BY_AGE = _either(GRADE, _table(adult=_is_grade, child=_is_grade))
RECOVERY = _either(_table(at_least=_is_number), _table(more_than=_is_number))
DOSE = _table(fixed=_is_number, per_m2=_is_number, max=_is_number)
LEVEL = _choice("low", "full")
ESCALATE = _either(COUNT, _choice("never"))
BY_COURSE = _table(course_1=_is_number, course_2=_is_number)
FROM_PAUSE = _either(
    _table(reason=_is_text), _table(at_least_hours=_is_number, child_courses=lambda v: _is_list(v, _is_whole))
)
_WHEN: Fits = lambda v: _is_list(v, _is_text)  # noqa: E731  (one line beside its use)
PREMEDICATION = _either(
    _table(before=_WHEN),
    _table(
        adult=lambda v: _is_table(v, {"mg": _is_number, "before": _WHEN}),
        child=lambda v: _is_table(v, {"mg_per_m2": _is_number, "max_mg": _is_number, "before": _WHEN}),
        restart_at_least_hours=_is_number,
    ),
)
STEROID = _table(
    drug=_is_text,
    mg=_is_number,
    every_hours=_is_number,
    below_split_mg_per_m2=_is_number,
    below_split_max_mg=_is_number,
    max_days=_is_number,
    taper_days=_is_number,
)


def _is_stages(value: object) -> bool:
    """Organ -> the stages that give a grade."""
    organs = {"skin", "liver", "upper_gi", "lower_gi", "performance"}
    return (
        isinstance(value, dict)
        and bool(value)
        and value.keys() <= organs
        and all(_is_list(stages, lambda stage: _is_whole(stage) and stage in range(1, 5)) for stages in value.values())
    )


def _is_overall(value: object) -> bool:
    """Grades from the mildest: each a name, and the stages of any one organ that give it."""
    return _is_list(value, lambda row: _is_table(row, {"grade": _is_text, "any": _is_stages}))


_CHECKS = ("vitals", "crs", "neuro")


def _is_schedule(value: object) -> bool:
    """Rows: what to check, from and until how many hours after a start, step or restart or while a grade, how often."""
    after: dict[str, Fits] = {
        "what": lambda v: v in _CHECKS,
        "after": lambda v: v in ("start", "step", "restart"),
        "from_hours": lambda v: v == 0 or _is_number(v),
        "until_hours": _is_number,
        "every_hours": _is_number,
    }
    graded: dict[str, Fits] = {
        "what": lambda v: v in _CHECKS,
        "while": lambda v: v in ("crs", "icans"),
        "grade_from": lambda v: _is_grade(v) and v > 0,
        "every_hours": _is_number,
    }
    return _is_list(value, lambda row: _is_table(row, after) or _is_table(row, graded))


def _is_rising_hours(value: object) -> bool:
    return _is_list(value, _is_hour) and value == sorted(set(value))  # type: ignore[call-overload]


OVERALL = Shape("a list of grades from the mildest, each with the stages that give it", _is_overall)
LOWEST = Shape(
    "a table of the lowest score by grade",
    lambda v: isinstance(v, dict) and v.keys() == {"1", "2", "3"} and all(_is_whole(x) and x >= 0 for x in v.values()),
)
SCHEDULE = Shape(
    "a list of rows: what, after (start, step, restart) with from_hours and until_hours, or while (crs, icans) with "
    "grade_from; and every_hours",
    _is_schedule,
)
NIGHT = Shape("a table of from and to, hours of the day", lambda v: _is_table(v, {"from": _is_hour, "to": _is_hour}))
OPEN = Shape("a table of mon to sun, each 08:30-17:30 or closed", _is_week)
DAYS = Shape("a list of dates", lambda v: _is_list(v, lambda day: isinstance(day, date)))

LABEL_KEYS: dict[str, Shape] = {
    "cycle.infusion_days": COUNT,
    "cycle.end": _choice("cycle-includes-pause", "infused-total"),
    "pause.same_cycle_max_days": COUNT,
    "pause.stop_after_days": COUNT,
    "pause.premedicate": FROM_PAUSE,
    "pause.supervise_after_hours": NUMBER,
    "bag.rate_ml_per_h": BY_HOURS,
    "bag.fill_ml": _either(NUMBER, BY_HOURS),
    "bag.preservative_hours": COUNTS,
    "bag.preservative_min_kg": NUMBER,
    "bag.pump_step_ml_per_h": BY_HOURS,
    "dose.weight_split_kg": NUMBER,
    "dose.low": DOSE,
    "dose.full": DOSE,
    "age.adult_years": COUNT,
    "crs.hold_from_grade": GRADE_BY_AGE,
    "crs.stop_from_grade": GRADE,
    "crs.restart_when_grade_at_most": GRADE,
    "crs.restart_dose": LEVEL,
    "crs.escalate_after_days": ESCALATE,
    "crs.steroid": STEROID,
    "neuro.hold_from_grade": GRADE_BY_AGE,
    "neuro.stop_from_grade": GRADE,
    "neuro.restart_when_grade_at_most": GRADE,
    "neuro.for_days": COUNT,
    "neuro.restart_dose_from_45_kg": LEVEL,
    "neuro.restart_dose_below_45_kg": LEVEL,
    "neuro.escalate_after_days": ESCALATE,
    "neuro.escalate_after_days_below_45_kg": ESCALATE,
    "neuro.stop_if_grade_at_least_on_low_dose": GRADE,
    "neuro.stop_if_recovery_days": RECOVERY,
    "seizure.stop_count": COUNT,
    "other.hold_from_grade": GRADE_BY_AGE,
    "other.restart_when_grade_at_most": GRADE,
    "other.restart_dose": LEVEL,
    "other.escalate_after_days": ESCALATE,
    "other.stop_if_recovery_days": RECOVERY,
    "other.grade_4": _choice("consider_stopping", "stop"),
    "liver.hold_ast_alt_x_uln": NUMBER,
    "liver.hold_bilirubin_x_uln": NUMBER,
    "premedication.dexamethasone": PREMEDICATION,
    "hospital.days": BY_COURSE,
    "watch.calcineurin_days": BY_COURSE,
}
"""Keys of a drug label (parameters page, section 1)."""

PROTOCOL_KEYS: dict[str, Shape] = {
    "course.count": COUNT,
    "course.infusion_days": COUNT,
    "course.gap_days": COUNT,
    "course.start_within_days": COUNT,
    "step.after_days": COUNT,
    "step.courses": COUNTS,
    "enrol.window_days": _table(first=_is_whole, last=_is_whole),
    "age.max_years": COUNT,
    "age.operator": _either(_choice("<", "<="), _table(letter=_is_text, registry=_is_text)),
    "dose.weight_split_kg": NUMBER,
    "dose.low": DOSE,
    "dose.full": DOSE,
    "dose.bsa_formula": _choice("mosteller"),
    "samples.lymphocyte_subset_days": COUNTS,
    "mrd.pcr": _table(
        valid_if_sensitivity_at_most=_is_number,
        valid_if_quantitative_range_at_most=_is_number,
        positive_from=_is_number,
    ),
    "mrd.flow": _table(positive_from_percent=_is_number, needs_cluster=lambda v: isinstance(v, bool)),
    "grading.ctcae": TEXT,
    "treatment.label": TEXT,
    "grading.lee_2014": Shape("true or false", lambda v: isinstance(v, bool)),
    "checks.schedule": SCHEDULE,
    "checks.due_before_hours": NUMBER,
    "checks.late_after_hours": NUMBER,
    "checks.off_ward_max_hours": NUMBER,
    "checks.missed_in_a_row": COUNT,
    "checks.old_after_hours": _table(crs=_is_number, neuro=_is_number, vitals=_is_number),
    "neuro.ice_from_years": COUNT,
    "alerts.snooze_max_hours": _table(high=_is_number, medium=_is_number, low=_is_number),
    "alerts.bag_within_hours": NUMBER,
    "alerts.high_from_grade": _table(crs=_is_grade, icans=_is_grade),
}
"""Keys of a trial protocol."""

SCALE_KEYS: dict[str, Shape] = {
    "fever.from_celsius": NUMBER,
    "oxygen.low_flow_max_l_per_min": NUMBER,
    "oxygen.high_fraction_from_percent": NUMBER,
    "hypotension.neonate_systolic_below": _table(to_days=_is_whole, below=_is_number),
    "hypotension.infant_systolic_below": _table(from_months=_is_whole, before_months=_is_whole, below=_is_number),
    "hypotension.child_systolic_below": _table(
        from_years=_is_whole, to_years=_is_whole, base=_is_number, per_year=_is_number
    ),
    "hypotension.above_child_systolic_below": NUMBER,
    "spo2.low_below_percent": NUMBER,
    "ice.lowest_of_grade": LOWEST,
    "ice.full": COUNT,
    "capd.grade_3_from": COUNT,
    "gvhd.overall": OVERALL,
}
"""Keys of a grading scale."""

PROGRAM_KEYS: dict[str, Shape] = {
    "program.due_within_hours": NUMBER,
    "program.step_within_hours": NUMBER,
    "program.dose_tolerance": SHARE,
    "program.pump_volume_tolerance": SHARE,
    "program.weight_max_age_days": COUNT,
    "program.flush_ml": NUMBER,
    "program.weight_change": SHARE,
    "program.confirmed_max_hours": NUMBER,
    "program.night": NIGHT,
    "program.premedication_within_hours": NUMBER,
    "program.alarm_budget": COUNT,
    "program.shift_starts": Shape("a list of hours of the day, rising", _is_rising_hours),
    "pharmacy.open": OPEN,
    "pharmacy.closed_days": DAYS,
    "pharmacy.lead_hours": NUMBER,
    "pharmacy.shelf_hours": NUMBER,
    "program.rate_rounding_ml_per_h": NUMBER,
    "program.neuro_graded_within_hours": NUMBER,
    "program.icans_asks_from_grade": GRADE,
    "program.recovered_at_most_grade": GRADE,
    "program.recovery_grade_max_age_hours": NUMBER,
    "program.seizure_apart_hours": NUMBER,
    "program.lab_max_age_days": NUMBER,
}
"""Thresholds of this program itself; every label and protocol carries them too."""
