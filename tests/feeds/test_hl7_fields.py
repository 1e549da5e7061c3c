"""Times, reference ranges, analytes, values, units and patients, field by field."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blin21_desktop.feeds import hl7, hl7_patient, hl7_times, hl7_values, references
from blin21_desktop.feeds.hl7 import Message, Segment
from blin21_desktop.feeds.hl7_patient import Filed
from blin21_desktop.feeds.received import Code, Identity
from blin21_desktop.feeds.references import Limits
from tests.feeds.hl7_writing import msh, pid, text
from tests.making import TOKYO


def segment(row: str) -> Segment:
    (message,) = hl7.lines(text([msh(), row]), "f").parts
    assert isinstance(message, Message)
    return message.segments[1]


def at(*parts: int, zone: timezone = TOKYO) -> datetime:
    return datetime(*parts, tzinfo=zone)  # type: ignore[arg-type,misc]


@pytest.mark.parametrize(
    ("source", "moment", "known"),
    [
        ("20261123103059", at(2026, 11, 23, 10, 30, 59), True),
        ("202611231030", at(2026, 11, 23, 10, 30), True),
        ("20261123103059.736", at(2026, 11, 23, 10, 30, 59), True),
        ("20261123103059736", at(2026, 11, 23, 10, 30, 59), True),
        ("20261123000001", at(2026, 11, 23, 0, 0, 1), True),
        ("20261123000000", at(2026, 11, 23), False),
        ("202611230000", at(2026, 11, 23), False),
        ("20261123000000.5", at(2026, 11, 23), False),
        ("20261123", at(2026, 11, 23), False),
        ("2026112310", at(2026, 11, 23, 10), False),
        ("20261123103059+0100", at(2026, 11, 23, 10, 30, 59, zone=timezone(timedelta(hours=1))), True),
        ("202611231030-0930", at(2026, 11, 23, 10, 30, zone=timezone(-timedelta(hours=9, minutes=30))), True),
        ("202611231030+0000", at(2026, 11, 23, 10, 30, zone=UTC), True),
        ("20261123235959", at(2026, 11, 23, 23, 59, 59), True),
        ("20240229", at(2024, 2, 29), False),
    ],
)
def test_moments(source: str, moment: datetime, known: bool) -> None:
    found = hl7_times.moment(source, TOKYO)
    assert found == (moment, known)
    assert found is not None
    assert found.at.utcoffset() == moment.utcoffset()


@pytest.mark.parametrize(
    "source",
    [
        "", "2026", "202611", "20261131", "20260229", "20261123240000", "20261123106000", "20261123100060",
        "202611231", "20261123 1030", "20261123103059.", "20261123103059.12345", "2026112310305", "２０２６１１２３",
        "20261123103059+9900", "20261123103059+0060", "20261123103059+1401", "00000000", "18491231",
        "22000101", "9" * 5000, "2026-11-23", "today",
    ],
)  # fmt: skip
def test_what_is_no_moment(source: str) -> None:
    assert hl7_times.moment(source, TOKYO) is None


@given(st.datetimes(datetime(1850, 1, 1), datetime(2199, 12, 31)))  # noqa: DTZ001  (wall clock of the site)
def test_every_second_reads_back(moment: datetime) -> None:
    found = hl7_times.moment(moment.strftime("%Y").zfill(4) + moment.strftime("%m%d%H%M%S"), TOKYO)
    assert found is not None
    assert found.at == moment.replace(microsecond=0, tzinfo=TOKYO)
    found.at.astimezone(UTC)


@pytest.mark.parametrize(
    ("source", "limits"),
    [
        ("6.70-8.3", ("6.70", "8.3")),
        ("0.5～2", ("0.5", "2")),
        ("0.5 〜 2", ("0.5", "2")),
        ("0.5~2", ("0.5", "2")),
        ("３．５－９．５", ("3.5", "9.5")),
        ("-2-2", ("-2", "2")),
        ("-2--1", ("-2", "-1")),
        ("<=5", (None, "5")),
        ("<0.20", (None, "0.20")),
        ("≦ 400", (None, "400")),
        ("＜５", (None, "5")),
        ("～5", (None, "5")),
        ("0.14以下", (None, "0.14")),
        ("20未満", (None, "20")),
        (">=5", ("5", None)),
        ("≧5", ("5", None)),
        ("100以上", ("100", None)),
        ("100超", ("100", None)),
        ("60～", ("60", None)),
        ("60-", ("60", None)),
        ("", (None, None)),
        ("-5", (None, None)),
        ("(-)", (None, None)),
        ("5", (None, None)),
        ("男:13.5-17.5 女:11.5-15.0", (None, None)),
        ("1,000-3,000", (None, None)),
        ("1-2-3", (None, None)),
        ("9" * 16 + "-5", (None, None)),
        (" " * 60 + "1-2", (None, None)),
    ],
)
def test_reference_ranges(source: str, limits: tuple[str | None, str | None]) -> None:
    assert references.limits(source) == Limits(*limits)


@pytest.mark.parametrize(
    ("field", "reference", "limits"),
    [
        ("^^10.000000", "^^10.000000", Limits(None, "10.000000")),
        ("5^^10", "5^^10", Limits("5", "10")),
        ("5^-^10", "5^-^10", Limits("5", "10")),
        ("5^^", "5^^", Limits("5", None)),
        ("^^", "^^", Limits()),
        ("5^to^10", "5^to^10", Limits()),
        ("男\\T\\女", "男&女", Limits()),
        ("5-10", "5-10", Limits("5", "10")),
        ("", "", Limits()),
    ],
)
def test_the_reference_field(field: str, reference: str, limits: Limits) -> None:
    obx = segment(f"OBX|1|NM|A||1||{field}")
    assert hl7_values.reference(obx.field(7), obx.marks) == (reference, limits)


@pytest.mark.parametrize(
    ("kind", "field", "value"),
    [
        ("NM", "3.20", "3.20"),
        ("NM", " 3.2 ", "3.2"),
        ("NM", "3^2", "3^2"),
        ("ST", "50×10^2", "50×10^2"),
        ("ST", "0.5~2", "0.5~2"),
        ("ST", "< 0.2", "< 0.2"),
        ("", "0.2未満", "0.2未満"),
        ("ST", '""', ""),
        ("SN", "<^0.2", "<0.2"),
        ("SN", "^100", "100"),
        ("SN", "=^5", "5"),
        ("sn", ">=^5", ">=5"),
        ("SN", "^1^:^128", "1:128"),
        ("SN", "^0.5^-^2", "0.5-2"),
        ("SN", "^2^+", "2+"),
        ("SN", "0.2", "0.2"),
        ("SN", "<^1^-^2^x", "<^1^-^2^x"),
        ("SN", "<^1~<^2", "<^1~<^2"),
        ("SN", "", ""),
        ("CWE", "3^2+^99LAB", "2+"),
        ("CWE", "2+", "2+"),
        ("CE", "^(-)^JC10", "(-)"),
        ("CWE", "1^^99A^4^E. coli^JANIS", "E. coli"),
        ("CWE", "1^^99A^^^^^^陽性", "陽性"),
        ("CWE", "^^^4", "4"),
        ("CWE", "1^A~2^B", "A~B"),
        ("CWE", "^^X", ""),
        ("FT", "a\\.br\\b", "a\nb"),
    ],
)
def test_values(kind: str, field: str, value: str) -> None:
    assert hl7_values.value(segment(f"OBX|1|{kind}|A||{field}|u")) == value


def test_analytes_units_and_flags() -> None:
    row = "OBX|1|NM|2A990^白血球^JC10^W01^WBC^99LAB|1|3|10*3/uL^千/μL^99UNT||H~A^異常~~|||F"
    obx = segment(row)
    assert hl7_values.codes(obx.field(3), obx.marks) == (Code("jlac10", "2A990", "白血球"), Code("99LAB", "W01", "WBC"))
    assert hl7_values.flags(obx) == ("H", "A")
    for field, codes in {
        "718-7^Hb^LN": (Code("loinc", "718-7", "Hb"),),
        "^Hb": (Code("", "", "Hb"),),
        "^^^1^Hb^jlac11": (Code("jlac11", "1", "Hb"),),
        "^^JC10": (),
        "": (),
    }.items():
        assert hl7_values.codes(field, obx.marks) == codes
    for field, units in {
        "mg/dL": ("mg/dL", ""),
        "mg/dL^mg/dL^ISO+": ("mg/dL", ""),
        "mg/dL^mg/dl^ISO+": ("mg/dL", "mg/dl"),
        "/uL^10*3/uL": ("/uL", "10*3/uL"),
        "^万/μL^ISO+": ("万/μL", ""),
        "012^万/μL^99UNT": ("万/μL", ""),
        "012^万/μL^L": ("万/μL", ""),
        "/uL^万/μL^99UNT": ("万/μL", "/uL"),
        "10*4/uL^^99UNT": ("10*4/uL", ""),
        "g/L^grams^LN": ("g/L", "grams"),
        "": ("", ""),
    }.items():
        assert hl7_values.units(field, obx.marks) == units


PLAIN = "PID|1||9900013^^^^PI||駿河^葵^^^^^L^I~スルガ^アオイ^^^^^L^P||20210401|M"
SURUGA = Identity(
    ids=("9900013",), family_name="駿河", given_name="葵", kana="スルガ アオイ", birth_date=date(2021, 4, 1), sex="male"
)


def test_the_patient_of_the_writer() -> None:
    assert hl7_patient.identity(segment(PLAIN), Filed()) == SURUGA
    assert hl7_patient.identity(segment(pid()), Filed()) == SURUGA


def test_path_and_file_are_named_beside_the_patient() -> None:
    assert hl7_patient.identity(None, Filed("1234567", "7654321")) == Identity(path_id="1234567", file_id="7654321")
    found = hl7_patient.identity(segment(PLAIN), Filed("1234567", "7654321"))
    assert (found.path_id, found.file_id) == ("1234567", "7654321")


@pytest.mark.parametrize(
    ("field", "authority", "ids"),
    [
        ("1^^^A^PI", "", ("1",)),
        ("1", "", ("1",)),
        ("8^^^ZZ^SS~1^^^A^MR", "", ("1",)),
        ("1^^^A^MR~2^^^A^PI", "", ("2", "1")),
        ("1^^^A^PI~2^^^B^PI", "B", ("2", "1")),
        ("1^^^A^PI~2^^^B&oid&ISO^MR", "B", ("2", "1")),
        ("1^^^A~2^^^A^pt~3^^^A^mr", "", ("3", "1", "2")),
        ("1~1^^^A^PI", "", ("1",)),
        ("8^^^A^SS~9^^^A^AN", "", ()),
        ("^^^A^PI", "", ()),
        ("", "", ()),
    ],
)
def test_the_hospital_number_is_chosen_by_authority_and_type(field: str, authority: str, ids: tuple[str, ...]) -> None:
    assert hl7_patient.identity(segment(f"PID|1||{field}"), Filed(), authority).ids == ids


@pytest.mark.parametrize(
    ("field", "names"),
    [
        ("スルガ^アオイ^^^^^L^P~駿河^葵^^^^^L^I", ("駿河", "葵", "スルガ アオイ")),
        ("駿河^葵~スルガ^アオイ", ("駿河", "葵", "スルガ アオイ")),
        ("駿河^葵~ｽﾙｶﾞ^ｱｵｲ", ("駿河", "葵", "ｽﾙｶﾞ ｱｵｲ")),
        ("スルガ^アオイ", ("スルガ", "アオイ", None)),
        ("スルガ^アオイ^^^^^L^P", (None, None, "スルガ アオイ")),
        ("Suruga^Aoi", ("Suruga", "Aoi", None)),
        ("Suruga^Aoi^^^^^L^A~駿河^葵^^^^^L^I", ("駿河", "葵", None)),
        ("Suruga^Aoi^^^^^L^A~Other^Aoi^^^^^L^Z", ("Suruga", "Aoi", None)),
        ("旧姓^葵^^^^^M^I~駿河^葵^^^^^D^I", ("駿河", "葵", None)),
        ("旧姓^葵^^^^^M^I", (None, None, None)),
        ("^^^^^^L^I~駿河&x&y^葵^^^^^D^I", ("駿河", "葵", None)),
        ("駿河　葵^^^^^^L^I", ("駿河　葵", None, None)),
        ("^葵^^^^^L^I", (None, "葵", None)),
        ("", (None, None, None)),
    ],
)
def test_names_by_type_and_script(field: str, names: tuple[str | None, ...]) -> None:
    found = hl7_patient.identity(segment(f"PID|1||1||{field}"), Filed())
    assert (found.family_name, found.given_name, found.kana) == names


@pytest.mark.parametrize(
    ("born", "sex", "read"),
    [
        ("20210401", "F", (date(2021, 4, 1), "female")),
        ("20210401093000", "m", (date(2021, 4, 1), "male")),
        ("2021", "O", (None, "other")),
        ("20210431", "U", (None, "unknown")),
        ("", "", (None, None)),
        ("x", "1", (None, None)),
    ],
)
def test_birth_and_sex(born: str, sex: str, read: tuple[date | None, str | None]) -> None:
    found = hl7_patient.identity(segment(f"PID|1||1||||{born}|{sex}"), Filed())
    assert (found.birth_date, found.sex) == read
