"""The shipped knowledge is exactly the parameters page, and every number has its source."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from typing import Any

from tests.rules.looking import FILES, KNOWLEDGE

LOW, FULL = {"fixed": 9, "per_m2": 5, "max": 9}, {"fixed": 28, "per_m2": 15, "max": 28}

# Typed from the parameters page, not from the files.
JP = {
    "cycle.infusion_days": 28, "cycle.end": "cycle-includes-pause",
    "pause.same_cycle_max_days": 7, "pause.stop_after_days": 14, "pause.premedicate": {"reason": "adverse_reaction"},
    "bag.rate_ml_per_h": {"24": 10, "48": 5, "72": 3.3, "96": 2.5}, "bag.fill_ml": 270,
    "bag.pump_step_ml_per_h": {"24": 1, "48": 1, "72": 0.1, "96": 0.1},
    "dose.weight_split_kg": 45, "dose.low": LOW, "dose.full": FULL, "age.adult_years": 18,
    "crs.hold_from_grade": {"adult": 3, "child": 2}, "crs.stop_from_grade": 4, "crs.restart_when_grade_at_most": 0,
    "crs.restart_dose": "low", "crs.escalate_after_days": 7,
    "neuro.hold_from_grade": {"adult": 3, "child": 2}, "neuro.restart_when_grade_at_most": 1, "neuro.for_days": 3,
    "neuro.restart_dose_from_45_kg": "low", "neuro.escalate_after_days": "never",
    "neuro.stop_if_grade_at_least_on_low_dose": 3, "neuro.stop_if_recovery_days": {"at_least": 8},
    "seizure.stop_count": 2, "premedication.dexamethasone": {"before": ["start", "step"]},
}  # fmt: skip
US = {
    "cycle.infusion_days": 28, "cycle.end": "infused-total",
    "pause.same_cycle_max_days": 7, "pause.premedicate": {"at_least_hours": 4, "child_courses": [1]},
    "pause.supervise_after_hours": 4,
    "bag.rate_ml_per_h": {"24": 10, "48": 5, "72": 1.8, "96": 1.8, "168": 0.6}, "bag.fill_ml": {"24": 270, "48": 270},
    "bag.preservative_hours": [72, 96, 168], "bag.preservative_min_kg": 5.4,
    "dose.weight_split_kg": 45, "dose.low": LOW, "dose.full": FULL,
    "crs.hold_from_grade": 3, "crs.stop_from_grade": 4, "crs.restart_when_grade_at_most": 0,
    "crs.restart_dose": "low", "crs.escalate_after_days": 7,
    "crs.steroid": {
        "drug": "dexamethasone", "mg": 8, "every_hours": 8, "below_split_mg_per_m2": 5, "below_split_max_mg": 8,
        "max_days": 3, "taper_days": 4,
    },
    "neuro.hold_from_grade": 3, "neuro.stop_from_grade": 4, "neuro.restart_when_grade_at_most": 1, "neuro.for_days": 3,
    "neuro.restart_dose_from_45_kg": "low", "neuro.escalate_after_days": 7,
    "neuro.stop_if_grade_at_least_on_low_dose": 3, "neuro.stop_if_recovery_days": {"more_than": 7},
    "seizure.stop_count": 2, "other.hold_from_grade": 3, "other.restart_when_grade_at_most": 1,
    "other.restart_dose": "low", "other.escalate_after_days": 7, "other.stop_if_recovery_days": {"more_than": 14},
    "other.grade_4": "consider_stopping", "liver.hold_ast_alt_x_uln": 5, "liver.hold_bilirubin_x_uln": 3,
    "premedication.dexamethasone": {
        "adult": {"mg": 20, "before": ["course", "step", "restart"]},
        "child": {"mg_per_m2": 5, "max_mg": 20, "before": ["course_1", "step", "restart_in_course_1"]},
        "restart_at_least_hours": 4,
    },
    "hospital.days": {"course_1": 9, "course_2": 2}, "watch.calcineurin_days": {"course_1": 9, "course_2": 2},
}  # fmt: skip
PROTOCOL = {
    "course.count": 2, "course.infusion_days": 28, "course.gap_days": 14, "course.start_within_days": 7,
    "step.after_days": 7, "step.courses": [1], "enrol.window_days": {"first": 30, "last": 100},
    "age.max_years": 25, "age.operator": {"letter": "<=", "registry": "<"},
    "dose.weight_split_kg": 45, "dose.low": LOW, "dose.full": FULL,
    "samples.lymphocyte_subset_days": [0, 15, 29],
    "mrd.pcr": {
        "valid_if_sensitivity_at_most": 1e-4, "valid_if_quantitative_range_at_most": 1e-4, "positive_from": 1e-3,
    },
    "mrd.flow": {"positive_from_percent": 0.1, "needs_cluster": True},
    "grading.ctcae": "5.0", "treatment.label": "jp-pi-2021", "neuro.ice_from_years": 12,
}  # fmt: skip

# Proposals of this program: what shipped must not change without somebody noticing here.
SCHEDULE = """
vitals start 0-24 2, vitals start 0-72 4, vitals start 0-2016 8, vitals step 0-24 2, vitals step 0-48 4,
vitals restart 0-24 2, crs start 0-72 4, crs start 0-2016 8, crs step 0-48 4, crs restart 0-24 4,
neuro start 0-2016 8, neuro step 0-48 8, neuro restart 0-24 8,
vitals crs>=1 2, vitals crs>=2 1, crs crs>=1 4, crs crs>=2 1, neuro icans>=1 4, neuro icans>=2 1, vitals icans>=2 1
"""
PROPOSED = {
    "checks.due_before_hours": 0.5, "checks.late_after_hours": 0.5, "checks.off_ward_max_hours": 4,
    "checks.missed_in_a_row": 2, "checks.old_after_hours": {"crs": 12, "neuro": 12, "vitals": 12},
    "grading.lee_2014": False, "alerts.snooze_max_hours": {"high": 0.25, "medium": 1, "low": 8},
    "alerts.high_from_grade": {"crs": 2, "icans": 2}, "alerts.bag_within_hours": 1,
}  # fmt: skip
FEVER, OXYGEN = {"fever.from_celsius": 38.0}, {"oxygen.high_fraction_from_percent": 40}
MAGIC = [
    {"grade": "I", "any": {"skin": [1, 2]}},
    {"grade": "II", "any": {"skin": [3], "liver": [1], "upper_gi": [1], "lower_gi": [1]}},
    {"grade": "III", "any": {"liver": [2, 3], "lower_gi": [2, 3]}},
    {"grade": "IV", "any": {"skin": [4], "liver": [4], "lower_gi": [4]}},
]
SCALES = {
    "astct-2019": {
        **FEVER, "oxygen.low_flow_max_l_per_min": 6,
        "hypotension.neonate_systolic_below": {"to_days": 28, "below": 60},
        "hypotension.infant_systolic_below": {"from_months": 1, "before_months": 12, "below": 70},
        "hypotension.child_systolic_below": {"from_years": 1, "to_years": 10, "base": 70, "per_year": 2},
        "hypotension.above_child_systolic_below": 90, "spo2.low_below_percent": 94,
        "ice.lowest_of_grade": {"1": 7, "2": 3, "3": 0}, "ice.full": 10, "capd.grade_3_from": 9,
    },
    "ctcae-5.0": {**FEVER, **OXYGEN}, "lee-2014": {**FEVER, **OXYGEN},
    "gvhd-magic": {"gvhd.overall": MAGIC},
    "gvhd-jshct": {"gvhd.overall": [
        {"grade": "I", "any": {"skin": [1, 2]}},
        {"grade": "II", "any": {"skin": [3], "liver": [1], "lower_gi": [1]}},
        {"grade": "III", "any": {"liver": [2, 3], "lower_gi": [2, 3, 4]}},
        {"grade": "IV", "any": {"skin": [4], "liver": [4], "performance": [4]}},
    ]},
    "gvhd-glucksberg": {"gvhd.overall": [
        {"grade": "I", "any": {"skin": [1, 2]}},
        {"grade": "II", "any": {"skin": [3], "liver": [1], "lower_gi": [1]}},
        {"grade": "III", "any": {"liver": [2, 3, 4], "lower_gi": [2, 3]}},
        {"grade": "IV", "any": {"skin": [4], "lower_gi": [4], "performance": [4]}},
    ]},
    "gvhd-ibmtr": {"gvhd.overall": [
        {"grade": g, "any": {"skin": [n]} if n == 1 else {"skin": [n], "liver": [n], "lower_gi": [n]}}
        for n, g in enumerate("ABCD", start=1)
    ]},
}  # fmt: skip


def own(known: Any) -> dict[str, Any]:  # noqa: ANN401
    return {k: p.value for k, p in known.parameters.items() if not k.startswith("program.")}


def shown(row: dict[str, Any]) -> str:
    when = (
        f"{row['while']}>={row['grade_from']}"
        if "while" in row
        else f"{row['after']} {row['from_hours']}-{row['until_hours']}"
    )
    return f"{row['what']} {when} {row['every_hours']}"


def test_the_shipped_values_are_the_parameters_page() -> None:
    assert own(KNOWLEDGE.labels["jp-pi-2021"]) == JP
    assert own(KNOWLEDGE.labels["us-pi-2025"]) == US
    protocol = own(KNOWLEDGE.protocols["sct-all-blin21"])
    schedule = protocol.pop("checks.schedule")
    assert protocol == PROTOCOL | PROPOSED
    assert [shown(row) for row in schedule] == [" ".join(row.split()) for row in SCHEDULE.split(",")]
    assert {i: own(scale) for i, scale in KNOWLEDGE.scales.items()} == SCALES
    program = {k: p.value for k, p in KNOWLEDGE.labels["jp-pi-2021"].parameters.items() if k.startswith("program.")}
    assert program == {
        "program.due_within_hours": 2, "program.step_within_hours": 24, "program.dose_tolerance": 0.05,
        "program.pump_volume_tolerance": 0.05, "program.weight_max_age_days": 7, "program.flush_ml": 5,
        "program.rate_rounding_ml_per_h": 0.05, "program.weight_change": 0.1, "program.confirmed_max_hours": 8,
        "program.night": {"from": 22, "to": 6}, "program.premedication_within_hours": 24,
        "program.alarm_budget": 6, "program.shift_starts": [0, 8, 16],
        "program.neuro_graded_within_hours": 12,
        "program.icans_asks_from_grade": 2, "program.recovered_at_most_grade": 1,
        "program.recovery_grade_max_age_hours": 24, "program.seizure_apart_hours": 24, "program.lab_max_age_days": 7,
    }  # fmt: skip


def test_every_number_has_its_source() -> None:
    sources = tomllib.loads(FILES["sources.toml"])
    seen = 0
    for known in (*KNOWLEDGE.labels.values(), *KNOWLEDGE.protocols.values(), *KNOWLEDGE.scales.values()):
        assert known.name_en
        assert re.search("[ぁ-龠]", known.name_ja) or known.id not in KNOWLEDGE.labels
        for parameter in known.parameters.values():
            seen += 1
            assert all(tag in sources for tag in parameter.cites.source.split(", "))
            assert parameter.cites.section
            assert parameter.cites.edition
            assert parameter.checked_on <= date(2026, 12, 31)
            assert not parameter.is_site
    scales = sum(len(own(scale)) for scale in KNOWLEDGE.scales.values())
    assert seen == len(JP) + len(US) + len(PROTOCOL) + len(PROPOSED) + 1 + 3 * 19 + scales


def test_every_interval_is_a_proposal_and_says_so() -> None:
    found = KNOWLEDGE.protocols["sct-all-blin21"].parameters
    for key in ("checks.schedule", *PROPOSED):
        assert (found[key].certainty, found[key].cites.section) == ("proposal", "proposal, needs sign-off")


def test_older_summaries_are_marked() -> None:
    marked = {k for k, p in KNOWLEDGE.labels["us-pi-2025"].parameters.items() if p.certainty == "older_summary"}
    assert {k for k in US if k.startswith(("other.", "liver."))} <= marked
    assert not any(p.certainty == "older_summary" for p in KNOWLEDGE.labels["jp-pi-2021"].parameters.values())


def test_every_shipped_key_is_known_and_every_value_is_sourced_by_its_page() -> None:
    rates = {i: x.parameters["bag.rate_ml_per_h"].cites.source for i, x in KNOWLEDGE.labels.items()}
    assert rates == {"jp-pi-2021": "J6", "us-pi-2025": "U2"}
    assert KNOWLEDGE.labels["jp-pi-2021"].parameters["cycle.end"].cites.source == "J1, J2, J3"
