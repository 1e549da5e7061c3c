"""The ward list's values."""

from __future__ import annotations

from dataclasses import replace

from blin21_desktop.present.list_sheet import ListSheet, ward_list
from blin21_desktop.present.mixups import Marks
from blin21_desktop.service.look import Look
from tests.making import hour
from tests.present.looks import late, named, running, stopped, words


def listed(*looks: Look) -> ListSheet:
    return ward_list(looks, words(), at=hour(170), printed_by="K.T")


def test_rows_stand_by_bed_with_patients_without_a_bed_last() -> None:
    beds = (None, "705", "10", "703A", "7", "703")
    sheet = listed(*(replace(running(), patient=f"UPN-{n}", bed=bed) for n, bed in enumerate(beds)))
    assert [row.cells[0] for row in sheet.rows] == [
        *[("7",), ("10",), ("703",), ("703A",), ("705",)],
        ("", "not recorded"),
    ]


def test_a_row_tells_state_dose_bag_and_what_is_due_next() -> None:
    (row,) = listed(running()).rows
    assert row.cells[1:] == (
        ("SURUGA, Aoi", "スルガ アオイ · 10y · 9900013"),
        ("course 1", "cycle day 8"),
        ("RUNNING", "by n1 at 10:00"),
        ("28 microgram/day", "3.3 mL/hr"),
        ("03-Dec 10:00", "end of bag"),
        ("– · 1", "10:00 · CRS not graded"),
        ("12:00", "vital signs"),
    )
    assert len(listed(running()).columns) == len(row.cells) + 1


def test_the_same_surname_is_marked_in_both_rows_and_nowhere_else() -> None:
    other = named(replace(running(), patient="UPN-2", bed="705"), given_name="Ren", hospital_id="9900014")
    third = named(replace(running(), patient="UPN-3", bed="707"), family_name="Hoshino", kana="ホシノ レン")
    assert [row.marks for row in listed(running(), other, third).rows] == [
        ("same name: bed 705",),
        ("same name: bed 703",),
        (),
    ]


def test_every_warning_of_the_board_stands_on_the_list() -> None:
    looks = (
        running(),
        named(replace(running(), patient="UPN-2", bed="７０３"), family_name="駿河", kana="するが めい"),
        named(replace(running(), patient="UPN-3", bed=None), family_name="SURUGA"),
    )
    on_paper = [row.marks for row in listed(*looks).rows]
    assert on_paper == [Marks.of(looks, words()).marks(look) for look in looks]
    assert on_paper[0] == (
        "same name: UPN-3 without a bed",
        "same reading: bed ７０３",
        "bed 703 twice",
    )


def test_a_pause_and_an_overdue_bag_are_said() -> None:
    rows = listed(replace(stopped(), bed="1"), replace(late(), bed="2")).rows
    assert rows[0].cells[3][0] == "PAUSED 1hr 0min"
    assert rows[0].cells[4] == ("no drug flowing, as charted", "before: 28 microgram/day")
    assert rows[0].cells[5] == ("not flowing", "bag 3")
    assert "OVERDUE 0hr 20min" in rows[1].cells[5]
    assert "OVERDUE 0hr 20min" in rows[1].cells[7]


def test_the_counts_tell_every_patient_once() -> None:
    sheet = listed(running(), stopped(), late())
    assert sheet.counts == "3 patients: 1 running · 1 paused · 1 unknown"
    assert sheet.lost == "Hours lost in the last 7 days: 3hr 0min (line or pump 3hr 0min)"


def test_an_empty_ward_says_so() -> None:
    assert listed().none == "No patients on this list."
