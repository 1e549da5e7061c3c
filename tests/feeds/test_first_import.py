"""The first results of a patient through all gates: slips of the unit wait, severe values are filed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from blin21_desktop.feeds.review import Reviewer
from tests.feeds.hl7_writing import CBC, Result
from tests.feeds.lab_ward import NOW, LabWard, message, reasons, verdicts, wbc
from tests.feeds.test_first_value import HB_SITE
from tests.rules.lab_charts import told

HB = replace(CBC[1], reference="13.7-16.8")
PLATELETS = replace(CBC[2], reference="158-348", unit="10*9/L")


@pytest.mark.parametrize(
    ("result", "reason"),
    [
        (replace(HB, value="134"), "134 g/dL does not go with its own limits, 13.7 to 16.8: one of them may be of "),
        (replace(HB, value="89"), "89 g/dL does not go with its own limits, 13.7 to 16.8: one of them may be of "),
        (replace(PLATELETS, value="12.3"), "12.3 10*9/L does not go with its own limits, 158 to 348: one of them may "),
    ],
)  # fmt: skip
def test_a_slip_waits_with_the_unit_that_would_fit(result: Result, reason: str) -> None:
    ward = LabWard()
    found = ward.take(message(result))
    assert (verdicts(found), ward.results()) == (["decide"], [])
    first, unit = reasons(found)
    assert first.startswith(reason)
    assert unit in ("perhaps g/L", "perhaps 10*4/uL")


@pytest.mark.parametrize(
    "result",
    [
        Result(value="0.01", unit="10*9/L", reference="3.3-8.6"), Result(value="10"), replace(PLATELETS, value="3"),
        replace(HB, value="4.9"),
        Result(code="5C095000002305101^フェリチン^JC10", value="20000", unit="ng/mL", reference="5-150"),
        Result(code="5C070000002306201^CRP^JC10", value="30", unit="mg/dL", reference="<=0.14"),
    ],
)  # fmt: skip
def test_a_severe_value_is_filed(result: Result) -> None:
    specimen = "S1||023^血清^JC10" if result.code.startswith("5C") else "S1||019^全血^JC10"
    assert verdicts(LabWard().take(message(result, specimen=specimen))) == ["new"]


def test_what_nothing_could_be_held_against_is_filed_and_says_so_until_there_is_a_last_value() -> None:
    ward = LabWard()
    (one,) = ward.take(message(Result(reference="")))
    assert [told(text) for text in one.items[0].cannot_tell] == [
        "no earlier value of Leukocytes and no limits to compare with"
    ]
    (later,) = ward.take(message(Result(reference=""), collected="20261123113000"))
    assert (later.items[0].verdict, later.items[0].cannot_tell) == ("new", ())


def test_the_limits_of_the_site_reach_the_gate() -> None:
    ward = LabWard()
    ward.ward.knowledge = replace(ward.ward.knowledge, lab_limits=(HB_SITE,))
    found = ward.take(message(replace(HB, value="134", reference="137-168")))
    assert verdicts(found) == ["decide"]
    assert reasons(found)[0].startswith("its limits 137 to 168 g/dL do not go with the limits of this site, 11.5 to ")
    plain = Reviewer(ward.lab.charts(), NOW, ward.ward.knowledge.labs)
    assert plain.review(ward.review(("a", wbc()))[0].source.read)[0].files
