"""Laboratory grades of a chart: units, answers, corrected calcium, fever, the newest and the worst of a course."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from blin21_desktop.rules.lab_in_force import NO_LABS
from tests.checking import vitals
from tests.making import hour
from tests.rules.benching import answered, chosen, grades, lab, told
from tests.rules.looking import KNOWLEDGE

ALT: dict[str, Any] = {"lower_limit": "5", "upper_limit": "40"}
HYPO = "Hyponatremia"


@pytest.mark.parametrize(
    ("value", "unit", "grade"),
    [("2.4", "万/μL", 4), ("2.5", "万/μL", 3), ("25", "10*3/uL", 3), ("24999", "/uL", 4), ("24", "furlong", None)],
)
def test_a_power_of_ten_is_no_other_unit(value: str, unit: str, grade: int | None) -> None:
    found = grades(lab(hour(5), "platelets", value, unit=unit, lower_limit="1", upper_limit="9999999"))
    assert found.newest["platelets"].grade == grade


def test_another_unit_is_never_converted_to_be_graded() -> None:
    found = grades(lab(hour(5), "haemoglobin", "11.0", unit="mmol/L", lower_limit="7", upper_limit="10")).newest
    assert [(g.term.name, g.grade, set(g.lacks)) for g in found["haemoglobin"].case.graded] == [
        ("Anemia", 0, set()), ("Hemoglobin increased", None, {"unit"}),
    ]  # fmt: skip


def test_the_inr_has_no_unit_and_an_unknown_analyte_is_read_as_written() -> None:
    inr = grades(lab(hour(5), "pt_inr", "1.6", unit=""), chosen(hour(6), "pt_inr", limb="not_anticoagulated"))
    assert inr.newest["pt_inr"].grade == 2
    ionised = grades(lab(hour(5), "calcium_ionised", "0.95", unit="mmol/L")).newest["calcium_ionised"]
    assert ionised.grade == 2
    assert grades(lab(hour(5), "calcium_ionised", "0.95", unit="mM")).newest["calcium_ionised"].grade is None


def test_a_censored_value_in_another_power_of_ten() -> None:
    found = grades(lab(hour(5), "platelets", "<2.0", unit="万/μL")).newest["platelets"]
    assert found.grade == 4
    assert (found.case.x_uln, found.case.x_baseline) == (None, None)
    assert grades(lab(hour(5), "platelets", "1.0～2.0", unit="万/μL")).newest["platelets"].grade == 4


# ---------------------------------------------------------------- answers, calcium, fever


def test_an_answer_stays_with_the_result_and_its_corrections() -> None:
    first = lab(hour(5), "sodium", "127", lower_limit="135", upper_limit="145")
    yes = answered(hour(6), first.id, HYPO, "symptoms", "yes")
    assert told(grades(first).newest["sodium"]) == (2, 2, 3)
    assert told(grades(first, yes).newest["sodium"]) == (3, 3, 3)
    assert told(grades(first, yes, answered(hour(7), first.id, HYPO, "symptoms", "no")).newest["sodium"]) == (2, 2, 2)
    fixed = replace(first, id="fixed", value="126", status="corrected", recorded_at=hour(8))
    assert told(grades(first, yes, fixed).newest["sodium"]) == (3, 3, 3)
    other = answered(hour(6), first.id, "Hypernatremia", "symptoms", "yes")
    assert told(grades(first, other).newest["sodium"]) == (2, 2, 3)


CALCIUM: dict[str, Any] = {"lower_limit": "8.5", "upper_limit": "10.5"}


@pytest.mark.parametrize(
    ("albumin", "number", "grade"),
    [("2.5", "8.2", 1), ("4.0", "7.0", 2), ("25", None, None), ("<2.5", None, None), (None, None, None)],
)
def test_calcium_is_graded_only_when_corrected_by_an_albumin_of_the_same_draw(
    albumin: str | None, number: str | None, grade: int | None
) -> None:
    """T18."""
    unit = "mg" if albumin == "25" else "g/dL"
    others = [] if albumin is None else [lab(hour(5), "albumin", albumin, unit=unit)]
    found = grades(lab(hour(5), "calcium", "7.0", **CALCIUM), *others).newest["calcium"]
    assert (None if found.case.corrected is None else str(found.case.corrected.number.normalize())) == (
        None if number is None else number.rstrip("0").rstrip(".")
    )
    assert found.grade == grade


def test_the_albumin_of_another_draw_does_not_count() -> None:
    calcium = lab(hour(5), "calcium", "7.0", **CALCIUM)
    near, far = hour(5) + timedelta(minutes=5), hour(5) + timedelta(minutes=5, seconds=1)
    assert grades(calcium, lab(near, "albumin", "2.5")).newest["calcium"].grade == 1
    assert grades(calcium, lab(far, "albumin", "2.5")).newest["calcium"].grade is None


def test_corrected_calcium_in_moles_takes_the_albumin_in_grams_per_litre() -> None:
    calcium = lab(hour(5), "calcium", "1.75", unit="mmol/L", lower_limit="2.1", upper_limit="2.6")
    found = grades(calcium, lab(hour(5), "albumin", "2.5")).newest["calcium"].case
    assert found.corrected is not None
    assert found.corrected.number == Decimal("2.05")


def test_febrile_neutropenia_stands_beside_the_count() -> None:
    count = lab(hour(5), "neutrophils", "0.4")
    found = grades(count).newest
    assert (found["neutrophils"].grade, found["febrile_neutropenia"].grade) == (4, None)
    hot = grades(count, vitals(hour(6), temperature_c=38.4)).newest["febrile_neutropenia"]
    assert (hot.grade, hot.name) == (3, "febrile_neutropenia")
    assert grades(count, vitals(hour(6), temperature_c=37.0)).newest["febrile_neutropenia"].grade == 0


def test_sinusoidal_obstruction_is_told_only_when_the_number_asks_for_it() -> None:
    low = lab(hour(5), "bilirubin_total", "1.9", upper_limit="1.2", lower_limit="0.2")
    high = lab(hour(5), "bilirubin_total", "2.4", upper_limit="1.2", lower_limit="0.2")
    assert "sinusoidal_obstruction" not in grades(low).newest
    assert grades(high).newest["sinusoidal_obstruction"].grade is None
    yes = answered(hour(6), high.id, "Sinusoidal obstruction syndrome", "present", "yes")
    assert grades(high, yes).newest["sinusoidal_obstruction"].grade == 2


# ---------------------------------------------------------------- newest, worst, before the start


def test_the_newest_result_and_the_worst_of_the_course() -> None:
    found = grades(
        lab(hour(-5), "neutrophils", "0.1"), lab(hour(5), "neutrophils", "0.4"), lab(hour(9), "neutrophils", "0.3"),
        lab(hour(12), "neutrophils", "1.2"), lab(hour(12), "crp", "3"),
    )  # fmt: skip
    assert found.newest["neutrophils"].grade == 2
    worst = found.worst["neutrophils"].proved
    assert worst is not None
    assert (worst.grade, worst.case.result.entry.happened_at) == (4, hour(5))
    assert found.newest["crp"].counts is None
    crp = found.newest["crp"]
    assert (crp.grade, crp.at_least, crp.before_start) == (None, 0, None)
    assert "crp" not in found.worst


def test_what_is_only_proved_to_be_at_least_so_bad_counts_for_the_worst() -> None:
    found = grades(lab(hour(5), "neutrophils", "<1.0"), lab(hour(9), "neutrophils", "1.2"))
    worst = found.worst["neutrophils"]
    assert worst.proved is not None
    assert (worst.proved.grade, worst.proved.at_least) == (None, 3)
    assert not worst.open


@pytest.mark.parametrize(
    ("values", "proved", "still_open"),
    [
        (("129.5",), None, ["129.5"]),
        (("129.5", "131"), "131", ["129.5"]),
        (("124.5", "118", "129.5"), "118", ["124.5", "129.5"]),
        (("130", "131", "134"), "130", []),
        (("137",), None, []),
    ],
)
def test_a_value_in_a_gap_of_the_table_stands_beside_the_worst(
    values: tuple[str, ...], proved: str | None, still_open: list[str]
) -> None:
    """T7: 124.5 and 129.5 lie between two written bounds; no grade is proved, and none is ruled out."""
    limits = {"lower_limit": "135", "upper_limit": "145"}
    worst = grades(*(lab(hour(n), "sodium", value, **limits) for n, value in enumerate(values, 1))).worst.get("sodium")
    top = None if worst is None or worst.proved is None else worst.proved.case.result.entry.value
    assert top == proved
    assert ([] if worst is None else [each.case.result.entry.value for each in worst.open]) == still_open


def test_what_cannot_be_told_but_may_be_worse_stands_beside_it_and_what_may_not_does_not() -> None:
    """Without a limit 2.0 may be grade 1: beside a proved grade 4 it says nothing, alone it does."""
    alone = grades(lab(hour(1), "neutrophils", "2.0")).worst["neutrophils"]
    assert (alone.proved, len(alone.open)) == (None, 1)
    beside = grades(lab(hour(1), "neutrophils", "2.0"), lab(hour(2), "neutrophils", "0.4")).worst["neutrophils"]
    assert not beside.open
    unread = grades(lab(hour(1), "neutrophils", "few"), lab(hour(2), "neutrophils", "0.6")).worst["neutrophils"]
    assert [each.case.result.entry.value for each in unread.open] == ["few"]
    unread = grades(lab(hour(1), "neutrophils", "few"), lab(hour(2), "neutrophils", "0.4")).worst["neutrophils"]
    assert not unread.open


def test_which_grades_hang_on_the_baseline() -> None:
    before = [lab(hour(-30), name, "30", lower_limit="5", upper_limit="40") for name in ("alt", "creatinine")]
    found = grades(
        *before, lab(hour(-30), "platelets", "20"), lab(hour(5), "alt", "50", **ALT), lab(hour(5), "platelets", "22"),
        lab(hour(5), "creatinine", "20", lower_limit="5", upper_limit="40"), lab(hour(5), "neutrophils", "0.4"),
        lab(hour(5), "crp", "3"),
    ).newest  # fmt: skip
    told = {name: each.by_baseline for name, each in found.items() if name != "febrile_neutropenia"}
    assert told == {"alt": True, "creatinine": True, "platelets": True, "neutrophils": False, "crp": False}
    assert found["alt"].case.baseline.before_start == timedelta(hours=30)
    assert found["crp"].case.baseline.before_start is None
    late = grades(lab(hour(5), "alt", "50", **ALT), chosen(hour(6), "alt", result="alt-231500-50")).newest["alt"]
    assert late.case.baseline.before_start == -timedelta(hours=5)


def test_nothing_is_graded_under_its_names_without_a_scale() -> None:
    result = grades(lab(hour(5), "neutrophils", "0.4")).newest["neutrophils"].case.result
    with pytest.raises(LookupError, match="no scale is configured"):
        NO_LABS.of(result)


@pytest.mark.parametrize(
    ("first", "now", "told"), [("22", "24", 4), ("22", "30", 4), ("30", "24", None), ("200", "24", None)]
)
def test_what_was_there_before_the_start_is_said(first: str, now: str, told: int | None) -> None:
    """T11: enrolment allows platelets that are grade 4 already."""
    limits = {"lower_limit": "150", "upper_limit": "400"}
    found = grades(lab(hour(-1), "platelets", first, **limits), lab(hour(5), "platelets", now, **limits))
    assert found.newest["platelets"].before_start == told
    calcium = grades(lab(hour(-1), "calcium", "7.0", **CALCIUM), lab(hour(5), "calcium", "7.0", **CALCIUM))
    assert calcium.newest["calcium"].before_start is None


def test_a_grade_by_the_baseline_is_never_compared_with_a_grade_before_it() -> None:
    """400, then 1900, of a limit of 40: grade 2 by the baseline, nearly five times as much, and not there already."""
    found = grades(lab(hour(-1), "alt", "400", **ALT), lab(hour(5), "alt", "1900", **ALT)).newest["alt"]
    assert (found.grade, found.before_start) == (2, None)


def test_of_the_terms_of_one_analyte_the_worst_counts() -> None:
    found = grades(lab(hour(5), "potassium", "3.2", lower_limit="3.5", upper_limit="5.0")).newest["potassium"]
    assert found.counts is not None
    assert found.counts.term.name == "Hypokalemia"
    assert [(other.term.name, other.grade) for other in found.others] == [("Hyperkalemia", 0)]
    sugar = grades(lab(hour(5), "glucose", "400", lower_limit="70", upper_limit="110")).newest["glucose"]
    assert sugar.grade is None
    gap = grades(lab(hour(5), "sodium", "129.5", lower_limit="135")).newest["sodium"]
    assert gap.counts is not None
    assert gap.counts.gap


def test_without_a_scale_nothing_is_graded() -> None:
    found = grades(lab(hour(5), "neutrophils", "0.4"), knowledge=replace(KNOWLEDGE, lab_scale=None))
    assert (found.newest, found.worst, NO_LABS.newest) == ({}, {}, {})


def test_without_the_minutes_of_a_draw_calcium_is_not_corrected() -> None:
    table = replace(KNOWLEDGE.labs, parameters={})
    found = grades(
        lab(hour(5), "calcium", "7.0", **CALCIUM), lab(hour(5), "albumin", "2.5"),
        knowledge=replace(KNOWLEDGE, labs=table),
    )  # fmt: skip
    assert found.newest["calcium"].grade is None


def test_the_grades_of_today_are_those_of_the_whole_chart() -> None:
    limits = {"lower_limit": "5", "upper_limit": "40"}
    found = grades(
        lab(hour(-2), "alt", "90", **limits),
        lab(hour(20), "alt", "300", **limits),
        lab(hour(90), "alt", "200", **limits),
        lab(hour(91), "neutrophils", "0.4"),
        lab(hour(60), "crp", "3"),
    )
    today = {each.name: each.grade for each in found.today}
    assert today == {"alt": found.newest["alt"].grade, "neutrophils": 4, "febrile_neutropenia": None} | {
        name: grade for name, grade in today.items() if name == "febrile_neutropenia"
    }
    assert today["alt"] == 1
    assert NO_LABS.today == ()


def test_a_baseline_chosen_from_the_middle_of_the_course_counts_today_as_well() -> None:
    limits = {"lower_limit": "5", "upper_limit": "40"}
    found = grades(
        lab(hour(-2), "alt", "20", **limits),
        lab(hour(20), "alt", "100", id="middle", **limits),
        lab(hour(90), "alt", "320", **limits),
        chosen(hour(91), "alt", result="middle"),
    )
    (each,) = found.today
    assert each.grade == found.newest["alt"].grade == 2


def test_a_baseline_that_the_laboratory_took_back_leaves_the_one_before_it_today_as_well() -> None:
    limits = {"lower_limit": "5", "upper_limit": "40"}
    found = grades(
        lab(hour(-40), "alt", "90", **limits),
        lab(hour(-2), "alt", "20", id="taken-back", **limits),
        lab(hour(-2), "alt", "20", id="deletion", status="deleted", recorded_at=hour(3), **limits),
        lab(hour(90), "alt", "200", **limits),
    )
    (each,) = found.today
    assert each.case.baseline.result is not None
    assert each.case.baseline.result.entry.value == "90"
    assert each.grade == found.newest["alt"].grade
