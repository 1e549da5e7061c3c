"""The handover in force, its answer, its shift to the second; the ward's shifts; when one was last on."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blin21_desktop.domain.entries import Entry
from blin21_desktop.rules.handover import Basis, began, handed, last_on, nearest_shift
from tests.making import answered, chart, handed_over, hour, registered, vitals, withdrawn

TOKYO, BERLIN = ZoneInfo("Asia/Tokyo"), ZoneInfo("Europe/Berlin")
GIVEN = handed_over(hour(1), id="h1")


def receipt(*entries: Entry, at: datetime) -> str:
    found = handed(chart(registered(), GIVEN, *entries), at)
    assert found is not None
    return found.receipt


def test_before_the_first_handover_there_is_none() -> None:
    assert handed(chart(registered(), GIVEN), hour(1) - timedelta(seconds=1)) is None
    assert handed(chart(registered()), hour(1)) is None


@pytest.mark.parametrize(
    ("answer", "told"), [("taken_over", "taken_over"), ("refused", "refused"), (None, "taken_over")]
)
def test_it_waits_until_the_receiver_answers(answer: str | None, told: str) -> None:
    reply = answered(hour(2), "h1", answer)
    assert receipt(reply, at=hour(2) - timedelta(seconds=1)) == "waits"
    assert receipt(reply, at=hour(2)) == told


def test_a_withdrawn_answer_is_none_and_a_newer_handover_waits_anew() -> None:
    reply = answered(hour(2), "h1", id="r1")
    assert receipt(reply, withdrawn(hour(3), "r1"), at=hour(3)) == "waits"
    assert receipt(reply, handed_over(hour(3), id="h2"), at=hour(3)) == "waits"
    assert receipt(answered(hour(2), "other"), at=hour(3)) == "waits"


def test_a_withdrawn_handover_is_not_in_force() -> None:
    assert handed(chart(registered(), GIVEN, withdrawn(hour(2), "h1")), hour(2)) is None


@pytest.mark.parametrize(
    ("seconds", "told"), [(0, "in_force"), (8 * 3600 - 1, "in_force"), (8 * 3600, "in_force"), (8 * 3600 + 1, "over")]
)
def test_it_may_be_read_up_to_the_end_of_its_shift_to_the_second(seconds: int, told: str) -> None:
    found = handed(chart(registered(), GIVEN), hour(40))
    assert found is not None
    assert found.validity(hour(1) + timedelta(seconds=seconds)) == told


def test_a_shift_that_is_only_a_name_leaves_it_open() -> None:
    found = handed(chart(registered(), handed_over(hour(1), shift="night")), hour(2))
    assert found is not None
    assert found.validity(hour(2)) == found.validity(hour(200)) == "cannot_tell"


@pytest.mark.parametrize(
    ("now", "start"),
    [
        ("2026-11-23T15:50:00+09:00", "2026-11-23T16:00:00+09:00"),
        ("2026-11-23T16:10:00+09:00", "2026-11-23T16:00:00+09:00"),
        ("2026-11-23T19:59:59+09:00", "2026-11-23T16:00:00+09:00"),
        ("2026-11-23T20:00:00+09:00", "2026-11-23T16:00:00+09:00"),
        ("2026-11-23T20:00:01+09:00", "2026-11-24T00:00:00+09:00"),
        ("2026-11-23T23:59:00+09:00", "2026-11-24T00:00:00+09:00"),
    ],
)
def test_the_shift_that_is_meant_is_the_one_whose_beginning_is_nearest(now: str, start: str) -> None:
    shift = nearest_shift(datetime.fromisoformat(now), (16, 0, 8), TOKYO)
    assert shift is not None
    assert shift.start == datetime.fromisoformat(start)
    assert shift.end - shift.start == timedelta(hours=8)


def test_in_the_night_of_a_clock_change_the_shift_is_as_long_as_it_is_worked() -> None:
    for now, hours in (("2026-10-24T23:50:00+02:00", 9), ("2026-03-28T23:50:00+01:00", 7)):
        shift = nearest_shift(datetime.fromisoformat(now), (0, 8, 16), BERLIN)
        assert shift is not None
        assert shift.end - shift.start == timedelta(hours=hours)


def test_without_hours_of_shifts_none_is_meant_and_one_hour_is_a_whole_day() -> None:
    assert nearest_shift(hour(0), (), TOKYO) is None
    daily = nearest_shift(hour(0), (7,), TOKYO)
    assert daily is not None
    assert daily.end - daily.start == timedelta(hours=24)


@given(st.integers(0, 60 * 24 * 400), st.lists(st.integers(0, 23), min_size=1, max_size=6, unique=True))
def test_at_any_minute_of_a_year_a_shift_is_near(minutes: int, starts: list[int]) -> None:
    at = datetime.fromisoformat("2026-01-01T00:00:00+01:00") + timedelta(minutes=minutes)
    shift = nearest_shift(at, starts, BERLIN)
    assert shift is not None
    assert shift.start < shift.end
    assert shift.start.astimezone(BERLIN).hour in starts or shift.start.astimezone(BERLIN).hour == 3
    assert abs(shift.start - at) <= timedelta(hours=13)


WRITTEN = (
    registered(hour(-100), by="d1"),
    handed_over(hour(-16), by="n1"),
    handed_over(hour(-8), by="n2"),
    vitals(hour(-7), recorded_at=hour(-6), by="n1"),
    vitals(hour(-1), by="n2"),
)


@pytest.mark.parametrize(
    ("who", "wanted"),
    [
        ("n1", {"own_handover": -16, "own_entry": -6, "last_handover": -8, "day": -24}),
        ("Ｎ1", {"own_handover": -16, "own_entry": -6, "last_handover": -8, "day": -24}),
        ("n2", {"own_handover": -8, "own_entry": -1, "last_handover": -8, "day": -24}),
        ("n9", {"last_handover": -8, "day": -24}),
        ("", {"last_handover": -8, "day": -24}),
    ],
)
def test_when_somebody_was_last_on(who: str, wanted: dict[Basis, float]) -> None:
    found = last_on(chart(*WRITTEN), hour(0), who)
    assert found == {basis: hour(hours) for basis, hours in wanted.items()}
    assert next(iter(found)) == next(iter(wanted))


def test_what_is_written_at_this_very_moment_is_not_before_it() -> None:
    assert list(last_on(chart(*WRITTEN), hour(-16), "n1")) == ["day"]
    assert list(last_on(chart(*WRITTEN), hour(-16) + timedelta(seconds=1), "n1")) == [
        "own_handover",
        "own_entry",
        "last_handover",
        "day",
    ]


def test_who_wrote_since_the_shift_began_is_on_now_and_was_last_on_before_it() -> None:
    own = [vitals(hour(-9), by="n1"), vitals(hour(-1), by="n1")]
    written = chart(registered(hour(-100), by="d1"), *own)
    assert last_on(written, hour(0), "n1")["own_entry"] == hour(-1)
    assert last_on(written, hour(0), "n1", hour(-1))["own_entry"] == hour(-9)
    assert last_on(written, hour(0), "n1", hour(-1) + timedelta(seconds=1))["own_entry"] == hour(-1)
    assert "own_entry" not in last_on(written, hour(0), "n1", hour(-9))


@pytest.mark.parametrize(
    ("now", "since"),
    [
        ("2026-11-23T08:00:00+09:00", "2026-11-23T08:00:00+09:00"),
        ("2026-11-23T07:59:59+09:00", "2026-11-23T00:00:00+09:00"),
        ("2026-11-23T23:59:59+09:00", "2026-11-23T16:00:00+09:00"),
    ],
)
def test_the_shift_that_is_on_began_at_its_hour_to_the_second(now: str, since: str) -> None:
    assert began(datetime.fromisoformat(now), (16, 0, 8), TOKYO) == datetime.fromisoformat(since)
    assert began(datetime.fromisoformat(now), (), TOKYO) is None
