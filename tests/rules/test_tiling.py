"""Tiling a stretch of hours with bags."""

from __future__ import annotations

from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blin21_desktop.rules.tiling import Tile, tile

JAPAN = (24, 48, 72, 96)


def day(_hour: int) -> bool:
    return False


def possible(_start: int, _end: int) -> bool:
    return True


def hours(total: int, lengths: tuple[int, ...] = JAPAN) -> list[int]:
    return [one.hours for one in tile(total, lengths, at_night=day, can_make=possible)]


def test_the_168_hours_before_the_step_are_72_and_96_never_96_and_96() -> None:
    assert sorted(hours(168)) == [72, 96]
    assert sorted(hours(168, (24, 48))) == [24, 48, 48, 48]
    assert hours(168, (24, 48, 72, 96, 168)) == [168]


@pytest.mark.parametrize("days", range(1, 29))
def test_whole_days_need_as_few_bags_as_can_be_and_waste_nothing(days: int) -> None:
    found = hours(days * 24)
    assert len(found) == -(-days // 4)
    assert sum(found) == days * 24


def test_nothing_to_tile_and_nothing_to_tile_with() -> None:
    assert tile(0, JAPAN, at_night=day, can_make=possible) == ()
    assert tile(10, (), at_night=day, can_make=possible) == ()


def test_slack_moves_a_change_out_of_the_night() -> None:
    # begins at 20:00; 100 hours: two bags, 20 hours of slack; the change after 96 h would be at 20:00, by day
    # begins at 23:00: the change after 96 h would be at 23:00, at night; it is brought forward into the day
    def night(hour: int) -> bool:
        return (23 + hour) % 24 >= 22 or (23 + hour) % 24 < 6

    found = tile(100, JAPAN, at_night=night, can_make=possible)
    assert sorted(one.hours for one in found) == [24, 96]
    assert not night(found[0].end)


def test_a_bag_the_pharmacy_cannot_make_is_avoided_even_for_more_bags() -> None:
    found = tile(96, JAPAN, at_night=day, can_make=lambda a, b: b - a <= 48)
    assert [one.hours for one in found] == [48, 48]
    nothing = tile(48, (48,), at_night=day, can_make=lambda _a, _b: False)
    assert len(nothing) == 1


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 300), st.sets(st.sampled_from([24, 48, 72, 96, 168]), min_size=1))
def test_tiles_lie_back_to_back_and_their_count_is_the_least(total: int, lengths: set[int]) -> None:
    found = tile(total, tuple(lengths), at_night=day, can_make=possible)
    assert found[0].start == 0
    assert found[-1].end == total
    assert all(a.end == b.start for a, b in pairwise(found))
    assert all(0 < one.end - one.start <= one.hours for one in found)
    assert len(found) == -(-total // max(lengths))


@pytest.mark.parametrize("total", [24, 72, 96, 120, 144])
def test_waste_is_the_least_of_all_ways(total: int) -> None:
    ways = [w for n in range(1, 4) for w in product((48, 72, 96), repeat=n) if sum(w) >= total]
    least = min((len(w), sum(w) - total) for w in ways)
    found = hours(total, (48, 72, 96))
    assert (len(found), sum(found) - total) == least


@pytest.mark.parametrize("total", [1, 24, 95, 168, 169, 504, 672])
def test_not_early_every_bag_but_the_last_flows_for_its_hours(total: int) -> None:
    found = tile(total, (24, 48, 72, 96), at_night=lambda _: False, can_make=lambda a, b: b - a <= 90, early=False)
    assert found[0].start == 0
    assert found[-1].end == total
    assert all(one.end - one.start == one.hours for one in found[:-1])


@pytest.mark.parametrize("at", [1, 10, 11, 24])
def test_only_the_shortest_bag_may_be_changed_a_day_or_more_before_its_hours_are_over(at: int) -> None:
    found = tile(96 + at, (48, 96), at_night=lambda hour: hour != at, can_make=possible)
    assert found == (Tile(0, at, 48), Tile(at, 96 + at, 96))


@pytest.mark.parametrize(("at", "first"), [(73, 73), (72, 96)])
def test_a_long_bag_may_be_changed_up_to_a_day_before_its_hours_are_over(at: int, first: int) -> None:
    found = tile(120, (48, 96), at_night=lambda hour: hour != at, can_make=possible)
    assert found[0] == Tile(0, first, 96)


def test_a_long_stretch_of_short_bags() -> None:
    assert len(tile(3000, (1,), at_night=day, can_make=possible)) == 3000


def test_a_long_bag_is_not_changed_a_day_or_more_before_its_hours_are_over_to_spare_a_night() -> None:
    found = tile(100, (48, 96), at_night=lambda hour: hour != 60, can_make=possible)
    assert [(one.start, one.end) for one in found] == [(0, 96), (96, 100)]


def test_bags_of_less_than_a_day() -> None:
    assert sorted(hours(30, (6, 12))) == [6, 12, 12]
