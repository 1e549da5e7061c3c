"""What a check at the bedside must say, what a body can have, and why a grade or a tool is another."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from blin21_desktop.domain.entries import Entry, Ice
from blin21_desktop.service.decide import objections
from blin21_desktop.service.guards.checks import BODY, SIGNS
from tests.making import (
    AT,
    PATIENT,
    chart,
    crs,
    hour,
    ice,
    missed,
    neuro,
    oxygen,
    registered,
    sampled,
    staged,
    started,
    vitals,
)
from tests.service.judging import READY, refused
from tests.service.memory import knowledge

CAPD = (0, 0, 0, 1, 0, 0, 0, 0)


def well(entry: Entry) -> bool:
    return refused(entry, *READY) == set()


@pytest.mark.parametrize(
    ("field", "low", "high"),
    [
        ("temperature_c", 25, 45),
        ("systolic_mmhg", 63, 300),
        ("diastolic_mmhg", 10, 103),
        ("pulse_per_min", 10, 350),
        ("respiration_per_min", 1, 150),
        ("spo2_percent", 1, 100),
    ],
)
def test_a_reading_lies_in_what_a_body_can_have(field: str, low: float, high: float) -> None:
    for value in (low, high):
        assert well(vitals(AT, **{field: float(value)}))
    for value in (BODY[field][0] - 0.1, BODY[field][1] + 0.1):
        assert field in refused(vitals(AT, **{field: value}), *READY)
    assert well(vitals(AT, **{field: None}))


def test_the_lower_pressure_lies_below_the_upper() -> None:
    assert refused(vitals(AT, systolic_mmhg=90.0, diastolic_mmhg=90.0), *READY) == {"diastolic_mmhg"}
    assert well(vitals(AT, systolic_mmhg=90.0, diastolic_mmhg=89.0))


def test_vital_signs_without_any_sign_are_a_missed_check() -> None:
    nothing = vitals(AT, **dict.fromkeys(BODY))
    assert refused(nothing, *READY) == {"temperature_c"}
    assert well(replace(nothing, oxygen=oxygen("mask", 5)))


@pytest.mark.parametrize(
    ("air", "fields"),
    [
        (oxygen(), set()),
        (oxygen("none", 2), {"oxygen.device"}),
        (oxygen("none", None, 30), {"oxygen.device"}),
        (oxygen("nasal_cannula", 2, 28), set()),
        (oxygen("nasal_cannula", 2, 28, fio2_source="estimated"), set()),
        (oxygen("nasal_cannula", 2, 28, fio2_source=None), {"oxygen.fio2_source"}),
        (oxygen("mask", 5, 21), set()),
        (oxygen("mask", 5, 100), set()),
        (oxygen("mask", 5, 20.9), {"oxygen.fio2_percent"}),
        (oxygen("mask", 5, 100.1), {"oxygen.fio2_percent"}),
        (oxygen("mask", 0.0), {"oxygen.flow_l_per_min"}),
        (oxygen("mask", 0.1), set()),
        (oxygen("mask", 120), set()),
        (oxygen("mask", 120.1), {"oxygen.flow_l_per_min"}),
    ],
)
def test_oxygen_says_device_flow_fraction_and_how_it_is_known(air: Any, fields: set[str]) -> None:  # noqa: ANN401
    assert refused(vitals(AT, oxygen=air), *READY) == fields
    assert refused(crs(AT, "yes", oxygen=air), *READY) == fields


@pytest.mark.parametrize("sign", SIGNS)
def test_every_sign_is_seen_or_says_why_not(sign: str) -> None:
    assert refused(neuro(AT, **{sign: None}), *READY) == {sign}
    assert refused(neuro(AT, **{sign: None, "unable": {sign: "  "}}), *READY) == {sign}
    assert refused(neuro(AT, **{sign: None, "unable": {"ice": "asleep"}}), *READY) == {sign}
    assert well(neuro(AT, **{sign: None, "unable": {sign: "sedated for the scan"}}))


def test_the_tool_has_its_score_or_says_why_not() -> None:
    assert refused(neuro(AT, ice=None), *READY) == {"ice"}
    assert well(neuro(AT, ice=None, unable={"ice": "refused"}))
    assert refused(neuro(AT, capd=None), *READY) == {"capd"}
    assert well(neuro(AT, capd=CAPD))


def test_an_item_of_the_ice_is_scored_or_says_why_not() -> None:
    splint = Ice(orientation=4, naming=3, command=1, attention=1)
    assert refused(neuro(AT, ice=splint), *READY) == {"ice.writing"}
    assert well(neuro(AT, ice=splint, unable={"writing": "arm in a splint"}))


def test_a_grade_other_than_that_of_the_findings_needs_a_reason() -> None:
    for entry, same, other in (
        (crs(AT, "yes"), 1, 2),
        (neuro(AT, ice=ice(writing=0)), 1, 2),
        (crs(AT, "masked"), None, 0),
        (neuro(AT, seizure=None, unable={"seizure": "EEG runs"}), None, 0),
    ):
        assert well(replace(entry, accepted_grade=same))
        assert refused(replace(entry, accepted_grade=other), *READY) == {"because"}
        assert refused(replace(entry, accepted_grade=other, because=" "), *READY) == {"because"}
        assert well(replace(entry, accepted_grade=other, because="as the physician says"))


def test_without_the_scales_every_accepted_grade_needs_a_reason() -> None:
    bare = replace(knowledge(), scales={})
    charts = {PATIENT: chart(*READY)}
    for entry in (crs(AT, accepted_grade=0), neuro(AT, accepted_grade=0, tool_because="as before")):
        assert [o.field for o in objections((entry,), charts, AT, bare)] == ["because"]


def test_the_return_lies_after_the_check() -> None:
    assert refused(missed(AT, reason="off_ward", until=AT), *READY) == {"until"}
    assert well(missed(AT, reason="off_ward", until=hour(1)))
    assert well(missed(AT, reason="off_ward"))


@pytest.mark.parametrize("system", ["JSHCT", "Glucksberg", "IBMTR"])
def test_only_magic_stages_the_upper_gut(system: str) -> None:
    assert refused(staged(AT, upper_gi=1, system=system), *READY) == {"upper_gi"}
    assert well(staged(AT, upper_gi=0, system=system))
    assert well(staged(AT, upper_gi=1))


@pytest.mark.parametrize("name", ["ab" * 31, "ab" * 33, "AB" * 32, "xy" * 32, "ab" * 31 + "a\n", ""])
def test_a_sample_is_named_by_a_sha256(name: str) -> None:
    assert refused(sampled(AT, sha256=name), *READY) == {"sha256"}
    assert well(sampled(AT, sha256="0123456789abcdef" * 4))


def test_a_sample_has_a_size() -> None:
    assert refused(sampled(AT, width=0, height=-1), *READY) == {"width", "height"}
    assert well(sampled(AT, width=1, height=1))


def asked(entry: Entry, *before: Entry) -> list[str]:
    return [o.field for o in objections((entry,), {PATIENT: chart(*before)}, entry.happened_at, knowledge())]


def test_another_tool_than_that_of_the_age_needs_a_reason() -> None:
    ten = registered()
    assert asked(neuro(AT, capd=CAPD), ten) == []
    assert asked(neuro(AT), ten) == ["tool"]
    assert asked(neuro(AT, tool_because=" "), ten) == ["tool"]
    assert asked(neuro(AT, tool_because="knows the sentence from course 1"), ten) == []
    twelve = registered(birth_date=date(2014, 11, 23))
    assert asked(neuro(AT), twelve) == []
    assert asked(neuro(AT, capd=CAPD), twelve) == ["tool"]
    assert asked(neuro(AT, capd=CAPD, tool_because="developmental delay"), twelve) == []


def test_the_twelfth_birthday_during_a_course_does_not_change_the_tool() -> None:
    child = registered(birth_date=date(2014, 11, 24))
    assert asked(neuro(hour(48), capd=CAPD), child, started()) == []
    assert asked(neuro(hour(48)), child, started()) == ["tool"]
    assert asked(neuro(hour(48)), child) == []


def test_a_check_of_somebody_unknown_is_refused_for_that_alone() -> None:
    assert asked(neuro(AT)) == ["patient"]
