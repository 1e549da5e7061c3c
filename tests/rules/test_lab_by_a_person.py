"""Terms that a person grades: without numbers in v5.0, or with a diagnosis that must be made first."""

from __future__ import annotations

from decimal import Decimal

import pytest

from blin21_desktop.domain.lab_value import LabValue
from blin21_desktop.rules.lab_grade import grade
from blin21_desktop.rules.lab_sample import Sample
from tests.rules.grading import asked, graded, lacks_of, term


@pytest.mark.parametrize(
    ("name", "number", "known", "told", "lacks"),
    [
        ("Hyperglycemia", "90", {"upper": "110"}, 0, set()),
        ("Hyperglycemia", "400", {"upper": "110"}, None, set()),
        ("Hyperglycemia", "90", {}, None, {"ULN"}),
        ("Hypophosphatemia", "2.5", {"lower": "2.5"}, 0, set()),
        ("Hypophosphatemia", "2.4", {"lower": "2.5"}, None, set()),
        ("Hypophosphatemia", "2.4", {}, None, {"LLN"}),
    ],
)
def test_a_term_without_numbers_is_graded_by_a_person(
    name: str, number: str, known: dict[str, str], told: int | None, lacks: set[str]
) -> None:
    found = graded(name, number, "mg/dL", **known)
    assert (found.grade, lacks_of(found)) == (told, lacks)
    assert found.by_a_person is (told is None)
    assert [sorted(yes) for yes, _ in asked(found).values()] == ([] if told == 0 else [[1], [2], [3], [4]])  # type: ignore[type-var]


def test_a_person_grades_a_term_without_numbers() -> None:
    assert graded("Hyperglycemia", "400", "mg/dL", answers={"insulin_or_hospitalisation": True}).grade == 3
    word = LabValue(text="+", number=None)
    assert lacks_of(grade(term("Hyperglycemia"), Sample(value=word, unit="mg/dL", upper=Decimal(110)))) == {"value"}
    assert graded("Hyperglycemia", ">90", "mg/dL", upper="110").grade is None


def test_a_diagnosis_nobody_made_gives_no_grade() -> None:
    name = "Sinusoidal obstruction syndrome"
    found = graded(name, "3", "mg/dL")
    assert (found.grade, asked(found)) == (None, {"present": ([2], [0])})
    assert graded(name, "1.9", "mg/dL").grade == 0
    assert graded(name, "3", "mg/dL", answers={"present": False}).grade == 0
    yes = graded(name, "3", "mg/dL", answers={"present": True})
    assert (yes.grade, yes.review) == (2, True)
