"""The gates one after the other: what does not pass says why; what is filed is filed as it was read."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from blin21_desktop.feeds.filing import Filing, accepted_as_read, entry, ids_after
from blin21_desktop.feeds.received import Identity
from blin21_desktop.feeds.review import Reviewer, summary
from tests.feeds.hl7_writing import CBC, HARUNA, Panel, Result, oul, text
from tests.feeds.lab_ward import HARUNA as OTHER
from tests.feeds.lab_ward import NOW, LabWard, decided, message, only, reasons, verdicts, wbc
from tests.feeds.lab_ward import SURUGA as ONE
from tests.making import TOKYO, vitals

CALM = Result(unit="×10")
"""A count whose unit nobody can be certain of."""


@pytest.mark.parametrize(
    ("rows", "verdict", "reason"),
    [
        (oul(person=replace(HARUNA, id="4711")), "rejected", "no patient of this ward has the number 4711"),
        (oul(person=replace(HARUNA, id="9900013")), "decide", "born 09-May-2014 in the file, 01-Apr-2021 here"),
        (
            oul(person=replace(HARUNA, id="9900013~9900021")),
            "decide",
            "the numbers in the file are of more than one patient: 9900013, 9900021",
        ),
        (oul([Panel(results=(Result(status="X"),))]), "rejected", "no result yet: 3200"),
        (oul([Panel(results=(Result(value="(+)", type="ST"),))]), "decide", "(+) is no number"),
        (oul([Panel(results=(Result(value="", type="ST", status="F"),))]), None, ""),
        (oul([Panel(collected="")]), "decide", "no time of collection was sent"),
        (oul([Panel(collected="20261123143001")]), "decide", "collected at 23-Nov-2026 14:30, which is still to come"),
        (oul([Panel(collected="20210331235959")]), "decide", "collected at 31-Mar-2021 23:59, before the birth"),
    ],
)
def test_what_does_not_pass_says_why(rows: list[str], verdict: str | None, reason: str) -> None:
    ward = LabWard()
    found = ward.take(text(rows).encode())
    assert ward.results() == []
    assert verdict is None or verdicts(found)[0] == verdict
    assert any(reason in one for one in reasons(found)), reasons(found)


def test_a_file_of_two_patients_is_filed_under_the_one_a_person_chooses() -> None:
    ward = LabWard()
    ward.take(text(oul([Panel(results=(Result(),))], person=replace(HARUNA, id="9900013~9900021"))).encode())
    one, item = only(ward.lab.waiting())
    assert (item.patient, item.candidates) == (None, (ONE, OTHER))
    assert ward.lab.kept.counts() == {"": 1}
    assert ward.lab.accept(one, item, decided(item, patient=OTHER, because="wristband"), "M.S") is not None
    assert [one.value for one in ward.results(OTHER)] == ["3200"]


def test_numbers_that_differ_in_leading_zeros_only_are_two_patients_or_a_doubt() -> None:
    ward = LabWard()
    found = ward.take(text(oul(person=replace(HARUNA, id="09900021"))).encode())
    assert reasons(found)[0] == "the number 09900021 in the file agrees with 9900021 only without its leading zeros"


def test_a_broken_part_makes_the_rest_of_its_file_wait() -> None:
    ward = LabWard()
    found = ward.take(text([*oul([Panel(results=CBC)]), "junk"]).encode())
    assert {item.verdict for item in found[0].items} == {"decide", "unread"}
    assert ward.results() == []
    assert ward.lab.kept.counts() == {ONE: 3, "": 1}


def test_a_file_of_no_kind_is_named_and_not_kept() -> None:
    ward = LabWard()
    assert verdicts(ward.take(b"hello")) == ["unread"]
    assert ward.lab.kept.counts() == {}


def test_the_key_of_a_result_is_its_place_also_when_more_is_read_of_the_file() -> None:
    ward = LabWard()
    whole = ward.review(("a", message(*CBC)))[0]
    keys = [item.key for item in whole.items]
    fewer = replace(whole.source.read, results=whole.source.read.results[1:])
    again = Reviewer(ward.lab.charts(), NOW, ward.ward.knowledge.labs).review(fewer)
    assert [item.key for item in again] == keys[1:]
    twice = replace(fewer, results=(fewer.results[0],) * 2)
    again = Reviewer(ward.lab.charts(), NOW, ward.ward.knowledge.labs).review(twice)
    assert [item.key for item in again] == [keys[1], f"{keys[1]} #2"]


def test_only_what_passed_can_be_filed_as_read_and_only_a_result_at_all() -> None:
    ward = LabWard()
    found = ward.review(("a", message(Result(unit="10"))), ("b", wbc()), ("c", b"hello"))
    waits, passed, broken = (one.items[0] for one in found)
    assert passed.received is not None
    for item in (
        waits,
        broken,
        replace(passed, received=replace(passed.received, collected_at=None)),
    ):
        with pytest.raises(ValueError, match=r"gate|no unit or no time"):
            accepted_as_read(item)
    with pytest.raises(ValueError, match="is no result"):
        ward.lab.accept(found[2], broken, decided(passed), "K.T")
    pending = replace(passed.received, status="no_result")
    filing = Filing(id="1", by="K.T", at=NOW)
    with pytest.raises(ValueError, match="has not come"):
        entry(passed, pending, decided(passed), found[1].source.read, ward.ward.knowledge.labs, filing)
    wrong = replace(passed.received, status="wrong_patient")
    made = entry(passed, wrong, decided(passed), found[1].source.read, ward.ward.knowledge.labs, filing)
    assert made.status == "deleted"


def test_a_moment_of_an_odd_offset_is_written_in_utc() -> None:
    ward = LabWard()
    (one,) = ward.review(("b", wbc()))
    item = one.items[0]
    assert item.received is not None
    odd = datetime(1887, 1, 1, 9, 18, 59, 5, tzinfo=timezone(timedelta(hours=9, minutes=18, seconds=59)))
    filing = Filing(id="1", by="K.T", at=NOW)
    table = ward.ward.knowledge.labs
    made = entry(item, item.received, decided(item, collected_at=odd), one.source.read, table, filing)
    assert made.happened_at == datetime(1887, 1, 1, tzinfo=UTC)
    plain = entry(item, item.received, decided(item, collected_at=NOW), one.source.read, table, filing)
    assert plain.happened_at.utcoffset() == TOKYO.utcoffset(None)


def test_ids_are_in_order_whatever_is_drawn() -> None:
    drawn = iter(["00000000-0000-7000-8000-000000000005", "00000000-0000-7000-8000-000000000003"])
    ids = ids_after("00000000-0000-7000-8000-000000000007", lambda: next(drawn))
    assert [next(ids)[-2:], next(ids)[-2:]] == ["08", "09"]


def test_the_numbers_are_those_of_the_registered_patients() -> None:
    ward = LabWard()
    ward.write(vitals(NOW, patient="UPN-9"))
    assert ward.lab.numbers() == ("9900013", "9900021")


def test_nobody_is_named_by_nothing() -> None:
    ward = LabWard()
    (one,) = ward.review(("a", wbc()))
    bare = replace(one.source.read, results=tuple(replace(r, identity=Identity()) for r in one.source.read.results))
    found = ward.lab.review([replace(one.source, read=bare)])
    assert reasons(found) == ["the file does not say whose result it is"]


def test_a_file_may_promise_more_than_it_holds_or_be_cut_without_a_word() -> None:
    ward = LabWard()
    (one,) = ward.review(("a", wbc()))
    for read, reason in (
        (replace(one.source.read, expected=2), "results in the file: 1; it promises 2"),
        (replace(one.source.read, complete=False), "the file may be cut"),
    ):
        found = ward.lab.review([replace(one.source, read=read)])
        assert (verdicts(found), reasons(found)) == (["decide"], [reason])
    found = ward.lab.review([replace(one.source, read=replace(one.source.read, expected=1))])
    assert verdicts(found) == ["new"]


def test_the_count_and_the_last_time_are_told() -> None:
    ward = LabWard()
    none, some = ward.review(("a", b"hello"), ("b", text(oul([Panel(results=CBC, collected="")])).encode()))
    assert [summary(one.source.read).template for one in (none, some)] == ["Results: {count:number}"] * 2
