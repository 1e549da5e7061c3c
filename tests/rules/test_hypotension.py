"""Low systolic pressure by age. Grading notes 5.3: both formulas give 90 at ten; days, months, years are completed."""

from __future__ import annotations

from datetime import date

import pytest

from blin21_desktop.domain.moments import age_months
from blin21_desktop.rules.crs import ASTCT
from blin21_desktop.rules.hypotension import CHILD, INFANT, NEONATE, OLDER, low_below
from tests.rules.looking import KNOWLEDGE, says, without

BIRTH = date(2026, 1, 31)


@pytest.mark.parametrize(
    ("on", "below", "age"),
    [
        (date(2026, 1, 31), 60, "0 days"),
        (date(2026, 2, 1), 60, "1 day"),
        (date(2026, 2, 28), 60, "28 days"),
        (date(2026, 3, 1), 70, "1 month"),
        (date(2027, 1, 30), 70, "11 months"),
        (date(2027, 1, 31), 72, "1 year"),
        (date(2031, 1, 31), 80, "5 years"),
        (date(2036, 1, 30), 88, "9 years"),
        (date(2036, 1, 31), 90, "10 years"),
        (date(2037, 1, 30), 90, "10 years"),
        (date(2037, 1, 31), 90, "11 years"),
        (date(2051, 1, 31), 90, "25 years"),
    ],
)
def test_the_limit_by_age(on: date, below: int, age: str) -> None:
    found = low_below(BIRTH, on, KNOWLEDGE.scales[ASTCT])
    assert found is not None
    assert found.mmhg == below
    assert says(found.age) == age
    assert found.source == ("V1" if below in (60, 70) else "K1")


@pytest.mark.parametrize("on", [date(2026, 4, 2), date(2026, 4, 3)])
def test_from_29_days_to_one_month_no_source_tells(on: date) -> None:
    assert low_below(date(2026, 3, 4), on, KNOWLEDGE.scales[ASTCT]) is None
    day_28, a_month = date(2026, 4, 1), date(2026, 4, 4)
    assert all(low_below(date(2026, 3, 4), at, KNOWLEDGE.scales[ASTCT]) is not None for at in (day_28, a_month))


@pytest.mark.parametrize(
    ("key", "on"),
    [
        (NEONATE, date(2026, 2, 10)),
        (INFANT, date(2026, 6, 1)),
        (CHILD, date(2030, 6, 1)),
        (CHILD, date(2040, 6, 1)),
        (OLDER, date(2040, 6, 1)),
    ],
)
def test_a_limit_that_is_not_configured_is_not_guessed(key: str, on: date) -> None:
    assert low_below(BIRTH, on, without(key).scales[ASTCT]) is None


@pytest.mark.parametrize(
    ("on", "months"),
    [(date(2026, 1, 31), 0), (date(2026, 2, 28), 0), (date(2026, 3, 1), 1), (date(2026, 3, 30), 1),
     (date(2026, 3, 31), 2), (date(2027, 1, 30), 11), (date(2027, 1, 31), 12)],
)  # fmt: skip
def test_completed_months(on: date, months: int) -> None:
    assert age_months(BIRTH, on) == months
