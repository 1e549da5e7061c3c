"""The laboratory part of `state`: the contract's own fields, what is beside them, and why a grade is null."""

from __future__ import annotations

from typing import Any

import pytest

from blin21_desktop.domain.entries import Entry
from blin21_desktop.present.record import record_rows
from blin21_desktop.present.state import state_json
from tests.making import AT, hour, registered, started
from tests.present.looks import look, plain_words
from tests.rules.benching import answered, chosen, lab

ALT: dict[str, Any] = {"lower_limit": "5", "upper_limit": "40"}


def labs(*entries: Entry) -> dict[str, Any]:
    """`grades.labs` of a patient whose course began at `AT`."""
    seen = look(registered(hour(-1000)), started(AT), *entries, at=hour(100))
    found: dict[str, Any] = state_json(seen, plain_words())["grades"]["labs"]
    return found


def test_a_grade_as_the_contract_has_it() -> None:
    found = labs(lab(hour(5), "neutrophils", "0.62"))["neutrophils"]
    assert {key: found[key] for key in ("grade", "scale", "value", "unit", "at")} == {
        "grade": 3,
        "scale": "CTCAE v5.0",
        "value": "0.62",
        "unit": "10*9/L",
        "at": "2026-11-23T15:00:00+09:00",
    }
    assert (found["term"], found["rule"]) == ("Neutrophil count decreased", "<1.0-0.5 10*9/L")
    assert found["worst"]["grade"] == 3
    assert (found["missing"], found["limits"], found["baseline"], found["x_uln"]) == ([], None, None, None)


def test_multiples_limits_and_baseline_stand_beside_a_grade() -> None:
    start, now = lab(hour(-2), "alt", "120", **ALT), lab(hour(5), "alt", "400", **ALT)
    found = labs(start, now)["alt"]
    assert (found["grade"], found["x_uln"], found["x_baseline"], found["rule"]) == (
        2,
        10.0,
        3.33,
        ">3 BASELINE-5 BASELINE",
    )
    assert found["limits"] == {"lower": "5", "upper": "40", "from": "report", "of_unknown_age": True}
    assert found["baseline"] == {
        "value": "120", "unit": "U/L", "at": "2026-11-23T08:00:00+09:00", "result": start.id, "chosen": False,
        "limb": None, "hours_before_start": 2.0, "time_known": True,
    }  # fmt: skip
    limb = labs(start, now, chosen(hour(6), "alt", limb="baseline_normal"))["alt"]
    assert (limb["grade"], limb["baseline"]["limb"]) == (3, "baseline_normal")


@pytest.mark.parametrize(
    ("entries", "name", "missing"),
    [
        ([lab(hour(5), "neutrophils", "1.6")], "neutrophils", ["the laboratory's lower limit"]),
        ([lab(hour(5), "creatinine", "2")], "creatinine",
         ["a baseline: no result before the course", "the laboratory's upper limit"]),
        ([lab(hour(5), "neutrophils", "<1.2")], "neutrophils", ["only a bound is known: between grade 2 and 4"]),
        ([lab(hour(5), "neutrophils", "(2+)")], "neutrophils", ["a number that can be read"]),
        ([lab(hour(5), "neutrophils", "1", unit="furlong")], "neutrophils",
         ["a bound of CTCAE v5.0 in the unit furlong"]),
        ([lab(hour(-1), "alt", "4", **ALT), lab(hour(5), "alt", "160", **ALT)], "alt",
         ["a person's word which limb applies: baseline abnormal, baseline normal"]),
        ([lab(hour(5), "neutrophils", "0.4")], "febrile_neutropenia",
         ["charted temperatures that tell whether there was fever"]),
        ([lab(hour(5), "calcium", "7", lower_limit="8.5")], "calcium",
         ["an albumin of the same draw, to correct the calcium by"]),
        ([lab(hour(5), "sodium", "129.5", lower_limit="135")], "sodium",
         ["the value lies between two printed grades; this program's proposal is grade 2"]),
        ([lab(hour(5), "glucose", "400", lower_limit="70", upper_limit="110")], "glucose",
         ["CTCAE v5.0 gives no number here: a person grades it"]),
        ([lab(hour(5), "crp", "3")], "crp", ["CTCAE v5.0 has no term for it"]),
    ],
)  # fmt: skip
def test_why_a_grade_is_null(entries: list[Entry], name: str, missing: list[str]) -> None:
    found = labs(*entries)[name]
    assert (found["grade"], found["missing"]) == (None, missing)


def test_a_question_says_what_each_answer_would_give() -> None:
    found = labs(lab(hour(5), "sodium", "127", lower_limit="135"))["sodium"]
    assert (found["grade"], found["at_least"], found["at_most"]) == (2, 2, 3)
    assert found["question"][0] == {
        "condition": "symptoms", "asks": "signs or symptoms", "if_yes": [3], "if_no": [2],
    }  # fmt: skip
    assert found["others"] == [{"term": "Hypernatremia", "grade": 0, "at_least": 0}]
    gap = labs(lab(hour(5), "sodium", "129.5", lower_limit="135"))["sodium"]
    assert (gap["proposal"], gap["at_most"]) == (2, None)


def test_a_gap_is_counted_as_cannot_tell_beside_the_worst() -> None:
    limits = {"lower_limit": "135", "upper_limit": "145"}
    gap, now = lab(hour(4), "sodium", "124.5", **limits), lab(hour(5), "sodium", "131", **limits)
    found = labs(gap, now)["sodium"]
    assert (found["worst"]["grade"], found["worst"]["value"]) == (1, "131")
    (unknown,) = found["worst_cannot_tell"]
    assert (unknown["grade"], unknown["value"], unknown["result"]) == (None, "124.5", gap.id)
    assert unknown["missing"][0].startswith("the value lies between two printed grades")
    alone = labs(gap)["sodium"]
    assert (alone["worst"], [one["value"] for one in alone["worst_cannot_tell"]]) == (None, ["124.5"])
    assert labs(lab(hour(5), "sodium", "140", **limits))["sodium"]["worst_cannot_tell"] == []


def test_a_corrected_calcium_says_its_formula() -> None:
    found = labs(lab(hour(5), "calcium", "7.0", lower_limit="8.5", upper_limit="10.5"), lab(hour(5), "albumin", "2.5"))
    assert found["calcium"]["grade"] == 1
    assert found["calcium"]["corrected"] == {
        "value": "8.2", "albumin": "2.5", "cites": "X5 calcium correction for hypoalbuminaemia",
    }  # fmt: skip


def test_what_a_person_said_stands_in_the_record() -> None:
    alt, sodium = lab(hour(5), "alt", "160", **ALT), lab(hour(5), "sodium", "127")
    said = (
        chosen(hour(6), "alt", result=alt.id), chosen(hour(7), "alt", limb="baseline_abnormal"),
        answered(hour(8), sodium.id, "Hyponatremia", "symptoms", "yes"),
        answered(hour(9), sodium.id, "Hyponatremia", "odd", "no"), chosen(hour(10), "alt", result="gone"),
    )  # fmt: skip
    seen = look(registered(hour(-1000)), started(AT), alt, sodium, *said, at=hour(100))
    rows = {row.entry: row.details for row in record_rows(seen, plain_words())}
    alt_ = "Alanine aminotransferase"
    reason, at = "as the physician says", "23-Nov-2026 15:00"
    assert [rows[entry.id] for entry in said] == [
        f"course 1 · {alt_} · {alt_} 160 U/L, {at} · {reason}",
        f"course 1 · {alt_} · baseline abnormal · {reason}",
        f"Sodium 127 mmol/L, {at} · Hyponatremia · signs or symptoms: Yes",
        f"Sodium 127 mmol/L, {at} · Hyponatremia · odd: No",
        f"course 1 · {alt_} · an entry that is not here · {reason}",
    ]


def test_without_a_registration_there_are_no_grades() -> None:
    seen = look(lab(hour(5), "neutrophils", "0.62"), at=hour(100))
    assert state_json(seen, plain_words())["grades"]["labs"] == {}
