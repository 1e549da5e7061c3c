"""Entries by which a person says what no laboratory value tells: which baseline, which limb, which condition."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from blin21_desktop.domain.entries.base import Entry, Kind

Limb = Literal["baseline_normal", "baseline_abnormal", "on_anticoagulation", "not_anticoagulated"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LabBaselineChosen(Entry):
    """Which sample is the baseline of an analyte in a course (`result`: id of a result), or which limb applies."""

    kind: ClassVar[Kind] = Kind.LAB_BASELINE_CHOSEN
    course: int
    analyte: str
    result: str | None = None
    limb: Limb | None = None
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LabConditionAnswered(Entry):
    """Whether a condition of a term ("symptoms") was there when a result was taken; `result` is its id."""

    kind: ClassVar[Kind] = Kind.LAB_CONDITION_ANSWERED
    result: str
    term: str
    condition: str
    answer: Literal["yes", "no"]
