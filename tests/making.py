"""Small builders: entries with ordinary values, so that a test names only what it is about.

`AT` is the zero of time in tests; `hour(3)` is three hours later. Builders take the moment and any field to change.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from datetime import date, datetime, timedelta, timezone
from typing import Any

from blin21_desktop.domain.chart import Chart
from blin21_desktop.domain.entries import (
    Bag,
    BagChanged,
    BodyMeasured,
    CheckMissed,
    CrsChecked,
    DoseOrdered,
    DrugGiven,
    Entry,
    EntryWithdrawn,
    EventGraded,
    GvhdStaged,
    HandoverGiven,
    HandoverReceived,
    Ice,
    InfusionEnded,
    InfusionPaused,
    InfusionResumed,
    InfusionStarted,
    NeuroChecked,
    Override,
    Oxygen,
    PatientRegistered,
    PauseReason,
    PremedicationGiven,
    SecondCheck,
    VitalsMeasured,
    WritingSampled,
)
from blin21_desktop.domain.infusion import Course, courses
from blin21_desktop.domain.shift import Shift

TOKYO = timezone(timedelta(hours=9))
AT = datetime(2026, 11, 23, 10, 0, tzinfo=TOKYO)
PATIENT = "UPN-1"
LATE = "written up after the round"
OVERRIDE = Override(what="as charted", because="seen at the bedside", by="d1")

_ids = itertools.count(1)


def hour(hours: float = 0, *, seconds: int = 0) -> datetime:
    """The moment so many hours and seconds after `AT`."""
    return AT + timedelta(hours=hours, seconds=seconds)


def _common(at: datetime, changes: dict[str, Any], **defaults: Any) -> dict[str, Any]:  # noqa: ANN401
    base = {"id": f"id-{next(_ids):09}", "patient": PATIENT, "happened_at": at, "recorded_at": at, "by": "n1"}
    return {**base, **defaults, **changes}


def bag(at: datetime = AT, **changes: Any) -> Bag:  # noqa: ANN401
    """A 96 h bag as the Japanese table has it, hung at `at`, good for 10 days; each moment has its own label."""
    hours = changes.get("hours", 96)
    rate = changes.get("rate_ml_per_h", {24: 10.0, 48: 5.0, 72: 3.3, 96: 2.5, 168: 0.6}.get(hours, 1.0))
    fields: dict[str, Any] = {
        "label": "B" if at == AT else f"B-{at:%d%H%M%S}",
        "patient": PATIENT,
        "dose_micrograms_per_day": 9.0,
        "hours": hours,
        "volume_ml": round(rate * hours, 1),
        "rate_ml_per_h": rate,
        "use_before": at + timedelta(days=10),
    }
    return Bag(**{**fields, **changes})


def _flow(at: datetime, changes: dict[str, Any], hung: Bag | None) -> dict[str, Any]:
    shown = hung or bag(at)
    dose = changes.get("dose_micrograms_per_day", shown.dose_micrograms_per_day)
    rate = changes.get("rate_ml_per_h", shown.rate_ml_per_h)
    return {
        "bag": hung,
        "dose_micrograms_per_day": dose,
        "rate_ml_per_h": rate,
        "checked_by": "n2",
        "second_check": SecondCheck(rate_ml_per_h=rate, dose_micrograms_per_day=dose),
    }


def registered(at: datetime = AT, **changes: Any) -> PatientRegistered:  # noqa: ANN401
    """A patient of ten years under the Japanese label."""
    return PatientRegistered(
        **_common(
            at,
            changes,
            family_name="Test",
            given_name="One",
            hospital_id="H1",
            sex="female",
            birth_date=date(2016, 1, 10),
            allergies=(),
            protocol="sct-all-blin21",
            label="jp-pi-2021",
        )
    )


def measured(at: datetime = AT, weight_kg: float = 50.0, **changes: Any) -> BodyMeasured:  # noqa: ANN401
    """Weight and height."""
    return BodyMeasured(**_common(at, changes, weight_kg=weight_kg, height_cm=160.0))


def ordered(at: datetime = AT, dose: float = 9.0, **changes: Any) -> DoseOrdered:  # noqa: ANN401
    """A dose (microgram/day) ordered for course 1 from `at` on."""
    return DoseOrdered(
        **_common(
            at,
            changes,
            course=1,
            dose_micrograms_per_day=dose,
            basis="fixed",
            weight_kg=50.0,
            from_=at,
            prescriber="d1",
        )
    )


def started(at: datetime = AT, **changes: Any) -> InfusionStarted:  # noqa: ANN401
    """Course 1 begins."""
    return InfusionStarted(**_common(at, changes, course=1, **_flow(at, changes, changes.get("bag") or bag(at))))


def changed(at: datetime, **changes: Any) -> BagChanged:  # noqa: ANN401
    """A new bag takes over."""
    return BagChanged(**_common(at, changes, **_flow(at, changes, changes.get("bag") or bag(at))))


def paused(at: datetime, **changes: Any) -> InfusionPaused:  # noqa: ANN401
    """The line is interrupted."""
    return InfusionPaused(**_common(at, changes, reason=PauseReason.LINE_OR_PUMP, flushed=False))


def resumed(at: datetime, **changes: Any) -> InfusionResumed:  # noqa: ANN401
    """The same bag flows again (or the one given)."""
    return InfusionResumed(**_common(at, changes, **_flow(at, changes, changes.get("bag"))))


def premedicated(at: datetime, **changes: Any) -> PremedicationGiven:  # noqa: ANN401
    """Dexamethasone before a restart."""
    return PremedicationGiven(**_common(at, changes, drug="dexamethasone", dose_mg=6.0, before="restart"))


def ended(at: datetime, **changes: Any) -> InfusionEnded:  # noqa: ANN401
    """The course was completed."""
    return InfusionEnded(**_common(at, changes, outcome="course_completed"))


def oxygen(device: str = "none", flow: float | None = None, fio2: float | None = None, **changes: Any) -> Oxygen:  # noqa: ANN401
    """Oxygen by a device, with its flow (L/min) and fraction (%); a fraction counts as measured."""
    source = None if fio2 is None else "measured"
    fields = {"device": device, "flow_l_per_min": flow, "fio2_percent": fio2, "fio2_source": source}
    return Oxygen(**{**fields, **changes})


def vitals(at: datetime, temperature_c: float | None = 36.8, **changes: Any) -> VitalsMeasured:  # noqa: ANN401
    """Normal vital signs of a child of ten, on air."""
    return VitalsMeasured(
        **_common(
            at,
            changes,
            temperature_c=temperature_c,
            temperature_site="axillary",
            systolic_mmhg=104.0,
            diastolic_mmhg=62.0,
            pulse_per_min=88.0,
            respiration_per_min=18.0,
            spo2_percent=98.0,
            oxygen=oxygen(),
        )
    )


def crs(at: datetime = AT, fever: str = "no", hypotension: str = "none", **changes: Any) -> CrsChecked:  # noqa: ANN401
    """A check for CRS without any finding; `crs(at, "yes")` is grade 1."""
    return CrsChecked(
        **_common(at, changes, fever=fever, hypotension=hypotension, oxygen=oxygen(), life_threatening=False)
    )


def ice(orientation: int = 4, naming: int = 3, command: int = 1, writing: int = 1, attention: int = 1) -> Ice:
    """An ICE of ten points, or with items lost."""
    return Ice(orientation=orientation, naming=naming, command=command, writing=writing, attention=attention)


def neuro(at: datetime = AT, **changes: Any) -> NeuroChecked:  # noqa: ANN401
    """A normal neurological check by ICE, or by CAPD when `capd` is given."""
    tool = "capd" if "capd" in changes else "ice"
    return NeuroChecked(
        **_common(
            at,
            changes,
            tool=tool,
            ice=ice() if tool == "ice" else None,
            consciousness="awake",
            seizure="none",
            focal_weakness=False,
            raised_pressure="none",
            global_aphasia=False,
        )
    )


def sampled(at: datetime, **changes: Any) -> WritingSampled:  # noqa: ANN401
    """A handwriting sample of 800 × 300 pixels."""
    return WritingSampled(
        **_common(at, changes, sha256="ab" * 32, media_type="image/png", width=800, height=300, baseline=False)
    )


def missed(at: datetime, what: str = "crs", reason: str = "asleep", **changes: Any) -> CheckMissed:  # noqa: ANN401
    """A check that was not done because the child slept."""
    return CheckMissed(**_common(at, changes, what=what, reason=reason))


def graded(at: datetime, grade: int = 2, category: str = "hepatic", **changes: Any) -> EventGraded:  # noqa: ANN401
    """A grade of the adverse event `e-1`, new and not related."""
    return EventGraded(
        **_common(
            at,
            changes,
            event="e-1",
            term="Alanine aminotransferase increased",
            category=category,
            grade=grade,
            scale="CTCAE v5.0",
            present_at_baseline=False,
            related="no",
            haematological=False,
        )
    )


def staged(at: datetime = AT, skin: int = 0, liver: int = 0, lower_gi: int = 0, **changes: Any) -> GvhdStaged:  # noqa: ANN401
    """Acute GVHD staged by MAGIC; every organ at 0 unless said."""
    return GvhdStaged(**_common(at, changes, skin=skin, liver=liver, upper_gi=0, lower_gi=lower_gi, system="MAGIC"))


def drug(at: datetime, drug: str = "paracetamol", class_: str = "antipyretic", **changes: Any) -> DrugGiven:  # noqa: ANN401
    """A drug given beside the infusion."""
    return DrugGiven(**_common(at, changes, drug=drug, dose="250 mg", class_=class_))


def handed_over(at: datetime, severity: str = "watcher", **changes: Any) -> HandoverGiven:  # noqa: ANN401
    """Handed over for the eight hours from `at` on, to nobody named, without actions, lines or a recommendation."""
    shift = Shift(at, at + timedelta(hours=8)).text
    return HandoverGiven(
        **_common(at, changes, shift=shift, severity=severity, summary="as charted", actions=(), if_then=())
    )


def answered(at: datetime, handover: str, answer: str | None = "taken_over", **changes: Any) -> HandoverReceived:  # noqa: ANN401
    """n2 takes it over and repeated it back, or refuses."""
    because = "the pump was not looked at" if answer == "refused" else None
    return HandoverReceived(
        **_common(at, changes, by="n2", handover=handover, read_back=True, answer=answer, because=because)
    )


def withdrawn(at: datetime, target: str, **changes: Any) -> EntryWithdrawn:  # noqa: ANN401
    """An entry is taken back."""
    return EntryWithdrawn(**_common(at, changes, withdrawn=target, because="wrong patient"))


def chart(*entries: Entry) -> Chart:
    """A chart of these entries in this order of writing."""
    return Chart.of(PATIENT, entries)


def course(entries: Iterable[Entry], at: datetime) -> Course:
    """The newest course of these entries at `at`."""
    return courses(chart(*entries).infusion, at)[-1]
