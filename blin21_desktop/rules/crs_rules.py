"""What the label does about cytokine release: hold, stop, and when the drug may go on.

Source: label, dose adjustment.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from blin21_desktop.domain.findings import Action, Finding
from blin21_desktop.domain.moments import HOUR, since
from blin21_desktop.domain.text import Text, say
from blin21_desktop.rules.age_group import grade_limit
from blin21_desktop.rules.consulted import Consulted
from blin21_desktop.rules.crs import CTCAE
from blin21_desktop.rules.gradings import crs_gradings
from blin21_desktop.rules.in_force import CrsInForce, crs_now
from blin21_desktop.rules.reaction import pause_for
from blin21_desktop.rules.restart_dose import allowed, pause_stops
from blin21_desktop.rules.situation import Situation

HOLD, STOP = "crs.hold_from_grade", "crs.stop_from_grade"
HIGHEST = 4
"""What a check that cannot be graded at all may be at most: grade 5 never follows from findings."""


@dataclass(frozen=True, slots=True)
class Seen:
    """The grade in force as the rules see it: at least `low`, at most `high`.

    `ungraded`: why these differ. `stale`: why it does not tell about now.
    """

    found: CrsInForce
    low: int
    high: int
    words: Text
    ungraded: tuple[Text, ...] = ()
    stale: tuple[Text, ...] = ()


def crs_hold(s: Situation) -> Finding:
    """CRS of the label's grade or more (Japan: adult 3, child 2; US: 3): interrupt until it has recovered.

    Source: label, dose adjustment. A grade at or above the limit is at least a hold.
    """
    return _at_limit(s, "crs.hold", "hold", HOLD, say("Interrupt the infusion: CRS of this grade."))


def crs_stop(s: Situation) -> Finding:
    """CRS of grade 4: stop the treatment for good. Source: label, dose adjustment.

    The grade is the one in force; that an earlier one was a stop is said.
    """
    return _at_limit(s, "crs.stop", "stop", STOP, say("Stop for good: CRS of this grade."))


def _at_limit(s: Situation, rule: str, action: Action, key: str, says: Text) -> Finding:
    """Old or not graded is never below the limit; at or above it, also by its lower bound, a grade counts."""
    read = Consulted()
    read.cite(s.label, key)
    if s.under_way is None:
        return read.clear(rule, action, say("No course is under way."))
    ages = Consulted()
    limits = grade_limit(s, key, ages)
    read.take(ages)
    seen = crs_seen(s, read)
    untold = say("Whether CRS asks for this cannot be told.")
    if limits is None or seen is None:
        read.lacks_of(ages)
        return read.cannot_tell(rule, action, untold, *([] if seen is None else [seen.words]))
    saw = [seen.words, *_earlier(s, seen, action)]
    if seen.low >= limits[1]:
        return read.fires(rule, action, says, *saw)
    if seen.high < limits[0] and not seen.stale:
        return read.clear(rule, action, say("CRS is below the label's grade."), *saw)
    for text in (*seen.stale, *seen.ungraded):
        read.lacks(text)
    if seen.high >= limits[0]:
        read.lacks_of(ages)
    return read.cannot_tell(rule, action, untold, *saw)


def _earlier(s: Situation, seen: Seen, action: Action) -> list[Text]:
    """That CRS, lower or not told now, was once of a grade that stops the treatment."""
    stop, worst = s.label.get(STOP), worst_crs(s)
    if action != "stop" or stop is None or worst is None or worst < stop.value or seen.low >= stop.value:
        return []
    return [say("CRS was grade {grade:number}: at that grade the label stops the treatment for good.", grade=worst)]


def crs_seen(s: Situation, read: Consulted) -> Seen | None:
    """The grade in force with its age; None, with what is missing noted, when CRS was never looked at.

    How old it may be is the ward's own limit; where that is not configured no grade tells about now.
    """
    found = crs_now(s)
    if found is None:
        read.lacks(say("a CRS check"))
        return None
    aged = Consulted()
    limit = aged.value(s.protocol, "checks.old_after_hours")
    read.take(aged)
    age = since(found.entry.happened_at, s.at)
    if limit is not None and age > limit["crs"] * HOUR:
        aged.lacks(say("a CRS check that is not older than the ward's limit"))
    low, high, ungraded = _bounds(found)
    shown = say("not graded") if found.grade is None else say("grade {grade:number}", grade=found.grade)
    words = say("CRS {grade} (CTCAE), charted {when:time}, {age:length} ago.",
                grade=shown, when=found.entry.happened_at, age=age)  # fmt: skip
    return Seen(found, low, high, words, ungraded=ungraded, stale=tuple(aged.missing))


def _bounds(found: CrsInForce) -> tuple[int, int, tuple[Text, ...]]:
    if found.grade is not None:
        return found.grade, found.grade, ()
    graded = found.graded.get(CTCAE)
    if graded is None:
        return 0, HIGHEST, (say("{key:parameter} is not configured", key=CTCAE),)
    return graded.at_least, graded.at_most, graded.missing


def crs_restart(s: Situation) -> Finding:
    """After CRS: hold until it has recovered; then restart low, and up again from restart day 8 without recurrence.

    Source: label, dose adjustment. After a grade that stops the treatment there is no restart; after a check that may
    have been one, or where the stop grade is not configured, none can be told.
    """
    rule, most_key = "crs.restart", "crs.restart_when_grade_at_most"
    read = Consulted()
    read.cite(s.label, most_key)
    pause = pause_for(s, "crs", read)
    if pause is None and not read.missing:
        return read.clear(rule, "restart_not_yet", say("Not paused for CRS."))
    untold = say("Whether a restart is allowed cannot be told.")
    most = read.value(s.label, most_key)
    seen = None if pause is None else crs_seen(s, read)
    if pause is None or most is None or seen is None:
        return read.cannot_tell(rule, "restart_not_yet", untold, *([] if seen is None else [seen.words]))
    stop, worst = s.label.get(STOP), worst_crs(s)
    if stop is not None and worst is not None and worst >= stop.value:
        read.value(s.label, STOP)
        says = say("No restart: CRS reached grade {grade:number}, which stops the treatment.", grade=worst)
        return read.fires(rule, "restart_not_yet", says, seen.words)
    if pause_stops(s):
        return read.fires(rule, "restart_not_yet", say("No restart: a rule stops the treatment."), seen.words)
    if seen.low > most:
        says = say("Not yet: CRS has not recovered to grade {most:number}.", most=most)
        return read.fires(rule, "restart_not_yet", says, seen.words)
    read.value(s.label, STOP)
    for text in (*seen.stale, *(seen.ungraded if seen.high > most else ())):
        read.lacks(text)
    for at in [] if stop is None else _may_have_reached(s, stop.value):
        read.lacks(say("the grade of the CRS check of {at:time}: it may have stopped the treatment", at=at))
    if read.missing:
        return read.cannot_tell(rule, "restart_not_yet", untold, seen.words)
    return allowed(s, rule, "crs", pause, read, seen.words)


def worst_crs(s: Situation) -> int | None:
    """The highest CRS grade of the whole treatment; None when nothing was graded."""
    found = crs_gradings(s.chart, s.at, s.scales)
    return max((one.grade for one in found if one.grade is not None), default=None)


def _may_have_reached(s: Situation, stop: int) -> list[datetime]:
    """When checks were done that are not graded and may have been of the stop grade."""
    found = []
    for one in crs_gradings(s.chart, s.at, s.scales):
        highest = HIGHEST if one.graded is None else one.graded.at_most
        if one.grade is None and highest >= stop:
            found.append(one.entry.happened_at)
    return found
