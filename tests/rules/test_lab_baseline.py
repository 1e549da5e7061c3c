"""The baseline of a laboratory value, and its limits: which sample, whose limits, and what is never compared."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from blin21_desktop.domain.knowledge_file import load
from blin21_desktop.rules.lab_baseline import Why
from blin21_desktop.rules.lab_in_force import LabGrade
from blin21_desktop.rules.lab_limits import NormalLimits, limits_of
from tests.making import AT, ended, hour, started, withdrawn
from tests.rules.benching import before, chosen, grades, lab, told
from tests.rules.looking import FILES

ALT: dict[str, Any] = {"lower_limit": "5", "upper_limit": "40"}


def why(found: LabGrade) -> Why:
    """Why there is no baseline."""
    return found.case.baseline.why


def test_the_baseline_is_the_newest_result_at_or_before_the_start() -> None:
    alt = grades(
        lab(hour(-30), "alt", "30", **ALT), lab(AT, "alt", "100", **ALT), lab(hour(5), "alt", "160", **ALT)
    ).newest["alt"]
    assert alt.case.baseline_number == 100
    assert told(alt) == (1, 1, 1)
    assert (alt.case.x_uln, alt.case.x_baseline) == (Decimal(4), Decimal("1.6"))


def test_a_day_without_a_time_is_before_the_start_only_when_all_of_it_is() -> None:
    day = {"source": {"time_known": False}}
    same = grades(lab(hour(-10), "alt", "200", **ALT, **day), lab(hour(5), "alt", "250", **ALT))
    assert why(same.newest["alt"]) == "no_result"
    edge = grades(lab(hour(-24), "alt", "30", **ALT, **day), lab(hour(5), "alt", "250", **ALT))
    assert why(edge.newest["alt"]) == ""


def test_a_result_after_the_start_is_never_the_baseline() -> None:
    late = lab(AT + timedelta(seconds=1), "alt", "30", **ALT)
    alt = grades(late, lab(hour(5), "alt", "160", **ALT)).newest["alt"]
    assert told(alt) == (None, 0, 2)
    assert why(alt) == "no_result"


def test_before_any_course_there_is_no_baseline() -> None:
    alt = before(lab(hour(5), "alt", "160", **ALT)).newest["alt"]
    assert (told(alt), why(alt)) == ((None, 0, 2), "no_course")
    assert before(lab(hour(5), "alt", "40", **ALT)).newest["alt"].grade == 0
    assert not before(lab(hour(5), "alt", "40", **ALT)).worst


def test_a_person_chooses_another_sample_and_takes_it_back() -> None:
    old, start = lab(hour(-300), "alt", "30", **ALT), lab(hour(-1), "alt", "100", **ALT)
    now = lab(hour(5), "alt", "160", **ALT)
    choice = chosen(hour(6), "alt", result=old.id)
    found = grades(old, start, now, choice).newest["alt"]
    assert told(found) == (2, 2, 2)
    assert found.case.baseline.chosen
    assert told(grades(old, start, now, choice, withdrawn(hour(7), choice.id)).newest["alt"]) == (1, 1, 1)
    gone = grades(old, start, now, choice, withdrawn(hour(7), old.id)).newest["alt"]
    assert (gone.grade, why(gone)) == (None, "chosen_gone")


def test_a_choice_is_for_its_analyte_and_course_and_the_newest_stands() -> None:
    low, now = lab(hour(-1), "alt", "4", **ALT), lab(hour(5), "alt", "160", **ALT)
    assert told(grades(low, now).newest["alt"]) == (None, 2, 4)
    normal = chosen(hour(6), "alt", limb="baseline_normal")
    assert told(grades(low, now, normal).newest["alt"]) == (2, 2, 2)
    assert told(grades(low, now, normal, chosen(hour(7), "alt", limb="baseline_abnormal")).newest["alt"]) == (4, 4, 4)
    for other in (chosen(hour(6), "ast", limb="baseline_normal"), replace(normal, course=2)):
        assert grades(low, now, other).newest["alt"].grade is None


def test_every_course_has_its_own_baseline() -> None:
    entries = (
        lab(hour(-1), "alt", "30", **ALT), lab(hour(5), "alt", "130", **ALT), ended(hour(40)),
        lab(hour(50), "alt", "100", **ALT), started(hour(60), course=2), lab(hour(70), "alt", "130", **ALT),
    )  # fmt: skip
    found = grades(*entries)
    assert found.newest["alt"].case.baseline_number == 100
    assert found.newest["alt"].grade == 0
    assert not found.worst  # of the second course
    worst = grades(*entries[:2]).worst["alt"].proved
    assert worst is not None
    assert worst.grade == 2


@pytest.mark.parametrize(
    ("sample", "reason"),
    [
        ({"value": "<10"}, "no_number"), ({"value": "0"}, "no_number"), ({"unit": "mg"}, "other_unit"),
        ({"unit": "ukat/L", "value": "2"}, ""),
    ],
)  # fmt: skip
def test_a_baseline_must_be_a_number_that_can_be_compared(sample: dict[str, str], reason: str) -> None:
    first = lab(hour(-1), "alt", **{"value": "30", **ALT, **sample})
    found = grades(first, lab(hour(5), "alt", "300", **ALT)).newest["alt"]
    assert why(found) == reason
    assert (found.case.baseline_number is None) is bool(reason)
    if not reason:
        assert found.case.baseline_number == 120


def test_two_methods_of_alkaline_phosphatase_are_never_compared() -> None:
    """T15."""
    jscc, ifcc = ({"method": "JSCC"}, {"method": "IFCC"})
    start = lab(hour(-1), "alp", "300", source=jscc, upper_limit="322", lower_limit="106")
    found = grades(start, lab(hour(5), "alp", "250", source=ifcc, upper_limit="113", lower_limit="38")).newest["alp"]
    assert why(found) == "other_method"
    assert found.case.baseline_number is None


def test_the_baseline_is_judged_by_its_own_limits() -> None:
    start = lab(hour(-1), "alt", "45", upper_limit="50")
    assert grades(start, lab(hour(5), "alt", "100", **ALT)).newest["alt"].grade == 1
    unknown = lab(hour(-1), "alt", "45")
    assert grades(unknown, lab(hour(5), "alt", "70", **ALT)).newest["alt"].grade == 1
    assert grades(unknown, lab(hour(5), "alt", "60", **ALT)).newest["alt"].grade is None


# ---------------------------------------------------------------- limits


SITE = """[[limits]]
analyte = "neutrophils"
unit = "/uL"
from_age = "0d"
to_age = "18y"
lower = "1200"
upper = "8000"
source = "our laboratory's table"
checked_on = 2026-10-01
set_by = "d9"
"""


def test_the_limits_of_the_report_go_before_those_of_the_site_and_both_before_none() -> None:
    site = load(FILES, {"labs.toml": SITE})
    bare = lab(hour(5), "neutrophils", "1.6")
    assert grades(bare).newest["neutrophils"].grade is None
    known = grades(bare, knowledge=site).newest["neutrophils"]
    assert (known.grade, known.case.limits.reported, known.case.limits.lower) == (0, False, Decimal("1.2"))
    assert grades(lab(hour(5), "neutrophils", "1600", unit="/uL"), knowledge=site).newest["neutrophils"].grade == 0
    own = grades(lab(hour(5), "neutrophils", "1.6", lower_limit="1.8"), knowledge=site).newest["neutrophils"]
    assert (own.grade, own.case.limits.reported) == (1, True)


def test_within_the_sites_range_of_the_age_is_said_beside_the_literal_grade() -> None:
    """T8."""
    site = load(FILES, {"labs.toml": SITE})
    child = grades(lab(hour(5), "neutrophils", "1.3", lower_limit="1.8"), knowledge=site).newest["neutrophils"]
    assert (child.grade, child.case.of_age) == (2, True)
    low = grades(lab(hour(5), "neutrophils", "1.1"), knowledge=site).newest["neutrophils"]
    assert (low.grade, low.case.of_age) == (2, False)
    assert not grades(lab(hour(5), "neutrophils", "1.3")).newest["neutrophils"].case.of_age


def test_a_sites_line_that_cannot_be_converted_or_fits_nobody_is_no_limit() -> None:
    male = SITE.replace("from_age", 'sex = "male"\nfrom_age')
    for changed in (SITE.replace("/uL", "mg"), SITE.replace("0d", "17y"), male):
        site = load(FILES, {"labs.toml": changed})
        found = grades(lab(hour(5), "neutrophils", "1.6"), knowledge=site).newest["neutrophils"]
        assert found.grade is None
        assert not found.case.of_age


def test_limits_in_disorder_are_no_limits() -> None:
    found = grades(lab(hour(5), "neutrophils", "1.6", lower_limit="8", upper_limit="1.8")).newest["neutrophils"]
    assert (found.case.limits.lower, found.case.limits.upper, found.grade) == (None, None, None)


def test_a_result_nobody_is_registered_for_has_no_limits_of_the_site() -> None:
    site = load(FILES, {"labs.toml": SITE}).lab_limits
    seen = grades(lab(hour(5), "neutrophils", "1.6")).bench
    assert seen is not None
    assert limits_of(seen.results["neutrophils"][-1], None, None, site) == NormalLimits()
    of_unknown = limits_of(seen.results["neutrophils"][-1], None, seen.patient, site)
    assert (of_unknown.lower, of_unknown.upper, of_unknown.of_age(Decimal(2), None, "10*9/L")) == (None, None, False)
