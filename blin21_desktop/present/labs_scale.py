"""The y axis of an analyte: its range for drawing only, labelled values, and what happens when data leave it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from blin21_desktop.domain.lab_table import Analyte
from blin21_desktop.domain.lab_units import convert
from blin21_desktop.present.amounts import plain

RANGES: dict[str, tuple[str, str]] = {
    "leukocytes": ("0.1", "50"), "neutrophils": ("0.05", "20"), "lymphocytes": ("0.01", "10"),
    "platelets": ("5", "500"), "haemoglobin": ("5", "18"), "ast": ("5", "1000"), "alt": ("5", "1000"),
    "ggt": ("5", "1000"), "alp": ("30", "3000"), "ld": ("50", "3000"), "bilirubin_total": ("0", "5"),
    "creatinine": ("0", "3"), "urea": ("0", "50"), "crp": ("0", "10"), "ferritin": ("10", "20000"),
    "fibrinogen": ("0", "600"), "aptt": ("0", "120"), "pt_inr": ("0", "3"), "d_dimer": ("0.1", "100"),
    "amylase": ("10", "1000"), "lipase": ("5", "1000"), "ck": ("10", "5000"), "albumin": ("0", "6"),
    "sodium": ("115", "165"), "potassium": ("0", "10"), "calcium": ("4", "14"), "magnesium": ("0", "5"),
    "phosphate": ("0", "10"), "glucose": ("0", "400"), "uric_acid": ("0", "15"), "triglycerides": ("30", "1500"),
    "igg": ("0", "2000"), "il6": ("1", "10000"), "sil2r": ("100", "10000"), "cd3": ("1", "5000"),
    "cd4": ("1", "3000"), "cd8": ("1", "3000"), "cd19": ("0.1", "2000"), "cd56": ("1", "2000"),
    "tacrolimus": ("0", "25"), "ciclosporin": ("0", "500"),
}  # fmt: skip
"""Lowest and highest value of the axis in the canonical unit. For drawing only: nothing is judged by them."""

SHARE_RANGE = ("0", "100")
MOST_TICKS = 4
NICE = (1, 2, 5)


@dataclass(frozen=True, slots=True, kw_only=True)
class YAxis:
    """From `low` to `high`, logarithmic or linear; `ticks` are labelled. `zero`: values of 0 on a broken base line.

    `fixed`: the range an analyte always has; `rescaled`: data left it, or there is none.
    """

    low: float
    high: float
    log: bool
    ticks: tuple[tuple[float, str], ...]
    zero: bool = False
    fixed: bool = True

    @property
    def rescaled(self) -> bool:
        """Whether it is another range than always."""
        return not self.fixed

    def share(self, value: float) -> float:
        """Where a value stands, 0 at the bottom and 1 at the top; below 0 is the broken base line."""
        if not self.log:
            return (value - self.low) / (self.high - self.low)
        if value <= 0:
            return -1.0
        return (math.log10(value) - math.log10(self.low)) / (math.log10(self.high) - math.log10(self.low))


def y_axis(known: Analyte, unit: str, values: Iterable[float]) -> YAxis:
    """The axis of an analyte in a unit, wide enough for every value."""
    found = [value for value in values if value > 0 or not known.log_axis]
    zero = known.log_axis and any(value <= 0 for value in values)
    return axis_from(_fixed(known, unit), found, log=known.log_axis, zero=zero)


def axis_from(fixed: tuple[float, float] | None, values: list[float], *, log: bool, zero: bool = False) -> YAxis:
    """An axis of a fixed range, wider where values leave it; without one as the values need."""
    low, high = fixed or (min(values, default=1.0), max(values, default=10.0))
    fits = fixed is not None and all(low <= value <= high for value in values)
    if not fits:
        low, high = min([low, *values]), max([high, *values])
        low, high = _decades(low, high) if log else _round_ends(low, high)
    return YAxis(low=low, high=high, log=log, ticks=_ticks(low, high, log=log), zero=zero, fixed=fits)


def _fixed(known: Analyte, unit: str) -> tuple[float, float] | None:
    ends = RANGES.get(known.id) or (SHARE_RANGE if known.id.endswith("_percent") else None)
    if ends is None:
        return None
    found = [convert(known, Decimal(end), known.unit, unit) for end in ends]
    low, high = (None if end is None else float(end) for end in found)
    return None if low is None or high is None else (low, high)


def _decades(low: float, high: float) -> tuple[float, float]:
    """The nearest 1, 2 or 5 of a decade outside."""
    return _nice(low, up=False), _nice(high, up=True)


def _nice(value: float, *, up: bool) -> float:
    power = math.floor(math.log10(value))
    steps = [step * 10.0**p for p in (power, power + 1) for step in NICE]
    if up:
        return next(step for step in steps if step >= value * 0.999999)
    return next(step for step in reversed(steps) if step <= value * 1.000001)


def _round_ends(low: float, high: float) -> tuple[float, float]:
    step = _nice((high - low or abs(high) or 1.0) / 4, up=True)
    return math.floor(low / step + 1e-9) * step, math.ceil(high / step - 1e-9) * step + (step if high == low else 0.0)


def _ticks(low: float, high: float, *, log: bool) -> tuple[tuple[float, str], ...]:
    if log:
        first, last = math.ceil(math.log10(low) - 1e-9), math.floor(math.log10(high) + 1e-9)
        found = [10.0**power for power in range(first, last + 1)]
        if len(found) < 2:  # noqa: PLR2004  (one label tells no scale)
            found = [low, *found, high]
        step = math.ceil(len(found) / MOST_TICKS)
        found = found[::-1][::step][::-1]
    else:
        step_wide = _nice((high - low) / (MOST_TICKS - 1), up=True)
        first, last = math.ceil(low / step_wide - 1e-9), math.floor(high / step_wide + 1e-9)
        found = [place * step_wide for place in range(first, last + 1)]
    return tuple((value, plain(round(value, 6))) for value in found)
