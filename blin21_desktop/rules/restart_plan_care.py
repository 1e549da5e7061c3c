"""Care at a restart: whether premedication and supervision are asked for, and the dose of the premedication."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Literal

from blin21_desktop.domain.entries import PremedicationGiven
from blin21_desktop.domain.findings import Finding
from blin21_desktop.domain.infusion import Pause
from blin21_desktop.domain.knowledge import Cites
from blin21_desktop.domain.text import Text, say
from blin21_desktop.rules.age_group import is_adult
from blin21_desktop.rules.consulted import Consulted
from blin21_desktop.rules.label_dose import bsa_m2
from blin21_desktop.rules.restart_care import pause_premedicate, pause_supervise, premedicated
from blin21_desktop.rules.restart_plan_suppose import without_premedication
from blin21_desktop.rules.situation import Situation

Asked = Literal["yes", "no", "cannot_tell"]
ASKED: dict[str, Asked] = {"fires": "yes", "clear": "no", "cannot_tell": "cannot_tell"}
KEY = "premedication.dexamethasone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Premedication:
    """Before this restart. `dose_mg` is None where the label gives none or it cannot be told; `rows` are its words."""

    needed: Asked
    charted: PremedicationGiven | None
    finding: Finding
    dose_mg: float | None
    rows: tuple[Text, ...]
    cites: tuple[Cites, ...]
    missing: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Supervision:
    """Whether the label asks for a supervised restart."""

    needed: Asked
    finding: Finding


def premedication(s: Situation, pause: Pause) -> Premedication:
    """Before a restart now, after this pause. Source: label, premedication."""
    asked = pause_premedicate(without_premedication(s, pause.start))
    read = Consulted()
    dose, rows = _dose(s, read)
    return Premedication(
        needed=ASKED[asked.answer],
        charted=premedicated(s, pause),
        finding=asked,
        dose_mg=dose,
        rows=rows,
        cites=read.cites,
        missing=(*asked.missing, *read.missing),
    )


def supervision(s: Situation) -> Supervision:
    """At a restart now. Source: label, dose adjustment."""
    found = pause_supervise(s)
    return Supervision(needed=ASKED[found.answer], finding=found)


def _dose(s: Situation, read: Consulted) -> tuple[float | None, tuple[Text, ...]]:
    """The dose of dexamethasone (mg) for this patient, and the label's rows in words."""
    value = read.value(s.label, KEY)
    if value is None:
        return None, ()
    if "adult" not in value:
        read.lacks(say("a dose of the premedication: the label gives none"))
        return None, ()
    child, of_child = _of_child(s, value["child"], read)
    of_adult = say("adult: dexamethasone {mg:number} mg", mg=value["adult"]["mg"])
    adult = is_adult(s, read)
    if adult is None:
        return None, (of_adult, of_child)
    return (float(value["adult"]["mg"]), (of_adult,)) if adult else (child, (of_child,))


def _of_child(s: Situation, row: dict[str, Any], read: Consulted) -> tuple[float | None, Text]:
    """The child's row: per m2, with its limit."""
    per, most = row["mg_per_m2"], row["max_mg"]
    if s.weight is None or s.height_cm is None:
        read.lacks(say("weight and height at or before the start of the course"))
        text = say("child: dexamethasone {per:number} mg/m², at most {most:number} mg", per=per, most=most)
        return None, text
    area = bsa_m2(s.weight.weight_kg, s.height_cm)
    dose = min(Decimal(repr(per)) * area, Decimal(repr(most))).quantize(Decimal("0.01"), ROUND_HALF_UP)
    text = say(
        "child: dexamethasone {per:number} mg/m², at most {most:number} mg: {mg:number} mg",
        per=per,
        most=most,
        mg=float(dose),
    )
    return float(dose), text
