"""What stands behind one cell of the grid of events: every value with unit, limits, rule and the scale's version."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from blin21_desktop.domain.entries import CrsChecked, EventGraded, NeuroChecked
from blin21_desktop.domain.terms import Term
from blin21_desktop.present.grade_words import NO_GRADE
from blin21_desktop.present.labs_detail import beside
from blin21_desktop.present.labs_table import grade_lines
from blin21_desktop.present.labs_units import shown
from blin21_desktop.present.text_row import TextRow
from blin21_desktop.present.ward_events import worst_in
from blin21_desktop.present.ward_figures import FigureTable, who
from blin21_desktop.present.words import Words
from blin21_desktop.rules.gradings import Grading
from blin21_desktop.rules.lab_in_force import LabGrade
from blin21_desktop.rules.worst_of_course import Graded, WorstOfTerm
from blin21_desktop.service.look import Look

MOST = 40
"""So many values at most; the highest grades come first, and what is left out is counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CellValues:
    """The cell: what it is, the values behind it (the highest grade first), and how many are left out."""

    title: str
    table: FigureTable
    more: str


def cell_values(
    look: Look, course: int, term: str, terms: Sequence[Term], words: Words, *, names: bool
) -> CellValues | None:
    """The values of a term in a course of a look; None where nothing was looked at."""
    begun = next((one for one in look.courses if one.number == course), None)
    found = () if begun is None else worst_in(look, begun, terms)
    one = next((one for one in found if one.term == term), None)
    if one is None:
        return None
    title = words.t(
        "{term} · {who} · course {course:number}", term=one.names, who=who(look, words, names=names), course=course
    )
    heads = (words.t("When"), words.t("Value"), words.t("Grade"), words.t("By which rule, limits and scale"))
    rows = tuple(_row(each, look, words) for each in one.found[:MOST])
    left = len(one.found) - len(rows)
    return CellValues(
        title=f"{title} · {words.t('led to discontinuation')}" if one.stopped else title,
        table=FigureTable(columns=heads, rows=rows),
        more=words.t("{count:number} more values of a lower grade.", count=left) if left else _all(one, words),
    )


def _all(one: WorstOfTerm, words: Words) -> str:
    return words.t("{count:number} values in the course.", count=len(one.found))


def _row(one: Graded, look: Look, words: Words) -> TextRow:
    grade = NO_GRADE if one.grade is None else str(one.grade)
    if one.grade is None and one.at_least:
        grade = f"≧{one.at_least}"
    source = one.source
    if isinstance(source, LabGrade):
        entry = source.case.result.entry
        value = _value(source)
        return _texts(
            words.dated_time(entry.happened_at), value, grade, (*_lab(source, words), _scale(source)), entry.id
        )
    if isinstance(source, EventGraded):
        told = tuple(_event(source, words))
        return _texts(words.dated_time(source.happened_at), (source.term,), grade, told, source.id)
    when = words.dated_time(source.entry.happened_at)
    return _texts(when, (_check(source, words),), grade, tuple(_graded(source, look, words)), source.entry.id)


def _texts(when: str, value: tuple[str, ...], grade: str, told: tuple[str, ...], entry: str) -> TextRow:
    return TextRow(texts=((when,), value, (grade,), told), entry=entry)


def _value(source: LabGrade) -> tuple[str, ...]:
    """As the ward shows it, and as it was reported where that differs."""
    result = source.case.result
    value = shown(result, source.bench.table.analytes.get(result.entry.analyte), "ward")
    reported = f"{result.entry.value} {result.entry.unit}".strip()
    one = f"{value.text} {value.unit}".strip()
    return (one, f"({reported})") if value.converted else (one,)


def _lab(source: LabGrade, words: Words) -> Iterator[str]:
    yield from grade_lines(source, words)
    yield from beside(source, words)


def _scale(source: LabGrade) -> str:
    return source.bench.scale.name_en


def _event(source: EventGraded, words: Words) -> Iterator[str]:
    yield words.t("charted by {who}, graded on {scale}", who=source.by, scale=source.scale)
    if source.present_at_baseline:
        yield words.t("there before the treatment")
    if source.note:
        yield source.note


def _check(source: Grading, words: Words) -> str:
    if isinstance(source.entry, CrsChecked):
        return words.t("CRS check")
    return words.t("neurological check") if isinstance(source.entry, NeuroChecked) else source.entry.term


def _graded(source: Grading, look: Look, words: Words) -> Iterator[str]:
    """What made the grade, who accepted another, and on which scale."""
    entry, graded = source.entry, source.graded
    if isinstance(entry, EventGraded):
        yield from _event(entry, words)
        return
    if graded is not None:
        if graded.because:
            yield words.joined(graded.because)
        if graded.missing:
            yield words.t("missing: {missing}", missing=graded.missing)
        yield graded.scale
    else:
        yield words.t("No scale is configured for it.")
    if entry.accepted_grade is not None:
        yield words.t("grade {grade:number} accepted by {who}", grade=entry.accepted_grade, who=entry.by)
    if look.known_at is not None:
        yield words.t("as it was known at {at:time}", at=look.known_at)
