"""Adverse reactions as the labels' rows see them: which row an event or a pause belongs to, recovery, the dose then."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from blin21_desktop.domain.entries import EventGraded, PauseReason
from blin21_desktop.domain.infusion import Pause
from blin21_desktop.domain.moments import DAY, since
from blin21_desktop.domain.once import once
from blin21_desktop.domain.text import Text, say
from blin21_desktop.rules.age_group import grade_limit
from blin21_desktop.rules.consulted import Consulted
from blin21_desktop.rules.events import AdverseEvent, events
from blin21_desktop.rules.label_dose import midway
from blin21_desktop.rules.situation import Situation

ROWS = {
    "crs": "crs",
    "neurologic": "neuro",
    "seizure": "neuro",
    "hepatic": "other",
    "infection": "other",
    "other": "other",
}
"""Category of an adverse event -> the label's row. `gvhd` and `haematologic` have none: nothing is assumed."""

GRADE_4 = 4
"""Life-threatening on CTCAE. No label's row for grade 3 speaks of it."""


@once
def of_row(s: Situation, row: str) -> tuple[AdverseEvent, ...]:
    """The events of one row of the label, open ones and the highest grade first."""
    return tuple(event for event in events(s.chart, s.at, s.terms) if ROWS.get(event.newest.category) == row)


def pause_for(s: Situation, row: str, read: Consulted) -> Pause | None:
    """The pause now, when it is for a reaction of this row; a pause that names no event is noted as missing."""
    pause = None if s.under_way is None else s.under_way.pause
    if pause is None or pause.entry.reason is not PauseReason.ADVERSE_REACTION:
        return None
    found = row_of_pause(s, pause)
    if found is None:
        read.lacks(say("the adverse event of the pause at {start:time}", start=pause.start))
    return pause if found == row else None


def row_of_pause(s: Situation, pause: Pause) -> str | None:
    """The label's row of the event a pause names; "none" for an event without a row, None where no event is known."""
    event = pause.entry.event
    graded = [e for e in s.chart.all(EventGraded, s.at) if e.event == event]
    if event is None or not graded:
        return None
    return ROWS.get(graded[-1].category, "none")


def recovery(event: AdverseEvent, from_grade: int, at: datetime, recovered: int) -> timedelta | None:
    """From the first grade at or above the hold grade to the first later one of at most `recovered`.

    While it lasts, to `at`. None when it never reached the hold grade. After a relapse the longest time counts.
    Source: parameters page, section 2.
    """
    began: datetime | None = None
    found: list[timedelta] = []
    for graded in event.grades:
        if began is None and graded.grade >= from_grade:
            began = graded.happened_at
        elif began is not None and graded.grade <= recovered:
            found.append(since(began, graded.happened_at))
            began = None
    if began is not None:
        found.append(since(began, at))
    return max(found, default=None)


def beyond(length: timedelta, limit: dict[str, float]) -> bool:
    """Whether a recovery is longer than a label's days: `at_least` counts the day itself, `more_than` does not."""
    if "at_least" in limit:
        return length >= limit["at_least"] * DAY
    return length > limit["more_than"] * DAY


def too_long(s: Situation, found: Iterable[AdverseEvent], row: str, read: Consulted) -> timedelta | None:
    """The longest recovery of these events when it is beyond the label's days; else None.

    What keeps that from being told is noted: no hold grade or no days in the label, or an age group that is not known
    and would decide it. Source: label, dose adjustment; parameters page, section 2.
    """
    events_ = [event for event in found if event.worst > 0]
    if not events_:
        return None
    ages = Consulted()
    hold = grade_limit(s, f"{row}.hold_from_grade", ages)
    recovered = read.value(s.protocol, "program.recovered_at_most_grade")
    if hold is None or recovered is None:
        read.lacks_of(ages)
        return None
    possible, certain = (_longest(s, events_, grade, recovered) for grade in hold)
    if possible is None:
        return None
    read.take(ages)
    limit = read.value(s.label, f"{row}.stop_if_recovery_days")
    if limit is None or not beyond(possible, limit):
        return None
    if certain is not None and beyond(certain, limit):
        return certain
    read.lacks_of(ages)
    return None


def _longest(s: Situation, found: list[AdverseEvent], from_grade: int, recovered: int) -> timedelta | None:
    lengths = [recovery(event, from_grade, s.at, recovered) for event in found]
    return max((length for length in lengths if length is not None), default=None)


def well_since(event: AdverseEvent, at_most: int) -> datetime | None:
    """Since when all grades were at most this; None when the newest is higher."""
    run: datetime | None = None
    for graded in event.grades:
        if graded.grade > at_most:
            run = None
        elif run is None:
            run = graded.happened_at
    return run


def current(s: Situation, concerned: Iterable[AdverseEvent], read: Consulted) -> bool:
    """Whether the newest grade of each of these events is young enough to tell a recovery by; noted when not.

    Source: parameters page, section 2: at most 24 h old.
    """
    limit = read.hours(s.protocol, "program.recovery_grade_max_age_hours")
    if limit is None:
        return False
    if any(since(event.newest.happened_at, s.at) > limit for event in concerned):
        read.lacks(say("a grade of the event that is at most {limit:length} old", limit=limit))
        return False
    return True


def on_low_dose(s: Situation, moment: datetime) -> bool | None:
    """Whether the low dose flowed, or had flowed last, at a moment; None when no dose can be told apart."""
    full_from = midway(s)
    if full_from is None:
        return None
    before = [x for c in s.courses for x in c.segments if x.start <= moment]
    return bool(before) and before[-1].dose_micrograms_per_day < full_from


def seen(event: AdverseEvent, at: datetime) -> Text:
    """The newest grade with its age."""
    newest = event.newest
    age = since(newest.happened_at, at)
    return say("{term}: grade {grade:number} ({scale}), charted {when:time}, {age:length} ago.",
               term=event.names, grade=newest.grade, scale=newest.scale, when=newest.happened_at, age=age)  # fmt: skip
