"""The common part of every entry, and the words shared by several kinds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar


class Kind(StrEnum):
    """Every kind of entry, spelled as in the ward file."""

    PATIENT_REGISTERED = "patient_registered"
    BED_CHANGED = "bed_changed"
    BODY_MEASURED = "body_measured"
    TRANSPLANT_RECORDED = "transplant_recorded"
    ENROLLED = "enrolled"
    DOSE_ORDERED = "dose_ordered"
    INFUSION_STARTED = "infusion_started"
    BAG_CHANGED = "bag_changed"
    INFUSION_PAUSED = "infusion_paused"
    INFUSION_RESUMED = "infusion_resumed"
    INFUSION_ENDED = "infusion_ended"
    PUMP_READ = "pump_read"
    PREMEDICATION_GIVEN = "premedication_given"
    DRUG_GIVEN = "drug_given"
    VITALS_MEASURED = "vitals_measured"
    CRS_CHECKED = "crs_checked"
    NEURO_CHECKED = "neuro_checked"
    WRITING_SAMPLED = "writing_sampled"
    CHECK_MISSED = "check_missed"
    EVENT_GRADED = "event_graded"
    LAB_RESULTED = "lab_resulted"
    LAB_BASELINE_CHOSEN = "lab_baseline_chosen"
    LAB_CONDITION_ANSWERED = "lab_condition_answered"
    GVHD_STAGED = "gvhd_staged"
    MRD_RESULTED = "mrd_resulted"
    DECISION_TAKEN = "decision_taken"
    REVIEW_COMMENTED = "review_commented"
    ALERT_ACKNOWLEDGED = "alert_acknowledged"
    HANDOVER_GIVEN = "handover_given"
    HANDOVER_RECEIVED = "handover_received"
    SHEET_PRINTED = "sheet_printed"
    ENTRY_WITHDRAWN = "entry_withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """Why an improbable value was written all the same, and who answers for it."""

    what: str
    because: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the chart. Times are aware with a fixed offset (never a named zone), to the second.

    `happened_at` is the moment at the bedside, `recorded_at` the moment of writing. `id` is UUIDv7 text.
    """

    kind: ClassVar[Kind]
    id: str
    patient: str
    happened_at: datetime
    recorded_at: datetime
    by: str
    note: str | None = None
    override: Override | None = None
