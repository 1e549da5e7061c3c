"""Course rules: planned end, what a pause means for the cycle, and the windows of the protocol."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from blin21_desktop.domain.entries import Enrolled, PauseReason, TransplantRecorded
from blin21_desktop.domain.findings import Finding
from blin21_desktop.domain.infusion import Course, Pause, Status
from blin21_desktop.domain.knowledge import Cites
from blin21_desktop.domain.moments import later, since
from blin21_desktop.domain.once import once
from blin21_desktop.domain.text import Text, say
from blin21_desktop.rules.consulted import Consulted
from blin21_desktop.rules.situation import Situation


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedEnd:
    """When the course ends under the label's own way of counting.

    `at` is None before a start, after a discontinuation (nothing is planned any more), and when not known.
    """

    at: datetime | None
    rule: str | None
    cites: tuple[Cites, ...] = ()
    missing: tuple[Text, ...] = ()
    site_values: tuple[Text, ...] = ()


NO_REACTION = say("No pause for an adverse reaction in this course.")


@once
def planned_end(s: Situation) -> PlannedEnd:
    """Japan: the 28 days of the cycle include the interruption. US: 28 days of infusion, before and after it.

    Source: label, dose adjustment. While paused, the second kind assumes that the drug flows again now.
    """
    read = Consulted()
    rule = read.value(s.label, "cycle.end")
    length = read.days(s.label, "cycle.infusion_days")
    at = None
    over = s.course is not None and s.course.status is Status.ENDED_DISCONTINUED
    if s.course is not None and not over and rule is not None and length is not None:
        counted = rule == "cycle-includes-pause"
        at = later(s.course.started_at, length) if counted else s.course.flowed_for(length)
    return PlannedEnd(at=at, rule=rule, cites=read.cites, missing=tuple(read.missing), site_values=read.site_values)


def same_cycle_or_new(s: Situation) -> Finding:
    """A pause for an adverse reaction of up to 7 days stays in the cycle; a longer one begins a new cycle.

    Source: label, dose adjustment. Inclusive: exactly 7 days still stays. A longer pause keeps answering `new_cycle`
    after the restart while the course goes on under its old number.
    """
    rule = "pause.cycle"
    read = Consulted()
    read.cite(s.label, "pause.same_cycle_max_days")
    pauses, silent = _reaction_pauses(s), _silent(s)
    if not pauses:
        return read.clear(rule, "note", silent or NO_REACTION, *_other_pause(s))
    limit = read.days(s.label, "pause.same_cycle_max_days")
    pause, length = _longest(s, pauses)
    saw = _saw(pause, length, silent)
    if limit is None:
        return read.cannot_tell(rule, "note", say("Whether the cycle goes on cannot be told."), *saw)
    if length > limit:
        says = say(
            "Longer than {limit:number} days: a new cycle. Ask the physician which course and dose.", limit=limit.days
        )
        return read.fires(rule, "new_cycle", says, *saw)
    if silent is not None:
        return read.clear(rule, "note", silent, *saw)
    answer = read.fires if pause.end is None else read.clear
    return answer(rule, "note", say("Up to {limit:number} days: the same cycle goes on.", limit=limit.days), *saw)


def stop_after_pause(s: Situation) -> Finding:
    """An interruption for an adverse reaction of more than 14 days: stop the treatment.

    Source: label of Japan, dose adjustment. Exactly 14 days is not yet "more than".
    """
    rule = "pause.stop"
    read = Consulted()
    read.cite(s.label, "pause.stop_after_days")
    pauses, silent = _reaction_pauses(s), _silent(s)
    if not pauses:
        return read.clear(rule, "stop", silent or NO_REACTION, *_other_pause(s))
    limit = read.days(s.label, "pause.stop_after_days")
    pause, length = _longest(s, pauses)
    saw = _saw(pause, length, silent)
    if limit is None:
        return read.cannot_tell(rule, "stop", say("Whether this pause ends the treatment cannot be told."), *saw)
    if length > limit:
        says = say("Longer than {limit:number} days: stop the treatment.", limit=limit.days)
        return read.fires(rule, "stop", says, *saw)
    return read.clear(rule, "stop", silent or say("Not longer than {limit:number} days.", limit=limit.days), *saw)


def _reaction_pauses(s: Situation) -> list[Pause]:
    course = s.under_way
    return [p for p in course.pauses if p.entry.reason is PauseReason.ADVERSE_REACTION] if course else []


def _silent(s: Situation) -> Text | None:
    """The note for a pause now that the label's days do not speak of."""
    pause = s.under_way.pause if s.under_way else None
    if pause is None or pause.entry.reason is PauseReason.ADVERSE_REACTION:
        return None
    return say("The label is silent on pauses for another reason than an adverse reaction.")


def _other_pause(s: Situation) -> list[Text]:
    """The pause now where it is for another reason."""
    pause = s.under_way.pause if s.under_way else None
    return [] if pause is None else _saw(pause, since(pause.start, s.at), None)


def _longest(s: Situation, pauses: list[Pause]) -> tuple[Pause, timedelta]:
    """The longest pause, the newest of equals, and its length."""

    def length(pause: Pause) -> timedelta:
        return since(pause.start, pause.end or s.at)

    longest = max(reversed(pauses), key=length)
    return longest, length(longest)


def _saw(pause: Pause, length: timedelta, silent: Text | None) -> list[Text]:
    """The pause for an adverse reaction, and the note on another one now."""
    start, end = pause.start, pause.end
    if end is None:
        return [say("Paused for {length:length}, since {start:time}.", length=length, start=start)]
    past = say("Paused for {length:length}, from {start:time} to {end:time}.", length=length, start=start, end=end)
    return [past] if silent is None else [past, silent]


def course_window(s: Situation) -> Finding:
    """Course 1 starts within 1 week after enrolment, not before it.

    Source: phase I letter. In calendar days, the seventh inside. Before the start it fires once the week is over.
    """
    rule = "course.window"
    read = Consulted()
    read.cite(s.protocol, "course.start_within_days")
    first = _first_start(s)
    enrolled = s.chart.last(Enrolled, s.at)
    if enrolled is None:
        if first is None:
            return read.clear(rule, "watch", say("Not enrolled and not started."))
        read.lacks(say("the day of enrolment"))
        return read.cannot_tell(rule, "watch", say("Whether course 1 started in time cannot be told."))
    limit = read.days(s.protocol, "course.start_within_days")
    saw = say("Enrolled on {enrolled:day}.", enrolled=enrolled.enrolled_on)
    if limit is None:
        return read.cannot_tell(rule, "watch", say("Whether course 1 started in time cannot be told."), saw)
    day = (first.started_at if first is not None else s.at).date()
    passed = day - enrolled.enrolled_on
    if first is None:
        if passed > limit:
            says = say("Course 1 has not started {days:number} days after enrolment.", days=passed.days)
            return read.fires(rule, "watch", says, saw)
        says = say("Course 1 may start within {limit:number} days of enrolment.", limit=limit.days)
        return read.clear(rule, "watch", says, saw)
    started = say("Course 1 started on {day:day}.", day=day)
    if passed < timedelta():
        return read.fires(rule, "watch", say("Course 1 started before enrolment."), saw, started)
    says = say("Course 1 started {days:number} days after enrolment.", days=passed.days)
    if passed > limit:
        return read.fires(rule, "watch", says, saw, started)
    return read.clear(rule, "watch", says, saw, started)


def _first_start(s: Situation) -> Course | None:
    return next((c for c in s.courses if c.number == 1), None)


def enrolment_window(s: Situation) -> Finding:
    """Enrolment lies 30 to 100 days after transplant.

    Source: phase I letter. Day 30 is inside; whether day 100 is could not be read and is taken as inside.
    """
    rule = "enrol.window"
    read = Consulted()
    read.cite(s.protocol, "enrol.window_days")
    enrolled = s.chart.last(Enrolled, s.at)
    if enrolled is None:
        return read.clear(rule, "watch", say("Not enrolled."))
    saw = say("Enrolled on {enrolled:day}.", enrolled=enrolled.enrolled_on)
    window = read.value(s.protocol, "enrol.window_days")
    transplants = [
        t.transplanted_on for t in s.chart.all(TransplantRecorded, s.at) if t.transplanted_on <= enrolled.enrolled_on
    ]
    if not transplants:
        read.lacks(say("a transplant before the enrolment"))
    if window is None or not transplants:
        return read.cannot_tell(rule, "watch", say("Whether the enrolment was in time cannot be told."), saw)
    days = (enrolled.enrolled_on - max(transplants)).days
    transplanted = say("Transplanted on {day:day}.", day=max(transplants))
    first, last = window["first"], window["last"]
    if not first <= days <= last:
        says = say(
            "Enrolled {days:number} days after transplant; the protocol says {first:number} to {last:number}.",
            days=days,
            first=first,
            last=last,
        )
        return read.fires(rule, "watch", says, saw, transplanted)
    if days == last:
        says = say("Enrolled on day {days:number}: the source does not say whether this day is inside.", days=days)
        return read.clear(rule, "watch", says, saw, transplanted)
    return read.clear(rule, "watch", say("Enrolled {days:number} days after transplant.", days=days), saw, transplanted)
