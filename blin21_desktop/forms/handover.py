"""Handing over (I-PASS): severity is chosen by the nurse, facts and tasks are filled in to be edited.

The recommendation is a person's: it begins empty. An action line that is emptied is not handed over.
"""

from __future__ import annotations

from datetime import tzinfo

from blin21_desktop.domain.entries import Entry, HandoverGiven
from blin21_desktop.domain.entries.record import Action
from blin21_desktop.domain.shift import Shift
from blin21_desktop.domain.text import Text, say
from blin21_desktop.forms.fields import Ask, Field, Option, Section, Setting, Typed, happened
from blin21_desktop.forms.form import Form
from blin21_desktop.forms.reader import Reader
from blin21_desktop.forms.typed import as_dated
from blin21_desktop.rules.handover import SEVERITIES, Facts

FROM, TO, SEVERITY, SUMMARY = "shift.from", "shift.to", "severity", "summary"
THEN, RECOMMENDATION = "if_then", "recommendation"
SINCE, RECEIVER = "since", "to"
MOST_ACTIONS = 30
"""Lines of the action list at most: more is no list for one shift."""


def begun_with(facts: Facts, zone: tzinfo) -> dict[str, str]:
    """What stands in the form when it opens. Never severity, recommendation, receiver or the time of handing over."""
    typed = {SUMMARY: facts.summary, THEN: "\n".join(facts.if_then)}
    if facts.shift is not None:
        typed |= {FROM: as_dated(facts.shift.start, zone), TO: as_dated(facts.shift.end, zone)}
    if facts.since is not None:
        typed[SINCE] = as_dated(facts.since, zone)
    for place, (due, what) in enumerate(facts.actions[:MOST_ACTIONS]):
        typed |= {f"action.{place}.due": as_dated(due, zone), f"action.{place}.what": what}
    return {key: text for key, text in typed.items() if text}


def _sections(_setting: Setting, typed: Typed) -> tuple[Section, ...]:
    who = (
        Field(key=SEVERITY, label=say("Illness severity"), ask=Ask.CHOICE, fades=True,
              options=tuple(Option(code, name) for code, name in SEVERITIES.items()),
              note=say("chosen by you: the program never works it out")),
        Field(key=FROM, label=say("Shift from"), ask=Ask.DATED),
        Field(key=TO, label=say("Shift to"), ask=Ask.DATED),
        Field(key=RECEIVER, label=say("Hand over to"), ask=Ask.CODE, optional=True,
              note=say("staff id, if it is known")),
        Field(key=SINCE, label=say("Changes shown since"), ask=Ask.DATED, optional=True),
    )  # fmt: skip
    summary = Field(
        key=SUMMARY, label=say("Summary"), ask=Ask.LONG, rows=6, note=say("facts as charted; edit as needed")
    )
    then = Field(key=THEN, label=say("If … then …"), ask=Ask.LONG, rows=7, optional=True, note=say("one line each"))
    said = Field(key=RECOMMENDATION, label=say("Recommendation"), ask=Ask.LONG, rows=3, optional=True,
                 note=say("yours, in your words: the program writes none"))  # fmt: skip
    actions = [field for place in range(_count(typed)) for field in _action(place)]
    return (
        Section(title=say("I – illness severity and shift"), fields=who),
        Section(title=say("P – patient summary"), fields=(summary,), narrow=True),
        happened(say("Handed over at")),
        Section(title=say("A – actions of this shift"), side=say("empty a line to leave it out"),
                fields=tuple(actions), right=True, narrow=True),
        Section(title=say("S – situation awareness"), fields=(then, said), narrow=True),
    )  # fmt: skip


def _count(typed: Typed) -> int:
    """Lines of the list: those that hold something, up to the last, and one more."""
    used = [place for place in range(MOST_ACTIONS) if any(typed.get(f.key, "").strip() for f in _action(place))]
    return min(MOST_ACTIONS, 1 + max(used, default=-1) + 1)


def _action(place: int) -> tuple[Field, Field, Field]:
    number = place + 1
    due, who = say("{number:number}: due", number=number), say("{number:number}: who", number=number)
    what = say("{number:number}: what", number=number)
    return (
        Field(key=f"action.{place}.due", label=due, ask=Ask.DATED, optional=True, share=3),
        Field(key=f"action.{place}.who", label=who, optional=True, beside=True, share=2),
        Field(key=f"action.{place}.what", label=what, optional=True),
    )


def _entries(r: Reader) -> tuple[Entry, ...]:
    start, end = r.dated(FROM), r.dated(TO)
    if {FROM, TO} <= r.known and start >= end:
        r.wrong(TO, say("The shift ends before it begins."))
    return (
        HandoverGiven(
            **r.common(),
            shift=Shift(start, end).text,
            severity=r.choice(SEVERITY, "unstable"),
            summary=r.text(SUMMARY),
            actions=tuple(action for place in range(_count(r.typed)) for action in _read(r, place)),
            if_then=tuple(line.strip() for line in r.raw(THEN).splitlines() if line.strip()),
            recommendation=r.maybe_text(RECOMMENDATION),
            since=r.dated(SINCE) if r.raw(SINCE) else None,
            to=r.code(RECEIVER) if r.raw(RECEIVER) else None,
        ),
    )


def _read(r: Reader, place: int) -> tuple[Action, ...]:
    """One line of the list; nothing where it is empty. What and when belong together."""
    due, who, what = _action(place)
    if not any(r.raw(field.key) for field in (due, who, what)):
        return ()
    for field in (due, what):
        if not r.raw(field.key):
            r.open.append(field.label)
    return (Action(due=r.dated(due.key), what=r.text(what.key), who=r.maybe_text(who.key)),)


def _sentence(batch: tuple[Entry, ...], _setting: Setting) -> Text:
    entry = batch[0]
    assert isinstance(entry, HandoverGiven)  # noqa: S101  (what `_entries` made)
    to = say("to {who}", who=entry.to) if entry.to is not None else say("to whoever takes over")
    return say(
        "Handed over {at:moment} {to} as {severity}: {count:number} actions. It stands as not yet taken over until the "
        "receiver signs.",
        at=entry.happened_at,
        to=to,
        severity=SEVERITIES[entry.severity],
        count=len(entry.actions),
    )


HANDOVER = Form(
    id="handover",
    name=say("Hand over"),
    title=lambda _: say("Hand over"),
    sections=_sections,
    entries=_entries,
    sentence=_sentence,
    needs={
        "shift": frozenset({FROM, TO, "happened_at"}),
        "since": frozenset({SINCE, "happened_at"}),
        "to": frozenset({RECEIVER}),
        **{f"actions[{place}].due": frozenset({FROM, TO}) for place in range(MOST_ACTIONS)},
        **{f"actions[{place}].what": frozenset({FROM, TO}) for place in range(MOST_ACTIONS)},
    },
)
