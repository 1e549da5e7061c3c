"""A handover: nobody hands over to themselves or answers for another patient; what is improbable is asked about."""

from __future__ import annotations

from blin21_desktop.domain.entries import Entry, HandoverGiven, HandoverReceived
from blin21_desktop.domain.people import same_person
from blin21_desktop.domain.shift import read_shift
from blin21_desktop.domain.text import say
from blin21_desktop.service.guards.scene import Scene, Wrongs


def ill_handover(entry: Entry, scene: Scene) -> Wrongs:
    """Everything impossible about a handover or its answer."""
    if isinstance(entry, HandoverGiven):
        yield from _given(entry)
    if isinstance(entry, HandoverReceived):
        yield from _received(entry, scene)


def _given(entry: HandoverGiven) -> Wrongs:
    for field in ("shift", "summary"):
        if not getattr(entry, field).strip():
            yield field, say("it is empty"), say("a text that names it")
    for place, action in enumerate(entry.actions):
        if not action.what.strip():
            yield f"actions[{place}].what", say("it is empty"), say("what is to be done")
    if entry.to is not None and same_person(entry.to, entry.by):
        yield "to", say("{who} cannot hand over to themselves", who=entry.by), say("the id of the receiver, or none")
    if entry.since is not None and entry.since > entry.happened_at:
        yield (
            "since",
            say("{at:moment} lies after the handover", at=entry.since),
            say("the moment from which changes were shown, before the handover"),
        )


def _received(entry: HandoverReceived, scene: Scene) -> Wrongs:
    given = _of(entry, scene)
    if given is None:
        yield (
            "handover",
            say("no handover of {patient} in force has the id {id}", patient=entry.patient, id=entry.handover),
            say("the id of a handover that was given for the same patient"),
        )
        return
    if same_person(given.by, entry.by):
        yield "by", say("{who} gave this handover and cannot receive it", who=entry.by), say("another person")
    if entry.happened_at < given.happened_at:
        yield (
            "happened_at",
            say("the handover was given at {at:moment}, later than this answer", at=given.happened_at),
            say("the moment of the answer"),
        )
    answers = (one for one in scene.chart.by_kind.get(HandoverReceived.kind, ()) if isinstance(one, HandoverReceived))
    answered = next((one for one in answers if one.handover == given.id), None)
    if answered is not None:
        yield (
            "handover",
            say("{who} answered it already at {at:moment}", who=answered.by, at=answered.happened_at),
            say("nothing needs to be done; a wrong answer is withdrawn first"),
        )
    if entry.answer == "refused" and not (entry.because or "").strip():
        yield "because", say("no reason is given"), say("why the handover is refused")


def odd_handover(entry: Entry, scene: Scene) -> Wrongs:
    """Everything improbable about a handover or its answer."""
    if isinstance(entry, HandoverGiven):
        yield from _odd_given(entry)
    if isinstance(entry, HandoverReceived):
        yield from _odd_received(entry, scene)


def _odd_given(entry: HandoverGiven) -> Wrongs:
    shift = read_shift(entry.shift)
    if shift is None:
        return
    if entry.happened_at > shift.end:
        yield "shift", say("the shift ended at {at:moment}", at=shift.end), say("the shift that is handed over")
    for place, action in enumerate(entry.actions):
        if action.due > shift.end:
            yield (
                f"actions[{place}].due",
                say("{what}: {at:moment} lies after the end of the shift", what=action.what, at=action.due),
                say("only what is to be done in the shift that is handed over"),
            )


def _odd_received(entry: HandoverReceived, scene: Scene) -> Wrongs:
    given = _of(entry, scene)
    if given is None:  # impossible already
        return
    shift = read_shift(given.shift)
    if shift is not None and entry.happened_at > shift.end:
        yield (
            "handover",
            say("it is older than its shift, which ended at {at:moment}", at=shift.end),
            say("a new handover, given now"),
        )
    newest = scene.chart.last(HandoverGiven, entry.happened_at)
    if newest is not None and newest.id != given.id:
        yield (
            "handover",
            say("{who} gave a newer one at {at:moment}", who=newest.by, at=newest.happened_at),
            say("the newest handover"),
        )
    if given.to is not None and not same_person(given.to, entry.by):
        yield (
            "by",
            say("it was handed over to {who}", who=given.to),
            say("that person, or in words why it is another"),
        )
    if entry.answer != "refused" and not entry.read_back:
        yield (
            "read_back",
            say("it is taken over without having been repeated back"),
            say("repeat it back first, or say why not"),
        )


def _of(entry: HandoverReceived, scene: Scene) -> HandoverGiven | None:
    """The handover that is answered, when it is in force."""
    found = scene.chart.find(entry.handover)
    return found if isinstance(found, HandoverGiven) and found.id not in scene.chart.withdrawn else None
