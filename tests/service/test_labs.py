"""What a person may say about a laboratory value: of a result in force, a course and a condition that exist."""

from __future__ import annotations

from dataclasses import replace

import pytest

from blin21_desktop.domain.entries import Entry, Kind
from blin21_desktop.domain.knowledge import Knowledge
from blin21_desktop.service.guards.labs import ill_labs
from blin21_desktop.service.guards.scene import Scene
from blin21_desktop.service.ward import BOARD_KINDS
from tests.making import AT, chart, hour, registered, withdrawn
from tests.rules.benching import answered, chosen, lab
from tests.service.judging import refused

ALT, SODIUM = lab(AT, "alt", "160"), lab(AT, "sodium", "127")
CHART: tuple[Entry, ...] = (registered(), ALT, SODIUM)


@pytest.mark.parametrize(
    ("what", "fields"),
    [
        ({"result": ALT.id}, set()),
        ({"limb": "baseline_abnormal"}, set()),
        ({"result": ALT.id, "limb": "baseline_abnormal"}, {"result"}),
        ({}, {"result"}),
        ({"result": SODIUM.id}, {"result"}),
        ({"result": "nothing"}, {"result"}),
        ({"result": CHART[0].id}, {"result"}),
        ({"limb": "on_anticoagulation"}, {"limb"}),
        ({"result": ALT.id, "because": " "}, {"because"}),
        ({"result": ALT.id, "course": 0}, {"course"}),
        ({"result": ALT.id, "course": 10}, {"course"}),
    ],
)
def test_a_baseline_is_a_result_of_the_analyte_or_one_of_its_limbs(what: dict[str, object], fields: set[str]) -> None:
    assert refused(chosen(hour(1), "alt", **what), *CHART) == fields


def test_an_analyte_with_one_limb_has_none_to_choose() -> None:
    assert refused(chosen(hour(1), "sodium", limb="baseline_normal"), *CHART) == {"limb"}
    assert refused(chosen(hour(1), "pt_inr", limb="not_anticoagulated"), *CHART) == set()


def test_a_withdrawn_result_is_no_baseline() -> None:
    assert refused(chosen(hour(2), "alt", result=ALT.id), *CHART, withdrawn(hour(1), ALT.id)) == {"result"}


@pytest.mark.parametrize(
    ("result", "term", "condition", "fields"),
    [
        (SODIUM.id, "Hyponatremia", "symptoms", set()),
        (SODIUM.id, "Hyponatremia", "bleeding", {"condition"}),
        (SODIUM.id, "Hyponatremia", "death", {"condition"}),
        (SODIUM.id, "Anemia", "transfusion_indicated", {"term"}),
        ("nothing", "Hyponatremia", "symptoms", {"result"}),
    ],
)
def test_an_answer_is_to_a_question_that_exists(result: str, term: str, condition: str, fields: set[str]) -> None:
    assert refused(answered(hour(1), result, term, condition, "yes"), *CHART) == fields


def test_total_calcium_is_asked_by_the_terms_of_corrected_calcium() -> None:
    calcium = lab(AT, "calcium", "7.0")
    assert refused(answered(hour(1), calcium.id, "Hypocalcemia", "symptoms", "yes"), registered(), calcium) == set()


def test_without_a_scale_nothing_can_be_answered() -> None:
    known = Knowledge(labels={}, protocols={}, fingerprint="")
    scene = Scene(chart=chart(*CHART), now=hour(1), knowledge=known)
    [(field, _, _)] = ill_labs(answered(hour(1), SODIUM.id, "Hyponatremia", "symptoms", "yes"), scene)
    assert field == "term"
    [(field, _, _)] = ill_labs(replace(chosen(hour(1), "alt"), limb="baseline_normal"), scene)
    assert field == "limb"


def test_every_look_reads_what_people_said_about_results() -> None:
    assert {Kind.LAB_BASELINE_CHOSEN, Kind.LAB_CONDITION_ANSWERED} <= BOARD_KINDS
