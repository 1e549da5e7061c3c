"""Whole numbers with fixed ends: bag hours, grades, stages, ICE and CAPD items."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

import pytest

from blin21_desktop.domain.entries import (
    CrsChecked,
    EventGraded,
    GvhdStaged,
    Ice,
    NeuroChecked,
    Oxygen,
    TransplantRecorded,
)
from tests.making import bag, started
from tests.service.judging import READY, common, refused


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
        because="the physician says so",
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
    assert refused(neuro(tool="ice", ice=ice, accepted_grade=grade, because="as judged"), *READY) == (
        set() if well else {"accepted_grade"}
    )
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
@pytest.mark.parametrize("organ", ["skin", "liver", "lower_gi"])
def test_gvhd_stages(organ: str, stage: int, well: bool) -> None:
    stages: dict[str, Any] = {"skin": 0, "liver": 0, "upper_gi": 0, "lower_gi": 0, organ: stage}
    assert refused(GvhdStaged(**common(), **stages, system="MAGIC"), *READY) == (set() if well else {organ})


@pytest.mark.parametrize(("system", "stage", "well"), [("MAGIC", 1, True), ("MAGIC", 2, False), ("IBMTR", 0, True)])
def test_magic_knows_upper_gi_stages_0_and_1(system: Literal["MAGIC", "IBMTR"], stage: int, well: bool) -> None:
    entry = GvhdStaged(**common(), skin=0, liver=0, upper_gi=stage, lower_gi=0, system=system)
    assert refused(entry, *READY) == (set() if well else {"upper_gi"})


@pytest.mark.parametrize(("number", "well"), [(0, False), (1, True), (9, True), (10, False)])
def test_transplants_are_counted_from_one(number: int, well: bool) -> None:
    entry = TransplantRecorded(**common(), transplanted_on=date(2026, 9, 1), number=number)
    assert refused(entry, *READY) == (set() if well else {"number"})
