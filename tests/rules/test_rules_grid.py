"""The toxicity rules against the decision table: a part of the grid in every run, the whole by hand."""

from __future__ import annotations

import pytest

from tests.campaigns.rules_grid import BROKEN, COUNT, STRIDE, broken, compare, noticed
from tests.campaigns.rules_grid_cases import AXES, case_of
from tests.rules.decision_table import answers

PART = 2_500


@pytest.mark.slow
def test_a_part_of_the_grid_agrees_with_the_decision_table() -> None:
    tried, compared, bad = compare(17, COUNT // PART)
    assert not bad, "\n".join(bad)
    assert tried >= PART
    assert compared == 10 * tried


@pytest.mark.slow
@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_rule_is_noticed(name: str) -> None:
    assert noticed(name)
    with broken(name):
        pass
    assert not compare(0, COUNT // 50)[2]


def test_the_grid_is_large_and_its_order_meets_every_combination() -> None:
    assert COUNT >= 2_000_000
    assert all(STRIDE % len(axis) for axis in AXES)
    assert len({place * STRIDE % COUNT for place in range(0, COUNT, COUNT // 1000)}) >= 1000


def test_every_answer_of_every_rule_is_met() -> None:
    met = {told for place in range(0, COUNT, 1009) for told in answers(case_of(place * STRIDE % COUNT))}
    hold = {(f"{row}.hold", told) for row in ("crs", "neuro", "other") for told in ("fires", "clear", "cannot_tell")}
    restart = {
        (f"{row}.restart", told)
        for row in ("crs", "neuro", "other")
        for told in ("restart_allowed", "restart_not_yet", "clear", "cannot_tell")
    }
    stop = {(f"{row}.stop", told) for row in ("crs", "neuro") for told in ("fires", "clear", "cannot_tell")}
    other = {("other.stop", told) for told in ("stop", "consider_stopping", "clear", "cannot_tell")}
    assert met == hold | restart | stop | other | {("seizure.stop", "fires"), ("seizure.stop", "clear")}
