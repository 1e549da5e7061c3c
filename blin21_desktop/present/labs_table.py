"""The table of the tab Labs: newest value, the one before, change, range, grade with its rule, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from blin21_desktop.present.amounts import plain
from blin21_desktop.present.cells import Cell, Line, Size
from blin21_desktop.present.lab_beside import AGE_ASKED, baseline_words, worse_lines
from blin21_desktop.present.lab_when import short_when
from blin21_desktop.present.lab_words import asks, missing, no_term, rule_of
from blin21_desktop.present.labs_panels import LabPanel, band_of, change
from blin21_desktop.present.labs_points import Series, lab_chip
from blin21_desktop.present.labs_spark import Spark, spark
from blin21_desktop.present.labs_units import Unit, plain_number, unit_words
from blin21_desktop.present.words import Words
from blin21_desktop.rules.lab_in_force import LabGrade
from blin21_desktop.rules.lab_results import why_unread
from blin21_desktop.service.look import Look

NOTHING = "–"
SPARK, RULE = 1, 7
"""Columns of the small curve, and of the rule, which takes the room that is left."""
FOLDED_RULE = 3
"""The column of the rule where there is little room."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabRow:
    """One row; `entry` is the newest result. `spark` None: nothing can be drawn. `limits`: the range in words."""

    entry: str
    key: str
    cells: tuple[Cell, ...]
    spark: Spark | None = None
    limits: str = ""


@dataclass(frozen=True, slots=True)
class FoldedLab:
    """The same row in four columns, for little room: what belongs together stands below each other."""

    row: LabRow

    @property
    def entry(self) -> str:
        """As of the row."""
        return self.row.entry

    @property
    def spark(self) -> Spark | None:
        """As of the row."""
        return self.row.spark

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Analyte with normal range; curve; newest value with unit, grade, change, the one before, when; rule."""
        name, curve, latest, before, change, unit, grade, rule, limits, when = self.row.cells
        chips = tuple(chip for line in grade.lines for chip in line.chips)
        units = "" if unit.text == NOTHING else f" {unit.text}"
        value = tuple(Line(f"{line.text}{units}", line.size, chips=chips) for line in latest.lines)
        past = " · ".join(cell.text for cell in (change, before) if cell.text not in ("", NOTHING))
        told = (*((Line(past, "second"),) if past else ()), *(Line(line.text, "second") for line in when.lines))
        ranges = (self.row.limits, *(line.text for line in limits.lines[1:]))
        ends = tuple(Line(text, "second") for text in ranges if text)
        return (Cell((*name.lines, *ends)), curve, Cell((*value, *told)), rule)


@dataclass(frozen=True, slots=True)
class Span:
    """The window of the small curves and the moment looked at, days."""

    start: float
    end: float
    now: float


def lab_columns(words: Words) -> tuple[str, ...]:
    """Heads of the table."""
    return (
        words.t("Analyte"),
        words.t("Course of values"),
        words.t("Latest"),
        words.t("Previous"),
        words.t("Change"),
        words.t("Unit"),
        words.t("Grade"),
        words.t("Rule, or what is missing"),
        words.t("Normal range"),
        words.t("Collected"),
    )


def folded_columns(words: Words) -> tuple[str, ...]:
    """Heads of the folded table."""
    return (
        words.t("Analyte, normal range"),
        words.t("Course of values"),
        words.t("Latest, change, previous"),
        words.t("Rule, or what is missing"),
    )


def lab_rows(
    look: Look, found: Sequence[Series], panels: Sequence[LabPanel], span: Span, unit: Unit, words: Words
) -> tuple[LabRow, ...]:
    """A row for each series in the order of the panels, then what has none, then terms under a name of their own."""
    by_key = {panel.key: panel for panel in panels}
    rank = {panel.key: place for place, panel in enumerate(panels)}
    ordered = sorted(found, key=lambda one: rank.get(one.key, len(rank)))
    rows = []
    for one in ordered:
        panel = by_key.get(one.key)
        curve = None if panel is None else spark(panel, span.start, span.end, span.now)
        rows.append(_row(look, one, curve, unit, words))
    own = [each for name, each in look.labs.newest.items() if name != each.case.result.entry.analyte]
    return (*rows, *(_own_row(look, each, words) for each in own))


def _row(look: Look, one: Series, curve: Spark | None, unit: Unit, words: Words) -> LabRow:
    newest, entry = one.newest, one.results[-1].entry
    before = one.shown[-2].text if len(one.shown) > 1 else NOTHING
    marks = " ".join(_marks(one, words))
    when = short_when(entry, look.at, words)
    limits = _range_cell(one, unit, words)
    return LabRow(
        entry=entry.id,
        key=one.key,
        spark=curve,
        limits=words.t("normal range: {range}", range=limits.lines[0].text),
        cells=(
            Cell((Line(one.short, "body_bold"), *((Line(one.name, "second"),) if one.name != one.short else ()))),
            Cell((Line("", "body"),)),
            _plain(one.shown[-1].text, "body_bold"),
            _plain(before),
            _plain(change(one) or NOTHING),
            _plain(one.unit or NOTHING),
            _grade_cell(newest, one.short, words),
            _told(newest, worse_lines(look.labs.worst.get(one.analyte), newest, look, words), words),
            limits,
            Cell((Line(when, "body"), *((Line(marks, "second"),) if marks else ()))),
        ),
    )


def _own_row(look: Look, each: LabGrade, words: Words) -> LabRow:
    """A term with a name of its own, such as febrile neutropenia: graded from the same result."""
    entry = each.case.result.entry
    name = each.name if each.counts is None else each.counts.term.name
    empty = _plain("")
    told = _told(each, worse_lines(look.labs.worst.get(each.name), each, look, words), words)
    when = short_when(entry, look.at, words)
    cells = (_plain(name, "body_bold"), *(empty,) * 5, _grade_cell(each, name, words), told, empty)
    return LabRow(entry=entry.id, key=each.name, cells=(*cells, _plain(when)))


def _plain(text: str, size: Size = "body") -> Cell:
    return Cell((Line(text, size),))


def _grade_cell(each: LabGrade, name: str, words: Words) -> Cell:
    chip = lab_chip(name, each, words)
    return _plain(words.t("no term")) if chip is None else Cell((Line("", "body", chips=(chip,)),))


def _told(each: LabGrade, worst: Iterable[str], words: Words) -> Cell:
    texts = [text for text in (*grade_lines(each, words), baseline_words(each, words), *worst) if text]
    return Cell(tuple(Line(text, "second" if place else "body") for place, text in enumerate(texts or [""])))


def grade_lines(each: LabGrade, words: Words) -> Iterator[str]:
    """The rule that gave the grade, or why there is none; multiples, what was there before, and open questions."""
    bench, counts, case = each.bench, each.counts, each.case
    unread = why_unread(case.result, bench.table)
    if counts is None:
        yield words.render(no_term(bench.scale)) if unread is None else words.render(unread)
        return
    rule = rule_of(each)
    if rule is not None:
        yield words.t("grade {grade:number}: {rule}", grade=each.at_least, rule=unit_words(rule))
    elif each.grade == 0:
        yield words.t("below grade 1")
    lacks = [words.render(text) for text in missing(counts, case, bench.scale)]
    if lacks:
        yield words.t("missing: {missing}", missing=words.joined(lacks))
    if each.before_start is not None:
        yield words.t("grade {grade:number} before the course", grade=each.before_start)
    yield from multiples(each, words)
    for question in counts.questions:
        yield words.t("to be answered: {question}", question=asks(question, bench.scale))


def multiples(each: LabGrade, words: Words) -> Iterator[str]:
    """How many times its upper limit and its baseline a value is, of what rises when it gets worse (notes 3.4, T2)."""
    case = each.case
    if each.counts is None or each.counts.term.direction != "high":
        return
    if case.x_uln is not None:
        yield words.t("{times} × ULN", times=plain_number(round(case.x_uln, 2)))
    if case.x_baseline is not None:
        yield words.t("{times} × baseline", times=plain_number(round(case.x_baseline, 2)))


def _range_cell(one: Series, unit: Unit, words: Words) -> Cell:
    band = band_of(one, unit, words)
    if band is None:
        return _plain(words.t("not known"))
    ends = [None if end is None else plain(round(end, 4)) for end in (band.low, band.high)]
    source = words.render(AGE_ASKED) if band.age_unsaid else band.source
    return Cell((Line(range_text(*ends), "body"), Line(source, "second")))


def range_text(low: str | None, high: str | None) -> str:
    """A normal range in signs, open where one end is not known."""
    if low is None:
        return f"≦ {high}"
    return f"≧ {low}" if high is None else f"{low}–{high}"


def _marks(one: Series, words: Words) -> Iterator[str]:
    """How the newest value came."""
    result = one.results[-1]
    if result.entry.status == "preliminary":
        yield words.t("preliminary")
    if result.derived_from:
        yield words.t("derived")
    if one.points and one.points[-1].result == result.entry.id:
        point = one.points[-1]
        if point.by_hand:
            yield words.t("by hand")
        if point.corrected:
            yield words.t("corrected")
        if point.converted:
            yield words.t("converted")
