"""The values of the graphs as tables: the same numbers, one row a sample, newest on top."""

from __future__ import annotations

from blin21_desktop.present.labs_values import ValueTable, panel_values, relative_values, subset_values
from tests.present.labbed import day, tab
from tests.present.looks import words
from tests.rules.benching import lab

ALT = {"lower_limit": "5", "upper_limit": "40"}
MADE = tab(
    lab(day(-1), "alt", "20", id="a0", **ALT),
    lab(day(1), "alt", "80", id="a1", **ALT),
    lab(day(1), "crp", "0.6", id="c1", upper_limit="0.3"),
    lab(day(2), "crp", "0.9", id="c2", upper_limit="0.3"),
    lab(day(2), "cd3", "300", id="s2", unit="/uL"),
    lab(day(14) - (day(1) - day(0.9)), "cd3", "200", id="s15", unit="/uL"),
)


def told(table: ValueTable) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_every_sample_of_the_panels_is_a_row() -> None:
    found = panel_values(MADE.panels[:2], MADE.moments, words())
    assert found.columns == ("Sample", "ALT U/L", "CRP mg/dL")
    assert told(found) == [
        ["C1 · Day 15, 07:36", "", ""],
        ["C1 · Day 3, 25-Nov 10:00", "", "0.9"],
        ["C1 · Day 2, 24-Nov 10:00", "80, ALT grade 1", "0.6"],
        ["Day 0 (pre), 22-Nov 10:00", "20, ALT grade 0", ""],
    ]
    assert found.rows[2].entry in {"a1", "c1"}


def test_the_overlay_as_multiples() -> None:
    found = relative_values(MADE.relative, MADE.moments, words())
    assert found.columns == ("Sample", "ALT", "CRP")
    assert [row[1:] for row in told(found)] == [["", ""], ["", "3 × ULN"], ["2 × ULN", "2 × ULN"], ["0.5 × ULN", ""]]


def test_subsets_by_course_and_day() -> None:
    found = subset_values(MADE.subsets, words())
    assert found.columns[3:5] == ("CD56 cells", "CD3 cells /μL")
    assert [(row[0], row[4]) for row in told(found)] == [
        ("course 1, day 0", "no sample"),
        ("course 1, day 15", "200"),
        ("course 1, day 29", "no sample"),
    ]
    assert found.rows[1].entry == "s15"
    empty = tab().subsets
    assert subset_values(empty, words()).rows[0].entry == ""
