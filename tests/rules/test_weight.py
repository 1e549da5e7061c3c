"""The weight in force: crossing the limit during a course, and its age."""

from __future__ import annotations

import pytest

from blin21_desktop.domain.entries import Entry
from tests.making import hour, measured, ordered, started
from tests.rules.looking import finding, missing, says, without


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


def test_without_a_course_an_old_weight_is_nobodys() -> None:
    found = finding("weight.crossed", measured(hour(-240)), at=hour())
    assert (found.answer, says(found.says)) == ("clear", "No course is under way.")


@pytest.mark.parametrize("entries", [(ordered(hour(-1)),), (started(),)])
def test_the_dose_says_of_which_weight_it_is_and_from_when(entries: tuple[Entry, ...]) -> None:
    """Also before a start, where no rule asks how old it is."""
    found = finding("dose.expected", measured(hour(-500)), *entries, at=hour(1))
    seen = f"In force for this course: 50.0, {hour(-500)}."
    assert seen in [says(text) for text in found.saw]
    assert not any("In force" in says(text) for text in finding("dose.expected", *entries, at=hour(1)).saw)
