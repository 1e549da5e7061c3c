"""The improbable: asked about on one side of the limit, taken on the other, and written with an override."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from blin21_desktop.domain.chart import Chart
from blin21_desktop.domain.entries import Entry
from blin21_desktop.service.decide import objections
from tests.making import (
    AT,
    LATE,
    OVERRIDE,
    PATIENT,
    bag,
    changed,
    ended,
    hour,
    measured,
    ordered,
    paused,
    registered,
    resumed,
    started,
)
from tests.service.memory import knowledge

READY = (registered(), ordered())
RUNNING = (*READY, started())
AMERICAN = (registered(label="us-pi-2025"), ordered())


def asked(entry: Entry, *before: Entry, now: datetime | None = None) -> set[str]:
    """Fields asked about; none may be impossible, and an override must let the entry through."""
    charts = {PATIENT: Chart.of(PATIENT, before)}
    now = now or entry.happened_at
    entry = replace(entry, recorded_at=now)
    found = objections((entry,), charts, now, knowledge())
    assert not any(o.impossible for o in found)
    assert all(o.says.template and o.remedy.template for o in found)
    assert objections((replace(entry, override=OVERRIDE),), charts, now, knowledge()) == ()
    return {o.field for o in found}


def test_an_ordinary_course_asks_nothing() -> None:
    step = bag(hour(96), dose_micrograms_per_day=28.0, hours=72, volume_ml=240.0)
    full = ordered(hour(1), dose=28.0, from_=hour(96))
    assert asked(started(), *READY) == set()
    assert asked(changed(hour(96), bag=step), *RUNNING, full) == set()
    assert asked(paused(hour(3)), *RUNNING) == set()
    assert asked(resumed(hour(4)), *RUNNING, paused(hour(3))) == set()
    assert asked(ended(hour(4)), *RUNNING) == set()


# Bag hours, rate (mL/h) and country. Tables: Japan 24: 10, 48: 5, 72: 3.3, 96: 2.5; US 24: 10, 48: 5, 72: 1.8,
# 96: 1.8, 168: 0.6 (parameters.md, section 1).
JAPAN = {24: 10.0, 48: 5.0, 72: 3.3, 96: 2.5}
US = {24: 10.0, 48: 5.0, 72: 1.8, 96: 1.8, 168: 0.6}


@pytest.mark.parametrize("rate", [10.0, 5.0, 3.3, 2.5, 1.8, 0.6])
@pytest.mark.parametrize("hours", [24, 48, 72, 96, 168])
def test_the_rate_is_that_of_the_patients_own_label(hours: int, rate: float) -> None:
    hung = bag(hours=hours, rate_ml_per_h=rate)
    start = started(bag=hung)
    assert asked(start, *READY) == (set() if JAPAN.get(hours) == rate else {"rate_ml_per_h"})
    assert asked(start, *AMERICAN) == (set() if US.get(hours) == rate else {"rate_ml_per_h"})


def test_a_96_h_bag_at_1_8_is_improbable_in_japan_and_right_in_the_us() -> None:
    start = started(bag=bag(hours=96, rate_ml_per_h=1.8, volume_ml=172.8))
    assert asked(start, *READY) == {"rate_ml_per_h"}
    assert asked(start, *AMERICAN) == set()


def test_a_patient_whose_registration_was_withdrawn_has_no_table() -> None:
    # Entries of an unregistered patient are impossible; the guard itself stays silent about rates.
    found = objections((started(bag=bag(rate_ml_per_h=1.8)),), {}, AT, knowledge())
    assert {o.field for o in found} == {"patient"}


def test_pump_and_bag_label_agree() -> None:
    start = started(bag=bag(), rate_ml_per_h=5.0)
    assert asked(start, *READY) == {"rate_ml_per_h"}
    halt = paused(hour(3))
    assert asked(resumed(hour(4), rate_ml_per_h=5.0), *RUNNING, halt) == {"rate_ml_per_h"}
    assert asked(resumed(hour(4), rate_ml_per_h=2.5), *RUNNING, halt) == set()


@pytest.mark.parametrize(
    ("dose", "fields"), [(9.0, set()), (28.0, {"dose_micrograms_per_day"}), (9.1, {"dose_micrograms_per_day"})]
)
def test_the_dose_is_the_one_ordered(dose: float, fields: set[str]) -> None:
    assert asked(started(bag=bag(dose_micrograms_per_day=dose)), *READY) == fields


def test_no_dose_is_ordered() -> None:
    assert asked(started(), registered()) == {"dose_micrograms_per_day"}
    assert asked(started(), registered(), ordered(course=2)) == {"dose_micrograms_per_day"}
    assert asked(started(course=2), registered(), ordered(course=2)) == set()
    assert asked(started(), registered(), ordered(hour(-1), from_=hour(seconds=1))) == {"dose_micrograms_per_day"}
    assert asked(started(), registered(), ordered(hour(-1), from_=AT)) == set()
    soon = ordered(hour(seconds=240), from_=AT, recorded_at=AT)  # not ordered yet at the start
    assert asked(started(), registered(), soon) == {"dose_micrograms_per_day"}


def test_a_low_bag_on_a_full_dose_day_and_the_reverse() -> None:
    full = ordered(hour(1), dose=28.0, from_=hour(168))
    low_bag, full_bag = bag(hour(168)), bag(hour(168), dose_micrograms_per_day=28.0)
    assert asked(changed(hour(168), bag=low_bag), *RUNNING, full) == {"dose_micrograms_per_day"}
    assert asked(changed(hour(168), bag=full_bag), *RUNNING, full) == set()
    assert asked(changed(hour(168, seconds=-1), bag=full_bag), *RUNNING, full) == {"dose_micrograms_per_day"}
    assert asked(changed(hour(168, seconds=-1), bag=low_bag), *RUNNING, full) == set()


def test_the_newest_order_begun_is_in_force() -> None:
    old, new = ordered(hour(-2), dose=28.0), ordered(hour(-1), dose=9.0)
    assert asked(started(), registered(), new, old) == set()


def test_bag_label_and_charted_dose_agree() -> None:
    odd = started(bag=bag(dose_micrograms_per_day=28.0), dose_micrograms_per_day=9.0)
    assert asked(odd, *READY) == {"bag.dose_micrograms_per_day"}


@pytest.mark.parametrize(
    ("hours", "rate", "volume", "fields"),
    [
        # half a pump step (0.05 mL/h) for each hour of flow is what rounding explains: 96 h: 240 ± 4.8
        (96, 2.5, 240.0, set()),
        (96, 2.5, 244.8, set()),
        (96, 2.5, 244.9, {"bag.volume_ml"}),
        (96, 2.5, 235.2, set()),
        (96, 2.5, 235.1, {"bag.volume_ml"}),
        (72, 3.3, 240.0, set()),  # 3.3 * 72 = 237.6
        (24, 10.0, 24.0, {"bag.volume_ml"}),
    ],
)
def test_volume_against_rate_and_hours(hours: int, rate: float, volume: float, fields: set[str]) -> None:
    hung = bag(hours=hours, rate_ml_per_h=rate, volume_ml=volume)
    assert asked(started(bag=hung), *READY) == fields


@pytest.mark.parametrize(("seconds", "fields"), [(-1, set()), (0, {"bag.use_before"}), (1, {"bag.use_before"})])
def test_a_bag_past_its_use_before(seconds: int, fields: set[str]) -> None:
    hung = bag(use_before=hour(10))
    assert asked(changed(hour(10, seconds=seconds), bag=hung), *RUNNING) == fields
    first = started(bag=hung)
    before = (*READY, first, paused(hour(1)))
    assert asked(resumed(hour(10, seconds=seconds)), *before) == fields


@pytest.mark.parametrize(
    ("seconds", "note", "fields"),
    [
        (900, None, set()),
        (901, None, {"happened_at"}),
        (901, "  ", {"happened_at"}),
        (901, LATE, set()),
    ],
)
def test_more_than_fifteen_minutes_back_needs_a_note(seconds: int, note: str | None, fields: set[str]) -> None:
    assert asked(measured(note=note), *READY, now=hour(seconds=seconds)) == fields


@pytest.mark.parametrize(
    ("entry", "before"),
    [
        (changed(hour(2)), READY),
        (paused(hour(2)), READY),
        (ended(hour(2)), READY),
        (resumed(hour(2)), RUNNING),
        (paused(hour(2)), (*RUNNING, paused(hour(1)))),
        (changed(hour(2)), (*RUNNING, paused(hour(1)))),
        (ended(hour(2)), (*RUNNING, ended(hour(1)))),
        (paused(hour(2)), (*RUNNING, ended(hour(1)))),
    ],
)
def test_what_contradicts_the_state_of_the_chart(entry: Entry, before: tuple[Entry, ...]) -> None:
    assert "kind" in asked(entry, *before)


def test_a_resume_before_any_course_asks_about_its_place_and_its_dose() -> None:
    assert asked(resumed(hour(2)), *READY) == {"kind", "dose_micrograms_per_day"}


def test_a_late_entry_is_judged_by_the_state_of_its_own_moment() -> None:
    before = (*RUNNING, paused(hour(5)))
    assert asked(paused(hour(3), note=LATE), *before, now=hour(6)) == set()
    assert asked(resumed(hour(3), note=LATE), *before, now=hour(6)) == {"kind"}


@pytest.mark.parametrize(("number", "fields"), [(2, set()), (3, {"course"})])
def test_a_course_the_protocol_does_not_have(number: int, fields: set[str]) -> None:
    assert asked(ordered(course=number), *READY) == fields


def test_a_resume_on_the_hanging_bag_of_another_dose_is_asked_about() -> None:
    low = ordered(hour(2), dose=5.0)
    again = resumed(hour(3), dose_micrograms_per_day=5.0)
    assert asked(again, *RUNNING, paused(hour(1)), low) == {"bag.dose_micrograms_per_day"}
