"""Two patients with any history: entries of every kind that a rule reads, fitting or not, some written days later."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from blin21_desktop.domain.entries import (
    AlertAcknowledged,
    DecisionTaken,
    Entry,
    LabResulted,
    MrdResulted,
    PauseReason,
    PremedicationGiven,
    PumpRead,
)
from tests.making import (
    bag,
    changed,
    crs,
    drug,
    ended,
    graded,
    hour,
    measured,
    missed,
    neuro,
    ordered,
    oxygen,
    paused,
    registered,
    resumed,
    staged,
    started,
    vitals,
    withdrawn,
)

DAYS = 24 * 30
PATIENTS = ("UPN-1", "UPN-2")
HOURS = st.one_of(st.integers(0, DAYS * 4), st.integers((DAYS - 60) * 4, DAYS * 4)).map(lambda quarter: quarter / 4)
"""Quarters of an hour within a month; every second one in its last days."""


def _common(at: datetime) -> dict[str, Any]:
    return {"id": "", "patient": "", "happened_at": at, "recorded_at": at, "by": "n1"}


def _checks(draw: st.DrawFn, at: datetime) -> list[Entry]:
    grade = draw(st.sampled_from([None, None, 0, 1, 3, 4]))
    category = draw(st.sampled_from(["crs", "neurologic"]))
    what = draw(st.sampled_from(["vitals", "crs", "neuro"]))
    return [
        *(vitals(at) for _ in range(3)),
        crs(at, draw(st.sampled_from(["no", "yes", "masked"])), accepted_grade=grade),
        crs(at, "yes", "several_vasopressors", oxygen=oxygen(draw(st.sampled_from(["none", "mask"])))),
        neuro(at, accepted_grade=grade, seizure=draw(st.sampled_from(["none", "brief"]))),
        neuro(at, capd=(0, 0, 1, 0, 0, 0, 0, 0)),
        missed(at, what, draw(st.sampled_from(["asleep", "off_ward"]))),
        graded(at, draw(st.integers(0, 4)), category, event=draw(st.sampled_from(["e-1", "e-2"]))),
        staged(at, skin=2),
        AlertAcknowledged(**_common(at), alert=f"{what}@", because="seen"),
    ]


def _flow(draw: st.DrawFn, at: datetime) -> list[Entry]:
    hung = bag(at, dose_micrograms_per_day=draw(st.sampled_from([9.0, 28.0])))
    return [
        PumpRead(**_common(at), rate_ml_per_h=2.5, running=draw(st.booleans())),
        measured(at, draw(st.sampled_from([44.0, 50.0]))),
        ordered(at, 28.0),
        paused(at, reason=PauseReason.ADVERSE_REACTION, event="e-1"),
        paused(at),
        resumed(at, bag=hung),
        changed(at, bag=hung),
        started(at, course=2),
        ended(at),
        withdrawn(at, f"e{draw(st.integers(0, 40)):02}"),
    ]


def _rest(draw: st.DrawFn, at: datetime) -> list[Entry]:
    rule = draw(st.sampled_from(["crs.hold", "liver.hold", "neuro.hold", "pump.read"]))
    lab = LabResulted(
        **_common(at),
        analyte=draw(st.sampled_from(["ast", "alt", "bilirubin_total", "crp"])),
        value=draw(st.sampled_from(["20", ">300"])),
        unit="U/L",
        upper_limit="40",
        status=draw(st.sampled_from(["final", "corrected", "deleted"])),
    )
    return [
        *(lab,) * 4,
        PremedicationGiven(**_common(at), drug="dexamethasone", dose_mg=5.0, before="restart"),
        drug(at, "tacrolimus", "immunosuppressant"),
        DecisionTaken(**_common(at), decision="continue", physician="d1", findings=(rule,), because="seen"),
        MrdResulted(**_common(at), method="pcr", value="<0.01", sample="marrow"),
    ]


@st.composite
def entry(draw: st.DrawFn, place: int) -> Entry:
    """One entry."""
    at = hour(draw(HOURS))
    one = draw(st.sampled_from(draw(st.sampled_from([_checks, _checks, _flow, _rest]))(draw, at)))
    late = timedelta(hours=draw(st.sampled_from([0, 0, 0, 1, 30, 200])))
    return replace(one, id=f"e{place:02}", patient=draw(st.sampled_from(PATIENTS)), recorded_at=at + late)


@st.composite
def written(draw: st.DrawFn) -> list[Entry]:
    """A start of each patient, and up to forty more entries, in order of writing."""
    first: list[Entry] = []
    for patient in PATIENTS:
        label = draw(st.sampled_from(["jp-pi-2021", "us-pi-2025"]))
        own = (registered(hour(-9), label=label), measured(hour(-8)), ordered(hour(-8)), started(hour(0)))
        first += [replace(one, id=f"{patient}-{place}", patient=patient) for place, one in enumerate(own)]
    more = [draw(entry(place)) for place in range(draw(st.integers(0, 40)))]
    return [*first, *sorted(more, key=lambda e: e.recorded_at)]
