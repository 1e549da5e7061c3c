"""The fever of febrile neutropenia, at its edges: 38.3 once, 38.0 for an hour (grading notes, section 9)."""

from __future__ import annotations

from datetime import datetime

import pytest

from blin21_desktop.rules.lab_fever import charted_fever
from tests.checking import vitals
from tests.making import AT, chart, hour
from tests.rules.grading import scale

MINUTE = 1 / 60
LATER = hour(48)


def fever(*readings: tuple[float, float | None], at: datetime = LATER) -> bool | None:
    """Whether (hours after the count, °C) make the fever."""
    return charted_fever(chart(*(vitals(hour(h), temperature_c=c) for h, c in readings)), AT, at, scale().fever)


@pytest.mark.parametrize(
    ("readings", "told"),
    [
        ([], None),
        ([(0, None)], None),
        ([(0, 38.4)], True),
        ([(-0.3, 37.0), (0, 38.3), (0.5, 37.0)], False),
        ([(0, 38.3)], None),
        ([(0, 37.9)], False),
        ([(0, 38.0), (1, 38.0)], None),
        ([(-0.1, 37.5), (0, 38.0), (1, 38.0)], None),
        ([(0, 38.0), (1 + MINUTE, 38.0)], True),
        ([(0, 38.0), (0.5, 37.9), (1 + MINUTE, 38.0)], None),
        ([(-1, 37.0), (0, 38.1), (4, 37.0)], None),
        ([(-0.25, 37.0), (0, 38.1), (0.75, 37.0)], False),
        ([(-0.25, 37.0), (0, 38.1), (0.75 + MINUTE, 37.0)], None),
        ([(0, 37.0), (0.3, 38.1), (0.6, 37.0), (1, 38.0), (2.1, 38.2)], True),
    ],
)
def test_a_fever_is_one_reading_above_38_3_or_38_0_for_more_than_an_hour(
    readings: list[tuple[float, float | None]], told: bool | None
) -> None:
    assert fever(*readings) is told


def test_only_readings_around_the_count_that_had_happened_count() -> None:
    assert fever((24, 38.4)) is True
    assert fever((-24, 38.4)) is True
    assert fever((24 + MINUTE, 38.4)) is None
    assert fever((-24 - MINUTE, 38.4)) is None
    assert fever((2, 38.4), at=hour(1)) is None
