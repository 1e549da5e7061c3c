"""Bags: the earliest of four moments, ties, expiry, rate and volume, flush equivalent."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from blin21_desktop.rules.bag import BagState, bag_state, rate_question, volume_question
from tests.making import bag, changed, ended, hour, measured, paused, resumed, started
from tests.rules.looking import JP, KNOWLEDGE, US, finding, look, missing, says, without

FULL: dict[str, Any] = {"dose_micrograms_per_day": 28.0}
LABELS = KNOWLEDGE.labels


def state(*entries: object, at: datetime, label: str = JP) -> BagState:
    found = bag_state(look(*entries, at=at, label=label))  # type: ignore[arg-type]
    assert found is not None
    return found


def test_a_bag_ends_after_its_hours_of_flow() -> None:
    found = state(measured(), started(), at=hour(1))
    assert (found.number, found.hung_at, found.change_due_at) == (1, hour(0), hour(96))
    assert found.change_due_because == "end-of-bag"
    assert found.expected_remaining_ml == 237.5
    assert found.flush_ml_equals_hours == 2.0
    assert found.running


def test_a_pause_stretches_the_bag_but_not_past_use_before() -> None:
    entries = (measured(), started(bag=bag(use_before=hour(110))), paused(hour(10)))
    assert state(*entries, at=hour(20)).change_due_at == hour(106)
    assert state(*entries, at=hour(24)).change_due_because == "use-before"  # both at 110 h: the fresh bag is named
    found = state(*entries, at=hour(40))
    assert (found.change_due_at, found.change_due_because, found.running) == (hour(110), "use-before", False)
    again = state(*entries, resumed(hour(15)), at=hour(40))
    assert (again.number, again.change_due_at, again.change_due_because) == (1, hour(101), "end-of-bag")


def test_an_overdue_bag_keeps_its_moment_through_a_pause() -> None:
    entries = (measured(), started(), paused(hour(98)), resumed(hour(101)))
    for at in (97, 99, 102):
        assert state(*entries, at=hour(at)).change_due_at == hour(96)


def test_a_bag_used_up_to_the_second_of_the_pause_was_due_then() -> None:
    entries = (measured(), started(), paused(hour(96)))
    assert state(*entries, at=hour(99)).change_due_at == hour(96)


def test_the_step_cuts_a_bag_short() -> None:
    entries = (measured(), started(), changed(hour(96), bag=bag(hour(96))))
    found = state(*entries, at=hour(100))
    assert (found.number, found.change_due_at, found.change_due_because) == (2, hour(168), "dose-step")
    stepped = state(*entries, changed(hour(168), bag=bag(hour(168), **FULL)), at=hour(169))
    assert (stepped.number, stepped.change_due_at, stepped.change_due_because) == (3, hour(264), "end-of-bag")


def test_the_tie_of_a_well_tiled_week_names_the_step() -> None:
    entries = (measured(), started(bag=bag(hours=72)), changed(hour(72), bag=bag(hour(72))))
    assert state(*entries, at=hour(72)).change_due_because == "dose-step"


@pytest.mark.parametrize(
    ("hung", "why", "due"), [(575, "end-of-bag", 671), (576, "course-end", 672), (577, "course-end", 672)]
)
def test_the_end_of_the_course(hung: int, why: str, due: int) -> None:
    entries = (measured(), started(bag=bag(**FULL)), changed(hour(hung), bag=bag(hour(hung), **FULL)))
    found = state(*entries, at=hour(hung + 1))
    assert (found.change_due_because, found.change_due_at) == (why, hour(due))


def test_no_bag_before_the_start_and_after_the_end() -> None:
    assert bag_state(look()) is None
    assert bag_state(look(started(), ended(hour(5)), at=hour(6))) is None
    for rule in ("bag.end", "bag.expiry", "bag.rate"):
        assert finding(rule).answer == "clear"


def test_without_the_number_there_is_no_flush_equivalent() -> None:
    found = bag_state(look(started(), knowledge=without("program.flush_ml", "cycle.end", "step.courses")))
    assert found is not None
    assert found.flush_ml_equals_hours is None
    assert found.change_due_at == hour(96)


@pytest.mark.parametrize(
    ("seconds", "answer", "words"),
    [
        (-7201, "clear", "is due"),
        (-7200, "fires", "is due"),
        (0, "fires", "is due"),
        (1, "fires", "overdue by 0:00:01"),
    ],
)
def test_said_from_2_hours_before(seconds: int, answer: str, words: str) -> None:
    found = finding("bag.end", measured(), started(), at=hour(96, seconds=seconds))
    assert (found.answer, found.action) == (answer, "watch")
    assert words in says(found.says)


def test_while_paused_it_says_so() -> None:
    found = finding("bag.end", measured(), started(), paused(hour(95)), at=hour(95))
    assert found.answer == "fires"
    assert "Paused" in says(found.saw[-1])


def test_bag_end_without_its_window() -> None:
    unknown = without("program.due_within_hours")
    found = finding("bag.end", started(), at=hour(95), knowledge=unknown)
    assert missing(found) == ["program.due_within_hours is not configured"]
    assert finding("bag.end", started(), at=hour(97), knowledge=unknown).answer == "fires"


@pytest.mark.parametrize(("seconds", "answer"), [(-1, "clear"), (0, "clear"), (1, "fires")])
def test_past_use_before(seconds: int, answer: str) -> None:
    found = finding("bag.expiry", started(bag=bag(use_before=hour(50))), at=hour(50, seconds=seconds))
    assert (found.answer, found.action) == (answer, "watch")


RATES = [(24, 10.0), (48, 5.0), (72, 3.3), (96, 2.5)]
US_RATES = [(24, 10.0), (48, 5.0), (72, 1.8), (96, 1.8), (168, 0.6)]


@pytest.mark.parametrize(("label", "hours", "rate"), [(JP, *r) for r in RATES] + [(US, *r) for r in US_RATES])
def test_the_rates_of_the_labels(label: str, hours: int, rate: float) -> None:
    hung = bag(hours=hours, rate_ml_per_h=rate)
    assert rate_question(hung, rate, LABELS[label]) is None
    assert rate_question(hung, rate + 0.1, LABELS[label]) is not None
    assert finding("bag.rate", started(bag=hung), label=label).answer == "clear"


@pytest.mark.parametrize(("hours", "rate"), [(72, 1.8), (96, 1.8), (168, 0.6)])
def test_another_country_s_rate_is_never_right_in_japan(hours: int, rate: float) -> None:
    assert finding("bag.rate", started(bag=bag(hours=hours, rate_ml_per_h=rate)), label=JP).answer == "fires"
    assert finding("bag.rate", started(bag=bag(hours=hours, rate_ml_per_h=rate)), label=US).answer == "clear"


def test_the_question_names_the_factor() -> None:
    question = rate_question(bag(), 10.0, LABELS[JP])
    assert question is not None
    assert question.values["factor"] == 4.0
    none = rate_question(bag(hours=168), 0.6, LABELS[JP])
    assert none is not None
    assert "has no bag of 168" in says(none)


def test_the_bag_s_own_rate_is_compared_too() -> None:
    found = finding("bag.rate", started(bag=bag(rate_ml_per_h=2.4), rate_ml_per_h=2.5))
    assert found.answer == "fires"
    assert "2.4" in says(found.says)


def test_without_a_table_nothing_is_said() -> None:
    unknown = without("bag.rate_ml_per_h", "program.rate_rounding_ml_per_h")
    found = finding("bag.rate", started(), knowledge=unknown)
    assert missing(found) == ["bag.rate_ml_per_h is not configured"]
    assert rate_question(bag(), 99.0, unknown.labels[JP]) is None
    assert volume_question(bag(volume_ml=1.0), unknown.labels[JP]) is None


@pytest.mark.parametrize(
    ("hours", "rate", "volume", "asks"),
    [
        (72, 3.3, 237.6, False),
        (72, 3.3, 240.0, False),  # the bag was made for 240 mL, and the rate was rounded
        (72, 3.3, 241.2, False),
        (72, 3.3, 241.3, True),
        (72, 3.3, 234.0, False),
        (72, 3.3, 233.9, True),
        (96, 2.5, 240.0, False),
        (96, 2.5, 270.0, True),
        (96, 1.8, 172.8, False),
        (96, 1.8, 240.0, True),
        (24, 10.0, 240.0, False),
        (24, 240.0, 10.0, True),
    ],
)
def test_volume_against_rate_and_hours(hours: int, rate: float, volume: float, asks: bool) -> None:
    hung = bag(hours=hours, rate_ml_per_h=rate, volume_ml=volume)
    assert (volume_question(hung, LABELS[JP]) is not None) is asks


def test_the_bag_that_hangs_now_is_the_one_that_may_be_past_its_time() -> None:
    first = started(bag=bag(hour(), use_before=hour(50)))
    second = changed(hour(49), bag=bag(hour(49), use_before=hour(200)))
    assert finding("bag.expiry", first, second, at=hour(100)).answer == "clear"


def test_by_which_factor_a_rate_is_off_is_said_to_a_hundredth() -> None:
    found = finding("bag.rate", started(rate_ml_per_h=0.833), at=hour(1))
    assert "That is 0.33 times the rate." in says(found.says)
