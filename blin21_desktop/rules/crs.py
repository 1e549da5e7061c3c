"""Cytokine release syndrome: one set of findings, graded on two scales side by side (three when the site wants it).

Source: grading notes 1.1 to 1.3. The sources differ and so may the grades; a case a scale does not list gives None with
the reason, never a guess.
"""

from __future__ import annotations

from collections.abc import Mapping

from blin21_desktop.domain.entries import CrsChecked, Oxygen
from blin21_desktop.domain.knowledge import Scale
from blin21_desktop.domain.text import Text, say
from blin21_desktop.rules.graded import HIGHEST_FROM_FINDINGS, Graded, Limb, worst

ASTCT, CTCAE, LEE = "astct-2019", "ctcae-5.0", "lee-2014"
POSITIVE_PRESSURE = ("cpap", "bipap", "ventilator")
MASKS = ("mask", "non_rebreather", "venturi")
_LOW_FLOW, _HIGH_FRACTION = "oxygen.low_flow_max_l_per_min", "oxygen.high_fraction_from_percent"

NO_FINDING = say("no hypotension and no oxygen")
FEVER = say("fever")
MASKED = say("fever cannot be told: a drug hides it, so grade 0 and 1 cannot be told apart")


def crs_grades(check: CrsChecked, scales: Mapping[str, Scale]) -> dict[str, Graded]:
    """Grade one check on every scale there is: scale id -> grade."""
    ways = {ASTCT: astct, CTCAE: ctcae, LEE: lee}
    return {key: way(check, scales[key]) for key, way in ways.items() if key in scales}


def astct(check: CrsChecked, scale: Scale) -> Graded:
    """ASTCT 2019: fever with the worse of the blood-pressure and the oxygen limb.

    Fever is needed to begin with; once a drug hides it, hypotension and oxygen alone decide. Vasopressin is not counted
    as a second vasopressor. Up to 6 L/min and blow-by are low flow.
    """
    if check.fever == "no":
        never = say("never febrile and nothing hides a fever: not CRS on this scale")
        return worst(scale, [Limb.at(0, never)], "fever.from_celsius")
    pressure = {
        "none": Limb.at(0, say("no hypotension")),
        "fluids": Limb.at(2, say("hypotension, no vasopressor")),
        "one_vasopressor": Limb.at(3, say("one vasopressor")),
        "one_vasopressor_and_vasopressin": Limb.at(3, say("one vasopressor and vasopressin")),
        "several_vasopressors": Limb.at(4, say("several vasopressors")),
    }[check.hypotension]
    limbs = [_fever(check), pressure, _astct_oxygen(check.oxygen, scale)]
    return worst(scale, limbs, "fever.from_celsius", _LOW_FLOW)


def _astct_oxygen(oxygen: Oxygen, scale: Scale) -> Limb:
    device, flow = oxygen.device, oxygen.flow_l_per_min
    if device == "none":
        return Limb.at(0, say("no oxygen"))
    if device in POSITIVE_PRESSURE:
        return Limb.at(4, say("positive pressure"))
    if device in MASKS:
        return Limb.at(3, say("oxygen by mask"))
    if device == "blow_by":
        return Limb.at(2, say("blow-by oxygen, which counts as low flow"))
    limit = scale.get(_LOW_FLOW)
    if flow is None or limit is None:
        return Limb(2, 3, say("nasal oxygen"), say("the oxygen flow") if flow is None else _not_configured(_LOW_FLOW))
    if flow <= limit.value:
        return Limb.at(2, say("nasal oxygen, {flow:number} L/min", flow=flow))
    return Limb.at(3, say("high-flow nasal oxygen, {flow:number} L/min", flow=flow))


def ctcae(check: CrsChecked, scale: Scale) -> Graded:
    """CTCAE v5.0: by hypotension (fluids 2, one pressor 3) or hypoxia (below 40 % oxygen 2, from 40 % on 3).

    Life-threatening is 4. More than one pressor is in no row: a person decides between 3 and 4. The fraction of oxygen
    is never worked out from the flow.
    """
    if check.life_threatening:
        return worst(scale, [Limb.at(4, say("life-threatening, urgent intervention"))], _HIGH_FRACTION)
    open_row = say("more than one vasopressor is in no row of this scale: a person decides between grade 3 and 4")
    more = Limb(3, 4, say("more than one vasopressor"), open_row)
    pressure = {
        "none": Limb.at(0, say("no hypotension")),
        "fluids": Limb.at(2, say("hypotension, responds to fluids")),
        "one_vasopressor": Limb.at(3, say("one vasopressor")),
        "one_vasopressor_and_vasopressin": more,
        "several_vasopressors": more,
    }[check.hypotension]
    return worst(scale, [_fever(check), pressure, _fraction(check.oxygen, scale)], "fever.from_celsius", _HIGH_FRACTION)


def lee(check: CrsChecked, scale: Scale) -> Graded:
    """Lee 2014: counts symptoms, oxygen, dose and number of vasopressors, and organ toxicity.

    What counts as a high dose could not be read, so a person says it; whether CPAP is ventilator support neither.
    """
    dose = check.vasopressor_dose
    one = {
        "low": Limb.at(2, say("low dose of one vasopressor")),
        "high": Limb.at(3, say("high dose of one vasopressor")),
        None: Limb(2, 3, say("one vasopressor"), say("whether the dose of the vasopressor is low or high")),
    }[dose]
    many = Limb.at(3, say("several vasopressors"))
    pressure = {
        "none": Limb.at(0, say("no hypotension")),
        "fluids": Limb.at(2, say("hypotension, responds to fluids")),
        "one_vasopressor": one,
        "one_vasopressor_and_vasopressin": many,
        "several_vasopressors": many,
    }[check.hypotension]
    symptoms = _fever(check)
    if check.fever == "no":
        symptoms = Limb(0, 1, say("no fever"), say("whether there are other symptoms"))
    limbs = [symptoms, pressure, _lee_oxygen(check.oxygen, scale), _organs(check)]
    return worst(scale, limbs, "fever.from_celsius", _HIGH_FRACTION)


def _lee_oxygen(oxygen: Oxygen, scale: Scale) -> Limb:
    if oxygen.device == "ventilator":
        return Limb.at(4, say("ventilator"))
    found = _fraction(oxygen, scale)
    if oxygen.device in POSITIVE_PRESSURE:
        unclear = say("whether positive pressure by mask counts as ventilator support could not be read")
        return Limb(found.low, 4, say("positive pressure by mask"), unclear)
    return found


def _organs(check: CrsChecked) -> Limb:
    if check.organ_toxicity is None:
        return Limb(0, HIGHEST_FROM_FINDINGS, say("organs"), say("the worst organ toxicity"))
    return Limb.at(
        {"none": 0, "grade_2": 2, "grade_3": 3, "grade_4": 4, "grade_4_transaminase": 3}[check.organ_toxicity],
        say("organ toxicity"),
    )


def _fever(check: CrsChecked) -> Limb:
    if check.fever == "masked":
        return Limb(0, 1, say("masked fever"), MASKED)
    return Limb.at(1, FEVER) if check.fever == "yes" else Limb.at(0, say("no fever"))


def _fraction(oxygen: Oxygen, scale: Scale) -> Limb:
    """Hypoxia by the inspired fraction as recorded, measured or estimated by a person."""
    if oxygen.device == "none":
        return Limb.at(0, say("no oxygen"))
    limit, fraction = scale.get(_HIGH_FRACTION), oxygen.fio2_percent
    if limit is None:
        return Limb(2, 3, say("oxygen"), _not_configured(_HIGH_FRACTION))
    if fraction is None:
        return Limb(2, 3, say("oxygen"), say("the inspired fraction of oxygen, measured or estimated"))
    if fraction < limit.value:
        return Limb.at(2, say("oxygen of {fraction:number} %", fraction=fraction))
    return Limb.at(3, say("oxygen of {fraction:number} %", fraction=fraction))


def _not_configured(key: str) -> Text:
    return say("{key:parameter} is not configured", key=key)


def is_fever(temperature_c: float, scale: Scale) -> bool | None:
    """Whether a temperature is a fever on this scale; None when not configured."""
    limit = scale.get("fever.from_celsius")
    return None if limit is None else temperature_c >= limit.value
