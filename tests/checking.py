"""Small builders of checks at the bedside: a well child, so that a test names only what it is about."""

from __future__ import annotations

import itertools
from datetime import datetime
from typing import Any

from blin21_desktop.domain.entries import (
    CheckMissed,
    CrsChecked,
    DrugGiven,
    Entry,
    EventGraded,
    GvhdStaged,
    Ice,
    NeuroChecked,
    Oxygen,
    PremedicationGiven,
    VitalsMeasured,
)
from tests.making import PATIENT

AIR = Oxygen(device="none")
FULL_ICE = Ice(orientation=4, naming=3, command=1, writing=1, attention=1)
_ids = itertools.count(1)


def _entry(kind: type[Entry], at: datetime, **fields: Any) -> Any:  # noqa: ANN401
    common = {"id": f"check-{next(_ids):06}", "patient": PATIENT, "happened_at": at, "recorded_at": at, "by": "K.T"}
    return kind(**{**common, **fields})


def vitals(at: datetime, **fields: Any) -> VitalsMeasured:  # noqa: ANN401
    """Vital signs of a well child."""
    well = {
        "temperature_c": 36.8,
        "temperature_site": "axillary",
        "systolic_mmhg": 104,
        "diastolic_mmhg": 62,
        "pulse_per_min": 96,
        "respiration_per_min": 20,
        "spo2_percent": 98,
        "oxygen": AIR,
    }
    return _entry(VitalsMeasured, at, **{**well, **fields})  # type: ignore[no-any-return]


def crs(at: datetime, fever: str = "no", hypotension: str = "none", **fields: Any) -> CrsChecked:  # noqa: ANN401
    """A CRS check; without fields nothing is found."""
    found = {"fever": fever, "hypotension": hypotension, "oxygen": AIR, "life_threatening": False}
    return _entry(CrsChecked, at, **{**found, **fields})  # type: ignore[no-any-return]


def neuro(at: datetime, ice: Ice | None = FULL_ICE, **fields: Any) -> NeuroChecked:  # noqa: ANN401
    """A neurological check; without fields nothing is found."""
    found = {
        "tool": "ice",
        "ice": ice,
        "consciousness": "awake",
        "seizure": "none",
        "focal_weakness": False,
        "raised_pressure": "none",
        "global_aphasia": False,
    }
    return _entry(NeuroChecked, at, **{**found, **fields})  # type: ignore[no-any-return]


def capd(at: datetime, *points: int, **fields: Any) -> NeuroChecked:  # noqa: ANN401
    """A neurological check of a child below twelve."""
    return neuro(at, None, tool="capd", capd=points or (0,) * 8, **fields)


def missed(at: datetime, what: str = "vitals", reason: str = "asleep", **fields: Any) -> CheckMissed:  # noqa: ANN401
    """A check that was not done."""
    return _entry(CheckMissed, at, what=what, reason=reason, **fields)  # type: ignore[no-any-return]


def event(at: datetime, term: str, grade: int, **fields: Any) -> EventGraded:  # noqa: ANN401
    """A grade of an adverse event; the term is its key."""
    found = {
        "event": term,
        "term": term,
        "category": "other",
        "grade": grade,
        "scale": "CTCAE v5.0",
        "present_at_baseline": False,
        "related": "unknown",
        "haematological": False,
    }
    return _entry(EventGraded, at, **{**found, **fields})  # type: ignore[no-any-return]


def drug(at: datetime, name: str, dose: str, class_: str, **fields: Any) -> DrugGiven:  # noqa: ANN401
    """A drug that matters for the checks."""
    return _entry(DrugGiven, at, drug=name, dose=dose, class_=class_, **fields)  # type: ignore[no-any-return]


def premedication(at: datetime, before: str = "start") -> PremedicationGiven:
    """Dexamethasone ahead of a start or a step."""
    return _entry(PremedicationGiven, at, drug="dexamethasone", dose_mg=6.6, before=before)  # type: ignore[no-any-return]


def staged(at: datetime, skin: int = 0, lower_gi: int = 0, **fields: Any) -> GvhdStaged:  # noqa: ANN401
    """Acute GVHD by MAGIC."""
    found = {"skin": skin, "liver": 0, "upper_gi": 0, "lower_gi": lower_gi, "system": "MAGIC"}
    return _entry(GvhdStaged, at, **{**found, **fields})  # type: ignore[no-any-return]


def all_well(at: datetime, **fields: Any) -> tuple[VitalsMeasured, CrsChecked, NeuroChecked]:  # noqa: ANN401
    """Every check of a round, of a child below twelve, with nothing found."""
    return (vitals(at, **fields), crs(at, **fields), capd(at, **fields))
