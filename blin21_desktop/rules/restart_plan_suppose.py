"""Supposing: the chart as it stands at another moment, or with a stop or a restart that nobody charted.

What is supposed is an entry that lives only here. It is never written, and it is named in what the plan assumes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from blin21_desktop.domain.chart import Chart
from blin21_desktop.domain.entries import (
    Entry,
    InfusionPaused,
    InfusionResumed,
    PauseReason,
    PremedicationGiven,
    SecondCheck,
)
from blin21_desktop.domain.text import Text, say
from blin21_desktop.rules.events import events
from blin21_desktop.rules.in_force import crs_now, neuro_now
from blin21_desktop.rules.reaction import ROWS
from blin21_desktop.rules.situation import Situation

SUPPOSED = "supposed"
"""The id and the hand of an entry that nobody wrote."""


def kept(chart: Chart, keep: Callable[[Entry], bool]) -> Chart:
    """The chart with only some of the entries in force."""
    by_kind = {kind: tuple(e for e in found if keep(e)) for kind, found in chart.by_kind.items()}
    return replace(chart, by_kind=by_kind, infusion=tuple(e for e in chart.infusion if keep(e)))


def as_it_stands(s: Situation) -> Situation:
    """The situation without what happened after the moment looked at: nothing else gets charted."""
    return _with(s, kept(s.chart, lambda entry: entry.happened_at <= s.at), s.at)


def moved(s: Situation, at: datetime) -> Situation:
    """The same chart at another moment."""
    return _with(s, s.chart, at)


def stopped(s: Situation, reason: PauseReason, event: str | None) -> Situation:
    """As if the drug stopped at the moment looked at."""
    pause = InfusionPaused(**_common(s, s.at), reason=reason, event=event, flushed=False)
    return _with(s, s.chart.with_written((pause,)), s.at)


def resumed(s: Situation, dose_micrograms_per_day: float) -> Situation:
    """As if the drug flowed again at the moment looked at, from the hanging bag."""
    course = s.under_way
    if course is None or course.pause is None:
        return s
    rate = course.last_segment.rate_ml_per_h
    entry = InfusionResumed(
        **_common(s, s.at),
        dose_micrograms_per_day=dose_micrograms_per_day,
        rate_ml_per_h=rate,
        bag=None,
        checked_by=SUPPOSED,
        second_check=SecondCheck(rate_ml_per_h=rate, dose_micrograms_per_day=dose_micrograms_per_day),
    )
    return _with(s, s.chart.with_written((entry,)), s.at)


def without_premedication(s: Situation, since: datetime) -> Situation:
    """As if no premedication had been charted since a moment: tells whether one is asked for at all."""
    chart = kept(s.chart, lambda e: not (isinstance(e, PremedicationGiven) and e.happened_at >= since))
    return _with(s, chart, s.at)


def worst_event(s: Situation) -> str | None:
    """The key of the open adverse event of the highest grade that the label has a row for; None when none is open."""
    found = [e for e in events(s.chart, s.at) if e.open and ROWS.get(e.newest.category) is not None]
    return found[0].key if found else None


def supposed_stop(s: Situation) -> tuple[Situation, Text]:
    """As if the drug stopped at the moment looked at, and what that takes for granted.

    For an adverse reaction where one is open: the event of the highest grade that the label has a row for, or, where no
    event is charted, a check that is not graded 0. Else by order.
    """
    event = worst_event(s)
    if event is not None:
        what = say("for an adverse reaction, {event}", event=event)
        return stopped(s, PauseReason.ADVERSE_REACTION, event), what
    crs = crs_now(s)
    neuro = neuro_now(s, s.dosed_from)
    if any(found is not None and found.grade != 0 for found in (crs, neuro)):
        what = say("for an adverse reaction that is not charted as an event")
        return stopped(s, PauseReason.ADVERSE_REACTION, None), what
    return stopped(s, PauseReason.ORDER, None), say("by order, no adverse reaction is open")


def _common(s: Situation, at: datetime) -> dict[str, Any]:
    return {"id": SUPPOSED, "patient": s.chart.patient, "happened_at": at, "recorded_at": at, "by": SUPPOSED}


def _with(s: Situation, chart: Chart, at: datetime) -> Situation:
    charted = chart.courses(at)
    return replace(s, chart=chart, at=at, courses=charted, course=charted[-1] if charted else None)
