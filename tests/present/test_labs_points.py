"""Series and their points: lines only between two plain numbers, two methods apart, every mark of how a value came."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from blin21_desktop.present.labs_axis import course_axis, weeks, whole_axis
from blin21_desktop.present.labs_points import lab_chip
from blin21_desktop.present.labs_tab import LabsTab
from tests.making import hour
from tests.present.labbed import bare, course, day, seen, tab
from tests.present.looks import withdrawn_registration, words
from tests.rules.benching import lab


def joins(*values: tuple[float, str]) -> list[bool]:
    entries = [lab(day(at), "alt", value, id=f"r{n}") for n, (at, value) in enumerate(values)]
    (one,) = tab(*entries).series
    return [point.joined for point in one.points]


@pytest.mark.parametrize(
    ("values", "joined"),
    [
        ([(1, "20"), (2, "30")], [False, True]),
        ([(1, "20"), (8, "30")], [False, True]),
        ([(1, "20"), (8.001, "30")], [False, False]),
        ([(1, "20"), (2, "hemolysed"), (3, "30")], [False, False]),
        ([(1, "20"), (2, "<5"), (3, "30")], [False, False, False]),
        ([(1, "<5"), (2, "30"), (3, ">900")], [False, False, False]),
        ([(1, "20"), (2, "5-9"), (3, "30"), (4, "31")], [False, False, True]),
        ([(1, "hemolysed"), (2, "30")], [False]),
    ],
)
def test_a_line_never_crosses_what_is_no_number(values: list[tuple[float, str]], joined: list[bool]) -> None:
    assert joins(*values) == joined


def test_two_methods_are_never_one_line() -> None:
    made = tab(
        *(lab(day(n), "alp", str(100 + n), unit="U/L", source={"method": "IFCC"}, id=f"i{n}") for n in (1, 2)),
        *(lab(day(n), "alp", str(300 + n), unit="U/L", source={"method": "JSCC"}, id=f"j{n}") for n in (3, 4)),
    )
    assert [(one.key, len(one.points)) for one in made.series] == [("alp/IFCC", 2), ("alp/JSCC", 2)]
    assert [panel.readout.name for panel in made.panels] == [
        "Alkaline phosphatase (IFCC)", "Alkaline phosphatase (JSCC)",
    ]  # fmt: skip
    assert [row.cells[0].lines[0].text for row in made.rows] == ["ALP IFCC", "ALP JSCC"]


def test_every_mark_of_how_a_value_came() -> None:
    made = tab(
        lab(day(1), "alt", "20", id="final"),
        lab(day(2), "alt", "21", id="open", status="preliminary"),
        lab(day(3), "alt", "<5", id="low"),
        lab(day(4), "alt", ">900", id="high"),
        lab(day(5), "alt", "22", id="hand", source={"entered_by_hand": True}),
        lab(day(6), "alt", "23", id="fixed", status="corrected"),
        lab(day(7), "alt", "0.5", unit="ukat/L", id="other"),
        lab(day(8), "leukocytes", "2.0", unit="10*9/L", id="w"),
        lab(day(8), "neutrophils_percent", "40", unit="%", id="p"),
    )
    points = {point.result: point for one in made.series for point in one.points}
    assert points["open"].preliminary
    assert (points["low"].sign, points["high"].sign) == ("<", ">")
    assert points["hand"].by_hand
    assert points["fixed"].corrected
    assert points["other"].converted
    assert points["other"].text == "30"
    (derived,) = (point for key, point in points.items() if key.startswith("neutrophils:"))
    assert derived.derived
    plain = points["final"]
    assert not any((plain.preliminary, plain.derived, plain.by_hand, plain.corrected, plain.converted, plain.sign))


def test_a_second_report_of_one_sample_is_a_correction() -> None:
    first = lab(day(1), "alt", "20", id="a")
    again = replace(first, id="b", value="25", recorded_at=day(1.2))
    (one,) = tab(first, again).series
    assert [(point.text, point.corrected) for point in one.points] == [("25", True)]


def test_chips_say_the_grade_what_is_proved_or_nothing() -> None:
    made = tab(
        lab(day(1), "neutrophils", "0.4"),
        lab(day(1), "platelets", "<74"),
        lab(day(2), "alt", "20", id="no-limit"),
        lab(day(1), "crp", "3"),
    )
    by_name = {one.analyte: one for one in made.series}
    chips = {name: lab_chip(name, one.newest, words()) for name, one in by_name.items()}
    assert chips["neutrophils"] is not None
    assert (chips["neutrophils"].text, chips["neutrophils"].grade) == ("4", 4)
    assert chips["platelets"] is not None
    assert (chips["platelets"].text, chips["platelets"].grade) == ("≧2", None)
    assert chips["alt"] is not None
    assert (chips["alt"].text, chips["alt"].words) == ("–", "alt not graded")
    assert chips["crp"] is None


def test_unknown_analytes_come_last_and_have_no_points() -> None:
    made = tab(lab(day(1), "unicorn", "5", unit="U/L"), lab(day(1), "alt", "20"))
    assert [one.key for one in made.series] == ["alt", "unicorn"]
    assert made.series[1].points == ()
    assert [panel.key for panel in made.panels] == ["alt"]
    assert [row.key for row in made.rows] == ["alt", "unicorn"]
    assert made.rows[1].spark is None


def test_without_a_registration_there_is_nothing_and_it_is_said() -> None:
    made = LabsTab(withdrawn_registration(), words())
    assert made.series == ()
    assert made.empty.startswith("No scale")
    assert made.sources == ""
    empty = tab()
    assert empty.empty == "No laboratory result is on file. Results come by import."
    assert tab(lab(day(1), "alt", "20")).empty == ""


def test_the_window_of_the_course_holds_the_sample_before_the_start() -> None:
    look = seen()
    for at, start in ((-0.5, -1), (-1, -1), (-2.5, -3), (-20, -7)):
        axis = course_axis(look, [day(at), day(3)], words())
        assert axis is not None
        assert (axis.start, axis.end) == (start, 28)
    late = course_axis(seen(at=day(30.2)), [], words())
    assert late is not None
    assert (late.start, late.end, [tick.text for tick in late.days[:3]]) == (-1, 31, ["pre", "1", "2"])
    assert course_axis(bare(), [], words()) is None


def test_weeks_end_today_and_reach_back_to_the_first_sample() -> None:
    found = weeks(seen(), [day(-2.5), day(3)], words())
    assert (found[-1].start, found[-1].end) == (8, 15)
    assert found[0].start <= -2.5
    assert all(after.start - before.start == 1 for before, after in pairwise(found))
    assert len(weeks(bare(), [], words())) == 1
    assert all(axis.days == () for axis in weeks(bare(), [hour(0)], words()))


def test_the_window_of_everything_names_the_courses() -> None:
    axis = whole_axis(seen(), [day(-40)], words())
    assert axis.start <= -40
    assert axis.end >= axis.now
    assert [tick.text for tick in axis.days] == ["C1 day 1"]
    assert 2 <= len(axis.clock) <= 12
    assert whole_axis(bare(), [], words()).days == ()


def test_the_focus_steps_through_every_sample_and_says_what_flowed() -> None:
    made = tab(*course())
    texts = [moment.text for moment in made.moments]
    assert len(texts) == 15
    assert texts[0].startswith("Day 0 (pre) · collected 23-Nov-2026 05:12 · no drug flowing")
    assert texts[1] == "Course 1, calendar day 2 · collected 24-Nov-2026 05:12 · 9 microgram/day"
    assert any(text.endswith("28 microgram/day") for text in texts)
    paused_at = tab(lab(day(4.1), "alt", "20")).moments[0].text
    assert paused_at.endswith("paused")
    assert dict(made.moments[3].results).keys() == {"neutrophils", "alt", "crp", "platelets"}
    assert made.sources.startswith("Grades: CTCAE v5.0 · newest result 4hr")
    assert "preliminary" in made.legend
    assert [axis.span for axis in made.axes] == ["course", "week", "all"]
    assert [axis.span for axis in LabsTab(bare(), words()).axes] == ["week", "all"]
