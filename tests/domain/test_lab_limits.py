"""A site's own limits by age and sex: who they are for, to the day, and every fault of the file."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from blin21_desktop.domain.knowledge_file import KnowledgeFaults, load
from blin21_desktop.domain.lab_limits import Age
from tests.rules.looking import FILES

LINE = """[[limits]]
analyte = "neutrophils"
unit = "10*9/L"
sex = "female"
from_age = "1y"
to_age = "6y"
lower = "1.5"
upper = "8.5"
source = "our laboratory's table"
checked_on = 2026-10-01
set_by = "d9"
"""
BORN = date(2020, 3, 10)


def faults(text: str) -> str:
    """What is told of a site's file."""
    with pytest.raises(KnowledgeFaults) as told:
        load(FILES, {"labs.toml": text})
    return str(told.value)


@pytest.mark.parametrize(
    ("on", "fits"),
    [(date(2021, 3, 9), False), (date(2021, 3, 10), True), (date(2026, 3, 9), True), (date(2026, 3, 10), False)],
)
def test_an_age_is_reached_on_the_birthday(on: date, fits: bool) -> None:
    known = load(FILES, {"labs.toml": LINE})
    [limit] = known.lab_limits
    assert (limit.lower, limit.upper, limit.set_by) == (Decimal("1.5"), Decimal("8.5"), "d9")
    assert limit.fits("neutrophils", BORN, "female", on) is fits
    assert not limit.fits("neutrophils", BORN, "male", on)
    assert not limit.fits("platelets", BORN, "female", on)
    assert known.fingerprint != load(FILES).fingerprint


@pytest.mark.parametrize(
    ("age", "born", "day"),
    [
        (Age(28, "d"), date(2020, 2, 1), date(2020, 2, 29)),
        (Age(6, "m"), date(2020, 8, 31), date(2021, 3, 1)),
        (Age(11, "m"), date(2020, 1, 31), date(2020, 12, 31)),
        (Age(1, "m"), date(2020, 12, 10), date(2021, 1, 10)),
        (Age(1, "y"), date(2020, 2, 29), date(2021, 3, 1)),
    ],
)
def test_ages_in_days_months_and_years(age: Age, born: date, day: date) -> None:
    assert age.reached(born) == day


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('set_by = "d9"\n', "", "limits 1: needs analyte, checked_on"),
        ("unit = ", "colour = 1\nunit = ", "limits 1: needs analyte, checked_on"),
        ('unit = "10*9/L"', 'unit = ""', "limits 1: analyte, unit, source and set_by must be text"),
        ('to_age = "6y"', 'to_age = "12m"', "limits 1: from_age and to_age must be ages"),
        ('to_age = "6y"', 'to_age = "6"', "limits 1: from_age and to_age must be ages"),
        ('to_age = "6y"', "to_age = 6", "limits 1: from_age and to_age must be ages"),
        ("checked_on = 2026-10-01", 'checked_on = "today"', "limits 1: checked_on must be a date"),
        ('sex = "female"', 'sex = "other"', "limits 1: sex must be female or male"),
        ('upper = "8.5"', "upper = 8.5", "limits 1: lower and upper must be numbers in quotes"),
        ('upper = "8.5"', 'upper = "high"', "limits 1: lower and upper must be numbers in quotes"),
        ('upper = "8.5"', 'upper = "NaN"', "limits 1: lower and upper must be numbers in quotes"),
        ('upper = "8.5"', 'upper = "1.5"', "limits 1: lower and upper must be numbers in quotes"),
        ('lower = "1.5"\nupper = "8.5"\n', "", "limits 1: lower and upper must be numbers in quotes"),
        ("[[limits]]", "[limits]", "limits must be a list of tables"),
        ("[[limits]]", "colour = 1\n[[limits]]", "site labs.toml: colour: unknown key"),
    ],
)  # fmt: skip
def test_a_fault_is_named(old: str, new: str, told: str) -> None:
    assert told in faults(LINE.replace(old, new, 1))


def test_two_lines_for_the_same_patients_are_a_fault() -> None:
    assert "limits 2: neutrophils: another line fits the same patients" in faults(
        LINE + LINE.replace('sex = "female"\n', "").replace("1y", "5y").replace("6y", "9y")
    )
    later = LINE.replace('"6y"', '"9y"').replace("1y", "6y")
    others = LINE.replace("female", "male"), LINE.replace("neutrophils", "platelets"), later
    assert len(load(FILES, {"labs.toml": "\n".join((LINE, *others))}).lab_limits) == 4
