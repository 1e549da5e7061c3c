"""The bag plan of the shift on the sheet: what is hung until the paper expires, to the second."""

from __future__ import annotations

from datetime import timedelta

import pytest

from blin21_desktop.present.bag_plan import plan_of
from blin21_desktop.present.sheet_bags import shift_bags
from tests.present.looks import bare, completed, not_started, running, stopped, words

SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(("more", "count"), [(-SECOND, 0), (timedelta(), 1), (SECOND, 1)])
def test_a_bag_stands_there_when_it_is_hung_by_the_end(more: timedelta, count: int) -> None:
    look = running()
    first = plan_of(look, words().zone).bags[0]
    title, lines = shift_bags(look, words(), first.hung_at + more)
    assert title.startswith("BAG PLAN until 03-Dec ")
    if count:
        assert lines[0].startswith(f"bag {first.number} at 03-Dec 10:00 · 28 microgram/day · for ")
        assert f"{words().ml(first.volume_ml)} to give" in lines[0]
    else:
        assert lines[0] == "no bag is hung in this time by plan; the next one 03-Dec 10:00"


def test_the_lines_are_those_of_the_bag_plan() -> None:
    look = running()
    plan = plan_of(look, words().zone)
    _, lines = shift_bags(look, words(), plan.bags[-1].hung_at)
    assert [line.split(" · ")[0].split(" ")[1] for line in lines if line.startswith("bag ")] == [
        str(bag.number) for bag in plan.bags
    ]
    assert [line for line in lines if line.startswith("! ")] == [f"! {words().render(text)}" for text in plan.doubts]


def test_after_the_course_there_is_none() -> None:
    assert shift_bags(completed(), words(), completed().at + timedelta(hours=12)) == ("", ())


@pytest.mark.parametrize("make", [not_started, bare, stopped])
def test_without_a_plan_it_says_so_and_why(make: object) -> None:
    look = make()  # type: ignore[operator]
    plan = plan_of(look, words().zone)
    title, lines = shift_bags(look, words(), look.at + timedelta(hours=12))
    assert title
    assert lines
    if not plan.bags:
        assert lines[0].startswith("No plan can be made")
        assert all(words().render(text) in lines[0] for text in plan.missing)
