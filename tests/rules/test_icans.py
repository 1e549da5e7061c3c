"""ICANS by the worst domain, the tool of the age, and the change from the patient's own baseline."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from blin21_desktop.domain.entries import Ice, NeuroChecked
from blin21_desktop.rules.crs import ASTCT
from blin21_desktop.rules.icans import WELL_CHILD, icans, score, total_of
from blin21_desktop.rules.situation import Situation
from blin21_desktop.rules.tool import tool_of_age
from tests.making import AT, chart, hour, ice, neuro, registered, started
from tests.rules.looking import KNOWLEDGE, says, site, without

SCALE = KNOWLEDGE.scales[ASTCT]
CAPD_8, CAPD_9 = (4, 4, 0, 0, 0, 0, 0, 0), (4, 4, 1, 0, 0, 0, 0, 0)


@pytest.mark.parametrize(
    ("what", "fields", "grade"),
    [
        ("ICE 10, awake", {}, 0),
        ("ICE 9", {"ice": ice(writing=0)}, 1),
        ("ICE 7", {"ice": ice(naming=0)}, 1),
        ("ICE 6", {"ice": ice(orientation=0)}, 2),
        ("ICE 3", {"ice": ice(orientation=0, naming=0)}, 2),
        ("ICE 2", {"ice": ice(orientation=0, naming=0, writing=0)}, 3),
        ("ICE 0, awake", {"ice": ice(0, 0, 0, 0, 0)}, 3),
        ("ICE 0, awake, global aphasia", {"ice": ice(0, 0, 0, 0, 0), "global_aphasia": True}, 3),
        ("ICE 0, unarousable", {"ice": ice(0, 0, 0, 0, 0), "consciousness": "unarousable"}, 4),
        ("ICE not done, unarousable", {"ice": None, "consciousness": "unarousable"}, 4),
        ("ICE 3 and a generalised seizure", {"ice": ice(0, 0), "seizure": "brief"}, 3),
        ("a seizure of 6 minutes", {"seizure": "prolonged_or_repetitive"}, 4),
        ("hemiparesis", {"focal_weakness": True}, 4),
        ("focal oedema on imaging", {"raised_pressure": "focal_oedema"}, 3),
        ("diffuse oedema", {"raised_pressure": "diffuse_oedema_or_signs"}, 4),
        ("wakes to voice", {"consciousness": "to_voice"}, 2),
        ("wakes only to touch", {"consciousness": "to_touch"}, 3),
        ("CAPD 0, all normal", {"capd": (0,) * 8}, 0),
        ("CAPD 1, awake", {"capd": (0, 0, 0, 0, 0, 0, 0, 1)}, 1),
        ("CAPD 8, awake", {"capd": CAPD_8}, 1),
        ("CAPD 8, wakes to voice", {"capd": CAPD_8, "consciousness": "to_voice"}, 2),
        ("CAPD 9, awake", {"capd": CAPD_9}, 3),
        ("CAPD cannot be done, unarousable", {"capd": None, "consciousness": "unarousable"}, 4),
    ],
)
def test_the_worst_domain_is_the_grade(what: str, fields: dict[str, Any], grade: int) -> None:
    assert icans(neuro(AT, **fields), SCALE).grade == grade, what


def asked(**fields: Any) -> tuple[int | None, int, list[str]]:  # noqa: ANN401
    found = icans(neuro(AT, **fields), SCALE)
    return found.grade, found.at_least, [says(text) for text in found.missing]


@pytest.mark.parametrize(
    ("fields", "at_least", "missing"),
    [
        ({"ice": None}, 0, ["ICE"]),
        ({"ice": None, "unable": {"ice": "refused"}}, 0, ["ICE: not done, refused"]),
        (
            {"ice": Ice(orientation=4, naming=3, command=1, attention=1), "unable": {"writing": "splint"}},
            0,
            ["ICE: ice_writing not done, splint"],
        ),
        ({"ice": Ice(orientation=0, naming=3, command=1, attention=1)}, 2, ["ICE"]),  # six at the best
        ({"ice": Ice(naming=3)}, 0, ["ICE"]),
        ({"consciousness": None, "unable": {"consciousness": "sedated"}}, 0, ["consciousness: not done, sedated"]),
        ({"seizure": None, "unable": {"seizure": "eeg runs"}}, 0, ["seizure: not done, eeg runs"]),
        ({"focal_weakness": None}, 0, ["focal weakness"]),
        ({"raised_pressure": None}, 0, ["raised intracranial pressure"]),
        ({"capd": None}, 0, ["CAPD"]),
        (
            {"capd": CAPD_8, "consciousness": None},
            1,
            ["consciousness: the CAPD alone cannot separate grade 1 from 2", "consciousness"],
        ),
        ({"seizure": "brief", "focal_weakness": None}, 3, ["focal weakness"]),
    ],
)
def test_a_missing_domain_blocks_the_grade_and_is_named(
    fields: dict[str, Any], at_least: int, missing: list[str]
) -> None:
    assert asked(**fields) == (None, at_least, missing)


def test_a_missing_domain_that_can_change_nothing_does_not_block() -> None:
    assert asked(ice=None, seizure="brief") == (3, 3, [])
    assert asked(ice=Ice(orientation=0, naming=0, command=0, attention=1)) == (3, 3, [])  # two points at the best
    assert asked(ice=None, seizure="prolonged_or_repetitive", focal_weakness=None, consciousness=None) == (4, 4, [])


def test_the_well_child_is_a_proposal_and_says_so() -> None:
    assert icans(neuro(AT, capd=(0,) * 8), SCALE).notes == (WELL_CHILD,)
    assert icans(neuro(AT, capd=CAPD_8), SCALE).notes == ()
    assert icans(neuro(AT, capd=(0,) * 8, seizure="brief"), SCALE).notes == ()
    assert icans(neuro(AT, capd=None), SCALE).notes == ()
    assert icans(neuro(AT), SCALE).notes == ()


@pytest.mark.parametrize(
    ("key", "fields"),
    [("ice.lowest_of_grade", {}), ("ice.full", {}), ("capd.grade_3_from", {"capd": CAPD_8})],
)
def test_a_limit_that_is_not_configured_gives_no_grade(key: str, fields: dict[str, Any]) -> None:
    found = icans(neuro(AT, **fields), without(key).scales[ASTCT])
    assert found.grade is None
    assert "is not configured" in says(found.missing[0])


# The child of these tests was born on 10 January 2016; the course starts on 23 November 2026.
@pytest.mark.parametrize(
    ("born", "tool"),
    [
        (date(2014, 11, 24), "capd"),
        (date(2014, 11, 23), "ice"),
        (date(2014, 11, 22), "ice"),
        (date(2021, 5, 1), "capd"),
        (date(2003, 1, 1), "ice"),
    ],
)
def test_ice_from_the_twelfth_birthday_on(born: date, tool: str) -> None:
    seen = Situation.of(chart(registered(birth_date=born), started()), hour(1), KNOWLEDGE)
    assert seen is not None
    assert tool_of_age(seen) == tool


def test_a_birthday_during_the_course_does_not_change_the_tool() -> None:
    child = registered(birth_date=date(2014, 11, 25))
    for days, tool in ((1, "capd"), (3, "capd")):
        seen = Situation.of(chart(child, started()), hour(24 * days), KNOWLEDGE)
        assert seen is not None
        assert tool_of_age(seen) == tool
    before_a_course = Situation.of(chart(child), hour(72), KNOWLEDGE)
    assert before_a_course is not None
    assert tool_of_age(before_a_course) == "ice"


def test_the_boundary_is_the_sites_and_without_it_nothing_is_said() -> None:
    child = registered(birth_date=date(2014, 11, 23))
    mine = Situation.of(chart(child), AT, site("sct-all-blin21", "neuro.ice_from_years", "13"))
    none = Situation.of(chart(child), AT, without("neuro.ice_from_years"))
    assert mine is not None
    assert none is not None
    assert (tool_of_age(mine), tool_of_age(none)) == ("capd", None)


def compared(newest: NeuroChecked, base: NeuroChecked | None) -> tuple[int | None, int | None, int | None]:
    found = score(newest, base)
    return found.total, found.baseline, found.change


def test_the_score_stands_beside_the_patients_own_baseline() -> None:
    well = neuro(AT, ice=ice(orientation=3))
    assert compared(neuro(AT, ice=ice(3, 2, 1, 0, 1)), well) == (7, 9, -2)
    assert compared(neuro(AT), None) == (10, None, None)
    assert compared(neuro(AT), neuro(AT, capd=CAPD_8)) == (10, None, None)
    assert compared(neuro(AT, capd=CAPD_9), neuro(AT, capd=CAPD_8)) == (9, 8, 1)
    assert compared(neuro(AT, ice=None), well) == (None, 9, None)


def test_the_lost_items_are_named_and_one_that_was_not_done_is_not_called_lost() -> None:
    assert score(neuro(AT, ice=ice(3, 3, 1, 0, 1)), None).lost == ("orientation", "writing")
    assert score(neuro(AT, ice=Ice(orientation=4, naming=2)), None).lost == ("naming",)
    assert score(neuro(AT, capd=CAPD_9), None).lost == ()
    assert total_of(neuro(AT, capd=None)) is None
