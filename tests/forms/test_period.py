"""Which period is asked about: lengths back from now, days as a whole, what cannot be read refused in words."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from blin21_desktop.forms.period import CHOICES, FROM, LENGTHS, TO, Period, back_from, period
from tests.forms.filling import TOKYO

NOW = datetime(2026, 11, 23, 14, 30, tzinfo=TOKYO)


def on(day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=TOKYO)


def test_every_length_can_be_chosen_and_reaches_back_from_now() -> None:
    assert [option.code for option in CHOICES] == list(LENGTHS)
    assert [back_from(NOW, code).start for code in LENGTHS] == [
        NOW - timedelta(days=1),
        NOW - timedelta(days=7),
        NOW - timedelta(days=28),
        None,
    ]
    assert {back_from(NOW, code).end for code in LENGTHS} == {NOW}


def test_nothing_typed_is_all_that_is_charted() -> None:
    assert period({}, NOW, TOKYO) == period({FROM: " ", TO: ""}, NOW, TOKYO) == Period(start=None, end=NOW)


def test_a_day_alone_is_the_whole_day() -> None:
    assert period({FROM: "2026-11-20", TO: "2026/11/21"}, NOW, TOKYO) == Period(start=on(20), end=on(22))
    assert period({FROM: "2026-11-20", TO: "2026-11-20"}, NOW, TOKYO) == Period(start=on(20), end=on(21))


def test_a_moment_is_taken_as_it_stands_and_today_ends_now() -> None:
    found = period({FROM: "2026-11-20 08:15", TO: "2026-11-23"}, NOW, TOKYO)
    assert found == Period(start=on(20, 8, 15), end=NOW)


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ({FROM: "yesterday"}, [FROM]),
        ({TO: "2026-02-30"}, [TO]),
        ({FROM: "x", TO: "y"}, [FROM, TO]),
        ({FROM: "2026-11-21", TO: "2026-11-20"}, [FROM]),
        ({FROM: "2026-11-23 14:30"}, [FROM]),
    ],
)
def test_what_is_no_period_is_refused_at_its_field(typed: dict[str, str], keys: list[str]) -> None:
    assert list(period(typed, NOW, TOKYO).problems) == keys


def test_one_minute_is_a_period() -> None:
    assert period({FROM: "2026-11-23 14:29"}, NOW, TOKYO).problems == {}
