"""Grades over the days of a course: for each day the worst of CRS, ICANS and every graded laboratory value."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from blin21_desktop.domain.infusion import Course
from blin21_desktop.present.cells import Chip
from blin21_desktop.present.checks_axis import place
from blin21_desktop.present.checks_grades import grade_lanes
from blin21_desktop.present.checks_lanes import GradeCell
from blin21_desktop.present.labs_points import Series, all_series, lab_chip
from blin21_desktop.present.strip import CELLS
from blin21_desktop.present.words import Words
from blin21_desktop.service.look import Look, of_course

BEFORE = 1
"""Days before the start that are shown: the baseline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeRow:
    """One line: a name, and for each day the chip of its worst grade (None: nothing recorded on that day)."""

    name: str
    days: tuple[Chip | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeGrid:
    """The grid of one course; `days` are its columns: "pre", then the cycle days."""

    title: str
    note: str
    days: tuple[str, ...]
    rows: tuple[GradeRow, ...]


def grade_grids(look: Look, words: Words) -> tuple[GradeGrid, ...]:
    """One grid a course, oldest first, each from the day before its start to its end, at most to the moment."""
    return tuple(
        _grid(of_course(look, number), course, look.courses[number + 1 : number + 2], words)
        for number, course in enumerate(look.courses)
    )


def _grid(look: Look, course: Course, after: tuple[Course, ...], words: Words) -> GradeGrid:
    last = [place(look, look.at), *(place(look, one.started_at) for one in after)]
    ran = place(look, course.until)
    days = max(1, math.ceil(round(min(max(float(CELLS), ran), *last), 6)))
    rows: list[tuple[str, Sequence[GradeCell]]]
    rows = [(lane.readout.name, lane.cells) for lane in grade_lanes(look, words) if lane.key != "points"]
    rows += [(one.short, _lab_cells(look, one, words)) for one in all_series(look, "ward", words)]
    made = (GradeRow(name=name, days=_worst(cells, days)) for name, cells in rows)
    return GradeGrid(
        title=words.t("Grades by day, course {number:number}", number=course.number),
        note=words.t("worst grade of each cycle day · blank: nothing recorded · –: not done or not gradable"),
        days=(words.t("pre"), *(str(day) for day in range(1, days + 1))),
        rows=tuple(row for row in made if _says(row)),
    )


def _says(row: GradeRow) -> bool:
    """Whether a row is worth a line: a grade above 0, or one that could not be given. CRS and ICANS always are."""
    if row.name == "ICANS" or row.name.startswith("CRS"):
        return True
    return any(chip is not None and chip.grade != 0 for chip in row.days)


def _lab_cells(look: Look, one: Series, words: Words) -> list[GradeCell]:
    """Every result with a term of the scale: its grade, or that it could not be told and what is proved."""
    cells = []
    for each in one.grades:
        made = lab_chip(one.short, each, words)
        if made is not None:
            rank = each.at_least if made.grade is None else made.grade
            cells.append(GradeCell(place(look, each.case.result.entry.happened_at), made, rank=rank))
    return cells


def _worst(cells: Iterable[GradeCell], days: int) -> tuple[Chip | None, ...]:
    worst: dict[int, GradeCell] = {}
    for cell in cells:
        day = math.floor(cell.at)
        if -BEFORE <= day < days and (day not in worst or cell.rank > worst[day].rank):
            worst[day] = cell
    return tuple(worst[day].chip if day in worst else None for day in range(-BEFORE, days))
