"""Everything about one result: every version of it, limits, grade with rule and questions, what it came from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from blin21_desktop.domain.entries import LabResulted
from blin21_desktop.domain.lab_source import LabSource
from blin21_desktop.domain.text import Names, Text, say
from blin21_desktop.present.lab_beside import AGE_UNSAID, baseline_age, worst_lines
from blin21_desktop.present.lab_when import dated_when
from blin21_desktop.present.labs_plot import LabPlot
from blin21_desktop.present.labs_points import Series
from blin21_desktop.present.labs_table import grade_lines, range_text
from blin21_desktop.present.labs_units import plain_number, unit_words
from blin21_desktop.present.words import Words
from blin21_desktop.rules.lab_in_force import LabGrade, names_of
from blin21_desktop.service.look import Look

STATUS: dict[str, Text] = {
    "preliminary": say("preliminary"),
    "final": say("final"),
    "corrected": say("corrected"),
    "deleted": say("deleted by the laboratory"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A condition that a person can answer about a result."""

    term: str
    condition: str
    name: Names


@dataclass(frozen=True, slots=True, kw_only=True)
class LabDetail:
    """One result. `versions` are newest first; `asked` what can be answered; `may_choose`: a course has begun.

    `plot` None: nothing can be drawn. `may_correct`: somebody reported it; what is derived follows from others.
    """

    result: str
    analyte: str
    title: str
    lines: tuple[str, ...]
    versions: tuple[str, ...]
    asked: tuple[Asked, ...]
    may_choose: bool
    may_correct: bool
    plot: LabPlot | None = None


def details(look: Look, found: tuple[Series, ...], result: str, words: Words) -> LabDetail | None:
    """The details of a result in one of the series, by the id of any of its versions."""
    for one in found:
        for place, each in enumerate(one.results):
            if result in {version.id for version in (each.entry, *each.versions)}:
                return _detail(look, one, place, words)
    return None


def _detail(look: Look, one: Series, place: int, words: Words) -> LabDetail:
    grade, result, value = one.grades[place], one.results[place], one.shown[place]
    when = dated_when(result.entry, words)
    title = words.t("{name} {value} {unit}, collected {when}",
                    name=one.name, value=value.text, unit=value.unit, when=when)  # fmt: skip
    bench = grade.bench
    every = [grade, *(each for each in names_of(bench, grade.case) if each.name != grade.name)]
    asked = {
        (graded.term.name, question.condition): Asked(
            graded.term.name, question.condition, bench.scale.conditions[question.condition]
        )
        for graded in grade.case.graded
        for question in graded.questions
    }
    lines = [line for each in every for line in _lines(each, words)]
    return LabDetail(
        result=result.versions[-1].id,
        analyte=one.analyte,
        title=title,
        lines=(*lines, *beside(grade, words), *worst_lines(look.labs.worst.get(one.analyte), look, words)),
        versions=tuple(_version(entry, look, words) for entry in reversed(result.derived_from or result.versions)),
        asked=tuple(asked.values()) if not result.derived_from else (),
        may_choose=bool(look.courses) and not result.derived_from,
        may_correct=not result.derived_from,
    )


def _lines(each: LabGrade, words: Words) -> Iterator[str]:
    known = each.bench.table.analytes.get(each.name)
    name = words.format(each.name if known is None else known.title)
    if each.counts is not None:
        name = each.counts.term.name
    for line in grade_lines(each, words):
        yield f"{name}: {line}"


def beside(grade: LabGrade, words: Words) -> Iterator[str]:
    """Limits, baseline, and the albumin that corrected a calcium."""
    case = grade.case
    ends = [None if end is None else plain_number(end) for end in (case.limits.lower, case.limits.upper)]
    if ends != [None, None]:
        whence = words.t("reported with it") if case.limits.reported else words.t("of this site")
        yield words.joined((words.t("normal range: {range}", range=range_text(*ends)), whence))
    if case.age_unsaid:
        yield words.render(AGE_UNSAID)
    sample = case.baseline.result
    if sample is not None:
        chosen = words.t("chosen by a person") if case.baseline.chosen else words.t("newest before the course")
        yield words.t("baseline {value} {unit} of {when}, {age}, {how}", value=sample.entry.value,
                      unit=unit_words(sample.entry.unit), when=dated_when(sample.entry, words),
                      age=baseline_age(case, words), how=chosen)  # fmt: skip
    if case.corrected is not None:
        yield words.t("corrected for albumin: {value}", value=plain_number(round(case.corrected.number, 2)))
    if case.result.derived_from:
        yield words.t("derived from the results below")


def _version(entry: LabResulted, look: Look, words: Words) -> str:
    source = LabSource.of(entry.source)
    hand = words.t("entered by hand") if source.entered_by_hand else source.sender or words.t("sender not known")
    return words.t(
        "{written}: {value} {unit}, {status}, {by} ({sender})",
        written=words.short_moment(entry.recorded_at, look.at),
        value=entry.value,
        unit=unit_words(entry.unit),
        status=STATUS[entry.status],
        by=entry.by,
        sender=hand,
    )
