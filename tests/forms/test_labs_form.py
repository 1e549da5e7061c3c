"""Results of the laboratory typed in from paper or phone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from blin21_desktop.domain.entries import LabResulted
from blin21_desktop.domain.text import Text
from blin21_desktop.forms.labs import MOST, PANEL, Typing, named, understood
from tests.forms.checking import EN, Filled
from tests.forms.filling import RIGHT
from tests.making import hour
from tests.rules.lab_charts import TABLE

RIGHT_ONES = RIGHT["labs"][2]
ALT = TABLE.analytes["alt"]
BEFORE = LabResulted(
    id="b", patient="UPN-1", happened_at=hour(1), recorded_at=hour(1), by="n", analyte="leukocytes", value="3.0",
    unit="10*9/L", status="final",
)  # fmt: skip


def typed(**changes: str) -> dict[str, str]:
    return {**RIGHT_ONES, **changes}


def batch(found: Filled) -> list[LabResulted]:
    return [one for one in found.reading.batch if isinstance(one, LabResulted)]


def test_several_results_are_written_in_one_go_in_the_wards_units() -> None:
    found = Filled("labs", typed())
    assert found.open == []
    assert found.against == []
    assert [(one.analyte, one.value, one.unit, one.lower_limit, one.upper_limit) for one in batch(found)] == [
        ("leukocytes", "3.2", TABLE.analytes["leukocytes"].shown or TABLE.analytes["leukocytes"].unit, None, None),
        ("alt", "31", "U/L", "10", "42"),
        ("crp", "0.4", TABLE.analytes["crp"].shown or TABLE.analytes["crp"].unit, None, None),
    ]
    assert {(one.status, one.note, one.specimen) for one in batch(found)} == {("final", "paper", None)}
    assert all(one.source == {"entered_by_hand": True} for one in batch(found))
    assert len({one.id for one in batch(found)}) == 3
    assert EN.render(found.reading.echoes["alt"]) == "31 U/L, limits 10 to 42"


def test_specimen_and_note_go_with_every_result() -> None:
    found = Filled("labs", typed(specimen="serum", note="read back"))
    assert {(one.note, one.specimen) for one in batch(found)} == {("read back", "serum")}


def test_nothing_typed_is_nothing_written() -> None:
    found = Filled("labs", {"from": "phone", "happened_at": "15:00"})
    assert found.open == ["at least one result"]
    assert Filled("labs", {"leukocytes": "3.2"}).open == ["Collected at", "Read from"]


@pytest.mark.parametrize(
    ("text", "value", "unit", "lower", "upper"),
    [
        ("31", "31", "U/L", None, None),
        ("<5 IU/L", "<5", "U/L", None, None),
        ("31 U/L (-42)", "31", "U/L", None, "42"),
        ("31 (10～)", "31", "U/L", "10", None),
        ("３１", "31", "U/L", None, None),
    ],
)
def test_a_line_is_read_as_it_stands_on_a_report(
    text: str, value: str, unit: str, lower: str | None, upper: str | None
) -> None:
    assert understood(text, ALT, TABLE) == Typing(ALT, value, unit, lower, upper)


@pytest.mark.parametrize(
    ("text", "template"),
    [
        ("(+)", "Write the value"),
        ("high", "{value} is no number."),
        ("31 furlong", "The unit {unit} is not known"),
        ("31 (normal)", "Limits are two numbers"),
        ("31 (-)", "Limits are two numbers"),
        ("31 (1.2.3-4)", "Limits are two numbers"),
    ],
)
def test_what_cannot_be_read_says_what_would_be_right(text: str, template: str) -> None:
    found = understood(text, ALT, TABLE)
    assert isinstance(found, Text)
    assert found.template.startswith(template)


def test_other_analytes_are_found_by_name_or_id() -> None:
    crp, rest = named("C反応性蛋白 0.4 mg/dL", TABLE) or (None, "")
    assert (crp and crp.id, rest) == ("crp", "0.4 mg/dL")
    assert named("nothing 3", TABLE) is None
    assert "more" in Filled("labs", typed(more="nothing 3")).reading.problems
    assert "more" in Filled("labs", typed(more="crp high")).reading.problems


def test_a_slip_of_the_unit_and_a_result_of_the_same_time_are_asked_back() -> None:
    slipped = Filled("labs", typed(leukocytes="30 10*9/L"), BEFORE)
    assert any("10 times the last value" in one for one in slipped.against)
    again = Filled("labs", typed(), replace(BEFORE, happened_at=hour(5)))
    assert any("of the same time is filed already" in one for one in again.against)


def test_a_report_is_not_endless() -> None:
    lines = "\n".join(f"crp {n}" for n in range(MOST + 1))
    ids = tuple(f"id-{n}" for n in range(MOST + 1))
    assert "more" in Filled("labs", typed(more=lines), ids=ids).reading.problems
    fewer = "\n".join(f"crp {n}" for n in range(MOST - 2))
    assert len(batch(Filled("labs", typed(more=fewer), ids=ids))) == MOST


def test_every_analyte_of_the_panel_is_in_the_table() -> None:
    assert set(PANEL) <= set(TABLE.analytes)
