"""From when changes are asked about: what the chart knows, or as typed; the future is none."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from blin21_desktop.forms.since import SinceWish, asked, options
from blin21_desktop.rules.handover import Basis
from tests.making import hour

TOKYO = ZoneInfo("Asia/Tokyo")
MOMENTS: dict[Basis, object] = {"own_entry": hour(-6), "day": hour(-24)}


def found(basis: str = "", typed: str = "") -> tuple[object, str, str]:
    answer = asked(SinceWish(basis=basis, typed=typed), MOMENTS, hour(0), TOKYO)  # type: ignore[arg-type]
    return answer.then, answer.basis, "" if answer.problem is None else answer.problem.template


def test_the_first_moment_there_is_stands_unless_another_is_chosen() -> None:
    assert found() == (hour(-6), "own_entry", "")
    assert found("day") == (hour(-24), "day", "")
    assert found("own_handover") == (hour(-6), "own_entry", "")
    assert [option.code for option in options(MOMENTS)] == ["own_entry", "day"]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "then", "basis", "problem"),
    [
        ("2026-11-23 09:37", hour(0).replace(hour=9, minute=37), "typed", ""),
        ("2026-11-23 09:59", hour(0).replace(hour=9, minute=59), "typed", ""),
        ("2026-11-23 10:00", hour(-6), "own_entry", "{then:moment} is not before {at:moment}."),
        ("yesterday", hour(-6), "own_entry", "Date and time, such as 2026-11-28 12:00."),
        ("  ", hour(-6), "own_entry", ""),
    ],
)
def test_a_moment_as_typed(typed: str, then: object, basis: str, problem: str) -> None:
    assert found(typed=typed) == (then, basis, problem)
