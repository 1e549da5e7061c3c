"""What is typed is read in one way or refused in words."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blin21_desktop.forms import typed
from blin21_desktop.present.amounts import plain

TOKYO, BERLIN = ZoneInfo("Asia/Tokyo"), ZoneInfo("Europe/Berlin")
NOW = datetime.fromisoformat("2026-11-23T14:30:00+09:00")


@pytest.mark.parametrize(
    ("text", "value"),
    [("0", 0.0), ("28", 28.0), ("0.5", 0.5), ("2.5", 2.5), (" 10 ", 10.0), ("５４．５", 54.5), ("１０", 10.0)],
)
def test_numbers_that_are_read(text: str, value: float) -> None:
    assert typed.number(text) == value


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (".5", "Write the zero before"),
        ("5.", "A digit is missing"),
        ("1.0", "No zero at the end"),
        ("2.50", "No zero at the end"),
        ("05", "No zero in front"),
        ("00", "No zero in front"),
        ("2,5", "A comma"),
        ("1,250", "A comma"),
        ("2、5", "A comma"),
        ("1_0", "Only digits"),
        ("nan", "Only digits"),
        ("inf", "Only digits"),
        ("1e3", "Only digits"),
        ("٢٥", "Only digits"),
        ("2 5", "Only digits"),
        ("-1", "below 0"),
        ("−1", "below 0"),
        ("2..5", "two points"),
        ("", "No zero in front"),
    ],
)
def test_numbers_that_are_refused_say_why(text: str, why: str) -> None:
    with pytest.raises(typed.IllFormed) as refused:
        typed.number(text)
    assert why in refused.value.why.template


@given(st.decimals(0, 99_999, places=4))
def test_what_is_shown_is_read_back(value: Decimal) -> None:
    shown = plain(value).replace(",", "")
    assert typed.number(shown) == float(value)


def test_whole_numbers() -> None:
    assert typed.whole("２") == 2
    for text in ("2.0", "02", "x", ""):
        with pytest.raises(typed.IllFormed):
            typed.whole(text)


@pytest.mark.parametrize(
    "text", ["2026-11-28", "2026/11/28", "20261128", "28-Nov-2026", "2026年11月28日", "２０２６－１１－２８"]
)
def test_dates_that_are_read(text: str) -> None:
    assert typed.day(text) == date(2026, 11, 28)


@pytest.mark.parametrize(
    "text", ["28/11/2026", "11/28/2026", "28-11-2026", "2026-02-30", "2026-13-01", "28-Foo-2026", "x", ""]
)
def test_dates_that_are_refused(text: str) -> None:
    with pytest.raises(typed.IllFormed):
        typed.day(text)


def test_the_29th_of_february() -> None:
    assert typed.day("2028-02-29") == date(2028, 2, 29)


def moment(text: str, now: datetime = NOW, zone: ZoneInfo = TOKYO) -> str:
    return typed.moment(text, now, zone).isoformat()


def test_a_time_alone_is_today() -> None:
    assert moment("14:30") == moment("1430") == moment("１４：３０") == "2026-11-23T14:30:00+09:00"
    assert moment("9:05") == "2026-11-23T09:05:00+09:00"
    assert moment("2026-11-22 23:50") == moment("22-Nov-2026 23:50") == "2026-11-22T23:50:00+09:00"
    assert moment("2026-11-22T23:50") == "2026-11-22T23:50:00+09:00"


def test_five_minutes_ahead_is_a_fast_clock_more_is_the_future() -> None:
    assert moment("14:35") == "2026-11-23T14:35:00+09:00"
    with pytest.raises(typed.IllFormed) as refused:
        moment("14:36")
    assert refused.value.instead == "2026-11-22 14:36"
    assert "For yesterday write the date" in refused.value.why.template
    assert moment(refused.value.instead) == "2026-11-22T14:36:00+09:00"
    with pytest.raises(typed.IllFormed) as refused:
        moment("2026-11-24 10:00")
    assert refused.value.instead == ""


@pytest.mark.parametrize("text", ["24:00", "12:60", "x", "", "12", "99:99", "2026-11-22", "2026-11-22 25:00"])
def test_times_that_are_refused(text: str) -> None:
    with pytest.raises(typed.IllFormed):
        moment(text)


def test_dates_to_come_need_their_date() -> None:
    assert typed.dated("2027-01-02 08:00", TOKYO).isoformat() == "2027-01-02T08:00:00+09:00"
    with pytest.raises(typed.IllFormed):
        typed.dated("08:00", TOKYO)


def test_the_hour_a_clock_change_repeats_is_asked_about() -> None:
    now = datetime.fromisoformat("2026-10-25T12:00:00+01:00")
    with pytest.raises(typed.IllFormed, match="clock change"):
        moment("02:30", now, BERLIN)
    assert moment("02:30+02:00", now, BERLIN) == "2026-10-25T02:30:00+02:00"
    assert moment("02:30+01:00", now, BERLIN) == "2026-10-25T02:30:00+01:00"
    with pytest.raises(typed.IllFormed, match="does not stand like that"):
        moment("02:30+09:00", now, BERLIN)
    assert moment("04:00", now, BERLIN) == "2026-10-25T04:00:00+01:00"


@pytest.mark.parametrize(
    ("at", "written"),
    [
        ("2026-10-25T02:30:00+02:00", "2026-10-25 02:30+02:00"),
        ("2026-10-25T02:30:00+01:00", "2026-10-25 02:30+01:00"),
        ("2026-10-25T03:30:00+01:00", "2026-10-25 03:30"),
    ],
)
def test_a_moment_of_the_hour_that_stands_twice_is_written_with_its_offset(at: str, written: str) -> None:
    assert typed.as_dated(datetime.fromisoformat(at), BERLIN) == written
    assert typed.dated(written, BERLIN) == datetime.fromisoformat(at)


def test_the_hour_a_clock_change_skips_does_not_exist() -> None:
    now = datetime.fromisoformat("2026-03-29T12:00:00+02:00")
    with pytest.raises(typed.IllFormed, match="clock change"):
        moment("02:30", now, BERLIN)


@given(st.text(max_size=20))
def test_nothing_but_a_refusal_in_words_leaves_a_parser(text: str) -> None:
    for parse in (
        typed.number,
        typed.whole,
        typed.day,
        lambda t: typed.moment(t, NOW, TOKYO),
        lambda t: typed.dated(t, TOKYO),
    ):
        try:
            found = parse(text)
        except typed.IllFormed as refused:
            assert refused.why.template  # noqa: PT017
        else:
            assert found is not None
    assert isinstance(typed.listed(text), tuple)


@given(st.integers(0, 8_000_000))
def test_a_written_moment_is_read_back(minutes: int) -> None:
    at = datetime(2020, 1, 1, tzinfo=TOKYO) + timedelta(minutes=minutes)
    later = at + timedelta(days=1)
    assert typed.moment(f"{at:%Y-%m-%d %H:%M}", later, TOKYO) == at


def test_lists_and_codes() -> None:
    assert typed.listed("a, b、c；d\n e ,") == ("a", "b", "c", "d", "e")
    assert typed.same_code(" ab 12", "ＡＢ１２")
    assert not typed.same_code("ab12", "ab13")
