"""What its sender takes back: a result of another patient, a whole order deleted without naming its results."""

from __future__ import annotations

from dataclasses import replace

import pytest

from blin21_desktop.domain.entries import LabResulted
from blin21_desktop.feeds import ssmix2, ssmix2_files
from blin21_desktop.feeds.item import Item
from blin21_desktop.feeds.source import Source
from tests.feeds.hl7_writing import CBC, HARUNA, SITE, Panel, Person, Result, msh, oul, pid, text
from tests.feeds.lab_ward import SURUGA as ONE
from tests.feeds.lab_ward import LabWard, decided, only, reasons, verdicts, wbc
from tests.feeds.ssmix2_tree import path, stored

ORDER = "000000011000354"
BARE = [msh(), pid(), f"ORC|CA|{ORDER}|F77", f"OBR|1|{ORDER}|F77|1^血算^99LAB"]
WHY = f"its sender deleted the whole order {ORDER}"


def put(data: bytes, flag: str = "0", order: str = ORDER, patient: str = "9900013") -> Source:
    """A file of an SS-MIX2 storage, alone in its set."""
    placed = ssmix2.placed(path(patient=patient, order=order, flag=flag))
    assert isinstance(placed, ssmix2.Stored)
    (chosen,) = ssmix2.chosen([placed])
    return Source(read=ssmix2_files.read(chosen, data, SITE), data=data, paths=(placed.path,))


def filed(*panels: Panel) -> LabWard:
    ward = LabWard()
    ward.lab.file(ward.lab.review([put(stored(oul(panels or [Panel()])), "1")]), "K.T")
    return ward


def take_back(ward: LabWard, item: Item) -> LabResulted:
    one = next(found for found in ward.lab.waiting() if any(each.key == item.key for each in found.items))
    assert item.former is not None
    answer = decided(item, analyte=item.former.analyte, unit=item.former.unit, because="asked the laboratory")
    made = ward.lab.accept(one, item, answer, "M.S")
    assert isinstance(made, LabResulted)
    return made


def test_a_result_of_another_patient_is_proposed_to_be_taken_back() -> None:
    ward = LabWard()
    ward.take(wbc())
    ward.take(wbc(status="W"))
    _, item = only(ward.lab.waiting())
    assert item.takes_back
    assert [one.status for one in ward.results()] == ["final"], "the value stays until a person says so"
    assert take_back(ward, item).status == "deleted"
    assert ward.lab.waiting() == []
    (again,) = ward.review(("again", wbc(status="W")))
    assert (again.items[0].verdict, again.items[0].takes_back) == ("duplicate", False)


def test_only_what_takes_something_back_is_proposed_as_such() -> None:
    ward = LabWard()
    (first,) = ward.review(("a", wbc(status="W")))
    assert (first.items[0].verdict, first.items[0].takes_back) == ("rejected", False)
    ward.take(wbc())
    (again,) = ward.review(("a", wbc(status="D", unit="10")))
    assert (again.items[0].verdict, again.items[0].takes_back) == ("decide", True)
    for data, takes_back in ((wbc("3300"), False), (wbc(status="D"), True), (b"hello", False), (wbc(), False)):
        assert ward.review(("a", data))[0].items[0].takes_back == takes_back


def test_a_deleted_order_proposes_every_result_of_it_and_files_nothing() -> None:
    ward = filed(Panel(order=ORDER), Panel(results=CBC[:1], order="9", collected="20261122103000"))
    found = ward.lab.review([put(stored(BARE))])
    assert (verdicts(found), set(reasons(found))) == (["changed"] * 3, {f"{WHY}, F77"})
    assert all(item.takes_back and item.waits and not item.files for item in found[0].items)
    ward.lab.file(found, "K.T")
    assert len(ward.results()) == 4
    assert ward.lab.kept.counts() == {ONE: 3}


def test_after_a_person_confirmed_it_the_result_is_gone_and_the_rest_still_waits() -> None:
    ward = filed()
    ward.lab.file(ward.lab.review([put(stored(BARE))]), "K.T")
    (one,) = ward.lab.waiting()
    made = take_back(ward, one.items[1])
    assert (made.analyte, made.status, made.value) == ("haemoglobin", "deleted", "8.9")
    assert "asked the laboratory" in (made.note or "")
    (left,) = ward.lab.waiting()
    assert [item.former.analyte for item in left.items if item.former] == ["leukocytes", "platelets"]
    ward.lab.refuse(left, left.items[0], "M.S", "a mistake of the laboratory")
    take_back(ward, left.items[1])
    assert ward.lab.waiting() == []
    again = ward.lab.review([put(stored(BARE))])
    assert reasons(again)[0].startswith("M.S decided on")
    assert verdicts(again) == ["rejected"]


def test_the_filler_s_number_names_the_order_too() -> None:
    ward = filed(Panel(results=CBC[:1], filler="F77"))
    (result,) = ward.results()
    assert result.source is not None
    assert result.source["order"] == "F77"
    assert verdicts(ward.lab.review([put(stored(BARE))])) == ["changed"]


@pytest.mark.parametrize(
    ("rows", "order", "patient", "verdict", "why"),
    [
        (BARE, "1", "9900013", "rejected", f"its sender deleted the order 1, {ORDER}, F77; nothing of it is filed"),
        ([msh(), pid(Person(id="4711"))], ORDER, "4711", "rejected", "no patient of this ward has the number 4711"),
        ([msh(), pid(Person(id="9900013~9900021"))], ORDER, "9900013", "decide", "of more than one patient"),
    ],
)  # fmt: skip
def test_of_nobody_certain_or_of_nothing_filed_there_is_one_item(
    rows: list[str], order: str, patient: str, verdict: str, why: str
) -> None:
    ward = LabWard()
    if verdict == "rejected" and patient == "9900013":
        ward = filed(Panel(order="other", results=CBC[:1]))
    found = ward.lab.review([put(stored(rows), order=order, patient=patient)])
    assert verdicts(found) == [verdict]
    assert any(why in reason for reason in reasons(found)), reasons(found)


def test_doubts_of_the_patient_stand_beside_the_deletion() -> None:
    ward = filed()
    found = ward.lab.review([put(stored([msh(), f"ORC|CA|{ORDER}"]))])
    assert verdicts(found) == ["changed"] * 3
    assert "only the place of the file says whose result it is, not the message" in reasons(found)
    other = ward.lab.review([put(stored([msh(), pid(replace(HARUNA, id="9900013")), f"ORC|CA|{ORDER}"]))])
    assert "Female in the file, Male here" in reasons(other)


def test_an_order_of_no_results_that_is_not_deleted_is_unread_as_before() -> None:
    ward = filed()
    assert verdicts(ward.lab.review([put(stored(BARE), "1")])) == ["unread"]
    assert reasons(ward.review(("a", text(BARE).encode()))) == ["The message holds no result."]
    assert ward.review(("a", text(oul([Panel(results=(Result(),))])).encode()))[0].source.read.deleted_orders == ()


def test_an_analyte_the_table_no_longer_has_is_shown_and_left_to_a_person() -> None:
    ward = LabWard()
    made = filed(Panel(results=CBC[:1])).results()[0]
    ward.write(replace(made, analyte="gone"))
    (item,) = ward.lab.review([put(stored(BARE))])[0].items
    assert item.takes_back
    assert item.mapped is not None
    assert item.mapped.analyte is None
