"""The alarm budget: interruptions by shift, counted against what a nurse can bear (reliability goal H5)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from itertools import pairwise

from blin21_desktop.domain.alerts import LEVELS
from blin21_desktop.rules.interruptions import Interruption


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftCount:
    """The interruptions of one shift, or of the part of it that lies in the period; begin inside, end not."""

    start: datetime
    end: datetime
    interruptions: tuple[Interruption, ...]
    nurses: int
    budget: int | None

    @property
    def per_nurse(self) -> float:
        """Interruptions for each nurse, if they are shared evenly."""
        return len(self.interruptions) / self.nurses

    @property
    def over_budget(self) -> bool | None:
        """Whether there were more than a nurse can bear; None when no budget is configured."""
        return None if self.budget is None else self.per_nurse > self.budget

    @property
    def levels(self) -> dict[str, int]:
        """How many of each level, the most urgent first."""
        found = Counter(each.level for each in self.interruptions)
        return {level: found[level] for level in LEVELS if found[level]}

    @property
    def causes(self) -> dict[str, int]:
        """How many by cause, the most frequent first."""
        return dict(Counter(each.cause for each in self.interruptions).most_common())

    @property
    def acknowledged(self) -> int:
        """How many somebody acknowledged; the others were solved at once, or still sound."""
        return sum(each.acknowledged_by is not None for each in self.interruptions)

    @property
    def again(self) -> int:
        """How many came back unsolved, or became more urgent."""
        return sum(each.again for each in self.interruptions)


def by_shift(
    found: Iterable[Interruption], shifts: Sequence[tuple[datetime, datetime]], *, nurses: int, budget: int | None
) -> tuple[ShiftCount, ...]:
    """Count interruptions by shift. `nurses`: how many shared each shift, at least 1."""
    every = sorted(found, key=lambda each: (each.at, each.patient, each.key))
    return tuple(
        ShiftCount(
            start=start,
            end=end,
            interruptions=tuple(each for each in every if start <= each.at < end),
            nurses=nurses,
            budget=budget,
        )
        for start, end in shifts
    )


def shifts(
    start: datetime, end: datetime, starts: Sequence[int], zone: tzinfo
) -> tuple[tuple[datetime, datetime], ...]:
    """The shifts between two moments: cut at the hours of the day `starts` by the clocks of `zone`.

    The first and last may be parts. In the night of a clock change a shift is an hour longer or shorter, as for those
    who work it.
    """
    cuts = [start]
    day = start.astimezone(zone).date()
    while day <= end.astimezone(zone).date():
        for hour in starts:
            local = datetime(day.year, day.month, day.day, hour, tzinfo=zone)
            cut = datetime.fromisoformat(local.isoformat())
            if start < cut < end:
                cuts.append(cut)
        day += timedelta(days=1)
    cuts.append(end)
    return tuple(pairwise(cuts))
