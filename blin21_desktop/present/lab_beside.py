"""What stands beside a laboratory grade: how old its baseline is, limits of no known age, the worst of the course."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from blin21_desktop.domain.text import say
from blin21_desktop.present.labs_units import unit_words
from blin21_desktop.present.words import Words
from blin21_desktop.rules.lab_case import GradedResult
from blin21_desktop.rules.lab_in_force import LabGrade
from blin21_desktop.rules.lab_worst import Worst
from blin21_desktop.service.look import Look

AGE_UNSAID = say("limits as reported; whether for this age: not known")
"""Said wherever limits are shown that came with a result of somebody who may be a child."""

AGE_ASKED = say("as reported (for this age?)")
"""The same in a narrow column, explained above the table."""

NAMED = 3
"""So many results that cannot be told are named; the rest is counted."""


def baseline_age(case: GradedResult, words: Words) -> str:
    """How long before or after the start of its course the baseline was taken."""
    age = case.baseline.before_start or timedelta()
    if age < timedelta():
        return words.t("{age:length} after the start", age=-age)
    return words.t("{age:length} before the start", age=age)


def baseline_words(each: LabGrade, words: Words) -> str:
    """The baseline that had a part in a grade, with its age; empty where none had."""
    sample = each.case.baseline.result
    if sample is None or not each.by_baseline:
        return ""
    told = words.t("baseline {value} {unit}, taken {age}", value=sample.entry.value,
                   unit=unit_words(sample.unit or sample.entry.unit), age=baseline_age(each.case, words))  # fmt: skip
    return words.joined((told, words.t("chosen by a person"))) if each.case.baseline.chosen else told


def beside(each: LabGrade, words: Words) -> Iterator[str]:
    """What a chip alone does not say, where there is little room: the age of the baseline, limits of no known age."""
    if each.counts is not None and each.by_baseline and each.case.baseline.result is not None:
        yield words.t("baseline {age}", age=baseline_age(each.case, words))
    if each.case.age_unsaid:
        yield words.render(AGE_UNSAID)


def worst_lines(worst: Worst | None, look: Look, words: Words) -> Iterator[str]:
    """The worst of the course, and every result beside it that nobody can grade and that may be worse."""
    if worst is None:
        return
    if worst.proved is not None:
        named = _named(worst.proved, look, words)
        if worst.proved.grade is not None:
            yield words.t("worst of the course: grade {grade:number}, first {result}", **named)
        else:
            yield words.t("worst of the course: grade {grade:number} or more, first {result}", **named)
    if worst.open:
        names = [str(_named(each, look, words)["result"]) for each in worst.open[-NAMED:]]
        more = len(worst.open) - len(names)
        if more:
            names.append(words.t("{count:number} more", count=more))
        told = words.joined(names)
        if worst.proved is None:
            yield words.t("worst of the course: cannot tell, not gradable: {results}", results=told)
        else:
            yield words.t("cannot tell whether worse, not gradable: {results}", results=told)


def worse_lines(worst: Worst | None, newest: LabGrade, look: Look, words: Words) -> Iterator[str]:
    """The same beside a newest grade: the worst only where it is another grade, and what cannot be told."""
    same = worst is not None and worst.proved is not None and worst.proved.at_least == newest.at_least
    lines = list(worst_lines(worst, look, words))
    yield from lines[1:] if same and newest.grade is not None else lines


def _named(each: LabGrade, look: Look, words: Words) -> dict[str, object]:
    entry = each.case.result.entry
    when = words.short_moment(entry.happened_at, look.at)
    return {"grade": each.at_least, "result": words.t("{value} ({when})", value=entry.value, when=when)}
