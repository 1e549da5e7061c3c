"""The label's dose of a level for a weight: fixed from the split on, per m2 below it."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Literal

from blin21_desktop.domain.text import Text, say
from blin21_desktop.rules.consulted import Consulted
from blin21_desktop.rules.situation import Situation

Level = Literal["low", "full"]
_HUNDREDTH = Decimal("0.01")


def bsa_m2(weight_kg: float, height_cm: float) -> Decimal:
    """Body surface area (m2) after Mosteller: the square root of height (cm) times weight (kg) over 3600."""
    return (Decimal(repr(height_cm)) * Decimal(repr(weight_kg)) / Decimal(3600)).sqrt()


def dose_of_level(s: Situation, level: Level, read: Consulted) -> tuple[float | None, Text]:
    """The label's dose (microgram/day, to 0.01) of a level for the weight in force, and its formula.

    Source: label, dosage. From 45 kg a fixed dose; below it a dose per m2, never above the fixed one.
    """
    untold = say("The dose cannot be told.")
    split = read.value(s.label, "dose.weight_split_kg")
    rule = read.value(s.label, f"dose.{level}")
    weight = s.weight
    if weight is None:
        read.lacks(say("a weight at or before the start of the course"))
    if split is None or rule is None or weight is None:
        return None, untold
    if weight.weight_kg >= split:
        return float(rule["fixed"]), say(
            "{weight:kg} is {split:kg} or more: {dose:dose}", weight=weight.weight_kg, split=split, dose=rule["fixed"]
        )
    if s.height_cm is None:
        read.lacks(say("a height at or before the start of the course"))
        return None, untold
    return _per_m2(rule, weight.weight_kg, s.height_cm)


def midway(s: Situation) -> float | None:
    """The dose (microgram/day) from which a charted one counts as the full one; None when low or full is not known."""
    low, full = (dose_of_level(s, level, Consulted())[0] for level in ("low", "full"))
    return None if low is None or full is None else (low + full) / 2


def _per_m2(rule: dict[str, Any], weight_kg: float, height_cm: float) -> tuple[float, Text]:
    area = bsa_m2(weight_kg, height_cm)
    dose = (Decimal(repr(rule["per_m2"])) * area).quantize(_HUNDREDTH, ROUND_HALF_UP)
    most = Decimal(repr(rule["max"]))
    formula = say(
        "Mosteller: square root of ({height:number} cm × {weight:kg} / 3600) = {area:number} m²; "
        "{per_m2:number} microgram/m²/day, at most {most:dose}",
        height=height_cm,
        weight=weight_kg,
        area=float(area.quantize(_HUNDREDTH, ROUND_HALF_UP)),
        per_m2=rule["per_m2"],
        most=rule["max"],
    )
    return float(min(dose, most)), formula
