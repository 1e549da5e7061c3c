"""A shift as a handover names it: two moments, any two minutes; other text is only a name."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blin21_desktop.domain.shift import Shift, read_shift

NIGHT = "2026-11-23T23:37:00+09:00/2026-11-24T08:04:00+09:00"


def test_any_two_minutes_are_a_shift_also_across_midnight() -> None:
    found = read_shift(NIGHT)
    assert found is not None
    assert (found.start.hour, found.start.minute, found.end.day, found.end.minute) == (23, 37, 24, 4)
    assert found.text == NIGHT


@pytest.mark.parametrize(
    "text",
    [
        "",
        "night",
        "2026-11-23T23:37:00+09:00",
        "2026-11-23T23:37:00+09:00/",
        "2026-11-23T23:37:00/2026-11-24T08:04:00+09:00",
        "2026-11-23T23:37:00+09:00/2026-11-24T08:04:00",
        "2026-11-23T23:37:00+09:00/2026-11-23T23:37:00+09:00",
        "2026-11-24T08:04:00+09:00/2026-11-23T23:37:00+09:00",
    ],
)
def test_other_text_names_no_two_moments(text: str) -> None:
    assert read_shift(text) is None


def test_a_shift_of_one_second_is_one() -> None:
    assert read_shift("2026-11-23T23:37:00+09:00/2026-11-23T23:37:01+09:00") is not None


def test_in_the_night_of_a_clock_change_the_end_may_show_an_earlier_hour() -> None:
    """Berlin, 25-Oct-2026: 02:30 summer time to 02:10 winter time are forty minutes."""
    found = read_shift("2026-10-25T02:30:00+02:00/2026-10-25T02:10:00+01:00")
    assert found is not None
    assert found.end - found.start == timedelta(minutes=40)


MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1)).map(  # noqa: DTZ001  (the zone comes next)
    lambda at: at.replace(microsecond=0, tzinfo=timezone(timedelta(hours=9)))
)


@given(MOMENTS, st.integers(1, 10**6))
def test_what_is_written_is_read_again(start: datetime, seconds: int) -> None:
    shift = Shift(start, start + timedelta(seconds=seconds))
    assert read_shift(shift.text) == shift
