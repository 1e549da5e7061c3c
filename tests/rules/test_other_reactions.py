"""Other adverse reactions: what is said of none and of several, and what one of several is enough for."""

from __future__ import annotations

import pytest

from blin21_desktop.domain.entries import Entry
from tests.making import measured, started
from tests.rules.looking import US, finding, graded, says, without
from tests.rules.test_toxicity import NOW, ago, stop, told

FULL = (measured(), started(dose_micrograms_per_day=28.0))


def saw(rule: str, *entries: Entry) -> list[str]:
    return [says(text).split(",")[0] for text in finding(rule, *FULL, *entries, at=NOW, label=US).saw]


@pytest.mark.parametrize("rule", ["other.hold", "other.stop"])
def test_nothing_to_judge_and_nobody_to_judge_it_for(rule: str) -> None:
    assert says(finding(rule, *FULL, at=NOW).says) == "No open event of this kind."
    mild = graded(ago(1), "other", grade=3)
    assert says(finding(rule, measured(), mild, at=NOW).says) == "No course is under way."
    assert says(finding(rule, measured(), at=NOW).says) == "No course is under way."


def test_the_worst_of_several_asks_for_the_hold() -> None:
    for grades in ((3, 2), (2, 3)):
        two = [graded(ago(2), "other", f"e{n}", grade) for n, grade in enumerate(grades)]
        assert told("other.hold", *two, label=US) == "hold"


def test_one_of_grade_4_is_enough_to_consider_a_stop_and_only_open_ones_are_shown() -> None:
    four, mild = graded(ago(2), "other", "e1", 4), graded(ago(2), "infection", "e2", 1)
    over = (graded(ago(3), "hepatic", "e3", 2), graded(ago(1), "hepatic", "e3", 0))
    assert told("other.stop", four, mild, *over, label=US) == "consider_stopping"
    assert saw("other.stop", four, mild, *over) == ["an event: grade 4 (CTCAE v5.0)", "an event: grade 1 (CTCAE v5.0)"]


def test_what_grade_4_asks_for_matters_only_where_there_was_one() -> None:
    bare = without("other.grade_4")
    down = [graded(ago(hours), "other", grade=grade) for hours, grade in ((48, 3), (1, 1))]
    assert told("other.restart", stop(hours=48), *down, label=US, knowledge=bare) == "restart_allowed"
    four = graded(ago(30), "other", grade=4)
    assert told("other.restart", stop(hours=48), *down, four, label=US, knowledge=bare) == "cannot_tell"
