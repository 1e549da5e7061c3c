"""Rules: what the labels, the protocol and this program's own thresholds say about a situation.

One module per clinical topic, one function per source sentence. A rule answers fires, clear or cannot tell; it says
what it saw and where it was read, and it never orders.
"""

from __future__ import annotations

from blin21_desktop.domain.findings import Finding, in_order
from blin21_desktop.rules.bag import bag_end, bag_expiry, bag_rate
from blin21_desktop.rules.course import course_window, enrolment_window, same_cycle_or_new, stop_after_pause
from blin21_desktop.rules.crs_rules import crs_hold, crs_restart, crs_stop
from blin21_desktop.rules.dose import dose_expected, weight_crossed
from blin21_desktop.rules.liver import liver_hold
from blin21_desktop.rules.neuro_rules import neuro_hold, neuro_restart, neuro_stop
from blin21_desktop.rules.other_rules import other_hold, other_restart, other_stop
from blin21_desktop.rules.own_values import Hearing, Rule, naming_own
from blin21_desktop.rules.premedication import before_start, before_step
from blin21_desktop.rules.pump import pump_read
from blin21_desktop.rules.restart_care import calcineurin_watch, dose_escalate, pause_premedicate, pause_supervise
from blin21_desktop.rules.seizures import seizure_stop
from blin21_desktop.rules.situation import Situation
from blin21_desktop.rules.step import step_rule

_RULES: dict[str, Rule] = {
    "crs.hold": crs_hold,
    "crs.stop": crs_stop,
    "crs.restart": crs_restart,
    "neuro.hold": neuro_hold,
    "neuro.stop": neuro_stop,
    "neuro.restart": neuro_restart,
    "seizure.stop": seizure_stop,
    "other.hold": other_hold,
    "other.stop": other_stop,
    "other.restart": other_restart,
    "liver.hold": liver_hold,
    "pause.premedicate": pause_premedicate,
    "pause.supervise": pause_supervise,
    "dose.escalate": dose_escalate,
    "calcineurin.watch": calcineurin_watch,
    "dose.expected": dose_expected,
    "dose.step": step_rule,
    "bag.end": bag_end,
    "bag.expiry": bag_expiry,
    "bag.rate": bag_rate,
    "pump.read": pump_read,
    "pause.cycle": same_cycle_or_new,
    "pause.stop": stop_after_pause,
    "course.window": course_window,
    "enrol.window": enrolment_window,
    "weight.crossed": weight_crossed,
    "premedication.start": before_start,
    "premedication.step": before_step,
}

RULES: dict[str, Rule] = {rule: naming_own(judge) for rule, judge in _RULES.items()}
"""Every rule by its public id. Each finding names the site's own values behind it."""


def findings(s: Situation) -> tuple[Finding, ...]:
    """All rules' answers, firing ones first and the strictest of them on top."""
    hearing = Hearing(s)
    return in_order([hearing.answer(rule) for rule in _RULES.values()])
