"""The board in words: what is due, who said so, and nothing that nobody charted."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from blin21_desktop.domain.infusion import Status
from blin21_desktop.present.board import BoardRow, BoardWish, board_rows, in_order, same_name_beds
from blin21_desktop.present.list_sheet import ward_list
from blin21_desktop.present.terminal import board_text
from blin21_desktop.service.look import Look
from tests.checking import all_well
from tests.making import bag, changed, ended, hour, measured, ordered, paused, registered, started
from tests.present.looks import BEFORE, FULL, PERSON, look, plain_words

WORDS = plain_words()
RUNNING = (*BEFORE, started(hour(0), bag=bag(hour(0), hours=72)))


def row(seen: Look, *, minutes: int = 0) -> BoardRow:
    view = board_rows((seen,), WORDS, seen.at + timedelta(minutes=minutes))
    return view.rows[0]


def warnings(found: BoardRow) -> list[str]:
    return [line.text for line in found.person.lines if line.size == "mark"]


def test_a_running_bag_says_who_charted_it_and_when_it_ends() -> None:
    assert row(look(*RUNNING, at=hour(8))).state.text == "RUNNING, as charted by n1 at 10:00, Alerts: HIGH 1"
    found = row(look(*RUNNING, *all_well(hour(69)), at=hour(70)))
    assert found.state.text == "UNKNOWN, OLD: last RUNNING at 23-Nov 10:00 by n1, Alerts: MEDIUM 1"
    assert found.state.lines[0].frame == "dashed"
    assert found.dose.text == "9 microgram/day, 3.3 mL/hr · 72 hr bag"
    assert found.bag.text == "10:00, in 2hr 0min"
    assert found.course.text == "C1 · Day 3/28"
    assert not found.bed_overdue


def test_the_countdown_is_counted_from_the_moment_shown_not_from_the_look() -> None:
    seen = look(*RUNNING, at=hour(70))
    assert row(seen, minutes=30).bag.lines[1].text == "in 1hr 30min"
    assert not row(seen, minutes=30).bag.lines[0].underline
    assert row(seen, minutes=61).bag.lines[0].underline
    assert row(seen, minutes=121).bag.lines[0].text == "OVERDUE 0hr 1min"
    assert row(seen, minutes=121).bed_overdue


def test_a_bag_end_on_another_day_carries_its_date() -> None:
    assert row(look(*RUNNING, at=hour(10))).bag.text == "10:00, 26-Nov, in 2d 14hr"


def test_the_use_before_time_is_named_when_it_comes_first() -> None:
    short = started(hour(0), bag=bag(hour(0), hours=72, use_before=hour(60)))
    assert "use-before time on the bag" in row(look(*BEFORE, short, at=hour(59))).bag.text


def test_paused_says_for_how_long_and_what_hangs_there() -> None:
    found = row(look(*RUNNING, paused(hour(10)), at=hour(12)), minutes=10)
    assert found.state.lines[0].text == "PAUSED 2hr 10min"
    assert found.state.lines[0].frame == "solid"
    assert found.dose.text == "no drug flowing, was 9 microgram/day"
    assert found.bag.lines[0].text == "no bag flowing"
    assert "left as charted" in found.bag.lines[1].text


def test_the_step_is_announced_within_a_day_and_not_before() -> None:
    given = (*RUNNING, changed(hour(72), bag=bag(hour(72), hours=96)), FULL)
    assert row(look(*given, at=hour(143))).dose.lines[0].text == "9 microgram/day"
    assert row(look(*given, at=hour(166))).dose.lines[0].text == "STEP TODAY 10:00"
    assert row(look(*given, at=hour(169))).dose.lines[0].text == "STEP OVERDUE 1hr 0min"


def test_not_started_says_who_ordered_what() -> None:
    found = row(look(*BEFORE, at=hour(0)))
    assert found.state.lines[0].text == "NOT STARTED"
    assert "ordered by" in found.state.lines[1].text
    assert found.dose.lines[0].text == "9 microgram/day"
    assert found.bag.text == "no bag"
    assert found.strip is None


def test_what_nobody_charted_is_said_in_words() -> None:
    found = row(look(registered(hour(-72)), at=hour(0)))
    assert found.dose.text == "not recorded"
    assert "no dose order recorded" in found.state.text


@pytest.mark.parametrize(("outcome", "word"), [("course_completed", "COMPLETED"), ("discontinued", "DISCONTINUED")])
def test_an_ended_course_has_no_bag_and_no_count_of_days_to_come(outcome: str, word: str) -> None:
    found = row(look(*RUNNING, ended(hour(20), outcome=outcome), at=hour(30)))
    assert found.state.lines[0].text == word
    assert found.bag.text == "no bag"
    assert found.course.text == "C1 · Day 1"


def test_the_due_strip_shows_four_and_counts_the_rest() -> None:
    seen = look(*RUNNING, *all_well(hour(70)), at=hour(70))
    many = tuple(replace(seen, patient=f"P{n}", bed=str(700 + n)) for n in range(6))
    view = board_rows(many, WORDS, hour(73))
    assert [card.where for card in view.due] == ["Bed 700", "Bed 701", "Bed 702", "Bed 703"]
    assert view.due[0].overdue
    assert view.due[0].head == "OVERDUE 1hr 0min"
    tasks = sum(len(one.tasks) for one in many)
    assert view.more == f"{tasks - 4} more"


def test_beds_sort_as_people_count_and_no_bed_comes_last() -> None:
    seen = look(*RUNNING, at=hour(1))
    beds = ("703A", "10", None, "703", "7", "７", "7²", "7E-2", "")
    view = board_rows(tuple(replace(seen, patient=str(b), bed=b) for b in beds), WORDS, hour(1))
    assert [one.patient for one in view.rows] == ["7", "７", "7E-2", "10", "7²", "703", "703A", "", "None"]
    assert [one.bed.text for one in view.rows][-2:] == ["not recorded", "not recorded"]


def test_sorting_by_due_and_by_state() -> None:
    late = replace(look(*RUNNING, at=hour(71)), patient="late", bed="9")
    still = replace(look(*RUNNING, paused(hour(10)), at=hour(71)), patient="still", bed="8")
    none = replace(look(PERSON, at=hour(71)), patient="none", bed="1")
    looks = (none, late, still)
    assert [r.patient for r in board_rows(looks, WORDS, hour(71), BoardWish(sort="state")).rows] == [
        "still",
        "late",
        "none",
    ]
    assert [r.patient for r in board_rows(looks, WORDS, hour(71), BoardWish(sort="due")).rows][-1] == "none"
    assert in_order(looks, "bed") == ["none", "still", "late"]
    assert in_order(looks, "state") == ["still", "late", "none"]


def test_the_same_family_name_is_marked_on_both() -> None:
    one = look(registered(hour(-72), family_name="Kato", bed="1"), at=hour(0))
    two = replace(look(registered(hour(-72), family_name="KATO", bed="2"), at=hour(0)), patient="UPN-2")
    other = replace(look(registered(hour(-72), family_name="Ito", bed="3"), at=hour(0)), patient="UPN-3")
    marks = [warnings(r) for r in board_rows((one, two, other), WORDS, hour(0)).rows]
    assert marks == [["same name: bed 2"], ["same name: bed 1"], []]
    assert same_name_beds(one, (one, two, other), WORDS) == "same name: bed 2"
    assert same_name_beds(other, (one, two, other), WORDS) == ""


def test_counts_and_an_empty_board() -> None:
    view = board_rows((look(*RUNNING, at=hour(1)),), WORDS, hour(1))
    assert view.count == "1 patient: 1 running"
    empty = board_rows((), WORDS, hour(1))
    assert (empty.rows, empty.count) == ((), "0 patients")
    assert empty.nothing_due == "Nothing is due."


def test_every_patient_is_counted_once_and_an_old_confirmation_is_unknown() -> None:
    looks = (
        look(*RUNNING, at=hour(8)),
        look(*RUNNING, at=hour(70)),
        look(*RUNNING, paused(hour(10)), at=hour(12)),
        look(*BEFORE, at=hour(0)),
        look(*RUNNING, ended(hour(20)), at=hour(30)),
        look(*RUNNING, ended(hour(20), outcome="discontinued"), at=hour(30)),
    )
    ward = tuple(replace(one, patient=f"UPN-{n}") for n, one in enumerate(looks))
    told = "6 patients: 1 running · 1 paused · 1 unknown · 1 not started · 2 ended"
    assert board_rows(ward, WORDS, hour(70)).count == ward_list(ward, WORDS, at=hour(70)).counts == told
    assert told in board_text(ward, WORDS, hour(70))


def test_a_filter_says_whom_it_hides_and_the_due_strip_is_not_filtered() -> None:
    late = replace(look(*RUNNING, at=hour(71)), patient="late", bed="9")
    still = replace(look(*RUNNING, paused(hour(10)), at=hour(71)), patient="still", bed="8")
    looks = (late, still, replace(late, patient="other", bed="7"))
    everybody = board_rows(looks, WORDS, hour(71))
    some = board_rows(looks, WORDS, hour(71), BoardWish(only="interrupted"))
    assert everybody.hidden == ""
    assert some.hidden == "1 of 3 shown; 2 hidden by the filter: Interrupted"
    assert (some.due, some.more, some.count) == (everybody.due, everybody.more, everybody.count)
    assert {card.patient for card in some.due} - {row.patient for row in some.rows}


def test_a_state_nobody_confirmed_comes_before_those_seen_running() -> None:
    fresh = replace(look(*RUNNING, at=hour(8)), patient="fresh", bed="1")
    old = replace(look(*RUNNING, at=hour(70)), patient="old", bed="2")
    view = board_rows((fresh, old), WORDS, hour(70), BoardWish(sort="state"))
    assert [r.patient for r in view.rows] == ["old", "fresh"]


def test_every_state_has_an_icon_and_a_place_in_the_order() -> None:
    from blin21_desktop.present.board import STATE_ORDER
    from blin21_desktop.present.cells import ICONS

    assert set(ICONS) == set(Status) == set(STATE_ORDER)


def test_weight_and_order_alone_make_no_course() -> None:
    assert row(look(registered(hour(-72)), measured(hour(-2)), ordered(hour(-1)), at=hour(0))).course.text == (
        "No course yet"
    )
