"""Findings in the words of a ward, read into a CRS check: shared by the tests of the grades.

A line such as "38.5 °C, noradrenaline and vasopressin, nasal cannula 6 L/min at 44 % (estimated)".
"""

from __future__ import annotations

import re
from typing import Any

from blin21_desktop.domain.entries import CrsChecked, Oxygen
from blin21_desktop.rules.crs import ASTCT, is_fever
from tests.making import AT, crs
from tests.rules.looking import KNOWLEDGE

PHRASES: dict[str, dict[str, Any]] = {
    "no other finding": {},
    "never febrile": {"fever": "no"},
    "paracetamol hides a fever": {"fever": "masked"},
    "tocilizumab hides a fever": {"fever": "masked"},
    "low pressure that fluids correct": {"hypotension": "fluids"},
    "noradrenaline": {"hypotension": "one_vasopressor"},
    "noradrenaline at a low dose": {"hypotension": "one_vasopressor", "vasopressor_dose": "low"},
    "noradrenaline at a high dose": {"hypotension": "one_vasopressor", "vasopressor_dose": "high"},
    "noradrenaline and vasopressin": {"hypotension": "one_vasopressor_and_vasopressin"},
    "noradrenaline and adrenaline": {"hypotension": "several_vasopressors"},
    "life in danger": {"life_threatening": True},
    "creatinine of grade 3": {"organ_toxicity": "grade_3"},
    "creatinine of grade 2": {"organ_toxicity": "grade_2"},
    "kidneys of grade 4": {"organ_toxicity": "grade_4"},
    "ALT above 20 times normal": {"organ_toxicity": "grade_4_transaminase"},
    "organs not looked at": {"organ_toxicity": None},
    "neutrophils 0.7": {},
}
"""What a nurse says -> the findings it sets. Organs are normal unless something is said about them."""

DEVICES = {
    "nasal cannula": "nasal_cannula", "high-flow nasal": "high_flow_nasal", "mask": "mask", "Venturi mask": "venturi",
    "non-rebreather": "non_rebreather", "blow-by": "blow_by", "CPAP": "cpap", "BiPAP": "bipap",
    "ventilator": "ventilator",
}  # fmt: skip
_OXYGEN = re.compile(
    r"(?P<device>[A-Za-z -]+?)(?: (?P<flow>[\d.]+) L/min)?(?: at (?P<fraction>[\d.]+) %(?P<guess> \(estimated\))?)?"
)


def said(words: str) -> CrsChecked:
    """The check of a line of findings. Without a temperature and without a word about fever there is fever."""
    findings: dict[str, Any] = {"fever": "yes", "organ_toxicity": "none"}
    for phrase in words.split(", "):
        if phrase in PHRASES:
            findings |= PHRASES[phrase]
        elif phrase.endswith(" °C"):
            hot = is_fever(float(phrase.removesuffix(" °C")), KNOWLEDGE.scales[ASTCT])
            findings["fever"] = "yes" if hot else "no"
        else:
            findings["oxygen"] = _oxygen(phrase)
    return crs(AT, **findings)


def _oxygen(phrase: str) -> Oxygen:
    found = _OXYGEN.fullmatch(phrase)
    assert found is not None, phrase
    flow, fraction = found["flow"], found["fraction"]
    return Oxygen(
        device=DEVICES[found["device"]],  # type: ignore[arg-type]
        flow_l_per_min=None if flow is None else float(flow),
        fio2_percent=None if fraction is None else float(fraction),
        fio2_source=None if fraction is None else "estimated" if found["guess"] else "measured",
    )
