"""Alerts from the rules' findings: hold and stop are high until they are followed or decided about, watch is low."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from blin21_desktop.domain.alerts import Alert, key_of
from blin21_desktop.domain.entries import (
    KINDS,
    AlertAcknowledged,
    BagChanged,
    BodyMeasured,
    CrsChecked,
    DecisionTaken,
    DoseOrdered,
    DrugGiven,
    Enrolled,
    Entry,
    EventGraded,
    HandoverGiven,
    HandoverReceived,
    InfusionPaused,
    InfusionResumed,
    InfusionStarted,
    LabBaselineChosen,
    LabConditionAnswered,
    LabResulted,
    NeuroChecked,
    PremedicationGiven,
    PumpRead,
    ReviewCommented,
    SheetPrinted,
)
from blin21_desktop.domain.findings import Action, Finding
from blin21_desktop.domain.infusion import Status
from blin21_desktop.domain.text import Text, say
from blin21_desktop.rules.alerts_bedside import rise
from blin21_desktop.rules.decided import decided_since
from blin21_desktop.rules.situation import Situation

HIGH: frozenset[Action] = frozenset({"stop", "consider_stopping", "hold"})
SAID_ALREADY = frozenset({"bag.end", "bag.expiry", "dose.step"})
"""Rules about the bag and the step, which are alerts of their own."""

_HUNG = (InfusionStarted, BagChanged, InfusionResumed)
ABOUT: dict[str, tuple[type[Entry], ...]] = {
    "bag": _HUNG,
    "dose": (*_HUNG, DoseOrdered, BodyMeasured),
    "pump": (*_HUNG, PumpRead),
    "pause": (InfusionPaused,),
    "crs": (CrsChecked, EventGraded),
    "neuro": (NeuroChecked, EventGraded),
    "seizure": (NeuroChecked, EventGraded),
    "other": (EventGraded,),
    "liver": (LabResulted,),
    "course": (Enrolled, InfusionStarted),
    "enrol": (Enrolled,),
    "weight": (BodyMeasured, InfusionStarted),
    "premedication": (*_HUNG, DoseOrdered, PremedicationGiven),
    "calcineurin": (DrugGiven, InfusionStarted),
}
"""First word of a rule's id -> the entries whose newest is the moment of its cause. Any other rule: every entry."""

_BESIDE = (
    *(AlertAcknowledged, SheetPrinted, HandoverGiven, HandoverReceived, DecisionTaken),
    *(LabBaselineChosen, LabConditionAnswered, ReviewCommented),
)
"""Entries that are about the record and change nothing at the bedside."""

ACTIONS: dict[Action, Text] = {
    "stop": say("Stop the infusion as the physician orders, and chart the decision."),
    "consider_stopping": say("Ask the physician whether to stop, and chart the decision."),
    "hold": say("Ask the physician to hold: pause the infusion, or chart the decision."),
    "watch": say("Look into it and correct what is wrong."),
}
"""What to do about a finding that fires."""


def from_findings(s: Situation, found: Sequence[Finding]) -> tuple[Alert, ...]:
    """An alert for each finding that fires and asks to stop, hold or watch.

    Of one topic only the strictest is high: `found` has the strictest first.
    """
    made: list[Alert] = []
    topics: set[str] = set()
    for finding in found:
        if finding.answer != "fires" or finding.action not in ACTIONS or finding.rule in SAID_ALREADY:
            continue
        alert = _alert(s, finding)
        topic = alert.cause.partition(".")[0]
        if alert.level == "high" and topic in topics:
            continue
        if alert.level == "high":
            topics.add(topic)
        made.append(alert)
    return tuple(made)


def _alert(s: Situation, finding: Finding) -> Alert:
    at = _moment(s, finding.rule)
    strict = finding.action in HIGH
    settled = strict and (_decided(s, finding.rule, at) or _followed(s, finding))
    return Alert(
        key=key_of(finding.rule, [("", at)]),
        patient=s.chart.patient,
        level="high" if strict and not settled else "low",
        says=finding.says,
        action=say("Go on as the physician decided.") if settled else ACTIONS[finding.action],
        since=at,
    )


def _decided(s: Situation, rule: str, at: datetime) -> bool:
    """Whether a physician decided with this finding in view since its cause began, for it or against it."""
    return any(rule in decision.findings for decision in decided_since(s.chart, at, s.at))


def _followed(s: Situation, finding: Finding) -> bool:
    """Whether the drug does not flow, where that is what the finding asks for. A stop is an end or a decision."""
    running = s.course is not None and s.course.status is Status.RUNNING
    return finding.action == "hold" and not running


def _moment(s: Situation, rule: str) -> datetime:
    """When the cause of a finding began, as far as entries tell: the newest entry that it is about.

    So the same finding about a newer entry is another alert, and acknowledging the first never silences it.
    """
    topic = rule.partition(".")[0]
    risen = rise(s, "crs") if topic == "crs" else None
    if risen is not None:
        return risen
    return max(_newest(s, ABOUT.get(topic, ())) or _newest(s, (k for k in KINDS.values() if k not in _BESIDE)))


def _newest(s: Situation, kinds: Iterable[type[Entry]]) -> list[datetime]:
    """When the newest entry of each kind happened."""
    found = (s.chart.last(kind, s.at) for kind in kinds)
    return [entry.happened_at for entry in found if entry is not None]
