"""The laboratory values on the handover sheet: newest, the one before, grade, and a small curve of the course."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from blin21_desktop.present.lab_beside import AGE_UNSAID
from blin21_desktop.present.lab_when import short_when
from blin21_desktop.present.labs_cells import CARD, LabLine, lab_lines
from blin21_desktop.present.sheet_blin import LIVER, liver_words
from blin21_desktop.present.words import Words
from blin21_desktop.service.look import Look


@dataclass(frozen=True, slots=True, kw_only=True)
class LabsBox:
    """Always the same analytes; `also` names what else is graded, `none` is said without any result.

    `beside` says how old the baseline of a grade is, `liver` how many times its limit and baseline a liver value is.

    A line has no moment of its own when it is of the newest sample, whose moment stands in `note`.
    """

    title: str
    note: str
    lines: tuple[LabLine, ...]
    also: str
    none: str
    beside: str = ""
    liver: str = ""


def labs_box(look: Look, words: Words, *, curves_of_all: bool = False) -> LabsBox:
    """The box of one look. `curves_of_all`: what else is graded has a line too instead of being named."""
    every = lab_lines(look, words)
    bench = look.labs.bench
    if bench is None or not every:
        none = words.t("no laboratory result on file")
        return LabsBox(title=words.t("LABS"), note="", lines=(), also="", none=none)
    names, liver_names = (
        {known.short for name in chosen if (known := bench.table.analytes.get(name)) is not None}
        for chosen in (CARD, LIVER)
    )
    newest = max((results[-1].entry for results in bench.results.values()), key=lambda entry: entry.happened_at)
    when = short_when(newest, look.at, words)
    lines = every if curves_of_all else tuple(one for one in every if one.name in names)
    told = words.joined(
        words.t("{name} {value} grade {grade}", name=one.name, value=one.value, grade=one.chip.text)
        + ("" if one.when == when else f" ({one.when})")
        for one in every
        if one not in lines and one.name not in liver_names and one.chip is not None
    )
    note = words.t(
        "{when} · grade by {scale} · below: the value before · dashed: normal range",
        when=when,
        scale=bench.scale.name_en,
    )
    notes = _beside(every, words)
    limits = notes.pop(words.render(AGE_UNSAID), "")
    return LabsBox(
        title=words.t("LABS"),
        note=" · ".join(part for part in (note, limits) if part),
        lines=tuple(replace(one, when="") if one.when == when else one for one in lines),
        also=words.t("also graded: {names}", names=told) if told else "",
        none="",
        beside=" · ".join(notes.values()),
        liver=liver_words(look, words, beside=frozenset(CARD), when=when),
    )


def _beside(lines: Sequence[LabLine], words: Words) -> dict[str, str]:
    """Each note once, with the names of the analytes that it is about, unless it is about all of them."""
    by_note: dict[str, list[str]] = {}
    for line in lines:
        for note in line.notes:
            by_note.setdefault(note, []).append(line.name)
    return {
        note: note if len(names) == len(lines) else words.t("{names}: {note}", names=words.joined(names), note=note)
        for note, names in by_note.items()
    }
