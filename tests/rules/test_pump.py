"""The pump against the chart."""

from __future__ import annotations

import pytest

from tests.making import bag, changed, ended, hour, paused, resumed, started
from tests.rules.looking import finding, missing, pump, says, without


def test_nothing_to_compare() -> None:
    assert finding("pump.read").answer == "clear"
    assert finding("pump.read", started(), at=hour(1)).answer == "clear"
    old = (started(), pump(hour(1), 9.9), changed(hour(2), bag=bag(hour(2))))
    assert finding("pump.read", *old, at=hour(1)).answer == "fires"
    assert finding("pump.read", *old, at=hour(3)).answer == "clear"
    assert finding("pump.read", *old, pump(hour(2), 9.9), at=hour(3)).answer == "fires"


@pytest.mark.parametrize(("rate", "answer"), [(2.5, "clear"), (2.6, "fires"), (5.0, "fires")])
def test_the_rate(rate: float, answer: str) -> None:
    found = finding("pump.read", started(), pump(hour(2), rate), at=hour(5))
    assert (found.answer, found.action) == (answer, "watch")


def test_running_against_charted() -> None:
    assert "does not run" in says(finding("pump.read", started(), pump(hour(2), running=False), at=hour(3)).says)
    halted = (started(), paused(hour(1)))
    assert "charted as paused" in says(finding("pump.read", *halted, pump(hour(2)), at=hour(3)).says)
    assert finding("pump.read", *halted, pump(hour(2), 0.0, running=False), at=hour(3)).answer == "clear"


@pytest.mark.parametrize(
    ("given", "answer"), [(23.75, "clear"), (23.74, "fires"), (26.25, "clear"), (26.26, "fires"), (25.0, "clear")]
)
def test_5_percent_of_what_should_have_flowed(given: float, answer: str) -> None:
    assert finding("pump.read", started(), pump(hour(10), volume_given_ml=given), at=hour(10)).answer == answer
    left = round(240.0 - given, 2)
    assert finding("pump.read", started(), pump(hour(10), remaining_ml=left), at=hour(10)).answer == answer


def test_volumes_are_of_this_bag_and_skip_pauses() -> None:
    entries = (started(), changed(hour(50), bag=bag(hour(50))), paused(hour(60)), resumed(hour(65)))
    reading = pump(hour(70), volume_given_ml=37.5, remaining_ml=202.5)
    assert finding("pump.read", *entries, reading, at=hour(80)).answer == "clear"


def test_both_volumes_off_are_both_said() -> None:
    found = finding("pump.read", started(), pump(hour(10), volume_given_ml=1.0, remaining_ml=100.0), at=hour(11))
    assert "gave 1.0" in says(found.says)
    assert "100.0 are left" in says(found.saw[-1])


def test_just_hung_there_is_nothing_to_compare() -> None:
    assert finding("pump.read", started(), pump(hour(0), volume_given_ml=0.1)).answer == "clear"


def test_without_the_share() -> None:
    unknown = without("program.pump_volume_tolerance")
    found = finding("pump.read", started(), pump(hour(1)), at=hour(1), knowledge=unknown)
    assert missing(found) == ["program.pump_volume_tolerance is not configured"]
    assert finding("pump.read", started(), pump(hour(1), 5.0), at=hour(1), knowledge=unknown).answer == "fires"


def test_without_a_course_a_reading_is_compared_with_nothing() -> None:
    found = finding("pump.read", pump(hour(1)), at=hour(1))
    assert (found.answer, says(found.says)) == ("clear", "No course is under way.")


def test_in_course_2_a_reading_is_compared_with_course_2_and_each_difference_is_said_once() -> None:
    first = (started(), ended(hour(100)))
    second = started(hour(200), course=2, bag=bag(hour(200)), rate_ml_per_h=1.8)
    assert finding("pump.read", *first, second, pump(hour(210), 1.8), at=hour(211)).answer == "clear"
    found = finding("pump.read", *first, second, pump(hour(210), 2.5), at=hour(211))
    assert (found.answer, len(found.saw)) == ("fires", 1)
