"""Filling a form in tests: a setting over a ward in memory, and right texts for every form."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from blin21_desktop.domain.entries import Entry
from blin21_desktop.domain.people import Person
from blin21_desktop.forms import FORMS
from blin21_desktop.forms.fields import Reading, Second, Setting
from blin21_desktop.forms.form import Form, read
from blin21_desktop.service.ward import Ward
from tests.making import PATIENT, graded, handed_over, hour, measured, ordered, paused, registered, started
from tests.service.memory import HandClock, MemoryLog, knowledge, ward_of

TOKYO = ZoneInfo("Asia/Tokyo")
NURSE = Person(id="K.T", name="K. Tanaka", role="nurse")
IDS = ("new-1", "new-2", "new-3", "new-4")
BEFORE = (
    registered(hour(-72), bed="703"),
    measured(hour(-72)),
    ordered(hour(-24), 9.0, from_=hour(-1)),
)
RUNNING = (*BEFORE, started(hour(0)))
PAUSED = (*RUNNING, paused(hour(10)))

PICTURE = f"{'ab' * 32} image/png 800x300"
LINE = {"not_flushed": "yes", "filter_in_place": "yes", "pump_locked": "yes", "clamps_open": "yes"}
WHO = {"wristband": "H1", "birth_date": "2016-01-10"}
BAG = {
    "bag.patient": PATIENT,
    "bag.label": "B-2",
    "dose_micrograms_per_day": "9",
    "bag.hours": "96",
    "bag.volume_ml": "240",
    "bag.rate_ml_per_h": "2.5",
    "bag.use_before": "2026-12-01 12:00",
    "rate_ml_per_h": "2.5",
    **LINE,
}

VITALS = {
    "vitals": "all",
    "temperature_c": "36.8",
    "spo2_percent": "98",
    "systolic_mmhg": "98",
    "diastolic_mmhg": "56",
    "pulse_per_min": "92",
    "respiration_per_min": "20",
    "temperature_site": "axilla",
    "oxygen.device": "none",
}
NORMAL = {
    "crs": "normal",
    "crs.accepted_grade": "0",
    "tool": "normal",
    "signs": "normal",
    "neuro.accepted_grade": "0",
}
"""A check without a finding; the child is ten, so its tool is the CAPD."""

RIGHT: dict[str, tuple[tuple[Entry, ...], float, dict[str, str]]] = {
    "register": (
        (),
        0,
        {
            "patient": "UPN-9", "family_name": "New", "given_name": "Nine", "kana": "ニュー", "hospital_id": "H9",
            "sex": "male", "birth_date": "2015-03-01", "allergies": "eggs, milk", "bed": "701",
            "protocol": "sct-all-blin21", "label": "jp-pi-2021", "happened_at": "10:00",
        },
    ),
    "bed": (BEFORE, 1, {"bed": "704", "happened_at": "11:00"}),
    "body": (BEFORE, 1, {"weight_kg": "50.5", "height_cm": "161", "happened_at": "11:00"}),
    "transplant": (
        BEFORE,
        1,
        {
            "transplanted_on": "2026-09-01", "number": "1", "donor_source": "MUD", "hla_match": "8/8",
            "conditioning": "TBI", "gvhd_prophylaxis": "FK, MTX", "engrafted_on": "2026-09-20", "happened_at": "11:00",
        },
    ),
    "enrolment": (BEFORE, 1, {"enrolled_on": "2026-11-20", "happened_at": "11:00"}),
    "order": (
        BEFORE,
        1,
        {
            "prescriber": "Dr H", "course": "1", "dose_micrograms_per_day": "28", "basis": "fixed", "weight_kg": "50",
            "from": "2026-11-30 10:00", "happened_at": "11:00",
        },
    ),
    "start": (BEFORE, 0, {**WHO, "course": "1", **BAG, "happened_at": "10:00"}),
    "bag_change": (
        RUNNING,
        90,
        {**WHO, **BAG, "old_bag": "seen", "old_bag_remaining_ml": "15", "happened_at": "04:00"},
    ),
    "stop": (
        (*RUNNING, graded(hour(4), 3, "crs", event="crs-1", term="Cytokine release syndrome")),
        5,
        {
            "reason": "adverse_reaction", "event": "crs-1", "flushed": "no", "told": "Dr H",
            "pump": "stopped, 12.5 mL given", "happened_at": "15:00",
        },
    ),
    "resume": (
        PAUSED,
        12,
        {
            **WHO, "which_bag": "same", "ordered_by": "Dr H", "dose_micrograms_per_day": "9", "rate_ml_per_h": "2.5",
            **LINE, "happened_at": "22:00",
        },
    ),
    "end": (RUNNING, 700, {"outcome": "course_completed", "happened_at": "14:00"}),
    "pump": (
        RUNNING,
        5,
        {
            "running": "yes", "rate_ml_per_h": "2.5", "volume_given_ml": "12.5", "remaining_ml": "227.5",
            "happened_at": "15:00",
        },
    ),
    "premedication": (
        BEFORE,
        0,
        {"drug": "dexamethasone", "dose_mg": "7.5", "before": "start", "happened_at": "10:00"},
    ),
    "withdraw": (RUNNING, 1, {"because": "wrong patient"}),
    "check": (RUNNING, 5, {**VITALS, **NORMAL, "happened_at": "15:00"}),
    "vitals": (RUNNING, 5, {**VITALS, "happened_at": "15:00"}),
    "labs": (
        RUNNING,
        5,
        {"from": "paper", "leukocytes": "3.2", "alt": "31 U/L (10-42)", "more": "CRP 0.4", "happened_at": "15:00"},
    ),
    "lab_result": (
        RUNNING,
        5,
        {"analyte": "alt", "value": "31", "unit": "U/L", "status": "final", "happened_at": "15:00"},
    ),
    "crs": (
        RUNNING,
        5,
        {
            "crs": "items", "fever": "yes", "hypotension": "none", "oxygen.device": "none", "life_threatening": "no",
            "crs.accepted_grade": "1", "happened_at": "15:00",
        },
    ),
    "neuro": (
        RUNNING,
        5,
        {
            "tool": "ice", "tool_because": "old for his age", "tool.again": "items", "ice.orientation": "4",
            "ice.naming": "2", "ice.command": "1", "ice.writing": "0", "ice.attention": "1", "signs": "items",
            "consciousness": "awake", "seizure": "none", "focal_weakness": "no", "raised_pressure": "none",
            "global_aphasia": "no", "neuro.accepted_grade": "1", "happened_at": "15:00",
        },
    ),
    "missed": (RUNNING, 5, {"what": "neuro", "reason": "off_ward", "until": "2026-11-23 17:00",
                            "happened_at": "15:00"}),
    "event": (
        RUNNING,
        5,
        {
            "which": "new", "term": "headache", "term.found": "10019211", "grade": "2", "related": "yes",
            "present_at_baseline": "no", "happened_at": "15:00",
        },
    ),
    "gvhd": (
        RUNNING,
        5,
        {
            "skin": "2", "liver": "0", "upper_gi": "1", "lower_gi": "0", "performance_very_poor": "no",
            "system": "MAGIC", "happened_at": "15:00",
        },
    ),
    "writing": (RUNNING, 5, {"picture": PICTURE, "baseline": "no", "happened_at": "15:00"}),
    "decision": (RUNNING, 5, {"decision": "hold", "physician": "Dr H", "happened_at": "15:00"}),
    "handover": (
        RUNNING,
        5,
        {
            "severity": "watcher", "shift.from": "2026-11-23 16:00", "shift.to": "2026-11-24 00:00", "to": "M.S",
            "since": "2026-11-23 08:00", "summary": "R/R B-ALL, first course, tired", "happened_at": "15:00",
            "action.0.due": "2026-11-23 18:00", "action.0.what": "CRS check", "action.0.who": "M.S",
            "if_then": "fever: call Dr H\npump alarm: stay, call", "recommendation": "ask Dr H about the ALT",
        },
    ),
    "take_over": (
        (*RUNNING, handed_over(hour(4), by="M.S")),
        5,
        {"read_back": "yes", "answer": "taken_over", "happened_at": "15:00"},
    ),
    "drug": (RUNNING, 5, {"drug": "paracetamol", "dose": "300 mg", "class": "antipyretic", "happened_at": "15:00"}),
}  # fmt: skip
"""Form -> what was charted before, the hour it is filled (after 23-Nov-2026 10:00), and right texts."""

SECOND = Second(by="M.S", rate_ml_per_h=2.5, dose_micrograms_per_day=9.0)


def ward_with(*entries: Entry, at: datetime) -> Ward:
    """A ward in memory that already holds these entries."""
    return ward_of(MemoryLog(list(entries)), HandClock(at))


def setting(ward: Ward, at: datetime, *, patient: str = PATIENT, about: Entry | None = None) -> Setting:
    """Where a form stands."""
    return Setting(
        by=NURSE,
        now=at,
        zone=TOKYO,
        knowledge=knowledge(),
        ids=IDS,
        patient=patient,
        look=ward.look(patient, at) if patient else None,
        about=about,
    )


def filled(
    form_id: str, changes: Mapping[str, str] | None = None, *, second: Second | None = SECOND, without: str = ""
) -> tuple[Form, Setting, Reading, Ward]:
    """A form filled rightly but for `changes`, with its second check."""
    form = FORMS[form_id]
    before, hours, texts = RIGHT[form_id]
    at = hour(hours)
    ward = ward_with(*before, at=at)
    about = before[-1] if form_id in ("withdraw", "take_over") else None
    where = setting(ward, at, patient="" if form_id == "register" else PATIENT, about=about)
    typed = {key: text for key, text in {**texts, **(changes or {})}.items() if key != without and text}
    return form, where, read(form, where, typed, second if form.second_check else None), ward
