"""Values that are possible but unlikely. They are asked about, and written only with an override."""

from __future__ import annotations

from datetime import timedelta

from blin21_desktop.domain.entries import (
    Bag,
    BagChanged,
    DecisionTaken,
    DoseOrdered,
    Entry,
    InfusionResumed,
    InfusionStarted,
    NeuroChecked,
    ReviewCommented,
)
from blin21_desktop.domain.infusion import INFUSION_KINDS, Status, allowed
from blin21_desktop.domain.text import say
from blin21_desktop.rules.bag import rate_question, volume_question
from blin21_desktop.rules.situation import Situation
from blin21_desktop.rules.tool import tool_of_age
from blin21_desktop.service.guards.decisions import unprepared
from blin21_desktop.service.guards.handover import odd_handover
from blin21_desktop.service.guards.review import unseen
from blin21_desktop.service.guards.scene import Scene, Wrongs

LATE_AFTER = timedelta(minutes=15)
"""An entry about a moment further back needs a note (contract, section 1)."""

Hanging = InfusionStarted | BagChanged | InfusionResumed


def improbable(entry: Entry, scene: Scene) -> Wrongs:
    """Everything improbable about one entry."""
    if isinstance(entry, DecisionTaken | ReviewCommented) and entry.copy is not None:
        yield from unseen(entry, scene)  # its copy says why it is written late
    elif scene.now - entry.happened_at > LATE_AFTER and not (entry.note or "").strip():
        yield (
            "happened_at",
            say("{at:moment} is more than 15 minutes back", at=entry.happened_at),
            say("say in the note why it is written late"),
        )
    yield from odd_handover(entry, scene)
    if isinstance(entry, NeuroChecked):
        yield from _tool(entry, scene)
    if entry.kind in INFUSION_KINDS:
        yield from _does_not_fit(entry, scene)
    if isinstance(entry, DoseOrdered | InfusionStarted):
        yield from _course_number(entry, scene)
    if isinstance(entry, Hanging):
        yield from _dose(entry, scene)
        yield from _bag(entry, scene)
    if isinstance(entry, InfusionResumed):
        yield from unprepared(entry, scene)


def _tool(entry: NeuroChecked, scene: Scene) -> Wrongs:
    """Another tool than that of the patient's age needs a reason (grading notes 2.2)."""
    seen = Situation.of(scene.chart, entry.happened_at, scene.knowledge)
    wanted = None if seen is None else tool_of_age(seen)
    if wanted is not None and wanted != entry.tool and not (entry.tool_because or "").strip():
        names = {"ice": say("ICE"), "capd": say("CAPD")}
        yield (
            "tool",
            say("at this age the tool is {tool}", tool=names[wanted]),
            say("{tool}, or in tool_because why it is another", tool=names[wanted]),
        )


def _does_not_fit(entry: Entry, scene: Scene) -> Wrongs:
    course = scene.course_at(entry.happened_at)
    if not allowed(course, entry):
        status = Status.NOT_STARTED if course is None else course.status
        yield (
            "kind",
            say("at {at:moment} the chart says {status}", at=entry.happened_at, status=status),
            say("chart first what is missing before it, or check the time"),
        )


def _course_number(entry: DoseOrdered | InfusionStarted, scene: Scene) -> Wrongs:
    """A course number the protocol does not have."""
    limit = None if scene.protocol is None else scene.protocol.get("course.count")
    if limit is not None and not 1 <= entry.course <= limit.value:
        yield (
            "course",
            say("the protocol has no course {course:number}", course=entry.course),
            say("a course from 1 to {limit:number}", limit=limit.value),
        )


def _dose(entry: Hanging, scene: Scene) -> Wrongs:
    order = _order_in_force(entry, scene)
    if order is None:
        yield (
            "dose_micrograms_per_day",
            say("no dose is ordered for this time"),
            say("chart the physician's order first"),
        )
    elif entry.dose_micrograms_per_day != order.dose_micrograms_per_day:
        yield (
            "dose_micrograms_per_day",
            say(
                "{dose:dose} is not the dose in force: {ordered:dose} ordered by {who} from {at:moment}",
                dose=entry.dose_micrograms_per_day,
                ordered=order.dose_micrograms_per_day,
                who=order.prescriber,
                at=order.from_,
            ),
            say("the bag of the dose ordered for now"),
        )
    bag = _bag_hung(entry, scene)
    if bag is not None and bag.dose_micrograms_per_day != entry.dose_micrograms_per_day:
        yield (
            "bag.dose_micrograms_per_day",
            say(
                "the bag is labelled {bag:dose}, the infusion is charted at {dose:dose}",
                bag=bag.dose_micrograms_per_day,
                dose=entry.dose_micrograms_per_day,
            ),
            say("bag label and charted dose agree"),
        )


def _order_in_force(entry: Hanging, scene: Scene) -> DoseOrdered | None:
    course = scene.course_at(entry.happened_at)
    number = entry.course if isinstance(entry, InfusionStarted) else (course.number if course else None)
    found = [
        o
        for o in scene.chart.all(DoseOrdered, entry.happened_at)
        if o.from_ <= entry.happened_at and o.course == number
    ]
    return max(found, key=lambda o: (o.from_, o.happened_at, o.recorded_at, o.id), default=None)


def _bag_hung(entry: Hanging, scene: Scene) -> Bag | None:
    """The bag that flows by this entry: the new one, or the one that hangs there."""
    if entry.bag is not None:
        return entry.bag
    course = scene.course_at(entry.happened_at)
    return None if course is None else course.bags[-1].bag


def _bag(entry: Hanging, scene: Scene) -> Wrongs:
    bag = _bag_hung(entry, scene)
    if bag is None:
        return
    if entry.rate_ml_per_h != bag.rate_ml_per_h:
        yield (
            "rate_ml_per_h",
            say(
                "the pump reads {rate:rate}, the bag label {bag:rate}", rate=entry.rate_ml_per_h, bag=bag.rate_ml_per_h
            ),
            say("pump and bag label agree"),
        )
    if entry.happened_at >= bag.use_before:
        yield (
            "bag.use_before",
            say("the bag was to be used before {at:moment}", at=bag.use_before),
            say("a bag that is still good"),
        )
    if entry.bag is None:
        return
    if scene.label is None:
        return
    question = rate_question(bag, entry.rate_ml_per_h, scene.label)
    if question is not None:
        yield (
            "rate_ml_per_h",
            question,
            say("the rate of the label's table for a {hours:number} h bag", hours=bag.hours),
        )
    question = volume_question(bag, scene.label)
    if question is not None:
        yield "bag.volume_ml", question, say("rate times hours equals the volume to be given")
