"""A grade that fell before anybody decided about it: it is told until somebody has answered.

A lower check does not answer a high one: else grade 3 at night and grade 1 in the morning would leave no trace.
Answered is: a physician's decision since; a pause since, for an adverse reaction or by order (one for the line or the
bag says nothing about the grade); and, once the grade is 0, also that somebody acknowledged it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from blin21_desktop.domain.alerts import covers, key_of
from blin21_desktop.domain.entries import AlertAcknowledged, PauseReason
from blin21_desktop.rules.decided import decided
from blin21_desktop.rules.schedule import grade_steps
from blin21_desktop.rules.situation import Situation

ANSWERS = (PauseReason.ADVERSE_REACTION, PauseReason.ORDER)
"""Reasons of a pause that answer a grade: somebody looked at the patient and held the drug."""


@dataclass(frozen=True, slots=True)
class Fallen:
    """The highest grade above the one in force that nobody answered, and when it was reached."""

    grade: int
    at: datetime


def fallen(s: Situation, which: str) -> Fallen | None:
    """Of the course under way; of two of one grade the newer."""
    course = s.under_way
    if course is None:
        return None
    steps = grade_steps(s, which)  # type: ignore[arg-type]  # only the two names come here
    now = steps[-1][1] if steps else 0
    before, found = 0, []
    for at, grade in steps:
        if grade > max(before, now) and at >= course.started_at and not _answered(s, which, at, now):
            found.append(Fallen(grade, at))
        before = grade
    return max(found, key=lambda one: (one.grade, one.at), default=None)


def _answered(s: Situation, which: str, at: datetime, now: int) -> bool:
    if decided(s.chart, at, s.at):
        return True
    pauses = () if s.course is None else s.course.pauses
    if any(pause.start >= at and pause.entry.reason in ANSWERS for pause in pauses):
        return True
    keys = [key_of(cause, [("", at)]) for cause in (which, *(f"{which}.{action}" for action in ("hold", "stop")))]
    known = s.chart.all(AlertAcknowledged, s.at)
    return now == 0 and any(covers(entry.alert, key) for entry in known for key in keys)
