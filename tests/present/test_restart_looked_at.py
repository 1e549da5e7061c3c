"""The planner's words in cases that somebody looks at as pictures; their rules stand in looked-at.scenario."""

from __future__ import annotations

import pytest

from blin21_desktop.domain.entries import Entry
from blin21_desktop.present.restart_plan import RestartView
from tests.making import bag, crs, graded, hour, measured, neuro, ordered, paused, started
from tests.present.test_restart_plan import view
from tests.rules.looking import JP, REACTION, US, look


def seen(label: str, at: float, *entries: Entry, kg: float = 50, cm: float = 160, dose: float = 28) -> RestartView:
    """A child of ten at the full dose."""
    hung = bag(dose_micrograms_per_day=dose, use_before=hour(600))
    before = (measured(weight_kg=kg, height_cm=cm), ordered(dose=dose, weight_kg=kg), started(bag=hung))
    return view(look(*before, *entries, at=hour(at), label=label))


def state(found: RestartView, rule: str) -> str:
    return next(row.state for row in found.conditions if row.rule == rule)


def marks(found: RestartView) -> list[str]:
    assert found.timeline is not None
    return [mark.words for mark in found.timeline.marks]


GRADE_2 = (crs(hour(72), "yes", "fluids"), neuro(hour(72)))


@pytest.mark.parametrize(("label", "hold", "lines"), [(JP, "not_met", ["7d", "14d"]), (US, "met", ["4hr", "7d"])])
def test_a_child_of_44_kg_with_crs_grade_2_is_held_under_japan_only(label: str, hold: str, lines: list[str]) -> None:
    found = seen(label, 72.1, *GRADE_2, kg=44, cm=150, dose=20.3)
    assert state(found, "crs.hold") == hold
    assert [text.split()[2] for text in marks(found) if text.startswith("line at")] == lines
    low = next(row.cells[2] for row in found.options.rows if row.name == "Dose")
    assert low[:2] == (
        "6.8 microgram/day",
        "Mosteller: square root of (150 cm × 44 kg / 3600) = 1.35 m²; 5 microgram/m²/day, at most 9 microgram/day",
    )


NEURO = (
    graded(hour(240), 3, "neurologic", event="n1"),
    paused(hour(240.1), reason=REACTION, event="n1"),
    graded(hour(360), 1, "neurologic", event="n1"),
    graded(hour(420), 0, "neurologic", event="n1"),
    *(neuro(hour(431)), crs(hour(431))),
)


@pytest.mark.parametrize(("label", "rises"), [(JP, "never: the label says not to raise it"), (US, "may go up from")])
def test_a_grade_3_neurological_event_recovered_on_day_5(label: str, rises: str) -> None:
    found = seen(label, 432, *NEURO)
    assert state(found, "neuro.restart") == "met"
    assert state(found, "neuro.stop") == "met"
    assert state(found, "pause.cycle") == "not_met"
    early = seen(label, 380, *NEURO)
    assert state(early, "pause.cycle") == "met"
    assert state(early, "neuro.restart") == "not_met"
    earlier = next(row for row in early.conditions if row.rule == "neuro.restart")
    assert earlier.earliest.startswith("Earliest Fri 11-Dec-2026 10:00")
    raised = next(row.cells[2] for row in early.options.rows if row.name == "Dose goes up")
    assert raised[0].startswith(rises)


LONG = (
    graded(hour(72), 3, "crs", event="c1"),
    paused(hour(72), reason=REACTION, event="c1"),
    *(crs(hour(408)), neuro(hour(408))),
)


def test_14_days_and_a_second_stop_under_japan_and_nothing_charted_helps() -> None:
    exact, beyond = seen(JP, 408, *LONG), seen(JP, 408 + 1 / 3600, *LONG)
    assert state(exact, "pause.stop") == state(exact, "crs.restart") == "met"
    assert state(beyond, "pause.stop") == state(beyond, "crs.restart") == "not_met"
    assert [mark.split(": ")[-1] for mark in marks(exact)] == ["stopped", "passed", "ahead", "now"]
    assert [mark.split(": ")[-1] for mark in marks(beyond)] == ["stopped", "passed", "passed", "now"]
    told = {row.rule: row.earliest for row in beyond.conditions}
    assert told["crs.restart"] == told["pause.stop"] == "No later moment: a pause does not get shorter."


def test_14_days_and_a_second_are_no_line_of_the_us_label() -> None:
    found = seen(US, 408 + 1 / 3600, *LONG)
    assert state(found, "pause.stop") == "cannot_tell"
    assert state(found, "crs.restart") == "met"
    assert not any("14d" in mark for mark in marks(found))
