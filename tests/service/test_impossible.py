"""The impossible: refused on one side of the limit, taken on the other, and never written by an override."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from blin21_desktop.domain.chart import Chart
from blin21_desktop.domain.entries import (
    Oxygen,
    PremedicationGiven,
    PumpRead,
    SecondCheck,
    VitalsMeasured,
)
from blin21_desktop.service.decide import objections
from tests.making import (
    AT,
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
    withdrawn,
)
from tests.service.judging import READY, RUNNING, changes, common, refused
from tests.service.memory import knowledge


def test_an_ordinary_start_is_taken() -> None:
    assert refused(started(), *READY) == set()
    assert objections((started(),), {PATIENT: Chart.of(PATIENT, READY)}, AT, knowledge()) == ()


def test_a_bag_of_another_patient() -> None:
    other = bag(patient="UPN-2")
    assert refused(started(bag=other), *READY) == {"bag.patient"}
    assert refused(changed(hour(1), bag=other), *RUNNING) == {"bag.patient"}
    assert refused(resumed(hour(2), bag=other), *RUNNING, paused(hour(1))) == {"bag.patient"}


def test_a_bag_without_a_label() -> None:
    assert refused(started(bag=bag(label=" ")), *READY) == {"bag.label"}


@pytest.mark.parametrize(("checked_by", "fields"), [("n1", {"checked_by"}), (" n1 ", {"checked_by"}), ("n2", set())])
def test_nobody_checks_their_own_work(checked_by: str, fields: set[str]) -> None:
    assert refused(started(checked_by=checked_by), *READY) == fields
    assert refused(changed(hour(1), checked_by=checked_by), *RUNNING) == fields
    assert refused(resumed(hour(2), checked_by=checked_by), *RUNNING, paused(hour(1))) == fields


def test_a_second_person_is_named() -> None:
    assert refused(started(checked_by=" "), *READY) == {"checked_by"}


@pytest.mark.parametrize(
    ("rate", "dose", "fields"),
    [
        (2.5, 9.0, set()),
        (2.6, 9.0, {"second_check.rate_ml_per_h"}),
        (2.5, 28.0, {"second_check.dose_micrograms_per_day"}),
        (25.0, 90.0, {"second_check.rate_ml_per_h", "second_check.dose_micrograms_per_day"}),
    ],
)
def test_the_second_check_agrees(rate: float, dose: float, fields: set[str]) -> None:
    check = SecondCheck(rate_ml_per_h=rate, dose_micrograms_per_day=dose)
    assert refused(started(second_check=check), *READY) == fields


ILL = (0.0, -0.0, -1.0, math.nan, math.inf, -math.inf)


@pytest.mark.parametrize("ill", ILL)
@pytest.mark.parametrize("field", ["dose_micrograms_per_day", "rate_ml_per_h"])
def test_ill_doses_and_rates(field: str, ill: float) -> None:
    assert field in refused(started(**changes(field, ill)), *READY)


@pytest.mark.parametrize("ill", ILL)
@pytest.mark.parametrize("field", ["dose_micrograms_per_day", "rate_ml_per_h", "volume_ml"])
def test_ill_numbers_on_a_bag(field: str, ill: float) -> None:
    assert refused(started(bag=replace(bag(), **changes(field, ill))), *READY) >= {f"bag.{field}"}


@pytest.mark.parametrize("ill", ILL)
def test_ill_orders_weights_and_drugs(ill: float) -> None:
    assert refused(ordered(dose=ill), *READY) == {"dose_micrograms_per_day"}
    assert refused(ordered(bsa_m2=ill), *READY) == {"bsa_m2"}
    assert refused(measured(weight_kg=ill), *READY) == {"weight_kg"}
    assert refused(measured(height_cm=ill), *READY) == {"height_cm"}
    drug = PremedicationGiven(**common(), drug="dexamethasone", dose_mg=ill, before="start")
    assert refused(drug, *READY) == {"dose_mg"}


@pytest.mark.parametrize("ill", [-0.1, math.nan, math.inf])
def test_ill_volumes_read_from_bag_and_pump(ill: float) -> None:
    assert refused(changed(hour(1), old_bag_remaining_ml=ill), *RUNNING) == {"old_bag_remaining_ml"}
    for field in ("volume_given_ml", "remaining_ml", "rate_ml_per_h"):
        fields: dict[str, Any] = {"rate_ml_per_h": 2.5, field: ill}
        assert refused(PumpRead(**common(), running=True, **fields), *READY) == {field}


def test_zero_is_a_reading() -> None:
    pump = PumpRead(**common(), rate_ml_per_h=0.0, volume_given_ml=0.0, remaining_ml=0.0, running=False)
    assert refused(pump, *READY) == set()
    assert refused(changed(hour(1), old_bag_remaining_ml=0.0), *RUNNING) == set()


def test_a_measured_number_is_finite() -> None:
    vitals = VitalsMeasured(**common(), temperature_c=math.nan, oxygen=Oxygen(device="mask", flow_l_per_min=math.inf))
    assert refused(vitals, *READY) == {"temperature_c", "oxygen.flow_l_per_min"}
    assert refused(replace(vitals, temperature_c=36.5, oxygen=Oxygen(device="none")), *READY) == set()


@pytest.mark.parametrize(("seconds", "fields"), [(300, set()), (301, {"happened_at"})])
def test_the_future_begins_after_five_minutes(seconds: int, fields: set[str]) -> None:
    entry = replace(measured(AT + timedelta(seconds=seconds)), recorded_at=AT)
    assert refused(entry, *READY, now=AT) == fields


def test_paper_written_up_later_is_judged_by_its_own_time_of_writing() -> None:
    entry = replace(measured(AT + timedelta(seconds=301)), recorded_at=AT)
    assert refused(entry, *READY, now=hour(50)) == {"happened_at"}


@pytest.mark.parametrize(("seconds", "fields"), [(0, set()), (1, {"recorded_at"})])
def test_written_in_the_future(seconds: int, fields: set[str]) -> None:
    assert refused(replace(measured(), recorded_at=hour(seconds=seconds)), *READY, now=AT) == fields


@pytest.mark.parametrize(("seconds", "fields"), [(0, set()), (-1, {"recorded_at"})])
def test_times_of_writing_do_not_go_back(seconds: int, fields: set[str]) -> None:
    newest = measured(recorded_at=hour(2))
    entry = replace(measured(hour(1)), recorded_at=hour(2, seconds=seconds))
    assert refused(entry, *READY, newest, now=hour(9)) == fields


@pytest.mark.parametrize("part", ["what", "because", "by"])
def test_an_override_names_what_because_and_by(part: str) -> None:
    halved = replace(measured(), override=replace(OVERRIDE, **changes(part, " ")))
    found = objections((halved,), {PATIENT: Chart.of(PATIENT, READY)}, AT, knowledge())
    assert [(o.field, o.impossible) for o in found] == [("override", True)]


@pytest.mark.parametrize("field", ["id", "by"])
def test_ids_are_not_empty(field: str) -> None:
    assert refused(measured(**changes(field, " ")), *READY) == {field}


def test_a_patient_without_a_number() -> None:
    assert "patient" in refused(registered(patient=" "))


def test_an_id_is_used_once() -> None:
    first = measured()
    assert refused(measured(id=first.id), *READY, first) == {"id"}


def test_nobody_is_charted_before_registration() -> None:
    assert refused(measured()) == {"patient"}
    assert refused(measured(), registered()) == set()
    assert refused(registered()) == set()


def test_nobody_is_registered_twice_unless_the_first_is_withdrawn() -> None:
    first = registered()
    assert refused(registered(), first) == {"patient"}
    assert refused(registered(), first, withdrawn(AT, first.id)) == set()
    assert refused(measured(), first, withdrawn(AT, first.id)) == {"patient"}


@pytest.mark.parametrize(
    ("field", "value", "fields"),
    [
        ("protocol", "sct-all-blin21", set()),
        ("protocol", "sct-all-blin22", {"protocol"}),
        ("label", "us-pi-2025", set()),
        ("label", "jp-pi-2020", {"label"}),
        ("birth_date", date(2026, 11, 23), set()),
        ("birth_date", date(2026, 11, 24), {"birth_date"}),
    ],
)
def test_protocol_label_and_birth(field: str, value: object, fields: set[str]) -> None:
    assert refused(registered(**changes(field, value))) == fields


def test_a_withdrawal_needs_an_entry_in_force_and_a_reason() -> None:
    weight = measured()
    undo = withdrawn(AT, weight.id)
    assert refused(undo, *READY, weight) == set()
    assert refused(undo, *READY) == {"withdrawn"}
    assert refused(replace(undo, withdrawn=undo.id), *READY) == {"withdrawn"}
    assert refused(withdrawn(AT, weight.id), *READY, weight, undo) == {"withdrawn"}
    assert refused(withdrawn(AT, undo.id), *READY, weight, undo) == set()
    assert refused(withdrawn(AT, weight.id, because=" "), *READY, weight) == {"because"}


def test_a_second_start_of_a_course_that_runs() -> None:
    assert refused(started(hour(1)), *RUNNING) == {"course"}
    assert refused(started(hour(1), course=2), *RUNNING) == {"course"}
    assert refused(started(hour(2)), *RUNNING, paused(hour(1))) == {"course"}
    assert refused(started(hour(2), course=2), *RUNNING, ended(hour(1))) == set()


def test_a_second_start_written_up_late_before_the_first() -> None:
    late = started(hour(-1), recorded_at=hour(1))
    assert refused(late, *RUNNING) == {"course"}
    assert refused(late, *RUNNING, ended(hour(0.5))) == set()


@pytest.mark.parametrize(("number", "fields"), [(0, {"course"}), (1, set()), (9, set()), (10, {"course"})])
def test_courses_are_counted_from_one(number: int, fields: set[str]) -> None:
    assert refused(ordered(course=number), *READY) == fields
    assert refused(started(course=number), *READY) == fields


@pytest.mark.parametrize(
    ("weight", "fields"), [(0.0009, {"weight_kg"}), (0.001, set()), (100_000.0, set()), (100_000.1, {"weight_kg"})]
)
def test_a_number_out_of_all_proportion(weight: float, fields: set[str]) -> None:
    assert refused(measured(weight_kg=weight), *READY) == fields


@pytest.mark.parametrize(("running", "fields"), [(True, {"rate_ml_per_h"}), (False, set())])
def test_only_a_pump_that_stands_still_shows_rate_0(running: bool, fields: set[str]) -> None:
    entry = PumpRead(**common(), rate_ml_per_h=0.0, running=running)
    assert refused(entry, *RUNNING) == fields
