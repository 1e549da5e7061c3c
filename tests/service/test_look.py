"""A look: what screen and paper read, from a chart and a moment."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from blin21_desktop.domain.chart import Chart
from blin21_desktop.domain.entries import BedChanged, Entry, PumpRead
from blin21_desktop.domain.infusion import Status
from blin21_desktop.domain.ports import Head
from blin21_desktop.service.look import Look, look_at, of_course
from tests.making import PATIENT, bag, changed, ended, hour, measured, ordered, paused, registered, resumed, started
from tests.service.memory import knowledge

READY = (registered(bed="501"), measured(), ordered())


def look(at: datetime, *entries: Entry) -> Look:
    chart = Chart.of(PATIENT, entries)
    return look_at(chart, at, knowledge(), known_at=None, head=Head(0, ""), training=False)


def moved(at: datetime, bed: str) -> BedChanged:
    return BedChanged(id=f"bed-{bed}", patient=PATIENT, happened_at=at, recorded_at=at, by="n1", bed=bed)


def read(at: datetime, *, running: bool = True) -> PumpRead:
    return PumpRead(
        id=f"pump-{at}", patient=PATIENT, happened_at=at, recorded_at=at, by="n1", rate_ml_per_h=2.5, running=running
    )


def test_before_a_start() -> None:
    found = look(hour(1), *READY)
    assert (found.status, found.course, found.charted, found.confirmed) == (Status.NOT_STARTED, None, None, None)
    assert (found.infused, found.interrupted) == (timedelta(), timedelta())
    assert (found.infusion_day, found.cycle_day, found.bag) == (None, None, None)
    assert found.warnings == ()


def test_without_a_registration_only_what_was_charted_is_told() -> None:
    found = look(hour(25), measured(), started())
    assert (found.status, found.infused) == (Status.RUNNING, timedelta(hours=25))
    assert (found.label, found.protocol, found.ordered, found.planned_end, found.findings) == (
        None, None, None, None, ()
    )  # fmt: skip
    assert found.weight is not None
    assert found.infusion_day == found.cycle_day == 2
    assert [w.template for w in found.warnings] == ["{patient} has no registration in force"]


@pytest.mark.parametrize(
    ("hours", "seconds", "infusion_day", "cycle_day"),
    [
        (0, 0, 1, 1),
        (24, -1, 1, 1),
        (24, 0, 2, 2),
        (48, 0, 3, 3),
        (72, 0, 3, 4),  # paused from 48 h on for 24 h
        (96, -1, 3, 4),
        (96, 0, 4, 5),
        (696, -1, 28, 29),  # 671 h 59 min 59 s of flow
        (700, 0, 28, 30),  # never day 29 of 28
    ],
)
def test_the_two_days(hours: int, seconds: int, infusion_day: int, cycle_day: int) -> None:
    found = look(hour(hours, seconds=seconds), *READY, started(), paused(hour(48)), resumed(hour(72)))
    assert (found.infusion_day, found.cycle_day) == (infusion_day, cycle_day)


def test_days_stand_still_after_the_end() -> None:
    found = look(hour(900), *READY, started(), ended(hour(100)))
    assert (found.infusion_day, found.cycle_day) == (5, 5)
    assert (found.infused, found.interrupted) == (timedelta(hours=100), timedelta())


def test_the_bed() -> None:
    assert look(hour(1), *READY).bed == "501"
    assert look(hour(1), *READY, moved(hour(1), "502")).bed == "502"
    assert look(hour(1, seconds=-1), *READY, moved(hour(1), "502")).bed == "501"
    assert look(hour(3), *READY, moved(hour(1), "502"), registered(hour(2), bed="503")).bed == "503"
    assert look(hour(3), *READY, moved(hour(1), "502"), registered(hour(2))).bed == "502"
    assert look(hour(3), registered()).bed is None
    assert look(hour(3), moved(hour(1), "502")).bed == "502"
    assert look(hour(3)).bed is None


def test_what_confirms_that_it_flows() -> None:
    start, halt, again, bag = started(), paused(hour(2)), resumed(hour(3)), changed(hour(5))
    assert look(hour(1), *READY, start).confirmed is start
    assert look(hour(2), *READY, start, halt).confirmed is start
    assert look(hour(3), *READY, start, halt, again).confirmed is again
    assert look(hour(5), *READY, start, halt, again, bag).confirmed is bag
    assert look(hour(5), *READY, start, halt, again, read(hour(4))).confirmed.id == f"pump-{hour(4)}"  # type: ignore[union-attr]
    assert look(hour(5), *READY, start, halt, again, read(hour(4), running=False)).confirmed is again
    assert look(hour(4), *READY, start, resumed(hour(2))).confirmed is start  # it did not fit: not counted
    assert look(hour(1), *READY, read(hour(-1)), start).confirmed is start


def test_what_set_the_status() -> None:
    halt = paused(hour(2))
    found = look(hour(9), *READY, started(), halt, read(hour(4)))
    assert (found.status, found.charted) == (Status.PAUSED, halt)


def test_contradictions_are_warned_about() -> None:
    stray = paused(hour(1))
    assert [w.values["kind"] for w in look(hour(2), *READY, stray).warnings] == ["infusion_paused"]
    assert look(hour(0.5), *READY, stray).warnings == ()
    found = look(hour(3), *READY, started(), resumed(hour(1)), changed(hour(2), bag=bag(hour(2), label="B-2")))
    stray_one, open_sum = found.warnings
    assert stray_one.values == {"kind": "infusion_resumed", "at": hour(1), "who": "n1"}
    assert open_sum.template.startswith("cannot tell whether the time adds up")


def test_a_gap_in_the_time_is_warned_about() -> None:
    (gap,) = look(hour(120), *READY, started()).warnings
    assert gap.template.startswith("the time does not add up")


def test_an_earlier_course_comes_to_the_front() -> None:
    again = (started(hour(700), course=2, bag=bag(hour(700), label="B-2")), paused(hour(720)))
    newest = look(hour(730), *READY, started(), ended(hour(90)), *again)
    first = of_course(newest, 0)
    assert first.course is newest.courses[0]
    assert first.charted is newest.courses[0].charted
    assert (first.status, first.infused) == (Status.ENDED_COMPLETED, timedelta(hours=90))
    assert (first.bag, first.planned_end, first.step_ahead) == (None, None, None)
    assert first.reconciliation is not None
    assert first.reconciliation.infused == timedelta(hours=90)
    assert of_course(newest, 1) is newest
    nobody = replace(newest, label=None, protocol=None)
    assert of_course(nobody, 0).reconciliation is None


def test_everything_else_is_there_while_it_runs() -> None:
    found = look(hour(100), *READY, started())
    assert found.label is not None
    assert found.label.id == "jp-pi-2021"
    assert found.protocol is not None
    assert found.ordered is not None
    assert found.ordered.dose_micrograms_per_day == 9.0
    assert found.planned_end is not None
    assert found.planned_end.at == hour(28 * 24)
    assert found.step is not None
    assert found.step.at == hour(168)
    assert found.bag is not None
    assert found.bag.change_due_at == hour(96)
    assert found.findings
    assert found.tasks


def test_the_order_that_comes() -> None:
    now, step, far = (
        ordered(hour(-1), from_=hour(0)),
        ordered(hour(-1), dose=28.0, from_=hour(168)),
        ordered(from_=hour(300)),
    )
    before = look(hour(-0.5), registered(hour(-2)), far, step, now)
    assert (before.ordered, before.coming_order, before.shown_order) == (None, now, now)
    found = look(hour(1), registered(hour(-2)), far, step, now)
    assert (found.ordered, found.coming_order, found.shown_order) == (now, step, now)
    assert look(hour(300), registered(hour(-2)), far, step, now).coming_order is None
    assert look(hour(-0.5), registered(hour(-2))).shown_order is None
    soon = ordered(hour(1), from_=hour(2))
    assert look(hour(0.5), registered(), soon).coming_order is None  # not yet ordered at that moment


def test_of_two_orders_for_one_moment_the_newer_one_stands() -> None:
    one, two = ordered(hour(1), from_=hour(9)), ordered(hour(2), dose=28.0, from_=hour(9))
    assert look(hour(3), registered(), two, one).coming_order is two
    assert look(hour(9), registered(), two, one).ordered is two
