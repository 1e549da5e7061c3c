"""Patients who are paused, for the tests of the restart planner: both labels, adult or child, above or below 45 kg."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from blin21_desktop.domain.entries import CrsChecked, Entry, LabResulted, NeuroChecked, Oxygen
from blin21_desktop.domain.knowledge import Knowledge
from blin21_desktop.rules.label_dose import Level
from blin21_desktop.rules.restart_plan import RestartPlan, restart_plan
from blin21_desktop.rules.restart_plan_bag import Stock
from blin21_desktop.rules.situation import Situation
from tests.making import PATIENT, TOKYO, bag, changed, chart, hour, measured, ordered, paused, registered, started
from tests.rules.looking import JP, KNOWLEDGE, REACTION, graded

STOCK = Stock(zone=TOKYO)
CHILD, ADULT = date(2014, 1, 10), date(2000, 1, 10)
STOP = 200.0
"""Hours after the start at which it stops: on the full dose."""


def crs_checked(at: datetime, **changes: Any) -> CrsChecked:  # noqa: ANN401
    """A check that finds nothing."""
    fields: dict[str, Any] = {"fever": "no", "hypotension": "none", "oxygen": Oxygen(device="none")}
    fields |= {"life_threatening": False, "id": f"crs-{at.isoformat()}"}
    return CrsChecked(patient=PATIENT, happened_at=at, recorded_at=at, by="n1", **{**fields, **changes})


def neuro_checked(at: datetime, **changes: Any) -> NeuroChecked:  # noqa: ANN401
    """A check that finds nothing."""
    fields: dict[str, Any] = {"tool": "capd", "capd": (0,) * 8, "consciousness": "awake", "seizure": "none"}
    fields |= {"focal_weakness": False, "raised_pressure": "none", "global_aphasia": False, "id": f"n-{at.isoformat()}"}
    return NeuroChecked(patient=PATIENT, happened_at=at, recorded_at=at, by="n1", **{**fields, **changes})


def lab(at: datetime, analyte: str, value: str, upper: str = "40") -> LabResulted:
    """One result with its upper limit."""
    fields: dict[str, Any] = {"analyte": analyte, "value": value, "unit": "U/L", "upper_limit": upper}
    own = f"{analyte}-{at.isoformat()}"
    return LabResulted(id=own, patient=PATIENT, happened_at=at, recorded_at=at, by="n1", status="final", **fields)


def well(at: datetime) -> list[Entry]:
    """Everything looked at and found well at a moment."""
    livers = [lab(at, analyte, "20") for analyte in ("ast", "alt", "bilirubin_total")]
    return [crs_checked(at), neuro_checked(at), *livers]


def course(
    *after: Entry, at: datetime, label: str = JP, kg: float = 50.0, born: date = CHILD, knowledge: Knowledge = KNOWLEDGE
) -> Situation:
    """Course 1 under a label, stepped to the full dose after 7 days, with what came after."""
    full = 28.0 if kg >= 45 else 20.7
    first = 9.0 if kg >= 45 else 6.9
    entries = [
        registered(hour(-100), label=label, birth_date=born),
        measured(hour(-2), kg, height_cm=155.0),
        ordered(hour(-1), first),
        started(hour(), bag=bag(hour(), dose_micrograms_per_day=first)),
        changed(hour(96), bag=bag(hour(96), hours=72, dose_micrograms_per_day=first)),
        ordered(hour(168), full),
        changed(hour(168), bag=bag(hour(168), dose_micrograms_per_day=full)),
        *after,
    ]
    found = Situation.of(chart(*entries), at, knowledge)
    assert found is not None
    return found


def stop(category: Any = "crs", grade: int = 3, at: float = STOP, **how: Any) -> list[Entry]:  # noqa: ANN401
    """An adverse event that stops the drug."""
    fields = {"reason": REACTION, "event": "e1", **how}
    return [graded(hour(at), category, "e1", grade), paused(hour(at), **fields)]


def plan(s: Situation, resume_at: datetime | None = None, level: Level | None = None) -> Any:  # noqa: ANN401
    """The plan with no pharmacy configured; tests read parts that may be None without asking first."""
    return restart_plan(s, STOCK, resume_at=resume_at, level=level)


def condition(found: RestartPlan, rule: str) -> Any:  # noqa: ANN401
    """One condition of a plan."""
    return next(one for one in found.conditions if one.rule == rule)


def option(found: RestartPlan, key: str) -> Any:  # noqa: ANN401
    """One alternative of a plan."""
    return next(one for one in found.options if one.key == key)
