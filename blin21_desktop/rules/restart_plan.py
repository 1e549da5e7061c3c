"""The plan of a restart: conditions, stopwatch and alternatives, asked at one moment. It shows; people decide.

Everything is the rules' own answer on the chart as it stands, under the patient's own label alone. A plan for a later
moment assumes that nothing else gets charted; one for a running infusion assumes that it stops now.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from blin21_desktop.domain.infusion import Pause
from blin21_desktop.domain.knowledge import Label
from blin21_desktop.domain.text import Text, say
from blin21_desktop.rules.label_dose import Level
from blin21_desktop.rules.restart_plan_bag import Stock
from blin21_desktop.rules.restart_plan_care import premedication, supervision
from blin21_desktop.rules.restart_plan_conditions import Condition, conditions
from blin21_desktop.rules.restart_plan_options import Ground, Option
from blin21_desktop.rules.restart_plan_stopwatch import Stopwatch, stopwatch
from blin21_desktop.rules.restart_plan_suppose import as_it_stands, moved, supposed_stop
from blin21_desktop.rules.restart_plan_ways import options
from blin21_desktop.rules.situation import Situation


@dataclass(frozen=True, slots=True, kw_only=True)
class RestartPlan:
    """The plan at `at` for a restart at `resume_at`. `pause` is None where nothing can be planned; `missing` says why.

    `stopwatch` is at the moment looked at, `by_then` at the restart. `supposed`: nobody charted the stop. `assumes`
    goes with every answer of the plan.
    """

    label: Label
    at: datetime
    resume_at: datetime
    level: Level | None
    pause: Pause | None = None
    supposed: bool = False
    stopwatch: Stopwatch | None = None
    by_then: Stopwatch | None = None
    conditions: tuple[Condition, ...] = ()
    options: tuple[Option, ...] = ()
    assumes: tuple[Text, ...] = ()
    missing: tuple[Text, ...] = ()


def restart_plan(
    s: Situation, stock: Stock, *, resume_at: datetime | None = None, level: Level | None = None
) -> RestartPlan:
    """The plan for a restart at a moment (default: the one looked at).

    Raises ValueError when that lies before the moment looked at: the past is not planned.
    """
    then = s.at if resume_at is None else resume_at
    if then < s.at:
        raise ValueError("a restart is planned from the moment looked at on")
    paused, supposed, assumes = paused_situation(s)
    course = paused.under_way
    pause = None if course is None else course.pause
    bare = RestartPlan(label=s.label, at=s.at, resume_at=then, level=level)
    if course is None or pause is None:
        why = say("no course is under way") if s.under_way is None else say("the drug began to flow at this moment")
        return replace(bare, missing=(why,))
    later = moved(paused, then)
    asked = conditions(paused, later)
    ground = Ground(
        s=later,
        course=course,
        pause=pause,
        conditions={condition.rule: condition for condition in asked},
        premedication=premedication(later, pause),
        supervision=supervision(later),
        level=level,
        stock=stock,
    )
    return replace(
        bare,
        pause=pause,
        supposed=supposed,
        stopwatch=stopwatch(paused, pause),
        by_then=stopwatch(later, pause),
        conditions=asked,
        options=options(ground),
        assumes=(*assumes, say("Nothing else gets charted until {at:time}.", at=then)),
    )


def paused_situation(s: Situation) -> tuple[Situation, bool, tuple[Text, ...]]:
    """The situation with its pause, on the chart as it stands; while it runs, with a stop supposed now."""
    stands = as_it_stands(s)
    if stands.under_way is None or stands.under_way.pause is not None:
        return stands, False, ()
    paused, what = supposed_stop(stands)
    return paused, True, (say("As if it stopped now, {at:time}: {what}.", at=s.at, what=what),)
