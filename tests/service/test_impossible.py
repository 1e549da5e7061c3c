"""The impossible: refused on one side of the limit, taken on the other, and never written by an override."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from blin21_desktop.domain.chart import Chart
from blin21_desktop.domain.entries import (
    CrsChecked,
    Entry,
    EventGraded,
    GvhdStaged,
    Ice,
    NeuroChecked,
    Oxygen,
    PremedicationGiven,
    PumpRead,
    SecondCheck,
    TransplantRecorded,
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
from tests.service.memory import knowledge

READY = (registered(), ordered())
RUNNING = (*READY, started())

_count = iter(range(10**6))


def refused(entry: Entry, *before: Entry, now: datetime | None = None) -> set[str]:
    """Fields called impossible; each must stay so under an override, and be answered in words."""
    charts = {PATIENT: Chart.of(PATIENT, before)}
    now = now or max(entry.recorded_at, entry.happened_at)
    found = objections((entry,), charts, now, knowledge())
    again = objections((replace(entry, override=OVERRIDE),), charts, now, knowledge())
    hard = {o.field for o in found if o.impossible}
    assert {o.field for o in again} == hard
    assert all(o.says.template and o.remedy.template and o.index == 0 for o in found)
    return hard


def changes(field: str, value: object) -> dict[str, Any]:
    return {field: value}


def common() -> dict[str, Any]:
    return {
        "id": f"own-{next(_count)}",
        "patient": PATIENT,
        "happened_at": AT,
        "recorded_at": AT,
        "by": "n1",
    }


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
    assert refused(replace(vitals, temperature_c=-1.0, oxygen=Oxygen(device="none")), *READY) == set()


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


@pytest.mark.parametrize(("number", "fields"), [(0, {"course"}), (1, set()), (2, set()), (3, {"course"})])
def test_the_protocol_has_two_courses(number: int, fields: set[str]) -> None:
    assert refused(ordered(course=number), *READY) == fields
    assert refused(started(course=number), *READY) == fields


@pytest.mark.parametrize("hours", [24, 48, 72, 96, 168])
def test_bags_that_exist(hours: int) -> None:
    assert refused(started(bag=bag(hours=hours)), *READY) == set()


@pytest.mark.parametrize("hours", [0, -24, 23, 95, 120])
def test_bags_that_do_not_exist(hours: int) -> None:
    odd = bag(hours=hours, volume_ml=240.0, rate_ml_per_h=2.5)
    assert refused(started(bag=odd), *READY) == {"bag.hours"}


def crs(grade: int | None) -> CrsChecked:
    return CrsChecked(
        **common(),
        fever="no",
        hypotension="none",
        oxygen=Oxygen(device="none"),
        life_threatening=False,
        accepted_grade=grade,
    )


def neuro(**fields: Any) -> NeuroChecked:  # noqa: ANN401
    return NeuroChecked(
        **common(),
        **fields,
        consciousness="awake",
        seizure="none",
        focal_weakness=False,
        raised_pressure="none",
        global_aphasia=False,
    )


def graded(grade: int) -> EventGraded:
    return EventGraded(
        **common(),
        event="e1",
        term="Fever",
        category="other",
        grade=grade,
        scale="CTCAE v5.0",
        present_at_baseline=False,
        related="unknown",
        haematological=False,
    )


@pytest.mark.parametrize(("grade", "well"), [(-1, False), (0, True), (5, True), (6, False)])
def test_grades(grade: int, well: bool) -> None:
    ice = Ice(orientation=4, naming=3, command=1, writing=1, attention=1)
    assert refused(graded(grade), *READY) == (set() if well else {"grade"})
    assert refused(crs(grade), *READY) == (set() if well else {"accepted_grade"})
    assert refused(neuro(tool="ice", ice=ice, accepted_grade=grade), *READY) == (set() if well else {"accepted_grade"})
    assert refused(crs(None), *READY) == set()


ICE = {"orientation": 4, "naming": 3, "command": 1, "writing": 1, "attention": 1}


@pytest.mark.parametrize("item", ICE)
def test_ice_items(item: str) -> None:
    for value, well in ((-1, False), (0, True), (ICE[item], True), (ICE[item] + 1, False)):
        check = neuro(tool="ice", ice=Ice(**{**ICE, item: value}))
        assert refused(check, *READY) == (set() if well else {f"ice.{item}"})


@pytest.mark.parametrize(
    ("capd", "fields"),
    [
        ((0,) * 8, set()),
        ((4,) * 8, set()),
        ((0, 0, 5, 0, 0, 0, 0, -1), {"capd[3]", "capd[8]"}),
        ((0,) * 7, {"capd"}),
        ((0,) * 9, {"capd"}),
        (None, {"capd"}),
    ],
)
def test_capd_items(capd: tuple[int, ...] | None, fields: set[str]) -> None:
    assert refused(neuro(tool="capd", capd=capd), *READY) == fields


def test_the_chosen_tool_has_its_items() -> None:
    assert refused(neuro(tool="ice", capd=(0,) * 8), *READY) == {"ice"}


@pytest.mark.parametrize(("stage", "well"), [(-1, False), (0, True), (4, True), (5, False)])
@pytest.mark.parametrize("organ", ["skin", "liver", "upper_gi", "lower_gi"])
def test_gvhd_stages(organ: str, stage: int, well: bool) -> None:
    stages: dict[str, Any] = {"skin": 0, "liver": 0, "upper_gi": 0, "lower_gi": 0, organ: stage}
    assert refused(GvhdStaged(**common(), **stages, system="MAGIC"), *READY) == (set() if well else {organ})


@pytest.mark.parametrize(("number", "well"), [(0, False), (1, True), (9, True), (10, False)])
def test_transplants_are_counted_from_one(number: int, well: bool) -> None:
    entry = TransplantRecorded(**common(), transplanted_on=date(2026, 9, 1), number=number)
    assert refused(entry, *READY) == (set() if well else {"number"})
