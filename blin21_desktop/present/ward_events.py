"""The grid of adverse events: the worst grade of each term, by patient and course. Form: trial letter, Figure 2A."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from blin21_desktop.domain.infusion import Course
from blin21_desktop.domain.terms import Term
from blin21_desktop.domain.text import Names
from blin21_desktop.present.cells import Chip
from blin21_desktop.present.grade_words import NO_GRADE, chip
from blin21_desktop.present.text_row import TextRow
from blin21_desktop.present.ward_figures import FigureTable, course_name, in_study_order, who
from blin21_desktop.present.words import Words
from blin21_desktop.rules.worst_of_course import WorstOfTerm, worst_of_course
from blin21_desktop.service.look import Look

LEAST_COURSES = 2
"""A trial of two courses: a patient's second one has its column before it begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One course of one patient. `given` False: it has not begun, which is hatched and said in words."""

    patient: str
    who: str
    course: int
    name: str
    given: bool


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell: its chip, `star` where the event led to the stop, and all of it `words`; no chip: nothing was charted."""

    chip: Chip | None
    star: bool
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GridRow:
    """One term; `key` is the one of `WorstOfTerm.term`."""

    key: str
    name: str
    cells: tuple[GridCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The figure. `quiet`: how many terms were looked at and are grade 0 wherever they were; `empty`: why no row."""

    columns: tuple[Column, ...]
    rows: tuple[GridRow, ...]
    quiet: str
    note: str
    table: FigureTable
    empty: str


def event_grid(looks: Sequence[Look], terms: Sequence[Term], words: Words, *, names: bool) -> Grid:
    """The grid of these looks."""
    ordered = in_study_order(looks)
    found = {
        (look.patient, course.number): {one.term: one for one in worst_in(look, course, terms)}
        for look in ordered
        for course in look.courses
    }
    columns = tuple(column for look in ordered for column in _columns(look, words, names=names))
    every: dict[str, Names] = {one.term: one.names for terms_of in found.values() for one in terms_of.values()}
    shown = [key for key in every if any(_shows(terms_of.get(key)) for terms_of in found.values())]
    shown.sort(key=lambda key: _rank(key, found.values(), words.format(every[key])))
    rows = tuple(
        GridRow(
            key=key,
            name=words.format(every[key]),
            cells=tuple(
                _cell(column, found.get((column.patient, column.course), {}).get(key), words.format(every[key]), words)
                for column in columns
            ),
        )
        for key in shown
    )
    quiet = len(every) - len(shown)
    return Grid(
        columns=columns,
        rows=rows,
        quiet="" if not quiet else _quiet(quiet, words),
        note=words.t(
            "Worst grade from the start to the end of the course: laboratory and charted events by CTCAE v5.0, CRS by "
            "CTCAE, ICANS by ASTCT. * led to discontinuation. Empty: not looked at."
        ),
        table=_table(columns, rows, words),
        empty="" if rows else words.t("No adverse event and no laboratory grade of a course is charted."),
    )


def _quiet(count: int, words: Words) -> str:
    return words.t("{count:number} more terms are grade 0 wherever they were looked at.", count=count)


def worst_in(look: Look, course: Course, terms: Sequence[Term]) -> tuple[WorstOfTerm, ...]:
    """Every term of a course of a look."""
    return worst_of_course(
        look.chart, course, bench=look.labs.bench, events=look.grades.events, scales=look.scales, listed=terms
    )


def _columns(look: Look, words: Words, *, names: bool) -> Iterable[Column]:
    begun = {course.number: course for course in look.courses}
    last = max([LEAST_COURSES, *begun])
    for number in range(1, last + 1):
        name = words.t("C{course:number}", course=number) if number not in begun else course_name(begun[number], words)
        yield Column(
            patient=look.patient, who=who(look, words, names=names), course=number, name=name, given=number in begun
        )


def _shows(one: WorstOfTerm | None) -> bool:
    """Whether a term has anything beyond grade 0 here."""
    return one is not None and (one.worst.at_least > 0 or one.open)


def _rank(key: str, found: Iterable[dict[str, WorstOfTerm]], name: str) -> tuple[int, int, str]:
    """The highest grade first, then what most had."""
    grades = [terms[key].worst.at_least for terms in found if key in terms]
    return (-max(grades), -sum(grade > 0 for grade in grades), name)


def _cell(column: Column, one: WorstOfTerm | None, name: str, words: Words) -> GridCell:
    where = f"{name}, {column.who} {column.name}"
    if not column.given:
        return GridCell(None, star=False, words=f"{where}: {words.t('course not given')}")
    if one is None:
        return GridCell(None, star=False, words=f"{where}: {words.t('not looked at')}")
    made = grade_chip(one, name, words)
    star = words.t("led to discontinuation") if one.stopped else ""
    return GridCell(made, star=one.stopped, words=" · ".join(part for part in (f"{where}: {made.words}", star) if part))


def grade_chip(one: WorstOfTerm, name: str, words: Words) -> Chip:
    """The chip of the worst grade: proved but not told is "at least"; not told at all is a dash."""
    worst = one.worst
    if worst.grade is not None:
        return chip(name, worst.grade, words)
    if worst.at_least:
        told = words.t("{name} grade {grade:number} or more", name=name, grade=worst.at_least)
        return Chip(f"≧{worst.at_least}", None, told)
    return Chip(NO_GRADE, None, words.t("{name}: cannot tell the grade", name=name))


def _table(columns: tuple[Column, ...], rows: tuple[GridRow, ...], words: Words) -> FigureTable:
    """A row for each term and patient course that has something: read from top to bottom."""
    found = [
        TextRow(
            texts=(
                (row.name,),
                (column.who,),
                (column.name,),
                (cell.chip.text + ("*" if cell.star else ""),),
                (cell.chip.words + (f" · {words.t('led to discontinuation')}" if cell.star else ""),),
            ),
            entry=f"{row.key}|{column.patient}|{column.course}",
        )
        for row in rows
        for column, cell in zip(columns, row.cells, strict=True)
        if cell.chip is not None
    ]
    heads = (words.t("Event"), words.t("Patient"), words.t("Course"), words.t("Worst grade"), words.t("In words"))
    return FigureTable(columns=heads, rows=tuple(found))
