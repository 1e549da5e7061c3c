"""The sheet shows what was handed over while its shift is on, and never loses what is due by what is charted."""

from __future__ import annotations

from datetime import timedelta

import pytest

from blin21_desktop.domain.entries import Entry
from blin21_desktop.domain.entries.record import Action
from blin21_desktop.present.sheet import Sheet, patient_sheet
from blin21_desktop.present.sheet_handover import HandedBox
from tests.making import answered, handed_over, hour
from tests.present.looks import words
from tests.present.test_handover_tab import HANDED, seen


def sheet(*more: Entry, hours: float = 170) -> Sheet:
    return patient_sheet(seen(*more, hours=hours), words())


def test_without_a_handover_of_this_shift_the_boxes_stay_empty() -> None:
    plain = sheet()
    assert plain.handed == HandedBox()
    assert plain.if_then_title.startswith("IF … THEN … by the label in force")
    old = sheet(HANDED, hours=178)
    assert (old.handed, old.if_then_title) == (HandedBox(), plain.if_then_title)
    assert sheet(handed_over(hour(169), shift="night")).handed == HandedBox()


def test_what_was_handed_over_fills_the_boxes() -> None:
    box = sheet(HANDED, answered(hour(169.75), "h1")).handed
    assert box == HandedBox(
        chosen=1,
        said="given 11:30 by K.T, to M.S, for the shift 11:30 to 19:30",
        summary="as charted",
        recommendation="look at the ALT before the round (recommendation of K.T)",
        answer="taken over: n2, 11:45, repeated back",
        read_back=True,
        given=("K.T", "11:30"),
        received=("n2", "11:45"),
    )
    waits = sheet(HANDED).handed
    assert (waits.answer, waits.read_back, waits.received) == ("NOT YET TAKEN OVER", False, ("", ""))
    refused = sheet(HANDED, answered(hour(169.75), "h1", "refused", read_back=False)).handed
    assert (refused.received, refused.read_back) == (("", ""), False)
    assert refused.answer.startswith("REFUSED: n2")


@pytest.mark.parametrize(("severity", "place"), [("stable", 0), ("watcher", 1), ("unstable", 2)])
def test_the_box_ticked_is_the_one_chosen(severity: str, place: int) -> None:
    found = sheet(handed_over(hour(169.5), severity))
    assert found.handed.chosen == place
    assert found.severity[place].casefold() == severity


def test_lines_handed_over_take_the_place_of_the_labels_and_without_any_those_stay() -> None:
    found = sheet(HANDED)
    assert (found.if_then_title, found.if_then) == ("IF … THEN … as handed over by K.T", ("fever: call Dr H",))
    assert sheet(handed_over(hour(169.5))).if_then == sheet().if_then


def test_actions_are_merged_and_nothing_that_is_due_is_lost() -> None:
    plain = sheet().actions.lines
    merged = sheet(HANDED).actions.lines
    assert [line for line in merged if line.because != "as handed over"] == list(plain)
    own = [(line.time, line.what, line.who) for line in merged if line.because == "as handed over"]
    assert own == [("14:00", "CRS check", "M.S"), ("17:00", "ask the mother", "")]


def test_an_action_that_is_due_by_the_chart_as_well_stands_once_with_its_owner() -> None:
    due = next(task.due_at for task in seen().tasks if task.what == "bag_change")
    own = handed_over(hour(239), actions=(Action(due=due, what="bag change ", who="M.S"),))
    ahead = [(line.overdue, line.who) for line in sheet(own, hours=239.5).actions.lines if line.what == "bag change"]
    assert ahead == [("", "M.S")]
    overdue = [line for line in sheet(own, hours=241).actions.lines if line.what == "bag change"]
    assert [(line.overdue, line.who) for line in overdue] == [("OVERDUE 1hr 0min", "M.S")]


def test_an_action_handed_over_in_the_other_language_stands_once_too() -> None:
    due = next(task.due_at for task in seen().tasks if task.what == "bag_change")
    own = handed_over(hour(239), actions=(Action(due=due, what="バッグ交換", who="M.S"),))
    bags = [(line.what, line.who) for line in sheet(own, hours=239.5).actions.lines if line.who or "bag" in line.what]
    assert bags == [("bag change", "M.S")]


@pytest.mark.parametrize(("seconds", "listed"), [(-1, False), (0, True)])
def test_the_list_is_of_the_papers_time_and_what_is_due_after_it_is_named(seconds: int, listed: bool) -> None:
    due = next(task.due_at for task in seen().tasks if task.what == "bag_change")
    found = patient_sheet(seen(), words(), shift=(hour(168), due + timedelta(seconds=seconds))).actions
    assert ("bag change" in [line.what for line in found.lines]) is listed
    assert found.later == ("" if listed else "later: 03-Dec 10:00 bag change")


def test_what_somebody_handed_over_for_later_stays_in_the_list() -> None:
    due = next(task.due_at for task in seen().tasks if task.what == "bag_change")
    found = sheet(handed_over(hour(169.5), actions=(Action(due=due, what="bag change", who="M.S"),))).actions
    assert [(line.what, line.who) for line in found.lines] == [("bag change", "M.S")]
    assert found.later == ""


def test_the_bag_plan_goes_no_further_than_the_paper_holds() -> None:
    found = sheet(HANDED)
    assert found.frame.expiry == "UNCONTROLLED AFTER 30-Nov 19:30"
    assert found.bags_title == "BAG PLAN until 19:30"
    over = sheet(HANDED, hours=178)
    assert (over.frame.expiry, over.bags_title) == ("UNCONTROLLED AFTER 01-Dec 08:00", "BAG PLAN until 01-Dec 08:00")


def test_a_fact_that_only_begins_like_one_handed_over_is_told_again() -> None:
    pause = next(fact for fact in sheet().summary if fact.label == "Pauses")
    told = f"{pause.label} {pause.value}"

    def pauses(summary: str) -> list[str]:
        found = sheet(handed_over(hour(169.5), summary=summary)).summary
        return [fact.value for fact in found if fact.label == "Pauses"]

    assert pauses(f"as charted · {told}") == []
    assert pauses(f"as charted · {told}; and one that was taken back since") == [pause.value]
