"""The course summary says what is charted, all of it, and what is not recorded it says to be so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from blin21_desktop.domain.entries import DecisionTaken
from blin21_desktop.present.course_grid import grade_grids
from blin21_desktop.present.course_summary import CourseSummary, course_summary
from blin21_desktop.present.swimmer import FROM_TRANSPLANT, MOST_TICKS, swimmer
from blin21_desktop.service.look import Look
from tests.checking import crs, missed, neuro
from tests.making import PATIENT, bag, changed, ended, graded, hour, paused, resumed, staged, started
from tests.present.checked import stormy
from tests.present.labbed import course, day, seen
from tests.present.looks import BEFORE, FULL, STATES, TRANSPLANT, ZONE, look, words
from tests.rules.benching import lab

DAY = timedelta(days=1)
DAY_60 = hour(24 * 60)
ZERO = datetime(2026, 9, 2, tzinfo=ZONE)


def two_courses(*more: object, at: datetime = DAY_60) -> Look:
    return look(
        *BEFORE,
        started(hour(0), bag=bag(hour(0), hours=168)),
        changed(hour(168), bag=bag(hour(168), hours=168, dose_micrograms_per_day=28.0)),
        paused(hour(200)),
        resumed(hour(205), bag=bag(hour(205), hours=168, dose_micrograms_per_day=28.0)),
        changed(hour(300), bag=bag(hour(300), hours=168, dose_micrograms_per_day=9.0)),
        ended(hour(672)),
        started(hour(24 * 42), course=2, bag=bag(hour(24 * 42), hours=168, dose_micrograms_per_day=28.0)),
        FULL,
        *more,  # type: ignore[arg-type]
        at=at,
    )


def fact(sheet: CourseSummary, label: str) -> str:
    return next(one.value for one in sheet.facts if one.label == label)


def rows(sheet: CourseSummary, title: str) -> list[tuple[str, ...]]:
    part = next(part for part in (*sheet.tables, sheet.decisions) if part.title.startswith(title))
    return [tuple(" ".join(cell) for cell in row) for row in part.rows]


@pytest.mark.parametrize("state", STATES)
def test_each_part_says_something_in_every_state(state: str) -> None:
    sheet = course_summary(STATES[state](), words())
    assert all(part.rows and any(part.rows[0]) for part in (*sheet.tables, sheet.decisions))
    assert all(len(row) == len(part.heads) == len(part.shares) for part in sheet.tables for row in part.rows)
    assert sheet.swimmer.none or sheet.swimmer.bars
    assert sheet.labs.none or sheet.labs.lines


def test_doses_stand_stretch_by_stretch_with_their_turn_and_true_hours() -> None:
    sheet = course_summary(two_courses(), words())
    assert rows(sheet, "Doses") == [
        ("1 start", "23-Nov-2026 10:00", "30-Nov-2026 10:00", "9 microgram/day", "168hr 0min"),
        ("1 raised", "30-Nov-2026 10:00", "05-Dec-2026 22:00", "28 microgram/day", "127hr 0min"),
        ("1 lowered", "05-Dec-2026 22:00", "21-Dec-2026 10:00", "9 microgram/day", "372hr 0min"),
        ("2 start", "04-Jan-2027 10:00", "still flowing, as charted", "28 microgram/day", "432hr 0min"),
    ]
    assert rows(sheet, "Hours lost")[-1][2] == "5hr 0min"
    assert fact(sheet, "Course 1") == (
        "started 23-Nov-2026 10:00 (day 82 after transplant), COMPLETED 21-Dec-2026 10:00, "
        "infused 667hr 0min, paused 5hr 0min"
    )
    assert fact(sheet, "Course 2").endswith("RUNNING, infused 432hr 0min, paused 0hr 0min")
    assert fact(sheet, "Day after transplant") == "142"


def test_without_a_transplant_nothing_is_counted_from_one() -> None:
    seen_ = look(*(e for e in BEFORE if e is not TRANSPLANT), started(hour(0)), at=hour(5))
    sheet = course_summary(seen_, words())
    assert fact(sheet, "Transplant") == "Not known"
    assert "after transplant" not in fact(sheet, "Course 1")
    assert "no transplant is charted" in sheet.swimmer.title
    assert (sheet.swimmer.start, sheet.swimmer.starts) == (0.0, ((0.0, "C1"),))


def test_the_swimmer_has_every_course_pause_and_end_at_its_day() -> None:
    line = swimmer(two_courses(), words())
    first = (hour(0) - ZERO) / DAY
    assert line.starts == ((first, "C1"), (first + 42, "C2"))
    assert [(round(bar.start - first, 6), round(bar.end - first, 6), bar.level) for bar in line.bars] == [
        (0, 7, "low"),
        (7, round(200 / 24, 6), "full"),
        (round(205 / 24, 6), 12.5, "full"),
        (12.5, 28, "low"),
        (round(200 / 24, 6), round(205 / 24, 6), None),
        (42, 60, "full"),
    ]
    assert [(round(end.at - first, 6), end.sign) for end in line.ends] == [(28, "●"), (60, "▶")]
    assert (line.start, line.end) == (80.0, 143.0)
    assert line.ticks[0] == 80
    assert len(line.ticks) <= MOST_TICKS + 1


@pytest.mark.parametrize(("days", "start"), [(FROM_TRANSPLANT, 0.0), (FROM_TRANSPLANT + 1, 30.0), (-2, -10.0)])
def test_the_axis_begins_with_the_transplant_when_that_is_near(days: int, start: float) -> None:
    transplant = replace(TRANSPLANT, transplanted_on=hour(-10).date() - timedelta(days=days))
    line = swimmer(
        look(*(e for e in BEFORE if e is not TRANSPLANT), transplant, started(hour(-10)), at=hour(5)), words()
    )
    assert line.start == start
    assert line.start < line.starts[0][0] < line.end
    assert 0 < line.share(line.starts[0][0]) < 1


def test_a_discontinued_course_is_crossed() -> None:
    seen_ = look(*BEFORE, started(hour(0)), ended(hour(50), outcome="discontinued"), at=hour(60))
    assert [end.sign for end in swimmer(seen_, words()).ends] == ["×"]


def test_of_each_day_the_worst_grade_stands_and_nothing_recorded_stays_blank() -> None:
    seen_ = two_courses(
        crs(hour(1), "yes", accepted_grade=1),
        crs(hour(2), "yes", "several_vasopressors", accepted_grade=4),
        crs(hour(3), "no"),
        missed(hour(30), "crs"),
        neuro(hour(-3)),
        crs(hour(24 * 42 + 1), "no"),
        at=hour(24 * 43 + 2),
    )
    first, second = grade_grids(seen_, words())
    assert [grid.title for grid in (first, second)] == ["Grades by day, course 1", "Grades by day, course 2"]
    assert first.days == ("pre", *(str(day) for day in range(1, 29)))
    assert second.days == ("pre", "1", "2")
    by_name = {row.name: [None if chip is None else chip.text for chip in row.days] for row in first.rows}
    assert by_name["CRS CTCAE v5.0"][:4] == [None, "4", "–", None]
    assert by_name["ICANS"][:2] == ["0", None]
    assert {row.name for row in second.rows} == {"CRS CTCAE v5.0", "CRS ASTCT", "ICANS"}
    assert [chip is not None for chip in second.rows[0].days] == [False, True, False]


def test_graded_laboratory_values_have_a_row_and_normal_ones_none() -> None:
    normal = lab(day(2), "sodium", "140", unit="mmol/L", lower_limit="135", upper_limit="145")
    (grid,) = grade_grids(seen(*course(), normal), words())
    assert [row.name for row in grid.rows[3:]] == ["ANC", "PLT", "ALT"]
    row = next(row for row in grid.rows if row.name == "ALT")
    assert [None if chip is None else chip.text for chip in row.days[:5]] == ["0", "0", "0", "1", "1"]
    assert all(any(chip is not None and chip.grade != 0 for chip in row.days) for row in grid.rows[3:])


def test_events_gvhd_and_decisions_are_all_told() -> None:
    decided = DecisionTaken(
        id="d", patient=PATIENT, happened_at=hour(9), recorded_at=hour(9), by="n1", decision="hold",
        physician="Dr H", findings=("neuro.hold",), because="confused",
    )  # fmt: skip
    grades = (graded(hour(5), 2, "neurologic"), graded(hour(8), 1, "neurologic"))
    seen_ = two_courses(*grades, staged(hour(9)), decided)
    sheet = course_summary(seen_, words())
    events = rows(sheet, "Events")
    assert "2 at" in events[0][2]
    assert "1 at" in events[0][2]
    assert events[-1][0] == "Acute GVHD"
    (told,) = rows(sheet, "Decisions")
    assert "Dr H" in told[1]
    assert "confused" in told[1]


def test_a_stormy_course_has_its_grades() -> None:
    sheet = course_summary(stormy(), words())
    assert any(
        chip is not None and (chip.grade or 0) >= 2 for grid in sheet.grids for row in grid.rows for chip in row.days
    )


def test_the_day_after_transplant_is_counted_by_the_calendar() -> None:
    seen_ = look(*BEFORE, at=datetime(2026, 11, 23, 23, 59, tzinfo=ZONE))
    assert fact(course_summary(seen_, words()), "Day after transplant") == str(
        (date(2026, 11, 23) - date(2026, 9, 2)).days
    )


def test_a_value_of_the_newest_sample_has_no_moment_of_its_own() -> None:
    sheet = course_summary(seen(*course(), lab(day(-1), "haemoglobin", "7.4", lower_limit="11")), words())
    undated = {line.name for line in sheet.labs.lines if not line.when}
    assert {"ANC", "ALT"} <= undated
    assert "Hb" in {line.name for line in sheet.labs.lines} - undated
    assert sheet.labs.also == ""
