"""What grading notes 7.2 want on a sheet of this drug beside the rest: classes, the line, multiples, levels, seizures.

Each is a fact as charted or what the label in force makes of one; what cannot be told is said in words.
"""

from __future__ import annotations

from collections.abc import Iterator

from blin21_desktop.domain.entries import DrugGiven, WritingSampled
from blin21_desktop.domain.infusion import Course
from blin21_desktop.domain.text import Text, say
from blin21_desktop.present.lab_when import short_when
from blin21_desktop.present.labs_points import lab_chip
from blin21_desktop.present.labs_table import multiples
from blin21_desktop.present.labs_units import shown
from blin21_desktop.present.situated import situation_of
from blin21_desktop.present.words import Words
from blin21_desktop.rules.age_group import is_adult
from blin21_desktop.rules.consulted import Consulted
from blin21_desktop.rules.lab_in_force import LabGrade
from blin21_desktop.service.look import Look

LIVER = ("ast", "alt", "bilirubin_total")
"""What the labels hold the treatment by, told whatever its grade."""

LEVELS = ("tacrolimus", "ciclosporin")
"""Immunosuppressants whose level a laboratory reports."""

LINE_CHECKS: dict[str, tuple[Text, Text]] = {
    "not_flushed": (say("not flushed"), say("FLUSHED")),
    "filter_in_place": (say("filter in place"), say("NO FILTER")),
    "pump_locked": (say("pump locked"), say("PUMP NOT LOCKED")),
    "clamps_open": (say("clamps open"), say("CLAMPS NOT OPEN")),
}
"""What is looked at on the line -> the words where it is so and where it is not."""


def is_adult_by_label(look: Look) -> bool | None:
    """Whether the label in force counts the patient as an adult, by the age at the start of the course."""
    situation = situation_of(look)
    return None if situation is None else is_adult(situation, Consulted())


def weight_against(look: Look) -> tuple[float, bool] | None:
    """The label's limit (kg), and whether the weight that decides the dose reaches it; None where one is missing."""
    situation = situation_of(look)
    split = None if situation is None else situation.label.get("dose.weight_split_kg")
    if situation is None or situation.weight is None or split is None:
        return None
    return split.value, situation.weight.weight_kg >= split.value


def age_class(look: Look, words: Words) -> str:
    """Child or adult in words."""
    adult = is_adult_by_label(look)
    if adult is None:
        return words.t("child or adult: cannot tell")
    return words.t("adult") if adult else words.t("child")


def weight_class(look: Look, words: Words) -> str:
    """The weight class in words."""
    found = weight_against(look)
    if found is None:
        return words.t("weight class: cannot tell")
    split, reached = found
    return words.t("{split:kg} or more", split=split) if reached else words.t("below {split:kg}", split=split)


def line_words(look: Look, course: Course, words: Words) -> str:
    """What was looked at on the line last in this course, each as charted; what nobody answered is not told."""
    for entry in reversed(look.chart.infusion):
        checks = getattr(entry, "line_checks", None)
        if checks is None or not course.started_at <= entry.happened_at <= look.at:
            continue
        answers = {key: getattr(checks, key) for key in LINE_CHECKS}
        told = [words.render(LINE_CHECKS[key][0 if yes else 1]) for key, yes in answers.items() if yes is not None]
        if told:
            when = words.short_moment(entry.happened_at, look.at)
            return words.t("line {at} by {who}: {found}", at=when, who=entry.by, found=words.joined(told))
    return words.t("line: no look at it charted")


def liver_words(look: Look, words: Words, *, beside: frozenset[str], when: str) -> str:
    """AST, ALT and bilirubin with their multiples; value and grade too of those that do not stand in `beside`.

    A result that is not of the sample of `when` has its own moment.
    """
    bench = look.labs.bench
    if bench is None:
        return ""
    parts = []
    for name in LIVER:
        known, each = bench.table.analytes.get(name), look.labs.newest.get(name)
        short = name if known is None else known.short
        if each is None:
            parts.append(words.t("{name}: no result", name=short))
            continue
        value, taken = shown(each.case.result, known, "ward").text, short_when(each.case.result.entry, look.at, words)
        told = [] if name in beside else [_graded(short, value, each, words)]
        told += tuple(multiples(each, words)) or (words.t("multiples cannot be told"),)
        told += () if taken == when or name in beside else (taken,)
        parts.append(words.joined(told) if name not in beside else f"{short} {words.joined(told)}")
    return " · ".join(parts)


def _graded(name: str, value: str, each: LabGrade, words: Words) -> str:
    chip = lab_chip(name, each, words)
    if chip is None:
        return f"{name} {value}"
    return words.t("{name} {value} grade {grade}", name=name, value=value, grade=chip.text)


def immunosuppression(look: Look, words: Words) -> Iterator[str]:
    """The newest immunosuppressant given and the newest level of each, with their moments."""
    given = next((d for d in look.chart.newest(DrugGiven, look.at) if d.class_ == "immunosuppressant"), None)
    if given is not None:
        when = words.short_moment(given.happened_at, look.at)
        yield words.t("immunosuppressant: {drug} {dose}, {when}", drug=given.drug, dose=given.dose, when=when)
    bench = look.labs.bench
    if bench is None:
        return
    for name in LEVELS:
        series = bench.results.get(name, ())
        if series:
            value = shown(series[-1], bench.table.analytes.get(name), "ward")
            when = short_when(series[-1].entry, look.at, words)
            yield words.t(
                "level of {name}: {value}, {when}", name=name, value=f"{value.text} {value.unit}".strip(), when=when
            )


def seizures_and_writing(look: Look, words: Words) -> Iterator[str]:
    """How many seizures there were where that does not stop the treatment yet, and the newest handwriting sample."""
    counted = next((f for f in look.findings if f.rule == "seizure.stop" and f.answer == "clear" and f.saw), None)
    if counted is not None:
        yield words.render(counted.says)
    sample = look.chart.last(WritingSampled, look.at)
    if sample is not None:
        yield words.t("handwriting of {when} in the chart", when=words.short_moment(sample.happened_at, look.at))
