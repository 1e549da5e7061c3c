"""What the label does about other adverse reactions (hepatic, infection, other): hold, stop, restart.

Not haematological events and not GVHD: no row that could be read speaks of them. Source: label, dose adjustment.
"""

from __future__ import annotations

from blin21_desktop.domain.findings import Action, Finding
from blin21_desktop.domain.infusion import Pause
from blin21_desktop.domain.text import Text, say
from blin21_desktop.rules.age_group import grade_limit
from blin21_desktop.rules.consulted import Consulted
from blin21_desktop.rules.events import AdverseEvent
from blin21_desktop.rules.reaction import GRADE_4, current, of_row, pause_for, seen, too_long
from blin21_desktop.rules.restart_dose import allowed, pause_stops
from blin21_desktop.rules.situation import Situation

NOTHING = say("No open event of this kind.")


def other_hold(s: Situation) -> Finding:
    """Another adverse reaction of grade 3: interrupt until it is grade 1 or less. Source: label, a summary of 2015."""
    rule, key = "other.hold", "other.hold_from_grade"
    read = Consulted()
    read.cite(s.label, key)
    ongoing = _ongoing(s)
    if s.under_way is None or not ongoing:
        return read.clear(rule, "hold", NOTHING if s.under_way else say("No course is under way."))
    saw = [seen(event, s.at) for event in ongoing]
    ages = Consulted()
    limits = grade_limit(s, key, ages)
    read.take(ages)
    grade = ongoing[0].newest.grade
    if limits is not None and grade >= limits[1]:
        return read.fires(rule, "hold", say("Interrupt the infusion: adverse reaction of this grade."), *saw)
    if limits is None or grade >= limits[0]:
        read.lacks_of(ages)
        return read.cannot_tell(rule, "hold", say("Whether this reaction asks for a hold cannot be told."), *saw)
    return read.clear(rule, "hold", say("The reaction is below the label's grade."), *saw)


def _ongoing(s: Situation) -> tuple[AdverseEvent, ...]:
    return tuple(event for event in of_row(s, "other") if event.open)


def other_stop(s: Situation) -> Finding:
    """Grade 4: consider stopping. Longer than 14 days to recover: stop. Source: label, a summary of 2015."""
    rule = "other.stop"
    read = Consulted()
    read.cite(s.label, "other.grade_4")
    found = of_row(s, "other")
    if s.under_way is None or not found:
        return read.clear(rule, "consider_stopping", NOTHING if s.under_way else say("No course is under way."))
    saw = [seen(event, s.at) for event in found if event.open]
    long = too_long(s, found, "other", read)
    if long is not None:
        return read.fires(rule, "stop", say("Stop for good: recovery took {length:length}.", length=long), *saw)
    if any(event.newest.grade >= GRADE_4 for event in found):
        four: Action | None = read.value(s.label, "other.grade_4")
        if four is not None:
            return read.fires(rule, four, say("Adverse reaction of grade 4."), *saw)
    if read.missing:
        says = say("Whether this reaction stops the treatment cannot be told.")
        return read.cannot_tell(rule, "consider_stopping", says, *saw)
    return read.clear(rule, "consider_stopping", say("No reaction that stops the treatment."), *saw, *_was_4(found))


def _was_4(found: tuple[AdverseEvent, ...]) -> list[Text]:
    """The first grade 4 of each event that is lower now."""
    first = [(event.names, next((g for g in event.grades if g.grade >= GRADE_4), None)) for event in found]
    return [say("{term}: was grade {grade:number}, {at:time}.", term=names, grade=g.grade, at=g.happened_at)
            for names, g in first if g is not None]  # fmt: skip


def watched_for(s: Situation, pause: Pause) -> list[AdverseEvent]:
    """The events a restart looks at: the one of the pause, and every one that is open."""
    return [event for event in of_row(s, "other") if event.open or event.key == pause.entry.event]


def telling(watched: list[AdverseEvent], pause: Pause, most: int) -> list[AdverseEvent]:
    """Those whose newest grade tells of a recovery: the one of the pause, and every one that was above `most`."""
    return [event for event in watched if event.worst > most or event.key == pause.entry.event]


def other_restart(s: Situation) -> Finding:
    """Another adverse reaction, once it is grade 1 or less: restart low. Source: label, a summary of 2015.

    How old the grade may be is not said for these; as for a neurological event it is at most 24 h. An event that was
    of grade 4 is said beside the answer, since the label asks to consider stopping; where the label says "stop", or
    what stops the treatment cannot be told, there is no restart.
    """
    rule, most_key = "other.restart", "other.restart_when_grade_at_most"
    read = Consulted()
    read.cite(s.label, most_key)
    pause = pause_for(s, "other", read)
    if pause is None and not read.missing:
        return read.clear(rule, "restart_not_yet", say("Not paused for another adverse reaction."))
    untold = say("Whether a restart is allowed cannot be told.")
    most = read.value(s.label, most_key)
    if pause is None or most is None:
        return read.cannot_tell(rule, "restart_not_yet", untold)
    found = of_row(s, "other")
    watched = watched_for(s, pause)
    was_4 = _was_4(found)
    saw = [*(seen(event, s.at) for event in watched), *was_4]
    open_ = Consulted()
    four = open_.value(s.label, "other.grade_4") if was_4 else None
    if too_long(s, found, "other", open_) is not None or four == "stop" or pause_stops(s):
        return read.fires(rule, "restart_not_yet", say("No restart: a rule stops the treatment."), *saw)
    if any(event.newest.grade > most for event in watched):
        says = say("Not yet: the event is above grade {most:number}.", most=most)
        return read.fires(rule, "restart_not_yet", says, *saw)
    current(s, telling(watched, pause, int(most)), read)
    read.lacks_of(open_)
    if read.missing:
        return read.cannot_tell(rule, "restart_not_yet", untold, *saw)
    return allowed(s, rule, "other", pause, read, *saw)
