"""When a rule's answer may change by the clock alone: the moments at which a condition of a restart is asked again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from blin21_desktop.domain.entries import DoseOrdered
from blin21_desktop.domain.moments import DAY, HOUR, later
from blin21_desktop.rules.age_group import grade_limit
from blin21_desktop.rules.consulted import Consulted
from blin21_desktop.rules.events import AdverseEvent
from blin21_desktop.rules.in_force import crs_now, neuro_now
from blin21_desktop.rules.liver import KEYS, newest_result
from blin21_desktop.rules.neuro_rules import concerned, down_since
from blin21_desktop.rules.other_rules import telling, watched_for
from blin21_desktop.rules.reaction import of_row, pause_for
from blin21_desktop.rules.restart_plan_stopwatch import stopwatch
from blin21_desktop.rules.situation import Situation
from blin21_desktop.rules.step import step_due

Moments = list[datetime]


def _crs(s: Situation) -> Moments:
    """When the newest CRS check gets older than the ward's limit."""
    found = crs_now(s)
    return [] if found is None else _aged(s, "crs", found.entry.happened_at)


def _neuro_check(s: Situation) -> Moments:
    """When the newest neurological check gets older than the ward's limit."""
    found = neuro_now(s, s.dosed_from)
    return [] if found is None else _aged(s, "neuro", found.entry.happened_at)


def _aged(s: Situation, what: str, checked: datetime) -> Moments:
    limit = s.protocol.get("checks.old_after_hours")
    return [] if limit is None else [later(checked, limit.value[what] * HOUR)]


def _recovery(row: str) -> Callable[[Situation], Moments]:
    """When a recovery that still goes on becomes too long for the label."""

    def moments(s: Situation) -> Moments:
        limit = s.label.get(f"{row}.stop_if_recovery_days")
        hold = grade_limit(s, f"{row}.hold_from_grade", Consulted())
        recovered = s.protocol.get("program.recovered_at_most_grade")
        if limit is None or hold is None or recovered is None:
            return []
        days = limit.value.get("at_least", limit.value.get("more_than")) * DAY
        begins = [
            since
            for event in of_row(s, row)
            if (since := unrecovered_since(event, hold[0], recovered.value)) is not None
        ]
        return [later(since, days) for since in begins]

    return moments


def unrecovered_since(event: AdverseEvent, from_grade: int, recovered: int) -> datetime | None:
    """Since when an event is at or above the hold grade without having come down; None when it has, or never was."""
    began: datetime | None = None
    for graded in event.grades:
        if began is None and graded.grade >= from_grade:
            began = graded.happened_at
        elif graded.grade <= recovered:
            began = None
    return began


def well_for(s: Situation) -> tuple[datetime, datetime] | None:
    """The moment at which the neurological events have been at the label's grade or less for its days.

    And how long their newest grade answers for that. Source: label, dose adjustment. None when not all are down, or
    when the pause is for something else.
    """
    most, days = s.label.get("neuro.restart_when_grade_at_most"), s.label.get("neuro.for_days")
    pause = pause_for(s, "neuro", Consulted())
    age = s.protocol.get("program.recovery_grade_max_age_hours")
    if pause is None or most is None or days is None or age is None:
        return None
    found = concerned(s, pause, int(most.value))
    began = down_since(found, int(most.value))
    if began is None:
        return None
    watched = [event for event in found if event.open or event.key == pause.entry.event]
    newest = min(event.newest.happened_at for event in watched)
    return later(began, days.value * DAY), later(newest, age.value * HOUR)


def _neuro_restart(s: Situation) -> Moments:
    return [*(well_for(s) or ()), *_recovery("neuro")(s), *_pause("pause.stop")(s)]


def _other_restart(s: Situation) -> Moments:
    """When the newest grade of another reaction gets too old to tell of a recovery."""
    most, age = s.label.get("other.restart_when_grade_at_most"), s.protocol.get("program.recovery_grade_max_age_hours")
    pause = pause_for(s, "other", Consulted())
    if pause is None or most is None or age is None:
        return []
    found = telling(watched_for(s, pause), pause, int(most.value))
    aged = (later(event.newest.happened_at, age.value * HOUR) for event in found)
    return [*aged, *_recovery("other")(s), *_pause("pause.stop")(s)]


def _liver(s: Situation) -> Moments:
    """When a newest result gets too old to tell that the liver is well."""
    limit = s.protocol.get("program.lab_max_age_days")
    found = [newest for analyte in KEYS if (newest := newest_result(s, analyte)) is not None]
    return [] if limit is None else [later(lab.happened_at, limit.value * DAY) for lab in found]


def _pause(rule: str) -> Callable[[Situation], Moments]:
    """When the pause reaches a line of the label."""

    def moments(s: Situation) -> Moments:
        pause = None if s.under_way is None else s.under_way.pause
        return [] if pause is None else [line.at for line in stopwatch(s, pause).lines if line.rule == rule]

    return moments


def _bag(s: Situation) -> Moments:
    return [] if s.under_way is None else [s.under_way.bags[-1].bag.use_before]


def _dose(s: Situation) -> Moments:
    """When another order comes into force, the step is due, or the pause begins a new cycle."""
    coming = [o.from_ for o in s.chart.all(DoseOrdered, s.at) if o.course == s.course_number and o.from_ > s.at]
    due = step_due(s).at
    return [*coming, *([] if due is None else [due]), *_pause("pause.cycle")(s)]


LINES: dict[str, Callable[[Situation], Moments]] = {
    "crs.restart": lambda s: [*_crs(s), *_pause("pause.stop")(s)],
    "crs.stop": _crs,
    "crs.hold": _crs,
    "neuro.restart": _neuro_restart,
    "neuro.stop": lambda s: [*_recovery("neuro")(s), *_neuro_check(s)],
    "neuro.hold": _neuro_check,
    "other.restart": _other_restart,
    "other.stop": _recovery("other"),
    "liver.hold": _liver,
    "pause.cycle": _pause("pause.cycle"),
    "pause.stop": _pause("pause.stop"),
    "pause.premedicate": _pause("pause.premedicate"),
    "pause.supervise": _pause("pause.supervise"),
    "dose.expected": _dose,
    "bag.expiry": _bag,
}
"""Rule -> the moments at which its answer may change with nothing charted. A rule that is not here does not age."""

SECOND = timedelta(seconds=1)


def ahead(rule: str, s: Situation) -> Moments:
    """Those moments from the one looked at on, the nearest first."""
    found = LINES.get(rule)
    return [] if found is None else sorted({at for at in found(s) if at >= s.at})
