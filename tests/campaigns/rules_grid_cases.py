"""The grid's axes, and a case of it as entries of a chart. What is looked at lies 40 days after the zero of tests."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from blin21_desktop.domain.chart import Chart
from blin21_desktop.domain.entries import Entry, PauseReason
from blin21_desktop.rules.situation import Situation
from tests import making
from tests.rules.decision_table import DAY, HOUR, STARTED, STEPPED, Case, Check, Event
from tests.rules.looking import KNOWLEDGE

NOW = making.AT + timedelta(days=40)
LABELS = {"jp": "jp-pi-2021", "us": "us-pi-2025"}
DOSES = {45.0: (9.0, 28.0), 44.9: (6.8, 20.5)}
"""Low and full dose (microgram/day) as charted: fixed, and per m2 with 150 cm."""

Crs = tuple[tuple[tuple[int, int, int], ...], tuple[Event, ...]]
PAUSES = [("ended", "", 0), ("running", "", 0), ("paused", "line", 4 * HOUR)] + [
    ("paused", key, length) for key in ("c1", "n1", "o1", "nothing") for length in (3 * DAY, 14 * DAY, 14 * DAY + 1)
]


def _c1(*grades: tuple[int, int]) -> tuple[Event, ...]:
    return (Event("c1", "crs", grades),)


def _n1(*grades: tuple[int, int], category: str = "neurologic") -> tuple[Event, ...]:
    return (Event("n1", category, grades),)


def _n2(*grades: tuple[int, int]) -> Event:
    return Event("n2", "neurologic", grades)


CRS: list[Crs] = [
    ((), ()),
    (((HOUR, 0, 0),), ()),
    (((12 * HOUR, 0, 0),), _c1((5 * DAY, 2))),
    (((12 * HOUR + 1, 0, 0),), _c1((5 * DAY, 3))),
    (((HOUR, 0, 0),), _c1((5 * DAY, 4))),
    ((), _c1((2 * HOUR, 1))),
    ((), _c1((13 * HOUR, 2))),
    ((), _c1((2 * HOUR, 3))),
    ((), _c1((2 * HOUR, 4))),
    (((HOUR, 2, 3),), _c1((5 * DAY, 2))),
    (((2 * DAY, 3, 4), (HOUR, 0, 0)), _c1((5 * DAY, 2))),
]
NEURO: list[tuple[Event, ...]] = [
    (),
    _n1((13 * HOUR, 1)),
    _n1((HOUR, 2)),
    _n1((HOUR, 3)),
    _n1((HOUR, 4)),
    _n1((25 * DAY, 3), (24 * DAY, 0), (HOUR, 0)),
    _n1((5 * DAY, 3), (72 * HOUR, 1), (24 * HOUR, 1)),
    _n1((5 * DAY, 3), (72 * HOUR - 1, 1), (HOUR, 1)),
    _n1((5 * DAY, 3), (4 * DAY, 1), (24 * HOUR + 1, 1)),
    _n1((20 * DAY, 2), (12 * DAY, 1), (HOUR, 0)),
    _n1((20 * DAY, 3), (12 * DAY + 1, 1), (HOUR, 0)),
    _n1((20 * DAY, 3), (13 * DAY, 1), (HOUR, 0)),
    _n1((20 * DAY, 3), (13 * DAY - 1, 1), (HOUR, 0)),
    _n1((6 * DAY, 4), (4 * DAY, 1), (HOUR, 1)),
    _n1((10 * DAY, 3), (4 * DAY, 1), (3 * HOUR, 3), (HOUR, 1)),
    _n1((6 * DAY, 2), (4 * DAY, 1), (13 * HOUR, 0), category="seizure"),
    (*_n1((5 * DAY, 3), (4 * DAY, 1), (HOUR, 0)), _n2((HOUR, 1))),
    (*_n1((5 * DAY, 3), (4 * DAY, 1), (HOUR, 0)), _n2((12 * HOUR, 2), (2 * HOUR, 0))),
]
CHECKS: list[tuple[Check, ...]] = [
    (),
    (Check(HOUR, 0),),
    (Check(12 * HOUR, 1),),
    (Check(12 * HOUR + 1, 0),),
    (Check(HOUR, 2),),
    (Check(25 * HOUR, 0, seizure=True), Check(HOUR, 0, seizure=True)),
    (Check(25 * HOUR + 1, 0, seizure=True), Check(HOUR, 0, seizure=True)),
]
OTHER: list[tuple[Event, ...]] = [
    (),
    (Event("o1", "infection", ((HOUR, 2),)),),
    (Event("o1", "other", ((HOUR, 3),)),),
    (Event("o1", "hepatic", ((HOUR, 4),)),),
    (Event("o1", "gvhd", ((HOUR, 4),)),),
    (Event("o1", "other", ((16 * DAY, 3), (2 * DAY, 1), (24 * HOUR, 1))),),
    (Event("o1", "other", ((16 * DAY + 1, 3), (2 * DAY, 1), (HOUR, 0))),),
    (Event("o1", "infection", ((5 * DAY, 4), (4 * DAY, 1), (24 * HOUR + 1, 1))),),
]
AXES: list[list[Any]] = [
    list(LABELS), [17, 18], [44.9, 45.0], ["low", "stepped"], PAUSES, CRS, NEURO, CHECKS, OTHER,
]  # fmt: skip


def case_of(number: int) -> Case:
    """The combination of this number."""
    picked = []
    for axis in AXES:
        number, place = divmod(number, len(axis))
        picked.append(axis[place])
    label, years, kg, dose, (state, pause, paused), (crs, c1), neuro, checks, other = picked
    return Case(label, years, kg, dose, state, pause, paused, crs, (*c1, *neuro, *other), checks)


def at(age: int) -> datetime:
    """So many seconds ago."""
    return NOW - timedelta(seconds=age)


def situation_of(case: Case) -> Situation:
    """The case as a chart, looked at now."""
    found = Situation.of(Chart.of(making.PATIENT, _entries(case)), NOW, KNOWLEDGE)
    assert found is not None
    return found


def _entries(case: Case) -> Iterator[Entry]:
    yield from _course(case.label, case.years, case.kg, case.dose, case.state)
    if case.state == "paused":
        reason = PauseReason.LINE_OR_PUMP if case.pause == "line" else PauseReason.ADVERSE_REACTION
        yield _pause(case.paused, reason, case.pause)
    for crs in case.crs:
        yield _crs(*crs)
    for event in case.events:
        for age, grade in event.grades:
            yield _graded(event.key, event.category, age, grade)
    for check in case.checks:
        yield _check(check)


@cache
def _course(label: str, years: int, kg: float, dose: str, state: str) -> tuple[Entry, ...]:
    """Registered so that the patient turns 18 on the day of the start, or the day after."""
    start = at(STARTED)
    low, full = DOSES[kg]
    birth = date(start.year - 18, start.month, start.day) + timedelta(days=18 - years)
    entries: list[Entry] = [
        making.registered(making.AT, label=LABELS[label], birth_date=birth),
        making.measured(making.AT, kg, height_cm=150.0),
        making.started(start, dose_micrograms_per_day=low),
    ]
    if dose == "stepped":
        entries.append(making.changed(at(STEPPED), dose_micrograms_per_day=full))
    if state == "ended":
        entries.append(making.ended(at(0)))
    return tuple(entries)


@cache
def _pause(age: int, reason: PauseReason, event: str) -> Entry:
    return making.paused(at(age), reason=reason, event=None if event == "line" else event)


@cache
def _crs(age: int, low: int, high: int) -> Entry:
    """A check of one grade as accepted; one that may be 2 or 3, or 3 or 4, by findings that no row tells apart."""
    if low == high:
        return making.crs(at(age), accepted_grade=low)
    if high == 4:
        return making.crs(at(age), "yes", "several_vasopressors")
    return making.crs(at(age), "yes", oxygen=making.oxygen("nasal_cannula", 2.0))


@cache
def _graded(event: str, category: str, age: int, grade: int) -> Entry:
    return making.graded(at(age), grade, category, event=event)


@cache
def _check(check: Check) -> Entry:
    return making.neuro(at(check.age), seizure="brief" if check.seizure else "none", accepted_grade=check.icans)
