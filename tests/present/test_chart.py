"""The chart in words: banner, status line, tab Now and the record."""

from __future__ import annotations

from datetime import timedelta

import pytest

from blin21_desktop.domain.entries import Override
from blin21_desktop.domain.findings import STRICTNESS
from blin21_desktop.present.chart import banner, now_tab, record_columns, record_rows, status_line
from blin21_desktop.service.look import Look
from tests.checking import all_well
from tests.making import bag, changed, ended, hour, ordered, paused, registered, resumed, started, withdrawn
from tests.present.looks import BEFORE, FULL, look, plain_words, words

WORDS = plain_words()
START = started(hour(0), bag=bag(hour(0), hours=72))
RUNNING = (*BEFORE, START)


def cells(seen: Look) -> dict[str, tuple[str, tuple[str, ...]]]:
    return {cell.label: (cell.value, cell.notes) for cell in status_line(seen, WORDS)}


def test_banner_names_the_patient_and_says_what_is_not_known() -> None:
    known = banner(look(*RUNNING, at=hour(1)), WORDS, same_name="same name: bed 9")
    assert (known.name, known.kana, known.same_name) == ("SURUGA Aoi", "スルガ アオイ", "same name: bed 9")
    shown = {field.label: field.value for field in known.fields}
    assert shown["ID"] == "9900013"
    assert shown["Bed"] == "703"
    assert shown["Allergy"] == "vancomycin"
    bare = {f.label: f.value for f in banner(look(registered(hour(-1), bed=None), at=hour(0)), WORDS).fields}
    assert bare["Bed"] == "Not known"
    assert bare["Weight"] == "Not known"


def test_the_status_line_of_a_running_course() -> None:
    seen = cells(look(*RUNNING, at=hour(25)))
    old = "OLD: last RUNNING at 23-Nov 10:00 by n1"
    assert seen["State"] == ("UNKNOWN", ("as charted by n1 at 23-Nov 10:00", old))
    assert cells(look(*RUNNING, at=hour(8)))["State"] == ("RUNNING", ("as charted by n1 at 10:00",))
    assert cells(look(*RUNNING, at=hour(8, seconds=1)))["State"][0] == "UNKNOWN"
    assert seen["Dose"][0] == "9 microgram/day"
    assert seen["Rate"] == ("3.3 mL/hr", ("72 hr bag · bag 1",))
    assert seen["Bag ends"] == ("10:00", ("26-Nov, in 47hr 0min",))
    assert seen["Infused"] == ("25hr 0min", ("infusion day 2",))
    assert seen["Cycle day"][0] == "2 of 28"


def test_both_clocks_differ_after_a_pause_and_both_are_labelled() -> None:
    seen = cells(look(*RUNNING, paused(hour(2)), resumed(hour(30)), at=hour(40)))
    assert seen["Infused"] == ("12hr 0min", ("infusion day 1",))
    assert seen["Cycle day"][0] == "2 of 28"


def test_paused_replaces_rate_and_bag() -> None:
    seen = cells(look(*RUNNING, paused(hour(2)), at=hour(20)))
    assert seen["Paused for"][0] == "18hr 0min"
    assert seen["Dose"] == ("no drug flowing", ("was 9 microgram/day",))
    assert seen["Bag, not flowing"][0] == "Bag 1"
    assert "Rate" not in seen


def test_an_overdue_bag_is_ink() -> None:
    tones = {cell.label: cell.tone for cell in status_line(look(*RUNNING, at=hour(73)), WORDS)}
    assert tones["Bag ends"] == "ink"


def test_an_ended_course_counts_no_days_to_come() -> None:
    seen = cells(look(*RUNNING, ended(hour(20)), at=hour(200)))
    assert seen["Cycle day"] == ("1", ("course 1",))
    assert seen["Bag ends"][0] == "no bag"


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_japanese_spells_the_unit_out(lang: str) -> None:
    dose = status_line(look(*RUNNING, at=hour(1)), words("ja" if lang == "ja" else "en"))[1]
    assert ("μg/日" in dose.value) == (lang == "ja")
    assert len(dose.notes) == (2 if lang == "ja" else 1)


def test_tasks_stand_in_order_of_time_and_overdue_ones_say_so() -> None:
    tab = now_tab(look(*RUNNING, FULL, *all_well(hour(73)), at=hour(73)), WORDS)
    assert tab.tasks[0].what == "Bag change"
    assert tab.tasks[0].overdue
    assert tab.tasks[0].relative == "OVERDUE 1hr 0min"


def test_findings_name_outcome_what_was_seen_and_the_source() -> None:
    seen = look(*RUNNING, at=hour(73))
    tab = now_tab(seen, WORDS)
    fires = [f for f in seen.findings if f.answer == "fires"]
    assert fires
    assert [row.rule for row in tab.findings if row.outcome == "met"] == [f.rule for f in fires]
    assert all("saw: " in row.below for row in tab.findings if row.outcome == "met")


def test_cannot_tell_stays_visible_with_what_is_missing() -> None:
    tab = now_tab(look(registered(hour(-72)), ordered(hour(-1)), START, at=hour(1)), WORDS)
    open_ones = [row for row in tab.findings if row.outcome == "cannot_tell"]
    assert open_ones
    assert all(row.tag == "cannot tell" and row.below.startswith("missing: ") for row in open_ones)
    assert "weight not recorded" in tab.missing
    assert len(set(tab.missing)) == len(tab.missing)


def test_the_tab_names_what_no_rule_looks_at() -> None:
    tab = now_tab(look(*RUNNING, at=hour(1)), WORDS)
    assert tab.no_findings == "None of the rules checked in this version applies."
    assert tab.not_checked.startswith("Not checked in this version: blood counts, GVHD, laboratory values other than")
    assert "CRS" not in tab.not_checked


def test_every_action_has_a_word() -> None:
    shown = words("ja")
    for action in STRICTNESS:
        assert shown.code(action) != action


def test_a_contradiction_stands_among_the_missing() -> None:
    tab = now_tab(look(*RUNNING, resumed(hour(5)), at=hour(6)), WORDS)
    assert any("contradiction" in text for text in tab.missing)


def test_the_record_keeps_everything_newest_first() -> None:
    wrong = changed(hour(4), bag=bag(hour(4), hours=72), note="written by mistake")
    back = withdrawn(hour(5), wrong.id, because="wrong chart")
    seen = look(*RUNNING, wrong, back, at=hour(6))
    rows = record_rows(seen, WORDS)
    assert len(rows) == len(seen.chart.written)
    assert rows[0].what == "Entry withdrawn"
    assert "because: wrong chart" in rows[0].details
    gone = next(row for row in rows if row.entry == wrong.id)
    assert gone.withdrawn.startswith("WITHDRAWN by ")
    assert "note: written by mistake" in gone.details
    assert gone.cells[0].lines[0].struck
    assert not gone.cells[2].lines[0].struck
    assert len(gone.cells) == len(record_columns(WORDS))


def test_an_entry_of_the_next_minutes_is_in_the_record_at_once() -> None:
    soon = paused(hour(1, seconds=60))
    assert soon.id in {row.entry for row in record_rows(look(*RUNNING, soon, at=hour(1)), WORDS)}


def test_the_record_says_who_overrode_what() -> None:
    odd = Override(what="rate off the table", because="pump exchanged", by="d1")
    rows = record_rows(look(*BEFORE, started(hour(0), override=odd), at=hour(1)), WORDS)
    assert "written all the same: rate off the table; pump exchanged (d1)" in rows[0].details


def test_numbers_of_the_course() -> None:
    tab = now_tab(look(*RUNNING, paused(hour(2)), resumed(hour(5)), at=hour(10)), WORDS)
    shown = {cell.label: cell.value for cell in tab.numbers}
    assert shown["Infused"] == "7hr 0min"
    assert shown["Interrupted"] == "3hr 0min"
    end = START.happened_at + timedelta(days=28)
    assert shown["Planned end"] == WORDS.moment(end)
