"""The fever of febrile neutropenia, from charted temperatures. Source: CTCAE v5.0, Febrile neutropenia, grade 3.

"... and a single temperature of >38.3 degrees C (101 degrees F) or a sustained temperature of >=38 degrees C (100.4
degrees F) for more than one hour".
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import takewhile

from blin21_desktop.domain.chart import Chart
from blin21_desktop.domain.entries import VitalsMeasured
from blin21_desktop.domain.lab_scale import ChartedFever
from blin21_desktop.domain.moments import since

Reading = tuple[datetime, Decimal]


def charted_fever(chart: Chart, count_at: datetime, at: datetime, fever: ChartedFever) -> bool | None:
    """Whether there was such a fever around a count; None when no temperature tells.

    Readings at most so many hours from the count are looked at, by what had happened `at` the moment looked at.
    """
    within = timedelta(hours=fever.within_hours)
    newest = chart.newest(VitalsMeasured, min(at, count_at + within))
    around = takewhile(lambda vitals: since(vitals.happened_at, count_at) <= within, newest)
    readings = [(v.happened_at, Decimal(repr(v.temperature_c))) for v in around if v.temperature_c is not None][::-1]
    if not readings:
        return None
    return True if any(value > fever.single_above for _, value in readings) else _sustained(readings, fever)


def _sustained(readings: Sequence[Reading], fever: ChartedFever) -> bool | None:
    """Whether it stayed at 38.0 °C or more for more than an hour, from the first to the last reading of a run.

    None: a run might have lasted so long between the readings around it, or nobody measured before or after it.
    """
    longer = timedelta(minutes=fever.minutes)
    unsure = False
    for first, last in _runs(readings, fever.sustained_from):
        if since(readings[first][0], readings[last][0]) > longer:
            return True
        open_end = first == 0 or last == len(readings) - 1
        unsure |= open_end or since(readings[first - 1][0], readings[last + 1][0]) > longer
    return None if unsure else False


def _runs(readings: Sequence[Reading], limit: Decimal) -> list[tuple[int, int]]:
    """First and last place of every run of readings at the limit or above."""
    runs: list[tuple[int, int]] = []
    for place, (_, value) in enumerate(readings):
        if value < limit:
            continue
        if runs and runs[-1][1] == place - 1:
            runs[-1] = (runs[-1][0], place)
        else:
            runs.append((place, place))
    return runs
