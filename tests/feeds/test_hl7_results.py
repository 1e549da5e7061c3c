"""ORU and OUL messages as results: whose, of which order and specimen, when collected, with which standing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blin21_desktop.feeds import hl7_results
from blin21_desktop.feeds.hl7_results import Site
from blin21_desktop.feeds.received import Code, Received, Specimen
from tests.feeds.hl7_reading import OBX, one, read, why
from tests.feeds.hl7_writing import (
    CBC,
    HARUNA,
    SITE,
    Panel,
    Result,
    batch,
    iso2022,
    msh,
    oru,
    oul,
    pid,
    text,
)
from tests.making import TOKYO


def test_a_stored_result_is_read_word_for_word() -> None:
    file = hl7_results.read(iso2022(text(oul())), "folder/name", SITE)
    assert (file.format, file.name, file.encoding, len(file.sha256)) == ("hl7", "folder/name", "iso-2022-jp", 64)
    assert (file.warnings, file.unread, file.expected, file.complete) == ((), (), None, True)
    platelets = file.results[2]
    assert platelets.at.part == "OBX 3"
    assert platelets.at.raw.startswith("OBX|3|NM|2A050000001930101^血小板^JC10||4.1|")
    assert platelets.identity.ids == ("9900013",)
    assert platelets == Received(
        at=platelets.at,
        identity=platelets.identity,
        sender="LIS HOSP",
        order="000000011000354",
        codes=(Code("jlac10", "2A050000001930101", "血小板"),),
        specimen=Specimen(number="S1", code="019", name="全血（添加物入り）"),
        value="4.1",
        value_type="NM",
        unit="万/μL",
        reference="15.8-34.8",
        lower_limit="15.8",
        upper_limit="34.8",
        flags=("L", "A"),
        status="final",
        collected_at=datetime(2026, 11, 23, 10, 30, tzinfo=TOKYO),
        collected_from="SPM-17",
        reported_at=datetime(2026, 11, 23, 12, 0, tzinfo=TOKYO),
        kept=("PV1|0001|I|32^703^1",),
    )


TIMES = {"SPM-17": "20261123103000", "OBX-14": "20261123093000", "OBR-7": "20261123083000"}


@pytest.mark.parametrize("given", [("SPM-17", "OBX-14", "OBR-7"), ("OBX-14", "OBR-7"), ("OBR-7",), ()])
@pytest.mark.parametrize("write", [oul, oru])
def test_the_time_of_collection_names_its_field(
    write: Callable[[list[Panel]], list[str]], given: tuple[str, ...]
) -> None:
    times = {field: text if field in given else "" for field, text in TIMES.items()}
    panel = Panel(results=(Result(observed=times["OBX-14"]),), collected=times["SPM-17"], begun=times["OBR-7"])
    (result,) = read(write([panel])).results
    first = given[0] if given else ""
    expected = datetime.strptime(TIMES[first], "%Y%m%d%H%M%S").replace(tzinfo=TOKYO) if first else None
    assert (result.collected_from, result.collected_at, result.time_known) == (first, expected, bool(given))


@pytest.mark.parametrize("collected", ["20261123", "20261123000000", "20261123^20261124"])
def test_a_day_alone_has_no_known_time(collected: str) -> None:
    (result, *_) = read(oul([Panel(collected=collected)])).results
    assert (result.collected_at, result.time_known) == (datetime(2026, 11, 23, tzinfo=TOKYO), False)


def test_a_time_that_is_none_is_told_and_no_other_is_taken() -> None:
    file = read(oul([Panel(results=(Result(observed=TIMES["OBX-14"]),), collected="23/11/2026")]))
    assert file.results == ()
    assert file.unread[0].why.values == {"text": "23/11/2026", "field": "SPM-17"}


def test_the_offset_of_the_message_goes_before_the_zone_of_the_site() -> None:
    rows = oul()
    assert read(rows, Site(zone=UTC)).results[0].collected_at == datetime(2026, 11, 23, 10, 30, tzinfo=UTC)
    rows[0] = rows[0].replace("20261123121500.736", "20261123121500-0500")
    eastern = timezone(timedelta(hours=-5))
    assert read(rows, Site(zone=UTC)).results[0].collected_at == datetime(2026, 11, 23, 10, 30, tzinfo=eastern)


def test_the_time_of_report_is_the_orders_else_the_messages() -> None:
    assert read(oul([Panel(reported="")])).results[0].reported_at == datetime(2026, 11, 23, 12, 15, tzinfo=TOKYO)
    rows = oul([Panel(reported="soon")])
    rows[0] = rows[0].replace("20261123121500.736", "")
    assert read(rows).results[0].reported_at is None


@pytest.mark.parametrize(
    ("letter", "panel", "status"),
    [
        ("F", "", "final"),
        ("f", "P", "final"),
        ("U", "", "final"),
        ("P", "F", "preliminary"),
        ("R", "", "preliminary"),
        ("S", "", "preliminary"),
        ("C", "", "corrected"),
        ("D", "F", "deleted"),
        ("W", "F", "wrong_patient"),
        ("I", "", "no_result"),
        ("X", "", "no_result"),
        ("N", "", "no_result"),
        ("O", "", "no_result"),
        ("", "F", "final"),
        ("", "c", "corrected"),
        ("", "P", "preliminary"),
        ("", "A", "preliminary"),
        ("", "R", "preliminary"),
        ("", "I", "no_result"),
        ("", "X", "no_result"),
    ],
)
def test_the_status_of_a_result(letter: str, panel: str, status: str) -> None:
    (result,) = read(oul([Panel(results=(Result(status=letter),), panel_status=panel)])).results
    assert result.status == status


@pytest.mark.parametrize(("letter", "panel"), [("Q", "F"), ("", "Q"), ("FF", "")])
def test_an_unknown_status_goes_to_a_person(letter: str, panel: str) -> None:
    file = read(oul([Panel(results=(Result(status=letter),), panel_status=panel)]))
    assert file.results == ()
    assert file.unread[0].why.values == {"letter": letter or panel}


def test_a_status_nobody_says_is_preliminary_and_told_once_per_message() -> None:
    silent = oul([Panel(results=(Result(status=""), Result(status="")), panel_status="")])
    file = read([*silent, *oul()])
    assert [result.status for result in file.results[:3]] == ["preliminary", "preliminary", "final"]
    assert [warning.values for warning in file.warnings] == [{"count": 2}]


@pytest.mark.parametrize(
    ("row", "begins"),
    [
        ("OBX|1|NM|A|", "The result ends before its value"),
        ("OBX|1|ED|A||x^AP^PDF^Base64^AAAA||||||F", "The result is a document"),
        ("OBX|1|ST|A||" + "9" * 501 + "||||||F", "The value has"),
        ("OBX|1|NM|A||" + "9" * 5000 + "||||||F", "The value has"),
    ],
)
def test_a_result_that_cannot_be_read_says_why(row: str, begins: str) -> None:
    (template,) = why(row)
    assert template.startswith(begins)


def test_the_longest_value_is_read() -> None:
    assert len(one("OBX|1|ST|A||" + "9" * 500 + "||||||F").value) == 500


@pytest.mark.parametrize("kind", ["ORU", "ORU^R01", "OUL^R21", "OUL^R22", "OUL^R23", "OUL^R24", "OUL"])
def test_messages_of_results(kind: str) -> None:
    assert len(read([msh(kind), pid(), OBX]).results) == 1


@pytest.mark.parametrize(
    ("kind", "begins"),
    [
        ("ORU^R30", "The message (ORU^R30) holds vital signs"),
        ("ORU^R32", "The message is of the kind"),
        ("ADT^A08", "The message is of the kind"),
        ("OML^O33", "The message is of the kind"),
        ("", "The message is of the kind"),
    ],
)
def test_other_messages_are_told(kind: str, begins: str) -> None:
    (template,) = why(OBX, kind=kind)
    assert template.startswith(begins)


@pytest.mark.parametrize(("mark", "count"), [("P", 1), ("", 1), ("T", 0), ("D", 0)])
def test_a_message_marked_as_a_test_is_no_patients(mark: str, count: int) -> None:
    file = read([msh("ORU^R01").replace("|P|2.5", f"|{mark}|2.5"), pid(), OBX])
    assert (len(file.results), len(file.unread)) == (count, 1 - count)


def test_a_message_without_a_result_is_told() -> None:
    assert why("OBR|1") == ["The message holds no result."]


def test_one_unreadable_message_leaves_the_others_of_a_batch() -> None:
    file = read(batch(oul(), [msh("ADT^A08"), pid()], oru([Panel()], HARUNA)))
    assert [result.at.message for result in file.results] == [1, 1, 1, 3, 3, 3]
    assert [(unread.at.message, unread.at.part) for unread in file.unread] == [(2, "MSH 1")]


@pytest.mark.parametrize(
    ("data", "begins"),
    [
        (b"", "The file is empty"),
        (b"\r\n \t", "The file is empty"),
        (b"MSH|" + b"x" * hl7_results.MOST_BYTES, "The file has {size:number} bytes"),
        (b"hello", "The line stands outside"),
        (b"\x00\x01\x02", "The line stands outside"),
        (b"\x0b\x1c\r", "The file holds no message"),
        (b"FHS|^~\\&\rFTS|0\r", "The file holds no message"),
        (b"OBX|1\r" * 20_001, "The file has {count:number} lines"),
    ],
)
def test_what_is_no_file_of_results_says_why(data: bytes, begins: str) -> None:
    file = hl7_results.read(data, "f", SITE)
    assert not file.complete
    assert file.missing
    assert file.unproven is None
    assert file.results == ()
    assert file.unread[0].why.template.startswith(begins)


def test_a_fault_of_the_reader_itself_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("blin21_desktop.feeds.hl7_results.gathered", broken)
    file = read(oul())
    assert [unread.why.values for unread in file.unread] == [{"fault": "ZeroDivisionError"}]
    assert not file.complete


def escaped(source: str) -> str:
    for sign, letter in zip("\\|^&~", "EFSTR", strict=True):
        source = source.replace(sign, f"\\{letter}\\")
    return source


WORDS = st.text(st.sampled_from("葵ソ能①㎎アａ１μ|^&~\\<>=+-.() 0123456789"), max_size=12).map(str.strip).filter(
    lambda word: word != '""'
)  # fmt: skip
FIELDS = st.builds(Result, value=WORDS, unit=WORDS, flags=WORDS, sub_id=WORDS, notes=st.tuples(WORDS.filter(bool)))


@given(st.lists(st.lists(FIELDS, min_size=1, max_size=3), min_size=1, max_size=3), st.booleans())
def test_any_message_that_is_written_reads_back(panels: list[list[Result]], oul_first: bool) -> None:
    written = [
        [
            replace(
                result, type="ST", value=escaped(result.value), unit=escaped(result.unit), flags=escaped(result.flags),
                sub_id=escaped(result.sub_id), notes=tuple(map(escaped, result.notes)),
            )
            for result in panel
        ]
        for panel in panels
    ]  # fmt: skip
    orders = [Panel(results=panel, order=str(number)) for number, panel in enumerate(written)]
    file = hl7_results.read(iso2022(text((oul if oul_first else oru)(orders))), "f", SITE)
    assert (file.unread, file.warnings) == ((), ())
    expected = [
        (str(number), result.value, result.unit, (result.flags,) if result.flags else (), result.sub_id, result.notes)
        for number, panel in enumerate(panels)
        for result in panel
    ]
    found = [(r.order, r.value, r.unit, r.flags, r.sub_id, r.notes) for r in file.results]
    assert found == expected


def test_the_same_bytes_have_the_same_digest() -> None:
    assert read(oul()).sha256 == read(oul()).sha256 != read(oul([Panel(results=CBC[:2])])).sha256
