"""The figures of all patients: lanes, grid and small multiples say what is charted, and what is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from blin21_desktop.domain.entries import Entry
from blin21_desktop.present.amounts import Lang
from blin21_desktop.present.ward_event_values import MOST, cell_values
from blin21_desktop.present.ward_events import Grid, event_grid
from blin21_desktop.present.ward_figures import counts, in_study_order, who
from blin21_desktop.present.ward_multiples import multiples
from blin21_desktop.present.ward_swimmer import Swimmer, swimmer
from blin21_desktop.service.look import Look
from tests.checking import crs, event, neuro
from tests.making import bag, ended, graded, hour, paused, registered, resumed, started
from tests.present import looks
from tests.present.labbed import LIMITS, course, day, seen
from tests.present.looks import BEFORE, ENROLLED, GIVEN, KNOWLEDGE, TRANSPLANT, look, words
from tests.rules.benching import lab

ALT, ANC = "10001551", "10029366"


def named(found: Look, patient: str) -> Look:
    return replace(found, patient=patient)


def only(*entries: Entry, days: float = 40) -> Swimmer:
    return swimmer([look(*entries, at=day(days))], words(), names=False)


def test_study_numbers_are_counted() -> None:
    found = [named(looks.running(), patient) for patient in ("UPN-10", "UPN-2", "A-3", "UPN-2a")]
    assert [one.patient for one in in_study_order(found)] == ["A-3", "UPN-2", "UPN-2a", "UPN-10"]


def test_names_only_when_asked() -> None:
    assert who(looks.running(), words(), names=False) == "UPN-1"
    assert who(looks.running(), words(), names=True) == "UPN-1 SURUGA Aoi"
    for figure in (False, True):
        text = repr(swimmer([looks.stopped()], words(), names=figure)) + repr(
            event_grid([looks.stopped()], KNOWLEDGE.terms, words(), names=figure)
        )
        assert ("SURUGA" in text) is figure
        assert "9900013" not in text


def test_a_lane_shows_what_is_charted() -> None:
    engrafted = replace(TRANSPLANT, engrafted_on=TRANSPLANT.transplanted_on.replace(day=20))
    before = [engrafted if entry is TRANSPLANT else entry for entry in BEFORE]
    made = only(*before, ENROLLED, *GIVEN, paused(day(9)), resumed(day(10)), ended(day(28)))
    (lane,) = made.lanes
    assert [(mark.what, round(mark.at, 2)) for mark in lane.marks] == [
        ("transplant", 0.0), ("engrafted", 18.0), ("enrolled", 81.0), ("end", 110.42),
    ]  # fmt: skip
    assert [(bar.level, round(bar.start, 1), round(bar.end, 1)) for bar in lane.bars] == [
        ("low", 82.4, 89.4), ("full", 89.4, 91.4), ("low", 92.4, 110.4),
    ]  # fmt: skip
    assert [(round(p.start, 1), round(p.end, 1)) for p in lane.pauses] == [(91.4, 92.4)]
    assert lane.courses[0][1] == "C1"
    assert lane.cause is None
    assert made.window == (30.0, 100.0, "enrolment window, day 30 to 100")
    assert (made.start, made.end, made.ticks[-1]) == (0, 120, 120)
    assert "Engrafted: 20-Sep-2026 (day 18)" in lane.summary
    assert "Pauses: C1: 24hr 0min from" in lane.summary


def test_a_course_under_way_is_open_at_its_end() -> None:
    (lane,) = only(*BEFORE, *GIVEN, days=10).lanes
    assert lane.marks[-1].what == "now"
    assert lane.last == lane.marks[-1].at == lane.bars[-1].end
    (held,) = only(*BEFORE, *GIVEN, paused(day(8)), days=10).lanes
    assert held.pauses[-1].end == held.marks[-1].at


def test_the_cause_of_a_stop_with_its_grade_then() -> None:
    gave_up = ended(day(9), outcome="discontinued", event="e-1", because="as the physician says")
    grown = (graded(day(8), 2), graded(day(8.5), 3), graded(day(20), 1))
    (lane,) = only(*BEFORE, *GIVEN, *grown, gave_up).lanes
    assert lane.cause is not None
    assert (lane.cause[0], lane.cause[1] and lane.cause[1].text) == ("Alanine aminotransferase increased", "3")
    assert lane.marks[-1].what == "stop"
    assert lane.summary.endswith("Alanine aminotransferase increased 3")
    (late,) = only(*BEFORE, *GIVEN, graded(day(20), 1), gave_up).lanes
    assert late.cause == ("Alanine aminotransferase increased", None)
    (free,) = only(*BEFORE, *GIVEN, replace(gave_up, event=None)).lanes
    assert free.cause == ("as the physician says", None)
    (silent,) = only(*BEFORE, *GIVEN, replace(gave_up, event=None, because=None)).lanes
    assert silent.cause == ("cause not recorded", None)


def test_without_a_transplant_nothing_is_drawn_and_that_is_said() -> None:
    made = only(registered(hour(-72)), started(hour(0), bag=bag(hour(0), hours=72)), days=1)
    (lane,) = made.lanes
    assert (lane.marks, lane.bars) == ((), ())
    assert lane.missing
    assert made.table.rows[0].texts[1] == ("not recorded",)
    assert swimmer([], words(), names=False).empty == "Nobody is on the list."


def test_no_window_where_no_protocol_names_it() -> None:
    bare = replace(looks.running(), protocol=None)
    assert swimmer([bare], words(), names=False).window is None
    assert swimmer([bare, looks.running()], words(), names=False).window is not None


def test_a_transplant_after_the_enrolment_leaves_room_at_the_left() -> None:
    again = replace(TRANSPLANT, id="t2", transplanted_on=TRANSPLANT.transplanted_on.replace(month=12, day=24))
    assert only(*BEFORE, again, ENROLLED, *GIVEN).start == -40


def test_counts_in_words() -> None:
    found = [looks.running(), looks.completed(), looks.not_started(), looks.late()]
    assert (
        counts(found, words()) == "4 patients · 1 enrolled · 2 in a course · 1 completed the last one · 0 discontinued"
    )


def grid(*entries: Entry, at: float = 40) -> Grid:
    return event_grid([look(*BEFORE, *GIVEN, *entries, at=day(at))], KNOWLEDGE.terms, words(), names=False)


def cells(made: Grid) -> dict[str, list[str]]:
    return {row.name: [("" if c.chip is None else c.chip.text) + "*" * c.star for c in row.cells] for row in made.rows}


def test_the_grid_tells_none_from_not_looked_at_and_not_given() -> None:
    made = grid(crs(day(1), "yes"), neuro(day(2)), graded(day(3), 2))
    assert cells(made) == {"Alanine aminotransferase increased": ["2", ""], "Cytokine release syndrome": ["1", ""]}
    assert made.quiet == "1 more terms are grade 0 wherever they were looked at."
    assert [column.given for column in made.columns] == [True, False]
    assert made.rows[0].cells[1].words.endswith("C2: course not given")
    both = event_grid(
        [look(*BEFORE, *GIVEN, graded(day(3), 2), at=day(9)), named(looks.completed(), "UPN-2")],
        KNOWLEDGE.terms, words(), names=False,
    )  # fmt: skip
    assert both.rows[0].cells[2].words == "Alanine aminotransferase increased, UPN-2 C1: not looked at"
    assert both.quiet == ""


def test_a_third_course_gets_its_column() -> None:
    more = [entry for n in (1, 2) for entry in (started(day(40 * n), course=n + 1), ended(day(40 * n + 28)))]
    made = grid(ended(day(28)), *more, graded(day(85), 1), at=120)
    assert [column.name for column in made.columns] == ["C1", "C2", "C3"]
    assert cells(made) == {"Alanine aminotransferase increased": ["", "", "1"]}


def test_what_led_to_the_stop_is_starred_and_said() -> None:
    made = grid(graded(day(8), 3), ended(day(9), outcome="discontinued", event="e-1"))
    assert cells(made) == {"Alanine aminotransferase increased": ["3*", ""]}
    assert made.rows[0].cells[0].words.endswith("grade 3 · led to discontinuation")
    assert made.table.rows[0].texts[3] == ("3*",)


def test_the_highest_grade_stands_on_top() -> None:
    found = grid(event(day(3), "b", 1), event(day(3), "a", 1), event(day(3), "z", 4))
    assert list(cells(found)) == ["z", "a", "b"]
    assert grid().empty == "No adverse event and no laboratory grade of a course is charted."


def test_a_grade_that_cannot_be_told_is_a_dash_or_a_bound() -> None:
    made = event_grid([seen(lab(day(2), "alt", "80"))], KNOWLEDGE.terms, words(), names=False)
    assert cells(made) == {"Alanine aminotransferase increased": ["–", ""]}
    assert "cannot tell the grade" in made.rows[0].cells[0].words
    bound = event_grid([seen(lab(day(2), "neutrophils", "<0.9"))], KNOWLEDGE.terms, words(), names=False)
    assert cells(bound) == {"Neutrophil count decreased": ["≧3", ""], "Febrile neutropenia": ["–", ""]}


def values(found: Look, term: str, course: int = 1) -> list[tuple[tuple[str, ...], ...]]:
    made = cell_values(found, course, term, KNOWLEDGE.terms, words(), names=False)
    assert made is not None
    return [row.texts for row in made.table.rows]


def test_behind_a_laboratory_grade_stand_value_limits_and_version() -> None:
    found = seen(
        lab(day(-0.2), "platelets", "20", **LIMITS["platelets"]), lab(day(2), "platelets", "6", **LIMITS["platelets"])
    )
    ((_when, value, grade, told),) = values(found, "10035528")
    assert (value, grade) == (("6 10⁴/μL",), ("2",))
    assert told[0].startswith("grade 2:")
    assert "normal range: 15–45, reported with it" in told
    assert told[-1] == "CTCAE v5.0"
    converted = seen(lab(day(2), "platelets", "60", unit="10*9/L"))
    assert values(converted, "10035528")[0][1][1] == "(60 10*9/L)"


def test_behind_checks_and_events_stands_who_and_which_scale() -> None:
    found = look(
        *BEFORE, *GIVEN, crs(day(1), "yes"), crs(day(2), "masked"), neuro(day(2)), graded(day(3), 2),
        crs(day(4), "no", accepted_grade=1, because="seen"),
        graded(day(5), 3, "crs", event="c", term="Cytokine release syndrome", present_at_baseline=True, note="seen"),
        at=day(9),
    )  # fmt: skip
    made = {texts[1][0]: texts for texts in values(found, "crs")}
    assert made["Cytokine release syndrome"][3] == (
        "charted by n1, graded on CTCAE v5.0", "there before the treatment", "seen",
    )  # fmt: skip
    told = [line for texts in values(found, "crs") for line in texts[3]]
    assert any(line.startswith("missing:") for line in told)
    assert any(line.startswith("grade 1 accepted by") for line in told)
    assert values(found, "icans")[0][1] == ("neurological check",)
    assert values(found, ALT)[0][3] == ("charted by n1, graded on CTCAE v5.0",)
    known = replace(found, known_at=found.at)
    assert any("as it was known at" in line for texts in values(known, "icans") for line in texts[3])
    bare = replace(found, scales={})
    assert ("No scale is configured for it.",) in [texts[3] for texts in values(bare, "icans")]


def test_a_bound_behind_a_cell_is_told_as_one() -> None:
    assert values(seen(lab(day(2), "neutrophils", "<0.9")), ANC)[0][2] == ("≧3",)
    assert values(seen(lab(day(2), "alt", "80")), ALT)[0][2] == ("–",)


def test_nothing_is_behind_an_empty_cell() -> None:
    found = looks.running()
    assert cell_values(found, 2, ALT, KNOWLEDGE.terms, words(), names=False) is None
    assert cell_values(found, 1, "nothing", KNOWLEDGE.terms, words(), names=False) is None


def test_many_values_are_counted_not_hidden() -> None:
    many = [lab(day(n / 10), "neutrophils", "0.7") for n in range(MOST + 2)]
    made = cell_values(seen(*many), 1, ANC, KNOWLEDGE.terms, words(), names=True)
    assert made is not None
    assert (len(made.table.rows), made.more) == (MOST, "2 more values of a lower grade.")
    stop = look(*BEFORE, *GIVEN, graded(day(8), 3), ended(day(9), outcome="discontinued", event="e-1"), at=day(9))
    starred = cell_values(stop, 1, ALT, KNOWLEDGE.terms, words(), names=True)
    assert starred is not None
    assert starred.title == "Alanine aminotransferase increased · UPN-1 SURUGA Aoi · course 1 · led to discontinuation"
    assert starred.more == "1 values in the course."


def test_multiples_share_their_axes() -> None:
    other = named(seen(lab(day(2), "neutrophils", "30")), "UPN-2")
    made = multiples([other, seen(*course())], "neutrophils", words(), names=False)
    assert made.axis is not None
    assert made.axis.high >= 30
    assert [graph.patient for graph in made.graphs] == ["UPN-1", "UPN-2"]
    (line,) = made.graphs[0].lines
    assert [round(one.day, 1) for one in line.points][:2] == [-0.2, 0.8]
    assert [one.joined for one in line.points][:2] == [False, True]
    assert made.graphs[1].newest == "30 10⁹/L"
    assert dict(made.choices)["crp"]
    assert (made.first, made.last, made.ticks) == (-1, 29, (0, 7, 14, 21, 28))
    assert made.graphs[0].summary.startswith("UPN-1: 15 values, newest 0.44 10⁹/L at ")


def test_multiples_of_what_nobody_has_take_the_first_there_is() -> None:
    made = multiples([seen(lab(day(2), "crp", "1"))], "neutrophils", words(), names=False)
    assert made.analyte == "crp"
    assert made.graphs[0].chip is None
    nothing = multiples([looks.running()], "neutrophils", words(), names=False)
    assert (nothing.analyte, nothing.axis, nothing.title) == ("", None, "")
    assert nothing.empty
    assert nothing.graphs[0].empty == "no sample"
    assert nothing.table.rows[0].texts[2] == ("no sample",)


def test_a_result_belongs_to_the_course_it_was_taken_in() -> None:
    again = (ended(day(20)), started(day(40), course=2))
    found = seen(*again, *(lab(day(n), "neutrophils", "1") for n in (-30, 3, 39.5, 41, 75)), at=day(76))
    made = multiples([found], "neutrophils", words(), names=False)
    lines = [(line.name, [round(one.day, 1) for one in line.points]) for line in made.graphs[0].lines]
    assert lines == [("C1", [3.0]), ("C2", [-0.5, 1.0, 35.0])]
    assert made.last == 35
    assert [row.texts[1] for row in made.table.rows] == [("C1",), ("C2",)]
    early = multiples([seen(lab(day(-30), "neutrophils", "1"))], "neutrophils", words(), names=False)
    assert early.graphs[0].empty == "no value that can be drawn in a course"


def test_a_value_without_a_number_is_newest_all_the_same() -> None:
    made = multiples([seen(lab(day(2), "neutrophils", "clotted"))], "neutrophils", words(), names=False)
    assert (made.graphs[0].newest, made.graphs[0].chip) == ("clotted 10⁹/L", None)


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_every_table_has_a_cell_for_each_column(lang: Lang) -> None:
    said = words(lang)
    found = [looks.running(), named(looks.stopped(), "UPN-2"), named(seen(*course()), "UPN-3")]
    for table in (
        swimmer(found, said, names=True).table,
        event_grid(found, KNOWLEDGE.terms, said, names=True).table,
        multiples(found, "alt", said, names=True).table,
    ):
        assert table.rows
        assert all(len(row.texts) == len(table.columns) for row in table.rows)
