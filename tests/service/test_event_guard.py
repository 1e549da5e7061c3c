"""A grade that CTCAE prints as "-" is refused in words; what is no term of the list may have any grade."""

from __future__ import annotations

from dataclasses import replace

import pytest

from blin21_desktop.domain.chart import Chart
from blin21_desktop.domain.ports import Head
from blin21_desktop.domain.terms import OVER
from blin21_desktop.present.catalogue import words
from blin21_desktop.present.state_grades import grades_json
from blin21_desktop.rules.events import events
from blin21_desktop.service.decide import objections
from blin21_desktop.service.look import look_at
from tests.making import AT, PATIENT, TOKYO
from tests.rules.looking import KNOWLEDGE, graded
from tests.service.judging import READY


def refused(term: str, grade: int, scale: str = "CTCAE v5.0") -> list[str]:
    entry = replace(graded(AT, "neurologic", grade=grade), term=term, scale=scale)
    found = objections((entry,), {PATIENT: Chart.of(PATIENT, READY)}, AT, KNOWLEDGE)
    return [f"{o.field}: {words('en', TOKYO).render(o.says)} | {words('en', TOKYO).render(o.remedy)}" for o in found]


@pytest.mark.parametrize(("term", "grade"), [("Lethargy", 3), ("Syncope", 1), ("Headache", 4), ("頭痛", 5)])
def test_a_grade_that_does_not_exist_is_refused(term: str, grade: int) -> None:
    (said,) = refused(term, grade)
    assert said.startswith(f"grade: CTCAE v5.0 has no grade {grade} of ")


def test_the_refusal_says_which_grades_exist() -> None:
    assert refused("Edema cerebral", 2) == [
        "grade: CTCAE v5.0 has no grade 2 of Edema cerebral | a grade that exists: 3, 4, 5; or 0, when it is over"
    ]


@pytest.mark.parametrize("term", ["Lethargy", "Syncope", "Death NOS"])
def test_every_event_can_be_over(term: str) -> None:
    assert refused(term, OVER) == []


@pytest.mark.parametrize(
    ("term", "grade", "scale"),
    [("Syncope", 3, "CTCAE v5.0"), ("staring spells", 1, "CTCAE v5.0"), ("Syncope", 1, "our own scale")],
)
def test_grades_that_exist_and_free_texts_are_taken(term: str, grade: int, scale: str) -> None:
    assert refused(term, grade, scale) == []


def test_an_event_knows_its_term_and_a_free_text_shows_as_such() -> None:
    listed = replace(graded(AT, "neurologic", "e1"), term="不眠症", id="a")
    free = replace(graded(AT, "neurologic", "e2"), term="staring spells", id="b")
    found = {e.key: e.known for e in events(Chart.of(PATIENT, (listed, free)), AT, KNOWLEDGE.terms)}
    assert found["e1"] is not None
    assert found["e1"].name == "Insomnia"
    assert found["e2"] is None


def test_the_state_answer_gives_the_code_of_a_term_and_none_for_a_free_text() -> None:
    entries = [replace(graded(AT, "neurologic", name), term=term, id=name) for name, term in TERMS.items()]
    look = look_at(Chart.of(PATIENT, (*READY, *entries)), AT, KNOWLEDGE, known_at=None, head=Head(0, ""), training=True)
    found = {event["event"]: event["code"] for event in grades_json(look, words("en", TOKYO))["events"]}
    assert found == {"e1": 10039906, "e2": None}


TERMS = {"e1": "seizure", "e2": "staring spells"}
