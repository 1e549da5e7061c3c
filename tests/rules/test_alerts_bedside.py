"""Alerts about the checks: overdue, missed in a row, and what they found."""

from __future__ import annotations

from dataclasses import replace

import pytest

from blin21_desktop.domain.alerts import covers, key_of
from tests.making import (
    crs,
    ended,
    graded,
    hour,
    ice,
    missed,
    neuro,
    oxygen,
    vitals,
    withdrawn,
)
from tests.rules.acknowledging import decided
from tests.rules.alerting import checked, seen
from tests.rules.looking import KNOWLEDGE, pump, says, without


@pytest.mark.parametrize(
    ("seconds", "level"), [(1800, None), (1801, "medium"), (7200, "medium"), (7201, "high"), (90000, "high")]
)
def test_checks_are_medium_when_overdue_and_high_after_a_further_interval(seconds: int, level: str | None) -> None:
    """Vital signs every 2 h in the first day: due 2 h after the start."""
    found = seen(at=hour(2, seconds=seconds)).get("checks")
    assert (None if found is None else found.level) == level
    if found is not None:
        assert found.since == hour(2)


def test_all_overdue_checks_of_a_child_are_one_alert() -> None:
    found = seen(pump(hour(8)), at=hour(9))["checks"]
    assert found.key == key_of("checks", [("vitals", hour(2)), ("crs", hour(4)), ("neuro", hour(8))])
    assert "CRS check" in str(found.says.values["which"])
    only = seen(*checked(hour(9), "vitals", "crs"), at=hour(9, seconds=1))["checks"]
    assert covers(found.key, only.key)
    assert not covers(only.key, found.key)
    assert "checks" not in seen(*checked(hour(9)), at=hour(9, seconds=1))


def test_a_computer_that_slept_shows_it_all_at_once() -> None:
    """Nothing was looked at between hour 2 and hour 20: the first look after has it."""
    found = seen(*checked(hour(2)), at=hour(20))
    assert {cause: alert.level for cause, alert in found.items()} == {"checks": "high"}
    assert {part.partition("@")[0] for part in found["checks"].key.partition("/")[2].split(",")} == {
        "vitals",
        "crs",
        "neuro",
        "flow",
    }


def test_nobody_confirmed_the_flow() -> None:
    done = (vitals(hour(9)), crs(hour(9)), neuro(hour(9)))
    assert "checks" not in seen(pump(hour(2)), *done, at=hour(10))
    found = seen(pump(hour(2)), *done, at=hour(10, seconds=1))["checks"]
    assert (found.level, found.since, found.key) == ("medium", hour(10), key_of("checks", [("flow", hour(10))]))
    assert "confirmed" in says(found.says)
    assert "pump" in says(found.action)
    unknown = without("program.confirmed_max_hours")
    assert "checks" not in seen(pump(hour(2)), *done, at=hour(10, seconds=1), knowledge=unknown)
    assert "checks" not in seen(ended(hour(3)), at=hour(30))
    beside = seen(pump(hour(2)), *done[1:], at=hour(10, seconds=1))["checks"]
    assert covers(beside.key, found.key)
    assert [says(name) for name in beside.says.values["which"]] == ["vital signs", "a look at the pump"]


def test_missed_in_a_row() -> None:
    once = (*checked(hour(4)), missed(hour(8), "crs"))
    assert "missed" not in seen(*once, at=hour(8, seconds=1))
    twice = (*once, missed(hour(12), "crs", "refused"))
    found = seen(*twice, at=hour(12, seconds=1))["missed"]
    assert (found.level, found.since, found.says.values["count"]) == ("medium", hour(12), 2)
    assert "missed" not in seen(*twice, crs(hour(13)), at=hour(14))
    assert "missed" not in seen(*twice, decided(hour(12)), at=hour(14))
    third = seen(*twice, missed(hour(16), "crs"), at=hour(16, seconds=1))["missed"]
    assert not covers(found.key, third.key)
    assert "missed" not in seen(*twice, at=hour(14), knowledge=without("checks.missed_in_a_row"))
    assert "missed" not in seen(*twice, ended(hour(13)), at=hour(14))


@pytest.mark.parametrize(("pressure", "level"), [("none", "medium"), ("fluids", "high")])
def test_crs_found_at_a_check(pressure: str, level: str) -> None:
    cause = "crs.hold" if pressure == "fluids" else "crs"  # where the label says hold, that is said instead
    found = seen(crs(hour(4), "yes", pressure), at=hour(4))[cause]
    assert (found.level, found.since) == (level, hour(4))
    assert "physician" in says(found.action)
    assert "crs" not in seen(crs(hour(4), "yes", pressure), decided(hour(5)), at=hour(5))
    assert "crs" not in seen(crs(hour(4), "yes", pressure), crs(hour(6)), at=hour(6))


def test_a_rise_is_another_alert_and_a_fall_is_not() -> None:
    mild, severe = crs(hour(4), "yes"), crs(hour(6), "yes", "fluids")
    first = seen(mild, at=hour(5))["crs"]
    second = seen(mild, decided(hour(5)), severe, at=hour(6))["crs.hold"]
    assert (second.level, covers(first.key, second.key)) == ("high", False)
    fallen = seen(mild, severe, crs(hour(8), "yes"), at=hour(8))["crs"]
    assert fallen.level == "medium"
    event = seen(graded(hour(4), 3, "crs"), at=hour(5))["crs.hold"]
    assert event.level == "high"


def test_what_cannot_be_graded_says_what_is_missing() -> None:
    found = seen(crs(hour(4), "masked"), at=hour(4))["crs"]
    assert found.level == "medium"
    assert "cannot be graded" in says(found.says)
    assert found.says.values["missing"]
    assert "crs" not in seen(crs(hour(4), "masked", accepted_grade=0, because="never febrile"), at=hour(4))
    assert "crs" not in seen(crs(hour(4), "masked"), decided(hour(4)), at=hour(4))
    after = seen(crs(hour(3), "yes", "fluids"), decided(hour(3)), crs(hour(4), "masked"), at=hour(4))["crs"]
    assert after.level == "high", "the grade before was 2"
    nasal = crs(hour(4), "yes", oxygen=oxygen("nasal_cannula"))
    assert seen(nasal, at=hour(4))["crs.hold"].level == "high", "2 or 3 by what is known"


def test_checks_without_a_grade_stay_as_urgent_as_the_grade_before_them() -> None:
    before = (crs(hour(2), "yes"), crs(hour(3), "yes", "fluids"), crs(hour(4), "masked"))
    assert seen(*before, at=hour(4))["crs"].level == "high"
    assert seen(*before, crs(hour(5), "masked"), at=hour(5))["crs"].level == "high"
    well = (crs(hour(3), "yes", "fluids"), crs(hour(4)), crs(hour(5), "masked"))
    assert seen(*well, at=hour(5))["crs"].level == "medium"


@pytest.mark.parametrize(
    ("points", "level"), [({"orientation": 2}, "medium"), ({"orientation": 0, "naming": 0}, "high")]
)
def test_icans_found_at_a_check(points: dict[str, int], level: str) -> None:
    assert seen(neuro(hour(4), ice=ice(**points)), at=hour(4))["icans"].level == level
    unseen = neuro(hour(4), ice=None, unable={"ice": "sedated"})
    assert "ICANS cannot be graded" in says(seen(unseen, at=hour(4))["icans"].says)
    bare = replace(KNOWLEDGE, scales={})
    assert "cannot be graded" in says(seen(unseen, at=hour(4), knowledge=bare)["icans"].says)


def test_without_a_limit_every_grade_is_high() -> None:
    unknown = without("alerts.high_from_grade")
    assert seen(crs(hour(4), "yes"), at=hour(4), knowledge=unknown)["crs"].level == "high"


def test_a_withdrawn_check_takes_its_alert_along() -> None:
    wrong = crs(hour(4), "yes", "fluids")
    assert "crs" not in seen(wrong, withdrawn(hour(5), wrong.id), at=hour(5))
