"""Which keys of the knowledge files each rule reads: what a missing value blocks. A test listens to the rules."""

from __future__ import annotations

from blin21_desktop.domain.text import Text, say

_DOSE = ("dose.weight_split_kg", "dose.low", "dose.full")
_STEP = ("step.after_days", "step.courses")
_REACTIONS = (
    *("crs.restart_dose", "crs.escalate_after_days"),
    *("neuro.restart_dose_from_45_kg", "neuro.restart_dose_below_45_kg"),
    "neuro.escalate_after_days",
    *("other.restart_dose", "other.escalate_after_days", "pause.same_cycle_max_days"),
)
_BELOW = "neuro.escalate_after_days_below_45_kg"
_ICANS = ("program.icans_asks_from_grade", "program.neuro_graded_within_hours")
_RECOVERED = ("program.recovered_at_most_grade", "program.recovery_grade_max_age_hours", "pause.stop_after_days")
_NEURO_STOP = (
    *("neuro.stop_from_grade", "neuro.hold_from_grade", "neuro.stop_if_grade_at_least_on_low_dose"),
    *("neuro.stop_if_recovery_days", "age.adult_years", "program.recovered_at_most_grade", *_ICANS, *_DOSE),
)
_OTHER_STOP = ("other.hold_from_grade", "other.stop_if_recovery_days", "other.grade_4", "age.adult_years",
               "program.recovered_at_most_grade")  # fmt: skip

READS: dict[str, tuple[str, ...]] = {
    "crs.hold": ("crs.hold_from_grade", "crs.stop_from_grade", "age.adult_years", "checks.old_after_hours"),
    "crs.stop": ("crs.stop_from_grade", "age.adult_years", "checks.old_after_hours"),
    "crs.restart": (
        *("crs.restart_when_grade_at_most", "crs.stop_from_grade", "checks.old_after_hours", *_REACTIONS, *_DOSE),
        "pause.stop_after_days",
    ),
    "neuro.hold": ("neuro.hold_from_grade", "age.adult_years", "checks.old_after_hours", *_ICANS),
    "neuro.stop": _NEURO_STOP,
    "neuro.restart": (
        *("neuro.restart_when_grade_at_most", "neuro.for_days", "seizure.stop_count", *_NEURO_STOP, *_REACTIONS),
        *("program.seizure_apart_hours", *_RECOVERED),
    ),
    "seizure.stop": ("seizure.stop_count", "program.seizure_apart_hours"),
    "other.hold": ("other.hold_from_grade", "age.adult_years"),
    "other.stop": _OTHER_STOP,
    "other.restart": ("other.restart_when_grade_at_most", *_OTHER_STOP, *_RECOVERED, *_REACTIONS, *_DOSE),
    "liver.hold": ("liver.hold_ast_alt_x_uln", "liver.hold_bilirubin_x_uln", "program.lab_max_age_days"),
    "pause.premedicate": ("pause.premedicate", "age.adult_years"),
    "pause.supervise": ("pause.supervise_after_hours",),
    "dose.escalate": (*_REACTIONS, _BELOW, "dose.weight_split_kg"),
    "calcineurin.watch": ("watch.calcineurin_days",),
    "dose.expected": (*_DOSE, *_STEP, *_REACTIONS, _BELOW, "course.count", "program.dose_tolerance"),
    "dose.step": (*_STEP, *_DOSE, "program.step_within_hours"),
    "bag.end": (
        *("bag.rate_ml_per_h", "cycle.infusion_days", "cycle.end", "program.due_within_hours", "program.flush_ml"),
        *(*_STEP, *_DOSE),
    ),
    "bag.expiry": (),
    "bag.rate": ("bag.rate_ml_per_h", "program.rate_rounding_ml_per_h"),
    "pump.read": ("program.pump_volume_tolerance",),
    "pause.cycle": ("pause.same_cycle_max_days",),
    "pause.stop": ("pause.stop_after_days",),
    "course.window": ("course.start_within_days",),
    "enrol.window": ("enrol.window_days",),
    "weight.crossed": ("dose.weight_split_kg", "program.weight_max_age_days"),
    "premedication.start": (
        *("premedication.dexamethasone", "age.adult_years", "program.premedication_within_hours"),
        "program.due_within_hours",
    ),
    "premedication.step": (
        *("premedication.dexamethasone", "age.adult_years", "program.premedication_within_hours"),
        *("program.due_within_hours", *_STEP, *_DOSE),
    ),
}
"""Rule -> the keys it may read. `bag.expiry` reads the label on the bag alone."""

ELSE: dict[str, Text] = {
    "cycle.infusion_days": say("planned end, infusion day"),
    "cycle.end": say("planned end"),
    "bag.rate_ml_per_h": say("bag plan, the forms of a bag"),
    "bag.fill_ml": say("whether the time adds up"),
    "bag.preservative_hours": say("bag plan"),
    "bag.preservative_min_kg": say("bag plan"),
    "course.count": say("the forms of a course"),
    "checks.schedule": say("when checks are due"),
    "checks.due_before_hours": say("when checks are due"),
    "checks.late_after_hours": say("when checks are due"),
    "checks.off_ward_max_hours": say("when checks are due"),
    "checks.missed_in_a_row": say("alerts"),
    "checks.old_after_hours": say("what counts as old"),
    "neuro.ice_from_years": say("ICE or CAPD"),
    "grading.lee_2014": say("a further CRS grade"),
    "alerts.snooze_max_hours": say("alerts"),
    "alerts.high_from_grade": say("alerts"),
    "program.flush_ml": say("what a flush gives"),
    "program.weight_change": say("the form of the weight"),
    "program.confirmed_max_hours": say("state UNKNOWN"),
    "program.night": say("bag plan"),
    "program.alarm_budget": say("alarm report"),
    "program.shift_starts": say("alarm report"),
    "program.rate_rounding_ml_per_h": say("whether the time adds up"),
    "pharmacy.open": say("bag plan"),
    "pharmacy.closed_days": say("bag plan"),
    "pharmacy.lead_hours": say("bag plan"),
    "pharmacy.shelf_hours": say("bag plan"),
}
"""Key -> what reads it beside the rules."""


def blocked_by(key: str) -> tuple[str, ...]:
    """The rules that read a key, in the order of the rules."""
    return tuple(rule for rule, keys in READS.items() if key in keys)
