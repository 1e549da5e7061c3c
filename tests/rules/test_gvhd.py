"""The overall grade of acute GVHD: four systems, and where they are known to disagree (grading notes 4.2)."""

from __future__ import annotations

import itertools

import pytest

from blin21_desktop.domain.entries import GvhdStaged
from blin21_desktop.rules.gvhd import NONE, overall
from tests.making import AT, staged
from tests.rules.looking import KNOWLEDGE, says, without

SCALES = KNOWLEDGE.scales
SYSTEMS = ("JSHCT", "Glucksberg", "MAGIC", "IBMTR")


@pytest.mark.parametrize(
    ("skin", "liver", "gut", "grades"),
    [
        (0, 0, 0, "0 0 0 0"),
        (1, 0, 0, "I I I A"),
        (2, 0, 0, "I I I B"),
        (3, 0, 0, "II II II C"),
        (4, 0, 0, "IV IV IV D"),
        (0, 1, 0, "II II II -"),
        (0, 2, 0, "III III III B"),
        (0, 3, 0, "III III III C"),
        (0, 4, 0, "IV III IV D"),  # liver 4 alone: the page called bloodref says III
        (0, 0, 1, "II II II -"),
        (0, 0, 2, "III III III B"),
        (0, 0, 3, "III III III C"),
        (0, 0, 4, "III IV IV D"),  # gut 4 alone: JSHCT says III
        (1, 0, 2, "III III III B"),  # the trial's "grade 3 (skin 1, gut 2, liver 0)"
        (2, 1, 0, "II II II -"),
        (3, 2, 1, "III III III -"),
        (4, 1, 1, "IV IV IV D"),
    ],
)
def test_the_same_stages_in_four_systems(skin: int, liver: int, gut: int, grades: str) -> None:
    found = [overall(staged(AT, skin, liver, gut, system=system), SCALES) for system in SYSTEMS]
    assert " ".join(one.grade or "-" for one in found) == grades
    assert [one.system for one in found] == list(SYSTEMS)
    assert all(one.cites for one in found)
    assert all((one.grade is None) == bool(one.missing) for one in found)


def magic(skin: int, liver: int, upper: int, lower: int) -> str:
    """The table of the issue (Harris 2016), row by row from the top."""
    if 4 in (skin, liver, lower):
        return "IV"
    if liver in (2, 3) or lower in (2, 3):
        return "III"
    if skin == 3 or 1 in (liver, upper, lower):
        return "II"
    return "I" if skin in (1, 2) else "0"


def test_magic_for_every_combination_of_stages() -> None:
    for skin, liver, upper, lower in itertools.product(range(5), range(5), range(2), range(5)):
        entry = staged(AT, skin, liver, lower, upper_gi=upper)
        assert overall(entry, SCALES).grade == magic(skin, liver, upper, lower), (skin, liver, upper, lower)


def test_a_stage_in_no_row_gives_no_grade_and_says_which() -> None:
    found = overall(staged(AT, 0, 1, 1, system="IBMTR"), SCALES)
    assert found.grade is None
    assert [says(text) for text in found.missing] == [
        "gvhd_liver stage 1 is in no row of IBMTR",
        "gvhd_lower_gi stage 1 is in no row of IBMTR",
    ]


def poor(system: str) -> GvhdStaged:
    return staged(AT, 1, system=system, performance_very_poor=True)


def test_a_very_poor_performance_is_iv_where_the_system_asks_for_it() -> None:
    assert [overall(poor(system), SCALES).grade for system in SYSTEMS] == ["IV", "IV", "I", "A"]
    assert overall(staged(AT, system="JSHCT", performance_very_poor=True), SCALES).grade == "IV"
    assert overall(staged(AT, 1, system="JSHCT", performance_very_poor=False), SCALES).grade == "I"


def test_the_grade_says_which_organs_made_it() -> None:
    found = overall(staged(AT, 1, 0, 2), SCALES)
    assert [says(text) for text in found.because] == ["gvhd_skin 1", "gvhd_lower_gi 2"]
    assert overall(staged(AT), SCALES).grade == NONE


def test_a_table_that_is_not_configured_gives_no_grade() -> None:
    for scales in (without("gvhd.overall").scales, {}):
        found = overall(staged(AT, 1), scales)
        assert found.grade is None
        assert [says(text) for text in found.missing] == ["gvhd-magic: gvhd.overall is not configured"]
