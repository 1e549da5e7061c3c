"""Laboratory results where there is little room: the board's column, the card of the tab Now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from blin21_desktop.present.cells import Cell, Chip, Line
from blin21_desktop.present.checks_axis import place
from blin21_desktop.present.lab_beside import baseline_age, beside
from blin21_desktop.present.lab_when import short_when
from blin21_desktop.present.labs_panels import change, panels
from blin21_desktop.present.labs_points import Series, brief_series, lab_chip
from blin21_desktop.present.labs_spark import Spark, spark
from blin21_desktop.present.labs_units import shown
from blin21_desktop.present.strip import CELLS
from blin21_desktop.present.words import Words
from blin21_desktop.rules.lab_in_force import LabGrade
from blin21_desktop.service.look import Look

WORST = 2
"""So many graded results of today stand on the board."""

CARD = ("neutrophils", "lymphocytes", "platelets", "alt", "crp")
"""Always on the card, in this order; what is graded 1 or more follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabLine:
    """One analyte in one line: newest value, the one before, change, chip, small curve, moment.

    `notes` go with the grade: how old its baseline is, limits of no known age.
    """

    name: str
    unit: str
    value: str
    previous: str
    change: str
    chip: Chip | None
    when: str
    spark: Spark | None
    marks: str = ""
    notes: tuple[str, ...] = ()


def labs_column(words: Words) -> str:
    """Head of the board's column."""
    return words.t("Labs today")


def labs_cell(look: Look, words: Words, to_review: int | None = None) -> Cell:
    """The two worst graded results of today, else why there is none. `to_review`: received and waiting for a person."""
    lines = _today(look, words)
    if not lines:
        lines = [Line(_why_none(look, words), "second")]
    if to_review:
        lines.append(Line(words.t("{count:number} to review", count=to_review), "mark", frame="dashed"))
    return Cell(tuple(lines))


def review_line(count: int, words: Words) -> str:
    """How many received results of one patient wait for a person; empty when none does."""
    return words.t("results to review: {count:number} (F9)", count=count) if count else ""


def _today(look: Look, words: Words) -> list[Line]:
    today = [each for each in look.labs.today if each.name == each.case.result.entry.analyte]
    graded = sorted((each for each in today if each.at_least), key=lambda each: -each.at_least)
    lines = []
    for each in graded[:WORST]:
        name = _short(each)
        chip = lab_chip(name, each, words)
        lines.append(Line(f"{name} {_value(each)}", "body_bold", chips=() if chip is None else (chip,)))
    rest = [
        *(
            words.t("{name}: baseline {age}", name=_short(each), age=baseline_age(each.case, words))
            for each in graded[:WORST]
            if each.by_baseline and each.case.baseline.result is not None
        ),
        *_rest(today, len(graded), words),
    ]
    return [*lines, Line(" · ".join(rest), "second")] if rest else lines


def _rest(today: Sequence[LabGrade], graded: int, words: Words) -> list[str]:
    """What else there is of today: more graded, without a grade, not to be graded, not yet final."""
    unknown = sum(each.counts is not None and each.grade is None and not each.at_least for each in today)
    open_ones = sum(each.case.result.entry.status == "preliminary" for each in today)
    told = []
    if graded > WORST:
        told.append(words.t("{count:number} more graded", count=graded - WORST))
    if today and not graded and not unknown:
        told.append(words.t("results: {count:number}, none graded", count=len(today)))
    if unknown:
        told.append(words.t("not gradable: {count:number}", count=unknown))
    if open_ones:
        told.append(words.t("preliminary: {count:number}", count=open_ones))
    return told


def _why_none(look: Look, words: Words) -> str:
    if any(task.what == "lab" for task in look.tasks):
        return words.t("pending")
    return words.t("none since midnight")


def _short(each: LabGrade) -> str:
    known = each.bench.table.analytes.get(each.case.result.entry.analyte)
    return each.name if known is None else known.short


def _value(each: LabGrade) -> str:
    result = each.case.result
    return shown(result, each.bench.table.analytes.get(result.entry.analyte), "ward").text


def lab_lines(look: Look, words: Words, names: Sequence[str] = CARD, *, graded_too: bool = True) -> tuple[LabLine, ...]:
    """Some analytes in lines: those named that have a result; then, where wanted, what else is graded."""
    made = brief_series(
        look, "ward", words, lambda analyte, grade: analyte in names or (graded_too and bool(grade.at_least))
    )
    found = {one.analyte: one for one in made}
    wanted = [found[name] for name in names if name in found]
    wanted += [one for name, one in found.items() if name not in names]
    return tuple(_line(look, one, words) for one in wanted)


def _line(look: Look, one: Series, words: Words) -> LabLine:
    drawn = panels(look, (one,), "ward", words)
    now = place(look, look.at)
    start = -1.0 if look.course is not None else now - CELLS
    curve = spark(drawn[0], start, max(float(CELLS), now) if look.course is not None else now, now) if drawn else None
    point = one.points[-1] if one.points and one.points[-1].result == one.results[-1].entry.id else None
    marks = "" if point is None else ("✎" * point.by_hand + "↻" * point.corrected + "⇄" * point.converted)
    return LabLine(
        name=one.short,
        unit=one.unit,
        value=one.shown[-1].text,
        previous=one.shown[-2].text if len(one.shown) > 1 else "",
        change=change(one),
        chip=lab_chip(one.short, one.newest, words),
        when=short_when(one.results[-1].entry, look.at, words),
        spark=curve,
        marks=marks,
        notes=tuple(beside(one.newest, words)),
    )
