"""The laboratory values on the handover sheet: newest, the one before, grade, and a small curve of the course."""

from __future__ import annotations

from dataclasses import dataclass, replace

from blin21_desktop.present.labs_cells import CARD, LabLine, lab_lines
from blin21_desktop.present.words import Words
from blin21_desktop.service.look import Look


@dataclass(frozen=True, slots=True, kw_only=True)
class LabsBox:
    """Always the same analytes; `also` names what else is graded, `none` is said without any result.

    A line has no moment of its own when it is of the newest sample, whose moment stands in `note`.
    """

    title: str
    note: str
    lines: tuple[LabLine, ...]
    also: str
    none: str


def labs_box(look: Look, words: Words) -> LabsBox:
    """The box of one look."""
    every = lab_lines(look, words)
    bench = look.labs.bench
    if bench is None or not every:
        none = words.t("no laboratory result on file")
        return LabsBox(title=words.t("LABS"), note="", lines=(), also="", none=none)
    names = {one.name for one in lab_lines(look, words, CARD, graded_too=False)}
    newest = max(results[-1].entry.happened_at for results in bench.results.values())
    when = words.short_moment(newest, look.at)
    others = [one for one in every if one.name not in names]
    told = words.joined(
        words.t("{name} {value} grade {grade}", name=one.name, value=one.value, grade=one.chip.text)
        for one in others
        if one.chip is not None
    )
    note = words.t(
        "{when} · grade by {scale} · below: the value before · dashed: normal range",
        when=when,
        scale=bench.scale.name_en,
    )
    return LabsBox(
        title=words.t("LABS"),
        note=note,
        lines=tuple(replace(one, when="") if one.when == when else one for one in every if one.name in names),
        also=words.t("also graded: {names}", names=told) if told else "",
        none="",
    )
