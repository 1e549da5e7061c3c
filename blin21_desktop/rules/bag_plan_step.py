"""One planned bag, and what the orders say about its dose at the step."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from blin21_desktop.domain.entries import DoseOrdered
from blin21_desktop.domain.moments import HOUR, later
from blin21_desktop.domain.text import Text, say
from blin21_desktop.rules.consulted import Consulted
from blin21_desktop.rules.label_dose import dose_of_level
from blin21_desktop.rules.situation import Situation
from blin21_desktop.rules.step import step_due

Ends = Literal["end-of-bag", "dose-step", "course-end"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedBag:
    """One bag of the plan. The dose (microgram/day) is None where nobody ordered one for that time.

    `label_dose`: what the label gives at that time, where the order is another dose: then neither is planned.
    `short`: it cannot keep for all its hours, so that it is changed before they are over.
    `ready_by`: the latest moment at which the pharmacy can have made it; None where that is not configured or cannot be
    (`cannot_make` says so).
    """

    number: int
    hung_at: datetime
    ends_at: datetime
    ends: Ends
    hours: int
    rate_ml_per_h: float
    dose_micrograms_per_day: float | None
    at_night: bool
    ready_by: datetime | None = None
    cannot_make: bool = False
    label_dose: float | None = None
    short: bool = False

    @property
    def volume_ml(self) -> float:
        """Volume to give over its full hours."""
        return round(self.rate_ml_per_h * self.hours, 1)


def doubted(s: Situation, bag: PlannedBag, step: datetime) -> PlannedBag:
    """The bag with the label's dose beside it, where the order does not go with the step."""
    limits, dose = _limits(s), bag.dose_micrograms_per_day
    if limits is None or dose is None:
        return bag
    if bag.hung_at < later(step, -limits.near) and dose > limits.low_up_to:
        return replace(bag, label_dose=limits.low)
    return replace(bag, label_dose=limits.high) if bag.hung_at >= step and dose < limits.high_from else bag


def about_the_step(s: Situation, step: datetime) -> tuple[Text, ...]:
    """Where the orders do not go with the step, as when a pause moved it; and that the source does not settle that."""
    unsettled = say("Paused before the step: the source does not settle when it is due.")
    said = [] if step_due(s).settled else [unsettled]
    limits = _limits(s)
    if limits is None:
        return tuple(said)
    early, late = _order(s, later(step, -limits.near)), _order(s, step)
    if early is not None and early.dose_micrograms_per_day > limits.low_up_to:
        said.append(
            say(
                "Before the step {at:moment}, {dose:dose_full} is ordered from {start:moment}: ask the physician.",
                at=step,
                dose=early.dose_micrograms_per_day,
                start=early.from_,
            )
        )
    if late is not None and late.dose_micrograms_per_day < limits.high_from:
        said.append(
            say(
                "From the step {at:moment} on the order is still {dose:dose_full}: ask the physician.",
                at=step,
                dose=late.dose_micrograms_per_day,
            )
        )
    return tuple(said)


@dataclass(frozen=True, slots=True)
class _Limits:
    """The label's doses (microgram/day) with the program's tolerance, and how shortly before the step either may be."""

    low: float
    high: float
    low_up_to: float
    high_from: float
    near: timedelta


def _limits(s: Situation) -> _Limits | None:
    """None where a dose cannot be told or a number is not configured."""
    low, high = dose_of_level(s, "low", Consulted())[0], dose_of_level(s, "full", Consulted())[0]
    share, near = s.protocol.get("program.dose_tolerance"), s.protocol.get("program.due_within_hours")
    if low is None or high is None or share is None or near is None:
        return None
    return _Limits(low, high, low * (1 + share.value), high * (1 - share.value), near.value * HOUR)


def ordered_for(s: Situation, hung: datetime) -> float | None:
    """The dose ordered for that time; None when nobody ordered one."""
    newest = _order(s, hung)
    return None if newest is None else newest.dose_micrograms_per_day


def _order(s: Situation, hung: datetime) -> DoseOrdered | None:
    orders = [o for o in s.chart.all(DoseOrdered, s.at) if o.course == s.course_number and o.from_ <= hung]
    return max(orders, key=lambda o: (o.from_, o.happened_at, o.recorded_at, o.id), default=None)
