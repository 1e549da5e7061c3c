"""Laboratory grades, sentence by sentence: what is proved, what is missing, what a person is asked (T1 to T19)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from blin21_desktop.domain.lab_value import LabValue
from blin21_desktop.rules.lab_grade import grade
from blin21_desktop.rules.lab_sample import Sample, Standing
from tests.rules.grading import asked, graded, lacks_of, term

ALT = "Alanine aminotransferase increased"
ANC = "Neutrophil count decreased"
FIB = "Fibrinogen decreased"
FN = "Febrile neutropenia"
NA = "Hyponatremia"
CELLS = "10*9/L"


@pytest.mark.parametrize(
    ("number", "known", "told"),
    [
        ("0.62", {}, (3, 3, 3)),
        ("1.49", {}, (2, 2, 2)),
        ("1.5", {}, (None, 0, 1)),
        ("1.5", {"lower": "1.5"}, (0, 0, 0)),
        ("1.5", {"lower": "1.51"}, (1, 1, 1)),
        ("1.4", {"lower": "1.2"}, (2, 2, 2)),  # T8: the literal text grades below the cut-off, whatever the limit
    ],
)
def test_without_a_limit_only_grade_1_cannot_be_told(
    number: str, known: dict[str, str], told: tuple[int | None, int, int]
) -> None:
    found = graded(ANC, number, CELLS, **known)
    assert (found.grade, found.at_least, found.at_most) == told
    assert lacks_of(found) == ({"LLN"} if found.grade is None else set())


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("<0.2", (4, 4, 4)), ("<0.5", (4, 4, 4)), ("<=0.5", (None, 3, 4)), ("<1.2", (None, 2, 4)),
        (">1.5", (None, 0, 1)), (">=1.0", (None, 0, 2)), (">1.8", (0, 0, 0)), (">1.79", (None, 0, 1)),
        (">0.1", (None, 0, 4)),
    ],
)  # fmt: skip
def test_a_censored_value_is_graded_only_where_the_bound_decides(text: str, told: tuple[int | None, int, int]) -> None:
    found = graded(ANC, text, CELLS, lower="1.8")
    assert (found.grade, found.at_least, found.at_most) == told
    assert ("bound" in lacks_of(found)) is (found.grade is None)


def test_a_range_is_graded_where_both_ends_agree() -> None:
    def told(low: str, high: str) -> tuple[int | None, int, int]:
        value = LabValue(text="", number=Decimal(low), upto=Decimal(high))
        found = grade(term(ANC), Sample(value=value, unit=CELLS))
        return found.grade, found.at_least, found.at_most

    assert told("0.5", "0.9") == (3, 3, 3)
    assert told("0.4", "0.5") == (None, 3, 4)
    assert told("0.9", "0.4") == (None, 0, 4)


@pytest.mark.parametrize("number", [None, Decimal(-1)])
def test_a_word_is_no_number(number: Decimal | None) -> None:
    found = grade(term(ANC), Sample(value=LabValue(text="(2+)", number=number), unit=CELLS))
    assert (found.grade, found.at_most, lacks_of(found)) == (None, 4, {"value"})


def test_below_nothing_is_no_value() -> None:
    value = LabValue(text="<0", number=Decimal(0), operator="<")
    assert lacks_of(grade(term(ANC), Sample(value=value, unit=CELLS))) == {"value"}


def test_a_unit_without_bounds_cannot_be_told() -> None:
    found = graded("Anemia", "70", "mg/mL", lower="110")
    assert (found.grade, found.at_least, found.at_most, lacks_of(found)) == (None, 0, 3, {"unit"})
    assert lacks_of(graded("Anemia", "70", None)) == {"unit"}


@pytest.mark.parametrize(
    ("name", "analyte", "unit", "number", "told"),
    [
        ("Anemia", "", "mmol/L", "4.93", 2), ("Anemia", "", "g/dL", "7.94", 3),
        ("Hypercalcemia", "calcium_corrected", "mmol/L", "2.88", 1),
        ("Hypercalcemia", "calcium_corrected", "mg/dL", "11.54", 2),
        ("Hypomagnesemia", "", "mmol/L", "0.38", 3), ("Hypomagnesemia", "", "mg/dL", "0.92", 2),
        ("Hypoglycemia", "", "mmol/L", "3.02", 1), ("Hypoglycemia", "", "mg/dL", "54.4", 2),
    ],
)  # fmt: skip
def test_the_unit_reported_decides(name: str, analyte: str, unit: str, number: str, told: int) -> None:
    """T10: the two printed units are rounded; the same amount can have two grades."""
    found = graded(name, number, unit, analyte=analyte, lower=str(Decimal(number) * 2), upper="1")
    assert found.grade == told


@pytest.mark.parametrize(
    ("name", "start"), [(ALT, "1.5"), ("Alkaline phosphatase increased", "2.0"), ("GGT increased", "2.0")]
)
def test_the_abnormal_limb_begins_at_its_number(name: str, start: str) -> None:
    """T1: printed without ">", so inclusive. T2: below it there is no grade, however high the multiple of the limit."""
    number = Decimal(400) * Decimal(start)
    known: dict[str, Any] = {"upper": "40", "baseline": "400", "standing": "high"}
    assert graded(name, str(number), **known).grade == 1
    below = graded(name, str(number - Decimal("0.1")), **known)
    assert (below.grade, below.at_most) == (0, 0)


def test_an_abnormal_baseline_of_bilirubin_begins_above_itself() -> None:
    known: dict[str, Any] = {"upper": "1.2", "baseline": "2.0", "standing": "high"}
    assert graded("Blood bilirubin increased", "2.0", "mg/dL", **known).grade == 0
    assert graded("Blood bilirubin increased", "2.01", "mg/dL", **known).grade == 1


def test_a_low_baseline_cannot_be_told_until_a_person_says() -> None:
    """T3."""
    known: dict[str, Any] = {"upper": "40", "baseline": "5", "standing": "low"}
    found = graded(ALT, "160", **known)
    assert (found.grade, found.at_least, found.at_most) == (None, 2, 4)
    assert lacks_of(found) == {"limb"}
    assert found.choose == ("baseline_abnormal", "baseline_normal")
    assert graded(ALT, "160", **known, rule="baseline_normal").grade == 2
    assert graded(ALT, "160", **known, rule="baseline_abnormal").grade == 4


@pytest.mark.parametrize(
    ("number", "told", "lacks"),
    [
        ("40", 0, set()), ("40.1", None, {"limb"}), ("60", None, {"limb"}), ("60.1", None, {"BASELINE", "limb"}),
        ("200.1", None, {"BASELINE", "limb"}),
    ],
)  # fmt: skip
def test_without_a_baseline_only_a_value_within_the_limit_is_told(
    number: str, told: int | None, lacks: set[str]
) -> None:
    found = graded(ALT, number, upper="40")
    assert (found.grade, lacks_of(found)) == (told, lacks)


def test_creatinine_takes_the_worse_limb_also_below_its_limit() -> None:
    """T5."""
    name = "Creatinine increased"
    assert graded(name, "0.31", "mg/dL", upper="0.6", baseline="0.2").grade == 2
    assert graded(name, "0.30", "mg/dL", upper="0.6", baseline="0.2").grade == 0
    open_ = graded(name, "0.7", "mg/dL", upper="0.6")
    assert (open_.grade, open_.at_least, open_.at_most, lacks_of(open_)) == (None, 1, 3, {"BASELINE"})
    assert graded(name, "3.7", "mg/dL", upper="0.6").grade == 4
    assert graded(name, "1.9", "mg/dL", upper="0.6").grade == 3


@pytest.mark.parametrize(
    ("number", "standing", "told", "lacks"),
    [
        ("100", "normal", (None, 2, 3), {"limb"}),  # two readings of "if abnormal" (T6)
        ("100", "low", (1, 1, 1), set()),
        ("100", None, (None, 1, 2), {"limb"}),
        ("160", "normal", (0, 0, 0), set()),
        ("49", "normal", (4, 4, 4), set()),
    ],
)
def test_fibrinogen_has_two_limbs_and_an_end_of_its_own(
    number: str,
    standing: Standing | None,
    told: tuple[int | None, int, int],
    lacks: set[str],
) -> None:
    baseline = "300" if standing == "normal" else "120"
    found = graded(FIB, number, "mg/dL", lower="150", baseline=baseline, standing=standing)
    assert (found.grade, found.at_least, found.at_most) == told
    assert lacks_of(found) == lacks
    assert found.review is (standing == "low")


def test_fibrinogen_in_a_unit_without_an_end_cannot_rule_out_grade_4() -> None:
    found = graded(FIB, "100", "umol/L", lower="120", baseline="110", standing="low")
    assert (found.grade, found.at_least, found.at_most, lacks_of(found)) == (None, 1, 4, {"unit"})


@pytest.mark.parametrize(("number", "proposal"), [("129.5", 2), ("124.5", 3), ("129.01", 2), ("129.99", 2)])
def test_sodium_between_two_printed_numbers_has_no_grade_but_a_proposal(number: str, proposal: int) -> None:
    """T7."""
    found = graded(NA, number, "mmol/L", lower="135")
    assert (found.grade, found.gap, found.proposal) == (None, True, proposal)
    assert not found.questions
    assert not graded(NA, "130", "mmol/L", lower="135").gap


def test_symptoms_are_asked_for_and_never_assumed() -> None:
    found = graded(NA, "127", "mmol/L", lower="135")
    assert (found.grade, found.at_most) == (2, 3)
    assert asked(found) == {"symptoms": ([3], [2]), "life_threatening": ([4], [2, 3])}
    assert graded(NA, "127", "mmol/L", lower="135", answers={"symptoms": True}).grade == 3
    no = graded(NA, "127", "mmol/L", lower="135", answers={"symptoms": False})
    assert (no.grade, no.at_most) == (2, 2)


def test_potassium_without_a_limit_lacks_the_limit_first() -> None:
    found = graded("Hypokalemia", "3.2", "mmol/L")
    assert (found.grade, found.at_least, found.at_most, lacks_of(found)) == (None, 0, 2, {"LLN"})
    assert asked(found)["symptoms_or_intervention"] == ([0, 2], [0, 1])


def test_what_alone_gives_a_higher_grade_is_asked_only_of_an_abnormal_value() -> None:
    assert asked(graded("Anemia", "9.0", "g/dL", lower="11")) == {
        "transfusion_indicated": ([3], [2]), "life_threatening": ([4], [2]),
    }  # fmt: skip
    assert not graded("Anemia", "12", "g/dL", lower="11").questions
    assert graded("Anemia", "9.0", "g/dL", lower="11", answers={"transfusion_indicated": True}).grade == 3
    assert graded("Anemia", "9.0", "g/dL", lower="11", answers={"transfusion_indicated": False}).grade == 2
    assert graded("Anemia", "7.0", "g/dL", answers={"life_threatening": True}).grade == 4


def test_uric_acid_with_consequences_is_grade_3() -> None:
    found = graded("Hyperuricemia", "8", "mg/dL", upper="7")
    assert (found.grade, asked(found)["consequences"]) == (1, ([3], [1]))


def test_inr_needs_a_person_unless_both_limbs_agree() -> None:
    name, unit = "INR increased", "{INR}"
    found = graded(name, "1.4", unit, baseline="1.0")
    assert found.grade == 1
    assert graded(name, "1.6", unit, baseline="2.0").choose == ("not_anticoagulated", "on_anticoagulation")
    assert graded(name, "1.6", unit, baseline="2.0").grade is None
    assert graded(name, "1.6", unit, rule="not_anticoagulated").grade == 2
    assert graded(name, "1.6", unit, baseline="2.0", rule="on_anticoagulation").grade == 0
    assert lacks_of(graded(name, "1.6", unit, rule="on_anticoagulation")) == {"BASELINE"}


def test_triglycerides_begin_at_their_number() -> None:
    """T19."""
    assert graded("Hypertriglyceridemia", "150", "mg/dL").grade == 1
    assert graded("Hypertriglyceridemia", "149.9", "mg/dL").grade == 0


@pytest.mark.parametrize(
    ("count", "fever", "told"),
    [("0.999", True, 3), ("0.999", False, 0), ("1.000", True, 0), ("1.000", None, 0), ("0.999", None, None)],
)
def test_febrile_neutropenia_needs_a_temperature(count: str, fever: bool | None, told: int | None) -> None:
    found = graded(FN, count, CELLS, answers={} if fever is None else {"charted_fever": fever})
    assert found.grade == told
    assert lacks_of(found) == ({"temperature"} if told is None else set())
    assert "charted_fever" not in asked(found)


def test_the_row_that_gave_the_grade_is_told() -> None:
    found = graded(ANC, "0.62", CELLS)
    assert found.limb is not None
    assert found.row is not None
    assert found.limb.printed(found.row) == "<1.0-0.5 10*9/L"
    assert graded(ANC, "5", CELLS, lower="1.8").row is None
