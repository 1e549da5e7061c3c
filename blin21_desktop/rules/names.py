"""What the rules are called, on screen and paper alike."""

from __future__ import annotations

from blin21_desktop.domain.text import Text, say

RULE_NAMES: dict[str, Text] = {
    "crs.hold": say("CRS: hold"),
    "crs.stop": say("CRS: stop"),
    "crs.restart": say("CRS: restart"),
    "neuro.hold": say("Neurological event: hold"),
    "neuro.stop": say("Neurological event: stop"),
    "neuro.restart": say("Neurological event: restart"),
    "seizure.stop": say("Seizures: stop"),
    "other.hold": say("Other reaction: hold"),
    "other.stop": say("Other reaction: stop"),
    "other.restart": say("Other reaction: restart"),
    "liver.hold": say("Liver values: hold"),
    "pause.premedicate": say("Premedication before a restart"),
    "pause.supervise": say("Supervision of a restart"),
    "dose.escalate": say("Raising the dose after a restart"),
    "calcineurin.watch": say("Ciclosporin or tacrolimus: levels"),
    "dose.expected": say("Dose against the label"),
    "dose.step": say("Dose step"),
    "bag.end": say("End of the bag"),
    "bag.expiry": say("Use-before time of the bag"),
    "bag.rate": say("Rate of the bag"),
    "pump.read": say("Pump against the chart"),
    "pause.cycle": say("Pause: same cycle or a new one"),
    "pause.stop": say("Pause: too long"),
    "course.window": say("Start of course 1 after enrolment"),
    "enrol.window": say("Enrolment after the transplant"),
    "weight.crossed": say("Weight"),
    "premedication.start": say("Premedication before the start"),
    "premedication.step": say("Premedication before the step"),
}
"""Rule id -> its name."""
