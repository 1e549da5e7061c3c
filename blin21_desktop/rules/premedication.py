"""Premedication: dexamethasone before a start and before the step, as the label in force asks for it.

Premedication before a restart is another rule (`pause.premedicate`). Given is what was charted as given before just
this, in the 24 hours before it; which drug it was stands in the entry and is not judged.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from blin21_desktop.domain.entries import PremedicationGiven
from blin21_desktop.domain.findings import Finding
from blin21_desktop.domain.moments import later, since
from blin21_desktop.domain.once import once
from blin21_desktop.domain.text import Text, say
from blin21_desktop.rules.consulted import Consulted
from blin21_desktop.rules.schedule import anchors
from blin21_desktop.rules.situation import Situation
from blin21_desktop.rules.step import step_ahead, step_due

Before = Literal["start", "step"]
State = Literal["upcoming", "due", "given", "missed", "cannot_tell"]
_KEY, _WINDOW, _SOON = "premedication.dexamethasone", "program.premedication_within_hours", "program.due_within_hours"


@dataclass(frozen=True, slots=True, kw_only=True)
class Premedication:
    """What must be given before the start or the step, and how that stands.

    `at`: when the start or step is planned, or was (`done_at`: it was, then). `missed`: it was made and nothing is
    charted in the 24 h before. `dose` says what the label gives, or that it gives none. `missing`: why it cannot be
    told.
    """

    before: Before
    state: State
    at: datetime | None
    done_at: datetime | None = None
    dose: Text
    given: tuple[PremedicationGiven, ...] = ()
    missing: tuple[Text, ...] = ()


@once
def premedications(s: Situation) -> tuple[Premedication, ...]:
    """Every premedication that the label asks for in the course under way or to come; start first.

    Nothing before a start that nobody ordered, and nothing before a step that no longer lies ahead.
    """
    found = (_start(s, Consulted()), _step(s, Consulted()))
    return tuple(each for each in found if each is not None)


def _start(s: Situation, read: Consulted) -> Premedication | None:
    course = s.under_way
    order = s.ordered or s.coming_order
    if course is not None:
        return _stands(s, "start", course.started_at, course.started_at, read)
    return None if order is None else _stands(s, "start", order.from_, None, read)


def _step(s: Situation, read: Consulted) -> Premedication | None:
    step = step_due(s)
    if step.done:
        risen = anchors(s, "step")
        return _stands(s, "step", risen[0], risen[0], read)
    ahead = step_ahead(s)
    if ahead is None and not (step.missing and s.under_way is not None):
        return None
    for text in step.missing:
        read.lacks(text)
    return _stands(s, "step", ahead, None, read)


def _stands(
    s: Situation, before: Before, at: datetime | None, done_at: datetime | None, read: Consulted
) -> Premedication | None:
    """How one premedication stands; None when the label does not ask for it."""
    wanted, dose = asked(s, before, read)
    within = read.hours(s.protocol, _WINDOW)
    if wanted is False:
        return None
    if read.missing or at is None or within is None:
        return Premedication(
            before=before, state="cannot_tell", at=at, done_at=done_at, dose=dose, missing=tuple(read.missing)
        )
    until = done_at or max(at, s.at)
    charted = [p for p in s.chart.all(PremedicationGiven, min(until, s.at)) if p.before == before]
    given = tuple(p for p in charted if since(p.happened_at, until) <= within)
    state: State = "given" if given else "missed"
    if not given and done_at is None:
        soon = Consulted().hours(s.protocol, _SOON)
        state = "due" if s.at > at or (soon is not None and since(s.at, at) <= soon) else "upcoming"
    return Premedication(before=before, state=state, at=at, done_at=done_at, dose=dose, given=given)


def asked(s: Situation, before: Before, read: Consulted) -> tuple[bool | None, Text]:
    """Whether the label asks for it, and the dose in words; None when that cannot be told (`read` says why).

    Source: label of Japan 7.1, before the first dose and the step, no dose in the text read. Label of the United
    States: adults before each course and the step, children before course 1 and the step; which age separates them is
    not given, and matters only where the two differ.
    """
    rule = read.value(s.label, _KEY)
    if rule is None:
        return None, say("The dose cannot be told.")
    if "before" in rule:
        return before in rule["before"], say("dexamethasone; the text read gives no dose: as the physician ordered")
    groups = {group: _in(rule[group]["before"], before, s.course_number) for group in ("adult", "child")}
    limit, years = s.label.get("age.adult_years"), s.age_years
    if limit is not None and years is not None:
        group = "adult" if years >= limit.value else "child"
        return groups[group], _dose(rule, group)
    if groups["adult"] != groups["child"]:
        read.value(s.label, "age.adult_years")
        return None, _dose(rule, None)
    return groups["adult"], _dose(rule, None)


def _in(words: list[str], before: Before, course: int) -> bool:
    """Whether the label's words for an age group name this start or step."""
    return "step" in words if before == "step" else "course" in words or f"course_{course}" in words


def _dose(rule: dict[str, Any], group: str | None) -> Text:
    adult = say("dexamethasone {mg:number} mg", mg=rule["adult"]["mg"])
    child = say(
        "dexamethasone {each:number} mg/m², at most {most:number} mg",
        each=rule["child"]["mg_per_m2"],
        most=rule["child"]["max_mg"],
    )
    if group is None:
        return say(
            "adults: {adult}; children: {child}; from which age is not configured, as the physician ordered",
            adult=adult,
            child=child,
        )
    return adult if group == "adult" else child


def before_start(s: Situation) -> Finding:
    """Premedication before the first dose of a course. Source: label, premedication; said from 24 h before."""
    return _rule(s, "premedication.start", "start")


def before_step(s: Situation) -> Finding:
    """Premedication before the step. Source: label, premedication; said from 24 h before."""
    return _rule(s, "premedication.step", "step")


def _rule(s: Situation, rule: str, before: Before) -> Finding:
    read = Consulted()
    found = _start(s, read) if before == "start" else _step(s, read)
    if not read.cites:
        read.cite(s.label, _KEY)
    if found is None:
        return read.clear(rule, "premedicate", say("No such premedication lies ahead."))
    if found.state == "cannot_tell" or found.at is None:
        return read.cannot_tell(rule, "premedicate", say("Whether premedication is needed cannot be told."))
    saw = [say("Premedication: {dose}.", dose=found.dose)]
    if found.state == "given":
        last = found.given[-1]
        says = say("Given: {drug}, {mg:number} mg, {at:time}.", drug=last.drug, mg=last.dose_mg, at=last.happened_at)
        return read.clear(rule, "premedicate", says, *saw)
    within = Consulted().hours(s.protocol, _WINDOW)
    if found.done_at is not None:
        words = {
            "start": say("Started {at:time}; no premedication is charted before it.", at=found.done_at),
            "step": say("Step made {at:time}; no premedication is charted before it.", at=found.done_at),
        }
        lately = within is not None and since(found.done_at, s.at) <= within
        return (read.fires if lately else read.clear)(rule, "watch", words[before], *saw)
    words = {
        "start": say("Premedication before the start, {at:time}.", at=found.at),
        "step": say("Premedication before the step, {at:time}.", at=found.at),
    }
    near = within is not None and s.at >= later(found.at, -within)
    return (read.fires if near else read.clear)(rule, "premedicate", words[before], *saw)
