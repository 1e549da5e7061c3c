"""What every bag of a plan is judged by: the hours of the night, the shelf life to the second, the volume to give."""

from __future__ import annotations

from datetime import time
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from blin21_desktop.domain.entries import Entry
from blin21_desktop.domain.moments import HOUR
from blin21_desktop.domain.pharmacy import Pharmacy
from blin21_desktop.rules.bag_plan import BagPlan, _Facts, bag_plan, label_rates
from blin21_desktop.rules.bag_plan_step import PlannedBag
from blin21_desktop.rules.consulted import Consulted
from blin21_desktop.rules.restart_plan_bag import Stock, effect_of, label_table, new_bag
from tests.making import ended, hour, measured, ordered, paused, resumed, started
from tests.rules.looking import JP, US, look, says, site, without


def facts(**changes: Any) -> _Facts:  # noqa: ANN401
    fields = {"rates": {}, "night": None, "pharmacy": None, "shelf": None, "zone": ZoneInfo("Asia/Tokyo"), **changes}
    return _Facts(situation=look(measured()), **fields)


@pytest.mark.parametrize(
    ("night", "hours"),
    [((22, 6), {22, 23, 0, 1, 2, 3, 4, 5}), ((1, 5), {1, 2, 3, 4}), ((3, 3), set()), (None, set())],
)
def test_the_night_begins_with_its_first_hour_and_ends_before_its_last(
    night: tuple[int, int] | None, hours: set[int]
) -> None:
    judged = facts(night=night)
    midnight = hour(-10)
    assert {n for n in range(24) if judged.at_night(midnight + n * HOUR)} == hours


def test_a_bag_may_flow_up_to_the_end_of_its_shelf_life() -> None:
    always = Pharmacy(open={day: (time(0), time(23, 59)) for day in range(7)}, lead=2 * HOUR)
    judged = facts(pharmacy=always, shelf=50 * HOUR)
    ends = [hour(48), hour(48, seconds=1)]
    assert [judged.can_make(hour(), end) for end in ends] == [True, False]
    assert all(facts(pharmacy=always).can_make(hour(), end) for end in ends)
    assert not facts(pharmacy=Pharmacy(open={})).can_make(hour(), hour(1))


def test_the_volume_is_to_a_tenth() -> None:
    moments: dict[str, Any] = {"number": 1, "hung_at": hour(), "ends_at": hour(24), "ends": "end-of-bag"}
    one = PlannedBag(**moments, hours=24, rate_ml_per_h=1.23, dose_micrograms_per_day=None, at_night=False)
    assert one.volume_ml == 29.5


def plan(*entries: Entry, at: float, **how: Any) -> BagPlan:  # noqa: ANN401
    s = look(measured(), *entries, at=hour(at), **how)
    return bag_plan(s, pharmacy=None, shelf=None, zone=ZoneInfo("Asia/Tokyo"))


RUNNING = (ordered(hour(-1), 9.0), started())


def test_the_numbers_go_on_from_the_bag_that_hangs() -> None:
    before = plan(*RUNNING, at=100)
    assert len(before.bags) > 5
    assert [one.number for one in before.bags] == list(range(2, len(before.bags) + 2))


def test_an_order_between_low_and_full_goes_with_neither_side_of_the_step() -> None:
    between = ordered(hour(90), 12.0, from_=hour(96))
    assert [says(text)[:9] for text in plan(*RUNNING, between, at=100).doubts] == ["Before th", "From the "]
    full = ordered(hour(90), 28.0, from_=hour(168))
    assert plan(*RUNNING, full, at=100).doubts == ()


@pytest.mark.parametrize("key", ["dose.low", "dose.full", "program.dose_tolerance", "program.due_within_hours"])
def test_without_a_number_only_the_unsettled_step_is_doubted(key: str) -> None:
    entries = (*RUNNING, ordered(hour(90), 12.0, from_=hour(96)), paused(hour(50)), resumed(hour(60)))
    doubts = plan(*entries, at=100, knowledge=without(key)).doubts
    assert [says(text)[:21] for text in doubts] == ["Paused before the ste"]


def test_every_bag_of_the_label_with_its_volume_and_no_bag_beyond_the_end() -> None:
    s = look(measured(), *RUNNING, at=hour(600))
    rows = [(row.hours, row.rate_ml_per_h, row.volume_ml, row.until) for row in label_table(s, hour(672))]
    assert rows == [
        (24, 10.0, 240.0, hour(624)), (48, 5.0, 240.0, hour(648)), (72, 3.3, 237.6, hour(672)),
        (96, 2.5, 240.0, hour(672)),
    ]  # fmt: skip
    assert [row.until for row in label_table(s, hour(590))] == [hour(600)] * 4
    assert label_table(s, None)[-1].until == hour(696)


@pytest.mark.parametrize(("shelf", "keeps"), [(None, None), (48.0, 46.0)])
def test_a_new_bag_keeps_for_its_shelf_life_where_that_is_configured(shelf: float | None, keeps: float | None) -> None:
    always = Pharmacy(open={day: (time(0), time(23, 59)) for day in range(7)}, lead=2 * HOUR)
    stock = Stock(zone=ZoneInfo("Asia/Tokyo"), pharmacy=always, shelf=None if shelf is None else shelf * HOUR)
    s = look(measured(), *RUNNING, at=hour(100))
    found = new_bag(s, effect_of(s, stock, fresh=True, rise=None), stock)
    assert found.ready_by == hour(98)
    assert found.keeps_until == (None if keeps is None else hour(100 + keeps))


@pytest.mark.parametrize("fresh", [True, False])
def test_a_bag_hung_at_the_restart_is_made_and_is_no_change_while_it_flows(fresh: bool) -> None:
    s = look(measured(), *RUNNING, at=hour(50))
    found = effect_of(s, Stock(zone=ZoneInfo("Asia/Tokyo")), fresh=fresh, rise=None)
    first, second, *_ = (one.hung_at for one in found.plan.bags)
    assert (first == hour(50)) is fresh
    assert (found.to_make, found.changes) == (len(found.plan.bags), len(found.plan.bags) - fresh)
    assert found.next_change == (second if fresh else first)


def test_the_volume_of_a_rate_of_the_sites_own_is_to_a_tenth() -> None:
    own = site(JP, "bag.rate_ml_per_h", '{"24" = 1.23}')
    assert [row.volume_ml for row in label_table(look(measured(), at=hour(), knowledge=own), None)] == [29.5]


@pytest.mark.parametrize(("weight", "long"), [(5.39, False), (5.4, True), (None, False)])
def test_a_bag_with_preservative_is_planned_from_its_weight_on(weight: float | None, long: bool) -> None:
    weighed = () if weight is None else (measured(weight_kg=weight),)
    read = Consulted()
    rates = label_rates(look(*weighed, at=hour(), label=US), read)
    assert [hours in rates for hours in (48, 72, 96, 168)] == [True, long, long, long]
    assert len(read.missing) == (weight is None)


@pytest.mark.parametrize("key", ["bag.preservative_hours", "bag.preservative_min_kg"])
def test_without_a_weight_or_hours_for_preservative_no_bag_is_left_out(key: str) -> None:
    s = look(measured(weight_kg=5.0), at=hour(), label=US, knowledge=without(key))
    assert 168 in label_rates(s, Consulted())


def test_before_a_start_bags_are_numbered_from_one_and_a_restart_is_assumed_only_while_paused() -> None:
    coming = plan(ordered(hour(-1), 9.0, from_=hour(5)), at=0)
    assert coming.bags[0].number == 1
    assert [says(text)[:20] for text in coming.assumes] == ["if the course starts"]
    assert plan(at=0).assumes == ()
    runs, halted = plan(*RUNNING, at=100), plan(*RUNNING, paused(hour(90)), at=100)
    assert ["if it resumed now" in [says(text) for text in each.assumes] for each in (runs, halted)] == [False, True]


def test_a_course_without_a_step_has_no_bag_that_ends_at_one() -> None:
    second = (started(), ended(hour(672)), ordered(hour(700), 28.0, course=2, from_=hour(1008)))
    assert {one.ends for one in plan(*second, at=800).bags} == {"end-of-bag", "course-end"}
