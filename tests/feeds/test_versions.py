"""A result that comes again: the same, changed, corrected, deleted, withdrawn, by hand, from two methods."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from blin21_desktop.domain.entries import EntryWithdrawn
from tests.feeds.hl7_writing import Panel, Result, batch, oul, text
from tests.feeds.lab_ward import SURUGA, LabWard, decided, message, reasons, verdicts, wbc
from tests.making import hour


def test_a_result_is_new_once_and_reading_it_again_has_no_effect() -> None:
    ward = LabWard()
    assert verdicts(ward.take(wbc())) == ["new"]
    for again in (wbc(), wbc() + b""):
        found = ward.take(again)
        assert (verdicts(found), reasons(found)) == (["duplicate"], ["filed already"])
    assert [one.value for one in ward.results()] == ["3200"]
    assert ward.lab.kept.counts() == {}


@pytest.mark.parametrize(
    ("first", "second", "verdict", "reason"),
    [
        (wbc("320", status="P"), wbc("3200"), "changed", None),
        (wbc("320", status="P"), wbc("3200", status="P"), "changed", None),
        (wbc("3200", status="P"), wbc("3200"), "changed", None),
        (wbc("320"), wbc("3200", status="C"), "changed", None),
        (wbc("320", status="C"), wbc("3200", status="C"), "changed", None),
        (wbc("3200"), wbc("3200", status="D"), "changed", None),
        (wbc("3200"), wbc("3200", status="P"), "duplicate", "a final result is filed already"),
        (wbc("3200"), wbc("3300", status="P"), "duplicate", "a final result is filed already"),
        (wbc("3200"), wbc("3300"), "changed", "a final result changed without being marked as a correction"),
        (wbc("3200"), wbc("3200", unit="10*2/uL"), "changed",
         "a final result changed without being marked as a correction"),
        (wbc("3200", reference="1-2"), wbc("3200", reference="3-4"), "changed",
         "a final result changed without being marked as a correction"),
        (wbc("3200"), wbc("3200", status="W"), "changed", "the sender says that this result is of another patient"),
    ],
)  # fmt: skip
def test_a_second_report_is_filed_or_asked_about(first: bytes, second: bytes, verdict: str, reason: str | None) -> None:
    ward = LabWard()
    ward.take(first)
    ward.clock += timedelta(hours=1)
    (item,) = ward.take(second)[0].items
    told = reasons([ward.review(("again", second))[0]]) if reason else []
    assert item.verdict == verdict
    assert len(ward.results()) == (2 if verdict == "changed" and reason is None else 1)
    if reason is not None and verdict == "changed":
        assert reason in told
        assert item.former == ward.results()[0]
        assert ward.lab.kept.counts() == {SURUGA: 1}


def test_a_deleted_result_is_gone_told_twice_is_nothing_and_sent_again_is_asked_about() -> None:
    ward = LabWard()
    for status in ("F", "D"):
        ward.take(wbc(status=status))
    assert [one.status for one in ward.results()] == ["final", "deleted"]
    assert reasons(ward.take(wbc(status="D", value=""))) == ["deleted already"]
    assert reasons(ward.take(wbc(status="W"))) == ["deleted already"]
    found = ward.take(wbc(status="C", value="3300"))
    assert (verdicts(found), reasons(found)) == (["changed"], ["its sender deleted this result, and sends it again"])


@pytest.mark.parametrize("status", ["D", "W"])
def test_what_is_taken_back_before_it_was_filed_is_nothing(status: str) -> None:
    ward = LabWard()
    found = ward.take(wbc(status=status))
    assert (verdicts(found), reasons(found)) == (["rejected"], ["taken back by its sender before anything was filed"])
    assert ward.lab.kept.counts() == {}


def test_versions_of_one_second_stand_in_the_order_they_came() -> None:
    ward = LabWard()
    ward.take(wbc("320", status="P"), wbc("330"), wbc("3200", status="C"))
    ward.take(wbc("3300", status="C"))
    assert [one.value for one in sorted(ward.results(), key=lambda one: (one.recorded_at, one.id))] == [
        "320", "330", "3200", "3300",
    ]  # fmt: skip


def test_all_files_of_a_folder_read_every_day_bring_nothing_a_second_time() -> None:
    ward = LabWard()
    files = (wbc("320"), wbc("3200", status="C"), wbc("3200", status="D"))
    assert verdicts(ward.take(*files)) == ["new", "changed", "changed"]
    found = ward.take(*files)
    assert verdicts(found) == ["duplicate"] * 3
    assert reasons(found)[:2] == ["filed already, and changed since"] * 2


def test_an_old_report_in_another_file_does_not_undo_its_correction() -> None:
    ward = LabWard()
    ward.take(wbc("320"), wbc("3200", status="C"))
    both = [oul([Panel(results=(Result(value=v, status=s),))]) for v, s in (("320", "F"), ("3200", "C"))]
    found = ward.take(text(batch(*both)).encode())
    assert (verdicts(found), reasons(found)[0]) == (["duplicate"] * 2, "filed already, and changed since")


@pytest.mark.parametrize("many", [2, 5, 6])
def test_of_many_values_the_first_few_are_named(many: int) -> None:
    found = LabWard().take(message(*(Result(value=str(3200 + n)) for n in range(many))))
    assert (verdicts(found), reasons(found)[0].count("/uL")) == (["decide"] * many, min(many, 5))


TWOFOLD = "the same result stands in one message with different values: 3200 /uL, 3300 /uL"


def test_the_same_result_twice_in_one_message_counts_once_and_a_second_value_files_neither() -> None:
    ward = LabWard()
    assert verdicts(ward.take(message(Result(), Result()))) == ["new", "duplicate"]
    ward = LabWard()
    found = ward.take(message(Result(), Result(), Result(value="3300")))
    assert (verdicts(found), reasons(found)) == (["decide"] * 3, [TWOFOLD] * 3)
    assert ward.results() == []
    first, _, last = ward.lab.waiting()[0].items
    assert ward.lab.accept(found[0], last, decided(last, because="asked"), "M.S") is not None
    again = ward.lab.waiting()[0].items
    assert {item.verdict for item in again} == {"decide"}, "what a person did not choose is still theirs to refuse"
    ward.lab.refuse(found[0], first, "M.S", "asked")


def test_of_two_values_in_one_message_that_which_is_filed_already_repeats_it() -> None:
    ward = LabWard()
    ward.take(wbc("3200"))
    found = ward.take(message(Result(), Result(value="3300")))
    assert verdicts(found) == ["duplicate", "decide"]
    assert reasons(found)[1:] == [TWOFOLD, "a final result changed without being marked as a correction"]


@pytest.mark.parametrize(
    "second",
    [
        Result(value="3300", status="C"), Result(value="3300", sub_id="2"), Result(value="3300", status="D"),
        Result(value="3200", reference="3000-8600"), Result(value="3200.0", unit="/mm3"), Result(unit="zz"),
    ],
)  # fmt: skip
def test_a_declared_correction_or_another_result_contradicts_nothing(second: Result) -> None:
    assert TWOFOLD not in reasons(LabWard().take(message(Result(), second)))
    for other, shown in (
        (Result(value="3300", unit="/mm3"), "3300 /mm3"), (Result(unit="K/uL"), "3200 K/uL"),
        (Result(value="<3200", unit=""), "<3200"),
    ):  # fmt: skip
        assert f"{TWOFOLD[:-8]}{shown}" in reasons(LabWard().take(message(Result(), other)))


def test_two_messages_of_one_batch_may_follow_each_other() -> None:
    rows = [oul([Panel(results=(Result(value=value),))]) for value in ("3200", "3300")]
    assert verdicts(LabWard().take(text(batch(*rows)).encode())) == ["new", "changed"]


def test_two_values_of_one_csv_or_fhir_result_file_neither() -> None:
    head = "hospital_id,family_name,given_name,birth_date,sex,collected_at,analyte,value,unit\n"
    row = "9900013,駿河,葵,2021-04-01,male,2026-11-23T10:30:00+09:00,leukocytes,{},/uL\n"
    found = LabWard().take((head + row.format(3200) + row.format(3300)).encode())
    assert (verdicts(found), reasons(found)) == (["decide"] * 2, [TWOFOLD] * 2)


def test_preliminary_and_final_in_one_file_are_both_filed() -> None:
    ward = LabWard()
    found = ward.take(message(Result(value="3100", status="P"), Result()))
    assert verdicts(found) == ["new", "changed"]
    assert [one.status for one in ward.results()] == ["preliminary", "final"]


@pytest.mark.parametrize("panel", [{"order": "000000011000999"}, {"specimen": "S2||019^全血^JC10"}])
def test_the_same_blood_by_another_way_is_asked_about(panel: dict[str, str]) -> None:
    for together in (False, True):
        ward = LabWard()
        first, second = wbc("3200"), message(Result(value="3100"), **panel)
        found = ward.take(first, second) if together else [*ward.take(first), *ward.take(second)]
        assert verdicts(found) == ["new", "decide"]
        assert reasons(found) == ["3200 /uL of the same time is filed already, from another source"]


def test_a_result_entered_by_hand_is_not_doubled_and_a_deleted_one_is_in_nobodys_way() -> None:
    ward = LabWard()
    ward.take(wbc())
    by_hand = replace(ward.results()[0], id=str(UUID(int=1)), value="3000", source={"entered_by_hand": True})
    other = LabWard()
    other.write(by_hand)
    found = other.take(wbc())
    assert reasons(found) == ["3000 /uL of the same time is filed already, from another source"]
    other = LabWard()
    other.write(by_hand, replace(by_hand, id=str(UUID(int=2)), status="deleted"))
    assert verdicts(other.take(wbc())) == ["new"]


def test_two_methods_are_two_results_but_a_method_that_is_not_said_is_either() -> None:
    jscc = "3B070000002327101^ALP^JC10"
    ifcc = "3B070000002327501^ALP^JC10"
    serum = "S1||023^血清^JC10"
    result = Result(code=jscc, value="300", unit="U/L", reference="")
    ward = LabWard()
    found = ward.take(message(result, replace(result, code=ifcc, value="100"), specimen=serum))
    assert verdicts(found)[0] == "new"
    assert not any("without being marked" in one for one in reasons(found))
    assert {one.source["method"] for one in ward.results() if one.source} >= {ward.results()[0].source["method"]}  # type: ignore[index]


def test_what_a_person_withdrew_does_not_come_back_by_itself() -> None:
    ward = LabWard()
    ward.take(wbc())
    entry = ward.results()[0]
    ward.write(
        EntryWithdrawn(
            id="w", patient=SURUGA, happened_at=hour(4), recorded_at=ward.clock, by="M.S", withdrawn=entry.id,
            because="wrong child",
        )
    )  # fmt: skip
    found = ward.take(wbc())
    assert verdicts(found) == ["rejected"]
    assert reasons(found) == ["M.S withdrew the same result on 23-Nov-2026 14:30: wrong child"]
    again = ward.take(wbc() + b"\r")
    assert (verdicts(again), reasons(again)[:1]) == (["decide"], reasons(found))
    assert verdicts(ward.take(wbc("4000"))) == ["new"], "another value is another report"
