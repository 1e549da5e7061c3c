"""The schedule for any history of checks: the same in any order and on any clock, and nothing due is ever lost."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from blin21_desktop.domain.entries import CheckMissed, CrsChecked, Entry, EventGraded, NeuroChecked, VitalsMeasured
from blin21_desktop.rules.schedule import CHECKS, Check, history, next_checks
from tests.making import (
    bag,
    changed,
    crs,
    graded,
    hour,
    measured,
    missed,
    neuro,
    paused,
    resumed,
    started,
    vitals,
    withdrawn,
)
from tests.rules.looking import KNOWLEDGE, look

QUARTER = timedelta(minutes=15)
LAST = 400  # quarters of an hour in which something is charted
LOW, FULL = {"dose_micrograms_per_day": 9.0}, {"dose_micrograms_per_day": 28.0}


def quarter(number: int) -> datetime:
    return hour(number / 4)


TIMES = st.integers(1, LAST).map(quarter)
GRADES = st.integers(0, 4)
ENTRIES = st.one_of(
    st.builds(vitals, TIMES),
    st.builds(lambda at, g: crs(at, accepted_grade=g), TIMES, GRADES),
    st.builds(lambda at: crs(at, "masked"), TIMES),
    st.builds(lambda at: crs(at, "yes", "several_vasopressors"), TIMES),
    st.builds(lambda at, g: neuro(at, accepted_grade=g), TIMES, GRADES),
    st.builds(lambda at, g: graded(at, g, "crs"), TIMES, GRADES),
    st.builds(missed, TIMES, st.sampled_from(CHECKS), st.sampled_from(["asleep", "refused", "other"])),
    st.builds(
        lambda at, what, away: missed(at, what, "off_ward", until=at + away * QUARTER),
        TIMES,
        st.sampled_from(CHECKS),
        st.integers(1, 40),
    ),
)
CHARTED = st.lists(ENTRIES, max_size=25)
FLOW: tuple[Entry, ...] = (
    measured(),
    started(),
    changed(hour(40), bag=bag(hour(40), **FULL)),
    paused(hour(60)),
    resumed(hour(62), **LOW),
    changed(hour(80), bag=bag(hour(80), **FULL)),
)
RISES, RESTARTS = (160, 320), (248,)
AT = quarter(LAST)


def checks(*entries: Entry, at: datetime = AT) -> tuple[Check, ...]:
    return next_checks(look(*FLOW, *entries, at=at))


def grade_at(entries: list[Entry], which: str, moment: datetime) -> int:
    """The grade in force as the schedule takes it; an event after a check of the same minute counts.

    Every check here without an accepted grade cannot be graded: then it stays at the grade before, or gets worse.
    """
    kinds = (CrsChecked, EventGraded) if which == "crs" else (NeuroChecked,)
    before = [e for e in entries if isinstance(e, kinds) and e.happened_at <= moment]
    grade = 0
    found: Any
    for found in sorted(before, key=lambda e: (e.happened_at, isinstance(e, EventGraded), e.id)):
        if isinstance(found, EventGraded):
            grade = found.grade
        elif found.accepted_grade is not None:
            grade = int(found.accepted_grade)
        else:
            grade = max(grade, 3 if getattr(found, "hypotension", "") == "several_vasopressors" else 1)
    return grade


def wanted_every(entries: list[Entry], what: str, now: int) -> list[float]:
    """Every interval (h) that holds in one quarter of an hour, row by row of the file."""
    rows = KNOWLEDGE.protocols["sct-all-blin21"].parameters["checks.schedule"].value
    anchors = {"start": (0,), "step": RISES, "restart": RESTARTS}
    found = []
    for row in rows:
        if row["what"] != what:
            continue
        if "while" in row:
            holds = grade_at(entries, row["while"], quarter(now)) >= row["grade_from"]
        else:
            since = [(now - anchor) / 4 for anchor in anchors[row["after"]]]
            holds = any(row["from_hours"] <= hours < row["until_hours"] for hours in since)
        if holds:
            found.append(row["every_hours"])
    return found


def walked(entries: list[Entry], what: str) -> datetime:
    """When a check is due, found by walking on from the last answer a quarter of an hour at a time."""
    kind = {"vitals": VitalsMeasured, "crs": CrsChecked, "neuro": NeuroChecked}[what]
    given = [e for e in entries if isinstance(e, kind) or (isinstance(e, CheckMissed) and e.what == what)]
    newest = max(given, key=lambda e: (e.happened_at, e.id), default=None)
    if isinstance(newest, CheckMissed) and newest.until is not None:
        return min(newest.until, newest.happened_at + 16 * QUARTER)
    last = 0 if newest is None else round((newest.happened_at - hour()) / QUARTER)
    now = last
    while not any(now - last >= every * 4 for every in wanted_every(entries, what, now)):
        now += 1
    return quarter(now)


@given(CHARTED)
def test_it_agrees_with_walking_through_time_quarter_by_quarter(entries: list[Entry]) -> None:
    assert {c.what: c.due_at for c in checks(*entries)} == {what: walked(entries, what) for what in CHECKS}


@given(CHARTED, st.randoms())
def test_the_order_of_writing_does_not_matter(entries: list[Entry], random: Random) -> None:
    entries = [*entries, *(withdrawn(AT, entry.id) for entry in entries[::6])]
    mixed = list(entries)
    random.shuffle(mixed)
    assert checks(*mixed) == checks(*entries)
    sides = [look(*FLOW, *side, at=AT) for side in (mixed, entries)]
    assert all(history(sides[0], what) == history(sides[1], what) for what in CHECKS)


@given(CHARTED, st.lists(st.integers(-12, 14), min_size=1, max_size=5))
def test_a_change_of_the_clock_moves_nothing(entries: list[Entry], offsets: list[int]) -> None:
    zones = [timezone(timedelta(hours=offset)) for offset in offsets]
    moved: list[Entry] = [
        replace(e, happened_at=e.happened_at.astimezone(zones[place % len(zones)])) for place, e in enumerate(entries)
    ]
    assert checks(*moved, at=AT.astimezone(zones[0])) == checks(*entries)


@given(CHARTED, st.lists(st.integers(0, 4000), min_size=2, max_size=6))
def test_time_alone_loses_no_check(entries: list[Entry], minutes: list[int]) -> None:
    """However long nobody looks: what was due stays due at its time, and gets no better."""
    rank = ["put_off", "upcoming", "due", "overdue"]
    seen = [checks(*entries, at=AT + timedelta(minutes=m)) for m in sorted(minutes)]
    for earlier, later in itertools.pairwise(seen):
        before, after = ({c.what: c for c in found} for found in (earlier, later))
        assert set(before) == set(after) == set(CHECKS)
        for what in CHECKS:
            assert before[what].due_at == after[what].due_at
            assert rank.index(before[what].state) <= rank.index(after[what].state)
    for m, found in zip(sorted(minutes), seen, strict=True):
        for check in found:
            late = AT + timedelta(minutes=m) - check.due_at
            assert (check.state == "overdue") == (late > timedelta(minutes=30))


@given(CHARTED)
def test_every_answer_stands_in_the_history_once_and_one_check_stays_open(entries: list[Entry]) -> None:
    seen = look(*FLOW, *entries, at=AT)
    for what, kind in (("vitals", VitalsMeasured), ("crs", CrsChecked), ("neuro", NeuroChecked)):
        found = history(seen, what)  # type: ignore[arg-type]
        given_ones = [e.id for e in entries if isinstance(e, kind) or (isinstance(e, CheckMissed) and e.what == what)]
        assert sorted(c.entry.id for c in found if c.entry is not None) == sorted(given_ones)
        assert [c.entry for c in found].count(None) == 1
        assert found[-1] in checks(*entries)
