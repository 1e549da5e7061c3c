"""What the label does about neurological events: hold, stop, restart. Source: label, dose adjustment.

The grade in force is the CTCAE grade of the open events; ICANS is seen beside it and drives nothing, but ICANS 2 or
more without a CTCAE grade leaves the question open.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from blin21_desktop.domain.entries import EventGraded, NeuroChecked
from blin21_desktop.domain.findings import Finding
from blin21_desktop.domain.infusion import Pause
from blin21_desktop.domain.moments import HOUR, since
from blin21_desktop.domain.text import Text, say
from blin21_desktop.rules.age_group import grade_limit
from blin21_desktop.rules.consulted import Consulted
from blin21_desktop.rules.events import AdverseEvent
from blin21_desktop.rules.in_force import neuro_now
from blin21_desktop.rules.reaction import GRADE_4, current, of_row, on_low_dose, pause_for, seen, too_long, well_since
from blin21_desktop.rules.restart_dose import allowed, pause_stops
from blin21_desktop.rules.seizures import seizure_stop
from blin21_desktop.rules.situation import Situation

CTCAE_GRADE = say("CTCAE grade of the neurological event")
STOP, LOW_DOSE = "neuro.stop_from_grade", "neuro.stop_if_grade_at_least_on_low_dose"


def neuro_hold(s: Situation) -> Finding:
    """A neurological event of the label's grade or more (Japan: adult 3, child 2; US: 3): interrupt.

    Source: label, dose adjustment. Without a neurological check that is young enough it never answers clear.
    """
    rule, key = "neuro.hold", "neuro.hold_from_grade"
    read = Consulted()
    read.cite(s.label, key)
    if s.under_way is None:
        return read.clear(rule, "hold", say("No course is under way."))
    untold = say("Whether a neurological event asks for a hold cannot be told.")
    saw, grade = _in_force(s)
    ages = Consulted()
    limits = grade_limit(s, key, ages)
    read.take(ages)
    if limits is None:
        read.lacks_of(ages)
        return read.cannot_tell(rule, "hold", untold, *saw)
    if grade >= limits[1]:
        return read.fires(rule, "hold", say("Interrupt the infusion: neurological event of this grade."), *saw)
    _look_at_checks(s, read, saw)
    if grade >= limits[0]:
        read.lacks_of(ages)
    if read.missing:
        return read.cannot_tell(rule, "hold", untold, *saw)
    return read.clear(rule, "hold", say("No open neurological event of the label's grade."), *saw)


def _in_force(s: Situation) -> tuple[list[Text], int]:
    """The open neurological events in words, and their highest grade; 0 when none is open."""
    ongoing = [event for event in of_row(s, "neuro") if event.open]
    return [seen(event, s.at) for event in ongoing], max((event.newest.grade for event in ongoing), default=0)


def _look_at_checks(s: Situation, read: Consulted, saw: list[Text]) -> None:
    """The newest neurological check: never done, too old, not graded or ICANS 2 and more leave the answer open."""
    found = neuro_now(s, s.dosed_from)
    limit = read.value(s.protocol, "checks.old_after_hours")
    if found is None:
        read.lacks(say("a neurological check"))
        return
    age = since(found.entry.happened_at, s.at)
    shown = say("not graded") if found.grade is None else say("grade {grade:number}", grade=found.grade)
    saw.append(
        say("ICANS {grade}, charted {when:time}, {age:length} ago.", grade=shown, when=found.entry.happened_at, age=age)
    )
    if limit is not None and age > limit["neuro"] * HOUR:
        read.lacks(say("a neurological check that is not older than the ward's limit"))
    _icans_asks(s, read)


def _icans_asks(s: Situation, read: Consulted) -> None:
    """ICANS 2 or more, or not graded, and no CTCAE grade within the same 12 h: that grade is missing.

    Source: parameters page, section 2. An event that was over before the check does not answer for it.
    """
    found = neuro_now(s, s.dosed_from)
    if found is None:
        return
    asks = read.value(s.protocol, "program.icans_asks_from_grade")
    within = read.hours(s.protocol, "program.neuro_graded_within_hours")
    if asks is None or within is None or (found.grade is not None and found.grade < asks):
        return
    if not any(_answers(event, found.entry, within) for event in of_row(s, "neuro")):
        read.lacks(CTCAE_GRADE)


def _answers(event: AdverseEvent, check: NeuroChecked, within: timedelta) -> bool:
    """Whether an event was graded this near to a check: after it, or before it and not over by then."""
    lags = [(since(check.happened_at, graded.happened_at), graded.grade) for graded in event.grades]
    before = [(lag, grade) for lag, grade in lags if lag < timedelta()]
    open_then = bool(before) and before[-1][0] >= -within and before[-1][1] > 0
    return open_then or any(timedelta() <= lag <= within for lag, _ in lags)


def neuro_stop(s: Situation) -> Finding:
    """Stop for good: the label's stop grade, a grade of 3 or more on the low dose, or a recovery that took too long.

    Source: label, dose adjustment. Japan: recovery of 8 days or more; US: of more than 7 days. The grade is the one in
    force; that an earlier one was a stop is said. ICANS 2 or more without a CTCAE grade leaves this open as well.
    """
    rule = "neuro.stop"
    read, asked = Consulted(), Consulted()
    read.cite(s.label, STOP)
    if s.under_way is None:
        return read.clear(rule, "stop", say("No course is under way."))
    saw, _ = _in_force(s)
    why = stopping(s, asked)
    if why is not None:
        return asked.fires(rule, "stop", why, *saw)
    read.take(asked)
    read.lacks_of(asked)
    _icans_asks(s, read)
    earlier = earlier_stop(s)
    if earlier is not None:
        saw.append(earlier)
    if read.missing:
        return read.cannot_tell(rule, "stop", say("Whether this event stops the treatment cannot be told."), *saw)
    return read.clear(rule, "stop", say("No neurological event that stops the treatment."), *saw)


def stopping(s: Situation, read: Consulted) -> Text | None:
    """Why the events stop the treatment now; None when they do not, with what keeps that from being told noted.

    A grade at or above the hold limit is at least a hold: where the stop grade is not configured it cannot be told.
    """
    _, grade = _in_force(s)
    found = of_row(s, "neuro")
    stop = s.label.get(STOP)
    if stop is not None and grade >= stop.value:
        read.value(s.label, STOP)
        return say("Stop for good: neurological event of this grade.")
    low = _graded_on_low(s, found, read)
    if low is not None:
        return say(
            "Stop for good: grade {grade:number} on the low dose, {at:time}.", grade=low.grade, at=low.happened_at
        )
    long = too_long(s, found, "neuro", read)
    if long is not None:
        return say("Stop for good: recovery took {length:length}.", length=long)
    if stop is None and _reaches_hold(s, grade):
        read.value(s.label, STOP)
    return None


def earlier_stop(s: Situation) -> Text | None:
    """A grade of an event, in force no more, at which the label stops the treatment for good."""
    stop = s.label.get(STOP)
    high = [g for event in of_row(s, "neuro") for g in event.grades if stop is not None and g.grade >= stop.value]
    if not high:
        return None
    return say("It was grade {grade:number}, {at:time}: at that grade the label stops the treatment for good.",
               grade=high[0].grade, at=high[0].happened_at)  # fmt: skip


def _reaches_hold(s: Situation, grade: int) -> bool:
    """Whether a grade may be a hold: by the lowest the limit may be, and by any grade where it is not configured."""
    hold = grade_limit(s, "neuro.hold_from_grade", Consulted())
    return grade >= (1 if hold is None else hold[0])


def _graded_on_low(s: Situation, found: tuple[AdverseEvent, ...], read: Consulted) -> EventGraded | None:
    """The first grade at or above the label's on the low dose. A dose that cannot be told is noted as missing."""
    limit = s.label.get(LOW_DOSE)
    grades = sorted((g for event in found for g in event.grades), key=lambda g: g.happened_at)
    if limit is None:
        if any(_reaches_hold(s, graded.grade) for graded in grades):
            read.value(s.label, LOW_DOSE)
        return None
    for graded in grades:
        if graded.grade < limit.value:
            continue
        read.value(s.label, LOW_DOSE)
        low = on_low_dose(s, graded.happened_at)
        if low is None:
            read.lacks(say("which dose flowed at {at:time}", at=graded.happened_at))
        elif low:
            return graded
    return None


def neuro_restart(s: Situation) -> Finding:
    """Hold until grade 1 or less has lasted 3 days; then restart at the low dose.

    Source: label, dose adjustment. The newest grade must be at most 24 h old. After what stops the treatment there is
    no restart, and none can be told while that itself cannot be told: after a grade 4 no row that was read allows one
    where the label gives no stop grade.
    """
    rule = "neuro.restart"
    read = Consulted()
    read.cite(s.label, "neuro.for_days")
    pause = pause_for(s, "neuro", read)
    if pause is None and not read.missing:
        return read.clear(rule, "restart_not_yet", say("Not paused for a neurological event."))
    most, days = read.value(s.label, "neuro.restart_when_grade_at_most"), read.days(s.label, "neuro.for_days")
    untold = say("Whether a restart is allowed cannot be told.")
    if pause is None or most is None or days is None:
        return read.cannot_tell(rule, "restart_not_yet", untold)
    found = concerned(s, pause, int(most))
    watched = [event for event in found if event.open or event.key == pause.entry.event]
    saw = [seen(event, s.at) for event in watched]
    open_, fits = Consulted(), seizure_stop(s)
    if fits.answer == "fires" or pause_stops(s) or stopping(s, open_) or earlier_stop(s):
        return read.fires(rule, "restart_not_yet", say("No restart: a rule stops the treatment."), *saw)
    began = down_since(found, int(most))
    if began is None:
        says = say("Not yet: the event is above grade {most:number}.", most=most)
        return read.fires(rule, "restart_not_yet", says, *saw)
    if not current(s, watched, read):
        return read.cannot_tell(rule, "restart_not_yet", untold, *saw)
    lasted = since(began, s.at)
    if lasted < days:
        says = say("Not yet: grade {most:number} or less for {lasted:length}, wanted {days:number} days.",
                   most=most, lasted=lasted, days=days.days)  # fmt: skip
        return read.fires(rule, "restart_not_yet", says, *saw)
    for text in (*open_.missing, *(fits.missing if fits.saw else ())):
        read.lacks(text)
    _open_questions(s, read)
    if read.missing:
        return read.cannot_tell(rule, "restart_not_yet", untold, *saw)
    return allowed(s, rule, "neuro", pause, read, *saw)


def _open_questions(s: Situation, read: Consulted) -> None:
    """What leaves a restart open although all have recovered: a grade 4 without a row, ICANS without a CTCAE grade."""
    if s.label.get(STOP) is None and max(event.worst for event in of_row(s, "neuro")) >= GRADE_4:
        read.value(s.label, STOP)
    _icans_asks(s, read)


def concerned(s: Situation, pause: Pause, most: int) -> tuple[AdverseEvent, ...]:
    """The events whose recovery a restart waits for: the one of the pause, and every one that was above `most`."""
    return tuple(e for e in of_row(s, "neuro") if e.key == pause.entry.event or e.worst > most)


def down_since(found: tuple[AdverseEvent, ...], most: int) -> datetime | None:
    """Since when all of them have been at most `most`; None while one is above it."""
    runs = [well_since(event, most) for event in found]
    began = [run for run in runs if run is not None]
    return max(began) if len(began) == len(runs) else None
