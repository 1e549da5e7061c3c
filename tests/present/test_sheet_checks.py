"""The checks on paper: grades with what is open, the grid at the hours the schedule asks for, nothing made up."""

from __future__ import annotations

from dataclasses import replace

import pytest

from blin21_desktop.present.checks_events import event_lanes, event_rows
from blin21_desktop.present.sheet import patient_sheet
from blin21_desktop.present.sheet_checks import CheckLine, checks_box, due_grid
from blin21_desktop.service.look import Look
from tests.checking import all_well, crs, event, missed, neuro, staged, vitals
from tests.making import bag, drug, hour, registered, started
from tests.present.checked import TEENAGER, small_child, stormy, unchecked
from tests.present.looks import BEFORE, bare, look, plain_words, words

WORDS = plain_words()
RUNNING = (TEENAGER, *BEFORE[1:], started(hour(0), bag=bag(hour(0), hours=72)))


def lines(seen: Look) -> dict[str, CheckLine]:
    return {line.label: line for line in checks_box(seen, WORDS).lines}


def chips(line: CheckLine) -> list[tuple[str, str]]:
    return [(named.name, named.chip.text) for named in line.chips]


def test_the_last_grades_with_worst_and_what_they_rest_on() -> None:
    found = lines(stormy())
    assert list(found) == ["CRS", "ICANS", "Vitals", "Events", "GVHD"]
    assert chips(found["CRS"]) == [("CTCAE v5.0", "1"), ("ASTCT", "2")]
    assert found["CRS"].text == (
        "02:00 by T.N · grade 1 accepted by T.N, the findings give none: fever hidden by the drug, well"
        " · nasal oxygen, 2 L/min · worst in 24 hours 2"
    )
    assert found["ICANS"].text == (
        "02:00 by T.N · ICE 8 of 10 · −2 from baseline 10 · lost: orientation, writing · worst in 24 hours 1"
    )
    assert found["Vitals"].text.startswith("02:00 by T.N · T 37.8 ℃ · axillary · BP 104/62 mmHg · SpO2 96 %")
    assert chips(found["Events"]) == [("Tremor", "2"), ("Anaemia", "2")]
    assert found["Events"].text == "going on; present at baseline: Anaemia"
    assert found["GVHD"].text.startswith("MAGIC grade II · stages: skin 1, liver 0, upper gut 1, lower gut 0")


def test_grade_0_is_told_with_its_points_alone() -> None:
    found = lines(look(*RUNNING, crs(hour(1)), neuro(hour(1)), at=hour(2)))
    assert found["CRS"].text == "11:00 by K.T · worst in 24 hours 0"
    assert found["ICANS"].text == "11:00 by K.T · ICE 10/10 · no own baseline · worst in 24 hours 0"


def test_what_is_missing_for_a_grade_is_told_once_for_both_scales() -> None:
    found = lines(small_child())
    assert chips(found["CRS"]) == [("CTCAE v5.0", "–"), ("ASTCT", "–")]
    assert found["CRS"].text.count("fever cannot be told") == 1
    assert "the CAPD alone cannot separate grade 1 from 2" in found["ICANS"].text


def test_nothing_recorded_is_said_in_every_line() -> None:
    assert [(line.text, line.chips) for line in lines(unchecked()).values()] == [
        ("not recorded", ()),
        ("not recorded", ()),
        ("not recorded", ()),
        ("no open one graded", ()),
        ("not staged", ()),
    ]


def test_an_old_value_is_marked_and_a_missing_one_named() -> None:
    half = vitals(hour(1), temperature_c=None)
    found = lines(look(*RUNNING, half, crs(hour(1)), neuro(hour(1)), at=hour(13, seconds=1)))
    assert [found[label].old for label in ("CRS", "ICANS", "Vitals")] == ["OLD"] * 3
    assert "T not measured" in found["Vitals"].text
    assert lines(look(*RUNNING, half, at=hour(13)))["Vitals"].old == ""


def test_an_event_without_a_baseline_and_a_stage_in_no_row() -> None:
    tremor = event(hour(1), "Tremor", 3, category="neurologic")
    odd = staged(hour(1), liver=1, system="IBMTR")
    found = lines(look(*RUNNING, tremor, odd, at=hour(2)))
    assert found["Events"].text == "going on"
    assert "IBMTR: no overall grade" in found["GVHD"].text


def test_the_newest_drug_that_can_hide_a_fever_stands_beside_the_temperature() -> None:
    given = (
        drug(hour(1), "dexamethasone", "corticosteroid"),
        drug(hour(2)),
        drug(hour(3), "noradrenaline", "vasopressor"),
    )
    told = lines(look(*RUNNING, vitals(hour(1)), *given, at=hour(4)))["Vitals"].text
    assert told.endswith(" · last drug that can hide a fever: paracetamol 250 mg, 12:00")
    assert lines(unchecked())["Vitals"].text == "not recorded"
    alone = lines(look(TEENAGER, drug(hour(2)), at=hour(4)))["Vitals"].text
    assert alone == "not recorded · last drug that can hide a fever: paracetamol 250 mg, 12:00"


def test_a_term_of_the_list_is_named_in_the_readers_language() -> None:
    listed = event(hour(1), "Dysphasia", 2, category="neurologic", present_at_baseline=True)
    own = event(hour(1), "odd feeling", 1)
    seen = look(*RUNNING, listed, own, at=hour(2))
    events = {line.label: line for line in checks_box(seen, words("ja")).lines}["有害事象"]
    assert [named.name for named in events.chips] == ["不全失語症", "odd feeling"]
    assert "不全失語症" in events.text
    assert [row.term for row in event_rows(seen, words("ja"))] == ["不全失語症", "odd feeling"]
    assert [lane.readout.name for lane in event_lanes(seen, words("ja"))] == ["不全失語症", "odd feeling"]
    assert [row.term for row in event_rows(seen, words("en"))] == ["Dysphasia", "odd feeling"]


def grid(seen: Look) -> dict[str, str]:
    """Row name -> one sign a column: + due, x crossed out."""
    made = due_grid(seen, WORDS)
    return {
        "": " ".join(head or "-" for head in made.columns),
        **{name: "".join("x+"[due] for due in row) for name, row in zip(made.rows, made.due, strict=True)},
    }


def test_the_grid_has_the_hours_at_which_the_schedule_asks() -> None:
    assert grid(stormy()) == {
        "": "04 06 08 10 12 14",
        "Temp ℃": "++++++",
        "CRS 0–4": "x+x+x+",
        "ICE 0–10": "x+x+x+",
        "Pump mL/hr": "++++++",
        "Sign": "++++++",
    }


def test_where_one_is_at_another_minute_every_hour_has_its_minutes() -> None:
    at_half = [crs(hour(0.5)), neuro(hour(1)), vitals(hour(1))]
    made = due_grid(look(*RUNNING, *at_half, at=hour(2)), WORDS)
    heads = [head for head in made.columns if head]
    assert {head[2:] for head in heads} == {":00", ":30"}


def test_what_is_overdue_stands_first_as_now() -> None:
    made = due_grid(unchecked(), WORDS)
    assert made.columns == ("NOW", "21", "23", "01", "03", "05", "07")
    assert made.late == (True, *(False,) * 6)
    assert grid(unchecked())["CRS 0–4"] == "+x+x+x+"
    assert "CAPD 0–32" in grid(unchecked())


def test_free_columns_stand_beside_a_sparse_schedule_and_all_are_open() -> None:
    calm = look(*RUNNING, *all_well(hour(100)), at=hour(101))
    assert grid(calm)[""] == "22 - - - - -"
    assert set("".join(list(grid(calm).values())[1:])) == {"+"}


def test_times_of_one_round_share_a_column() -> None:
    near = look(*RUNNING, vitals(hour(1)), crs(hour(1, seconds=1200)), at=hour(2))
    heads = grid(near)[""].split()
    assert heads[:2] == ["13", "15"]
    assert grid(near)["CRS 0–4"][1] == "+"
    apart = look(*RUNNING, vitals(hour(1)), crs(hour(1, seconds=2400)), at=hour(2))
    assert "15:40" in grid(apart)[""]


def test_hourly_checks_have_a_column_each() -> None:
    bad = (vitals(hour(1)), crs(hour(1), "yes", "fluids"))
    made = due_grid(look(*RUNNING, *bad, at=hour(1)), WORDS)
    assert len(made.columns) == 12
    assert all(made.due[0])


def test_an_off_ward_patient_has_the_hour_of_the_return() -> None:
    away = look(*RUNNING, missed(hour(1), reason="off_ward", until=hour(4)), at=hour(2))
    assert grid(away)[""].startswith("14")


def test_without_a_schedule_every_second_hour_is_open() -> None:
    assert grid(bare()) == {
        "": "12 14 16 18 20 22",
        **dict.fromkeys(("Temp ℃", "CRS 0–4", "ICE 0–10", "Pump mL/hr", "Sign"), "++++++"),
    }


@pytest.mark.parametrize(("born", "row"), [(2014, "ICE 0–10"), (2015, "CAPD 0–32")])
def test_the_tool_is_the_one_of_the_age_before_the_first_check(born: int, row: str) -> None:
    child = registered(hour(-72), birth_date=TEENAGER.birth_date.replace(year=born, month=11, day=23))
    seen = look(child, *RUNNING[1:], at=hour(1))
    assert row in grid(seen)
    unknown = replace(seen, registered=None)
    assert "ICE or CAPD" in grid(unknown)


def test_checks_that_are_not_overdue_stand_in_the_grid_and_not_among_the_actions() -> None:
    calm = patient_sheet(stormy(), WORDS).actions
    assert calm.lines == ()
    assert "bag change" in calm.later
    assert "check" not in calm.later
    late = patient_sheet(unchecked(), WORDS).actions
    assert [line.what for line in late.lines] == ["vital signs", "CRS check", "neurological check"]
    assert all(what in late.later for what in ("bag change", "premedication", "dose step"))
    assert late.lines[0].because == "every 2hr 0min, within 24 hr of the start"
