"""The weight in force: crossing the limit during a course, and its age."""

from __future__ import annotations

import pytest

from tests.making import hour, measured, started
from tests.rules.looking import finding, missing, without


@pytest.mark.parametrize(
    ("first", "newest", "answer"),
    [(44.9, 45.0, "fires"), (45.0, 44.9, "fires"), (45.0, 60.0, "clear"), (30.0, 44.9, "clear")],
)
def test_the_weight_crosses_45_kg(first: float, newest: float, answer: str) -> None:
    entries = (measured(weight_kg=first), started(), measured(hour(24), weight_kg=newest))
    found = finding("weight.crossed", *entries, at=hour(25))
    assert (found.answer, found.action) == (answer, "watch")


@pytest.mark.parametrize(("seconds", "answer"), [(0, "clear"), (1, "fires")])
def test_a_weight_older_than_7_days(seconds: int, answer: str) -> None:
    assert finding("weight.crossed", measured(), started(), at=hour(168, seconds=seconds)).answer == answer


def test_weight_rule_without_what_it_needs() -> None:
    assert finding("weight.crossed", measured()).answer == "clear"
    assert missing(finding("weight.crossed", started())) == ["a weight at or before the start of the course"]
    for key in ("dose.weight_split_kg", "program.weight_max_age_days"):
        found = finding("weight.crossed", measured(), started(), knowledge=without(key))
        assert missing(found) == [f"{key} is not configured"]
