"""Counting what interrupts: every time a high or medium alert begins to sound, comes back, or becomes high.

Worked out afterwards from the record: at each moment only what had been written by then counts, so a check that was
charted late did sound. Between two entries the moments at which something begins to sound are known from the state;
besides, the state is looked at every two hours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from blin21_desktop.domain.alerts import LEVELS, Alert, Level, covers, goes_on
from blin21_desktop.domain.chart import Chart
from blin21_desktop.domain.knowledge import Knowledge
from blin21_desktop.domain.moments import later
from blin21_desktop.domain.text import Text
from blin21_desktop.rules.alerts import alerts
from blin21_desktop.rules.alerts_bedside import turns_high
from blin21_desktop.rules.alerts_infusion import near_from
from blin21_desktop.rules.bag import bag_state
from blin21_desktop.rules.confirmed import unknown_from
from blin21_desktop.rules.consulted import Consulted
from blin21_desktop.rules.premedication import premedications
from blin21_desktop.rules.schedule import next_checks
from blin21_desktop.rules.situation import Situation
from blin21_desktop.rules.step import step_ahead

GRID = timedelta(hours=2)
"""How far apart two looks are at most: for what begins by time alone and is not in `turns`."""
SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Interruption:
    """An alert interrupted at `at`.

    `again`: it had sounded before in the period. `acknowledged_by`: who silenced it; None when it was solved instead.
    """

    at: datetime
    patient: str
    key: str
    level: Level
    says: Text
    again: bool
    acknowledged_by: str | None = None

    @property
    def cause(self) -> str:
        """What kind of thing it was about."""
        return self.key.partition("/")[0]


def interruptions(chart: Chart, knowledge: Knowledge, start: datetime, end: datetime) -> tuple[Interruption, ...]:
    """Every interruption by one patient's alerts after `start` and up to `end`, oldest first.

    What sounds at `start` already began before the period and is not counted.
    """
    found: list[Interruption] = []
    before: tuple[Alert, ...] = ()
    heard: dict[str, None] = {}
    for place, (at, shown) in enumerate(_watch(chart, knowledge, start, end)):
        sounding = tuple(alert for alert in shown if alert.sounds)
        if place:
            new = [alert for alert in sounding if not any(_same(old, alert) for old in before)]
            found += [_interruption(alert, at, heard) for alert in new]
        _acknowledge(found, shown)
        heard.update(dict.fromkeys(alert.key for alert in sounding))
        before = sounding
    return tuple(found)


def _same(old: Alert, new: Alert) -> bool:
    """Whether what sounds now sounded before, at the same level or a higher one.

    A further check that joins those that sound already interrupts nobody anew.
    """
    return goes_on(old.key, new.key) and LEVELS.index(old.level) <= LEVELS.index(new.level)


def _interruption(alert: Alert, at: datetime, heard: Iterable[str]) -> Interruption:
    again = any(covers(key, alert.key) for key in heard)
    return Interruption(at=at, patient=alert.patient, key=alert.key, level=alert.level, says=alert.says, again=again)


def _acknowledge(found: list[Interruption], shown: Sequence[Alert]) -> None:
    """Note who silenced what had interrupted."""
    for place, each in enumerate(found):
        silent = next((a.silenced for a in shown if a.silenced is not None and covers(each.key, a.key)), None)
        if each.acknowledged_by is None and silent is not None and silent.at >= each.at:
            found[place] = replace(each, acknowledged_by=silent.by)


def _watch(
    chart: Chart, knowledge: Knowledge, start: datetime, end: datetime
) -> Iterator[tuple[datetime, tuple[Alert, ...]]]:
    """The alerts at `start` and at every later moment at which they may be others."""
    waiting = [entry for entry in sorted(chart.written, key=lambda e: e.recorded_at) if entry.recorded_at > start]
    known = chart.known_at(start)
    at = start
    while True:
        s = Situation.of(known, at, knowledge)
        shown = () if s is None else alerts(s)
        yield at, shown
        coming = {later(at, GRID), end} if s is None else {later(at, GRID), end, *turns(s, shown)}
        if waiting:
            coming.add(waiting[0].recorded_at)
        coming = {moment for moment in coming if at < moment <= end}
        if not coming:
            return
        at = min(coming)
        written = [entry for entry in waiting if entry.recorded_at <= at]
        if written:
            waiting = waiting[len(written) :]
            known = known.with_written(written)


def turns(s: Situation, shown: Sequence[Alert]) -> set[datetime]:
    """Moments after the one looked at at which something begins to sound, as far as is known now.

    What begins after a limit begins one second after it.
    """
    limits = [alert.silenced.until for alert in shown if alert.silenced is not None]
    limits += [hazard for alert in shown for hazard in alert.hazards]
    read = Consulted()
    soon = read.hours(s.protocol, "program.due_within_hours") or timedelta()
    late = read.hours(s.protocol, "checks.late_after_hours") or timedelta()
    begins = [later(p.at, -soon) for p in premedications(s) if p.at is not None]
    bag, step, old_from = bag_state(s), step_ahead(s), unknown_from(s)
    if bag is not None:
        begins += [near_from(s, bag) or later(bag.change_due_at, -soon)]
        limits.append(bag.change_due_at)
    for check in next_checks(s):
        limits += [later(check.due_at, late), turns_high(check)]
    limits += [limit for limit in (step, old_from) if limit is not None]
    return {at for at in (*begins, *(later(limit, SECOND) for limit in limits)) if at > s.at}
