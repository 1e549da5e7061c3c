"""The infusion of one invented course: 24 h bags, a step on day 8, short pauses, in some courses a long one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from blin21_desktop.domain.entries import (
    Bag,
    BagChanged,
    DoseOrdered,
    Entry,
    InfusionEnded,
    InfusionPaused,
    InfusionResumed,
    InfusionStarted,
    LineChecks,
    PauseReason,
    PremedicationGiven,
    PumpRead,
    SecondCheck,
)
from blin21_desktop.domain.moments import later
from blin21_desktop.store.codec import uuid7

COURSE_HOURS = 672.0
STEP_HOURS = 168.0
BAG_HOURS = 24
RATE_ML_PER_H = 10.0
LOW, FULL = 9.0, 28.0
SHORT_PAUSES = 15
CHECKED = LineChecks(not_flushed=True, filter_in_place=True, pump_locked=True, clamps_open=True)
NURSES = ("n-aoki", "n-baba", "n-chiba")


@dataclass(frozen=True, slots=True)
class Setting:
    """One course: whose, which, from when; the dice that throw its values."""

    patient: str
    number: int
    start: datetime
    dice: Random

    def at(self, hours: float) -> datetime:
        """The moment so many hours after the start, whole seconds."""
        return later(self.start, timedelta(seconds=round(hours * 3600)))

    def common(self, hours: float, note: str | None = None) -> dict[str, Any]:
        """Fields of every entry; written up to 10 minutes after it happened."""
        happened = self.at(hours)
        return {
            "id": uuid7(happened, self.dice.randbytes),
            "patient": self.patient,
            "happened_at": happened,
            "recorded_at": happened + timedelta(seconds=self.dice.randrange(600)),
            "by": NURSES[happened.hour // 8 % len(NURSES)],
            "note": note,
        }


def orders(setting: Setting) -> Iterator[Entry]:
    """The doses of the course as ordered a day ahead."""
    steps = [(0.0, LOW), (STEP_HOURS, FULL)] if setting.number == 1 else [(0.0, FULL)]
    for hours, dose in steps:
        yield DoseOrdered(
            **setting.common(-24.0),
            course=setting.number,
            dose_micrograms_per_day=dose,
            basis="fixed",
            weight_kg=52.4,
            from_=setting.at(hours),
            prescriber="d-doi",
        )
    yield PremedicationGiven(**setting.common(-1.0), drug="dexamethasone", dose_mg=5.0, before="start")


def infusion(setting: Setting) -> Iterator[Entry]:
    """Start, bags, pauses and end: 60 entries or so, and a pump reading a day."""
    hour, number, pauses = 0.0, 1, _pauses(setting.dice)
    first = _bag(setting, 0.0, 1)
    yield InfusionStarted(**setting.common(0.0), **_flow(setting, 0.0), bag=first, course=setting.number)
    left = float(BAG_HOURS)
    while hour < COURSE_HOURS:
        if pauses and pauses[0][0] < min(hour + left, COURSE_HOURS - 60):
            at, length, reason = pauses.pop(0)
            yield InfusionPaused(**setting.common(at, "synthetic"), reason=reason, flushed=False)
            yield InfusionResumed(**setting.common(at + length), **_flow(setting, at + length))
            left, hour = left - (at - hour), at + length
        else:
            hour, left, number = hour + left, float(BAG_HOURS), number + 1
            if hour < COURSE_HOURS:
                yield BagChanged(
                    **setting.common(hour),
                    **_flow(setting, hour),
                    bag=_bag(setting, hour, number),
                    old_bag_remaining_ml=5.0,
                )
                yield PumpRead(**setting.common(hour + 0.5), rate_ml_per_h=RATE_ML_PER_H, running=True)
    yield InfusionEnded(**setting.common(COURSE_HOURS), outcome="course_completed")


def bag_change(setting: Setting, hours: float) -> BagChanged:
    """One more bag, as the label wants it."""
    return BagChanged(**setting.common(hours), **_flow(setting, hours), bag=_bag(setting, hours, 90))


def _pauses(dice: Random) -> list[tuple[float, float, PauseReason]]:
    days = sorted(dice.sample(range(1, 25), SHORT_PAUSES))
    found = [(24.0 * day + dice.uniform(2, 20), dice.uniform(0.1, 1.5), PauseReason.LINE_OR_PUMP) for day in days]
    if dice.random() < 0.3:
        place = dice.randrange(len(found))
        at = found[place][0]
        long = (at, 30.0, PauseReason.ADVERSE_REACTION)
        found = [*found[:place], long, *(pause for pause in found[place + 1 :] if pause[0] > at + 31.0)]
    return found


def _dose(setting: Setting, hours: float) -> float:
    return LOW if setting.number == 1 and hours < STEP_HOURS else FULL


def _bag(setting: Setting, hours: float, number: int) -> Bag:
    return Bag(
        label=f"{setting.patient}-C{setting.number}-B{number}",
        patient=setting.patient,
        dose_micrograms_per_day=_dose(setting, hours),
        hours=BAG_HOURS,
        volume_ml=BAG_HOURS * RATE_ML_PER_H,
        rate_ml_per_h=RATE_ML_PER_H,
        use_before=setting.at(hours + 96),
    )


def _flow(setting: Setting, hours: float) -> dict[str, Any]:
    dose = _dose(setting, hours)
    return {
        "dose_micrograms_per_day": dose,
        "rate_ml_per_h": RATE_ML_PER_H,
        "checked_by": "n-endo",
        "second_check": SecondCheck(rate_ml_per_h=RATE_ML_PER_H, dose_micrograms_per_day=dose),
        "line_checks": CHECKED,
    }
