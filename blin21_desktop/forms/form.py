"""A form: a table of fields and a pure function from what was typed to entries. Nothing here draws or writes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from blin21_desktop.domain.entries import Entry, EntryWithdrawn, Override
from blin21_desktop.domain.text import Text, say
from blin21_desktop.forms.fields import Ask, Field, Reading, Second, Section, Setting, Typed
from blin21_desktop.forms.reader import SECOND_CHECK, Reader
from blin21_desktop.service.refusal import Objection

Judge = Callable[[Sequence[Entry]], Sequence[Objection]]
"""What the guards say to a batch (see `service.ward.Ward.judge`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One form. `name` is what it is called in a menu, `title` what stands on top of it.

    `sections` may depend on what is typed already. `entries` reads through a `Reader` and makes the batch. `sentence`
    says what will be written. `needs`: field of an objection -> the form's keys that must be filled before it is worth
    saying; a field that is not there needs the key of its own name. `second_check`: two persons read rate and dose.
    """

    id: str
    name: Text
    title: Callable[[Setting], Text]
    sections: Callable[[Setting, Typed], tuple[Section, ...]]
    entries: Callable[[Reader], tuple[Entry, ...]]
    sentence: Callable[[tuple[Entry, ...], Setting], Text]
    needs: Mapping[str, frozenset[str]] = field(default_factory=dict)
    second_check: bool = False
    entry_count: int = 1


def read(form: Form, setting: Setting, typed: Typed, second: Second | None = None) -> Reading:
    """Read a whole form. Pure: the same text gives the same reading."""
    asked: dict[str, Field] = {f.key: f for section in form.sections(setting, typed) for f in section.fields}
    reader = Reader(setting, typed, asked, second)
    trial = form.entries(reader)
    in_order = [f.label for f in asked.values() if f.label in reader.open]
    others = [text for text in reader.open if text not in in_order]
    missing = tuple(text for place, text in enumerate(others) if text not in others[:place])
    missing = (*in_order, *missing)
    complete = not missing and not reader.problems
    waits = missing == (SECOND_CHECK,) and not reader.problems
    return Reading(
        problems=reader.problems,
        echoes=reader.echoes,
        offers=reader.offers,
        open=missing,
        trial=trial,
        doubts=tuple(reader.doubts),
        told=reader.told,
        effects=tuple(reader.effects),
        sentence=form.sentence(trial, setting) if complete or waits else None,
        known=frozenset(reader.known),
        waits_for_second=waits,
    )


def objections(form: Form, reading: Reading, judge: Judge) -> tuple[Objection, ...]:
    """What stands against the entries, as far as it does not merely follow from something still missing."""
    whole = not reading.open and not reading.problems
    found = [*reading.doubts, *judge(reading.trial)]
    if whole or reading.waits_for_second:
        return tuple(found)
    return tuple(o for o in found if form.needs.get(o.field, frozenset({o.field})) <= reading.known)


def kept(
    batch: Sequence[Entry], found: Sequence[Objection], said: Mapping[int, str], because: str, by: str
) -> tuple[Entry, ...]:
    """The batch with an override on every entry that something improbable stands against.

    `said` tells, per place in the batch, the objections in words; `because` is the explanation, `by` who answers.
    """
    places = {o.index for o in found if not o.impossible}
    return tuple(
        replace(entry, override=Override(what=said[place], because=because, by=by)) if place in places else entry
        for place, entry in enumerate(batch)
    )


def correcting(form: Form) -> Form:
    """The form that withdraws `setting.about` with a reason and writes it again, both in one batch."""
    why = Section(
        title=say("Correction"),
        fields=(Field(key="because", label=say("Why the entry is corrected"), ask=Ask.LONG),),
    )

    def entries(reader: Reader) -> tuple[Entry, ...]:
        reader.because = reader.text("because")
        withdrawal = withdrawn(reader, reader.because, place=form.entry_count)
        return (withdrawal, *form.entries(reader))

    def sentence(batch: tuple[Entry, ...], setting: Setting) -> Text:
        return say(
            "Correction. {sentence} The old entry stays, struck out.", sentence=form.sentence(batch[1:], setting)
        )

    return replace(
        form,
        title=lambda setting: say("Correct: {title}", title=form.title(setting)),
        sections=lambda setting, typed: (*form.sections(setting, typed), why),
        entries=entries,
        sentence=sentence,
        entry_count=form.entry_count + 1,
    )


def withdrawn(reader: Reader, because: str, place: int) -> EntryWithdrawn:
    """The withdrawal of `setting.about`, made now."""
    setting = reader.setting
    return EntryWithdrawn(
        id=setting.ids[place],
        patient=setting.patient,
        happened_at=setting.now,
        recorded_at=setting.now,
        by=setting.by.id,
        withdrawn="" if setting.about is None else setting.about.id,
        because=because,
    )
