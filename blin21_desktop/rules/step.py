"""The step: from the low dose to the full one in course 1. A step is a new bag, never a change of rate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from blin21_desktop.domain.findings import Finding
from blin21_desktop.domain.infusion import Course
from blin21_desktop.domain.knowledge import Cites
from blin21_desktop.domain.moments import later, since
from blin21_desktop.domain.once import once
from blin21_desktop.domain.text import Text, say
from blin21_desktop.rules.consulted import Consulted
from blin21_desktop.rules.label_dose import midway
from blin21_desktop.rules.restart import LowDose, came_back, in_words, longest, low_doses
from blin21_desktop.rules.situation import Situation


@dataclass(frozen=True, slots=True, kw_only=True)
class StepDue:
    """When the step is due.

    `at` is None where no step lies in this course: before a start, after an end, in a course without a step, or in one
    given at the full dose only. Where a restart leaves the dose open it is the plain count, and `missing` says why
    nothing follows from it. `settled` is False when there was a pause before it, as the source does not say what then.
    `done` once the full dose has flowed after a low one; `at` still tells when it was due.
    """

    at: datetime | None
    settled: bool
    done: bool
    cites: tuple[Cites, ...] = ()
    missing: tuple[Text, ...] = ()
    site_values: tuple[Text, ...] = ()


def has_step(s: Situation, read: Consulted) -> bool | None:
    """Whether the course under way or to come has a step; None when not configured.

    Source: phase I letter. Course 1 begins low, course 2 has no step.
    """
    courses = read.value(s.protocol, "step.courses")
    return None if courses is None else s.course_number in courses


def step_moment(s: Situation, read: Consulted) -> tuple[datetime | None, bool]:
    """When the low dose has flowed for 7 × 24 h, and whether the source settles it.

    Source: phase I letter, days 1-7 low. With a pause before then 168 infused hours, later than start + 168 h, which
    the source does not settle. While such a pause lasts it assumes that the drug flows again now.
    """
    course = s.under_way
    length = read.days(s.protocol, "step.after_days")
    if course is None or length is None:
        return None, True
    plain = later(course.started_at, length)
    return course.flowed_for(length), not any(p.start < plain for p in course.pauses)


@once
def step_due(s: Situation) -> StepDue:
    """The step of the course under way."""
    read = Consulted()
    stepping = has_step(s, read)
    at, settled, done = None, True, False
    if stepping and s.under_way is not None:
        at, settled = step_moment(s, read)
        full = _full_from(s, s.under_way)
        done = full is not None and _rose(s.under_way, full)
        if full is not None and all(x.dose_micrograms_per_day >= full for x in s.under_way.segments):
            at, settled = None, True
        if not done:
            _note_open(s, read)
    return StepDue(
        at=at, settled=settled, done=done, cites=read.cites, missing=tuple(read.missing), site_values=read.site_values
    )


def _note_open(s: Situation, read: Consulted) -> None:
    """Note why the dose after a restart cannot be told; not where a low one is certain."""
    unknown = Consulted()
    if not any(low.until is None for low in low_doses(s, Consulted(), unknown)):
        for text in unknown.missing:
            read.lacks(text)


def _full_from(s: Situation, course: Course) -> float | None:
    """The dose (microgram/day) from which a charted dose counts as the full one: midway between low and full.

    Without weight or height the first charted dose is taken as the low one, and the label's fixed doses give the ratio.
    """
    between = midway(s)
    if between is not None:
        return between
    fixed = [Consulted().value(s.label, f"dose.{level}") for level in ("low", "full")]
    if fixed[0] is None or fixed[1] is None:
        return None
    first = course.segments[0].dose_micrograms_per_day
    return float(first * (1 + fixed[1]["fixed"] / fixed[0]["fixed"]) / 2)


def _rose(course: Course, full: float) -> bool:
    """Whether the full dose flowed after a low one."""
    doses = [segment.dose_micrograms_per_day for segment in course.segments]
    first_low = next((place for place, dose in enumerate(doses) if dose < full), None)
    return first_low is not None and any(dose >= full for dose in doses[first_low:])


@once
def step_ahead(s: Situation) -> datetime | None:
    """When the step is to be done.

    None when it is done, when there is none or that cannot be told, and after a restart at the low dose: from then on
    the label says not to raise it, or from when it may be raised, and a permission is nothing that is due.
    """
    step = step_due(s)
    return None if step.done or step.missing or low_doses(s, Consulted(), Consulted()) else step.at


def step_rule(s: Situation) -> Finding:
    """The dose rises after 7 days of the low one, in course 1 only.

    Source: phase I letter. Said from 24 h before; overdue after the moment itself. The step is a new bag.
    """
    rule = "dose.step"
    read = Consulted()
    read.cite(s.protocol, "step.courses")
    if s.under_way is None:
        return read.clear(rule, "note", say("No course is under way."))
    if has_step(s, read) is False:
        return read.clear(rule, "note", say("This course has no step."))
    step = step_due(s)
    window = read.hours(s.protocol, "program.step_within_hours")
    read.days(s.protocol, "step.after_days")
    for text in step.missing:
        read.lacks(text)
    if read.missing or window is None:
        return read.cannot_tell(rule, "note", say("When the dose goes up cannot be told."))
    if step.done or step.at is None:
        none_ahead = say("The course was started at the full dose: no step lies ahead.")
        return read.clear(rule, "note", say("The step is done.") if step.done else none_ahead)
    return _ahead(s, step.at, window, read, settled=step.settled)


def _ahead(s: Situation, due: datetime, window: timedelta, read: Consulted, *, settled: bool) -> Finding:
    """The answer while a step is still to be done."""
    rule = "dose.step"
    lows = low_doses(s, read, Consulted())
    if lows:
        return _after_restart(s, lows, window, read)
    saw = [say("Low dose since {start:time}; step due {due:time}.", start=s.dosed_from, due=due)]
    if not settled:
        saw.append(say("Paused before the step: the source does not settle when it is due."))
    if s.at > due:
        says = say("The step is overdue by {by:length}. A step is a new bag.", by=since(due, s.at))
        return read.fires(rule, "watch", says, *saw)
    if since(s.at, due) <= window:
        return read.fires(rule, "note", say("The step is due {due:time}. A step is a new bag.", due=due), *saw)
    return read.clear(rule, "note", say("The step is due {due:time}.", due=due), *saw)


def _after_restart(s: Situation, lows: list[LowDose], window: timedelta, read: Consulted) -> Finding:
    """The answer after a restart at the low dose: when the dose may go up, which nobody has to do."""
    rule = "dose.step"
    until = longest(lows).until
    if until is None:
        return read.clear(rule, "note", say("Low dose after the restart; the label says not to raise it."))
    saw = [in_words(low) for low in lows]
    came_back(lows, read)
    if read.missing:
        return read.cannot_tell(rule, "note", say("When the dose goes up cannot be told."), *saw)
    says = say("The dose may go up from {from_:time}, if the physician so decides. A step is a new bag.", from_=until)
    answer = read.fires if since(s.at, until) <= window else read.clear
    return answer(rule, "note", says, *saw)
