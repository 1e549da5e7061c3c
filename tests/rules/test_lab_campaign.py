"""Random laboratory values against the flat grader: a sample in every run, 100,000 by hand."""

from __future__ import annotations

import pytest

from tests.campaigns.lab_grades import BROKEN, TERMS, broken, compare, noticed
from tests.rules.grading import scale

PART = 1_500


def test_a_sample_of_random_values_agrees_with_the_flat_grader() -> None:
    answered, bad = compare(PART, 11)
    assert not bad, "\n".join(bad)
    wanted = {"cannot tell", "censored", "lowest, with a question", *(f"grade {grade}" for grade in range(5))}
    assert set(answered) == wanted
    assert sum(answered[f"grade {grade}"] for grade in range(5)) + answered["cannot tell"] == PART


@pytest.mark.parametrize("name", BROKEN)
def test_a_grader_broken_on_purpose_is_noticed(name: str) -> None:
    assert noticed(name)
    with broken(name):
        pass
    assert not compare(50, 3)[1]


def test_every_term_with_numbers_is_compared_but_those_named_here() -> None:
    beside = {
        "Hemoglobin increased", "Haptoglobin decreased", "Blood bicarbonate decreased", "Fever", "Weight gain",
        "Weight loss", "Sinusoidal obstruction syndrome",
    }  # fmt: skip
    assert {term.name for term in scale().terms if term.numeric} - set(TERMS.values()) == beside
