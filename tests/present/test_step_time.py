"""The step has one time on strip, status line, board, paper and in `state`: restarts at the low dose count."""

from __future__ import annotations

from dataclasses import replace

import pytest

from blin21_desktop.domain.entries import Entry, EventGraded, PauseReason
from blin21_desktop.present.cells import dose_cell
from blin21_desktop.present.chart import status_line
from blin21_desktop.present.sheet import patient_sheet
from blin21_desktop.present.state import state_json
from blin21_desktop.present.strip import Strip, strip
from blin21_desktop.service.look import Look
from tests.making import AT, bag, changed, hour, measured, ordered, paused, registered, resumed, started
from tests.present.looks import BEFORE, look, plain_words
from tests.rules.looking import graded

WORDS = plain_words()
LONG = bag(AT, hours=240)
PLAIN = (*BEFORE, started(hour(0), bag=LONG))


def stopped_for(category: str, start: float, back: float) -> tuple[Entry, ...]:
    """A low dose stopped for a reaction of grade 3 and resumed when it was gone."""
    pause = paused(hour(start), reason=PauseReason.ADVERSE_REACTION, event="e1")
    gone = graded(hour(back - 1), category, grade=0)
    return (*PLAIN, graded(hour(start), category), pause, gone, resumed(hour(back)))


NEURO = stopped_for("neurologic", 20, 96)
CRS = stopped_for("crs", 60, 64)
UNGRADED = tuple(e for e in NEURO if not isinstance(e, EventGraded))


def drawn(seen: Look) -> Strip:
    found = strip(seen)
    assert found is not None
    return found


def planned(seen: Look) -> list[tuple[float, float | None]]:
    return [(s.start, s.dose_micrograms_per_day) for s in drawn(seen).segments if s.planned]


def said(seen: Look) -> str:
    """All words about the step: status line, board cell, paper."""
    cells = [text for cell in status_line(seen, WORDS) for text in (cell.value, *cell.notes)]
    captions = patient_sheet(seen, WORDS).strip.captions
    return " ".join((*cells, dose_cell(seen, WORDS, seen.at).text, *captions))


@pytest.mark.parametrize("at", [120, 244])
def test_low_for_the_rest_of_the_course_has_no_step_anywhere(at: float) -> None:
    seen = look(*NEURO, at=hour(at))
    assert seen.step_ahead is None
    assert drawn(seen).step is None
    assert planned(seen) == [(at / 24, 9.0)]
    assert "step" not in said(seen).lower()
    assert state_json(seen, WORDS)["infusion"]["step_due_at"] is None


def test_low_for_some_days_after_a_restart_then_no_dose_is_named() -> None:
    seen = look(*CRS, at=hour(173))
    assert planned(seen) == [(173 / 24, 9.0), (232 / 24, None)]
    assert "STEP" not in said(seen)
    assert planned(look(*CRS, at=hour(240))) == [(10.0, None)]


def test_the_step_is_drawn_and_said_at_the_one_time_that_the_rules_give() -> None:
    seen = replace(look(*PLAIN, at=hour(24)), step_ahead=hour(192))
    assert drawn(seen).step == 8.0
    assert planned(seen) == [(1.0, 9.0), (8.0, 28.0)]
    assert WORDS.t("▲ step due {at:time}", at=hour(192)) in said(seen)
    assert "the source does not settle it" not in said(seen)
    assert state_json(seen, WORDS)["infusion"]["step_due_at"] == hour(192).isoformat()


@pytest.mark.parametrize(
    ("at", "words"), [(207, ""), (209, "STEP 03-Dec 02:00"), (231, "STEP TODAY 02:00"), (233, "STEP OVERDUE 1hr 0min")]
)
def test_the_status_line_and_the_board_count_to_the_same_moment(at: float, words: str) -> None:
    seen = replace(look(*PLAIN, at=hour(at)), step_ahead=hour(232))
    for told in (" ".join(status_line(seen, WORDS)[1].notes), dose_cell(seen, WORDS, seen.at).text):
        assert words in told
        assert ("STEP" in told) == bool(words)


def test_a_restart_after_the_step_that_keeps_the_dose_low_for_good_is_planned_low() -> None:
    full = changed(hour(168), bag=bag(hour(168), dose_micrograms_per_day=28.0))
    pause = paused(hour(200), reason=PauseReason.ADVERSE_REACTION, event="e1")
    back = (resumed(hour(203)), changed(hour(203), bag=bag(hour(203), hours=96)))
    seen = look(*PLAIN, full, graded(hour(200), "neurologic"), pause, *back, at=hour(210))
    assert planned(seen) == [(210 / 24, 9.0)]


@pytest.mark.parametrize("entries", [CRS, NEURO, PLAIN])
@pytest.mark.parametrize("at", [100, 173, 233])
def test_the_state_answer_s_step_is_its_task_s(entries: tuple[Entry, ...], at: float) -> None:
    found = state_json(look(*entries, at=hour(at)), WORDS)
    assert [task["due_at"] for task in found["tasks"] if task["what"] == "step"] == [
        due for due in (found["infusion"]["step_due_at"],) if due is not None
    ]


def test_a_step_that_is_done_is_no_longer_due() -> None:
    full = changed(hour(232), bag=bag(hour(232), dose_micrograms_per_day=28.0))
    seen = look(*CRS, full, at=hour(233))
    assert state_json(seen, WORDS)["infusion"]["step_due_at"] is None
    assert (drawn(seen).step, drawn(seen).step_done) == (232 / 24, True)
    assert "STEP" not in said(seen)


def test_where_the_step_cannot_be_told_the_plan_names_no_dose() -> None:
    seen = look(*UNGRADED, at=hour(120))
    assert seen.step_ahead is None
    assert drawn(seen).step is None
    assert planned(seen) == [(5.0, None)]
    assert "planned, dose not decided" in patient_sheet(seen, WORDS).strip.inside


def test_low_again_after_the_step_names_no_dose_to_come() -> None:
    full = changed(hour(168), bag=bag(hour(168), dose_micrograms_per_day=28.0))
    low = changed(hour(200), bag=bag(hour(200)))
    seen = look(*PLAIN, full, low, at=hour(201))
    assert planned(seen) == [(201 / 24, None)]


def test_without_a_weight_the_full_dose_to_come_is_not_named() -> None:
    seen = look(registered(hour(-72)), ordered(hour(-1)), started(hour(0), bag=LONG), at=hour(24))
    assert planned(seen) == [(1.0, 9.0), (7.0, None)]


def test_a_weight_names_it() -> None:
    seen = look(registered(hour(-72)), measured(hour(-2)), started(hour(0), bag=LONG), at=hour(24))
    assert planned(seen) == [(1.0, 9.0), (7.0, 28.0)]
