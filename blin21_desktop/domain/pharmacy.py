"""When a pharmacy can make a bag: opening hours by weekday, closed days, lead time. A site's own facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from blin21_desktop.domain.moments import later

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

LOOK_BACK = 31
"""Days to look back for an opening: a pharmacy closed for longer cannot make a bag at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pharmacy:
    """`open`: weekday (0 Monday) -> from, to; a weekday that is not there is closed. `lead`: from made to hung."""

    open: dict[int, tuple[time, time]]
    closed: frozenset[date] = frozenset()
    lead: timedelta = timedelta()

    def ready_by(self, hung: datetime, zone: tzinfo) -> datetime | None:
        """The latest moment at which a bag that is hung at `hung` can be finished; None when there is none."""
        wanted = later(hung, -self.lead).astimezone(zone)
        for back in range(LOOK_BACK):
            on = wanted.date() - timedelta(days=back)
            hours = self.open.get(on.weekday())
            if hours is None or on in self.closed:
                continue
            opens, closes = (datetime.combine(on, at, tzinfo=zone) for at in hours)
            if back == 0 and wanted < opens:
                continue
            return min(wanted, closes) if back == 0 else closes
        return None


def parse_hours(text: str) -> tuple[time, time] | None:
    """`08:30-17:30` as two times of day; `closed` is None. Raises ValueError for anything else."""
    if text.strip().lower() == "closed":
        return None
    opens, dash, closes = text.partition("-")
    first, last = time.fromisoformat(opens.strip()), time.fromisoformat(closes.strip())
    if not dash or first >= last:
        raise ValueError(text)
    return first, last
