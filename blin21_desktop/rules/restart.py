"""The dose at and after a restart: what the label says about going on low after an adverse reaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from blin21_desktop.domain.entries import CrsChecked, EventGraded, PauseReason
from blin21_desktop.domain.infusion import Course, Pause
from blin21_desktop.domain.moments import DAY, later, since
from blin21_desktop.domain.text import Text, say
from blin21_desktop.rules.consulted import Consulted
from blin21_desktop.rules.in_force import crs_grade
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

    def leaves_open(self, at: datetime) -> bool:
        """Whether the days are over without a new event: the dose may go up, and need not."""
        return not self.holds(at) and self.again is None


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
    for_good = [low for low in holding if low.until is None]
    return for_good[0] if for_good else max(holding, key=lambda low: low.until or s.at)


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


def may_rise(s: Situation) -> bool:
    """Whether a restart's days are over, so that low and full are both the label's, and none keeps the dose low."""
    lows = low_doses(s, Consulted(), Consulted())
    return bool(lows) and all(low.leaves_open(s.at) for low in lows)


def low_doses(s: Situation, read: Consulted, unknown: Consulted) -> list[LowDose]:
    """Every low dose that pauses of the course under way led to, over or not; what could not be told in `unknown`.

    No source says whether "do not raise" after an earlier course's restart also holds in this one.
    """
    found = [_after(s, pause, pause.end or s.at, read, unknown) for pause in _reactions(s.under_way)]
    earlier = [p for c in s.courses if c is not s.under_way for p in _reactions(c)]
    for pause in earlier:
        low = None if pause.end is None else _after(s, pause, pause.end, Consulted(), Consulted())
        if low is not None and low.until is None:
            unknown.lacks(say("whether the low dose also holds in this course"))
    return [low for low in found if low is not None]


def _reactions(course: Course | None) -> list[Pause]:
    pauses = () if course is None else course.pauses
    return [p for p in pauses if p.entry.reason is PauseReason.ADVERSE_REACTION]


def _after(s: Situation, pause: Pause, end: datetime, read: Consulted, unknown: Consulted) -> LowDose | None:
    """What the label says about the dose after one pause; reads only what it uses into `read`."""
    limit = s.label.get("pause.same_cycle_max_days")
    if limit is not None and since(pause.start, end) > limit.value * DAY:
        read.days(s.label, "pause.same_cycle_max_days")
        unknown.lacks(say("whether the new cycle begins with the low dose"))
        return None
    topic = _topic(s, pause, unknown)
    key = None if topic is None else dose_key(s, topic, unknown)
    if topic is None or key is None:
        return None
    level, rises = unknown.value(s.label, key), escalate_key(s, topic, unknown)
    if level == "full":
        read.value(s.label, key)
        return None
    days = None if rises is None else unknown.value(s.label, rises)
    if level is None or rises is None or days is None:
        return None
    read.value(s.label, key)
    read.value(s.label, rises)
    until = None if days == "never" else _rises(s, end, days * DAY)
    return LowDose(since=end, until=until, again=_again(s, topic, end))


def _rises(s: Situation, restart: datetime, length: timedelta) -> datetime:
    """When the days at the low dose are over.

    No source says whether they count while the drug stands still again: as for the step, it is the later of the plain
    count and the same length of flow since the restart.
    """
    plain = later(restart, length)
    course = next((c for c in reversed(s.courses) if c.started_at <= restart), None)
    if course is None or not any(restart < p.start < plain for p in course.pauses):
        return plain
    before = sum((since(x.start, x.end or course.until) for x in course.segments if x.start < restart), timedelta())
    return max(plain, course.flowed_for(before + length))


def _again(s: Situation, topic: str, restart: datetime) -> Again | None:
    """The newest grade of 1 or more since the restart of an event of the same row; of CRS also by a check."""
    since_then = [e for e in s.chart.all(EventGraded, s.at) if e.happened_at > restart and e.grade >= 1]
    found = [Again(e.grade, e.happened_at) for e in since_then if ROWS.get(e.category) == topic]
    for check in s.chart.all(CrsChecked, s.at) if topic == "crs" else ():
        grade = crs_grade(check, s.scales)
        if check.happened_at > restart and grade is not None and grade >= 1:
            found.append(Again(grade, check.happened_at))
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


def dose_key(s: Situation, topic: str, unknown: Consulted) -> str | None:
    """The key of the restart dose: by weight where the label has a row for each (they are named for 45 kg)."""
    if topic != "neuro":
        return f"{topic}.restart_dose"
    heavy = _is_heavy(s, unknown)
    return None if heavy is None else f"neuro.restart_dose_{'from' if heavy else 'below'}_45_kg"


def escalate_key(s: Situation, topic: str, unknown: Consulted) -> str | None:
    """The key of the days until the dose may go up.

    Of a neurological event they were read for 45 kg and over only; below it they have a key of their own.
    """
    if topic != "neuro":
        return f"{topic}.escalate_after_days"
    heavy = _is_heavy(s, unknown)
    return None if heavy is None else f"neuro.escalate_after_days{'' if heavy else '_below_45_kg'}"


def _is_heavy(s: Situation, unknown: Consulted) -> bool | None:
    """Whether the weight in force is at or above the label's split; None, noted in `unknown`, when not known."""
    split = unknown.value(s.label, "dose.weight_split_kg")
    if s.weight is None:
        unknown.lacks(say("a weight at or before the start of the course"))
    return None if split is None or s.weight is None else bool(s.weight.weight_kg >= split)
