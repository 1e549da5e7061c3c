"""Care around a restart and early in a course: premedication, supervision, escalation, calcineurin inhibitors."""

from __future__ import annotations

from datetime import timedelta

from blin21_desktop.domain.entries import DrugGiven, PauseReason, PremedicationGiven
from blin21_desktop.domain.findings import Finding
from blin21_desktop.domain.infusion import Course, Pause
from blin21_desktop.domain.moments import HOUR, day_number, since
from blin21_desktop.domain.text import Text, say
from blin21_desktop.rules.age_group import is_adult
from blin21_desktop.rules.consulted import Consulted
from blin21_desktop.rules.restart import came_back, in_words, longest, low_doses, where_read
from blin21_desktop.rules.situation import Situation
from blin21_desktop.rules.transplant import transplant_of


def _pause(s: Situation) -> Pause | None:
    return None if s.under_way is None else s.under_way.pause


def _paused(s: Situation, pause: Pause) -> tuple[timedelta, Text]:
    length = since(pause.start, s.at)
    return length, say("Paused for {length:length}, since {start:time}.", length=length, start=pause.start)


def pause_premedicate(s: Situation) -> Finding:
    """Japan: premedicate before every restart after an adverse reaction. US: after 4 hours or more off.

    Source: label, premedication. For children the US label says so in course 1 only. Charted since the pause began;
    what was charted as given before something else than a start, step or restart does not count.
    """
    rule = "pause.premedicate"
    read = Consulted()
    read.cite(s.label, "pause.premedicate")
    pause = _pause(s)
    if pause is None:
        return read.clear(rule, "premedicate", say("No restart lies ahead."))
    length, saw = _paused(s, pause)
    wanted = _wanted(s, pause, length, read)
    given = premedicated(s, pause)
    if given is not None:
        done = say("{drug} given {at:time}.", drug=given.drug, at=given.happened_at)
        return read.clear(rule, "premedicate", say("Premedication since the pause began is charted."), saw, done)
    if wanted is None:
        return read.cannot_tell(rule, "premedicate", say("Whether to premedicate cannot be told."), saw)
    if wanted:
        return read.fires(rule, "premedicate", say("Premedicate before the restart; nothing charted yet."), saw)
    return read.clear(rule, "premedicate", say("The label asks for no premedication before this restart."), saw)


def premedicated(s: Situation, pause: Pause) -> PremedicationGiven | None:
    """The newest premedication since the pause began that counts for the restart; None when none is charted."""
    given = [p for p in s.chart.all(PremedicationGiven, s.at) if p.happened_at >= pause.start and p.before != "other"]
    return given[-1] if given else None


def _wanted(s: Situation, pause: Pause, length: timedelta, read: Consulted) -> bool | None:
    rule = read.value(s.label, "pause.premedicate")
    if rule is None:
        return None
    if "reason" in rule:
        return bool(pause.entry.reason.value == rule["reason"])
    if length < rule["at_least_hours"] * HOUR:
        return False
    if s.course_number in rule["child_courses"]:
        return True
    return is_adult(s, read)


def pause_supervise(s: Situation) -> Finding:
    """After 4 hours or more off: restart under supervision or in hospital. Source: label of the US, dose adjustment."""
    rule = "pause.supervise"
    read = Consulted()
    read.cite(s.label, "pause.supervise_after_hours")
    pause = _pause(s)
    if pause is None:
        return read.clear(rule, "watch", say("No restart lies ahead."))
    length, saw = _paused(s, pause)
    limit = read.hours(s.label, "pause.supervise_after_hours")
    if limit is None:
        return read.cannot_tell(rule, "watch", say("Whether the restart needs supervision cannot be told."), saw)
    if length >= limit:
        return read.fires(rule, "watch", say("Restart under supervision or in hospital."), saw)
    says = say("Shorter than {limit:length}: no supervision asked for.", limit=limit)
    return read.clear(rule, "watch", says, saw)


def dose_escalate(s: Situation) -> Finding:
    """Restarted low: when the dose may go up again, if ever. Source: label, dose adjustment."""
    rule = "dose.escalate"
    read, unknown = Consulted(), Consulted()
    course = s.under_way
    restarted = course is not None and any(
        p.end is not None and p.entry.reason is PauseReason.ADVERSE_REACTION for p in course.pauses
    )
    if course is None or course.pause is not None or not restarted:
        where_read(s, read, unknown)
        return read.clear(rule, "note", say("No restart after an adverse reaction in this course, or paused."))
    lows = low_doses(s, read, unknown)
    where_read(s, read, unknown)
    saw = [in_words(low) for low in lows]
    if not lows:
        if not unknown.missing:
            return read.clear(rule, "note", say("No low dose after a restart is in the label file."))
        read.lacks_of(unknown)
        return read.cannot_tell(rule, "note", say("When the dose may go up cannot be told."))
    until = longest(lows).until
    if until is None:
        return read.fires(rule, "note", say("The label says not to raise the dose after this restart."), *saw)
    came_back(lows, read)
    read.lacks_of(unknown)
    if s.at < until:
        return read.fires(rule, "note", say("The dose may go up from {until:time}, not before.", until=until), *saw)
    if read.missing:
        return read.cannot_tell(rule, "note", say("When the dose may go up cannot be told."), *saw)
    says = say("The days at the low dose are over: the dose may go up, if the physician so decides.")
    return read.fires(rule, "note", says, *saw)


DRUGS = (
    *("ciclosporin", "cyclosporin", "tacrolimus", "シクロスポリン", "タクロリムス"),
    *("neoral", "sandimmun", "prograf", "graceptor", "fk506", "fk-506", "csa"),
    *("ネオーラル", "サンディミュン", "プログラフ", "グラセプター"),
)
"""Calcineurin inhibitors by the names and short forms they are charted with."""


def calcineurin_watch(s: Situation) -> Finding:
    """On ciclosporin or tacrolimus in the label's first days of a course: watch the levels.

    Source: label of the US, interactions. As charted with the transplant or given since; a stop is not known here. A
    transplant without any prophylaxis charted is not one without prophylaxis.
    """
    rule = "calcineurin.watch"
    read = Consulted()
    read.cite(s.label, "watch.calcineurin_days")
    if s.under_way is None:
        return read.clear(rule, "watch", say("No course is under way."))
    transplant = transplant_of(s.chart, s.at)
    given = [d.drug for d in s.chart.all(DrugGiven, s.at) if d.class_ == "immunosuppressant"]
    charted = [*(() if transplant is None else transplant.gvhd_prophylaxis), *given]
    taken = [name for name in charted if any(drug in name.casefold() for drug in DRUGS)]
    if not charted:
        read.lacks(say("the transplant with its prophylaxis"))
        return read.cannot_tell(rule, "watch", say("Whether a calcineurin inhibitor is taken cannot be told."))
    if not taken:
        return read.clear(rule, "watch", say("No calcineurin inhibitor is charted."),
                          *(say("{drug}, as charted.", drug=name) for name in charted))  # fmt: skip
    return _in_first_days(s, s.under_way, say("{drug}, as charted.", drug=taken[-1]), read)


def _in_first_days(s: Situation, course: Course, saw: Text, read: Consulted) -> Finding:
    rule = "calcineurin.watch"
    days = read.value(s.label, "watch.calcineurin_days")
    last = None if days is None else days.get(f"course_{course.number}")
    if last is None:
        if days is not None:
            read.lacks(say("the days of course {number:number}", number=course.number))
        return read.cannot_tell(rule, "watch", say("Whether its level needs watching cannot be told."), saw)
    day = day_number(since(course.started_at, s.at))
    if day <= last:
        says = say("Day {day:number} of the label's first {last:number}: watch its level.", day=day, last=last)
        return read.fires(rule, "watch", says, saw)
    return read.clear(rule, "watch", say("After the label's first {last:number} days.", last=last), saw)
