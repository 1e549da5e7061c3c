"""Which row a reaction belongs to, how long it took to recover, and which dose it came on."""

from __future__ import annotations

import pytest

from blin21_desktop.rules.reaction import on_low_dose
from tests.making import hour, measured, started
from tests.rules.looking import US, graded, look, without
from tests.rules.test_toxicity import ago, lacking, stop, told

NEURO = "neurologic"


def test_one_recovery_of_several_that_took_too_long_is_enough() -> None:
    def two(*lengths: float) -> str:
        began = [graded(ago(hours), "other", f"e{n}", 3) for n, hours in enumerate(lengths)]
        over = [graded(ago(), "other", f"e{n}", 1) for n in range(len(lengths))]
        return told("other.stop", *began, *over, label=US)

    assert [two(24 * 15, 24), two(24, 24 * 15), two(24, 24)] == ["stop", "stop", "clear"]


def test_a_pause_belongs_to_the_row_its_event_was_named_last() -> None:
    was, now = graded(ago(48), NEURO, grade=3), graded(ago(1), "other", grade=1)
    assert told("neuro.restart", stop(hours=48), was, now, label=US) == "clear"
    assert told("other.restart", stop(hours=48), was, now, label=US) == "restart_allowed"


def test_without_the_age_of_a_grade_not_even_a_short_recovery_is_told() -> None:
    key = "program.recovery_grade_max_age_hours"
    short = (stop(hours=48), graded(ago(48), NEURO, grade=3), graded(ago(24), NEURO, grade=1))
    assert told("neuro.restart", *short) == "restart_not_yet"
    assert lacking("neuro.restart", *short, knowledge=without(key)) == [f"{key} is not configured"]


@pytest.mark.parametrize(("dose", "low"), [(9.0, True), (18.49, True), (18.5, False), (28.0, False)])
def test_a_dose_below_the_middle_of_low_and_full_is_the_low_one(dose: float, low: bool) -> None:
    s = look(measured(), started(dose_micrograms_per_day=dose), at=hour(2))
    assert [on_low_dose(s, hour(1)), on_low_dose(s, hour())] == [low, low]
    assert on_low_dose(s, hour(0, seconds=-1)) is False


@pytest.mark.parametrize("key", ["dose.low", "dose.full"])
def test_without_one_of_the_labels_doses_no_dose_is_the_low_one(key: str) -> None:
    assert on_low_dose(look(measured(), started(), at=hour(2), knowledge=without(key)), hour(1)) is None
