"""Entries about the infusion: order, start, bags, pauses, end, pump readings, drugs given around it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar, Literal

from blin21_desktop.domain.entries.base import Entry, Kind


class PauseReason(StrEnum):
    """Why the drug stopped flowing. Only an adverse reaction is what the labels' 7 and 14 days speak of."""

    ADVERSE_REACTION = "adverse_reaction"
    LINE_OR_PUMP = "line_or_pump"
    BAG = "bag"
    PROCEDURE = "procedure"
    ORDER = "order"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bag:
    """A bag as its pharmacy label reads: dose (microgram/day), hours of flow, volume to give (mL), rate (mL/h)."""

    label: str
    patient: str
    dose_micrograms_per_day: float
    hours: int
    volume_ml: float
    rate_ml_per_h: float
    made_at: datetime | None = None
    out_of_fridge_at: datetime | None = None
    use_before: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondCheck:
    """What the second person entered without seeing the first person's values."""

    rate_ml_per_h: float
    dose_micrograms_per_day: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LineChecks:
    """What was looked at on the line; each true or false as charted."""

    not_flushed: bool | None = None
    filter_in_place: bool | None = None
    pump_locked: bool | None = None
    clamps_open: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseOrdered(Entry):
    """A physician ordered a dose (microgram/day) for a course from a moment on (`from` in the ward file)."""

    kind: ClassVar[Kind] = Kind.DOSE_ORDERED
    course: int
    dose_micrograms_per_day: float
    basis: Literal["fixed", "per_m2", "physician"]
    bsa_m2: float | None = None
    weight_kg: float
    from_: datetime
    prescriber: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InfusionStarted(Entry):
    """The first bag of a course began to flow; the rate is as read from the pump."""

    kind: ClassVar[Kind] = Kind.INFUSION_STARTED
    course: int
    dose_micrograms_per_day: float
    rate_ml_per_h: float
    bag: Bag
    checked_by: str
    second_check: SecondCheck
    line_checks: LineChecks | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BagChanged(Entry):
    """A new bag took over; a change does not interrupt the flow."""

    kind: ClassVar[Kind] = Kind.BAG_CHANGED
    dose_micrograms_per_day: float
    rate_ml_per_h: float
    bag: Bag
    checked_by: str
    second_check: SecondCheck
    line_checks: LineChecks | None = None
    old_bag_remaining_ml: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InfusionPaused(Entry):
    """The drug stopped flowing for a while. `label_version`: which version of the label was in force then."""

    kind: ClassVar[Kind] = Kind.INFUSION_PAUSED
    reason: PauseReason
    event: str | None = None
    flushed: bool
    label_version: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InfusionResumed(Entry):
    """The drug flows again, from the same bag or a new one. `label_version` as of a stop."""

    kind: ClassVar[Kind] = Kind.INFUSION_RESUMED
    dose_micrograms_per_day: float
    rate_ml_per_h: float
    bag: Bag | None = None
    checked_by: str
    second_check: SecondCheck
    line_checks: LineChecks | None = None
    ordered_by: str | None = None
    label_version: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InfusionEnded(Entry):
    """The course is over: given to its end, or given up."""

    kind: ClassVar[Kind] = Kind.INFUSION_ENDED
    outcome: Literal["course_completed", "discontinued"]
    because: str | None = None
    event: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PumpRead(Entry):
    """What the pump showed: rate (mL/h), volumes (mL), and whether it ran at that moment."""

    kind: ClassVar[Kind] = Kind.PUMP_READ
    rate_ml_per_h: float
    volume_given_ml: float | None = None
    remaining_ml: float | None = None
    running: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PremedicationGiven(Entry):
    """A drug given ahead of a start, a step or a restart."""

    kind: ClassVar[Kind] = Kind.PREMEDICATION_GIVEN
    drug: str
    dose_mg: float
    before: Literal["start", "step", "restart", "other"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DrugGiven(Entry):
    """Another drug that matters for the checks (`class` in the ward file)."""

    kind: ClassVar[Kind] = Kind.DRUG_GIVEN
    drug: str
    dose: str
    class_: Literal[
        "antipyretic",
        "corticosteroid",
        "anti_cytokine",
        "vasopressor",
        "transfusion",
        "g_csf",
        "immunosuppressant",
        "other",
    ]
