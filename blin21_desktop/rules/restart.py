"""The dose at and after a restart: what the label says about going on low after an adverse reaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from blin21_desktop.domain.entries import CrsChecked, EventGraded, PauseReason
from blin21_desktop.domain.infusion import Course, Pause
from blin21_desktop.domain.moments import DAY, since
from blin21_desktop.domain.once import once
from blin21_desktop.domain.text import Text, say
from blin21_desktop.rules.consulted import Consulted
from blin21_desktop.rules.gradings import crs_gradings
from blin21_desktop.rules.reaction import ROWS
from blin21_desktop.rules.situation import Situation


@dataclass(frozen=True, slots=True)
class Again:
    """A grade of 1 or more after a restart, of an event of the same row."""

    grade: int
    happened_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LowDose:
    """A restart that keeps the low dose: from the restart until a moment (None: the label says not to raise it).

    From `until` on the dose may go up: a permission, so low and full are then both the label's. While the pause still
    lasts, the restart is taken to be now. `again` is the newest grade of such an event since the restart, if any.
    """

    since: datetime
    until: datetime | None
    again: Again | None = None

    def holds(self, at: datetime) -> bool:
        """Whether the dose is still the low one at `at`; at the very end it may go up."""
        return self.until is None or at < self.until


def low_after_restart(s: Situation, read: Consulted) -> LowDose | None:
    """The low dose that a restart in this course still asks for, or would ask for now; None when none does.

    Source: label, dose adjustment. What could not be told is noted in `read`, unless a low dose is certain anyway.
    A pause so long that a new cycle begins leaves the dose open: the sources do not say whether the step is repeated.
    """
    unknown = Consulted()
    lows = low_doses(s, read, unknown)
    holding = [low for low in lows if low.holds(s.at)]
    if not holding:
        came_back(lows, unknown)
        for text in unknown.missing:
            read.lacks(text)
        return None
    return longest(holding)


def longest(lows: list[LowDose]) -> LowDose:
    """Of several the one that holds longest: for good, or until the latest moment."""
    return max(lows, key=lambda low: (low.until is None, low.until or low.since))


def came_back(lows: list[LowDose], unknown: Consulted) -> None:
    """The days count without recurrence: after a new event the label does not say when the dose may go up."""
    for low in lows:
        if low.again is not None:
            grade, at = low.again.grade, low.again.happened_at
            unknown.lacks(
                say("the physician's decision: grade {grade:number} after the restart, {at:time}", grade=grade, at=at)
            )


def in_words(low: LowDose) -> Text:
    """How long the low dose holds."""
    if low.until is None:
        return say("Low dose after the restart; the label says not to raise it.")
    if low.again is not None:
        return say("Low dose after the restart; the event came back, {at:time}.", at=low.again.happened_at)
    return say("Low dose after the restart, until {until:time}.", until=low.until)


def low_doses(s: Situation, read: Consulted, unknown: Consulted) -> list[LowDose]:
    """Every low dose that pauses of the course under way led to, over or not; what could not be told in `unknown`.

    No source says whether "do not raise" after an earlier course's restart also holds in this one.
    """
    found, was_read, was_unknown = _low_doses(s)
    for into, of in ((read, was_read), (unknown, was_unknown)):
        into.take(of)
        into.lacks_of(of)
    return list(found)


def where_read(s: Situation, read: Consulted, unknown: Consulted) -> None:
    """Cite the row of the label that the days were read in, or looked for; CRS where not even the row is known."""
    if not read.cites:
        read.take(unknown)
    if not read.cites:
        read.cite(s.label, "crs.escalate_after_days")


@once
def _low_doses(s: Situation) -> tuple[tuple[LowDose, ...], Consulted, Consulted]:
    read, unknown = Consulted(), Consulted()
    earlier = [low for c in s.courses if c is not s.under_way for low in _lows(s, c, Consulted(), Consulted())]
    found = [] if s.under_way is None else _lows(s, s.under_way, read, unknown)
    if any(low.until is None for low in earlier):
        unknown.lacks(say("whether the low dose also holds in this course"))
    return tuple(found), read, unknown


def _lows(s: Situation, course: Course, read: Consulted, unknown: Consulted) -> list[LowDose]:
    pauses = [p for p in course.pauses if p.entry.reason is PauseReason.ADVERSE_REACTION]
    found = [_after(s, course, pause, read, unknown) for pause in pauses]
    return [low for low in found if low is not None]


def _after(s: Situation, course: Course, pause: Pause, read: Consulted, unknown: Consulted) -> LowDose | None:
    """What the label says about the dose after one pause; reads only what it uses into `read`."""
    end = pause.end or s.at
    limit = s.label.get("pause.same_cycle_max_days")
    if limit is not None and since(pause.start, end) > limit.value * DAY:
        read.days(s.label, "pause.same_cycle_max_days")
        unknown.lacks(say("whether the new cycle begins with the low dose"))
        return None
    topic = _topic(s, pause, unknown)
    if topic is None:
        return None
    keys = restart_keys(s, topic, unknown)
    if keys is None:
        return None
    level = unknown.value(s.label, keys[0])
    if level == "full":
        read.value(s.label, keys[0])
        return None
    days = unknown.value(s.label, keys[1])
    if level is None or days is None:
        return None
    for key in keys:
        read.value(s.label, key)
    until = None if days == "never" else _rises(course, end, days * DAY)
    return LowDose(since=end, until=until, again=_again(s, topic, end))


def _rises(course: Course, restart: datetime, length: timedelta) -> datetime:
    """When the days at the low dose are over.

    No source says whether they count while the drug stands still again: as for the step, it is the same length of flow
    since the restart, which is never before the plain count.
    """
    before = sum((since(x.start, x.end or course.until) for x in course.segments if x.start < restart), timedelta())
    return course.flowed_for(before + length)


def _again(s: Situation, topic: str, restart: datetime) -> Again | None:
    """The newest grade of 1 or more since the restart of an event of the same row; of CRS also by a check."""
    since_then = [e for e in s.chart.all(EventGraded, s.at) if e.happened_at > restart and e.grade >= 1]
    found = [Again(e.grade, e.happened_at) for e in since_then if ROWS.get(e.category) == topic]
    for one in crs_gradings(s.chart, s.at, s.scales) if topic == "crs" else ():
        charted = isinstance(one.entry, CrsChecked) and one.entry.happened_at > restart
        if charted and one.grade is not None and one.grade >= 1:
            found.append(Again(one.grade, one.entry.happened_at))
    return max(found, key=lambda again: again.happened_at, default=None)


def _topic(s: Situation, pause: Pause, unknown: Consulted) -> str | None:
    event = pause.entry.event
    if event is None:
        unknown.lacks(say("the adverse event of the pause at {start:time}", start=pause.start))
        return None
    graded = [e for e in s.chart.all(EventGraded, s.at) if e.event == event]
    if not graded:
        unknown.lacks(say("a grade of the adverse event {event}", event=event))
        return None
    topic = ROWS.get(graded[-1].category)
    if topic is None:
        category = graded[-1].category
        unknown.lacks(say("a restart dose in the label for an event of the kind {category:code}", category=category))
    return topic


def restart_keys(s: Situation, topic: str, unknown: Consulted) -> tuple[str, str] | None:
    """The keys of the restart dose and of the days until it may go up; None when the weight decides and is not known.

    Of a neurological event the label has a row for each side of 45 kg. The days were read for 45 kg and over only;
    below it they have a key of their own.
    """
    if topic != "neuro":
        return f"{topic}.restart_dose", f"{topic}.escalate_after_days"
    heavy = _is_heavy(s, unknown)
    if heavy is None:
        return None
    if heavy:
        return "neuro.restart_dose_from_45_kg", "neuro.escalate_after_days"
    return "neuro.restart_dose_below_45_kg", "neuro.escalate_after_days_below_45_kg"


def _is_heavy(s: Situation, unknown: Consulted) -> bool | None:
    """Whether the weight in force is at or above the label's split; None, noted in `unknown`, when not known."""
    split = unknown.value(s.label, "dose.weight_split_kg")
    if s.weight is None:
        unknown.lacks(say("a weight at or before the start of the course"))
    return None if split is None or s.weight is None else bool(s.weight.weight_kg >= split)
