"""What is asked of the restart planner: a time to come, a length of a hold, everything else refused in words."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from blin21_desktop.forms.what_if import HOLD, RESUME_AT, Question, question
from tests.forms.filling import TOKYO

NOW = datetime(2026, 11, 23, 14, 30, tzinfo=TOKYO)


def test_nothing_typed_asks_about_now() -> None:
    assert question({}, NOW, TOKYO) == Question()
    assert question({RESUME_AT: "  ", HOLD: ""}, NOW, TOKYO) == Question()


def test_a_moment_and_a_length_are_read() -> None:
    found = question({RESUME_AT: "2026-11-24 08:00", HOLD: "1.5"}, NOW, TOKYO)
    assert found.resume_at == datetime(2026, 11, 24, 8, 0, tzinfo=TOKYO)
    assert found.hold == timedelta(hours=1.5)
    assert found.problems == {}


def test_a_time_alone_is_of_today_also_in_full_width() -> None:
    assert question({RESUME_AT: "１５：００"}, NOW, TOKYO).resume_at == datetime(2026, 11, 23, 15, 0, tzinfo=TOKYO)
    assert question({RESUME_AT: "14:30"}, NOW, TOKYO).resume_at == NOW


@pytest.mark.parametrize("text", ["14:29", "2026-11-23 14:29", "tomorrow", "25:00", "2026-02-30 10:00"])
def test_the_past_and_what_is_no_time_are_refused(text: str) -> None:
    found = question({RESUME_AT: text}, NOW, TOKYO)
    assert found.resume_at is None
    assert list(found.problems) == [RESUME_AT]


@pytest.mark.parametrize("text", ["0", "8760.5", "-4", "4,5", "a week"])
def test_a_hold_is_more_than_nothing_and_at_most_a_year(text: str) -> None:
    found = question({HOLD: text}, NOW, TOKYO)
    assert (found.hold, list(found.problems)) == (None, [HOLD])
    assert question({HOLD: "8760"}, NOW, TOKYO).hold == timedelta(days=365)
