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
from blin21_desktop.domain.entries import (
    CheckMissed,
    CrsChecked,
    DrugGiven,
    Entry,
    LabResulted,
    NeuroChecked,
    PatientRegistered,
    PumpRead,
)
from blin21_desktop.domain.infusion import Status
from blin21_desktop.rules.in_force import CrsInForce, crs_in_force
from blin21_desktop.rules.schedule import CHECKS, grade_steps, history
from blin21_desktop.rules.situation import Situation
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
    return {patient: ward.look(patient) for patient in ward.patients()}


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


def test_most_checks_of_the_ward_are_done_on_time() -> None:
    for name, look in looks().items():
        if look.course is None:
            continue
        seen = Situation.of(look.chart, look.course.until, knowledge())
        assert seen is not None
        past = [check for what in CHECKS for check in history(seen, what) if check.entry is not None]
        on_time = sum(check.state == "done" for check in past)
        assert len(past) > 80, name
        assert on_time >= len(past) * 0.97, name
    states = [check.state for look in looks().values() for check in look.checks]
    assert (states.count("overdue"), states.count("put_off")) == (1, 2)


def test_the_checks_a_ward_must_train_for() -> None:
    found = looks()
    last = {name: [e for e in look.chart.written if isinstance(e, CheckMissed)] for name, look in found.items()}
    assert {(name, e.what, e.reason) for name, missed in last.items() for e in missed} == {
        ("DEMO-3", "neuro", "asleep"),
        ("DEMO-7", "vitals", "off_ward"),
        ("DEMO-7", "crs", "off_ward"),
    }
    [overdue] = [(name, c.what) for name, look in found.items() for c in look.checks if c.state == "overdue"]
    assert overdue == ("DEMO-4", "crs")
    tools = {name: look.grades.neuro.score.tool for name, look in found.items() if look.grades.neuro is not None}
    assert tools == {f"DEMO-{n}": "ice" if n in (2, 4, 6) else "capd" for n in range(1, 10)}
    assert {name: [(e.newest.grade, e.at_baseline) for e in look.grades.events] for name, look in found.items()} == {
        "DEMO-1": [(2, False)],
        "DEMO-2": [(0, True)],
        "DEMO-3": [],
        "DEMO-4": [],
        "DEMO-5": [(0, False)],
        "DEMO-6": [],
        "DEMO-7": [],
        "DEMO-8": [(3, False)],
        "DEMO-9": [(1, True)],
    }
    assert [look.grades.gvhd[1].grade for look in found.values() if look.grades.gvhd is not None] == ["III"]
    given = [(e.patient, e.class_) for e in made() if isinstance(e, DrugGiven)]
    assert set(given) == {
        ("DEMO-6", "antipyretic"),
        ("DEMO-5", "corticosteroid"),
        ("DEMO-2", "g_csf"),
        ("DEMO-2", "transfusion"),
    }


def test_the_blood_of_a_ward_that_trains_falls_and_comes_back() -> None:
    made_labs = [e for e in made() if isinstance(e, LabResulted)]
    assert {e.patient for e in made_labs} == {f"DEMO-{n}" for n in range(1, 9)}
    assert all(e.source and e.source["sender"] == "synthetic laboratory" for e in made_labs)
    series: dict[str, list[float]] = {}
    for entry in made_labs:
        if entry.patient == "DEMO-2":
            series.setdefault(entry.analyte, []).append(float(entry.value.removeprefix("<")))
    lymphocytes, crp = series["lymphocytes"], series["crp"]
    assert lymphocytes[0] / min(lymphocytes) > 10
    assert lymphocytes[-1] > 5 * min(lymphocytes)
    assert 2 <= crp.index(max(crp)) <= 4
    assert len(series["cd19"]) == 3
    worst = {name: look.labs.today for name, look in looks().items()}
    assert max(each.at_least for each in worst["DEMO-1"]) == 4
    assert {e.status for e in made_labs if e.patient == "DEMO-4"} == {"final", "preliminary"}


def test_a_start_before_the_morning_blood_has_its_own_day_0() -> None:
    at = MOMENT.replace(hour=3, minute=0)
    first = min(e.happened_at for e in made(at) if isinstance(e, LabResulted) and e.patient == "DEMO-6")
    look = looks(at)["DEMO-6"]
    assert look.course is not None
    assert timedelta() < look.course.started_at - first <= timedelta(days=1)


def test_a_crs_of_grade_1_came_was_masked_and_went() -> None:
    chart = looks()["DEMO-6"].chart
    steps = [(e.fever, c.grade) for e in chart.all(CrsChecked, MOMENT) if (c := crs_at(chart, e.happened_at))]
    came = [step for n, step in enumerate(steps) if n == 0 or steps[n - 1] != step]
    assert came == [("no", 0), ("yes", 1), ("masked", None), ("yes", 1), ("no", 0)]


def crs_at(chart: Chart, at: datetime) -> CrsInForce | None:
    return crs_in_force(chart, at, knowledge().scales)


def test_the_confusion_of_a_night_was_watched_every_hour() -> None:
    look = looks()["DEMO-5"]
    seen = Situation.of(look.chart, MOMENT, knowledge())
    assert seen is not None
    assert [grade for _, grade in grade_steps(seen, "icans")] == [0, 2, 1, 0]
    hourly = [check for check in history(seen, "neuro") if check.every == timedelta(hours=1)]
    assert len(hourly) >= 6


def test_without_a_schedule_or_a_tool_only_the_baseline_is_taken() -> None:
    known = knowledge()
    bare = {k: replace(v, parameters={}) for k, v in known.protocols.items()}
    ids = itertools.count()
    entries = Walk(TABLE, MOMENT, replace(known, protocols=bare), lambda _moment: f"{next(ids)}").entries()
    assert not any(isinstance(e, CrsChecked) for e in entries)
    assert {e.tool for e in entries if isinstance(e, NeuroChecked)} == {"ice"}


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
