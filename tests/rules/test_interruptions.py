"""Counting interruptions: what begins, comes back or becomes high; by shift, against the budget."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from blin21_desktop.domain.alerts import Level
from blin21_desktop.domain.entries import Entry
from blin21_desktop.rules.alarm_report import by_shift, shifts
from blin21_desktop.rules.alerts import alerts
from blin21_desktop.rules.interruptions import Interruption, interruptions
from blin21_desktop.rules.situation import Situation
from tests.making import (
    bag,
    changed,
    chart,
    crs,
    hour,
    measured,
    missed,
    neuro,
    ordered,
    paused,
    registered,
    resumed,
    started,
    vitals,
)
from tests.rules.acknowledging import acknowledged, premedicated
from tests.rules.looking import KNOWLEDGE, look, pump, without

FLOW: tuple[Entry, ...] = (registered(), measured(), ordered(hour(-1)), premedicated(hour(-1)), started())


def round_at(hours: float) -> tuple[Entry, ...]:
    at = hour(hours)
    return vitals(at), crs(at), neuro(at), pump(at)


def rounds(first: float, last: float, every: float = 2) -> tuple[Entry, ...]:
    """Everything done every two hours, so that no check is ever late."""
    count = int((last - first) / every) + 1
    return tuple(entry for n in range(count) for entry in round_at(first + n * every))


def found(*entries: Entry, start: float, end: float) -> list[tuple[datetime, str, str, bool]]:
    seen = interruptions(chart(*FLOW, *entries), KNOWLEDGE, hour(start), hour(end))
    return [(i.at, i.cause, i.level, i.again) for i in seen]


def test_a_bag_interrupts_when_due_and_when_overdue() -> None:
    assert found(*rounds(2, 98), start=90, end=98) == [
        (hour(95), "bag", "medium", False),
        (hour(96, seconds=1), "bag", "high", True),
    ]


def test_what_sounds_already_at_the_begin_is_not_counted() -> None:
    assert found(*rounds(2, 98), start=95.1, end=95.9) == []


def test_acknowledged_it_comes_back() -> None:
    key = next(a.key for a in alerts(look(*FLOW[1:], at=hour(95))) if a.cause == "bag")
    entry = acknowledged(hour(95.25), key, hour(95.5))
    seen = interruptions(chart(*FLOW, *rounds(2, 98), entry), KNOWLEDGE, hour(90), hour(95.9))
    assert [(i.at, i.again, i.acknowledged_by) for i in seen] == [
        (hour(95), False, "n2"),
        (hour(95.5, seconds=1), True, None),
    ]


def test_late_checks_are_one_interruption_and_their_rise_another() -> None:
    done = rounds(2, 24)
    late = found(*done, start=24, end=29)
    assert late[0] == (hour(28, seconds=1801), "checks", "medium", False)
    more = found(*done, start=24, end=33.9)
    checks = [(at, level) for at, cause, level, _ in more if cause == "checks"]
    assert checks == [(hour(28, seconds=1801), "medium"), (hour(32, seconds=1), "high")], "the third check joins them"


def test_what_is_charted_late_did_sound() -> None:
    in_time = round_at(28)
    late = tuple(replace(entry, recorded_at=hour(29)) for entry in in_time)
    assert found(*rounds(2, 24), *in_time, start=24, end=30) == []
    assert [cause for _, cause, _, _ in found(*rounds(2, 24), *late, start=24, end=30)] == ["checks"]


def test_low_ones_and_the_unregistered_never_interrupt() -> None:
    nobody = chart(*FLOW[1:])
    assert interruptions(nobody, KNOWLEDGE, hour(0), hour(100)) == ()
    stop = (paused(hour(5)), resumed(hour(6)))
    assert [c for _, c, _, _ in found(*rounds(2, 8), *stop, start=4, end=8)] == ["paused"]


def test_premedication_and_step_and_nothing_configured() -> None:
    quiet = (*rounds(2, 170), changed(hour(95), bag=bag(hour(95), label="B-2")))
    causes = [(at, cause) for at, cause, _, _ in found(*quiet, start=160, end=169)]
    assert (hour(166), "premedication") in causes
    assert (hour(168, seconds=1), "step") in causes
    bare = without("program.due_within_hours", "checks.late_after_hours")
    assert interruptions(chart(*FLOW, *rounds(2, 8)), bare, hour(0), hour(8)) == ()


def test_every_minute_looked_at_finds_the_same() -> None:
    """The moments at which something begins are worked out; walking through the minutes finds no other."""
    entries = (*rounds(2, 6), missed(hour(8), "crs"), missed(hour(12), "crs"), vitals(hour(11)), paused(hour(13)))
    c = chart(*FLOW, *entries)
    counted = interruptions(c, KNOWLEDGE, hour(1), hour(20))
    before: set[tuple[str, Level]] = set()
    walked = []
    for minute in range(60, 20 * 60 + 1):
        s = Situation.of(c, hour(minute / 60), KNOWLEDGE)
        assert s is not None
        now = {(a.cause, a.level) for a in alerts(s) if a.sounds}
        walked += [(minute, *new) for new in sorted(now - before) if minute > 60]
        before = now
    begins = {(-(-int((i.at - hour(0)).total_seconds()) // 60), i.cause, i.level) for i in counted}
    assert set(walked) <= begins
    assert {(cause, level) for _, cause, level in begins} == {(cause, level) for _, cause, level in walked}


def interruption(at: datetime, cause: str = "bag", level: Level = "medium", **changes: object) -> Interruption:
    whole = Interruption(
        at=at,
        patient="UPN-1",
        key=f"{cause}/x",
        level=level,
        says=KNOWN,
        again=False,
    )
    return replace(whole, **changes)  # type: ignore[arg-type]


KNOWN = alerts(look(*FLOW[1:], at=hour(94)))[0].says


def test_counted_by_shift() -> None:
    cuts = ((hour(0), hour(8)), (hour(8), hour(16)))
    made = [
        interruption(hour(1)),
        interruption(hour(2), "checks", "high", again=True, acknowledged_by="n1"),
        interruption(hour(8), "checks"),
    ]
    first, second = by_shift(made, cuts, nurses=2, budget=1)
    assert (len(first.interruptions), first.per_nurse, first.over_budget) == (2, 1.0, False)
    assert (first.levels, first.causes) == ({"high": 1, "medium": 1}, {"bag": 1, "checks": 1})
    assert (first.acknowledged, first.again) == (1, 1)
    assert len(second.interruptions) == 1, "the begin of a shift is inside, its end is not"
    assert by_shift(made, cuts, nurses=1, budget=1)[0].over_budget is True
    assert by_shift(made, cuts, nurses=1, budget=None)[0].over_budget is None


def test_shifts_follow_the_ward_s_own_clocks() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    night = shifts(datetime(2026, 10, 24, 20, tzinfo=UTC), datetime(2026, 10, 25, 20, tzinfo=UTC), (0, 8, 16), berlin)
    assert [end - start for start, end in night] == [
        timedelta(hours=2),
        timedelta(hours=9),
        timedelta(hours=8),
        timedelta(hours=5),
    ]
    assert [f"{start:%H:%M}" for start, _ in night[1:]] == ["00:00", "08:00", "16:00"]
    assert shifts(hour(0), hour(1), (0,), ZoneInfo("Asia/Tokyo")) == ((hour(0), hour(1)),)
