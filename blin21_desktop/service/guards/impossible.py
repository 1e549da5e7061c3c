"""Values no bedside can produce. They are refused and cannot be overridden."""

from __future__ import annotations

import math
from dataclasses import fields
from datetime import timedelta

from blin21_desktop.domain.entries import (
    Bag,
    BagChanged,
    DecisionTaken,
    Entry,
    EntryWithdrawn,
    EventGraded,
    InfusionPaused,
    InfusionResumed,
    InfusionStarted,
    LabBaselineChosen,
    LabConditionAnswered,
    PatientRegistered,
    PumpRead,
)
from blin21_desktop.domain.text import say
from blin21_desktop.service.guards.alerts import ill_acknowledgement
from blin21_desktop.service.guards.checks import ill_checks
from blin21_desktop.service.guards.decisions import ill_decision, ill_version
from blin21_desktop.service.guards.events import ill_event
from blin21_desktop.service.guards.handover import ill_handover
from blin21_desktop.service.guards.labs import ill_labs
from blin21_desktop.service.guards.ranges import out_of_range
from blin21_desktop.service.guards.review import ill_review, in_time
from blin21_desktop.service.guards.scene import Scene, Wrongs

FUTURE_ALLOWANCE = timedelta(minutes=5)
"""How far a bedside clock may run ahead of this one (contract, section 1)."""

Hanging = InfusionStarted | BagChanged | InfusionResumed


def impossible(entry: Entry, scene: Scene) -> Wrongs:
    """Everything impossible about one entry."""
    yield from _common(entry, scene)
    yield from out_of_range(entry)
    yield from ill_checks(entry, scene)
    yield from ill_acknowledgement(entry, scene)
    yield from ill_review(entry, scene)
    yield from ill_handover(entry, scene)
    if isinstance(entry, EventGraded):
        yield from ill_event(entry, scene)
    if isinstance(entry, LabBaselineChosen | LabConditionAnswered):
        yield from ill_labs(entry, scene)
    if isinstance(entry, PatientRegistered):
        yield from _registration(entry, scene)
    elif scene.registered is None and not isinstance(entry, EntryWithdrawn):
        yield (
            "patient",
            say("{patient} is not registered in this ward file", patient=entry.patient),
            say("register the patient first, or check the study number"),
        )
    if isinstance(entry, EntryWithdrawn):
        yield from _withdrawal(entry, scene)
    if isinstance(entry, Hanging):
        yield from _hanging(entry)
    if isinstance(entry, InfusionStarted):
        yield from _start(entry, scene)
    if isinstance(entry, DecisionTaken):
        yield from ill_decision(entry, scene)
    if isinstance(entry, DecisionTaken | InfusionPaused | InfusionResumed):
        yield from ill_version(entry)


def _common(entry: Entry, scene: Scene) -> Wrongs:
    for field in ("id", "patient", "by"):
        if not getattr(entry, field).strip():
            yield field, say("it is empty"), say("a text that names it")
    if scene.chart.find(entry.id) is not None:
        yield "id", say("an entry with this id is written already"), say("leave the id out, or use a new one")
    if entry.happened_at > scene.now + FUTURE_ALLOWANCE:
        yield (
            "happened_at",
            say("{at:moment} is in the future; the clock says {now:moment}", at=entry.happened_at, now=scene.now),
            in_time(entry),
        )


def _registration(entry: PatientRegistered, scene: Scene) -> Wrongs:
    if scene.registered is not None:
        yield (
            "patient",
            say("{patient} is registered already", patient=entry.patient),
            say("to correct it, withdraw the old registration and register again in one batch"),
        )
    known = scene.knowledge
    if entry.protocol not in known.protocols:
        ids = ", ".join(sorted(known.protocols))
        yield "protocol", say("{id} is not a protocol file", id=entry.protocol), say("one of: {ids}", ids=ids)
    if entry.label not in known.labels:
        ids = ", ".join(sorted(known.labels))
        yield "label", say("{id} is not a drug-label file", id=entry.label), say("one of: {ids}", ids=ids)
    if entry.birth_date > entry.happened_at.date():
        yield "birth_date", say("the birth date lies after the registration"), say("the patient's birth date")


def _withdrawal(entry: EntryWithdrawn, scene: Scene) -> Wrongs:
    if scene.chart.find(entry.withdrawn) is None:
        yield (
            "withdrawn",
            say("no entry of {patient} has the id {id}", patient=entry.patient, id=entry.withdrawn),
            say("the id of an entry written earlier for the same patient"),
        )
    elif entry.withdrawn in scene.chart.withdrawn:
        yield "withdrawn", say("that entry is withdrawn already"), say("nothing needs to be done")
    if not entry.because.strip():
        yield "because", say("no reason is given"), say("why the entry is taken back")


def _hanging(entry: Hanging) -> Wrongs:
    if entry.checked_by.strip() == entry.by.strip():
        yield (
            "checked_by",
            say("{who} cannot check their own work", who=entry.by),
            say("the id of a second person"),
        )
    if not entry.checked_by.strip():
        yield "checked_by", say("it is empty"), say("the id of a second person")
    check = entry.second_check
    for field in ("rate_ml_per_h", "dose_micrograms_per_day"):
        first, second = getattr(entry, field), getattr(check, field)
        if first != second:
            yield (
                f"second_check.{field}",
                say("the second person read {second:number}, the first {first:number}", second=second, first=first),
                say("both read the pump and the bag again, each alone"),
            )
    if entry.bag is not None:
        yield from _bag(entry.bag, entry.patient)


def _bag(bag: Bag, patient: str) -> Wrongs:
    if bag.patient != patient:
        yield (
            "bag.patient",
            say("this bag is for {other}, not for {patient}", other=bag.patient, patient=patient),
            say("do not hang it: fetch the bag of this patient"),
        )
    if not bag.label.strip():
        yield "bag.label", say("it is empty"), say("the text printed on the bag")


def _start(entry: InfusionStarted, scene: Scene) -> Wrongs:
    there = [scene.course_at(entry.happened_at)]
    if scene.newest_course is not None and scene.newest_course.number == entry.course:
        there.append(scene.newest_course)  # a start written up late, before the one that is charted
    course = next((c for c in there if c is not None and c.under_way), None)
    if course is not None:
        yield (
            "course",
            say("course {number:number} is under way since {at:moment}", number=course.number, at=course.started_at),
            say("chart a bag change, a resume, or the end of the course"),
        )


POSITIVE = frozenset(
    {"dose_micrograms_per_day", "rate_ml_per_h", "volume_ml", "weight_kg", "height_cm", "bsa_m2", "dose_mg"}
)
"""Numbers that must be above 0, wherever they stand."""

SMALLEST, LARGEST = 0.001, 100_000.0
"""Bounds of any number on a chart: beyond them it is a slip of keys or a broken file, whatever the field means."""

NOT_NEGATIVE = frozenset({"old_bag_remaining_ml", "volume_given_ml", "remaining_ml"})
"""Volumes read from a bag or pump; 0 is a reading."""


def _numbers(value: object, path: str = "") -> list[tuple[str, str, float]]:
    found: list[tuple[str, str, float]] = []
    for field in fields(value):  # type: ignore[arg-type]
        inner = getattr(value, field.name)
        place = f"{path}{field.name}"
        if isinstance(inner, float):
            found.append((place, field.name, inner))
        elif hasattr(inner, "__dataclass_fields__"):
            found.extend(_numbers(inner, f"{place}."))
    return found


def ill_numbers(entry: Entry) -> Wrongs:
    """Non-finite numbers anywhere; zero or less where only more makes sense; sizes no bedside unit can have.

    A pump that stands still may show rate 0.
    """
    stands_still = isinstance(entry, PumpRead) and not entry.running
    for place, name, value in _numbers(entry):
        zero_is_fine = stands_still and name == "rate_ml_per_h"
        if not math.isfinite(value):
            yield place, say("it is not a finite number"), say("a number in plain digits")
        elif value < 0 and (name in POSITIVE or name in NOT_NEGATIVE):
            yield place, say("{value:number} is below 0", value=value), say("a number of 0 or more")
        elif value == 0 and name in POSITIVE and not zero_is_fine:
            yield place, say("it is 0"), say("a number above 0")
        elif value and not SMALLEST <= abs(value) <= LARGEST:
            wanted = say("a number from {low:number} to {high:number}", low=SMALLEST, high=LARGEST)
            yield place, say("it is out of all proportion"), wanted
