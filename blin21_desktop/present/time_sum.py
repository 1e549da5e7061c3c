"""Does the time add up? The course's time as a sum one can read, and one of three answers in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from blin21_desktop.domain.text import say
from blin21_desktop.present.words import Words
from blin21_desktop.rules.reconciliation import Answer, Reconciliation
from blin21_desktop.service.look import Look


@dataclass(frozen=True, slots=True, kw_only=True)
class SumPart:
    """One part of the sum. `sign` stands before it; `problem` where it is what does not add up."""

    sign: Literal["", "=", "+"]
    label: str
    value: str
    notes: tuple[str, ...]
    problem: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeSum:
    """The parts from left to right, the answer (None before a course) and its words; `reasons` why, or what is missing.

    ordered (+ more than ordered) = infused + interrupted + left + unexplained
    """

    parts: tuple[SumPart, ...]
    answer: Answer | None
    verdict: str
    reasons: tuple[str, ...]


def time_sum(look: Look, words: Words) -> TimeSum:
    """The sum of the course in front."""
    if look.course is None:
        return TimeSum(parts=(), answer=None, verdict=words.t("no course yet"), reasons=())
    found = look.reconciliation
    if found is None:
        missing = words.render(say("{patient} has no registration in force", patient=look.patient))
        verdict = words.t("cannot tell")
        return TimeSum(parts=(), answer="cannot_tell", verdict=verdict, reasons=(_missing(missing, words),))
    return TimeSum(
        parts=_parts(look, found, words),
        answer=found.answer,
        verdict=_verdict(found, words),
        reasons=(
            *(words.render(text) for text in found.because),
            *(_missing(words.render(text), words) for text in found.missing),
        ),
    )


def _missing(what: str, words: Words) -> str:
    return words.t("missing: {missing}", missing=what)


def _parts(look: Look, found: Reconciliation, words: Words) -> tuple[SumPart, ...]:
    def part(
        sign: Literal["", "=", "+"], label: str, length: timedelta | None, *notes: str, problem: bool = False
    ) -> SumPart:
        value = words.t("cannot tell") if length is None else words.clock_length(length)
        return SumPart(sign=sign, label=label, value=value, notes=tuple(n for n in notes if n), problem=problem)

    days = None if look.label is None else look.label.get("cycle.infusion_days")
    rule = None if look.label is None else look.label.get("cycle.end")
    length = "" if days is None else words.t("{days:number} days", days=days.value)
    stops = words.t("stops: {count:number}", count=0 if look.course is None else len(look.course.pauses))
    given = 0.0 if look.course is None else look.course.given_micrograms
    end = None if look.planned_end is None else look.planned_end.at
    until = "" if end is None else words.t("to {moment}", moment=words.short_moment(end, look.at))
    over = [part("+", words.t("More than ordered"), found.over, words.t("charted"), problem=True)] if found.over else []
    return (
        part("", words.t("Ordered"), found.planned, length, "" if rule is None else words.code(rule.value)),
        *over,
        part("=", words.t("Infused"), found.infused, words.t("{given:micrograms} as charted", given=given)),
        part("+", words.t("Interrupted"), found.interrupted, stops),
        part("+", words.t("Left"), found.left, until),
        part("+", words.t("Unexplained"), found.unexplained, problem=bool(found.unexplained)),
    )


def _verdict(found: Reconciliation, words: Words) -> str:
    if found.answer == "adds_up":
        return words.t("adds up")
    if found.answer == "cannot_tell":
        return words.t("cannot tell")
    by = (found.unexplained or timedelta()) + (found.over or timedelta())
    return words.t("{by:clock_length} unexplained", by=by)
