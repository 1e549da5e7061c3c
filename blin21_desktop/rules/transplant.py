"""The transplant that days are counted from, and the days since: one count for every screen and paper."""

from __future__ import annotations

from datetime import datetime, time, tzinfo

from blin21_desktop.domain.chart import Chart
from blin21_desktop.domain.entries import TransplantRecorded
from blin21_desktop.domain.moments import DAY, since


def transplant_of(chart: Chart, at: datetime) -> TransplantRecorded | None:
    """The newest transplant by its own day, whenever it was charted; of one day what was charted last."""
    found = chart.all(TransplantRecorded, at)
    return max(found, key=lambda one: (one.transplanted_on, one.happened_at, one.recorded_at), default=None)


def transplant_day(one: TransplantRecorded, zone: tzinfo) -> datetime:
    """The beginning of the day of a transplant by the ward's calendar, with its offset."""
    return datetime.fromisoformat(datetime.combine(one.transplanted_on, time(), zone).isoformat())


def days_after(one: TransplantRecorded, moment: datetime, zone: tzinfo) -> float:
    """Days from the beginning of the day of a transplant to a moment."""
    return since(transplant_day(one, zone), moment) / DAY


def whole_days_after(one: TransplantRecorded, moment: datetime, zone: tzinfo) -> int:
    """Whole days from the day of a transplant to the day of a moment, by the ward's calendar."""
    return (moment.astimezone(zone).date() - one.transplanted_on).days
