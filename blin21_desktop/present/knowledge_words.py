"""A value of a knowledge file in words with its unit: what a pharmacist reads beside the key."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from blin21_desktop.domain.text import Text, say
from blin21_desktop.present.words import Words

DAYS, HOURS, GRADE = say("days"), say("hours"), say("grade")
BY_BAG = say("mL/hr by hours of the bag")
DOSE = say("microgram/day; below the weight split microgram/m²/day")

UNITS: dict[str, Text] = {
    "bag.rate_ml_per_h": BY_BAG,
    "bag.pump_step_ml_per_h": BY_BAG,
    "bag.fill_ml": say("mL"),
    "bag.preservative_hours": say("bags of so many hours"),
    "program.flush_ml": say("mL"),
    "program.rate_rounding_ml_per_h": say("mL/hr"),
    "dose.low": DOSE,
    "dose.full": DOSE,
    "crs.steroid": say("mg, hours, days"),
    "premedication.dexamethasone": say("mg; children mg/m²"),
    "pause.premedicate": say("which restart"),
    "seizure.stop_count": say("seizures in the whole treatment"),
    "liver.hold_ast_alt_x_uln": say("times the upper limit"),
    "liver.hold_bilirubin_x_uln": say("times the upper limit"),
    "course.count": say("courses"),
    "step.courses": say("courses"),
    "neuro.for_days": DAYS,
    "program.dose_tolerance": say("share"),
    "program.pump_volume_tolerance": say("share"),
    "program.weight_change": say("share"),
    "program.alarm_budget": say("alerts a nurse and shift"),
    "program.night": say("hours of the day"),
    "program.shift_starts": say("hours of the day"),
    "program.weight_max_age_days": DAYS,
    "checks.missed_in_a_row": say("checks"),
    "enrol.window_days": say("days after the transplant"),
    "hospital.days": DAYS,
    "watch.calcineurin_days": say("days from the start of the course"),
    "mrd.flow": say("percent"),
    "neuro.escalate_after_days": say("days; or never"),
}
"""Key -> its unit, where the key's own ending does not say it."""

ENDINGS: dict[str, Text] = {
    "_days": DAYS,
    "_hours": HOURS,
    "_kg": say("kg"),
    "_years": say("years"),
    "_grade": GRADE,
    "_grade_at_most": GRADE,
    "_grade_at_least_on_low_dose": GRADE,
}
"""Ending of a key -> its unit."""

FIELDS: dict[str, Text] = {
    "adult": say("adult"),
    "child": say("child"),
    "fixed": say("fixed"),
    "per_m2": say("per m²"),
    "max": say("at most"),
    "at_least": say("at least"),
    "more_than": say("more than"),
    "reason": say("after a pause for"),
    "at_least_hours": say("from hours off on"),
    "child_courses": say("children in course"),
    "before": say("before"),
    "restart_at_least_hours": say("restart from hours off on"),
    "mg": say("mg"),
    "mg_per_m2": say("mg/m²"),
    "max_mg": say("at most mg"),
    "course_1": say("course 1"),
    "course_2": say("course 2"),
    "drug": say("drug"),
    "every_hours": say("every hours"),
    "below_split_mg_per_m2": say("below the weight split mg/m²"),
    "below_split_max_mg": say("there at most mg"),
    "max_days": say("at most days"),
    "taper_days": say("then less over days"),
    "valid_if_sensitivity_at_most": say("valid if sensitivity at most"),
    "valid_if_quantitative_range_at_most": say("valid if quantitative range at most"),
    "positive_from": say("positive from"),
    "positive_from_percent": say("positive from percent"),
    "needs_cluster": say("needs a cluster"),
    "restart_in_course_1": say("a restart in course 1"),
    "first": say("from day"),
    "last": say("to day"),
    "low": say("low"),
    "full": say("full"),
    "from": say("from"),
    "to": say("to"),
    "what": say("what is checked"),
    "after": say("after"),
    "while": say("while"),
    "from_hours": say("from hour"),
    "until_hours": say("until hour"),
    "grade_from": say("from grade"),
    "vitals": say("vital signs"),
    "neuro": say("neurological"),
    "crs": say("CRS"),
    "icans": say("ICANS"),
    "letter": say("letter"),
    "registry": say("registry"),
    "never": say("never raise"),
    "start": say("start"),
    "step": say("dose step"),
    "restart": say("a restart"),
    "course": say("each course"),
    "adverse_reaction": say("adverse reaction"),
    "consider_stopping": say("consider stopping"),
    "stop": say("stop"),
    "cycle-includes-pause": say("pauses count as cycle time"),
    "infused-total": say("only infused time counts"),
}
"""Spelling in a file -> its word; what is not here is shown as it is written."""

LEVELS: dict[str, Text] = {"high": say("high level"), "medium": say("medium level"), "low": say("low level")}
"""Names of alert levels: as a value, "low" is a dose."""


def unit_words(key: str, words: Words) -> str:
    """The unit of a key's value; empty where it has none."""
    found = UNITS.get(key) or next((unit for ending, unit in ENDINGS.items() if key.endswith(ending)), None)
    return "" if found is None else words.render(found)


def value_words(value: Any, words: Words) -> str:  # noqa: ANN401  (a TOML value; its shape was checked)
    """A value in the reader's language: tables as name and value, lists one after the other."""
    if isinstance(value, bool):
        return words.t("Yes") if value else words.t("No")
    if isinstance(value, str):
        return _word(value, words)
    if isinstance(value, int | float):
        return words.number(value)
    if isinstance(value, date):
        return words.day(value)
    if isinstance(value, Mapping):
        return " · ".join(f"{_name(key, words)} {_inner(one, words)}" for key, one in value.items())
    tables = any(isinstance(one, Mapping) for one in value)
    parts = [value_words(one, words) for one in value]
    return "; ".join(parts) if tables else words.joined(parts)


def _inner(value: Any, words: Words) -> str:  # noqa: ANN401  (as above)
    shown = value_words(value, words)
    return f"({shown})" if isinstance(value, Mapping) else shown


def _name(key: str, words: Words) -> str:
    if key.isdigit():
        return words.hours(int(key))
    return words.render(LEVELS[key]) if key in LEVELS else _word(key, words)


def _word(spelling: str, words: Words) -> str:
    return words.render(FIELDS[spelling]) if spelling in FIELDS else spelling
