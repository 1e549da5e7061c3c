"""Vital signs that ask for a CRS check: a fever, a low SpO2 or a low pressure after which CRS was not looked at.

A temperature in a round of vital signs is no grade. Whoever measured it may not know what it means under this drug.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import takewhile

from blin21_desktop.domain.alerts import Alert, key_of
from blin21_desktop.domain.entries import CrsChecked, EventGraded, VitalsMeasured
from blin21_desktop.domain.text import Text, say
from blin21_desktop.rules.crs import ASTCT, is_fever
from blin21_desktop.rules.hypotension import low_below
from blin21_desktop.rules.situation import Situation


def signs(s: Situation) -> Iterator[Alert]:
    """One alert for all of them, medium; a CRS check at the same moment or later solves it, a missed one does not.

    Source: the scale's number of a fever (ASTCT 2019), the limits of pressure by age and of SpO2 in the same file.
    """
    if s.under_way is None:
        return
    looked, start = _looked_at(s), s.under_way.started_at
    since_then = takewhile(
        lambda v: v.happened_at >= start and (looked is None or v.happened_at > looked),
        s.chart.newest(VitalsMeasured, s.at),
    )
    found = [(v, told) for v in since_then if (told := told_of(s, v))]
    if not found:
        return
    newest, told = found[0]
    first = found[-1][0].happened_at
    yield Alert(
        key=key_of("signs", [("", first)]),
        patient=s.chart.patient,
        level="medium",
        says=say("{signs}, {at:time}: no CRS check since.", signs=told, at=newest.happened_at),
        action=say("Do the CRS check now."),
        since=first,
    )


def _looked_at(s: Situation) -> datetime | None:
    """When CRS was last graded or checked."""
    graded = (event.happened_at for event in s.chart.newest(EventGraded, s.at) if event.category == "crs")
    checked = s.chart.last(CrsChecked, s.at)
    found = [next(graded, None), None if checked is None else checked.happened_at]
    return max((at for at in found if at is not None), default=None)


def told_of(s: Situation, vitals: VitalsMeasured) -> tuple[Text, ...]:
    """What of these vital signs speaks for CRS; nothing where a limit is not configured."""
    scale, person = s.scales.get(ASTCT), s.registered
    if scale is None or person is None:
        return ()
    found = []
    heat, spo2, pressure = vitals.temperature_c, vitals.spo2_percent, vitals.systolic_mmhg
    if heat is not None and is_fever(heat, scale):
        found.append(say("fever of {value:number} ℃", value=heat))
    least = scale.get("spo2.low_below_percent")
    if spo2 is not None and least is not None and spo2 < least.value:
        found.append(say("SpO2 {value:number} %", value=spo2))
    low = low_below(person.birth_date, vitals.happened_at.date(), scale)
    if pressure is not None and low is not None and pressure < low.mmhg:
        found.append(say("systolic {value:number} mmHg", value=pressure))
    return tuple(found)
