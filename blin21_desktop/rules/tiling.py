"""Tiles a stretch of time with bags: fewest bags, least drug thrown away, fewest changes at night. Pure arithmetic."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

HOUR = timedelta(hours=1)

Cost = tuple[int, int, int, int, tuple[int, ...]]
"""Bags nobody can make, bags, hours thrown away, changes at night; then longer bags first, so that it is always one."""


@dataclass(frozen=True, slots=True)
class Tile:
    """One bag: from hour `start` to hour `end` of the stretch, out of a bag of `hours`."""

    start: int
    end: int
    hours: int


def tile(
    total: int,
    lengths: Sequence[int],
    *,
    at_night: Callable[[int], bool],
    can_make: Callable[[int, int], bool],
) -> tuple[Tile, ...]:
    """Bags for `total` whole hours, back to back; () when there is nothing to tile or no bag to tile with.

    `at_night(hour)` says whether a change at that hour of the stretch is at night; `can_make(start, end)` whether the
    pharmacy can make a bag that flows then. A bag may be changed before its hours are over, never after them.
    """
    sizes = sorted(set(lengths), reverse=True)
    if total <= 0 or not sizes:
        return ()

    @cache
    def best(start: int) -> tuple[Cost, tuple[Tile, ...]]:
        """The cheapest way from hour `start` to the end."""
        if start == total:
            return (0, 0, 0, 0, ()), ()
        found: tuple[Cost, tuple[Tile, ...]] | None = None
        for size in sizes:
            shortest = start + 1 if size == sizes[-1] else start + max(1, size - _SLACK)
            for end in range(min(start + size, total), min(shortest, total) - 1, -1):
                (bad, bags, waste, night, order), rest = best(end)
                wasted, late = waste + start + size - end, night + (end < total and at_night(end))
                cost = (bad + (not can_make(start, end)), bags + 1, wasted, late)
                if found is not None and cost > found[0][:4]:
                    continue  # most ways end here, before their long order is made
                whole: Cost = (*cost, (-size, start - end, *order))
                if found is None or whole < found[0]:
                    found = whole, (Tile(start, end, size), *rest)
        assert found is not None  # noqa: S101  (the shortest bag always reaches one hour on)
        return found

    for start in range(total, -1, -1):  # from the end, so that nothing is called deeply
        best(start)
    return best(0)[1]


_SLACK = 23
"""A bag is never planned to be changed a day or more before its hours are over: then a shorter one would do."""
