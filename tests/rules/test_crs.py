"""CRS from findings on three scales: the vectors of grading notes 1.3 in the words of a ward, and every boundary."""

from __future__ import annotations

import pytest

from blin21_desktop.domain.knowledge import Scale
from blin21_desktop.rules.crs import ASTCT, CTCAE, LEE, crs_grades, is_fever
from blin21_desktop.rules.graded import Graded
from tests.making import AT, crs, oxygen
from tests.rules.bedside import said
from tests.rules.looking import KNOWLEDGE, says, without

SCALES = KNOWLEDGE.scales

# number | findings | ASTCT | CTCAE v5.0 | Lee 2014; "-" is not graded
VECTORS = """
CRS-01 | 38.0 °C                                                             | 1 | 1 | 1
CRS-02 | 37.9 °C                                                             | 0 | 0 | -
CRS-03 | 38.5 °C, low pressure that fluids correct                           | 2 | 2 | 2
CRS-04 | 38.5 °C, noradrenaline at a low dose                                | 3 | 3 | 2
CRS-05 | 38.5 °C, noradrenaline at a high dose                               | 3 | 3 | 3
CRS-06 | 38.5 °C, noradrenaline and vasopressin                              | 3 | - | 3
CRS-07 | 38.5 °C, noradrenaline and adrenaline                               | 4 | - | 3
CRS-07 | 38.5 °C, noradrenaline and adrenaline, life in danger               | 4 | 4 | 3
CRS-08 | 38.5 °C, nasal cannula 2 L/min at 28 % (estimated)                  | 2 | 2 | 2
CRS-09 | 38.5 °C, nasal cannula 6 L/min at 44 % (estimated)                  | 2 | 3 | 3
CRS-10 | 38.5 °C, nasal cannula 6.1 L/min at 44 % (estimated)                | 3 | 3 | 3
CRS-10 | 38.5 °C, nasal cannula 6.1 L/min                                    | 3 | - | -
CRS-11 | 38.5 °C, high-flow nasal 15 L/min at 30 %                           | 3 | 2 | 2
CRS-12 | 38.5 °C, CPAP at 30 %                                               | 4 | 2 | -
CRS-12 | 38.5 °C, CPAP at 30 %, life in danger                               | 4 | 4 | -
CRS-13 | 38.5 °C, creatinine of grade 3                                      | 1 | 1 | 3
CRS-14 | 38.5 °C, ALT above 20 times normal                                  | 1 | 1 | 3
CRS-15 | 37.2 °C, paracetamol hides a fever, noradrenaline                   | 3 | 3 | -
CRS-15 | 37.2 °C, tocilizumab hides a fever, noradrenaline at a low dose     | 3 | 3 | 2
CRS-15 | 37.2 °C, tocilizumab hides a fever, noradrenaline at a high dose    | 3 | 3 | 3
CRS-16 | 37.2 °C, never febrile, low pressure that fluids correct            | 0 | 2 | 2
CRS-17 | 38.4 °C, neutrophils 0.7                                            | 1 | 1 | 1
"""
BOUNDARIES = """
limbs  | 38.5 °C, noradrenaline, nasal cannula 2 L/min at 28 %               | 3 | 3 | -
flow   | 38.5 °C, high-flow nasal 6.0 L/min at 30 %                          | 2 | 2 | 2
flow   | 38.5 °C, high-flow nasal 6.1 L/min at 30 %                          | 3 | 2 | 2
FiO2   | 38.5 °C, nasal cannula 5 L/min at 39 %                              | 2 | 2 | 2
FiO2   | 38.5 °C, nasal cannula 5 L/min at 39.9 %                            | 2 | 2 | 2
FiO2   | 38.5 °C, nasal cannula 5 L/min at 40 %                              | 2 | 3 | 3
mask   | 38.5 °C, mask 5 L/min at 35 %                                       | 3 | 2 | 2
mask   | 38.5 °C, Venturi mask at 24 %                                       | 3 | 2 | 2
mask   | 38.5 °C, non-rebreather 10 L/min at 80 %                            | 3 | 3 | 3
blow   | 38.5 °C, blow-by                                                    | 2 | - | -
blow   | 38.5 °C, blow-by 10 L/min at 30 %                                   | 2 | 2 | 2
press  | 38.5 °C, BiPAP at 45 %                                              | 4 | 3 | -
press  | 38.5 °C, ventilator at 21 %                                         | 4 | 2 | 4
nasal  | 38.5 °C, nasal cannula                                              | - | - | -
organs | 38.5 °C, creatinine of grade 2                                      | 1 | 1 | 2
organs | 38.5 °C, kidneys of grade 4                                         | 1 | 1 | 4
organs | 38.5 °C, organs not looked at                                       | 1 | 1 | -
mask   | paracetamol hides a fever                                           | - | - | -
mask   | paracetamol hides a fever, low pressure that fluids correct         | 2 | 2 | 2
danger | never febrile, life in danger                                       | 0 | 4 | -
"""


def rows(table: str) -> list[tuple[str, ...]]:
    return [tuple(part.strip() for part in line.split("|")) for line in table.strip().splitlines()]


def grade_of(graded: Graded) -> str:
    return "-" if graded.grade is None else str(graded.grade)


@pytest.mark.parametrize(("number", "findings", "astct", "ctcae", "lee"), rows(VECTORS) + rows(BOUNDARIES))
def test_the_grade_of_findings(number: str, findings: str, astct: str, ctcae: str, lee: str) -> None:
    found = crs_grades(said(findings), SCALES)
    assert [grade_of(found[key]) for key in (ASTCT, CTCAE, LEE)] == [astct, ctcae, lee], number
    for graded in found.values():
        assert (graded.grade is None) == bool(graded.missing)
        assert graded.because or graded.grade is None
        assert graded.cites


def test_all_seventeen_vectors_are_there() -> None:
    assert sorted({row[0] for row in rows(VECTORS)}) == [f"CRS-{n:02}" for n in range(1, 18)]


@pytest.mark.parametrize(
    ("findings", "scale", "reason"),
    [
        ("38.5 °C, noradrenaline and vasopressin", CTCAE, "more than one vasopressor is in no row of this scale"),
        ("38.5 °C, noradrenaline and adrenaline", CTCAE, "a person decides between grade 3 and 4"),
        ("38.5 °C, nasal cannula 2 L/min", CTCAE, "the inspired fraction of oxygen, measured or estimated"),
        ("38.5 °C, nasal cannula at 30 %", ASTCT, "the oxygen flow"),
        ("37.9 °C", LEE, "whether there are other symptoms"),
        ("38.5 °C, CPAP at 30 %", LEE, "whether positive pressure by mask counts as ventilator support"),
        ("38.5 °C, noradrenaline", LEE, "whether the dose of the vasopressor is low or high"),
        ("38.5 °C, organs not looked at", LEE, "the worst organ toxicity"),
        ("paracetamol hides a fever", ASTCT, "fever cannot be told: a drug hides it"),
        ("paracetamol hides a fever", CTCAE, "fever cannot be told: a drug hides it"),
    ],
)
def test_no_grade_is_given_by_guess_and_the_reason_is_said(findings: str, scale: str, reason: str) -> None:
    [missing] = crs_grades(said(findings), SCALES)[scale].missing
    assert reason in says(missing)


def test_a_child_who_never_was_febrile_has_no_crs_on_astct_and_it_says_so() -> None:
    [because] = crs_grades(said("never febrile, low pressure that fluids correct"), SCALES)[ASTCT].because
    assert "never febrile and nothing hides a fever" in says(because)


def test_both_limbs_of_the_same_grade_are_named() -> None:
    found = crs_grades(said("38.5 °C, low pressure that fluids correct, nasal cannula 2 L/min at 28 %"), SCALES)
    assert [says(t) for t in found[ASTCT].because] == ["hypotension, no vasopressor", "nasal oxygen, 2.0 L/min"]
    assert [says(t) for t in found[CTCAE].because] == ["hypotension, responds to fluids", "oxygen of 28.0 %"]


def test_what_is_open_is_at_least_what_is_settled() -> None:
    found = crs_grades(said("38.5 °C, noradrenaline and adrenaline, nasal cannula 2 L/min"), SCALES)[CTCAE]
    assert (found.grade, found.at_least) == (None, 3)
    assert len(found.missing) == 1  # the fraction could give 3 at most: it does not matter


@pytest.mark.parametrize(("celsius", "fever"), [(37.9, False), (38.0, True), (38.3, True), (41.0, True)])
def test_fever_begins_at_38(celsius: float, fever: bool) -> None:
    assert all(is_fever(celsius, SCALES[key]) is fever for key in (ASTCT, CTCAE, LEE))


def bare(*keys: str) -> dict[str, Scale]:
    return without(*keys).scales


def test_a_limit_that_is_not_configured_gives_no_grade() -> None:
    low = "oxygen.low_flow_max_l_per_min"
    found = crs_grades(crs(AT, "yes", oxygen=oxygen("nasal_cannula", 2)), bare(low))[ASTCT]
    assert found.grade is None
    assert [says(t) for t in found.missing] == [f"{low} is not configured"]
    high = "oxygen.high_fraction_from_percent"
    for key in (CTCAE, LEE):
        found = crs_grades(crs(AT, "yes", oxygen=oxygen("mask", 5, 35), organ_toxicity="none"), bare(high))[key]
        assert [says(t) for t in found.missing] == [f"{high} is not configured"]
    assert is_fever(39, bare("fever.from_celsius")[ASTCT]) is None


def test_only_scales_that_are_there_are_graded() -> None:
    assert set(crs_grades(crs(), {CTCAE: SCALES[CTCAE]})) == {CTCAE}
    assert crs_grades(crs(), {}) == {}
