"""What keeps a laboratory grade from being told, and what only a person can say, in words."""

from __future__ import annotations

from collections.abc import Iterator

from blin21_desktop.domain.lab_scale import LabScale
from blin21_desktop.domain.text import Names, Text, say
from blin21_desktop.rules.lab_baseline import Why
from blin21_desktop.rules.lab_case import GradedResult
from blin21_desktop.rules.lab_grade import LabGraded, Question
from blin21_desktop.rules.lab_in_force import LabGrade
from blin21_desktop.rules.lab_rows import Lack

LACKS: dict[Lack, Text] = {
    "value": say("a number that can be read"),
    "LLN": say("the laboratory's lower limit"),
    "ULN": say("the laboratory's upper limit"),
    "temperature": say("charted temperatures that tell whether there was fever"),
}
"""What is missing, where it needs no more to be said."""

BASELINES: dict[Why, Text] = {
    "no_course": say("a baseline: no course has begun"),
    "no_result": say("a baseline: no result before the course"),
    "chosen_gone": say("a baseline: the chosen result is no longer in force"),
    "other_method": say("a baseline by the same method"),
    "other_unit": say("a baseline in a unit that can be compared"),
    "no_number": say("a baseline that is a plain number"),
}
"""Why there is no baseline."""


def missing(graded: LabGraded, case: GradedResult, scale: LabScale) -> Iterator[Text]:
    """Why a grade cannot be told, most telling first."""
    for lack in sorted(graded.lacks):
        yield _lack(lack, graded, case, scale)
    if graded.gap:
        yield say(
            "the value lies between two printed grades; this program's proposal is grade {grade:number}",
            grade=graded.proposal,
        )
    if graded.by_a_person and graded.grade is None:
        yield say("{scale} gives no number here: a person grades it", scale=scale.name_en)


def _lack(lack: Lack, graded: LabGraded, case: GradedResult, scale: LabScale) -> Text:
    if lack == "bound":
        return say("only a bound is known: between grade {low:number} and {high:number}",
                   low=graded.at_least, high=graded.at_most)  # fmt: skip
    if lack == "unit":
        return say("a bound of {scale} in the unit {unit}", scale=scale.name_en, unit=case.result.entry.unit)
    if lack == "limb":
        return say("a person's word which limb applies: {limbs}", limbs=[_limb(rule) for rule in graded.choose])
    if lack == "BASELINE":
        return BASELINES.get(case.baseline.why, BASELINES["no_result"])
    if lack == "value" and case.result.entry.analyte == "calcium":
        return say("an albumin of the same draw, to correct the calcium by")
    return LACKS[lack]


def _limb(rule: str) -> Text:
    return say("{what:code}", what=rule)


def no_term(scale: LabScale) -> Text:
    """Why an analyte has no grade at all."""
    return say("{scale} has no term for it", scale=scale.name_en)


def asks(question: Question, scale: LabScale) -> Names:
    """What is asked."""
    return scale.conditions[question.condition]


def rule_of(each: LabGrade) -> str | None:
    """The bounds that gave the grade, as a table prints them."""
    counts = each.counts
    if counts is None or counts.limb is None or counts.row is None:
        return None
    return counts.limb.printed(counts.row)
