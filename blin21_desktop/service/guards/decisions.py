"""A physician's decision names its physician, the findings that were shown, and why when it goes against one.

And a restart for which the label asks premedication is asked about when none is charted.
"""

from __future__ import annotations

from blin21_desktop.domain.entries import DecisionTaken, InfusionPaused, InfusionResumed
from blin21_desktop.domain.findings import Action, Finding
from blin21_desktop.domain.knowledge_version import is_name
from blin21_desktop.domain.text import Text, say
from blin21_desktop.rules import RULES, findings
from blin21_desktop.rules.decided import in_force
from blin21_desktop.rules.names import RULE_NAMES
from blin21_desktop.rules.restart_care import pause_premedicate
from blin21_desktop.rules.situation import Situation
from blin21_desktop.service.guards.scene import Scene, Wrongs

DECISIONS: dict[str, Text] = {
    "continue": say("go on with the infusion"),
    "hold": say("hold, the pause goes on"),
    "restart": say("restart"),
    "new_cycle": say("a new cycle"),
    "discontinue": say("stop the treatment for good"),
}
"""Decision -> its words, in the order in which they are offered."""

AGAINST: dict[str, frozenset[Action]] = {
    "continue": frozenset({"stop", "hold", "restart_not_yet"}),
    "restart": frozenset({"stop", "hold", "restart_not_yet"}),
    "new_cycle": frozenset({"stop", "hold", "restart_not_yet"}),
    "hold": frozenset(),
    "discontinue": frozenset(),
}
"""Decision -> what fires against it. Holding or ending the treatment is against nothing."""


RESTARTS = frozenset({"continue", "restart", "new_cycle"})
"""Decisions after which the drug flows again."""


def ill_version(entry: DecisionTaken | InfusionPaused | InfusionResumed) -> Wrongs:
    """A label's version that nobody could find again."""
    if entry.label_version is not None and not is_name(entry.label_version):
        yield (
            "label_version",
            say("{text} names no version", text=entry.label_version),
            say("the label's id, @ and the SHA-256 of its version, as in `state`"),
        )


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
    """A restart against which the label speaks, with no decision for it; or without the premedication it asks for.

    Both are looked for since the pause began; the newest decision counts. One against a finding has its reason; one of
    a review copy that ends before the pause does not count.
    """
    situation = Situation.of(scene.chart, entry.happened_at, scene.knowledge)
    course = None if situation is None else situation.course
    if situation is None or course is None or course.pause is None:
        return
    decided = in_force(scene.chart, course.pause.start, entry.happened_at, RESTARTS)
    if decided is None or decided.decision not in RESTARTS:
        speaks = [f for f in findings(situation) if f.answer == "fires" and f.action in AGAINST["restart"]]
        for strictest in speaks[:1]:
            yield (
                "kind",
                say(
                    "{rule} – {says} No decision to restart is charted since the pause began",
                    rule=RULE_NAMES[strictest.rule],
                    says=strictest.says,
                ),
                say("chart the physician's decision first"),
            )
    if pause_premedicate(situation).answer == "fires":
        yield (
            "kind",
            say("no premedication is charted since the pause began, and {label} asks for it", label=situation.label.id),
            say("chart the premedication first"),
        )
