"""A second opinion on the toxicity rules: flat tables written from the parameters page, sections 1 to 3.

It knows no program code and no knowledge file. A `Case` says in plain words what is charted; `answers` looks the rows
up. Ages and lengths are whole seconds before the moment looked at. "f" fires, "c" clear, "?" cannot be told.

Where the page is silent the row is the one that never claims safety; such rows are marked SILENT.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

HOUR, DAY = 3600, 86_400

Series = tuple[tuple[int, int], ...]
"""Grades of one event: (age in seconds, grade), oldest first."""


class Event(NamedTuple):
    """One adverse event: its key, its category, its grades."""

    key: str
    category: str
    grades: Series


class Check(NamedTuple):
    """One neurological check: its age, ICANS, and whether a seizure was seen."""

    age: int
    icans: int
    seizure: bool = False


class Case(NamedTuple):
    """What is charted. `crs`: checks as (age, lowest, highest grade); `pause`: what it is for, and its length."""

    label: str
    years: int
    kg: float
    dose: str
    state: str
    pause: str
    paused: int
    crs: tuple[tuple[int, int, int], ...]
    events: tuple[Event, ...]
    checks: tuple[Check, ...]


STARTED, STEPPED = 30 * DAY, 23 * DAY
"""How long ago the course began, and how long ago the full dose, where the case has a step."""

#                          grade 0 1 2 3 4 5
HOLD = {
    ("jp", "adult"): "cccfff",
    ("jp", "child"): "ccffff",
    ("us", "adult"): "cccfff",
    ("us", "child"): "cccfff",
}
CRS_STOP = "ccccff"
NEURO_STOP = {  # Japan has no row: a grade that is a hold may be a stop
    ("jp", "adult"): "ccc???",
    ("jp", "child"): "cc????",
    ("us", "adult"): "ccccff",
    ("us", "child"): "ccccff",
}
OTHER_HOLD = {"jp": "c?????", "us": "cccfff"}
OTHER_STOP = {"jp": "??????", "us": "ccccff"}
RECOVERY_STOPS_FROM = {"jp": 8 * DAY, "us": 7 * DAY + 1}
OTHER_RECOVERY_STOPS_FROM = 14 * DAY + 1
PAUSE_STOPS_FROM = 14 * DAY + 1
NEURO_DAYS, NEWEST_AT_MOST, CHECK_AT_MOST, NEAR = 3 * DAY, 24 * HOUR, 12 * HOUR, 12 * HOUR
SEIZURES = 2

ROW = {"crs": "crs", "neurologic": "neuro", "seizure": "neuro", "hepatic": "other", "infection": "other",
       "other": "other", "gvhd": None, "haematologic": None}  # fmt: skip
WORD = {"f": "fires", "c": "clear", "?": "cannot_tell"}


def group(case: Case) -> tuple[str, str]:
    """Label and age group: adults from 18."""
    return case.label, "adult" if case.years >= 18 else "child"


def of_row(case: Case, row: str) -> list[Event]:
    """The events of one row of the label."""
    return [event for event in case.events if ROW[event.category] == row]


def newest(event: Event) -> tuple[int, int]:
    """Age and grade of the newest grade."""
    return event.grades[-1]


def in_force(events: list[Event]) -> int:
    """The highest newest grade; an event graded 0 is over."""
    return max((newest(event)[1] for event in events), default=0)


def worst(events: list[Event]) -> int:
    """The highest grade ever."""
    return max((grade for event in events for _, grade in event.grades), default=0)


def answers(case: Case) -> Iterator[tuple[str, str]]:
    """Rule -> what it must answer; with the action where a rule has several."""
    if case.state == "ended":
        for rule in ("crs.hold", "crs.stop", "neuro.hold", "neuro.stop", "other.hold", "other.stop"):
            yield rule, "clear"
        for row in ("crs", "neuro", "other"):
            yield f"{row}.restart", "clear"
    else:
        yield from _crs(case)
        yield from _neuro(case)
        yield from _other(case)
    yield "seizure.stop", "fires" if seizures(case) >= SEIZURES else "clear"


def _crs(case: Case) -> Iterator[tuple[str, str]]:
    seen = sorted(
        [*case.crs, *((age, grade, grade) for event in of_row(case, "crs") for age, grade in event.grades)],
        reverse=True,
    )
    if not seen:
        yield from (("crs.hold", "cannot_tell"), ("crs.stop", "cannot_tell"))
        yield "crs.restart", {"crs": "cannot_tell", "unknown": "cannot_tell"}.get(paused_for(case), "clear")
        return
    age, low, high = seen[-1]
    for rule, row in (("crs.hold", HOLD[group(case)]), ("crs.stop", CRS_STOP)):
        sure = row[low] == "f" or (row[high] == "c" and age <= CHECK_AT_MOST)
        yield rule, WORD[row[low]] if sure else "cannot_tell"
    yield "crs.restart", _crs_restart(case, seen)


def _crs_restart(case: Case, seen: list[tuple[int, int, int]]) -> str:
    age, low, high = seen[-1]
    if paused_for(case) != "crs":
        return "cannot_tell" if paused_for(case) == "unknown" else "clear"
    if any(lowest >= 4 for _, lowest, _ in seen) or pause_stops(case) or low > 0:
        return "restart_not_yet"
    if age > CHECK_AT_MOST or high > 0:
        return "cannot_tell"
    maybe_4 = any(lowest < 4 <= highest for _, lowest, highest in seen)
    return "cannot_tell" if maybe_4 else "restart_allowed"  # SILENT: a check that may have been grade 4


def paused_for(case: Case) -> str:
    """The row a pause for an adverse reaction belongs to; "unknown" where its event was never graded; else ""."""
    if case.state != "paused" or case.pause == "line":
        return ""
    found = [event for event in case.events if event.key == case.pause]
    return ROW[found[0].category] or "no row" if found else "unknown"


def pause_stops(case: Case) -> bool:
    """Japan: an interruption for an adverse reaction of more than 14 days."""
    return case.label == "jp" and case.paused >= PAUSE_STOPS_FROM  # asked of pauses for reactions only


def _neuro(case: Case) -> Iterator[tuple[str, str]]:
    events = of_row(case, "neuro")
    grade = in_force(events)
    check = case.checks[-1] if case.checks else None
    graded = not asks_for_grade(case)
    told = check is not None and check.age <= CHECK_AT_MOST and graded
    hold = HOLD[group(case)][grade]
    yield "neuro.hold", "fires" if hold == "f" else "clear" if told else "cannot_tell"
    row = NEURO_STOP[group(case)][grade]
    if row == "f" or _neuro_stops(case):
        yield "neuro.stop", "fires"
    else:  # SILENT on an ICANS without a grade for this rule: as for the hold
        yield "neuro.stop", "clear" if row == "c" and graded else "cannot_tell"
    yield "neuro.restart", _neuro_restart(case)


def asks_for_grade(case: Case) -> bool:
    """ICANS of 2 or more and no CTCAE grade within the same 12 h; SILENT: an event over before does not answer."""
    if not case.checks or case.checks[-1].icans < 2:
        return False
    at = case.checks[-1].age
    for event in of_row(case, "neuro"):
        if any(0 <= at - age <= NEAR for age, _ in event.grades):
            return False
        before = [(age, grade) for age, grade in event.grades if age > at]
        if before and before[-1][1] > 0 and before[-1][0] - at <= NEAR:
            return False
    return True


def low_at(case: Case, age: int) -> bool:
    """Whether the low dose flowed, or had flowed last, so many seconds ago."""
    return age <= STARTED and (case.dose == "low" or (case.dose == "stepped" and age > STEPPED))


def _neuro_stops(case: Case) -> bool:
    """On the low dose, or by a recovery that took too long."""
    events = of_row(case, "neuro")
    on_low = any(grade >= 3 and low_at(case, age) for event in events for age, grade in event.grades)
    hold_from = HOLD[group(case)].index("f")
    return on_low or any(recovery(event, hold_from) >= RECOVERY_STOPS_FROM[case.label] for event in events)


def recovery(event: Event, hold_from: int) -> int:
    """The longest time from a first grade at or above the hold grade to the first later one of at most 1, or to now."""
    longest = 0
    began: int | None = None
    for age, grade in event.grades:
        if began is None and grade >= hold_from:
            began = age
        if began is not None and grade <= 1:
            longest, began = max(longest, began - age), None
    return longest if began is None else max(longest, began)


def _neuro_restart(case: Case) -> str:
    target, events = paused_for(case), of_row(case, "neuro")
    if target != "neuro":
        return "cannot_tell" if target == "unknown" else "clear"
    ended = case.label == "us" and worst(events) >= 4
    if seizures(case) >= SEIZURES or _neuro_stops(case) or ended or pause_stops(case) or in_force(events) > 1:
        return "restart_not_yet"
    waits = [event for event in events if event.key == case.pause or worst([event]) > 1]
    if any(newest(e)[0] > NEWEST_AT_MOST for e in waits if e.key == case.pause or newest(e)[1] > 0):
        return "cannot_tell"
    if min(down_for(event) for event in waits) < NEURO_DAYS:
        return "restart_not_yet"
    no_row = case.label == "jp" and worst(events) >= 4  # SILENT: no row of Japan for grade 4 was read
    return "cannot_tell" if no_row or asks_for_grade(case) or case.kg < 45 else "restart_allowed"


def down_for(event: Event) -> int:
    """For how long all grades have been at most 1."""
    length = 0
    for age, grade in reversed(event.grades):
        if grade > 1:
            break
        length = age
    return length


def seizures(case: Case) -> int:
    """Events of the category seizure, and checks that saw one not within 24 h of one counted."""
    counted = []
    for event in case.events:
        graded = [age for age, grade in event.grades if grade >= 1]
        if event.category == "seizure" and graded:
            counted.append(graded[0])
    for check in case.checks:
        if check.seizure and min((abs(check.age - age) for age in counted), default=DAY + 1) > DAY:
            counted.append(check.age)
    return len(counted)


def _other(case: Case) -> Iterator[tuple[str, str]]:
    events = of_row(case, "other")
    grade, ever = in_force(events), worst(events)
    yield "other.hold", WORD[OTHER_HOLD[case.label][grade]]
    long = case.label == "us" and any(recovery(event, 3) >= OTHER_RECOVERY_STOPS_FROM for event in events)
    four = {"f": "consider_stopping", "c": "clear", "?": "cannot_tell"}[OTHER_STOP[case.label][grade]]
    yield "other.stop", "stop" if long else four if ever else "clear"
    target = paused_for(case)
    if target != "other":
        yield "other.restart", "cannot_tell" if target == "unknown" else "clear"
    elif case.label == "jp":
        yield "other.restart", "cannot_tell"  # no row was read
    elif long or grade > 1:
        yield "other.restart", "restart_not_yet"
    else:
        [event] = events
        fresh = newest(event)[0] <= NEWEST_AT_MOST  # SILENT: as for a neurological event
        yield "other.restart", "restart_allowed" if fresh else "cannot_tell"
