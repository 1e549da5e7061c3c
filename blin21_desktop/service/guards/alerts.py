"""Acknowledging an alert: of one that is there, with a reason, and not for longer than it may be silent.

A time beyond the bound is refused, not shortened in silence: whoever wrote it would believe it. (Should such an entry
stand in the record all the same, the rules still let the alert come back at its bound.)
"""

from __future__ import annotations

from datetime import datetime

from blin21_desktop.domain.entries import AlertAcknowledged, Entry
from blin21_desktop.domain.text import say
from blin21_desktop.rules.alerts import alerts, silent_until
from blin21_desktop.rules.situation import Situation
from blin21_desktop.service.guards.scene import Scene, Wrongs


def ill_acknowledgement(entry: Entry, scene: Scene) -> Wrongs:
    """Everything impossible about an acknowledgement, judged by what is there at the moment of writing."""
    if not isinstance(entry, AlertAcknowledged):
        return
    if not entry.because.strip():
        yield "because", say("no reason is given"), say("why the alert may wait")
    s = Situation.of(scene.chart, scene.now, scene.knowledge)
    here = () if s is None else alerts(s)
    alert = next((each for each in here if each.key == entry.alert), None)
    if s is None or alert is None:
        keys = tuple(each.key for each in here if each.silenced is None) or (say("there is none"),)
        yield (
            "alert",
            say("{patient} has no alert {key} now", patient=entry.patient, key=entry.alert),
            say("one of those that nobody has acknowledged: {keys}", keys=keys),
        )
        return
    if alert.silenced is not None:
        yield (
            "alert",
            say(
                "it is acknowledged already by {who}, until {until:moment}",
                who=alert.silenced.by,
                until=alert.silenced.until,
            ),
            say("nothing needs to be done until it comes back"),
        )
    yield from _until(entry, silent_until(s, alert, entry.happened_at))


def _until(entry: AlertAcknowledged, longest: datetime | None) -> Wrongs:
    """`until` lies after the acknowledgement and not beyond the bound of its level and the next hazard."""
    if longest is None:
        yield (
            "alert",
            say("{key:parameter} is not configured", key="alerts.snooze_max_hours"),
            say("how long an alert may be silent, set by the site in its own copy of the protocol file"),
        )
    elif entry.until is not None and not entry.happened_at < entry.until <= longest:
        yield (
            "until",
            say("this alert may be silent until {longest:moment} at most", longest=longest),
            say("a time after the acknowledgement and no later than that, or none"),
        )
