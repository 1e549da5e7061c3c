"""What a look at the simulated ward is judged by, and what a run saw."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from blin21_desktop.domain.alerts import Alert, covers
from blin21_desktop.domain.moments import later
from blin21_desktop.rules.alarm_report import ShiftCount
from blin21_desktop.rules.interruptions import Interruption
from tests.campaigns.alarm_oracle import DAY, HOUR
from tests.campaigns.alarm_ward import Child, moment

SNOOZE = {"high": timedelta(minutes=15), "medium": timedelta(hours=1), "low": timedelta(hours=8)}
SLEEPS = tuple((day * DAY + 15 * HOUR, (day + 1) * DAY) for day in (1, 5, 17))
"""When the computer sleeps: nine hours from nine in the evening."""


@dataclass
class Verdict:
    """What a run saw; `wrong` holds every breach in words."""

    looks: int = 0
    high: Counter[str] = field(default_factory=Counter)
    at_waking: int = 0
    returned: int = 0
    acknowledged: int = 0
    wrong: list[str] = field(default_factory=list)
    counts: tuple[ShiftCount, ...] = ()

    @property
    def worst(self) -> float:
        """The most interruptions a nurse had in one shift."""
        return max((count.per_nurse for count in self.counts), default=0.0)


def at_waking(found: Sequence[Interruption]) -> list[Interruption]:
    """Nobody hears what sounds while the computer sleeps; of each child and cause it interrupts once, at waking."""
    heard: dict[tuple[object, ...], Interruption] = {}
    for place, each in enumerate(found):
        gap = next((over for begin, over in SLEEPS if moment(begin) <= each.at < moment(over)), None)
        if gap is None:
            heard[place, ""] = each
        else:
            heard[gap, each.patient, each.cause] = replace(each, at=moment(gap))
    return list(heard.values())


def topic(alert: Alert) -> str:
    """What an alert is about: a hold for CRS is said in place of the grade itself."""
    return {"crs.hold": "crs"}.get(alert.cause, alert.cause)


def judge(
    verdict: Verdict, child: Child, minute: int, shown: Sequence[Alert], before: Sequence[Alert], *, woke: bool
) -> None:
    """Compare what is shown with the second opinion about what stands in the record."""
    at, name = moment(minute), child.name
    verdict.looks += 1
    wanted = child.record.high(minute)
    high = {topic(alert) for alert in shown if alert.level == "high"}
    verdict.wrong += [f"{name} {at}: no high alert of {cause}" for cause in sorted(wanted - high)]
    verdict.wrong += [f"{name} {at}: a high alert of {cause}, and why?" for cause in sorted(high - wanted)]
    verdict.wrong += [f"{name} {at}: {a.key} names no action" for a in shown if not a.action.template]
    old = {topic(alert) for alert in before if alert.level == "high"}
    verdict.high.update(wanted - old)
    verdict.at_waking += len(wanted - old) if woke else 0
    for alert in shown:
        silent = alert.silenced
        if silent is not None:
            last = min([later(silent.at, SNOOZE[alert.level]), *(h for h in alert.hazards if h > silent.at)])
            if at > last:
                verdict.wrong.append(f"{name} {at}: {alert.key} is silent since {silent.at}")
    silenced = [alert.key for alert in before if alert.silenced is not None]
    verdict.returned += sum(a.silenced is None and any(covers(k, a.key) for k in silenced) for a in shown)
