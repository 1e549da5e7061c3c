"""Entries about findings at the bedside and in the laboratory."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Literal

from blin21_desktop.domain.entries.base import Entry, Kind

OxygenDevice = Literal[
    "none",
    "nasal_cannula",
    "high_flow_nasal",
    "mask",
    "non_rebreather",
    "venturi",
    "blow_by",
    "cpap",
    "bipap",
    "ventilator",
]


OrganToxicity = Literal["none", "grade_2", "grade_3", "grade_4", "grade_4_transaminase"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Oxygen:
    """Oxygen support: device, flow (L/min), inspired fraction (%) and whether that was measured."""

    device: OxygenDevice
    flow_l_per_min: float | None = None
    fio2_percent: float | None = None
    fio2_source: Literal["measured", "estimated"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VitalsMeasured(Entry):
    """Vital signs; what was not measured is absent."""

    kind: ClassVar[Kind] = Kind.VITALS_MEASURED
    temperature_c: float | None = None
    temperature_site: str | None = None
    systolic_mmhg: float | None = None
    diastolic_mmhg: float | None = None
    pulse_per_min: float | None = None
    respiration_per_min: float | None = None
    spo2_percent: float | None = None
    oxygen: Oxygen


@dataclass(frozen=True, slots=True, kw_only=True)
class CrsChecked(Entry):
    """Findings of a check for cytokine release syndrome (CRS).

    `fever` yes: 38.0 °C or more and no other cause; masked: it cannot be told because a drug hides it. The last two
    findings are asked for Lee 2014 only: `vasopressor_dose`, and the worst `organ_toxicity` (a transaminase of grade 4
    counts less than another organ's). `accepted_grade` is what the person accepts on CTCAE.
    """

    kind: ClassVar[Kind] = Kind.CRS_CHECKED
    fever: Literal["yes", "no", "masked"]
    hypotension: Literal["none", "fluids", "one_vasopressor", "one_vasopressor_and_vasopressin", "several_vasopressors"]
    oxygen: Oxygen
    life_threatening: bool
    vasopressor_dose: Literal["low", "high"] | None = None
    organ_toxicity: OrganToxicity | None = None
    accepted_grade: int | None = None
    because: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ice:
    """ICE score by item (ASTCT): orientation 0-4, naming 0-3, command, writing and attention 0-1.

    An item that could not be done is absent; `NeuroChecked.unable` then says why.
    """

    orientation: int | None = None
    naming: int | None = None
    command: int | None = None
    writing: int | None = None
    attention: int | None = None

    @property
    def total(self) -> int | None:
        """0 to 10; None while an item is absent."""
        items = (self.orientation, self.naming, self.command, self.writing, self.attention)
        return None if None in items else sum(item for item in items if item is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class NeuroChecked(Entry):
    """Findings of a neurotoxicity check: ICE or CAPD (eight items of 0-4), consciousness and signs.

    What could not be done or seen is absent and stands in `unable` with the reason: a tool ("ice", "capd"), an item of
    the ICE ("writing"), or a sign ("seizure"). `tool_because`: why the tool is not the one of the patient's age.
    """

    kind: ClassVar[Kind] = Kind.NEURO_CHECKED
    tool: Literal["ice", "capd"]
    tool_because: str | None = None
    ice: Ice | None = None
    capd: tuple[int, ...] | None = None
    consciousness: Literal["awake", "to_voice", "to_touch", "unarousable"] | None = None
    seizure: Literal["none", "brief", "prolonged_or_repetitive"] | None = None
    focal_weakness: bool | None = None
    raised_pressure: Literal["none", "focal_oedema", "diffuse_oedema_or_signs"] | None = None
    global_aphasia: bool | None = None
    unable: dict[str, str] | None = None
    accepted_grade: int | None = None
    because: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WritingSampled(Entry):
    """A handwriting sample, kept in the ward file under its `sha256` (64 hexadecimal digits, small letters).

    `width` and `height` in pixels; `baseline`: written before the treatment, to compare later ones with; `sentence`:
    the sentence that was asked for, which stays the same each time (grading notes 2.1).
    """

    kind: ClassVar[Kind] = Kind.WRITING_SAMPLED
    sha256: str
    media_type: Literal["image/jpeg", "image/png"]
    width: int
    height: int
    baseline: bool
    sentence: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckMissed(Entry):
    """A check that was due and was not done, and why. `until`: when an off-ward patient is expected back."""

    kind: ClassVar[Kind] = Kind.CHECK_MISSED
    what: Literal["vitals", "crs", "neuro", "lab"]
    reason: Literal["asleep", "refused", "off_ward", "other"]
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventGraded(Entry):
    """One grade of one adverse event; `event` stays the same over its time."""

    kind: ClassVar[Kind] = Kind.EVENT_GRADED
    event: str
    term: str
    category: Literal["crs", "neurologic", "seizure", "hepatic", "haematologic", "infection", "gvhd", "other"]
    grade: int
    scale: str
    present_at_baseline: bool
    related: Literal["yes", "no", "unknown"]
    haematological: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LabResulted(Entry):
    """A laboratory result; the value is decimal text as received, `happened_at` the collection time."""

    kind: ClassVar[Kind] = Kind.LAB_RESULTED
    analyte: str
    value: str
    unit: str
    lower_limit: str | None = None
    upper_limit: str | None = None
    specimen: str | None = None
    status: Literal["preliminary", "final", "corrected", "deleted"]
    source: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GvhdStaged(Entry):
    """Acute GVHD stages by organ, each 0-4, and the system they belong to.

    `performance_very_poor`: performance status 4 or Karnofsky below 30; only the Glucksberg kinds ask for it.
    """

    kind: ClassVar[Kind] = Kind.GVHD_STAGED
    skin: int
    liver: int
    upper_gi: int
    lower_gi: int
    system: Literal["MAGIC", "JSHCT", "Glucksberg", "IBMTR"]
    performance_very_poor: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MrdResulted(Entry):
    """Minimal residual disease: method, value as text, sample."""

    kind: ClassVar[Kind] = Kind.MRD_RESULTED
    method: Literal["pcr", "flow"]
    value: str
    sensitivity: str | None = None
    quantitative_range: str | None = None
    sample: str
    cluster_seen: bool | None = None
