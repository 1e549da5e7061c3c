"""The low dose after a restart, to the second and to the event: which of several holds, and what brings it back."""

from __future__ import annotations

from typing import Any

import pytest

from blin21_desktop.domain.entries import Entry
from blin21_desktop.rules.consulted import Consulted
from blin21_desktop.rules.restart import Again, low_doses
from tests.making import crs, hour, measured, paused, resumed, started
from tests.rules.looking import JP, REACTION, US, finding, graded, look, says, site, without

LOW = {"dose_micrograms_per_day": 9.0}
FULL = (measured(), started(dose_micrograms_per_day=28.0))


def stop(at: float, kind: str, until: float, event: str = "e1") -> tuple[Entry, ...]:
    """A reaction that stops the drug, and its restart at the low dose."""
    return (
        graded(hour(at), kind, event),
        paused(hour(at), reason=REACTION, event=event),
        resumed(hour(until), **LOW),
    )


def again(*entries: Entry, **how: Any) -> Again | None:  # noqa: ANN401
    """What came back after the one restart."""
    (low,) = low_doses(look(*FULL, *entries, **how), Consulted(), Consulted())
    return low.again


def left_open(*entries: Entry, **how: Any) -> list[str]:  # noqa: ANN401
    """What could not be told of the low doses."""
    unknown = Consulted()
    low_doses(look(*FULL, *entries, **how), Consulted(), unknown)
    return [says(text) for text in unknown.missing]


def words(*entries: Entry, at: float, **how: Any) -> str:  # noqa: ANN401
    found = finding("dose.expected", *FULL, *entries, at=hour(at), **how)
    return says(found.saw[-1])


def test_of_two_low_doses_the_one_that_ends_last_is_said() -> None:
    first, second = stop(30, "crs", 40), stop(60, "crs", 70, "e2")
    assert words(*first, *second, at=80, label=US).endswith("until 2026-12-03 08:00:00+09:00.")
    longer, third = site(US, "crs.escalate_after_days", "14"), stop(60, "neurologic", 70, "e2")
    assert words(*first, *third, at=80, label=US, knowledge=longer).endswith("until 2026-12-09 12:00:00+09:00.")


@pytest.mark.parametrize("kinds", [("neurologic", "crs"), ("crs", "neurologic")])
def test_a_low_dose_for_good_is_said_before_one_that_ends(kinds: tuple[str, str]) -> None:
    first, second = stop(30, kinds[0], 40), stop(60, kinds[1], 70, "e2")
    assert words(*first, *second, at=80, label=JP).endswith("the label says not to raise it.")


def test_a_low_dose_for_good_of_this_course_leaves_nothing_open() -> None:
    assert left_open(*stop(30, "neurologic", 40), at=hour(80)) == []


@pytest.mark.parametrize(("seconds", "lacking"), [(0, []), (1, ["whether the new cycle begins with the low dose"])])
def test_a_pause_of_seven_days_sharp_is_of_the_same_cycle(seconds: int, lacking: list[str]) -> None:
    down = (graded(hour(30), "crs"), paused(hour(30), reason=REACTION, event="e1"))
    assert left_open(*down, at=hour(30 + 168, seconds=seconds), label=US) == lacking


@pytest.mark.parametrize(("seconds", "new"), [(0, False), (1, True)])
def test_a_restart_after_more_than_seven_days_says_that_a_new_cycle_begins(seconds: int, new: bool) -> None:
    down = (graded(hour(30), "crs"), paused(hour(30), reason=REACTION, event="e1"), crs(hour(197), accepted_grade=0))
    found = finding("crs.restart", *FULL, *down, at=hour(30 + 168, seconds=seconds), label=US)
    assert found.action == "restart_allowed"
    assert any("a new cycle begins" in says(text) for text in found.saw) is new


def test_without_its_days_a_restart_is_allowed_and_only_the_rise_is_not_told() -> None:
    down = (graded(hour(30), "crs"), paused(hour(30), reason=REACTION, event="e1"), crs(hour(60), accepted_grade=0))
    bare = without("crs.escalate_after_days")
    found = finding("crs.restart", *FULL, *down, at=hour(60), label=US, knowledge=bare)
    said = [says(text) for text in found.saw[1:]]
    assert said == ["Restart at the level_low dose, 9.0.", "Not told: crs.escalate_after_days is not configured"]


def test_without_a_weight_nothing_is_asked_of_the_row_below_45_kg() -> None:
    down = (graded(hour(30), "neurologic"), paused(hour(30), reason=REACTION, event="e1"))
    unknown = Consulted()
    low_doses(look(*FULL[1:], *down, at=hour(40)), Consulted(), unknown)
    assert [says(text) for text in unknown.missing] == ["a weight at or before the start of the course"]


def test_what_is_seen_at_the_restart_itself_did_not_come_back() -> None:
    down = stop(30, "crs", 40)
    assert again(*down, crs(hour(40), accepted_grade=1), graded(hour(40), "crs", grade=1), at=hour(80)) is None
    assert again(*down, crs(hour(40, seconds=1), accepted_grade=1), at=hour(80)) == Again(1, hour(40, seconds=1))
    assert again(*down, crs(hour(41), accepted_grade=0), graded(hour(42), "crs", grade=0), at=hour(80)) is None


def test_what_comes_back_is_of_the_same_row() -> None:
    others = (crs(hour(41), accepted_grade=2), graded(hour(42), "other", "e2", 2))
    assert again(*stop(30, "neurologic", 40), *others, at=hour(80), label=US) is None


def test_the_newest_that_came_back_counts() -> None:
    seen = (crs(hour(41), accepted_grade=1), graded(hour(60), "crs", "e2", 2), crs(hour(50), accepted_grade=3))
    assert again(*stop(30, "crs", 40), *seen, at=hour(80)) == Again(2, hour(60))


def test_an_event_named_anew_is_what_it_was_named_last() -> None:
    down = (graded(hour(30), "neurologic"), paused(hour(30), reason=REACTION, event="e1"))
    unknown = {kind: left_open(*down, graded(hour(31), kind), at=hour(40)) for kind in ("neurologic", "gvhd", "other")}
    assert unknown == {
        "neurologic": [],
        "gvhd": ["a restart dose in the label for an event of the kind gvhd"],
        "other": ["other.restart_dose is not configured", "other.escalate_after_days is not configured"],
    }


@pytest.mark.parametrize("kinds", [("neurologic", "crs"), ("crs", "neurologic")])
def test_one_of_two_that_must_not_be_raised_is_enough(kinds: tuple[str, str]) -> None:
    entries = (*FULL, *stop(30, kinds[0], 40), *stop(60, kinds[1], 70, "e2"))
    found = finding("dose.escalate", *entries, at=hour(80), label=JP)
    assert says(found.says) == "The label says not to raise the dose after this restart."
