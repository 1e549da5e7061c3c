"""Terms of adverse events: all of CTCAE v5.0, found by what somebody types, and what to use for what is no term."""

from __future__ import annotations

import pytest

from blin21_desktop.domain.terms import Term, folded, named, replaced, search
from blin21_desktop.domain.text import Names
from tests.rules.looking import KNOWLEDGE

TERMS = KNOWLEDGE.terms
BY_NAME = {term.name: term for term in TERMS}

BEDSIDE = {
    "Seizure": "12345", "Encephalopathy": "12345", "Depressed level of consciousness": "12345", "Somnolence": "12345",
    "Lethargy": "12", "Confusion": "1234", "Delirium": "12345", "Hallucinations": "12345", "Agitation": "1234",
    "Dysphasia": "123", "Dysarthria": "123", "Tremor": "123", "Headache": "123", "Ataxia": "123",
    "Cognitive disturbance": "123", "Concentration impairment": "123", "Memory impairment": "123", "Dizziness": "123",
    "Insomnia": "123", "Edema cerebral": "345", "Intracranial hemorrhage": "12345", "Syncope": "3",
}  # fmt: skip
"""Grading notes 2.4, typed in here a second time: term and the grades that are not "-"."""


def names(typed: str, limit: int = 6) -> list[str]:
    return [term.name for term in search(TERMS, typed, limit)]


def test_all_837_terms_are_there_each_once() -> None:
    assert len(TERMS) == 837
    assert len({term.code for term in TERMS}) == len({term.name for term in TERMS}) == 837
    assert len({term.soc.en for term in TERMS}) == 26
    assert all(10_000_000 < term.code < 10_100_000 and term.scale == "CTCAE v5.0" for term in TERMS)


def test_the_bedside_terms_have_the_grades_of_the_grading_notes_with_a_wording_in_both_languages() -> None:
    assert {name: "".join(map(str, BY_NAME[name].grades)) for name in BEDSIDE} == BEDSIDE
    worded = {term.name for term in TERMS if term.worded}
    assert worded == {*BEDSIDE, "Cytokine release syndrome", "Fever", "Febrile neutropenia"}
    for name in worded:
        term = BY_NAME[name]
        for grade in term.grades:
            wording = term.wording(grade)
            assert wording is not None
            assert wording == Names(term.grades[grade], term.grades_ja[grade])


def test_a_first_seizure_is_grade_3_by_its_wording() -> None:
    said = BY_NAME["Seizure"].wording(3)
    assert said is not None
    assert "first seizure" in said.en


def test_a_grade_without_a_wording_or_that_does_not_exist_says_nothing() -> None:
    assert BY_NAME["Nausea"].wording(1) is None
    assert BY_NAME["Syncope"].wording(1) is None


@pytest.mark.parametrize(
    ("name", "category"),
    [
        ("Cytokine release syndrome", "crs"), ("Seizure", "seizure"), ("Tremor", "neurologic"),
        ("Confusion", "neurologic"), ("Alanine aminotransferase increased", "hepatic"), ("Hepatic failure", "hepatic"),
        ("Platelet count decreased", "haematologic"), ("Anemia", "haematologic"), ("Sepsis", "infection"),
        ("Creatinine increased", "other"), ("Libido decreased", "other"),
    ],
)  # fmt: skip
def test_the_category_follows_the_organ_class_but_for_named_terms(name: str, category: str) -> None:
    term = BY_NAME[name]
    assert term.category == category
    assert term.neurological == (category in ("neurologic", "seizure"))


def test_a_term_without_a_japanese_name_is_shown_as_the_nci_spells_it() -> None:
    assert BY_NAME["Growth accelerated"].names == Names("Growth accelerated", "Growth accelerated")
    assert BY_NAME["Seizure"].names == Names("Seizure", "痙攣発作")


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("seiz", ["Seizure"]),
        ("SEIZURE", ["Seizure"]),
        ("ｓｅｉｚ", ["Seizure"]),
        ("痙攣発", ["Seizure"]),
        ("けいれん", ["Seizure"]),
        ("ケイレン", ["Seizure"]),
        ("ｹｲﾚﾝ", ["Seizure"]),
        ("oedema cerebral", ["Edema cerebral"]),
        ("haemorrhage intracr", ["Intracranial hemorrhage"]),
        ("10039906", ["Seizure"]),
        ("CRS", ["Cytokine release syndrome"]),
        ("pres", ["Reversible posterior leukoencephalopathy syndrome", "Presyncope"]),
    ],
)
def test_a_term_is_found_whatever_case_width_kana_or_spelling(typed: str, first: list[str]) -> None:
    assert names(typed)[: len(first)] == first


def test_a_name_that_begins_so_comes_before_a_word_that_does_and_that_before_the_inside() -> None:
    assert names("head") == ["Headache", "Head soft tissue necrosis", "Intraoperative head and neck injury"]
    others = ["External ear pain", "Intraoperative ear injury", "Middle ear inflammation"]
    inside = ["Trochlear nerve disorder", "Hearing impaired"]
    assert names("ear", 7) == ["Ear and labyrinth disorders - Other, specify", "Ear pain", *others, *inside]


def test_on_equal_rank_the_bedside_terms_stand_on_top_then_the_neurological_then_by_name() -> None:
    assert names("se", 3) == ["Seizure", "Sepsis", "Seroma"]
    assert names("de", 4) == ["Delirium", "Depressed level of consciousness", "Delusions", "Depression"]
    others = ["Cytokine release syndrome", "Febrile neutropenia", "Fever"]
    assert names("", 25) == [*sorted(BEDSIDE), *others]


@pytest.mark.parametrize(("limit", "count"), [(0, 0), (-1, 0), (1, 1), (9999, 837)])
def test_at_most_so_many_are_given(limit: int, count: int) -> None:
    assert len(search(TERMS, "  ", limit)) == count


def test_what_is_no_term_is_not_found_but_answered() -> None:
    assert names("aphasia") == []
    (answer,) = replaced(KNOWLEDGE.instead, "Aphas")
    assert answer.words[0] == "aphasia"
    assert [term.name for term in answer.use] == ["Dysphasia"]


@pytest.mark.parametrize("typed", ["ICANS", "myoclonus", "speech disorder", "GVHD", "hypogammaglobulinaemia", "失語症"])
def test_every_absent_term_of_the_grading_notes_names_what_to_use(typed: str) -> None:
    assert typed not in BY_NAME
    (answer,) = replaced(KNOWLEDGE.instead, typed)
    assert answer.use


@pytest.mark.parametrize("typed", ["", " ", "a", "seizure", "no such word"])
def test_nobody_is_told_of_a_replacement_for_nothing(typed: str) -> None:
    assert replaced(KNOWLEDGE.instead, typed) == ()


@pytest.mark.parametrize("name", ["Seizure", "seizure", " 痙攣発作 ", "Ｓｅｉｚｕｒｅ"])
def test_a_term_is_known_by_its_name_in_either_language(name: str) -> None:
    found = named(TERMS, name, "CTCAE v5.0")
    assert found is not None
    assert found.name == "Seizure"


@pytest.mark.parametrize(("name", "scale"), [("aphasia", "CTCAE v5.0"), ("Seizure", "CTCAE v6.0"), ("", "CTCAE v5.0")])
def test_free_text_and_terms_of_another_scale_are_not_known(name: str, scale: str) -> None:
    assert named(TERMS, name, scale) is None


def test_folding_makes_one_of_what_looks_different() -> None:
    assert folded("Ｏｅｄｅｍａ ﾌﾙｴ") == "edema ふるえ"


def test_the_terms_are_part_of_the_fingerprint_and_of_no_label() -> None:
    assert isinstance(TERMS[0], Term)
    assert [term.name for term in TERMS[:2]] == [
        "Anemia",
        "Blood and lymphatic system disorders - Other, specify",
    ]
