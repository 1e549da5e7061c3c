"""Alerts of one patient at one moment: worked out from the entries, the moment and the knowledge, never from a timer.

So a computer that slept, a restart of the program or a change of the clocks loses none: the next look shows all that is
true then. An alert is solved when its cause is gone; acknowledging only silences it, for a bounded time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from blin21_desktop.domain.alerts import LEVELS, Alert, Silence, covers, first_hazard
from blin21_desktop.domain.entries import AlertAcknowledged
from blin21_desktop.domain.findings import Finding
from blin21_desktop.domain.knowledge import Protocol
from blin21_desktop.domain.moments import HOUR, later
from blin21_desktop.rules import findings
from blin21_desktop.rules.alerts_bedside import bedside
from blin21_desktop.rules.alerts_findings import from_findings
from blin21_desktop.rules.alerts_infusion import infusion
from blin21_desktop.rules.situation import Situation


def alerts(s: Situation, found: Sequence[Finding] | None = None) -> tuple[Alert, ...]:
    """Every alert, those that nobody acknowledged first, the most urgent on top; then the oldest.

    `found`: the findings of this situation, when they are known already.
    """
    judged = findings(s) if found is None else found
    stern = from_findings(s, judged)
    topics = {alert.cause.partition(".")[0] for alert in stern if alert.level == "high"}
    single = [alert for alert in bedside(s) if not _said_by_a_rule(alert, topics)]
    every = [*infusion(s), *single, *stern]
    placed = [
        replace(alert, hazard_at=first_hazard(alert.hazards, s.at), silenced=silence(s, alert)) for alert in every
    ]
    return tuple(sorted(placed, key=lambda a: (a.silenced is not None, LEVELS.index(a.level), a.since, a.key)))


def _said_by_a_rule(alert: Alert, topics: set[str]) -> bool:
    """Whether a rule that asks for more (hold, stop) speaks of the same grade: one cause, one alert."""
    return {"crs": "crs", "icans": "neuro"}.get(alert.cause) in topics


def silence(s: Situation, alert: Alert) -> Silence | None:
    """The acknowledgement that keeps an alert silent at the moment looked at; the one that holds longest."""
    found = []
    for entry in s.chart.all(AlertAcknowledged, s.at):
        if not covers(entry.alert, alert.key):
            continue
        until = silent_until(s, alert, entry.happened_at, entry.until)
        if until is not None and s.at <= until:
            found.append(Silence(by=entry.by, at=entry.happened_at, until=until, because=entry.because))
    return max(found, key=lambda silent: (silent.until, silent.at), default=None)


def silent_until(s: Situation, alert: Alert, at: datetime, wished: datetime | None = None) -> datetime | None:
    """Until when (inclusive) an alert acknowledged `at` stays silent.

    The earliest of what the person wished, the longest the protocol allows for its level (`alerts.snooze_max_hours`),
    and the first hazard that lies ahead of the acknowledgement. None when the longest is not configured: then nothing
    is silenced.
    """
    bound = silent_at_most(s.protocol, alert, at)
    return bound if bound is None or wished is None else min(bound, wished)


def silent_at_most(protocol: Protocol, alert: Alert, at: datetime) -> datetime | None:
    """The bound of `silent_until` itself, whatever somebody wishes; None when it is not configured."""
    longest = protocol.get("alerts.snooze_max_hours")
    if longest is None:
        return None
    return min([later(at, longest.value[alert.level] * HOUR), *(hazard for hazard in alert.hazards if hazard > at)])
