"""What else is charted around a course: checks, results, events, decisions, handovers, corrections."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from blin21_desktop.domain.entries import (
    Action,
    AlertAcknowledged,
    BedChanged,
    BodyMeasured,
    CheckMissed,
    CrsChecked,
    DecisionTaken,
    DrugGiven,
    Enrolled,
    Entry,
    EntryWithdrawn,
    EventGraded,
    GvhdStaged,
    HandoverGiven,
    HandoverReceived,
    Ice,
    LabResulted,
    MrdResulted,
    NeuroChecked,
    Oxygen,
    PatientRegistered,
    SheetPrinted,
    TransplantRecorded,
    VitalsMeasured,
)
from tests.bench.infusion_story import Setting

DAYS = 28
ROOM_AIR = Oxygen(device="none")
ANALYTES = {  # first value, change per day, unit
    "lymphocytes": (0.9, 0.78, "10*9/L"),
    "leukocytes": (4.1, 0.96, "10*9/L"),
    "neutrophils": (2.6, 0.94, "10*9/L"),
    "platelets": (140.0, 0.98, "10*9/L"),
    "haemoglobin": (9.8, 0.995, "g/dL"),
    "ast": (24.0, 1.02, "U/L"),
    "alt": (22.0, 1.02, "U/L"),
    "ggt": (31.0, 1.01, "U/L"),
    "ld": (240.0, 0.99, "U/L"),
    "bilirubin_total": (0.6, 1.01, "mg/dL"),
    "creatinine": (0.5, 1.0, "mg/dL"),
    "urea": (13.0, 1.0, "mg/dL"),
    "crp": (1.2, 0.88, "mg/dL"),
    "ferritin": (900.0, 0.98, "ng/mL"),
    "fibrinogen": (260.0, 0.99, "mg/dL"),
    "d_dimer": (1.1, 0.99, "ug/mL"),
    "albumin": (3.4, 1.0, "g/dL"),
    "sodium": (139.0, 1.0, "mmol/L"),
    "potassium": (4.0, 1.0, "mmol/L"),
    "il6": (12.0, 0.85, "pg/mL"),
}


def background(setting: Setting, bed: str, protocol: str, label: str) -> Iterator[Entry]:
    """Who the patient is, five days before the course; marked synthetic."""
    day = setting.at(-120.0).date()
    yield PatientRegistered(
        **setting.common(-120.0, "synthetic patient, invented for measuring"),
        family_name=f"Bench{setting.patient[-4:]}",
        given_name="Synthetic",
        kana="ベンチ",
        hospital_id=f"H-{setting.patient}",
        sex=setting.dice.choice(("female", "male")),
        birth_date=date(day.year - setting.dice.randrange(3, 20), 1, 10),
        allergies=(),
        bed=None,
        protocol=protocol,
        label=label,
    )
    yield BedChanged(**setting.common(-119.0), bed=bed)
    yield BodyMeasured(**setting.common(-118.0), weight_kg=52.4, height_cm=158.0)
    yield TransplantRecorded(
        **setting.common(-117.0), transplanted_on=day - timedelta(days=60), number=1, gvhd_prophylaxis=("tacrolimus",)
    )
    yield Enrolled(**setting.common(-116.0), enrolled_on=day)


def bedside(setting: Setting, vitals_a_day: int, panels_a_day: float) -> Iterator[Entry]:
    """All days of a course: vital signs so often, laboratory panels so often, everything else as usual."""
    for day in range(DAYS):
        for turn in range(vitals_a_day):
            yield _vitals(setting, 24 * (day + turn / vitals_a_day))
        for turn in range(4):
            yield from _checks(setting, 24.0 * day + 6 * turn + 0.2)
        yield from _day(setting, day)
    panels = round(DAYS * panels_a_day)
    for panel in range(panels):
        yield from _panel(setting, 24 * DAYS * panel / panels + 5.5)
    yield from _once(setting)


def _vitals(setting: Setting, hours: float) -> Entry:
    dice = setting.dice
    return VitalsMeasured(
        **setting.common(hours),
        temperature_c=round(dice.gauss(37.0 + 1.2 * (24 < hours < 96), 0.4), 1),
        temperature_site="axilla",
        systolic_mmhg=float(dice.randrange(88, 130)),
        diastolic_mmhg=float(dice.randrange(45, 80)),
        pulse_per_min=float(dice.randrange(70, 130)),
        respiration_per_min=float(dice.randrange(14, 28)),
        spo2_percent=float(dice.randrange(94, 100)),
        oxygen=ROOM_AIR,
    )


def _checks(setting: Setting, hours: float) -> Iterator[Entry]:
    if setting.dice.random() < 0.02:
        yield CheckMissed(**setting.common(hours), what="crs", reason="asleep")
        return
    feverish = 24 < hours < 96
    yield CrsChecked(
        **setting.common(hours),
        fever="yes" if feverish else "no",
        hypotension="none",
        oxygen=ROOM_AIR,
        life_threatening=False,
        accepted_grade=int(feverish),
    )
    yield NeuroChecked(
        **setting.common(hours + 0.1),
        tool="ice",
        ice=Ice(orientation=4, naming=3, command=1, writing=1, attention=1),
        consciousness="awake",
        seizure="none",
        focal_weakness=False,
        raised_pressure="none",
        global_aphasia=False,
        accepted_grade=0,
    )


def _panel(setting: Setting, hours: float) -> Iterator[Entry]:
    dice, day = setting.dice, hours / 24
    if dice.random() < 0.03:
        return  # a missing day
    for analyte, (first, change, unit) in ANALYTES.items():
        value = first * change**day * dice.uniform(0.9, 1.1)
        if analyte == "crp" and 2 <= day < 5:
            value *= 6
        text = "<0.02" if dice.random() < 0.01 else f"{value:.2f}"
        yield LabResulted(**setting.common(hours), analyte=analyte, value=text, unit=unit, status="final")


def _day(setting: Setting, day: int) -> Iterator[Entry]:
    hours = 24.0 * day
    given = HandoverGiven(
        **setting.common(hours + 22.0),
        shift="night",
        severity="stable",
        summary="synthetic: afebrile, line in place",
        actions=(Action(due=setting.at(hours + 26.0), what="bag change"),),
        if_then=("fever 38.0 or more: call",),
    )
    yield given
    yield HandoverReceived(**setting.common(hours + 22.2), handover=given.id, read_back=True)
    yield SheetPrinted(
        **setting.common(hours + 21.5), sheet="handover-ja", based_on=100, knowledge="0" * 16, sha256="0" * 64
    )
    yield DrugGiven(**setting.common(hours + 9.0), drug="acetaminophen", dose="300 mg", class_="antipyretic")
    if day % 7 == 0:
        yield BodyMeasured(**setting.common(hours + 7.0), weight_kg=round(setting.dice.gauss(52.0, 0.6), 1))
        yield GvhdStaged(**setting.common(hours + 10.0), skin=0, liver=0, upper_gi=0, lower_gi=0, system="MAGIC")


def _once(setting: Setting) -> Iterator[Entry]:
    yield EventGraded(
        **setting.common(30.0),
        event="fever-1",
        term="Fever",
        category="crs",
        grade=1,
        scale="CTCAE v5.0",
        present_at_baseline=False,
        related="yes",
        haematological=False,
    )
    yield AlertAcknowledged(**setting.common(31.0), alert="hold.crs", because="physician informed")
    yield DecisionTaken(**setting.common(32.0), decision="continue", physician="d-doi", findings=("crs.hold",))
    yield MrdResulted(**setting.common(24.0 * 15), method="flow", value="<0.01", sample="bone marrow")


def corrected(setting: Setting, entries: Iterable[Entry]) -> Iterator[Entry]:
    """The entries with 2 % of the results withdrawn and written again an hour later."""
    for entry in entries:
        yield entry
        if isinstance(entry, LabResulted | VitalsMeasured) and setting.dice.random() < 0.02:
            hours = (entry.happened_at - setting.start).total_seconds() / 3600
            yield EntryWithdrawn(**setting.common(hours + 1.0), withdrawn=entry.id, because="misread")
            again = setting.common(hours + 1.0)
            yield dataclasses.replace(entry, id=again["id"], recorded_at=again["recorded_at"])
