"""What a hold of some hours or days means for the whole course, under the patient's label and, beside it, another.

The other label is a comparison and nothing else: it stands in a type of its own, and no rule is asked under it for the
patient's own column.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Literal

from blin21_desktop.domain.infusion import Pause
from blin21_desktop.domain.knowledge import Label
from blin21_desktop.domain.moments import HOUR, day_number, later, since
from blin21_desktop.domain.text import Text, say
from blin21_desktop.rules.course import PlannedEnd, planned_end, same_cycle_or_new, stop_after_pause
from blin21_desktop.rules.restart_plan import paused_situation
from blin21_desktop.rules.restart_plan_bag import BagEffect, Stock, effect_of
from blin21_desktop.rules.restart_plan_dose import DoseAt, Rise, labels_dose, level_of, rise
from blin21_desktop.rules.restart_plan_options import Hours, hours_of
from blin21_desktop.rules.restart_plan_stopwatch import StopLine, stopwatch
from blin21_desktop.rules.restart_plan_suppose import moved, resumed
from blin21_desktop.rules.situation import Situation

LONGEST = 8760 * HOUR
"""A hold longer than a year is a slip of keys."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The course under one label if it flows again at `resume_at` and does not stop any more.

    Days are those at the restart. `rise`: the step, or when the dose may go up. `passed`: lines of the label that the
    whole pause would have passed by then. `breaks`: why this cycle does not go on after such a pause (a new one begins,
    or the treatment stops); then neither an end nor bags of this cycle can be told.
    """

    label: Label
    resume_at: datetime
    planned_end: PlannedEnd
    hours: Hours
    infusion_day: int
    cycle_day: int
    dose: DoseAt
    rise: Rise
    effect: BagEffect | None
    passed: tuple[StopLine, ...]
    breaks: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The same hold under a label that does not govern this patient. For comparison only, never a basis of care."""

    outcome: Outcome
    comparison_only: Literal[True] = field(default=True, init=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """A hold of `length` from the moment looked at: under the patient's own label, without it, and beside it."""

    at: datetime
    length: timedelta
    own: Outcome
    without: Outcome
    beside: tuple[Comparison, ...]
    assumes: tuple[Text, ...]


def what_if(s: Situation, length: timedelta, stock: Stock, others: tuple[Label, ...] = ()) -> WhatIf | None:
    """A hold from now on; while paused, a pause that goes on so much longer. None when no course is under way.

    `others` are labels of other countries for the comparison. Raises ValueError for a length below 0 or above a year.
    """
    if not timedelta() <= length <= LONGEST:
        raise ValueError("a hold lasts from 0 hours to a year")
    paused, _, assumes = paused_situation(s)
    course = paused.under_way
    if course is None or course.pause is None:
        return None
    then = moved(paused, later(paused.at, length))
    own = [label for label in others if label.id != s.label.id]
    return WhatIf(
        at=s.at,
        length=length,
        own=_outcome(then, course.pause, stock),
        without=_outcome(paused, course.pause, stock),
        beside=tuple(Comparison(outcome=_outcome(replace(then, label=label), course.pause, stock)) for label in own),
        assumes=(*assumes, say("It flows again at {at:time} and does not stop any more.", at=then.at)),
    )


def _outcome(then: Situation, pause: Pause, stock: Stock) -> Outcome:
    """What follows under the label of `then`, paused at the moment of the restart."""
    course = then.courses[-1]
    hung = course.bags[-1].bag.dose_micrograms_per_day
    dose = labels_dose(then)
    flows = dose.micrograms_per_day or hung
    again = resumed(then, flows)
    other = level_of(then, flows) != level_of(then, hung)
    goes_up = rise(again, dose)
    breaks = _breaks(then)
    end = PlannedEnd(at=None, rule=None, missing=breaks) if breaks else planned_end(again)
    risen = goes_up.at if goes_up.kind == "at" else None
    return Outcome(
        label=then.label,
        resume_at=then.at,
        planned_end=end,
        hours=hours_of(again, end.at),
        infusion_day=_infusion_day(again),
        cycle_day=day_number(since(course.started_at, then.at)),
        dose=dose,
        rise=goes_up,
        effect=None if breaks else effect_of(again, stock, fresh=other, rise=risen),
        passed=tuple(line for line in stopwatch(then, pause).lines if line.passed and line.applies),
        breaks=breaks,
    )


def _breaks(then: Situation) -> tuple[Text, ...]:
    """What the label says when the pause is too long for this cycle. Source: label, dose adjustment."""
    asked = (stop_after_pause(then), same_cycle_or_new(then))
    return tuple(found.says for found in asked if found.answer == "fires" and found.action in ("stop", "new_cycle"))


def _infusion_day(s: Situation) -> int:
    """Day by hours of flow, at most the label's infusion days."""
    day = day_number(s.courses[-1].infused)
    limit = s.label.get("cycle.infusion_days")
    return day if limit is None else min(day, limit.value)
