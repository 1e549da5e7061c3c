"""The laboratory part of the `state` answer (contract, section 3): `grades.labs`."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from blin21_desktop.domain.lab_scale import LabScale
from blin21_desktop.domain.moments import HOUR
from blin21_desktop.present.lab_when import time_given
from blin21_desktop.present.lab_words import asks, missing, no_term, rule_of
from blin21_desktop.present.words import Words
from blin21_desktop.rules.lab_case import GradedResult
from blin21_desktop.rules.lab_grade import LabGraded, Question
from blin21_desktop.rules.lab_in_force import LabGrade
from blin21_desktop.rules.lab_worst import Worst
from blin21_desktop.service.look import Look

Json = dict[str, Any]


def labs_json(look: Look, words: Words) -> Json:
    """The newest grade of every analyte, with the worst of the course. Null cannot be told; `missing` says why."""
    bench = look.labs.bench
    if bench is None:
        return {}
    worst = look.labs.worst
    return {
        name: {**_newest(each, bench.scale, look, words), **_worst(worst.get(name), look, words)}
        for name, each in sorted(look.labs.newest.items())
    }


def _newest(each: LabGrade, scale: LabScale, look: Look, words: Words) -> Json:
    case, counts = each.case, each.counts
    return {
        **_value(each, look),
        "scale": scale.name_en,
        "term": None if counts is None else counts.term.name,
        "at_least": each.at_least,
        "at_most": None if counts is None or counts.gap else counts.at_most,
        "rule": rule_of(each),
        "review": counts is not None and counts.review,
        "missing": _missing(each, words),
        "question": [] if counts is None else [_question(q, scale, words) for q in counts.questions],
        "choose": [] if counts is None else list(counts.choose),
        "proposal": None if counts is None else counts.proposal,
        **_beside(case, look),
        "before_start": each.before_start,
        "others": [_other(graded) for graded in each.others],
    }


def _value(each: LabGrade, look: Look) -> Json:
    entry = each.case.result.entry
    return {
        "grade": each.grade,
        "value": entry.value,
        "unit": each.case.result.unit or entry.unit,
        "at": _time(entry.happened_at, look),
        "time_known": time_given(entry),
        "result": entry.id,
        "status": entry.status,
    }


def _beside(case: GradedResult, look: Look) -> Json:
    """Multiples, limits and baseline: what is shown beside a grade, whatever the grade (grading notes, T2)."""
    limits, baseline, fixed = case.limits, case.baseline, case.corrected
    sample, age = baseline.result, baseline.before_start
    known = limits.lower is not None or limits.upper is not None
    return {
        "x_uln": _rounded(case.x_uln),
        "x_baseline": _rounded(case.x_baseline),
        "limits": None
        if not known
        else {
            "lower": _number(limits.lower),
            "upper": _number(limits.upper),
            "from": "report" if limits.reported else "site",
            "of_unknown_age": case.age_unsaid,
        },
        "within_age_range": case.of_age if limits.site is not None else None,
        "baseline": None
        if sample is None
        else {
            "value": sample.entry.value,
            "unit": sample.unit or sample.entry.unit,
            "at": _time(sample.entry.happened_at, look),
            "time_known": time_given(sample.entry),
            "result": sample.entry.id,
            "chosen": baseline.chosen,
            "limb": baseline.rule,
            "hours_before_start": None if age is None else round(age / HOUR, 2),
        },
        "corrected": None
        if fixed is None
        else {"value": _number(fixed.number), "albumin": fixed.albumin.entry.value, "cites": _cites(look)},
        "derived": bool(case.result.derived_from),
    }


def _cites(look: Look) -> str:
    bench = look.labs.bench
    return "" if bench is None else f"{bench.scale.calcium.cites.source} {bench.scale.calcium.cites.section}"


def _question(question: Question, scale: LabScale, words: Words) -> Json:
    return {
        "condition": question.condition,
        "asks": words.format(asks(question, scale)),
        "if_yes": _grades(question.if_yes),
        "if_no": _grades(question.if_no),
    }


def _grades(found: frozenset[int | None]) -> list[int | None]:
    return sorted(found, key=lambda grade: -1 if grade is None else grade)


def _other(graded: LabGraded) -> Json:
    return {"term": graded.term.name, "grade": graded.grade, "at_least": graded.at_least}


def _worst(worst: Worst | None, look: Look, words: Words) -> Json:
    """The worst that is proved, and what cannot be told beside it: null is no "none was worse"."""
    if worst is None:
        return {"worst": None, "worst_cannot_tell": []}
    proved = worst.proved
    return {
        "worst": None if proved is None else {**_value(proved, look), "at_least": proved.at_least},
        "worst_cannot_tell": [{**_value(each, look), "missing": _missing(each, words)} for each in worst.open],
    }


def _missing(each: LabGrade, words: Words) -> list[str]:
    scale = each.bench.scale
    why = [no_term(scale)] if each.counts is None else missing(each.counts, each.case, scale)
    return [words.render(text) for text in why]


def _rounded(multiple: Decimal | None) -> float | None:
    return None if multiple is None else float(round(multiple, 2))


def _number(number: Decimal | None) -> str | None:
    return None if number is None else format(number.normalize(), "f")


def _time(moment: datetime, look: Look) -> str:
    return moment.astimezone(look.at.tzinfo).isoformat()
