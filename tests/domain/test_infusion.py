"""The fold: status table, half-open intervals, lengths, doses, bags."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from blin21_desktop.domain.entries import Entry, Kind
from blin21_desktop.domain.infusion import INFUSION_KINDS, STEPS, Status, allowed, courses
from tests.making import AT, TOKYO, bag, changed, chart, course, ended, hour, measured, paused, resumed, started

Make = Callable[[datetime], Entry]

MAKE: dict[Kind, Make] = {
    Kind.INFUSION_STARTED: started,
    Kind.BAG_CHANGED: changed,
    Kind.INFUSION_PAUSED: paused,
    Kind.INFUSION_RESUMED: resumed,
    Kind.INFUSION_ENDED: ended,
}

N, R, P = Status.NOT_STARTED, Status.RUNNING, Status.PAUSED
C, D = Status.ENDED_COMPLETED, Status.ENDED_DISCONTINUED

BEFORE: dict[Status, tuple[Entry, ...]] = {
    N: (),
    R: (started(),),
    P: (started(), paused(hour(1))),
    C: (started(), ended(hour(1))),
    D: (started(), ended(hour(1), outcome="discontinued")),
}

# From the words of the contract, not from STEPS: status, kind of entry, status after (None: it does not fit).
TABLE = [
    (N, Kind.INFUSION_STARTED, R), (N, Kind.BAG_CHANGED, None), (N, Kind.INFUSION_PAUSED, None),
    (N, Kind.INFUSION_RESUMED, None), (N, Kind.INFUSION_ENDED, None),
    (R, Kind.INFUSION_STARTED, None), (R, Kind.BAG_CHANGED, R), (R, Kind.INFUSION_PAUSED, P),
    (R, Kind.INFUSION_RESUMED, None), (R, Kind.INFUSION_ENDED, C),
    (P, Kind.INFUSION_STARTED, None), (P, Kind.BAG_CHANGED, None), (P, Kind.INFUSION_PAUSED, None),
    (P, Kind.INFUSION_RESUMED, R), (P, Kind.INFUSION_ENDED, C),
    (C, Kind.INFUSION_STARTED, R), (C, Kind.BAG_CHANGED, None), (C, Kind.INFUSION_PAUSED, None),
    (C, Kind.INFUSION_RESUMED, None), (C, Kind.INFUSION_ENDED, None),
    (D, Kind.INFUSION_STARTED, R), (D, Kind.BAG_CHANGED, None), (D, Kind.INFUSION_PAUSED, None),
    (D, Kind.INFUSION_RESUMED, None), (D, Kind.INFUSION_ENDED, None),
]  # fmt: skip


def test_the_table_names_every_pair() -> None:
    assert len(TABLE) == len({(s, k) for s, k, _ in TABLE}) == len(Status) * len(INFUSION_KINDS)
    assert len(STEPS) == 6


@pytest.mark.parametrize(("status", "kind", "after"), TABLE)
def test_status_table(status: Status, kind: Kind, after: Status | None) -> None:
    entry = MAKE[kind](hour(2))
    before = courses(BEFORE[status], hour(2))
    found = courses((*BEFORE[status], entry), hour(3))
    assert allowed(before[-1] if before else None, entry) is (after is not None)
    if after is not None:
        assert found[-1].status is after
        assert found[-1].charted is entry
        assert not found[-1].contradictions
    elif before:
        assert (found[-1].status, found[-1].contradictions) == (status, (entry,))
        assert (found[-1].charted, found[-1].segments) == (before[-1].charted, before[-1].segments)
    else:
        assert found == ()


@pytest.mark.parametrize(("outcome", "status"), [("course_completed", C), ("discontinued", D)])
@pytest.mark.parametrize("halt", [False, True])
def test_the_outcome_names_the_end(outcome: str, status: Status, halt: bool) -> None:
    entries = [started(), *([paused(hour(4))] if halt else []), ended(hour(6), outcome=outcome)]
    found = course(entries, hour(50))
    assert found.status is status
    assert not found.under_way
    assert found.pause is None
    assert found.ended_at == found.until == hour(6)
    assert found.infused == timedelta(hours=4 if halt else 6)
    assert found.interrupted == timedelta(hours=2 if halt else 0)


def test_an_entry_of_another_kind_is_no_contradiction() -> None:
    assert not courses((started(), measured(hour(1))), hour(2))[0].contradictions


def test_strays_before_the_first_start_are_kept_with_the_first_course_only() -> None:
    stray = paused(hour(-1))
    first, second = courses((stray, started(), ended(hour(1)), started(hour(2), course=2)), hour(3))
    assert first.contradictions == (stray,)
    assert second.contradictions == ()
    assert courses((stray,), hour(3)) == ()


@pytest.mark.parametrize(
    ("seconds", "status", "infused", "interrupted"),
    [(-1, R, 3599, 0), (0, P, 3600, 0), (1, P, 3600, 1), (59, P, 3600, 59), (60, R, 3600, 60), (61, R, 3601, 60)],
)
def test_intervals_are_half_open(seconds: int, status: Status, infused: int, interrupted: int) -> None:
    entries = (started(), paused(hour(1)), resumed(hour(1, seconds=60)))
    found = course(entries, hour(1, seconds=seconds))
    assert found.status is status
    assert found.infused == timedelta(seconds=infused)
    assert found.interrupted == timedelta(seconds=interrupted)


def test_nothing_is_charted_one_second_before_the_start() -> None:
    assert courses((started(),), hour(seconds=-1)) == ()
    assert course((started(),), AT).infused == timedelta()


def test_a_bag_change_does_not_interrupt() -> None:
    found = course((started(), changed(hour(96)), changed(hour(192))), hour(200))
    assert found.infused == timedelta(hours=200)
    assert [b.number for b in found.bags] == [1, 2, 3]
    assert [s.bag_number for s in found.segments] == [1, 2, 3]
    assert [found.flowed_from_bag(n) for n in (1, 2, 3)] == [timedelta(hours=h) for h in (96, 96, 8)]


def test_given_is_dose_per_day_times_days_of_flow() -> None:
    # 9 a day for 24 h, stopped 12 h, 9 a day for 36 h, then 28 a day for 12 h: 9 + 13.5 + 14 = 36.5 microgram
    step = bag(hour(72), dose_micrograms_per_day=28.0)
    entries = (started(), paused(hour(24)), resumed(hour(36)), changed(hour(72), bag=step))
    assert course(entries, hour(84)).given_micrograms == pytest.approx(36.5, abs=1e-12)


def test_what_flows_is_what_was_charted_not_what_the_bag_says() -> None:
    # a bag labelled 9 at 2.5 mL/h that ran at 28 and 5 mL/h for a day: 28 microgram, 240 - 120 = 120 mL
    found = course((started(bag=bag(), dose_micrograms_per_day=28.0, rate_ml_per_h=5.0),), hour(24))
    assert found.given_micrograms == pytest.approx(28.0, abs=1e-12)
    assert found.remaining_ml(found.bags[0]) == 120.0


def test_a_resume_without_a_bag_goes_on_with_the_old_one() -> None:
    found = course((started(), paused(hour(10)), resumed(hour(13))), hour(20))
    assert len(found.bags) == 1
    assert found.flowed_from_bag(1) == timedelta(hours=17)


def test_a_resume_with_a_bag_hangs_the_next_one() -> None:
    new = bag(hour(13), label="next")
    found = course((started(), paused(hour(10)), resumed(hour(13), bag=new)), hour(20))
    assert [(b.number, b.hung_at, b.bag.label) for b in found.bags] == [(1, AT, "B"), (2, hour(13), "next")]
    assert found.flowed_from_bag(1) == timedelta(hours=10)
    assert found.flowed_from_bag(2) == timedelta(hours=7)


def test_remaining_is_volume_less_rate_times_flow_and_not_below_zero() -> None:
    # 240 mL at 2.5 mL/h: after 10 h 215, after a 3 h stop at 10 h still 215, at 20 h 240 - 2.5 * 17 = 197.5
    entries = (started(), paused(hour(10)), resumed(hour(13)))
    left = [course(entries, hour(h)) for h in (0, 10, 12, 20, 99, 120)]
    assert [c.remaining_ml(c.bags[0]) for c in left] == [240.0, 215.0, 215.0, 197.5, 0.0, 0.0]


def test_the_pump_rate_counts_for_the_bag_and_only_its_own_flow() -> None:
    # resumed at 5 mL/h: 240 - 2.5 * 10 - 5 * 2 = 205; the next bag is untouched by that
    entries = (started(), paused(hour(10)), resumed(hour(11), rate_ml_per_h=5.0), changed(hour(13)))
    found = course(entries, hour(17))
    assert [found.remaining_ml(b) for b in found.bags] == [205.0, 230.0]


@pytest.mark.parametrize(
    ("at", "end"),
    [
        (0, 96),  # just hung: 96 h from now
        (10, 96),
        (12, 98),  # paused at 10 for 2 h: if it resumed now, 86 h more
        (13, 99),
        (50, 99),
        (99, 99),
        (120, 99),  # it has been empty since then, though charted as running
    ],
)
def test_a_pause_stretches_the_bag(at: int, end: int) -> None:
    found = course((started(), paused(hour(10)), resumed(hour(13))), hour(at))
    assert found.bag_ends_at(found.bags[0]) == hour(end)


def test_the_end_of_a_bag_that_is_past_stays_where_it_was() -> None:
    entries = (started(), paused(hour(100)), resumed(hour(104)), changed(hour(106)))
    for at in (97, 102, 105, 300):
        found = course(entries, hour(at))
        assert found.bag_ends_at(found.bags[0]) == hour(96)


def test_a_bag_taken_down_early_would_have_ended_counting_from_now() -> None:
    found = course((started(), changed(hour(90))), hour(100))
    assert found.bag_ends_at(found.bags[1]) == hour(186)


@pytest.mark.parametrize(
    ("at", "length", "when"),
    [
        (5, 0, 0),
        (5, 4, 4),
        (5, 5, 5),
        (5, 168, 168),
        (12, 10, 10),  # reached at the very second of the pause: not after it
        (12, 168, 170),  # paused for 2 h so far
        (20, 168, 171),
        (20, 12, 15),
        (400, 168, 171),
    ],
)
def test_flowed_for(at: int, length: int, when: int) -> None:
    found = course((started(), paused(hour(10)), resumed(hour(13))), hour(at))
    assert found.flowed_for(timedelta(hours=length)) == hour(when)


def test_flowed_for_after_the_end_counts_from_the_end() -> None:
    found = course((started(), ended(hour(100))), hour(500))
    assert found.flowed_for(timedelta(hours=168)) == hour(168)


def test_the_pause_that_lasts() -> None:
    halt = paused(hour(10))
    found = course((started(), halt), hour(12))
    assert found.pause is found.pauses[0]
    assert (found.pauses[0].start, found.pauses[0].end, found.pauses[0].entry) == (hour(10), None, halt)
    assert found.last_segment.end == hour(10)
    assert course((started(), halt, resumed(hour(12))), hour(12)).pause is None
    assert course((started(), halt, resumed(hour(12))), hour(12)).pauses[0].end == hour(12)


def test_courses_follow_each_other() -> None:
    entries = chart(started(), ended(hour(10)), started(hour(500), course=2)).infusion
    first, second = courses(entries, hour(510))
    assert (first.number, first.status, first.infused) == (1, C, timedelta(hours=10))
    assert (second.number, second.status, second.infused) == (2, R, timedelta(hours=10))
    assert second.started_at == hour(500)
    assert courses(entries, hour(499))[-1].number == 1


def test_lengths_are_true_across_a_change_of_offset() -> None:
    # started at 10:00 +09:00, read in UTC: the same moment 24 h later
    found = course((started(),), datetime.fromisoformat("2026-11-24T01:00:00+00:00"))
    assert found.infused == timedelta(hours=24)
    assert found.started_at.tzinfo == TOKYO
