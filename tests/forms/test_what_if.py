"""What is asked of the restart planner: a time to come, a length of a hold, everything else refused in words."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from blin21_desktop.forms.what_if import HOLD, LEVEL, LEVELS, RESUME_AT, SHIFTS, Question, question, shifted
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
    if not text.isdigit() and "." not in text:
        assert found.problems[HOLD].template == "Hours or days, such as 72 hr or 3 d."
    assert question({HOLD: "8760"}, NOW, TOKYO).hold == timedelta(days=365)


@pytest.mark.parametrize(("code", "level"), [("", None), ("low", "low"), ("full", "full"), ("high", None)])
def test_the_level_of_the_new_bag(code: str, level: str | None) -> None:
    assert question({LEVEL: code}, NOW, TOKYO).level == level
    assert [option.code for option in LEVELS] == ["", "low", "full"]


@pytest.mark.parametrize(
    ("text", "minutes", "then"),
    [
        ("", 15, "2026-11-23 14:45"),
        ("2026-11-23 23:50", 15, "2026-11-24 00:05"),
        ("15:00", 60, "2026-11-23 16:00"),
        ("no time", 1440, "2026-11-24 14:30"),
        ("2026-11-20 08:00", 60, "2026-11-23 15:30"),
    ],
)
def test_the_restart_is_moved_from_what_stands_there_or_from_now(text: str, minutes: int, then: str) -> None:
    assert shifted(text, minutes, NOW, TOKYO) == then
    assert str(minutes) in [option.code for option in SHIFTS]


@pytest.mark.parametrize(
    ("text", "hours"),
    [("72", 72), ("72h", 72), ("72 hr", 72), ("72時間", 72), ("3d", 72), ("3 日", 72), ("０．５ｄ", 12), ("1.5", 1.5)],
)
def test_a_hold_is_told_in_hours_or_in_days(text: str, hours: float) -> None:
    assert question({HOLD: text}, NOW, TOKYO).hold == timedelta(hours=hours)


@pytest.mark.parametrize("text", ["d", "3dh", "3 days", "366d", "0日"])
def test_what_is_no_length_is_refused(text: str) -> None:
    assert list(question({HOLD: text}, NOW, TOKYO).problems) == [HOLD]
