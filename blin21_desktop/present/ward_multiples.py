"""Small multiples: one analyte over the days of the courses, one small graph a patient, all on the same axes."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from blin21_desktop.domain.infusion import Course
from blin21_desktop.domain.lab_table import Analyte
from blin21_desktop.domain.moments import DAY, since
from blin21_desktop.present.cells import Chip
from blin21_desktop.present.labs_points import LabPoint, series_of
from blin21_desktop.present.labs_scale import YAxis, y_axis
from blin21_desktop.present.labs_units import Unit, unit_of, unit_words
from blin21_desktop.present.text_row import TextRow
from blin21_desktop.present.ward_figures import FigureTable, course_name, in_study_order, who
from blin21_desktop.present.words import Words
from blin21_desktop.rules.lab_results import series
from blin21_desktop.service.look import Look

FIRST_DAY, LAST_DAY, EVERY = -1, 29, 7
"""The axis: from the day before the start to the last sampling day of the protocol, longer where data reach on."""


@dataclass(frozen=True, slots=True)
class DayPoint:
    """A result `day` days after the start of its course; `joined`: a line from the one before."""

    day: float
    point: LabPoint
    joined: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseLine:
    """One course of one patient by one method."""

    course: int
    name: str
    points: tuple[DayPoint, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Multiple:
    """The small graph of a patient. `newest`: the last value with its unit; `chip` its grade; `empty`: why no line."""

    patient: str
    who: str
    lines: tuple[CourseLine, ...]
    newest: str
    chip: Chip | None
    empty: str
    summary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Multiples:
    """All of them. `choices`: id and name of every analyte that anybody has a result of."""

    analyte: str
    title: str
    choices: tuple[tuple[str, str], ...]
    first: int
    last: int
    ticks: tuple[int, ...]
    axis: YAxis | None
    day_axis: str
    graphs: tuple[Multiple, ...]
    table: FigureTable
    note: str
    empty: str


def multiples(looks: Sequence[Look], analyte: str, words: Words, *, unit: Unit = "ward", names: bool) -> Multiples:
    """The graphs of one analyte; of one that nobody has, the first there is."""
    ordered = in_study_order(looks)
    known = _analytes(ordered)
    choices = tuple((name, words.format(one.title)) for name, one in known.items())
    chosen = known.get(analyte) or next(iter(known.values()), None)
    graphs = tuple(_graph(look, chosen, unit, words, names=names) for look in ordered)
    every = [day for graph in graphs for line in graph.lines for day in line.points]
    last = max([LAST_DAY, *(math.ceil(day.day) for day in every)])
    title = ""
    if chosen is not None:
        title = f"{words.format(chosen.title)} {unit_words(unit_of(chosen, unit))}".strip()
    return Multiples(
        analyte="" if chosen is None else chosen.id,
        title=title,
        choices=choices,
        first=FIRST_DAY,
        last=last,
        ticks=tuple(range(0, last + 1, EVERY)),
        axis=None if chosen is None else y_axis(chosen, unit_of(chosen, unit), [day.point.value for day in every]),
        day_axis=words.t("days from the start of the course"),
        graphs=graphs,
        table=_table(ordered, graphs, words),
        note=words.t(
            "Same axes for everybody. ● course 1 ■ course 2; a hollow mark is only a bound. No line across a gap of "
            "more than a week. The number is the newest value, with its grade."
        ),
        empty="" if known else words.t("No laboratory result is on file. Results come by import."),
    )


def _analytes(looks: Iterable[Look]) -> dict[str, Analyte]:
    """Every known analyte with a result, in the order of the table."""
    benches = [look.labs.bench for look in looks if look.labs.bench is not None]
    has = {name for bench in benches for name, found in bench.results.items() if found}
    table = {name: one for bench in benches for name, one in bench.table.analytes.items()}
    return {name: one for name, one in table.items() if name in has}


def _graph(look: Look, known: Analyte | None, unit: Unit, words: Words, *, names: bool) -> Multiple:
    name, bench = who(look, words, names=names), look.labs.bench
    results = () if bench is None or known is None else bench.results.get(known.id, ())
    if bench is None or not results:
        none = words.t("no sample")
        return Multiple(
            patient=look.patient, who=name, lines=(), newest="", chip=None, empty=none, summary=f"{name}: {none}"
        )
    found = [series_of(look, bench, of_method, unit, words) for of_method in series(results).values()]
    newest = max(found, key=lambda one: one.results[-1].entry.happened_at)
    lines = tuple(
        line
        for one in found
        for line in _lines(look, {r.entry.id: r.entry.happened_at for r in one.results}, one.points, words)
    )
    text = f"{newest.shown[-1].text} {newest.unit}".strip()
    at = words.dated_time(newest.results[-1].entry.happened_at)
    chip = newest.points[-1].chip if newest.points else None
    grade = "" if chip is None else chip.words
    count = sum(len(line.points) for line in lines)
    summary = words.t(
        "{who}: {count:number} values, newest {value} at {when}. {grade}",
        who=name, count=count, value=text, when=at, grade=grade,
    )  # fmt: skip
    return Multiple(
        patient=look.patient,
        who=name,
        lines=lines,
        newest=text,
        chip=chip,
        empty="" if lines else words.t("no value that can be drawn in a course"),
        summary=summary.strip(),
    )


def _lines(look: Look, taken: Mapping[str, datetime], points: Sequence[LabPoint], words: Words) -> Iterable[CourseLine]:
    """The points by course: each from the day before its course until the next one's."""
    for place, course in enumerate(look.courses):
        later = look.courses[place + 1] if place + 1 < len(look.courses) else None
        inside = [point for point in points if _inside(taken[point.result], course, later)]
        if inside:
            days = tuple(
                DayPoint(since(course.started_at, taken[p.result]) / DAY, p, joined=p.joined and bool(n))
                for n, p in enumerate(inside)
            )
            yield CourseLine(course=course.number, name=course_name(course, words), points=days)


def _inside(at: datetime, course: Course, later: Course | None) -> bool:
    days = since(course.started_at, at) / DAY
    return days >= FIRST_DAY and (later is None or since(later.started_at, at) / DAY < FIRST_DAY)


def _table(looks: Sequence[Look], graphs: Sequence[Multiple], words: Words) -> FigureTable:
    """A row for each patient and course: all its values by day."""
    heads = (words.t("Patient"), words.t("Course"), words.t("Values by day"), words.t("Newest"))
    rows = []
    for look, graph in zip(looks, graphs, strict=True):
        for line in graph.lines:
            told = words.joined(
                words.t("day {day:number} {value}", day=math.floor(one.day), value=one.point.text)
                for one in line.points
            )
            rows.append(TextRow(texts=((graph.who,), (line.name,), (told,), (graph.newest,)), entry=look.patient))
        if not graph.lines:
            rows.append(TextRow(texts=((graph.who,), ("–",), (graph.empty,), ("–",)), entry=look.patient))
    return FigureTable(columns=heads, rows=tuple(rows))
