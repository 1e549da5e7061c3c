"""Every kind of entry a chart can hold, as frozen dataclasses; fields as on the contract page.

Two fields carry a trailing underscore because their public name is a Python word: `from_`, `class_`.
"""

from __future__ import annotations

from blin21_desktop.domain.entries.base import Entry, Kind, Override
from blin21_desktop.domain.entries.checks import (
    CheckMissed,
    CrsChecked,
    EventGraded,
    GvhdStaged,
    Ice,
    LabResulted,
    MrdResulted,
    NeuroChecked,
    Oxygen,
    VitalsMeasured,
    WritingSampled,
)
from blin21_desktop.domain.entries.infusion import (
    Bag,
    BagChanged,
    DoseOrdered,
    DrugGiven,
    InfusionEnded,
    InfusionPaused,
    InfusionResumed,
    InfusionStarted,
    LineChecks,
    PauseReason,
    PremedicationGiven,
    PumpRead,
    SecondCheck,
)
from blin21_desktop.domain.entries.labs import LabBaselineChosen, LabConditionAnswered
from blin21_desktop.domain.entries.patient import (
    BedChanged,
    BodyMeasured,
    Enrolled,
    PatientRegistered,
    TransplantRecorded,
)
from blin21_desktop.domain.entries.record import (
    Action,
    AlertAcknowledged,
    DecisionTaken,
    EntryWithdrawn,
    HandoverGiven,
    HandoverReceived,
    ReviewCommented,
    SheetPrinted,
)

KINDS: dict[Kind, type[Entry]] = {
    cls.kind: cls
    for cls in (
        PatientRegistered,
        BedChanged,
        BodyMeasured,
        TransplantRecorded,
        Enrolled,
        DoseOrdered,
        InfusionStarted,
        BagChanged,
        InfusionPaused,
        InfusionResumed,
        InfusionEnded,
        PumpRead,
        PremedicationGiven,
        DrugGiven,
        VitalsMeasured,
        CrsChecked,
        NeuroChecked,
        WritingSampled,
        CheckMissed,
        EventGraded,
        LabResulted,
        LabBaselineChosen,
        LabConditionAnswered,
        GvhdStaged,
        MrdResulted,
        DecisionTaken,
        ReviewCommented,
        AlertAcknowledged,
        HandoverGiven,
        HandoverReceived,
        SheetPrinted,
        EntryWithdrawn,
    )
}
"""Kind -> class."""

__all__ = [
    "KINDS", "Action", "AlertAcknowledged", "Bag", "BagChanged", "BedChanged", "BodyMeasured", "CheckMissed",
    "CrsChecked", "DecisionTaken", "DoseOrdered", "DrugGiven", "Enrolled", "Entry", "EntryWithdrawn", "EventGraded",
    "GvhdStaged", "HandoverGiven", "HandoverReceived", "Ice", "InfusionEnded", "InfusionPaused", "InfusionResumed",
    "InfusionStarted", "Kind", "LabBaselineChosen", "LabConditionAnswered", "LabResulted", "LineChecks", "MrdResulted",
    "NeuroChecked", "Override", "Oxygen", "PatientRegistered", "PauseReason", "PremedicationGiven", "PumpRead",
    "ReviewCommented", "SecondCheck", "SheetPrinted", "TransplantRecorded", "VitalsMeasured", "WritingSampled",
]  # fmt: skip
