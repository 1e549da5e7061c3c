"""Plays the worked examples of a label file: what its rules answer now, with the site's values in force."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Any

from blin21_desktop.domain.chart import Chart
from blin21_desktop.domain.entries import (
    Bag,
    BagChanged,
    BodyMeasured,
    CrsChecked,
    DoseOrdered,
    Entry,
    EventGraded,
    InfusionPaused,
    InfusionStarted,
    LabResulted,
    Oxygen,
    PatientRegistered,
    PauseReason,
    SecondCheck,
)
from blin21_desktop.domain.findings import Finding
from blin21_desktop.domain.knowledge import Example, Happened, Knowledge, Label
from blin21_desktop.rules import RULES
from blin21_desktop.rules.situation import Situation

ZERO = datetime(2026, 6, 1, 10, tzinfo=timezone(timedelta(hours=9)))
"""When the course of every example starts. No example is about a real day."""

PATIENT = "EXAMPLE"
Given = dict[str, str]
Common = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Played:
    """An example with what its rule answers now: `found` is written as `expect` is."""

    example: Example
    finding: Finding
    found: str

    @property
    def as_expected(self) -> bool:
        """Whether the rule answers what the source says."""
        return self.found == self.example.expect


def play(label: Label, knowledge: Knowledge) -> tuple[Played, ...]:
    """Every example of a label, played under it with all of this knowledge."""
    return tuple(_play(one, label, knowledge) for one in label.examples)


def _play(example: Example, label: Label, knowledge: Knowledge) -> Played:
    ids = itertools.count(1)
    entries = [entry for line in example.given for entry in _entries(line, label, knowledge, ids)]
    situation = Situation.of(Chart.of(PATIENT, entries), ZERO + example.at, knowledge)
    assert situation is not None  # noqa: S101  (the first line registers the patient: a test plays every example)
    finding = RULES[example.rule](situation)
    found = f"fires:{finding.action}" if finding.answer == "fires" else finding.answer
    return Played(example, finding, found)


def _entries(line: Happened, label: Label, knowledge: Knowledge, ids: Iterator[int]) -> Iterator[Entry]:
    at = ZERO + line.at

    def common(when: datetime = at) -> Common:
        return {"id": f"e{next(ids):04}", "patient": PATIENT, "happened_at": when, "recorded_at": when, "by": "example"}

    if line.what == "patient":
        yield from _patient(line.given, label.id, next(iter(sorted(knowledge.protocols)), ""), common)
    else:
        yield _WORDS[line.what](line.given, at, common())


def _patient(given: Given, label: str, protocol: str, common: Callable[..., Common]) -> Iterator[Entry]:
    """Registered, weighed and ordered the day before; then the first bag of the course runs."""
    before, dose, course = ZERO - timedelta(days=1), float(given["dose"]), int(given.get("course", "1"))
    yield PatientRegistered(
        **common(before),
        family_name="Example",
        given_name="Worked",
        hospital_id="EXAMPLE",
        sex="unknown",
        birth_date=date(ZERO.year - int(given["age"]), 1, 1),
        allergies=(),
        protocol=protocol,
        label=label,
    )
    kg = float(given["kg"])
    yield BodyMeasured(**common(before), weight_kg=kg, height_cm=float(given["cm"]))
    yield DoseOrdered(**common(before), course=course, dose_micrograms_per_day=dose, basis="physician", weight_kg=kg,
                      from_=ZERO, prescriber="example")  # fmt: skip
    yield InfusionStarted(**common(ZERO), course=course, **_flow(ZERO, given))


def _flow(at: datetime, given: Given) -> Common:
    """A bag that flows as its label reads, checked by a second person."""
    dose, hours, rate = float(given["dose"]), int(given["hours"]), float(given["rate"])
    bag = Bag(
        label=f"EXAMPLE-{hours}",
        patient=PATIENT,
        dose_micrograms_per_day=dose,
        hours=hours,
        volume_ml=rate * hours,
        rate_ml_per_h=rate,
        use_before=at + timedelta(days=10),
    )
    second = SecondCheck(rate_ml_per_h=rate, dose_micrograms_per_day=dose)
    return {"dose_micrograms_per_day": dose, "rate_ml_per_h": rate, "bag": bag, "checked_by": "example 2",
            "second_check": second}  # fmt: skip


def _crs(given: Given, _at: datetime, common: Common) -> Entry:
    return CrsChecked(**common, fever="yes", hypotension="none", oxygen=Oxygen(device="none"), life_threatening=False,
                      accepted_grade=int(given["grade"]), because="example")  # fmt: skip


def _event(given: Given, _at: datetime, common: Common) -> Entry:
    kind: Any = given["kind"]
    return EventGraded(**common, event=given["key"], term=kind, category=kind, grade=int(given["grade"]),
                       scale="CTCAE v5.0", present_at_baseline=False, related="unknown",
                       haematological=False)  # fmt: skip


def _pause(given: Given, _at: datetime, common: Common) -> Entry:
    return InfusionPaused(**common, reason=PauseReason(given["reason"]), event=given.get("for"), flushed=False)


def _bag(given: Given, at: datetime, common: Common) -> Entry:
    return BagChanged(**common, **_flow(at, given))


def _lab(given: Given, _at: datetime, common: Common) -> Entry:
    return LabResulted(**common, analyte=given["analyte"], value=given["value"], unit="U/L", upper_limit=given["upper"],
                       status="final")  # fmt: skip


_WORDS: dict[str, Callable[[Given, datetime, Common], Entry]] = {
    "crs": _crs,
    "event": _event,
    "pause": _pause,
    "bag": _bag,
    "lab": _lab,
}
