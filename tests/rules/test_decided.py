"""A decision taken in a review copy never settles what its reader did not know, whenever it was written there."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blin21_desktop.domain.entries import DecisionTaken, Entry, ReviewCommented
from blin21_desktop.domain.review import known_until
from blin21_desktop.rules.decided import decided, in_force, news_since
from tests.making import PATIENT, chart, crs, hour, missed, paused, vitals, withdrawn
from tests.rules.acknowledging import acknowledged
from tests.rules.acknowledging import decided as at_the_bedside
from tests.rules.alerting import seen
from tests.rules.looking import REACTION, graded

HOUR = timedelta(hours=1)
RESTARTS = frozenset({"continue", "restart", "new_cycle"})


def in_copy(at: datetime, of: datetime, *rules: str, decision: str = "continue") -> DecisionTaken:
    """Written at `at` in a copy that ends at `of`."""
    return replace(at_the_bedside(at, *rules), copy="c1", copy_at=of, decision=decision)  # type: ignore[arg-type]


@pytest.mark.parametrize(("of", "level"), [(-1, "medium"), (0, "low"), (1, "low")])
def test_a_pause_after_the_copy_stays_undecided(of: int, level: str) -> None:
    stop = hour(10)
    settled = in_copy(hour(12), hour(10, seconds=of))
    assert seen(paused(stop), settled, at=hour(13))["paused"].level == level


@pytest.mark.parametrize(("charted", "level"), [(-1, "low"), (0, "low"), (1, "medium")])
def test_a_pause_before_the_copy_but_charted_after_it_stays_undecided(charted: int, level: str) -> None:
    """Also past a limit of the label, at which nothing is charted."""
    for length in (2, 8 * 24):
        of = hour(10 + length)
        stop = paused(hour(10), reason=REACTION, recorded_at=of + timedelta(seconds=charted))
        found = seen(stop, in_copy(of + HOUR, of), at=of + 2 * HOUR)["paused"]
        assert (found.level, found.since > hour(10)) == (level, length > 2)


@pytest.mark.parametrize("what", ["restart", "hold"])
def test_a_release_does_not_release_a_pause_charted_after_its_copy(what: str) -> None:
    taken = in_copy(hour(13), hour(12), decision=what)
    late = paused(hour(10), recorded_at=hour(12, seconds=1))
    assert in_force(chart(late, taken), hour(10), hour(14), RESTARTS) == (taken if what == "hold" else None)
    quiet = replace(acknowledged(hour(10), "x"), recorded_at=hour(13))
    assert in_force(chart(paused(hour(10)), quiet, taken), hour(10), hour(14), RESTARTS) == taken


@pytest.mark.parametrize(("of", "told"), [(-1, True), (0, False)])
def test_checks_missed_after_the_copy_are_still_told(of: int, told: bool) -> None:
    run = [missed(hour(n)) for n in (6, 12, 18)]
    found = seen(*run, in_copy(hour(20), hour(18, seconds=of)), at=hour(21))
    assert ("missed" in found) is told


@pytest.mark.parametrize(("of", "told"), [(-1, True), (0, False)])
def test_a_grade_that_rose_and_fell_after_the_copy_is_still_told(of: int, told: bool) -> None:
    fever = crs(hour(10), fever="yes", hypotension="none")
    found = seen(fever, crs(hour(12)), in_copy(hour(13), hour(10, seconds=of)), at=hour(14))
    assert ("crs" in found) is told


@pytest.mark.parametrize(("of", "level"), [(-1, "high"), (0, "low")])
def test_a_finding_of_after_the_copy_is_not_settled_by_a_decision_that_names_it(of: int, level: str) -> None:
    event = graded(hour(10), "crs", "e1", 3)
    found = seen(event, in_copy(hour(12), hour(10, seconds=of), "crs.hold", "crs.stop"), at=hour(13))
    assert {alert.level for cause, alert in found.items() if cause.startswith("crs.")} == {level}


def test_a_hold_decided_without_the_news_still_holds_and_a_release_does_not_release() -> None:
    pause, bedside = hour(10), at_the_bedside(hour(11))
    for decision, counts in (("hold", True), ("discontinue", True), ("restart", False), ("continue", False)):
        late = in_copy(hour(12), hour(9), decision=decision)
        found = in_force(chart(bedside, late), pause, hour(13), RESTARTS)
        assert found == (late if counts else bedside), decision
        assert in_force(chart(late), pause, hour(13), RESTARTS) == (late if counts else None), decision
    fresh = in_copy(hour(12), pause, decision="restart")
    assert in_force(chart(bedside, fresh), pause, hour(13), RESTARTS) == fresh
    assert in_force(chart(bedside), hour(11, seconds=1), hour(13), RESTARTS) is None


def test_a_decision_at_the_bedside_counts_behind_one_of_a_copy() -> None:
    assert decided(chart(at_the_bedside(hour(11)), in_copy(hour(12), hour(9))), hour(10), hour(13))
    assert not decided(chart(in_copy(hour(12), hour(9))), hour(10), hour(13))


@given(st.lists(st.tuples(st.integers(0, 48), st.none() | st.integers(0, 48)), max_size=6), st.integers(0, 48))
def test_nothing_is_decided_by_who_did_not_know_it(made: list[tuple[int, int | None]], since: int) -> None:
    entries = [at_the_bedside(hour(at)) if of is None else in_copy(hour(at), hour(min(of, at))) for at, of in made]
    knew = any(known_until(one) >= hour(since) for one in entries)
    assert decided(chart(*entries), hour(since), hour(48)) is knew
    for order in (entries, list(reversed(entries))):
        assert decided(chart(*order), hour(since), hour(48)) is knew, "in any order of writing"


def test_a_wrong_clock_makes_nobody_know_more() -> None:
    assert known_until(in_copy(hour(8), hour(9))) == hour(8)


def test_the_news_since_a_copy_is_what_was_written_not_what_happened() -> None:
    comment = ReviewCommented(
        id="r1", patient=PATIENT, happened_at=hour(9), recorded_at=hour(12), by="n1", physician="d1",
        comment="well", copy="c1", copy_at=hour(8),
    )  # fmt: skip
    before, at_once, late = vitals(hour(9)), vitals(hour(10)), vitals(hour(8), recorded_at=hour(11))
    quiet: tuple[Entry, ...] = (acknowledged(hour(11), "x"), comment, in_copy(hour(11), hour(8)))
    taken = at_the_bedside(hour(12))
    undone = withdrawn(hour(13), before.id)
    found = news_since(chart(before, at_once, late, *quiet, taken, undone), hour(10))
    assert found == (at_once, late, taken, undone)
