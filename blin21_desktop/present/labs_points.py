"""Results as points of a graph: one series for each analyte and method, never two methods in one line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Literal

from blin21_desktop.domain.lab_source import LabSource
from blin21_desktop.domain.lab_table import Analyte
from blin21_desktop.domain.moments import since
from blin21_desktop.domain.signs import drawable
from blin21_desktop.present.cells import Chip
from blin21_desktop.present.checks_axis import place
from blin21_desktop.present.grade_words import NO_GRADE, chip
from blin21_desktop.present.labs_units import Shown, Unit, shown
from blin21_desktop.present.words import Words
from blin21_desktop.rules.lab_case import Bench
from blin21_desktop.rules.lab_in_force import LabGrade
from blin21_desktop.rules.lab_reported import LabResult
from blin21_desktop.rules.lab_results import series
from blin21_desktop.service.look import Look

GAP = timedelta(days=7)
"""No line is drawn over a longer time without a result. For drawing only."""

Sign = Literal["", "<", ">"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LabPoint:
    """One result at `at` days. `sign`: the true value lies below or above, an arrow at the limit.

    `joined`: a line from the point before it, never over a result without a number.
    """

    result: str
    at: float
    value: float
    text: str
    sign: Sign = ""
    joined: bool = False
    preliminary: bool = False
    derived: bool = False
    by_hand: bool = False
    corrected: bool = False
    converted: bool = False
    chip: Chip | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """All results of one analyte by one method, oldest first: as shown, graded (or the newest alone), and as points."""

    analyte: str
    method: str
    name: str
    short: str
    known: Analyte | None
    unit: str
    results: tuple[LabResult, ...]
    shown: tuple[Shown, ...]
    grades: tuple[LabGrade, ...]
    points: tuple[LabPoint, ...]

    @property
    def key(self) -> str:
        """Analyte and method in one word."""
        return f"{self.analyte}/{self.method}" if self.method else self.analyte

    @property
    def newest(self) -> LabGrade:
        """The newest result with its grade."""
        return self.grades[-1]


def all_series(look: Look, unit: Unit, words: Words) -> tuple[Series, ...]:
    """Every series there is, in the order of the table of analytes; unknown ones last."""
    bench = look.labs.bench
    if bench is None:
        return ()
    return tuple(series_of(look, bench, results, unit, words) for results in _keyed(bench))


def brief_series(look: Look, unit: Unit, words: Words, wanted: Callable[[str, LabGrade], bool]) -> tuple[Series, ...]:
    """The series that are `wanted` by analyte and newest grade, for small curves: of each only the newest is graded."""
    bench = look.labs.bench
    if bench is None:
        return ()
    newest = [(results, look.labs.of(results[-1])[0]) for results in _keyed(bench)]
    return tuple(
        series_of(look, bench, results, unit, words, grades=(grade,))
        for results, grade in newest
        if wanted(results[0].series[0], grade)
    )


def _keyed(bench: Bench) -> tuple[Sequence[LabResult], ...]:
    """The results of each series, in the order of the table of analytes; unknown ones last."""
    order = {name: place for place, name in enumerate(bench.table.analytes)}
    found = series(result for results in bench.results.values() for result in results)
    return tuple(found[key] for key in sorted(found, key=lambda key: (order.get(key[0], len(order)), key)))


def series_of(
    look: Look,
    bench: Bench,
    results: Sequence[LabResult],
    unit: Unit,
    words: Words,
    grades: tuple[LabGrade, ...] = (),
) -> Series:
    """One series; every result is graded once. With `grades` given they stand, and the points carry no chips."""
    analyte, method = results[0].series
    known = bench.table.analytes.get(analyte)
    values = tuple(shown(result, known, unit) for result in results)
    chips: list[Chip | None] = [None] * len(results)
    title = analyte if known is None else words.format(known.title)
    short = analyte if known is None else known.short
    if not grades:
        grades = tuple(look.labs.of(result)[0] for result in results)
        chips = [lab_chip(short, grade, words) for grade in grades]
    drawn = tuple(_point(look, result, value, made) for result, value, made in zip(results, values, chips, strict=True))
    return Series(
        analyte=analyte,
        method=method,
        name=words.t("{name} ({method})", name=title, method=method) if method else title,
        short=f"{short} {method}".strip(),
        known=known,
        unit=values[-1].unit,
        results=tuple(results),
        shown=values,
        grades=grades,
        points=_joined(drawn, [result.entry.happened_at for result in results]),
    )


def lab_chip(name: str, each: LabGrade, words: Words) -> Chip | None:
    """The chip of a laboratory grade; None where the scale has no term. Not told: dashed, with what is proved."""
    if each.counts is None:
        return None
    if each.grade is not None:
        return chip(name, each.grade, words)
    if not each.at_least:
        return Chip(NO_GRADE, None, words.t("{name} not graded", name=name))
    least = words.t("{name} grade {grade:number} or more", name=name, grade=each.at_least)
    return Chip(f"≧{each.at_least}", None, least)


def _point(look: Look, result: LabResult, value: Shown, chip_of: Chip | None) -> LabPoint | None:
    if value.number is None:
        return None
    operator = result.value.operator
    sign: Sign = "<" if "<" in operator else ">" if ">" in operator else ""
    entry = result.entry
    return LabPoint(
        result=entry.id,
        at=place(look, entry.happened_at),
        value=float(value.number),
        text=drawable(value.text),
        sign=sign,
        preliminary=entry.status == "preliminary",
        derived=bool(result.derived_from),
        by_hand=LabSource.of(entry.source).entered_by_hand,
        corrected=entry.status == "corrected" or len(result.versions) > 1,
        converted=value.converted,
        chip=chip_of,
    )


def _joined(drawn: Sequence[LabPoint | None], moments: Sequence[datetime]) -> tuple[LabPoint, ...]:
    """The points with their lines: only between two plain numbers that follow each other within a week."""
    found: list[LabPoint] = [] if not drawn or drawn[0] is None else [drawn[0]]
    for (before, after), (early, late) in zip(pairwise(drawn), pairwise(moments), strict=True):
        if after is None:
            continue
        whole = before is not None and not before.sign and not after.sign and since(early, late) <= GAP
        found.append(replace(after, joined=True) if whole else after)
    return tuple(found)
