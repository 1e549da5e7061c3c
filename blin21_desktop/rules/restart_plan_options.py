"""The alternatives of a restart, side by side: same bag, new bag, low dose, new cycle, stop. People choose; this shows.

An alternative is `closed` when a rule of the label is against it, `cannot_tell` when one that could be against it
cannot be told, and `open` only when every one is met. What has to be done first does not close it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from blin21_desktop.domain.infusion import Course, Pause
from blin21_desktop.domain.knowledge import Cites
from blin21_desktop.domain.moments import DAY, since
from blin21_desktop.domain.text import Text, say
from blin21_desktop.rules.course import planned_end
from blin21_desktop.rules.label_dose import Level
from blin21_desktop.rules.restart_plan_bag import BagEffect, RestartBag, Stock
from blin21_desktop.rules.restart_plan_care import Premedication, Supervision
from blin21_desktop.rules.restart_plan_conditions import Condition
from blin21_desktop.rules.restart_plan_dose import DoseAt, Rise
from blin21_desktop.rules.situation import Situation

Key = Literal["same_bag", "new_bag", "low_dose", "new_cycle", "stop"]
OpenState = Literal["open", "closed", "cannot_tell"]

FIRST = ("pause.premedicate", "pause.supervise")
"""What is done before or at a restart; it does not close an alternative."""
OWN = ("dose.expected", "bag.expiry", "pause.cycle")
"""Rules that are asked for each alternative apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """Hours of flow: given by the restart, at the planned end, left to give, and lost against the label's days."""

    infused: timedelta
    at_end: timedelta | None
    left: timedelta | None
    lost: timedelta | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether an alternative is open, and by which rules it is not (or keys of the label file); why, in words."""

    state: OpenState
    by: tuple[str, ...]
    because: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One alternative. `first`: rules that ask for something before it. None: it has none, or it cannot be told."""

    key: Key
    verdict: Verdict
    first: tuple[str, ...]
    dose: DoseAt | None
    rise: Rise | None
    premedication: Premedication | None
    supervision: Supervision | None
    bag: RestartBag | None
    effect: BagEffect | None
    planned_end: datetime | None
    end_cites: tuple[Cites, ...]
    hours: Hours
    decide: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What every alternative stands on: paused, at the moment of the restart, the chart as it stands."""

    s: Situation
    course: Course
    pause: Pause
    conditions: dict[str, Condition]
    premedication: Premedication
    supervision: Supervision
    level: Level | None
    stock: Stock

    @property
    def first(self) -> tuple[str, ...]:
        """Rules that ask for something before the restart."""
        return tuple(rule for rule in FIRST if self.conditions[rule].finding.answer == "fires")


def verdict(ground: Ground, own: list[tuple[str, OpenState, Text]], *, same_cycle: bool = True) -> Verdict:
    """Join what the rules say about any restart with what is asked of one alternative alone (`own`)."""
    found = list(own)
    for rule, condition in ground.conditions.items():
        if rule in FIRST or (rule in OWN and not (rule == "pause.cycle" and same_cycle)):
            continue
        if condition.state != "met":
            doubt = condition.state == "cannot_tell" or condition.finding.action == "consider_stopping"
            found.append((rule, "cannot_tell" if doubt else "closed", condition.finding.says))
    state: OpenState = "open"
    for asked in ("cannot_tell", "closed"):
        state = asked if any(answer == asked for _, answer, _ in found) else state
    against = [(rule, says) for rule, answer, says in found if answer == state]
    return Verdict(
        state=state,
        by=tuple(dict.fromkeys(rule for rule, _ in against)),
        because=tuple(says for _, says in against),
    )


def hours_of(s: Situation, at: datetime | None) -> Hours:
    """Hours of flow of a situation in which it flows again, up to a planned end."""
    infused = s.courses[-1].infused
    left = None if at is None else max(timedelta(), since(s.at, at))
    days = s.label.get("cycle.infusion_days")
    at_end = None if left is None else infused + left
    lost = None if at_end is None or days is None else max(timedelta(), days.value * DAY - at_end)
    return Hours(infused=infused, at_end=at_end, left=left, lost=lost)


def end_of(s: Situation) -> tuple[datetime | None, tuple[Cites, ...]]:
    """The planned end of a situation, and where the way of counting is read."""
    end = planned_end(s)
    return end.at, end.cites


def over_before(s: Situation) -> list[tuple[str, OpenState, Text]]:
    """Whether nothing of the cycle is left at the restart."""
    at, _ = end_of(s)
    if at is not None and at <= s.at:
        says = say("The planned end lies before this restart, {at:time}: nothing is left of the cycle.", at=at)
        return [("cycle.end", "closed", says)]
    return []
