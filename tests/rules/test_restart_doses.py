"""The doses a restart may be planned with: as ordered, as labelled on the bag, and whether that is the label's."""

from __future__ import annotations

from typing import Any

import pytest

from blin21_desktop.domain.entries import Entry
from blin21_desktop.rules.restart_plan_dose import agrees, labels_dose, level_dose, level_of, ordered_dose, rise
from tests.making import hour, measured, ordered, paused, resumed, started
from tests.rules.looking import JP, REACTION, US, graded, look, says, without

LOW: dict[str, Any] = {"dose_micrograms_per_day": 9.0}


def restarted(kind: str = "crs") -> tuple[Entry, ...]:
    """Course 1 at the full dose, stopped for a reaction after 30 h, going on low from 40 h."""
    first = (measured(), started(dose_micrograms_per_day=28.0), graded(hour(30), kind))
    return (*first, paused(hour(30), reason=REACTION, event="e1"), resumed(hour(40), **LOW))


def test_the_ordered_dose_is_the_one_in_force_and_none_without_an_order() -> None:
    assert ordered_dose(look(measured(), at=hour(1))) is None
    found = ordered_dose(look(measured(), ordered(hour(-1), 28.0), at=hour(1)))
    assert found is not None
    assert (found.micrograms_per_day, found.level) == (28.0, "full")


def test_the_level_of_a_dose_is_the_nearer_one() -> None:
    s = look(measured(), at=hour(1))
    assert [level_of(s, dose) for dose in (9.0, 18.49, 18.5, 28.0)] == ["low", "low", "full", "full"]
    assert level_of(look(measured(), at=hour(1), knowledge=without("dose.low")), 9.0) is None


@pytest.mark.parametrize(("dose", "is_labels"), [(9.0, True), (9.45, True), (9.46, False), (18.0, False), (28.0, True)])
def test_once_the_days_are_over_low_and_full_both_agree(dose: float, is_labels: bool) -> None:
    s = look(*restarted(), at=hour(40 + 168), label=US)
    assert agrees(s, dose) is is_labels
    assert agrees(look(*restarted(), at=hour(41), label=US), 28.0) is False


@pytest.mark.parametrize("key", ["dose.low", "program.dose_tolerance"])
def test_without_a_number_whether_a_dose_agrees_cannot_be_told(key: str) -> None:
    assert agrees(look(*restarted(), at=hour(41), label=US, knowledge=without(key)), 9.0) is None


def test_when_the_dose_goes_up_after_this_restart() -> None:
    def up(*entries: Entry, at: float = 41, label: str = US) -> tuple[str, object, list[str]]:
        s = look(*entries, at=hour(at), label=label)
        found = rise(s, level_dose(s, "low"))
        return found.kind, found.at, [says(text)[:30] for text in found.missing]

    assert up(*restarted()) == ("at", hour(208), [])
    assert up(*restarted("neurologic"), label=JP) == ("never", None, [])
    came_back = (*restarted(), graded(hour(50), "crs", grade=1))
    assert up(*came_back, at=60) == ("cannot_tell", None, ["the physician's decision: grad"])
    assert up(measured(), started()) == ("at", hour(168), [])
    stepless = (measured(), started(course=2, **LOW))
    assert up(*stepless) == ("cannot_tell", None, ["the physician's decision: no r"])
    full = look(*restarted(), at=hour(300), label=US)
    assert rise(full, labels_dose(full)).kind == "none"
