"""Elapsed time is absolute, ages and limits are exact."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blin21_desktop.domain.moments import DAY, age_years, day_number, differs, hours, later, since

BERLIN = ZoneInfo("Europe/Berlin")


def test_spring_forward_is_an_hour_short() -> None:
    # 29 March 2026, 02:00 becomes 03:00: Friday noon to Tuesday noon is 95 h, not 96
    friday, tuesday = datetime(2026, 3, 27, 12, tzinfo=BERLIN), datetime(2026, 3, 31, 12, tzinfo=BERLIN)
    assert since(friday, tuesday) == timedelta(hours=95)
    assert later(friday, timedelta(hours=96)) == datetime(2026, 3, 31, 13, tzinfo=BERLIN)


def test_autumn_back_has_two_half_past_ones() -> None:
    # 25 October 2026, 03:00 becomes 02:00
    first = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN)
    again = first.replace(fold=1)
    assert since(first, again) == timedelta(hours=1)
    assert since(datetime(2026, 10, 24, 12, tzinfo=BERLIN), datetime(2026, 10, 25, 12, tzinfo=BERLIN)) == timedelta(
        hours=25
    )


def test_later_keeps_a_fixed_offset() -> None:
    start = datetime(2026, 10, 24, 12, tzinfo=timezone(timedelta(hours=2)))
    assert later(start, timedelta(hours=96)).isoformat() == "2026-10-28T12:00:00+02:00"


@given(
    st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2035, 12, 31), timezones=st.just(BERLIN)),  # noqa: DTZ001
    st.integers(min_value=0, max_value=28 * 86400),
)
def test_later_and_since_undo_each_other(start: datetime, seconds: int) -> None:
    start = start.replace(microsecond=0)
    assert since(start, later(start, timedelta(seconds=seconds))) == timedelta(seconds=seconds)


@given(
    st.datetimes(min_value=datetime(2026, 10, 20), max_value=datetime(2026, 10, 30), timezones=st.just(BERLIN)),  # noqa: DTZ001
    st.integers(min_value=0, max_value=10 * 86400),
    st.integers(min_value=-12, max_value=14),
)
def test_a_fixed_offset_and_a_named_zone_measure_the_same(start: datetime, seconds: int, offset: int) -> None:
    start, fixed = start.replace(microsecond=0), timezone(timedelta(hours=offset))
    length = timedelta(seconds=seconds)
    end = later(start.astimezone(fixed), length)
    assert (end, end.tzinfo) == (later(start, length).astimezone(fixed), fixed)
    assert since(start, end) == since(start.astimezone(fixed), end) == length
    assert since(start.astimezone(fixed), later(start, length)) == length


@pytest.mark.parametrize(("seconds", "day"), [(0, 1), (86_399, 1), (86_400, 2), (27 * 86_400, 28), (28 * 86_400, 29)])
def test_the_first_24_hours_are_day_1(seconds: int, day: int) -> None:
    assert day_number(timedelta(seconds=seconds)) == day


def test_hours() -> None:
    assert hours(DAY) == 24.0
    assert hours(timedelta(minutes=90)) == 1.5


@pytest.mark.parametrize(
    ("birth", "on", "years"),
    [
        (date(2008, 11, 23), date(2026, 11, 22), 17),
        (date(2008, 11, 23), date(2026, 11, 23), 18),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
        (date(2008, 2, 29), date(2028, 2, 29), 20),
        (date(2008, 2, 29), date(2028, 2, 28), 19),
        (date(2008, 12, 31), date(2026, 1, 1), 17),
        (date(2026, 11, 23), date(2026, 11, 23), 0),
    ],
)
def test_age_in_completed_years(birth: date, on: date, years: int) -> None:
    assert age_years(birth, on) == years


@pytest.mark.parametrize(
    ("value", "wanted", "answer"),
    [
        (28.0, 28.0, False),
        (29.4, 28.0, False),  # 28 * 1.05 = 29.4 exactly: not more than 5 %
        (29.41, 28.0, True),
        (26.6, 28.0, False),  # 28 * 0.95 = 26.6 exactly
        (26.59, 28.0, True),
        (9.45, 9.0, False),  # in binary 9 * 1.05 lies below 9.45
        (9.46, 9.0, True),
        (5.565, 5.3, False),  # in binary 5.565 lies above 5.3 * 1.05
        (5.13, 5.4, False),  # and 5.13 below 5.4 * 0.95
        (1.8, 2.5, True),
    ],
)
def test_differs_is_exact_at_the_limit(value: float, wanted: float, answer: bool) -> None:
    assert differs(value, wanted, by_more_than="0.05") is answer
