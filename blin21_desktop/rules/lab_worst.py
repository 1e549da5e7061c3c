"""The worst laboratory grade of a course, and beside it every result that nobody can grade and that may be worse."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from blin21_desktop.rules.lab_in_force import LabGrade


@dataclass(frozen=True, slots=True)
class Worst:
    """`proved`: the highest grade that is proved, of several the first; None: none of 1 or more is.

    `open`: results that cannot be told and may be higher. A value in a gap of the table is always among them: no bound
    says how high it is.
    """

    proved: LabGrade | None
    open: tuple[LabGrade, ...] = ()


def worst_of(grades: Iterable[LabGrade]) -> Worst | None:
    """The worst of several grades under one name, oldest first; None when nothing of grade 1 or more is possible."""
    found = list(grades)
    proved = max((each for each in found if each.at_least), key=lambda each: each.at_least, default=None)
    least = 0 if proved is None else proved.at_least
    still_open = tuple(each for each in found if each is not proved and _may_exceed(each, least))
    return Worst(proved, still_open) if proved is not None or still_open else None


def _may_exceed(each: LabGrade, grade: int) -> bool:
    counts = each.counts
    return counts is not None and counts.grade is None and (counts.gap or counts.at_most > grade)
