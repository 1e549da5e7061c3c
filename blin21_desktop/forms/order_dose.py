"""What the label says beside an ordered dose: shown before it is typed, asked about when the order is another one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from blin21_desktop.domain.entries import BodyMeasured, DoseOrdered
from blin21_desktop.domain.moments import differs
from blin21_desktop.domain.text import Text, say
from blin21_desktop.forms.fields import Setting
from blin21_desktop.forms.reader import Reader
from blin21_desktop.rules.consulted import Consulted
from blin21_desktop.rules.label_dose import bsa_m2, dose_of_level
from blin21_desktop.rules.situation import Situation

HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelDoses:
    """The label's low and full dose (microgram/day) for the weight in force, and how they are worked out."""

    low: float | None
    full: float | None
    formula: Text


def _situation(setting: Setting) -> Situation | None:
    look = setting.look
    return None if look is None else Situation.of(look.chart, look.at, setting.knowledge)


def label_doses(setting: Setting) -> LabelDoses:
    """Both doses; None where they cannot be told."""
    s = _situation(setting)
    if s is None:
        return LabelDoses(low=None, full=None, formula=say("The dose cannot be told."))
    low, _ = dose_of_level(s, "low", Consulted())
    full, formula = dose_of_level(s, "full", Consulted())
    return LabelDoses(low=low, full=full, formula=formula)


def dose_note(setting: Setting) -> Text:
    """What the patient's own label gives for the weight in force, by which formula, and of which day the weight is."""
    found, s = label_doses(setting), _situation(setting)
    if found.low is None or found.full is None or s is None or s.weight is None:
        return say("The label's dose cannot be told: weight or height is missing, or it is not configured.")
    return say(
        "label, for {weight:kg} of {on:day}: low {low:dose_full}, full {full:dose_full} ({formula})",
        weight=s.weight.weight_kg,
        on=s.weight.happened_at,
        low=found.low,
        full=found.full,
        formula=found.formula,
    )


def area_note(setting: Setting) -> Text | None:
    """The body surface by the program's formula; None where weight or height is missing."""
    s = _situation(setting)
    if s is None or s.weight is None or s.height_cm is None:
        return None
    return say(
        "Mosteller, {height:number} cm and {weight:kg}: {area:number} m²",
        height=s.height_cm,
        weight=s.weight.weight_kg,
        area=_area(s.weight.weight_kg, s.height_cm),
    )


def ask_about_dose(r: Reader, entry: DoseOrdered) -> None:
    """Doubts about an order: its dose, its weight, its body surface, and the way it was worked out."""
    s = _situation(r.setting)
    if s is None:
        return
    asked = (*_dose(r, s, entry), *_weight(r, s, entry), *_area_typed(r, s, entry), *_basis(r, s, entry))
    for key, says, remedy in asked:
        r.doubt(key, says, remedy)


Asked = Iterator[tuple[str, Text, Text]]
AGAIN = say("read the order again, look for the point; ask the physician")


def _dose(r: Reader, s: Situation, entry: DoseOrdered) -> Asked:
    """Neither of the label's doses; a dose above the label's most is said as such."""
    share = s.protocol.get("program.dose_tolerance")
    found, ordered = label_doses(r.setting), entry.dose_micrograms_per_day
    doses = [dose for dose in (found.low, found.full) if dose is not None]
    if share is None or not doses or "dose_micrograms_per_day" not in r.known:
        return
    if not all(differs(ordered, dose, by_more_than=repr(share.value)) for dose in doses):
        return
    rule = s.label.get("dose.full")
    most = None if rule is None else float(rule.value["fixed"])
    if most is not None and ordered > most:
        says = say("{dose:dose_full} is above the label's highest dose, {most:dose_full}", dose=ordered, most=most)
    else:
        says = say("{dose:dose_full} is neither the low nor the full dose of the label", dose=ordered)
    yield "dose_micrograms_per_day", says, AGAIN


def _weight(r: Reader, s: Situation, entry: DoseOrdered) -> Asked:
    """Another weight than the one in force; on the other side of the label's split the sources do not settle it."""
    if s.weight is None or "weight_kg" not in r.known:
        return
    split, newest = s.label.get("dose.weight_split_kg"), s.chart.last(BodyMeasured, s.at)
    if split is not None and newest is not None:
        sides = {weight >= split.value for weight in (s.weight.weight_kg, newest.weight_kg, entry.weight_kg)}
        if len(sides) > 1:
            yield (
                "weight_kg",
                say(
                    "{split:kg} lies between the weight in force, {weight:kg} of {on:day}, and {other:kg}: "
                    "the kind of dose changes there",
                    split=split.value,
                    weight=s.weight.weight_kg,
                    on=s.weight.happened_at,
                    other=entry.weight_kg if entry.weight_kg != s.weight.weight_kg else newest.weight_kg,
                ),
                say("ask the physician which weight the dose is for: the sources do not settle it"),
            )
            return
    if entry.weight_kg != s.weight.weight_kg:
        yield (
            "weight_kg",
            say("the weight in force is {weight:kg}", weight=s.weight.weight_kg),
            say("chart the new weight first, or ask the physician which weight the order is for"),
        )


def _area_typed(r: Reader, s: Situation, entry: DoseOrdered) -> Asked:
    """A body surface that is not the one of this weight and height."""
    share = s.protocol.get("program.dose_tolerance")
    if share is None or entry.bsa_m2 is None or s.height_cm is None or not {"bsa_m2", "weight_kg"} <= r.known:
        return
    area = _area(entry.weight_kg, s.height_cm)
    if differs(entry.bsa_m2, area, by_more_than=repr(share.value)):
        says = say(
            "{typed:number} m² is not the body surface of {height:number} cm and {weight:kg}: "
            "{area:number} m² (Mosteller)",
            typed=entry.bsa_m2,
            height=s.height_cm,
            weight=entry.weight_kg,
            area=area,
        )
        yield "bsa_m2", says, AGAIN


def _basis(r: Reader, s: Situation, entry: DoseOrdered) -> Asked:
    """Fixed below the label's split, or by body surface from it on."""
    split = s.label.get("dose.weight_split_kg")
    if split is None or not {"basis", "weight_kg"} <= r.known:
        return
    heavy = entry.weight_kg >= split.value
    if heavy and entry.basis == "per_m2":
        says = say("from {split:kg} on the label's dose is fixed, not by body surface", split=split.value)
        yield "basis", says, AGAIN
    elif not heavy and entry.basis == "fixed":
        yield "basis", say("below {split:kg} the label's dose goes by body surface", split=split.value), AGAIN


def _area(weight_kg: float, height_cm: float) -> float:
    return float(bsa_m2(weight_kg, height_cm).quantize(HUNDREDTH, ROUND_HALF_UP))
