"""The other parts of the tab: ribbon, small curves, table, overlay, subsets."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from blin21_desktop.domain.entries import Entry
from blin21_desktop.present.labs_relative import multiple
from blin21_desktop.present.labs_spark import spark
from blin21_desktop.present.labs_tab import LabsTab
from blin21_desktop.present.labs_table import LabRow
from tests.making import bag, ended, paused, started
from tests.present.labbed import bare, course, day, panel, seen, tab
from tests.present.looks import words
from tests.rules.benching import lab

ALT = {"lower_limit": "5", "upper_limit": "40"}


def test_the_ribbon_shows_doses_pauses_steps_and_what_moves_counts() -> None:
    made = tab(*course()).ribbon
    assert [(one.text, one.level, one.planned) for one in made.stretches][:2] == [
        ("9 microgram/day", "low", False),
        ("9 microgram/day", "low", False),
    ]
    assert made.stretches[-1].planned
    assert made.stretches[-1].text == "planned: 28 microgram/day"
    assert [pytest.approx(pause) for pause in made.pauses] == [(4.0, 4.2)]
    assert [mark.sign for mark in made.marks] == ["▶", "T", "G", "▲"]
    assert made.summary == "Infused: 9 microgram/day, 28 microgram/day; pauses: 1."
    assert "T transfusion" in made.legend
    assert LabsTab(bare(), words()).ribbon.summary == "Nothing was infused."


def test_a_stretch_without_a_known_dose_is_planned_without_one() -> None:
    made = LabsTab(seen(paused(day(13))), words()).ribbon
    assert made.stretches[-1].text == "planned"


def test_a_small_curve_lies_within_its_box() -> None:
    made = panel(
        lab(day(-3), "alt", "20", **ALT), lab(day(1), "alt", "<5", **ALT), lab(day(2), "alt", "999", **ALT),
        lab(day(3), "alt", "50", **ALT),
    )  # fmt: skip
    found = spark(made, -1, 28, 14)
    assert len(found.points) == 3
    assert [point.hollow for point in found.points] == [True, False, False]
    assert [point.joined for point in found.points] == [False, False, True]
    assert all(0 <= point.x <= 1 and 0 <= point.y <= 1 for point in found.points)
    assert found.band is not None
    assert found.band[0] == 0
    assert found.now == pytest.approx(15 / 29)
    assert spark(made, -1, 10, 14).now is None
    assert spark(panel(lab(day(1), "alt", "20")), -1, 28, 14).band is None
    low, high = spark(panel(lab(day(1), "crp", "1", upper_limit="0.3")), -1, 28, 14).band or (0, 0)
    assert 0 <= low < high < 1
    assert spark(panel(lab(day(1), "alt", "20", lower_limit="5")), -1, 28, 14).band == (0, 1)


def told(row: LabRow) -> list[str]:
    return [cell.text for cell in row.cells]


def test_a_row_of_the_table() -> None:
    made = tab(*course())
    row = next(row for row in made.rows if row.key == "alt")
    assert made.columns[1] == "Course of values"
    beside = "baseline 22 U/L, taken 4hr 48min before the start"
    assert told(row) == [
        "ALT, Alanine aminotransferase", "", "178", "166", "▲ +12", "U/L", "ALT grade 2",
        f"grade 2: >3 ULN-5 ULN, 4.45 × ULN, 8.09 × baseline, {beside}",
        "5–40, as reported (for this age?)", "05:12, by hand",
    ]  # fmt: skip
    assert row.spark is not None
    assert len(row.spark.points) == 15
    heads, folded = made.folded
    small = next(one for one in folded if one.entry == row.entry)
    assert len(heads) == len(small.cells) == 4
    assert small.spark is row.spark
    assert [cell.text for cell in small.cells] == [
        "ALT, Alanine aminotransferase, normal range: 5–40, as reported (for this age?)", "",
        "178 U/L, ALT grade 2, ▲ +12 · 166, 05:12, by hand", told(row)[7],
    ]  # fmt: skip
    crp = next(row for row in made.rows if row.key == "crp")
    assert told(crp)[6:8] == ["no term", "CTCAE v5.0 has no term for it"]
    own = made.rows[-1]
    assert (own.key, told(own)[0], own.spark) == ("febrile_neutropenia", "Febrile neutropenia", None)


def cell(column: int, *entries: Entry) -> str:
    return tab(*entries).rows[0].cells[column].text


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        ([lab(day(1), "neutrophils", "1.7", lower_limit="1.5")], "below grade 1"),
        ([lab(day(1), "neutrophils", "1.7")], "missing: the laboratory's lower limit"),
        ([lab(day(-1), "neutrophils", "0.7", id="b"), lab(day(1), "neutrophils", "0.8")],
         "grade 3: <1.0-0.5 10⁹/L, grade 3 before the course"),
        ([lab(day(1), "sodium", "127", lower_limit="135", upper_limit="145")],
         "grade 2: >=125-129 mmol/L, to be answered: signs or symptoms"),
        ([lab(day(1), "unicorn", "3", unit="U/L")], "unicorn is not in the table of analytes"),
        ([lab(day(1), "crp", "much")], "much of C-reactive protein is no number"),
    ],
)  # fmt: skip
def test_the_rule_or_what_is_missing(entries: list[Entry], said: str) -> None:
    assert cell(7, *entries).startswith(said[:40])


def test_ranges_and_marks_in_the_table() -> None:
    assert cell(8, lab(day(1), "alt", "20", lower_limit="5")).startswith("≧ 5")
    assert cell(8, lab(day(1), "alt", "20", upper_limit="40")).startswith("≦ 40")
    assert cell(8, lab(day(1), "alt", "20")) == "not known"
    assert cell(9, lab(day(1), "alt", "20", status="preliminary")).endswith("preliminary")
    assert cell(9, lab(day(1), "alt", "20", status="corrected")).endswith("corrected")
    assert cell(9, lab(day(1), "alt", "1", unit="ukat/L")).endswith("converted")
    derived = tab(lab(day(1), "leukocytes", "2", unit="10*9/L"), lab(day(1), "neutrophils_percent", "40", unit="%"))
    assert next(row for row in derived.rows if row.key == "neutrophils").cells[9].text.endswith("derived")
    assert cell(5, lab(day(1), "pt_inr", "1.1")) == "–"
    assert tab(lab(day(1), "unicorn", "3", unit="U/L")).rows[0].cells[0].text == "unicorn"


def test_the_overlay_divides_each_by_its_own_limit() -> None:
    made = tab(
        lab(day(1), "alt", "80", **ALT),
        lab(day(2), "alt", "90", lower_limit="5", upper_limit="30"),
        lab(day(3), "alt", "<5", **ALT),
        lab(day(4), "alt", "90"),
        lab(day(5), "alt", "120", **ALT),
        lab(day(1), "crp", "0.6", upper_limit="0.3"),
        lab(day(1), "ast", "30", unit="U/L"),
        lab(day(1), "neutrophils", "2", lower_limit="1.5", upper_limit="7.5"),
    ).relative
    assert [line.name for line in made.lines] == ["ALT", "CRP"]
    assert [(point.text, point.sign, point.joined) for point in made.lines[0].points] == [
        ("2 × ULN", "", False), ("3 × ULN", "", True), ("<0.12 × ULN", "<", False), ("3 × ULN", "", False),
    ]  # fmt: skip
    assert made.lines[0].newest == "3 × ULN"
    assert made.without == "left out, no upper limit known: AST"
    assert (made.axis.low, made.axis.high, made.axis.log) == (0.1, 100, True)
    assert "rescaled" not in made.note
    wide = tab(lab(day(1), "alt", "8000", **ALT)).relative
    assert wide.note.endswith("axis rescaled")
    assert (tab().relative.lines, tab().relative.without) == ((), "")
    zero = tab(lab(day(1), "alt", "0", **ALT)).relative
    assert zero.lines == ()


PER_UL = {"unit": "/uL"}


def test_subsets_stand_on_their_days_and_a_day_without_a_sample_stays_empty() -> None:
    made = tab(
        lab(day(-0.5), "cd19", "48", **PER_UL), lab(day(3), "cd19", "5", **PER_UL),
        lab(day(13.9), "cd19", "<0.5", **PER_UL), lab(day(-0.5), "lymphocytes", "0.9", unit="10*9/L"),
        lab(day(13.9), "lymphocytes", "0.2", unit="10*9/L"), lab(day(13.95), "lymphocytes", "wet", unit="10*9/L"),
    ).subsets  # fmt: skip
    assert made.days == (0, 15, 29)
    assert [one.name for one in made.panels][:2] == ["Lymphocytes", "CD19 cells"]
    cd19 = made.panels[1].lines[0]
    assert [(point.day, point.point.text, point.joined) for point in cd19.points] == [
        (0, "48", False),
        (15, "<0.5", False),
    ]
    assert made.panels[0].lines[0].points[1].joined
    assert made.panels[3].lines[0].empty == (0, 15)
    assert made.panels[3].unit == ""
    assert made.panels[3].summary == "CD3 cells: course 1: no sample."
    assert made.panels[1].summary == "CD19 cells: course 1: day 0 48, day 15 <0.5."
    assert made.courses == ("course 1",)


def test_day_29_of_one_course_is_not_day_0_of_the_next() -> None:
    again = (
        ended(day(28)),
        started(day(42), course=2, bag=bag(day(42), label="C2", hours=96, dose_micrograms_per_day=28.0)),
    )
    samples = [
        lab(day(n), "cd3", value, **PER_UL)
        for n, value in ((-0.5, "500"), (20, "300"), (28.05, "250"), (41.5, "400"), (41.9, "410"), (56, "100"))
    ]
    made = LabsTab(seen(*again, *samples, at=day(60)), words()).subsets
    first, second = made.panels[3].lines
    assert [(p.day, p.point.text) for p in first.points] == [(0, "500"), (29, "250")]
    assert [(p.day, p.point.text) for p in second.points] == [(0, "410"), (15, "100")]
    assert second.empty == ()
    alone = LabsTab(seen(*again, *samples[:3], at=day(44)), words()).subsets.panels[3].lines[1]
    assert (alone.points, alone.empty) == ((), (0,))


def test_subsets_say_why_there_are_none() -> None:
    assert LabsTab(bare(), words()).subsets.empty == "No course has begun."
    look = replace(seen(), protocol=None)
    assert LabsTab(look, words()).subsets.empty == "days of the lymphocyte subsets is not configured"


def test_a_bound_stays_a_bound_as_a_multiple_and_none_becomes_nothing() -> None:
    crp = [lab(day(n), "crp", value, upper_limit="0.3") for n, value in enumerate(("<0.02", ">30", "0.001"), 1)]
    (line,) = tab(*crp).relative.lines
    assert [point.text for point in line.points] == ["<0.07 × ULN", ">100 × ULN", "0.003 × ULN"]
    assert line.newest == "0.003 × ULN"
    assert multiple(Decimal(0)) == "0"
