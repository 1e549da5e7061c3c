"""Alerts about the flow of the drug: bag, step, pause and premedication."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from blin21_desktop.domain.alerts import Alert, Level, key_of
from blin21_desktop.domain.entries import PauseReason
from blin21_desktop.domain.infusion import Pause
from blin21_desktop.domain.moments import DAY, HOUR, later, since
from blin21_desktop.domain.text import Text, say
from blin21_desktop.rules.bag import BagState, Because, bag_state, why_due
from blin21_desktop.rules.consulted import Consulted
from blin21_desktop.rules.decided import decided_since, knew
from blin21_desktop.rules.premedication import premedications
from blin21_desktop.rules.situation import Situation
from blin21_desktop.rules.step import step_ahead

ACTIONS: dict[Because, Text] = {
    "end-of-bag": say("Hang the next bag and chart the change."),
    "use-before": say("Hang a fresh bag and chart the change."),
    "dose-step": say("Hang the bag of the dose ordered for the step and chart the change; never change the rate."),
    "course-end": say("Stop the infusion as ordered and chart the end of the course."),
}
"""What to do when a bag's time has come."""

STANDS = say("Nothing flows. Before it flows again, look at dose, bag and its time.")
"""The same while paused: there is nothing to hang yet."""


def infusion(s: Situation) -> Iterator[Alert]:
    """Every alert about the flow of the drug."""
    yield from _step_or_bag(s)
    yield from _paused(s)
    yield from _premedication(s)


def _step_or_bag(s: Situation) -> Iterator[Alert]:
    """The step overdue, or the bag due or overdue. At the step both are one act, and so one alert."""
    state, step = bag_state(s), step_ahead(s)
    course = s.under_way
    if course is not None and step is not None and s.at > step:
        flows = course.pause is None
        yield Alert(
            key=key_of("step", [("", course.started_at)]),
            patient=s.chart.patient,
            level="high" if flows else "low",
            says=say("The dose step is overdue by {by:length}.", by=since(step, s.at)),
            action=ACTIONS["dose-step"] if flows else STANDS,
            since=step,
            hazards=(step,),
        )
        if state is not None and state.change_due_because == "dose-step":
            return
    if state is not None:
        yield from _bag(s, state)


def _bag(s: Situation, state: BagState) -> Iterator[Alert]:
    """Low when due, medium when its time is near, high when overdue.

    While paused nothing flows: low, the pause itself is the alert.
    """
    soon = Consulted().hours(s.protocol, "program.due_within_hours") or timedelta()
    due = state.change_due_at
    overdue, near = s.at > due, near_from(s, state)
    if not overdue and since(s.at, due) > soon:
        return
    if overdue:
        says = say(
            "The bag change is overdue by {by:length}. {why}",
            by=since(due, s.at),
            why=why_due(state.change_due_because),
        )
    else:
        says = say("The bag change is due {due:time}. {why}", due=due, why=why_due(state.change_due_because))
    yield Alert(
        key=key_of("bag", [("", state.hung_at)]),
        patient=s.chart.patient,
        level=_bag_level(s, state),
        says=says,
        action=ACTIONS[state.change_due_because] if state.running else STANDS,
        since=max(state.hung_at, due if overdue else later(due, -soon)),
        hazards=(due,) if near is None or not state.running else (near, due),
    )


def _bag_level(s: Situation, state: BagState) -> Level:
    """Where nothing says what near is, every bag that is due is near."""
    if not state.running:
        return "low"
    near = near_from(s, state)
    if s.at > state.change_due_at:
        return "high"
    return "low" if near is not None and s.at < near else "medium"


def near_from(s: Situation, state: BagState) -> datetime | None:
    """From when on a bag that is due interrupts; None when not configured."""
    within = Consulted().hours(s.protocol, "alerts.bag_within_hours")
    return None if within is None else later(state.change_due_at, -within)


def _paused(s: Situation) -> Iterator[Alert]:
    """Medium while nobody decided how to go on; a decision holds until the next limit of the label is passed."""
    pause = None if s.under_way is None else s.under_way.pause
    if pause is None:
        return
    limits = _limits(s, pause)
    passed = [limit for limit in limits if limit < s.at]
    asked_at = max([pause.start, *passed])
    settled = any(knew(s.chart, one, pause.start) for one in decided_since(s.chart, asked_at, s.at))
    length = since(pause.start, s.at)
    yield Alert(
        key=key_of("paused", [("", asked_at)]),
        patient=s.chart.patient,
        level="low" if settled else "medium",
        says=say("Paused for {length:length}, {reason:code}.", length=length, reason=pause.entry.reason.value),
        action=say("Go on as the physician decided.")
        if settled
        else say("Let the drug flow again, or ask the physician how to go on and chart the decision."),
        since=asked_at,
        hazards=limits,
    )


def _limits(s: Situation, pause: Pause) -> tuple[datetime, ...]:
    """When this pause passes a limit of the label: supervised restart, new cycle, stop."""
    supervised = s.label.get("pause.supervise_after_hours")
    found = [] if supervised is None else [later(pause.start, supervised.value * HOUR)]
    if pause.entry.reason is PauseReason.ADVERSE_REACTION:
        days = [s.label.get(key) for key in ("pause.same_cycle_max_days", "pause.stop_after_days")]
        found += [later(pause.start, p.value * DAY) for p in days if p is not None]
    return tuple(found)


def _premedication(s: Situation) -> Iterator[Alert]:
    """A premedication due before a start or step. One that was missed is a finding, and so an alert of its own."""
    soon = Consulted().hours(s.protocol, "program.due_within_hours") or timedelta()
    for wanted in premedications(s):
        if wanted.state != "due" or wanted.at is None:
            continue
        words = {
            "start": say("Premedication before the start, {at:time}: {dose}.", at=wanted.at, dose=wanted.dose),
            "step": say("Premedication before the step, {at:time}: {dose}.", at=wanted.at, dose=wanted.dose),
        }
        yield Alert(
            key=key_of("premedication", [(wanted.before, wanted.at)]),
            patient=s.chart.patient,
            level="medium",
            says=words[wanted.before],
            action=say("Give it as ordered and chart it before the drug is started or raised."),
            since=later(wanted.at, -soon),
            hazards=(wanted.at,),
        )
