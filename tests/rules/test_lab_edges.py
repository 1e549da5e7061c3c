"""Where grades begin: the same bounds that grade, one step over and under each line."""

from __future__ import annotations

from decimal import Decimal

import pytest

from blin21_desktop.domain.entries import Entry
from blin21_desktop.rules.lab_case import graded_result
from blin21_desktop.rules.lab_edges import Edges, edges_of
from blin21_desktop.rules.lab_in_force import names_of
from tests.making import hour
from tests.rules.benching import chosen, grades, lab

ALT = {"lower_limit": "5", "upper_limit": "40"}
NOW = hour(5)


def edges(*entries: Entry, analyte: str) -> Edges:
    bench = grades(*entries).bench
    assert bench is not None
    return edges_of(bench, graded_result(bench, bench.results[analyte][-1]))


def numbers(found: Edges) -> dict[int, str]:
    return {edge.grade: format(edge.number.normalize(), "f") for edge in found.known}


def grade_at(value: str, analyte: str, *others: Entry, **limits: str) -> int | None:
    bench = grades(*others, lab(NOW, analyte, value, **limits)).bench
    assert bench is not None
    return names_of(bench, graded_result(bench, bench.results[analyte][-1]))[0].grade


@pytest.mark.parametrize(
    ("analyte", "limits", "others"),
    [
        ("neutrophils", {"lower_limit": "1.8", "upper_limit": "7.5"}, ()),
        ("platelets", {"lower_limit": "150", "upper_limit": "450"}, ()),
        ("alt", ALT, (lab(hour(-2), "alt", "20", **ALT),)),
        ("alt", ALT, (lab(hour(-2), "alt", "90", **ALT),)),
        ("bilirubin_total", {"lower_limit": "0.2", "upper_limit": "1.2"},
         (lab(hour(-2), "bilirubin_total", "0.5", lower_limit="0.2", upper_limit="1.2"),)),
        ("fibrinogen", {"lower_limit": "200", "upper_limit": "400"},
         (lab(hour(-2), "fibrinogen", "250", lower_limit="200", upper_limit="400"),)),
    ],
)  # fmt: skip
def test_the_grade_changes_exactly_at_its_line(analyte: str, limits: dict[str, str], others: tuple[Entry, ...]) -> None:
    found = edges(*others, lab(NOW, analyte, "3", **limits), analyte=analyte)
    known = [edge for edge in found.known if edge.of != "LLN" or analyte != "fibrinogen"]
    assert known or analyte == "fibrinogen"
    for edge in known:
        step = Decimal("0.001")
        beyond, before = (
            (edge.number - step, edge.number + step) if edge.low else (edge.number + step, edge.number - step)
        )
        graded = grade_at(str(beyond), analyte, *others, **limits)
        assert graded is not None
        assert graded >= edge.grade
        milder = grade_at(str(before), analyte, *others, **limits)
        assert milder is not None
        assert milder < edge.grade


def test_numbers_of_a_count_in_the_unit_of_the_result() -> None:
    found = edges(lab(NOW, "platelets", "12.3", unit="10*4/uL"), analyte="platelets")
    assert numbers(found) == {2: "7.5", 3: "5", 4: "2.5"}
    assert found.lacks == {"LLN"}
    assert {edge.of for edge in found.known} == {""}
    assert all(edge.low for edge in found.known)


def test_a_limb_that_nobody_knows_gives_no_line() -> None:
    found = edges(lab(NOW, "alt", "300", **ALT), analyte="alt")
    assert found == Edges((), frozenset({"limb"}))
    person = edges(lab(NOW, "alt", "300", **ALT), chosen(hour(6), "alt", limb="baseline_normal"), analyte="alt")
    assert numbers(person) == {1: "40", 2: "120", 3: "200", 4: "800"}
    abnormal = edges(lab(NOW, "alt", "300", **ALT), chosen(hour(6), "alt", limb="baseline_abnormal"), analyte="alt")
    assert abnormal == Edges((), frozenset({"BASELINE"}))


def test_of_two_references_the_one_that_is_reached_first() -> None:
    limits = {"lower_limit": "0.2", "upper_limit": "0.6"}
    low = edges(lab(hour(-2), "creatinine", "0.3", **limits), lab(NOW, "creatinine", "0.4", **limits),
                analyte="creatinine")  # fmt: skip
    assert {(edge.grade, str(edge.number), edge.of) for edge in low.known} == {
        (1, "0.6", "ULN"), (2, "0.45", "BASELINE"), (3, "0.9", "BASELINE"), (4, "3.6", "ULN"),
    }  # fmt: skip
    high = edges(lab(hour(-2), "creatinine", "1", **limits), lab(NOW, "creatinine", "0.4", **limits),
                 analyte="creatinine")  # fmt: skip
    assert next(edge for edge in high.known if edge.grade == 2).of == "ULN"


def test_calcium_what_has_no_term_and_what_has_no_number_have_none() -> None:
    assert edges(lab(NOW, "calcium", "8", lower_limit="8.5"), analyte="calcium") == Edges(())
    assert edges(lab(NOW, "crp", "8"), analyte="crp") == Edges(())
    assert edges(lab(NOW, "phosphate", "3", unit="mg/dL"), analyte="phosphate").known == ()


def test_a_result_whose_unit_nobody_knows_has_no_lines() -> None:
    found = edges(lab(NOW, "pt_inr", "1.6", unit=""), chosen(hour(6), "pt_inr", limb="not_anticoagulated"),
                  analyte="pt_inr")  # fmt: skip
    assert found.known == ()
    assert edges(lab(NOW, "neutrophils", "1", unit="furlong"), analyte="neutrophils").known == ()
