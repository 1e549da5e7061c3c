"""F8 while it runs: the stop with its coded cause, the event it is for, the flush question, who was told, the pump."""

from __future__ import annotations

from dataclasses import replace

from blin21_desktop.domain.entries import Entry, EventGraded, InfusionPaused, PauseReason
from blin21_desktop.domain.terms import named
from blin21_desktop.domain.text import Text, say
from blin21_desktop.forms.fields import Ask, Field, Option, Section, Setting, Typed, happened, yes_no
from blin21_desktop.forms.form import Form
from blin21_desktop.forms.label_version import label_version
from blin21_desktop.forms.reader import Reader
from blin21_desktop.rules.events import events
from blin21_desktop.rules.reaction import ROWS

REASONS = (
    Option("adverse_reaction", say("adverse reaction")),
    Option("line_or_pump", say("line or pump")),
    Option("bag", say("bag")),
    Option("procedure", say("procedure")),
    Option("order", say("physician's order")),
    Option("other", say("other")),
)
NONE = "none"
"""No event is graded yet, or none of the open ones is the cause."""

TOLD, PUMP = "told", "pump"
NAMES = {TOLD: "told 連絡", PUMP: "pump ポンプ"}
"""How the two stand in the note of the entry, the same in either language: a record is read in both."""


def open_events(setting: Setting) -> tuple[Option, ...]:
    """The adverse events a stop can be for: those that go on; of a correction also the one it names."""
    about = setting.about.event if isinstance(setting.about, InfusionPaused) else None
    found = () if setting.look is None else events(setting.look.chart, setting.now)
    options = [Option(event.key, _event(setting, event.newest)) for event in found if event.open or event.key == about]
    if about is not None and about not in {event.key for event in found}:
        options.append(Option(about, say("{event}", event=about)))
    return tuple(options)


def _event(setting: Setting, graded: EventGraded) -> Text:
    term = named(setting.knowledge.terms, graded.term, graded.scale)
    name = graded.term if term is None else term.names
    return say("{term}, grade {grade:number}", term=name, grade=graded.grade)


def _sections(setting: Setting, typed: Typed) -> tuple[Section, ...]:
    event = Field(
        key="event",
        label=say("Which reaction"),
        ask=Ask.CHOICE,
        options=(*open_events(setting), Option(NONE, say("none of them is graded yet"))),
        note=say("of the adverse events that are open"),
    )
    fields = (
        Field(key="reason", label=say("Why"), ask=Ask.CHOICE, options=REASONS),
        *((event,) if typed.get("reason") == "adverse_reaction" else ()),
        yes_no("flushed", say("Was the line flushed?"), say("A flush is an overdose: answer as it was.")),
    )
    around = (
        Field(key=TOLD, label=say("Who was told"), optional=True, note=say("by name; it goes into the note")),
        Field(key=PUMP, label=say("Pump shows"), optional=True, note=say("alarm, rate, volume given, as it reads")),
    )
    return (
        Section(title=say("Stop"), side=say("no drug flows from this time on"), fields=fields),
        happened(say("Stopped at")),
        Section(title=say("Around the stop"), side=say("may stay empty; a correction adds it later"), fields=around),
    )


def _entries(r: Reader) -> tuple[Entry, ...]:
    reason = PauseReason(r.choice("reason", "other"))
    event = None
    if reason is PauseReason.ADVERSE_REACTION:
        chosen = r.choice("event", NONE)
        event = None if chosen == NONE else chosen
        if chosen == NONE and "event" in r.known:
            r.effects.append(
                say(
                    "Without the event the rules cannot tell when it may restart: grade it (Ctrl+M, Adverse event), "
                    "then correct this stop and choose it."
                )
            )
    if "reason" in r.known:
        _say_what_else_is_open(r, event)
    flushed = r.choice("flushed", "no") == "yes"
    if flushed:
        _say_what_a_flush_gives(r)
    version = label_version(r.setting)
    entry = InfusionPaused(**r.common(), reason=reason, event=event, flushed=flushed, label_version=version)
    around = [f"{NAMES[key]}: {text}" for key in (TOLD, PUMP) if (text := r.maybe_text(key))]
    note = "; ".join((*around, *(() if entry.note is None else (entry.note,))))
    return (replace(entry, note=note or None),)


def _say_what_else_is_open(r: Reader, event: str | None) -> None:
    """The open events of the label's rows that this stop does not name: a restart is judged by the one it names."""
    found = () if r.setting.look is None else events(r.setting.look.chart, r.setting.now)
    row = next((ROWS.get(one.newest.category) for one in found if one.key == event), None)
    others = [one for one in found if one.open and ROWS.get(one.newest.category, row) != row]
    named_ = tuple(_event(r.setting, one.newest) for one in others)
    if r.choice("reason", "other") != PauseReason.ADVERSE_REACTION.value and others:
        r.effects.append(
            say(
                "Open: {events}. If the stop is for it, choose adverse reaction: else the restart is not judged by it.",
                events=named_,
            )
        )
    elif event is not None and others:
        r.effects.append(
            say(
                "Also open: {events}. The rules of the restart, its dose and its rise look at the chosen reaction "
                "alone: ask the physician about the other.",
                events=named_,
            )
        )


def _say_what_a_flush_gives(r: Reader) -> None:
    look = r.setting.look
    ml = None if look is None or look.protocol is None else look.protocol.get("program.flush_ml")
    bag = None if look is None else look.bag
    if ml is None or bag is None or bag.flush_ml_equals_hours is None:
        r.effects.append(say("A flush gives drug at once. Tell the physician."))
        return
    says = say("A flush of {ml:ml} gives {hours:hours} of drug at once. Tell the physician.",
               ml=ml.value, hours=bag.flush_ml_equals_hours)  # fmt: skip
    r.effects.append(says)


def _sentence(batch: tuple[Entry, ...], _setting: Setting) -> Text:
    entry = batch[0]
    assert isinstance(entry, InfusionPaused)  # noqa: S101  (what `_entries` made)
    flushed = say("line flushed") if entry.flushed else say("line not flushed")
    return say(
        "Stopped {at:moment}: {reason:code}, {flushed}.",
        at=entry.happened_at,
        reason=entry.reason.value,
        flushed=flushed,
    )


STOP = Form(
    id="stop",
    name=say("Stop the infusion"),
    title=lambda _: say("Stop the infusion"),
    sections=_sections,
    entries=_entries,
    sentence=_sentence,
    needs={"kind": frozenset({"happened_at"})},
)
