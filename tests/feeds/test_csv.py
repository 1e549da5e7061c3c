"""CSV files by a site's mapping: rows as received, or the row and what is wrong with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blin21_desktop.feeds.any_file import read_any
from blin21_desktop.feeds.csv_guess import mapping_for
from blin21_desktop.feeds.csv_mapping import ISO, CsvMapping, WideColumn, faults, from_json, to_json
from blin21_desktop.feeds.csv_results import read_csv
from blin21_desktop.feeds.received import Code, ReadFile, Received, Specimen
from tests.feeds.hl7_writing import SITE

TOKYO = timezone(timedelta(hours=9))
LONG = CsvMapping(
    id="long",
    columns={
        "patient_id": "患者ID",
        "name": "氏名",
        "birth_date": "生年月日",
        "sex": "性別",
        "collected": "採取日時",
        "code": "コード",
        "analyte": "項目",
        "value": "結果",
        "unit": "単位",
        "status": "状態",
    },
)
HEAD = "患者ID,氏名,生年月日,性別,採取日時,コード,項目,結果,単位,状態,備考\n"
ROW = "0012345,駿河　葵,2016/05/12,女,2026/11/23 06:10,2A010000001930101,WBC,2400,/μL,,朝\n"
WIDE = CsvMapping(
    id="wide",
    columns={"patient_id": "id", "collected": "day", "collected_time": "time"},
    date_format="%Y-%m-%d",
    time_format="%H:%M",
    wide={"WBC": WideColumn("WBC", "10*3/uL"), "Plt": WideColumn("PLT", "10*4/uL")},
)


def parse(text: str, mapping: CsvMapping = LONG) -> ReadFile:
    return read_csv("a.csv", text.encode(mapping.encoding), mapping, TOKYO)


def only(text: str, mapping: CsvMapping = LONG) -> Received:
    found = parse(text, mapping)
    assert not found.unread
    (result,) = found.results
    return result


def why(text: str, mapping: CsvMapping = LONG) -> str:
    found = parse(text, mapping)
    assert not found.complete
    (fault,) = found.unread
    return fault.why.template.replace(":number", "").format(**fault.why.values)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp932", "euc_jp", "utf-16"])
def test_a_row_is_received_as_written(encoding: str) -> None:
    got = only(HEAD + ROW, replace(LONG, encoding=encoding))
    assert (got.value, got.unit, got.status) == ("2400", "/μL", "final")
    assert got.codes == (Code("jlac10", "2A010000001930101", "WBC"),)
    assert got.collected_at == datetime(2026, 11, 23, 6, 10, tzinfo=TOKYO)
    assert (got.collected_from, got.time_known) == ("採取日時", True)
    assert (got.identity.ids, got.identity.family_name, got.identity.given_name) == (("0012345",), "駿河", "葵")
    assert (got.identity.birth_date, got.identity.sex) == (date(2016, 5, 12), "female")
    assert got.kept == ("備考: 朝",)
    assert got.at.part == "row 2"


def test_one_row_a_sample_gives_one_result_a_filled_cell() -> None:
    found = parse("id,day,time,WBC,Plt\n7,2026-11-23,06:10,2.4,12.3\n7,2026-11-24,,,11.8\n", WIDE)
    assert [(r.codes[0].name, r.value, r.unit, r.time_known) for r in found.results] == [
        ("WBC", "2.4", "10*3/uL", True),
        ("PLT", "12.3", "10*4/uL", True),
        ("PLT", "11.8", "10*4/uL", False),
    ]
    assert found.results[1].at.part == "row 2, Plt"
    assert found.complete


def test_a_midnight_stands_for_an_unknown_time() -> None:
    assert not only(HEAD + ROW.replace("06:10", "00:00")).time_known


@pytest.mark.parametrize(
    ("text", "at", "known"),
    [
        ("2026-11-23T06:10:00+01:00", "2026-11-23T06:10:00+01:00", True),
        ("2026-11-23 06:10", "2026-11-23T06:10:00+09:00", True),
        ("2026-11-23", "2026-11-23T00:00:00+09:00", False),
    ],
)
def test_iso_times_keep_their_offset_or_are_the_wards(text: str, at: str, known: bool) -> None:
    got = only(HEAD + ROW.replace("2026/11/23 06:10", text).replace("2016/05/12", "2016-05-12"),
               replace(LONG, date_format=ISO, birth_format=ISO))  # fmt: skip
    assert (got.collected_at, got.time_known) == (datetime.fromisoformat(at), known)


def test_units_chosen_for_the_site_stand_where_the_file_has_none() -> None:
    columns = {role: heading for role, heading in LONG.columns.items() if role != "unit"}
    mapping = replace(LONG, columns=columns, units={"WBC": "/uL"}, sexes={"女": "unknown"})
    got = only(HEAD + ROW, mapping)
    assert (got.unit, got.identity.sex) == ("/uL", "unknown")
    assert only(HEAD + ROW.replace("WBC", "PLT"), mapping).unit == ""


@pytest.mark.parametrize(
    ("word", "status"),
    [("", "final"), ("F", "final"), ("中間", "preliminary"), ("訂正", "corrected"), ("d", "deleted")],
)
def test_the_status_is_read_word_by_word(word: str, status: str) -> None:
    assert only(HEAD + ROW.replace(",,朝", f",{word},朝")).status == status


def test_an_empty_value_is_no_result_unless_it_deletes() -> None:
    assert only(HEAD + ROW.replace("2400", "")).status == "no_result"
    assert only(HEAD + ROW.replace("2400", "").replace(",,朝", ",D,朝")).status == "deleted"


def test_every_role_is_read() -> None:
    roles = {
        "patient_id": "a", "family_name": "b", "given_name": "c", "kana": "d", "collected": "e", "analyte": "f",
        "value": "g", "reference": "h", "lower": "i", "upper": "j", "flag": "k", "specimen": "l",
        "specimen_number": "m", "order": "n", "code": "o",
    }  # fmt: skip
    head = ",".join(roles.values()) + "\n"
    got = only(head + "7,駿河,葵,スルガ,2026/11/23 06:10,WBC,<0.2,note,3.3,8.6,L,blood,26-1,O-1,wbc\n",
               CsvMapping(id="x", columns=roles))  # fmt: skip
    assert (got.identity.family_name, got.identity.given_name, got.identity.kana) == ("駿河", "葵", "スルガ")
    assert (got.value, got.reference, got.lower_limit, got.upper_limit) == ("<0.2", "note", "3.3", "8.6")
    assert (got.flags, got.order, got.specimen) == (("L",), "O-1", Specimen(number="26-1", name="blood"))
    assert got.codes == (Code("", "wbc", "WBC"),)
    assert got.identity.birth_date is None


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("2026/11/23 06:10", "23/11/2026", "23/11/2026 is not a time of the form %Y/%m/%d %H:%M"),
        ("2026/11/23 06:10", "0026/11/23 06:10", "0026/11/23 06:10 is not a time of the form %Y/%m/%d %H:%M"),
        ("2016/05/12", "H28/5/12", "H28/5/12 is not a day of the form %Y/%m/%d"),
        (",,朝", ",?,朝", "the status ? is not known"),
        (",朝", "", "10 cells, the heading has 11"),
        (",朝", ",朝,x", "12 cells, the heading has 11"),
        ("朝", "x" * 2001, "a cell is longer than 2000 characters"),
        ("駿河", '"駿河', "not CSV: unexpected end of data"),
    ],
)
def test_a_row_that_cannot_be_read_is_named(old: str, new: str, said: str) -> None:
    assert why(HEAD + ROW.replace(old, new)) == said


def test_a_heading_that_is_missing_or_doubled_is_said() -> None:
    assert why(ROW) == "the heading must name once: " + ", ".join(LONG.columns.values())
    assert why(HEAD.replace("備考", "単位") + ROW) == "the heading must name once: 単位"
    assert why("") != ""


def test_hostile_files_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert why(HEAD + "\0") == "the file holds zero bytes: choose another encoding"
    wrong = read_csv("a.csv", "駿河".encode("cp932"), LONG, TOKYO).unread[0].why
    assert wrong.values == {"place": 0, "encoding": "utf-8-sig"}
    monkeypatch.setattr("blin21_desktop.feeds.csv_results.MAX_ROWS", 2)
    assert why(HEAD + ROW + ROW) == "more than 2 rows"
    monkeypatch.setattr("blin21_desktop.feeds.csv_results.MAX_BYTES", 20)
    assert why(HEAD) == "the file is larger than 0 MB"


def test_empty_lines_are_nothing() -> None:
    assert len(parse(HEAD + ",,,,,,,,,,\n\n" + ROW).results) == 1


def test_a_file_cut_anywhere_is_not_complete_or_ends_with_a_whole_row() -> None:
    whole = (HEAD + ROW * 3).encode("utf-8-sig")
    for cut in range(len(whole)):
        found = read_csv("a.csv", whole[:cut], LONG, TOKYO)
        assert not found.complete or whole[:cut].endswith(b"\n")


def sentences(mapping: CsvMapping) -> list[str]:
    return [one.template.format(**one.values) for one in faults(mapping)]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"encoding": "latin-1"}, "encoding must be one of utf-8-sig, cp932, euc_jp, utf-16"),
        ({"delimiter": "|"}, "the delimiter must be a comma, a tab or a semicolon"),
        ({"columns": {**LONG.columns, "lot": "L"}}, "no column can be lot"),
        ({"columns": {"patient_id": "id"}}, "a column is missing for collected, analyte, value"),
        ({"columns": {**LONG.columns, "flag": "単位"}}, "chosen twice: 単位"),
        ({"date_format": "%y/%m/%d"}, "the date format needs a year of four digits, a month and a day, as %Y/%m/%d"),
        ({"date_format": "%Y/%d"}, "the date format needs a year of four digits, a month and a day, as %Y/%m/%d"),
    ],
)
def test_a_wrong_mapping_says_what_is_wrong(changed: dict[str, Any], said: str) -> None:
    mapping = replace(LONG, **changed)
    assert sentences(mapping) == [said]
    assert parse(HEAD, replace(mapping, encoding="utf-8-sig")).unread or "encoding" in changed


def test_a_sound_mapping_has_no_fault_and_comes_back_from_its_text() -> None:
    for mapping in (LONG, WIDE, replace(WIDE, date_format="%d-%b-%Y")):
        assert sentences(mapping) == []
        assert from_json(to_json(mapping)) == mapping
    assert LONG.version != WIDE.version


@pytest.mark.parametrize("text", ["[]", "{}", '{"id": "x", "other": 1}'])
def test_a_text_that_is_no_mapping_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="mapping"):
        from_json(text)


def test_the_programs_own_layout_needs_no_choice() -> None:
    head = "hospital_id,birth_date,sex,collected_at,analyte,value,unit\n"
    mapping, certain = mapping_for(
        (head + "7,2016-05-12,female,2026-11-23T06:10+09:00,leukocytes,2.4,10*9/L\n").encode()
    )
    assert certain
    assert not faults(mapping)
    assert set(mapping.columns.values()) == set(head.strip().split(","))


@pytest.mark.parametrize(
    ("encoding", "delimiter"), [("utf-8-sig", ","), ("cp932", "\t"), ("euc_jp", ";"), ("utf-16", ",")]
)
def test_usual_headings_are_proposed_never_certain(encoding: str, delimiter: str) -> None:
    head = delimiter.join(("患者番号", "氏名", "採血日", "採血時刻", "検査項目", "結果値", "単位", "備考"))
    mapping, certain = mapping_for((head + "\n").encode(encoding))
    assert not certain
    assert (mapping.encoding, mapping.delimiter) == (encoding, delimiter)
    assert mapping.columns == {
        "patient_id": "患者番号", "name": "氏名", "collected": "採血日", "collected_time": "採血時刻",
        "analyte": "検査項目", "value": "結果値", "unit": "単位",
    }  # fmt: skip


@given(st.binary(max_size=400))
def test_any_bytes_get_a_proposal_and_are_read_without_a_crash(data: bytes) -> None:
    mapping, _ = mapping_for(data)
    assert read_csv("a.csv", data, mapping, TOKYO).name == "a.csv"


def test_a_chosen_name_gives_the_analyte_beside_what_was_sent() -> None:
    chosen = replace(LONG, analytes={"WBC": "leukocytes"})
    assert only(HEAD + ROW, chosen).codes == (
        Code("jlac10", "2A010000001930101", "WBC"),
        Code("blin21", "leukocytes", ""),
    )
    assert only(HEAD + ROW.replace("WBC", "Hb"), chosen).codes == (Code("jlac10", "2A010000001930101", "Hb"),)
    assert from_json(to_json(chosen)) == chosen


def test_a_csv_never_proves_its_end() -> None:
    found = parse(HEAD + ROW)
    assert found.unproven is not None
    assert found.unproven.values["count"] == 1
    assert parse(HEAD + ROW[:-1]).unproven is None, "what may be cut is said so"


def test_a_line_without_end_has_no_headings() -> None:
    layout, certain = mapping_for(b"a" * 200_000)
    assert (dict(layout.columns), certain) == ({}, False)


def test_a_layout_that_does_not_fit_is_passed_over() -> None:
    head = b"hospital_id,family_name,given_name,birth_date,sex,collected_at,analyte,value,unit\n"
    data = head + b"0012345,A,B,2021-04-01,male,2026-11-23T06:00:00+09:00,crp,5,mg/dL\n"
    other = CsvMapping(id="other", columns={"patient_id": "ID", "collected": "At", "analyte": "What", "value": "Value"})
    read, layout = read_any("a.csv", data, SITE, (other,))
    assert layout != other
    assert [one.value for one in read.results] == ["5"]
