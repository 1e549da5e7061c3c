"""Which order, specimen, notes and patient a result belongs to, in every order of segments that is met."""

import pytest

from blin21_desktop.feeds.received import Specimen
from tests.feeds.hl7_reading import OBX, one, read, why
from tests.feeds.hl7_writing import CHEMISTRY, HARUNA, Panel, msh, oru, oul, pid

TWO = [Panel(), Panel(results=CHEMISTRY, specimen="S2||023^血清^JC10", order="2", collected="20261123110000")]


@pytest.mark.parametrize("rows", [oul(TWO), oru(TWO)], ids=["specimen first", "specimen last"])
def test_each_result_has_its_own_order_and_specimen(rows: list[str]) -> None:
    found = [(result.order, result.specimen.number, result.specimen.code) for result in read(rows).results]
    assert found == [("000000011000354", "S1", "019")] * 3 + [("2", "S2", "023")] * 2


def order(number: int, **fields: str) -> str:
    return Panel(order=f"P{number}", **fields).obr(number)  # type: ignore[arg-type]


def spm(number: int) -> str:
    return f"SPM|{number}|S{number}||02{number}^Name"


def test_a_specimen_between_order_and_results_is_of_that_order_only() -> None:
    file = read([msh(), pid(), order(1), spm(1), OBX, order(2), OBX])
    assert [(result.order, result.specimen.number) for result in file.results] == [("P1", "S1"), ("P2", "")]


def test_notes_of_an_order_without_results_do_not_pass_to_the_next() -> None:
    file = read([msh("ORU^R01"), pid(), order(1), "NTE|1||検体不足", order(2), OBX])
    assert [(result.order, result.notes) for result in file.results] == [("P2", ())]
    assert [warning.values["what"] for warning in file.warnings] == ["検体不足"]


def test_a_specimen_before_its_orders_is_of_all_of_them() -> None:
    file = read([msh(), pid(), spm(1), order(1), OBX, order(2), OBX, spm(2), order(3), spm(3), order(4), OBX])
    assert [(result.order, result.specimen.number) for result in file.results] == [
        ("P1", "S1"),
        ("P2", "S1"),
        ("P4", "S3"),
    ]


def test_a_result_beside_the_specimen_has_no_order() -> None:
    file = read([msh(), pid(), spm(1), order(1), OBX, spm(2), OBX, order(2), OBX])
    assert [(result.order, result.specimen.number) for result in file.results] == [
        ("P1", "S1"),
        ("", "S2"),
        ("P2", "S2"),
    ]


def test_a_second_specimen_of_one_order_makes_its_results_unclear() -> None:
    assert why(order(1), OBX, spm(1), spm(2))[0].startswith("The order has several specimens")


def test_a_missing_specimen_at_the_end_takes_none_from_the_order_before() -> None:
    file = read([msh("ORU^R01"), pid(), order(1), OBX, spm(1), order(2), OBX])
    assert [result.specimen.number for result in file.results] == ["S1", ""]


def test_the_older_specimen_source_stands_in_for_a_specimen() -> None:
    obr = "OBR|1|P1" + "|" * 13
    assert one(obr + "CSF&髄液&L^x", OBX).specimen == Specimen(code="CSF", name="髄液")
    assert one(obr + "CSF", OBX).specimen == Specimen(code="CSF")
    assert one(obr + "CSF", OBX, spm(1)).specimen.code == "021"
    assert one(obr, OBX).specimen == Specimen()
    assert one(OBX).specimen == Specimen()


def test_the_specimen_number_is_the_first_that_is_given() -> None:
    assert one(OBX, "SPM|1|A&ns^B").specimen.number == "A"
    assert one(OBX, "SPM|1|^B&ns").specimen.number == "B"
    assert one(OBX, "SPM|1|").specimen.number == ""


@pytest.mark.parametrize(
    ("rows", "number"),
    [
        (["ORC|SC|P1|F1", "OBR|1|P1|F1", OBX], "F1"),
        (["ORC|SC|P1|F1", "OBR|1||", OBX], "F1"),
        (["OBR|1||", "ORC|SC|P1|F1", OBX], "F1"),
        (["OBR|1|P1|", "ORC|SC|P1|F1", OBX], "F1"),
        (["ORC|SC|P1|", "OBR|1|P1|F1", OBX], "F1"),
        (["ORC|SC|P1|", "OBR|1|P1|", OBX], "P1"),
        (["ORC|SC|P1|", OBX], "P1"),
        (["ORC|SC|P1|F1", "OBR|1|P2|", OBX], "P2"),
        (["ORC|SC|P1|F1", "OBR|1||F2", OBX], "F2"),
        ([OBX], ""),
    ],
)
def test_the_order_number_is_the_fillers_else_the_placers(rows: list[str], number: str) -> None:
    assert one(*rows).order == number


def test_an_order_shared_by_several_requests_is_of_each_and_ends_with_the_next() -> None:
    rows = ["ORC|SC|P1", "OBR|1", OBX, "OBR|2", OBX, "ORC|SC|P2", "NTE|1||早い", "OBR|3", OBX, "ORC|SC|P3", OBX]
    file = read([msh("ORU^R01"), pid(), *rows])
    assert [result.order for result in file.results] == ["P1", "P1", "P2", "P3"]
    assert [result.notes for result in file.results] == [(), (), ("早い",), ()]


def test_another_patient_in_the_same_message_takes_nothing_over() -> None:
    rows = oru([Panel(notes=("n",))])
    file = read([*rows, pid(HARUNA), "OBR|1", OBX])
    last = file.results[-1]
    assert (last.identity.ids, last.order, last.specimen, last.notes) == (("9900021",), "", Specimen(), ())
    assert file.results[0].identity.ids == ("9900013",)
    assert one(OBX).identity.ids == ("9900013",)
    assert read([msh("ORU^R01"), OBX]).results[0].identity.ids == ()


def test_notes_of_result_order_specimen_and_patient_all_stay() -> None:
    rows = [pid(), "NTE|1||患者", spm(1), "NTE|1||検体", order(1), "NTE|1||依頼", OBX, "NTE|1||結果~二つ目", "NTE|2||"]
    (result,) = read([msh(), *rows]).results
    assert result.notes == ("結果", "二つ目", "依頼", "検体", "患者")


def test_segments_nobody_reads_are_kept_with_what_they_follow() -> None:
    rows = ["PD1|1", spm(1), order(1), "TQ1|1", OBX, "ZLB|溶血", OBX, order(2), OBX, "ZZZ|9"]
    file = read([msh(), pid(), *rows])
    assert [result.kept for result in file.results] == [
        ("ZLB|溶血", "TQ1|1", "PD1|1"),
        ("TQ1|1", "PD1|1"),
        ("ZZZ|9", "PD1|1"),
    ]


def test_what_belongs_to_no_result_is_told() -> None:
    rows = [spm(1), order(1), OBX, spm(2), "NTE|1||検体不足", order(2, panel_status="X"), "NTE|1||中止", "ZLB|1"]
    file = read([msh(), pid(), *rows])
    assert [result.kept + result.notes for result in file.results] == [()]
    assert [warning.values["what"] for warning in file.warnings] == ["検体不足; 中止; ZLB|1"]
    without_any = read([msh(), pid(), "NTE|1||連絡"])
    assert [warning.values["what"] for warning in without_any.warnings] == ["連絡"]
