"""When the next check at the bedside is due, worked out from the entries and the moment, never from a kept timer.

The intervals are data of the protocol file (`checks.schedule`); no source gives them, so what is shipped is a proposal
that a ward signs off or replaces. Of all rows that hold, the shortest interval counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Literal

from blin21_desktop.domain.entries import (
    CheckMissed,
    CrsChecked,
    InfusionResumed,
    NeuroChecked,
    VitalsMeasured,
)
from blin21_desktop.domain.moments import DAY, HOUR, later, since
from blin21_desktop.domain.once import once
from blin21_desktop.domain.text import Text, say
from blin21_desktop.rules.consulted import Consulted
from blin21_desktop.rules.gradings import Which, crs_gradings, icans_gradings
from blin21_desktop.rules.situation import Situation

What = Literal["vitals", "crs", "neuro"]
State = Literal["upcoming", "due", "overdue", "done", "done_late", "missed", "put_off"]
Done = VitalsMeasured | CrsChecked | NeuroChecked | CheckMissed

CHECKS: tuple[What, ...] = ("vitals", "crs", "neuro")
KIND_OF: dict[What, type[VitalsMeasured | CrsChecked | NeuroChecked]] = {
    "vitals": VitalsMeasured,
    "crs": CrsChecked,
    "neuro": NeuroChecked,
}


@dataclass(frozen=True, slots=True)
class Window:
    """From `start` to before `end` (None: open) a check is wanted every `every`; `because` says which row that is."""

    start: datetime
    end: datetime | None
    every: timedelta
    because: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One check that was or is due. `entry`: what answered it; None while nothing did."""

    what: What
    due_at: datetime
    state: State
    because: Text
    entry: Done | None = None
    every: timedelta


@once
def next_checks(s: Situation) -> tuple[Check, ...]:
    """The next check of each kind, soonest first; none before a start, after an end, or without a schedule."""
    found = [check for what in CHECKS if (check := _next(s, what, windows(s, what))) is not None]
    return tuple(sorted(found, key=lambda check: (check.due_at, CHECKS.index(check.what))))


def history(s: Situation, what: What) -> tuple[Check, ...]:
    """Every check of a kind in the newest course, oldest first: done, done late, missed, and the one still open."""
    wanted = windows(s, what)
    if s.course is None or not wanted:
        return ()
    last: Done | None = None
    found = []
    late = Consulted().hours(s.protocol, "checks.late_after_hours") or timedelta()
    for entry in answers(s, what):
        due = _due_after(s, wanted, s.course.started_at, last)
        if due is not None:
            at, window = due
            state: State = "missed" if isinstance(entry, CheckMissed) else "done"
            if state == "done" and since(at, entry.happened_at) > late:
                state = "done_late"
            found.append(
                Check(what=what, due_at=at, state=state, because=window.because, entry=entry, every=window.every)
            )
        last = entry
    following = _next(s, what, wanted)
    return (*found, following) if following is not None else tuple(found)


def answers(s: Situation, what: What) -> tuple[Done, ...]:
    """The checks of a kind, done or missed, since the newest course began; oldest first."""
    if s.course is None:
        return ()
    missed = [entry for entry in s.chart.all(CheckMissed, s.at) if entry.what == what]
    both: list[Done] = [*s.chart.all(KIND_OF[what], s.at), *missed]
    began = s.course.started_at
    return tuple(sorted((e for e in both if e.happened_at > began), key=lambda e: (e.happened_at, e.id)))


def missed_in_a_row(s: Situation, what: What) -> list[CheckMissed]:
    """The misses since a check was done last in the newest course, oldest first. Older answers are not looked at."""
    if s.course is None:
        return []
    done, began = s.chart.last(KIND_OF[what], s.at), s.course.started_at
    since_then = [e for e in s.chart.all(CheckMissed, s.at) if e.what == what and e.happened_at > began]
    return [e for e in since_then if done is None or (e.happened_at, e.id) > (done.happened_at, done.id)]


@once
def windows(s: Situation, what: What) -> tuple[Window, ...]:
    """The rows of the schedule laid on this course's time, for one kind of check."""
    rows = s.protocol.get("checks.schedule")
    if rows is None or s.course is None:
        return ()
    mine = [row for row in rows.value if row["what"] == what]
    return tuple(window for row in mine for window in (_graded(s, row) if "while" in row else _after(s, row)))


def _after(s: Situation, row: dict[str, Any]) -> Iterator[Window]:
    """A row that counts from a start, a step or a restart."""
    every, because = _every(row), _after_what(s, row)
    first, last = row["from_hours"] * HOUR, row["until_hours"] * HOUR
    for anchor in anchors(s, row["after"]):
        yield Window(later(anchor, first), later(anchor, last), every, because)


def _after_what(s: Situation, row: dict[str, Any]) -> Text:
    every, until, after = _every(row), row["until_hours"], row["after"]
    if after == "step":
        return say("every {every:length}, within {until:hours} of the dose step", every=every, until=until)
    if after == "restart":
        return say("every {every:length}, within {until:hours} of a restart", every=every, until=until)
    days = s.label.get("cycle.infusion_days")
    if days is not None and until >= days.value * DAY / HOUR:
        return say("every {every:length}, as long as the course lasts", every=every)
    return say("every {every:length}, within {until:hours} of the start", every=every, until=until)


@once
def anchors(s: Situation, after: str) -> tuple[datetime, ...]:
    """The moments a row counts from: the start of the newest course, every rise of its dose, or every restart."""
    course = s.course
    if course is None:
        return ()
    if after == "start":
        return (course.started_at,)
    if after == "restart":
        resumed = s.chart.all(InfusionResumed, s.at)
        return tuple(r.happened_at for r in resumed if r.happened_at > course.started_at)
    pairs = zip(course.segments, course.segments[1:], strict=False)
    return tuple(b.start for a, b in pairs if b.dose_micrograms_per_day > a.dose_micrograms_per_day)


def _graded(s: Situation, row: dict[str, Any]) -> Iterator[Window]:
    """A row that holds while a grade is in force; what counts for a check without one says `grade_steps`."""
    every, lowest = _every(row), row["grade_from"]
    words = {
        "crs": say("every {every:length} while CRS is grade {grade:number} or more", every=every, grade=lowest),
        "icans": say("every {every:length} while ICANS is grade {grade:number} or more", every=every, grade=lowest),
    }
    steps = grade_steps(s, row["while"])
    for place, (start, grade) in enumerate(steps):
        if grade >= lowest:
            end = steps[place + 1][0] if place + 1 < len(steps) else None
            yield Window(start, end, every, words[row["while"]])


@once
def grade_steps(s: Situation, which: Which) -> tuple[tuple[datetime, int], ...]:
    """From when on which grade was in force, oldest first, each change once.

    A check that could not be graded counts as the least it can be, as 1 at least, and never as less than the grade
    before it: not to know is no improvement.
    """
    found: list[tuple[datetime, int]] = []
    for one in (crs_gradings if which == "crs" else icans_gradings)(s.chart, s.at, s.scales):
        grade = one.grade
        if grade is None:
            least = 1 if one.graded is None else max(1, one.graded.at_least)
            grade = max(least, found[-1][1]) if found else least
        if not found or found[-1][1] != grade:
            found.append((one.entry.happened_at, grade))
    return tuple(found)


def _every(row: dict[str, Any]) -> timedelta:
    return timedelta(hours=row["every_hours"])


def due_in(wanted: Sequence[Window], last: datetime) -> tuple[datetime, Window] | None:
    """When the check after `last` is due, and by which row: the earliest moment at which any row wants it."""
    found = []
    for window in wanted:
        at = max(later(last, window.every), window.start)
        if window.end is None or at < window.end:
            found.append((at, window))
    return min(found, key=lambda pair: (pair[0], pair[1].every), default=None)


def _due_after(
    s: Situation, wanted: Sequence[Window], started_at: datetime, last: Done | None
) -> tuple[datetime, Window] | None:
    """When the check after the last answer is due: what an off-ward patient missed is due on the return."""
    due = due_in(wanted, started_at if last is None else last.happened_at)
    back = None if last is None else _back_at(s, last)
    if due is None or back is None:
        return due
    return back, replace(due[1], because=say("on the return to the ward, expected {at:time}", at=back))


def _next(s: Situation, what: What, wanted: Sequence[Window]) -> Check | None:
    if s.under_way is None:
        return None
    began = s.under_way.started_at
    run, done = missed_in_a_row(s, what), s.chart.last(KIND_OF[what], s.at)
    last: Done | None = run[-1] if run else done if done is not None and done.happened_at > began else None
    due = _due_after(s, wanted, began, last)
    if due is None:
        return None
    at, window = due
    read = Consulted()
    soon = read.hours(s.protocol, "checks.due_before_hours") or timedelta()
    late = read.hours(s.protocol, "checks.late_after_hours") or timedelta()
    state: State = "upcoming"
    if since(at, s.at) > late:
        state = "overdue"
    elif since(s.at, at) <= soon:
        state = "due"
    elif last is not None and _back_at(s, last) is not None:
        state = "put_off"
    return Check(what=what, due_at=at, state=state, because=window.because, every=window.every)


def _back_at(s: Situation, last: Done) -> datetime | None:
    """When an off-ward patient is expected back; never later than the protocol allows, so that nobody is forgotten."""
    if not isinstance(last, CheckMissed) or last.reason != "off_ward" or last.until is None:
        return None
    most = Consulted().hours(s.protocol, "checks.off_ward_max_hours")
    return None if most is None else min(last.until, later(last.happened_at, most))
