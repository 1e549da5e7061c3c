"""How a CSV is laid out: proposed from the file, corrected by a person, refused with what is wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest

from blin21_desktop.feeds.csv_mapping import ISO, CsvMapping
from blin21_desktop.feeds.csv_results import read_csv
from blin21_desktop.feeds.mapping import map_result
from blin21_desktop.forms.csv_layout import fields, layout_of, preview, proposed
from blin21_desktop.forms.fields import Ask
from tests.feeds.hl7_writing import SITE
from tests.rules.lab_charts import TABLE

HEAD = "ID,氏名,生年月日,性別,採取日時,検査項目,結果,単位"
ROW = "9900013,駿河　葵,2021/04/01,男,2026/11/23 10:30,白血球数,3200,/μL"
DATA = f"{HEAD}\n{ROW}\n{ROW.replace('白血球数', '不明')}\n".encode("cp932")


def typed(**changes: str) -> dict[str, str]:
    return {**proposed(DATA, None, TABLE), "id": "ours", **changes}


def test_a_layout_is_proposed_with_the_meaning_of_every_name_the_table_knows() -> None:
    found = proposed(DATA, None, TABLE)
    assert (found["encoding"], found["delimiter"]) == ("cp932", ",")
    assert (found["patient_id"], found["name"], found["value"]) == ("ID", "氏名", "結果")
    assert (found["date_format"], found["birth_format"]) == ("%Y/%m/%d %H:%M", "%Y/%m/%d")
    assert found["analytes"].splitlines() == ["白血球数 = leukocytes", "不明 = "]
    assert preview(DATA)[:2] == (HEAD.replace(",", " | "), ROW.replace(",", " | "))


def test_a_saved_layout_is_shown_as_it_is() -> None:
    made = layout_of(typed(units="不明 = g/dL"), TABLE)
    assert isinstance(made, CsvMapping)
    again = proposed(DATA, replace(made, date_format=ISO), TABLE)
    assert (again["id"], again["date_format"], again["units"]) == ("ours", ISO, "不明 = g/dL")


def test_what_is_typed_becomes_the_layout() -> None:
    made = layout_of(typed(analytes="白血球数 = leukocytes\n不明 = crp\nleer =\nkein", units="不明=mg/dL"), TABLE)
    assert isinstance(made, CsvMapping)
    assert made.analytes == {"白血球数": "leukocytes", "不明": "crp"}
    assert made.units == {"不明": "mg/dL"}
    assert made.columns["collected"] == "採取日時"
    assert made.time_format == ""
    apart = layout_of(typed(date_format="%Y/%m/%d", collected_time="時刻"), TABLE)
    assert isinstance(apart, CsvMapping)
    assert apart.time_format == "%H:%M"


@pytest.mark.parametrize(
    ("changes", "key", "template"),
    [
        ({"id": " "}, "id", "Give it a name."),
        ({"analytes": "WBC = nothing"}, "analytes", "no analyte is called {these}"),
        ({"value": ""}, "id", "a column is missing for {these}"),
        ({"encoding": ""}, "id", "encoding must be one of {these}"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(changes: dict[str, str], key: str, template: str) -> None:
    found = layout_of(typed(**changes), TABLE)
    assert isinstance(found, dict)
    assert found[key].template == template


def test_a_file_that_is_no_table_proposes_nothing() -> None:
    assert proposed(b'"', None, TABLE)["analytes"] == ""
    assert preview(b"a" * 200_000) == ()
    assert proposed(b"", None, TABLE)["date_format"] == ""


def test_every_question_has_its_answers() -> None:
    assert all(field.options for field in fields() if field.ask is Ask.CHOICE)


WIDE_HEAD = "ID,氏名,生年月日,性別,採取日時,WBC(/μL),好中球(%),Hb [g/dL],WBC(白血球数),CRP,備考"
WIDE = f"{WIDE_HEAD}\n9900013,駿河　葵,2021/04/01,男,2026/11/23 10:30,3200,41,8.9,,0.4,x\n".encode("cp932")


def wide(**changes: str) -> dict[str, str]:
    return {**proposed(WIDE, None, TABLE), "id": "wide", **changes}


def test_of_a_wide_file_the_columns_that_name_an_analyte_are_proposed_with_their_units() -> None:
    assert proposed(WIDE, None, TABLE)["wide"].splitlines() == [
        "WBC(/μL) = leukocytes, /μL", "好中球(%) = neutrophils_percent, %", "Hb [g/dL] = haemoglobin, g/dL",
        "WBC(白血球数) = leukocytes, ", "CRP = crp, ",
    ]  # fmt: skip
    assert proposed(DATA, None, TABLE)["wide"] == "", "it has a column of names"
    assert proposed(b"", None, TABLE)["wide"] == ""


def test_a_wide_layout_reads_the_file_and_is_shown_as_it_is() -> None:
    lines = "WBC(/μL) = leukocytes, /μL\n\nHb [g/dL] = haemoglobin, g/dL\nCRP = , \n"
    made = layout_of(wide(wide=lines), TABLE)
    assert isinstance(made, CsvMapping)
    read = read_csv("w.csv", WIDE, made, SITE.zone)
    assert read.unread == ()
    found = [map_result(one, TABLE) for one in read.results]
    assert [(one.analyte and one.analyte.id, one.unit.unit, one.doubts) for one in found] == [
        ("leukocytes", "/uL", ()), ("haemoglobin", "g/dL", ()),
    ]  # fmt: skip
    again = proposed(WIDE, made, TABLE)
    assert again["wide"].splitlines() == ["WBC(/μL) = leukocytes, /μL", "Hb [g/dL] = haemoglobin, g/dL"]
    assert layout_of({**again}, TABLE) == made


@pytest.mark.parametrize(
    ("lines", "template"),
    [
        ("WBC", "{line}: write heading = analyte, unit"), ("WBC = leukocytes", "{line}: write heading = analyte, unit"),
        ("= leukocytes, /uL", "{line}: write heading = analyte, unit"),
        ("WBC = nothing, /uL", "no analyte is called {these}"),
        ("WBC = leukocytes,", "{heading}: say its unit, such as {unit}"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_column_is_said_at_its_field(lines: str, template: str) -> None:
    found = layout_of(wide(wide=lines), TABLE)
    assert isinstance(found, dict)
    assert found["wide"].template == template
