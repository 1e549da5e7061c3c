"""A physician's decision names its physician, the findings that were shown, and why when it goes against one.

And a restart for which the label asks premedication is asked about when none is charted.
"""

from __future__ import annotations

from blin21_desktop.domain.entries import DecisionTaken, InfusionResumed
from blin21_desktop.domain.findings import Action, Finding
from blin21_desktop.domain.infusion import Status
from blin21_desktop.domain.text import say
from blin21_desktop.rules import RULES, findings
from blin21_desktop.rules.restart_care import pause_premedicate
from blin21_desktop.rules.situation import Situation
from blin21_desktop.service.guards.scene import Scene, Wrongs

AGAINST: dict[str, frozenset[Action]] = {
    "continue": frozenset({"stop", "hold", "restart_not_yet"}),
    "restart": frozenset({"stop", "hold", "restart_not_yet"}),
    "new_cycle": frozenset({"stop", "hold", "restart_not_yet"}),
    "hold": frozenset(),
    "discontinue": frozenset(),
}
"""Decision -> what fires against it. Holding or ending the treatment is against nothing."""


def ill_decision(entry: DecisionTaken, scene: Scene) -> Wrongs:
    """Everything impossible about a decision."""
    if not entry.physician.strip():
        yield "physician", say("it is empty"), say("who decided")
    for place, rule in enumerate(entry.findings):
        if rule not in RULES:
            yield (
                f"findings[{place}]",
                say("{rule} is no rule", rule=rule),
                say("the id of a rule, as in the findings of `state`"),
            )
    if not (entry.because or "").strip():
        for found in against(entry, scene):
            yield (
                "because",
                say(
                    "{decision} goes against {rule}: {says}", decision=entry.decision, rule=found.rule, says=found.says
                ),
                say("the physician's reason"),
            )


def against(entry: DecisionTaken, scene: Scene) -> tuple[Finding, ...]:
    """The findings that fire against a decision at its moment, strictest first."""
    situation = Situation.of(scene.chart, entry.happened_at, scene.knowledge)
    if situation is None or not AGAINST[entry.decision]:
        return ()
    return tuple(f for f in findings(situation) if f.answer == "fires" and f.action in AGAINST[entry.decision])


def unprepared(entry: InfusionResumed, scene: Scene) -> Wrongs:
    """A restart before which the label asks for premedication, with none charted since the pause began."""
    situation = Situation.of(scene.chart, entry.happened_at, scene.knowledge)
    course = None if situation is None else situation.course
    if situation is None or course is None or course.status is not Status.PAUSED:
        return
    if pause_premedicate(situation).answer == "fires":
        yield (
            "kind",
            say("no premedication is charted since the pause began, and {label} asks for it", label=situation.label.id),
            say("chart the premedication first"),
        )
