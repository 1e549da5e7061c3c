"""A hold and its meaning for the course, as finished words."""

from __future__ import annotations

from collections.abc import Callable

from blin21_desktop.domain.text import Names, Text, say
from blin21_desktop.present.restart_plan_options import DASH
from blin21_desktop.present.restart_plan_words import Lines, Row, Table, cited, filled
from blin21_desktop.present.words import Words
from blin21_desktop.rules.what_if import Outcome, WhatIf


def hold_table(found: WhatIf, words: Words) -> Table:
    """Columns: the hold under the patient's own label, without it, and other labels, marked as comparison only."""
    held = words.t("Hold of {length:length}", length=found.length)
    own = words.render(_label(found.own))
    comparison = words.t("COMPARISON ONLY: not this patient's label")
    columns: list[tuple[Outcome, Lines]] = [
        (found.own, (held, own)),
        (found.without, (words.t("Without the hold"), own)),
    ]
    columns += [(one.outcome, (held, comparison, words.render(_label(one.outcome)))) for one in found.beside]
    rows: tuple[tuple[Text, Callable[[Outcome, Words], Lines]], ...] = (
        (say("Flows again"), lambda one, w: (w.moment(one.resume_at),)),
        (say("Planned end"), _end),
        (say("Days at the restart"), _days),
        (say("Hours of drug"), _hours),
        (say("Dose"), _dose),
        (say("Dose goes up"), _rise),
        (say("Bag changes"), _changes),
        (say("Lines passed"), _passed),
    )
    return Table(
        heads=tuple(head for _, head in columns),
        rows=tuple(
            Row(name=words.render(name), cells=tuple(filled(cell(one, words)) for one, _ in columns))
            for name, cell in rows
        ),
    )


def _label(one: Outcome) -> Text:
    return say("{name} ({id})", name=Names(one.label.name_en, one.label.name_ja), id=one.label.id)


def _end(one: Outcome, words: Words) -> Lines:
    end = one.planned_end
    if end.at is None or end.rule is None:
        return (words.t("cannot tell"), *(words.render(text) for text in end.missing))
    nothing = words.t("before this restart: nothing is left of the cycle") if end.at <= one.resume_at else ""
    return (words.moment(end.at), nothing, words.code(end.rule), cited(end.cites, words))


def _days(one: Outcome, words: Words) -> Lines:
    return (
        words.t("infusion day {day:number}", day=one.infusion_day),
        words.t("cycle day {day:number}", day=one.cycle_day),
    )


def _hours(one: Outcome, words: Words) -> Lines:
    hours = one.hours
    found = [words.t("given {length:clock_length}", length=hours.infused)]
    if hours.at_end is not None:
        found.append(words.t("at the end {length:clock_length}", length=hours.at_end))
    if hours.lost is not None:
        found.append(words.t("lost {length:clock_length}", length=hours.lost))
    return tuple(found)


def _dose(one: Outcome, words: Words) -> Lines:
    dose = one.dose
    if dose.micrograms_per_day is None:
        return (words.t("cannot tell"), *(words.render(text) for text in dose.missing))
    return (words.dose_full(dose.micrograms_per_day), words.render(dose.formula), cited(dose.cites, words))


def _rise(one: Outcome, words: Words) -> Lines:
    found = one.rise
    lines = {
        "at": words.t("{at:moment}", at=found.at) if found.at is not None else DASH,
        "never": words.t("never: the label says not to raise it"),
        "cannot_tell": words.t("cannot tell"),
        "none": words.t("full dose already"),
    }
    return (lines[found.kind], *(words.render(text) for text in found.missing), cited(found.cites, words))


def _changes(one: Outcome, words: Words) -> Lines:
    found = one.effect
    if found is None:
        return (words.t("cannot tell"),)
    count = words.t("{count:number} changes, {night:number} at night", count=found.changes, night=found.at_night)
    return (count, words.t("{count:number} bags to make", count=found.to_make))


def _passed(one: Outcome, words: Words) -> Lines:
    texts = tuple(f"{words.length(line.length)}: {words.render(line.says)}" for line in one.passed)
    return texts or (words.t("none"),)
