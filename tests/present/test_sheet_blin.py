"""What grading notes 7.2 want on the sheet of this drug: classes, line, multiples, level, seizures; unknown is said."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from blin21_desktop.domain.entries import DrugGiven, Entry, LineChecks, WritingSampled
from blin21_desktop.present.sheet import patient_sheet
from blin21_desktop.present.sheet_blin import age_class, line_words, weight_class
from blin21_desktop.service.look import Look
from tests.making import drug, hour, measured, neuro, registered, started
from tests.present.looks import look, words
from tests.present.test_handover_tab import seen
from tests.rules.benching import lab


def begun(*more: Entry, birth: str = "2016-01-10", kg: float = 50.0, label: str = "jp-pi-2021") -> Look:
    person = replace(registered(hour(-72), label=label), birth_date=type(registered().birth_date).fromisoformat(birth))
    return look(person, measured(hour(-1), kg), started(hour(0)), *more, at=hour(5))


@pytest.mark.parametrize(
    ("birth", "label", "said"),
    [
        ("2008-11-23", "jp-pi-2021", "adult"),
        ("2008-11-24", "jp-pi-2021", "child"),
        ("2008-11-23", "us-pi-2025", "child or adult: cannot tell"),
    ],
)
def test_child_or_adult_is_what_the_label_in_force_says_on_the_day_of_the_start(
    birth: str, label: str, said: str
) -> None:
    assert age_class(begun(birth=birth, label=label), words()) == said


@pytest.mark.parametrize(("kg", "said"), [(44.99, "below 45 kg"), (45.0, "45 kg or more")])
def test_the_weight_lies_on_one_side_of_the_labels_limit(kg: float, said: str) -> None:
    found = begun(measured(hour(2), 99.0), kg=kg)
    assert weight_class(found, words()) == said, "the weight of the start decides, not a later one"


def test_nothing_known_is_said_and_never_a_class() -> None:
    nobody = look(started(hour(0)), at=hour(5))
    assert age_class(nobody, words()) == "child or adult: cannot tell"
    assert weight_class(nobody, words()) == "weight class: cannot tell"


def test_the_line_is_told_as_it_was_looked_at_last() -> None:
    checks = LineChecks(not_flushed=True, filter_in_place=False, pump_locked=True)
    found = look(registered(), replace(started(hour(0)), line_checks=checks), at=hour(5))
    assert found.course is not None
    assert line_words(found, found.course, words()) == "line 10:00 by n1: not flushed, NO FILTER, pump locked"
    plain = begun()
    assert plain.course is not None
    assert line_words(plain, plain.course, words()) == "line: no look at it charted"
    assert patient_sheet(found, words()).infusion.line == "line 10:00 by n1: not flushed, NO FILTER, pump locked"


def test_liver_values_have_their_multiples_and_one_without_a_result_says_so() -> None:
    values = [
        lab(hour(-2), "ast", "30", upper_limit="40", unit="U/L"),
        lab(hour(4), "ast", "98", upper_limit="40", unit="U/L"),
        lab(hour(4), "alt", "60", upper_limit="40", unit="U/L"),
    ]
    said = patient_sheet(begun(*values), words()).labs.liver
    assert said == ("AST 98 grade 1, 2.45 × ULN, 3.27 × baseline · ALT 1.5 × ULN · T-Bil: no result")
    assert patient_sheet(begun(), words()).labs.liver == ""


def test_immunosuppressant_level_seizure_and_handwriting_stand_with_their_moments() -> None:
    more: list[Entry] = [
        drug(hour(1), "tacrolimus", "immunosuppressant"),
        lab(hour(2), "tacrolimus", "8.1", unit="ng/mL"),
        neuro(hour(3), seizure="brief"),
    ]
    assert isinstance(more[0], DrugGiven)
    sample = WritingSampled(
        id="w", patient="UPN-1", happened_at=hour(4), recorded_at=hour(4), by="n1", sha256="0" * 64,
        media_type="image/png", width=10, height=10, baseline=False,
    )  # fmt: skip
    lines = {line.label: line.text for line in patient_sheet(begun(*more, sample), words()).last_checks.lines}
    assert f"immunosuppressant: tacrolimus {more[0].dose}, 11:00" in lines["GVHD"]
    assert "level of tacrolimus: 8.1 ng/mL, 12:00" in lines["GVHD"]
    assert "Seizures in the whole treatment: 1." in lines["ICANS"]
    assert "handwriting of 14:00 in the chart" in lines["ICANS"]
    plain = {line.label: line.text for line in patient_sheet(begun(), words()).last_checks.lines}
    assert plain["GVHD"] == "not staged"
    assert plain["ICANS"] == "not recorded"


def test_a_bag_tells_when_it_was_hung_and_what_is_left_by_the_chart() -> None:
    box = patient_sheet(seen(), words()).infusion
    assert ("bag", "3, made for 72 hr, hung 10:00") in [(fact.label, fact.value) for fact in box.rate]
    left = next(fact.value for fact in box.facts if fact.label == "left in the bag")
    found = seen().bag
    assert found is not None
    assert left == words().ml(found.expected_remaining_ml)


def test_no_number_of_the_notes_stands_in_the_code() -> None:
    code = (Path(__file__).parents[2] / "blin21_desktop/present/sheet_blin.py").read_text(encoding="utf-8")
    assert re.findall(r"(?<![\w.])\d{2,}(?!\w)", code) == []
