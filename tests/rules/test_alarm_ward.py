"""A few days of the simulated ward at each run; the whole of it is the campaign tests/campaigns/alarms.py."""

from __future__ import annotations

import pytest

from tests.campaigns.alarm_nurses import Nurses
from tests.campaigns.alarm_verdict import Verdict
from tests.campaigns.alarms import broken, holds, told

DAYS, CHILDREN, SEED = 3, 2, 1


@pytest.fixture(scope="module")
def lived() -> Verdict:
    return Nurses(DAYS, CHILDREN, SEED).run()


def test_no_high_alert_is_missed_and_the_budget_is_kept(lived: Verdict) -> None:
    assert holds(lived), told(lived)
    assert lived.looks > 1000


def test_after_the_computer_slept_the_first_look_shows_what_is_high(lived: Verdict) -> None:
    assert lived.at_waking > 0


def test_what_was_acknowledged_and_not_solved_came_back(lived: Verdict) -> None:
    assert lived.acknowledged > lived.returned > 0


@pytest.mark.parametrize("fault", ["overdue checks never become high", "acknowledged is silenced for good"])
def test_broken_alerts_are_noticed(fault: str) -> None:
    with broken(fault):
        assert Nurses(DAYS, CHILDREN, SEED).run().wrong


def test_a_ward_that_waits_for_alerts_is_over_its_budget() -> None:
    lived = Nurses(1, 8, SEED, forgetful=True).run(nurses=1)
    assert any(count.over_budget for count in lived.counts)
