"""Campaign H5: a ward of eight children for 28 days. Run: python tests/campaigns/alarms.py [DAYS] [SEED]

Nurses come late, children refuse, sleep or are off the ward, lines are changed, fevers come and go, the computer sleeps
for nine hours three times, the clocks go back. At every fifth minute the alerts are compared with a second opinion:
no high alert is missing and none is without cause, also at the first look after waking; what was acknowledged and not
solved comes back in time; each names an act. Interruptions stay within the budget of each nurse and shift.
The negative controls break the alerts, or the staff, and must be noticed.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from blin21_desktop.domain.moments import later
from blin21_desktop.rules import alerts, alerts_bedside, alerts_infusion
from tests.campaigns.alarm_nurses import Nurses
from tests.campaigns.alarm_verdict import Verdict

CHILDREN, NURSES = 8, 2


def _never_high(check: Any) -> datetime:  # noqa: ANN401
    return later(check.due_at, timedelta(days=30))


def _for_good(_s: Any, _alert: Any, at: datetime, _wished: datetime | None = None) -> datetime:  # noqa: ANN401
    return later(at, timedelta(days=30))


def _no_step(_s: Any) -> None:  # noqa: ANN401
    return None


BROKEN: dict[str, tuple[Any, str, Callable[..., Any]]] = {
    "overdue checks never become high": (alerts_bedside, "turns_high", _never_high),
    "acknowledged is silenced for good": (alerts, "silent_until", _for_good),
    "nobody minds the step": (alerts_infusion, "step_ahead", _no_step),
}
"""Alerts broken on purpose, which the campaign must notice."""


def broken(name: str) -> AbstractContextManager[object]:
    """The alerts, broken as named."""
    module, function, instead = BROKEN[name]
    return patch.object(module, function, instead)


def holds(verdict: Verdict) -> bool:
    """Whether a run shows what is promised: something happened, nothing was wrong, the budget was kept."""
    busy = sum(verdict.high.values()) > 0 and verdict.returned > 0 and verdict.acknowledged > 0
    return busy and not verdict.wrong and not any(count.over_budget for count in verdict.counts)


def told(verdict: Verdict) -> str:
    """The counts of a run."""
    found = [each for count in verdict.counts for each in count.interruptions]
    levels, causes = Counter(each.level for each in found), Counter(each.cause for each in found)
    mean = sum(count.per_nurse for count in verdict.counts) / len(verdict.counts)
    return "\n".join(
        (
            f"  {verdict.looks} looks; high alerts {dict(verdict.high)}, {verdict.at_waking} of them seen at waking",
            f"  {verdict.acknowledged} acknowledged, {verdict.returned} came back",
            f"  {len(found)} interruptions: {dict(levels)}, {dict(causes.most_common())}",
            f"  a nurse and shift: {mean:.2f} on average, {verdict.worst:.1f} at most",
            f"  {sum(bool(c.over_budget) for c in verdict.counts)} of {len(verdict.counts)} shifts over the budget",
            f"  {len(verdict.wrong)} wrong",
            *(f"  WRONG {words}" for words in verdict.wrong[:10]),
        )
    )


def main(arguments: list[str]) -> int:
    """Run the campaign and its controls; 0 when all is as it should be."""
    days = int(arguments[0]) if arguments else 28
    seed = int(arguments[1]) if len(arguments) > 1 else 20_261_127
    say = sys.stdout.write
    began = time.perf_counter()
    verdict = Nurses(days, CHILDREN, seed).run(NURSES)
    say(f"seed {seed}: {days} days, {CHILDREN} children, {NURSES} nurses, {time.perf_counter() - began:.0f} s\n")
    say(f"{told(verdict)}\n")
    noticed = 0
    for name in BROKEN:
        with broken(name):
            seen = bool(Nurses(min(days, 9), 3, seed).run(NURSES).wrong)
        noticed += seen
        say(f"control: {name}: {'noticed' if seen else 'NOT NOTICED'}\n")
    forgotten = Nurses(min(days, 4), CHILDREN, seed, forgetful=True).run(NURSES)
    over = any(count.over_budget for count in forgotten.counts)
    say(f"control: nobody acts before an alert does: {'over the budget' if over else 'NOT NOTICED'}\n")
    say(f"{told(forgotten)}\n")
    return 0 if holds(verdict) and noticed == len(BROKEN) and over else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
