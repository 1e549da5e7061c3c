"""The label's dose and the label's times beside a bag that is about to flow: asked about, or said, before it is kept.

An order and a bag that agree can both be wrong: the full dose ordered a week too early, or the step forgotten.
"""

from __future__ import annotations

from datetime import datetime

from blin21_desktop.domain.entries import BagChanged, InfusionResumed, InfusionStarted
from blin21_desktop.domain.moments import HOUR, differs, later, since
from blin21_desktop.domain.text import say
from blin21_desktop.forms.fields import Setting
from blin21_desktop.forms.reader import Reader
from blin21_desktop.rules.consulted import Consulted
from blin21_desktop.rules.dose import expected_dose
from blin21_desktop.rules.label_dose import dose_of_level
from blin21_desktop.rules.situation import Situation
from blin21_desktop.rules.step import step_ahead

Flow = InfusionStarted | BagChanged | InfusionResumed


def ask_about_rule(r: Reader, entry: Flow) -> None:
    """Doubts and effects of a bag that flows from `entry.happened_at`, once dose and time are there."""
    s = _situation(r.setting, entry.happened_at)
    if s is None or not {"dose_micrograms_per_day", "happened_at"} <= r.known:
        return
    if isinstance(entry, InfusionStarted) and ("course" not in r.known or entry.course != s.course_number):
        return
    step = _step(s)
    _ask_about_dose(r, s, entry, step)
    _say_when_too_long(r, entry, step)


def _situation(setting: Setting, at: datetime) -> Situation | None:
    look = setting.look
    return None if look is None else Situation.of(look.chart, at, setting.knowledge)


def _step(s: Situation) -> tuple[datetime, float] | None:
    """When the step is due and its dose (microgram/day); None where none lies ahead or that cannot be told."""
    at = step_ahead(s)
    full, _ = dose_of_level(s, "full", Consulted())
    return None if at is None or full is None else (at, full)


def _ask_about_dose(r: Reader, s: Situation, entry: Flow, step: tuple[datetime, float] | None) -> None:
    expected, share = expected_dose(s), s.protocol.get("program.dose_tolerance")
    if expected.micrograms_per_day is None or share is None:
        for what in expected.missing:
            r.effects.append(say("Whether this is the label's dose cannot be told. Missing: {what}.", what=what))
        return
    near = s.protocol.get("program.due_within_hours")
    doses = [expected.micrograms_per_day, expected.or_micrograms_per_day]
    if step is not None and near is not None and since(s.at, step[0]) <= near.value * HOUR:
        doses.append(step[1])
    dose = entry.dose_micrograms_per_day
    if all(differs(dose, one, by_more_than=repr(share.value)) for one in doses if one is not None):
        r.doubt(
            "dose_micrograms_per_day",
            say(
                "the bag is for {dose:dose_full}; the label's dose at this time is {label:dose_full}",
                dose=dose,
                label=expected.micrograms_per_day,
            ),
            say("before it flows, ask the physician whether the order is meant like this"),
        )


def _say_when_too_long(r: Reader, entry: Flow, step: tuple[datetime, float] | None) -> None:
    """A new bag that its use-before time or the step ends before its hours are over."""
    if entry.bag is None or not {"bag.hours", "bag.use_before"} <= r.known:
        return
    hours, good = entry.bag.hours, entry.bag.use_before
    end = later(entry.happened_at, hours * HOUR)
    due = None if step is None or entry.dose_micrograms_per_day >= step[1] else step[0]
    if due is not None and entry.happened_at < due < min(end, good):
        says = say("This bag cannot flow for its {hours:hours}: the dose step, a new bag, is due {at:moment}.",
                   hours=hours, at=due)  # fmt: skip
        r.effects.append(says)
    elif entry.happened_at < good < end:
        says = say("This bag cannot flow for its {hours:hours}: it must not be used after {at:moment}.",
                   hours=hours, at=good)  # fmt: skip
        r.effects.append(says)
