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
    "grading.ctcae": "5.0", "treatment.label": "jp-pi-2021",
}  # fmt: skip


def own(known: Any) -> dict[str, Any]:  # noqa: ANN401
    return {k: p.value for k, p in known.parameters.items() if not k.startswith("program.")}


def test_the_shipped_values_are_the_parameters_page() -> None:
    assert own(KNOWLEDGE.labels["jp-pi-2021"]) == JP
    assert own(KNOWLEDGE.labels["us-pi-2025"]) == US
    assert own(KNOWLEDGE.protocols["sct-all-blin21"]) == PROTOCOL
    program = {k: p.value for k, p in KNOWLEDGE.labels["jp-pi-2021"].parameters.items() if k.startswith("program.")}
    assert program == {
        "program.due_within_hours": 2, "program.step_within_hours": 24, "program.dose_tolerance": 0.05,
        "program.pump_volume_tolerance": 0.05, "program.weight_max_age_days": 7, "program.flush_ml": 5,
        "program.rate_rounding_ml_per_h": 0.05, "program.weight_change": 0.1, "program.confirmed_max_hours": 8,
        "program.night": {"from": 22, "to": 6},
    }  # fmt: skip


def test_every_number_has_its_source() -> None:
    sources = tomllib.loads(FILES["sources.toml"])
    seen = 0
    for known in (*KNOWLEDGE.labels.values(), *KNOWLEDGE.protocols.values()):
        assert known.name_en
        assert re.search("[ぁ-龠]", known.name_ja) or known.id == "sct-all-blin21"
        for parameter in known.parameters.values():
            seen += 1
            assert all(tag in sources for tag in parameter.cites.source.split(", "))
            assert parameter.cites.section
            assert parameter.cites.edition
            assert parameter.checked_on <= date(2026, 12, 31)
            assert not parameter.is_site
    assert seen == len(JP) + len(US) + len(PROTOCOL) + 3 * 10


def test_older_summaries_are_marked() -> None:
    marked = {k for k, p in KNOWLEDGE.labels["us-pi-2025"].parameters.items() if p.certainty == "older_summary"}
    assert {k for k in US if k.startswith(("other.", "liver."))} <= marked
    assert not any(p.certainty == "older_summary" for p in KNOWLEDGE.labels["jp-pi-2021"].parameters.values())


def test_every_shipped_key_is_known_and_every_value_is_sourced_by_its_page() -> None:
    rates = {i: x.parameters["bag.rate_ml_per_h"].cites.source for i, x in KNOWLEDGE.labels.items()}
    assert rates == {"jp-pi-2021": "J6", "us-pi-2025": "U2"}
    assert KNOWLEDGE.labels["jp-pi-2021"].parameters["cycle.end"].cites.source == "J1, J2, J3"
