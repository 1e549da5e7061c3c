"""Look at the alerts of a child whose infusion runs, by cause."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from blin21_desktop.domain.alerts import Alert
from blin21_desktop.domain.entries import Entry
from blin21_desktop.rules.alerts import alerts
from tests.making import crs, hour, measured, neuro, ordered, started, vitals
from tests.rules.acknowledging import premedicated
from tests.rules.looking import look, pump

FLOW: tuple[Entry, ...] = (measured(), ordered(hour(-1)), premedicated(hour(-1)), started())
QUIET = frozenset({"dose.expected", "weight.crossed"})


def checked(at: datetime, *whats: str) -> tuple[Entry, ...]:
    """A round of normal checks, with a look at the pump."""
    made = {"vitals": vitals(at), "crs": crs(at), "neuro": neuro(at)}
    return (*(made[what] for what in whats or made), pump(at))


def seen(*entries: Entry, at: datetime, **how: Any) -> dict[str, Alert]:  # noqa: ANN401
    """The alerts by cause, without low ones about weight and dose."""
    found = alerts(look(*FLOW, *entries, at=at, **how))
    assert len({alert.key for alert in found}) == len(found)
    assert all(alert.action.template and alert.says.template for alert in found)
    assert all(alert.since <= at for alert in found)
    return {alert.cause: alert for alert in found if alert.cause not in QUIET}
