"""The figures of all patients share this: who is told how, in which order, and the sentence above them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from blin21_desktop.domain.entries import Enrolled
from blin21_desktop.domain.infusion import Course, Status
from blin21_desktop.domain.text import Text, say
from blin21_desktop.present.cells import family_first
from blin21_desktop.present.text_row import TextRow
from blin21_desktop.present.words import Words
from blin21_desktop.service.look import Look

FIGURES: dict[str, Text] = {
    "swimmer": say("Course of treatment"),
    "events": say("Adverse events"),
    "multiples": say("One analyte, all patients"),
}
"""Code of a figure -> its name."""

MODES: dict[str, Text] = {"blinded": say("Blinded"), "names": say("Names")}
"""How patients are told: by their study number alone, or by name as well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureTable:
    """What a figure shows, in words: the same as a table."""

    columns: tuple[str, ...]
    rows: tuple[TextRow, ...]


def in_study_order(looks: Sequence[Look]) -> tuple[Look, ...]:
    """By study number, counted (UPN-2 before UPN-10)."""
    return tuple(sorted(looks, key=lambda look: _counted(look.patient)))


def _counted(patient: str) -> tuple[tuple[int, int, str], ...]:
    parts = (part for part in re.split(r"(\d+)", patient) if part)
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts)


def who(look: Look, words: Words, *, names: bool) -> str:
    """The study number; with `names` the family name first as well."""
    return f"{look.patient} {family_first(look, words)}" if names else look.patient


def stopped(course: Course) -> bool:
    """Whether a course was given up."""
    return course.status is Status.ENDED_DISCONTINUED


def course_name(course: Course, words: Words) -> str:
    """C1."""
    return words.t("C{course:number}", course=course.number)


def counts(looks: Sequence[Look], words: Words) -> str:
    """How many are enrolled, under treatment now, have ended their last course, or stopped for good."""
    last = [look.course for look in looks if look.course is not None]
    return words.t(
        "{all:number} patients · {enrolled:number} enrolled · {going:number} in a course · {ended:number} completed "
        "the last one · {stopped:number} discontinued",
        all=len(looks),
        enrolled=sum(look.chart.last(Enrolled, look.at) is not None for look in looks),
        going=sum(course.under_way for course in last),
        ended=sum(course.status is Status.ENDED_COMPLETED for course in last),
        stopped=sum(map(stopped, last)),
    )
