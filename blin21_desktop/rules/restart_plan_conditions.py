"""The conditions of a restart: each rule that governs it, met, not met or not to be told, and the earliest it can be.

A condition is the rule's own answer, asked at one moment on the chart as it stands. Nothing is judged twice.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from blin21_desktop.domain.findings import Action, Finding
from blin21_desktop.domain.text import Text, say
from blin21_desktop.rules import RULES
from blin21_desktop.rules.crs_rules import worst_crs
from blin21_desktop.rules.neuro_rules import neuro_stop
from blin21_desktop.rules.other_rules import other_stop
from blin21_desktop.rules.restart_dose import pause_stops
from blin21_desktop.rules.restart_plan_lines import SECOND, ahead, well_for
from blin21_desktop.rules.restart_plan_suppose import moved
from blin21_desktop.rules.seizures import seizure_stop
from blin21_desktop.rules.situation import Situation

State = Literal["met", "not_met", "cannot_tell"]
When = Literal["at", "charting", "never"]

GOVERNING = (
    "crs.restart",
    "neuro.restart",
    "other.restart",
    "crs.stop",
    "neuro.stop",
    "seizure.stop",
    "other.stop",
    "pause.stop",
    "crs.hold",
    "neuro.hold",
    "other.hold",
    "liver.hold",
    "pause.cycle",
    "pause.premedicate",
    "pause.supervise",
    "dose.expected",
    "bag.expiry",
)
"""The rules a restart is asked about, in the order of reading."""

FORBIDS: frozenset[Action] = frozenset({"stop", "hold", "restart_not_yet"})
"""Against a rule that fires with one of these nobody goes on without a physician's reason."""

NO_LATER = say("No later moment: it stops the treatment.")
NOT_SHORTER = say("No later moment: a pause does not get shorter.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Earliest:
    """When a condition that is not met could be, if nothing else is charted.

    `at`: by the clock alone, or with what `needs` names. `charting`: only by what `needs` names. `never`: by neither.
    """

    when: When
    at: datetime | None = None
    needs: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One rule's answer at the moment of the restart, and `now`, at the moment looked at.

    `forbids`: the rule fires against a restart. `until`: met up to then, if nothing else is charted.
    """

    rule: str
    state: State
    now: State
    finding: Finding
    missing: tuple[Text, ...]
    earliest: Earliest | None
    until: datetime | None

    @property
    def forbids(self) -> bool:
        """Whether going on would go against this finding."""
        return self.finding.answer == "fires" and self.finding.action in FORBIDS


def conditions(now: Situation, then: Situation) -> tuple[Condition, ...]:
    """Every governing rule at the restart (`then`) and at the moment looked at; both paused, the chart as it stands."""
    return tuple(_condition(rule, now, then) for rule in GOVERNING)


def state_of(found: Finding) -> State:
    """What a rule's answer means for a restart.

    Supervision is nothing that is charted: where the label asks for it, whether it is there cannot be told.
    """
    if found.answer == "cannot_tell" or (found.answer == "fires" and found.rule == "pause.supervise"):
        return "cannot_tell"
    return "met" if found.answer == "clear" or found.action in ("restart_allowed", "note") else "not_met"


def _condition(rule: str, now: Situation, then: Situation) -> Condition:
    found = RULES[rule](then)
    state = state_of(found)
    missing = found.missing
    if state == "cannot_tell" and not missing:
        missing = (say("who supervises the restart: nothing in the chart says it"),)
    return Condition(
        rule=rule,
        state=state,
        now=state_of(RULES[rule](now)),
        finding=found,
        missing=missing,
        earliest=None if state == "met" else _earliest(then, found, missing),
        until=_until(rule, then) if state == "met" else None,
    )


def _is_met(rule: str, s: Situation, at: datetime) -> bool:
    return state_of(RULES[rule](moved(s, at))) == "met"


def _until(rule: str, s: Situation) -> datetime | None:
    """The first moment at or after which the condition is no longer met; None when the clock does not change it."""
    return next((at for at in ahead(rule, s) if not (_is_met(rule, s, at) and _is_met(rule, s, at + SECOND))), None)


def _earliest(s: Situation, found: Finding, missing: tuple[Text, ...]) -> Earliest:
    if _stops(s, found):
        return Earliest(when="never", needs=(NO_LATER,))
    if found.action == "restart_not_yet" and found.answer == "fires" and pause_stops(s):
        return Earliest(when="never", needs=(NOT_SHORTER,))
    at = next((at for at in ahead(found.rule, s) if _is_met(found.rule, s, at)), None)
    if at is not None:
        return Earliest(when="at", at=at)
    well = well_for(s) if found.rule == "neuro.restart" else None
    if well is not None and well[0] > s.at:
        return _after_days(s, well[0])
    if found.answer == "cannot_tell":
        return Earliest(when="charting", needs=missing)
    if found.action in ("stop", "new_cycle"):
        return Earliest(when="never", needs=(NOT_SHORTER,))
    return Earliest(when="charting", needs=_needs(s, found) or missing)


def _after_days(s: Situation, at: datetime) -> Earliest:
    """When the label's days of a low grade will be over, with a new grade; never where the pause has stopped it."""
    if pause_stops(moved(s, at)):
        return Earliest(when="never", needs=(NOT_SHORTER,))
    grade = s.label.parameters["neuro.restart_when_grade_at_most"].value
    age = s.protocol.parameters["program.recovery_grade_max_age_hours"].value
    needs = say("a grade of {most:number} or less, charted at most {age:hours} before then", most=grade, age=age)
    return Earliest(when="at", at=at, needs=(needs,))


def _stops(s: Situation, found: Finding) -> bool:
    """Whether a rule that stops the treatment for good stands behind a condition that is not met."""
    if found.answer != "fires":
        return False
    if found.action == "stop":
        return found.rule != "pause.stop"
    limit = s.label.get("crs.stop_from_grade")
    worst = worst_crs(s)
    stops: dict[str, Callable[[], bool]] = {
        "crs.restart": lambda: limit is not None and worst is not None and worst >= limit.value,
        "neuro.restart": lambda: "fires" in (neuro_stop(s).answer, seizure_stop(s).answer),
        "other.restart": lambda: other_stop(s).answer == "fires" and other_stop(s).action == "stop",
    }
    return found.rule in stops and stops[found.rule]()


def _needs(s: Situation, found: Finding) -> tuple[Text, ...]:
    """What would have to be charted for a condition that no time alone can meet."""
    row = found.rule.partition(".")[0]
    most = s.label.get(f"{row}.restart_when_grade_at_most")
    if found.action == "restart_not_yet" and most is not None:
        if row != "neuro":
            return (say("a grade of {most:number} or less", most=most.value),)
        days = s.label.parameters["neuro.for_days"].value
        return (say("a grade of {most:number} or less, and that for {days:number} days", most=most.value, days=days),)
    words = {
        "crs.hold": say("a CRS grade below the label's"),
        "neuro.hold": say("a grade of the neurological event below the label's"),
        "other.hold": say("a grade of the reaction below the label's"),
        "other.stop": say("a lower grade of the reaction, and a physician's decision"),
        "liver.hold": say("new results of AST, ALT and bilirubin below the label's multiples"),
        "pause.premedicate": say("the premedication"),
        "dose.expected": say("an order of the label's dose"),
        "bag.expiry": say("a new bag"),
    }
    return (words[found.rule],) if found.rule in words else ()
