"""Worked out once, for each thing and each set of arguments; and what is made to stay."""

from __future__ import annotations

import gc
from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Any

import pytest

from blin21_desktop.domain.once import Same, once
from blin21_desktop.domain.staying import made_to_stay


@dataclass
class Thing:
    number: int
    asked: list[object] = field(default_factory=list)
    kept: dict[Hashable, Any] = field(default_factory=dict)


@once
def times(thing: Thing, by: int, *, more: int = 0) -> int | None:
    """A product, or None for nothing."""
    thing.asked.append((by, more))
    return thing.number * by + more or None


@once
def half(thing: Thing, by: int) -> float:
    """Another work of the same arguments."""
    return thing.number / by


def test_the_same_question_is_answered_once() -> None:
    one, other = Thing(3), Thing(4)
    assert [times(one, 2), times(one, 2), times(one, 5), times(one, 2, more=1)] == [6, 6, 15, 7]
    assert one.asked == [(2, 0), (5, 0), (2, 1)]
    assert (times(other, 2), half(one, 2), half(other, 2)) == (8, 1.5, 2.0)
    assert [times(one, 0), times(one, 0)] == [None, None]
    assert one.asked[3:] == [(0, 0)]


def test_a_fault_is_not_kept() -> None:
    thing = Thing(1)
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            half(thing, 0)
    assert thing.kept == {}


def test_it_is_called_and_described_like_the_work_itself() -> None:
    assert (times.__name__, times.__doc__) == ("times", "A product, or None for nothing.")


def test_a_thing_is_the_same_as_itself_alone() -> None:
    one, other = [1], [1]
    assert Same(one) == Same(one)
    assert Same(one) != Same(other)
    assert Same(one) != one
    assert len({Same(one), Same(one), Same(other)}) == 2


@pytest.mark.parametrize("was_on", [True, False])
def test_no_search_for_garbage_while_much_is_made_and_then_as_before(*, was_on: bool) -> None:
    before = gc.isenabled()
    try:
        (gc.enable if was_on else gc.disable)()
        with made_to_stay():
            assert not gc.isenabled()
        assert gc.isenabled() is was_on
        assert gc.get_freeze_count() == 0
    finally:
        (gc.enable if before else gc.disable)()


def test_what_was_made_is_old() -> None:
    gc.disable()
    try:
        with made_to_stay():
            made = [[number] for number in range(1_000)]
        assert any(each is made for each in gc.get_objects(generation=2))
    finally:
        gc.enable()
