"""Tiles a stretch of time with bags: fewest bags, least drug thrown away, fewest changes at night. Pure arithmetic."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

HOUR = timedelta(hours=1)

Cost = tuple[int, int, int, int]
"""Bags nobody can make, bags, hours thrown away, changes at night."""


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
    early: bool = True,
) -> tuple[Tile, ...]:
    """Bags for `total` whole hours, back to back; () when there is nothing to tile or no bag to tile with.

    `at_night(hour)`: a change then is at night; `can_make(start, end)`: the pharmacy can make a bag that flows then. A
    bag may be changed before its hours are over, never after them; not `early`: only at the end of the stretch.
    """
    sizes = sorted(set(lengths), reverse=True)
    if total <= 0 or not sizes:
        return ()
    shortest = {size: (1 if size == sizes[-1] else max(1, size - _SLACK)) if early else size for size in sizes}

    @cache
    def best(start: int) -> tuple[Cost, tuple[Tile, ...]]:
        """The cheapest way from hour `start` to the end; of equal ways the one with longer bags first."""
        if start == total:
            return (0, 0, 0, 0), ()
        found: tuple[Cost, tuple[Tile, ...]] | None = None
        for size in sizes:
            for end in range(min(start + size, total), min(start + shortest[size], total) - 1, -1):
                (bad, bags, waste, night), rest = best(end)
                wasted, late = waste + start + size - end, night + (end < total and at_night(end))
                cost = (bad + (not can_make(start, end)), bags + 1, wasted, late)
                if found is None or cost < found[0]:
                    found = cost, (Tile(start, end, size), *rest)
        assert found is not None  # noqa: S101  (the shortest bag always reaches one hour on)
        return found

    for start in reversed(range(total)):  # from the end, so that nothing is called deeply
        best(start)
    return best(0)[1]


_SLACK = 23
"""A bag is never planned to be changed a day or more before its hours are over: then a shorter one would do."""
