"""The training ward: synthetic, whole, and made of entries that pass every guard, whatever the moment it is made."""

from __future__ import annotations

import itertools
import tomllib
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from blin21_desktop.domain.chart import Chart
from blin21_desktop.domain.entries import Entry, PatientRegistered, PumpRead
from blin21_desktop.domain.infusion import Status
from blin21_desktop.service.decide import objections
from blin21_desktop.service.demo import Walk
from blin21_desktop.service.look import Look
from tests.service.memory import HandClock, MemoryLog, knowledge, ward_of

TABLE = tomllib.loads((Path(__file__).parents[2] / "resources" / "demo" / "ward.toml").read_text("utf-8"))
MOMENT = datetime.fromisoformat("2026-11-23T14:30:00+09:00")
MOMENTS = [
    "2026-11-23T14:30:00+09:00",
    "2026-11-23T14:30:59.999999+09:00",
    "2028-02-29T00:00:00+09:00",
    "2027-01-01T00:00:01+00:00",
    "2027-01-12T23:59:59-05:00",
    "2026-03-29T12:00:00+02:00",
]


def made(at: datetime = MOMENT, table: dict[str, Any] = TABLE) -> tuple[Entry, ...]:
    ids = itertools.count()
    return Walk(table, at, knowledge(), lambda moment: f"{moment.isoformat()}-{next(ids)}").entries()


def looks(at: datetime = MOMENT) -> dict[str, Look]:
    ward = ward_of(MemoryLog(list(made(at))), HandClock(at))
    return {look.patient: look for look in ward.board()}


@pytest.mark.parametrize("text", MOMENTS)
def test_it_passes_every_guard(text: str) -> None:
    at = datetime.fromisoformat(text)
    assert objections(made(at), {}, at, knowledge()) == ()


@pytest.mark.parametrize("text", MOMENTS)
def test_it_holds_only_what_has_happened_in_order_and_to_the_second(text: str) -> None:
    at = datetime.fromisoformat(text)
    entries = made(at)
    assert all(e.happened_at == e.recorded_at <= at and not e.happened_at.microsecond for e in entries)
    assert [e.happened_at for e in entries] == sorted(e.happened_at for e in entries)
    assert len({e.id for e in entries}) == len(entries)


@pytest.mark.parametrize("text", MOMENTS)
def test_no_chart_contradicts_itself(text: str) -> None:
    assert not any(look.warnings for look in looks(datetime.fromisoformat(text)).values())


def test_nine_patients_each_marked_synthetic() -> None:
    registered = [e for e in made() if isinstance(e, PatientRegistered)]
    assert len(registered) == 9
    assert all("synthetic" in (e.note or "") for e in registered)
    assert {e.label for e in registered} == {"jp-pi-2021", "us-pi-2025"}
    families = [e.family_name for e in registered]
    assert len(families) - len(set(families)) == 1
    assert len({e.hospital_id for e in registered}) == 9


def test_the_states_a_ward_must_train_for() -> None:
    found = list(looks().values())
    states = [look.status for look in found]
    assert {Status.NOT_STARTED, Status.ENDED_COMPLETED, Status.ENDED_DISCONTINUED} <= set(states)
    assert states.count(Status.PAUSED) == 2
    pauses = sorted(MOMENT - look.course.pause.start for look in found if look.course and look.course.pause)
    assert [(p.days, p.seconds // 3600) for p in pauses] == [(0, 1), (5, 0)]
    bags = [look.bag for look in found if look.bag is not None and look.bag.running]
    assert any(timedelta() < bag.change_due_at - MOMENT <= timedelta(minutes=20) for bag in bags)
    assert any(bag.bag.use_before < MOMENT for bag in bags)
    steps = [look.step.at for look in found if look.step and look.step.at and not look.step.done]
    assert any(at.date() == MOMENT.date() for at in steps)


def test_ages_are_those_of_the_table_also_early_in_january() -> None:
    for text in MOMENTS:
        at = datetime.fromisoformat(text)
        for patient in TABLE["patient"]:
            entry = next(e for e in made(at) if isinstance(e, PatientRegistered) and e.patient == patient["study"])
            on = entry.happened_at.date()
            born = entry.birth_date
            assert on.year - born.year - ((on.month, on.day) < (born.month, born.day)) == patient["age"]


def test_a_label_without_doses_or_rates_is_refused_by_the_guards() -> None:
    bare = replace(knowledge(), labels={k: replace(v, parameters={}) for k, v in knowledge().labels.items()})
    ids = itertools.count()
    entries = Walk(TABLE, MOMENT, bare, lambda _moment: f"{next(ids)}").entries()
    assert not any(isinstance(e, PumpRead) for e in entries)
    fields = {o.field for o in objections(entries, {}, MOMENT, bare)}
    assert {"dose_micrograms_per_day", "rate_ml_per_h", "bag.rate_ml_per_h"} <= fields


def test_every_chart_can_be_built() -> None:
    assert {Chart.of(e.patient, (e,)).patient for e in made()} == {p["study"] for p in TABLE["patient"]}
