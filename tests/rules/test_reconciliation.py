"""Does the time add up? Charted flow against the plan and against what the bags can give."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blin21_desktop.domain.entries import Entry
from blin21_desktop.domain.knowledge import Label
from blin21_desktop.rules.reconciliation import Reconciliation, reconcile
from blin21_desktop.rules.situation import Situation
from tests.making import bag, changed, chart, ended, hour, paused, registered, resumed, started
from tests.rules.looking import site
from tests.service.memory import knowledge

DAY28 = timedelta(hours=672)


def times(*entries: Entry, at: float, label: str = "jp-pi-2021", known: Label | None = None) -> Reconciliation:
    s = Situation.of(chart(registered(label=label), *entries), hour(at), knowledge())
    assert s is not None
    assert s.course is not None
    if known is not None:
        s = Situation(chart=s.chart, at=s.at, courses=s.courses, course=s.course, label=known, protocol=s.protocol)
    assert s.course is not None
    return reconcile(s, s.course)


def test_a_running_course_adds_up() -> None:
    found = times(started(), at=50)
    assert (found.planned, found.infused, found.interrupted) == (DAY28, timedelta(hours=50), timedelta())
    assert (found.left, found.unexplained, found.over) == (timedelta(hours=622), timedelta(), timedelta())
    assert found.answer == "adds_up"


def test_under_the_us_label_pauses_lengthen_the_course() -> None:
    us = started(bag=bag(hours=48))
    found = times(us, paused(hour(10)), resumed(hour(13)), at=20, label="us-pi-2025")
    assert found.planned == DAY28 + timedelta(hours=3)
    assert found.left == timedelta(hours=655)
    assert found.answer == "adds_up"


def test_under_the_japanese_label_they_do_not() -> None:
    found = times(started(), paused(hour(10)), resumed(hour(13)), at=20)
    assert (found.planned, found.interrupted, found.left) == (DAY28, timedelta(hours=3), timedelta(hours=652))


def test_a_bag_that_flows_longer_than_its_fill_is_unexplained() -> None:
    # 270 mL and the rounding of 4.8 mL at 2.5 mL/h: 109.92 h; what is charted beyond them no bag gave
    edge = 109.92
    assert times(started(), at=edge).answer == "adds_up"
    found = times(started(), at=edge + 1)
    assert found.unexplained == timedelta(hours=1)
    assert found.infused == timedelta(hours=edge)
    assert "more charted than it can give" in found.because[0].template
    assert found.answer == "unexplained"


def test_more_left_in_the_old_bag_than_the_overfill_explains() -> None:
    # 96 h at 2.5 mL/h from 240 mL: nothing expected; 30 mL of overfill and 4.8 mL of rounding are explained
    for left, gap in ((34.8, 0.0), (37.3, 1.0)):
        found = times(started(), changed(hour(96), old_bag_remaining_ml=left), at=100)
        assert found.unexplained == timedelta(hours=gap), left
    assert "did not flow" in found.because[0].template


def test_a_bag_changed_early_leaves_its_rest() -> None:
    assert times(started(), changed(hour(48), old_bag_remaining_ml=150.0), at=50).answer == "adds_up"


def test_without_a_known_fill_it_cannot_be_told() -> None:
    us96 = bag(hours=96, rate_ml_per_h=1.8, volume_ml=172.8)
    assert times(started(bag=us96), at=90, label="us-pi-2025").answer == "adds_up"
    found = times(started(bag=us96), at=120, label="us-pi-2025")
    assert found.unexplained is None
    assert "is not configured" in found.missing[-1].template
    assert found.answer == "cannot_tell"


def test_without_the_length_of_the_course_it_cannot_be_told() -> None:
    empty = Label(id="x", name_en="x", name_ja="x", edition="")
    found = times(started(), at=50, known=empty)
    assert (found.planned, found.left, found.over) == (None, None, None)
    assert found.infused == timedelta(hours=50)
    assert found.answer == "cannot_tell"
    assert len(found.missing) >= 3


def test_entries_that_do_not_fit_leave_it_open() -> None:
    found = times(started(), resumed(hour(5)), at=50)
    assert found.unexplained is None
    assert found.answer == "cannot_tell"
    assert "do not fit the chart" in found.missing[0].template


def test_a_bag_charted_as_new_twice_leaves_it_open() -> None:
    twice = [bag(label="B-7"), bag(label="B-8")]
    found = times(started(bag=twice[0]), changed(hour(96), bag=twice[0]), at=100)
    assert [text.values["label"] for text in found.missing] == ["B-7"]
    assert found.answer == "cannot_tell"
    assert times(started(bag=twice[0]), changed(hour(96), bag=twice[1]), at=100).answer == "adds_up"


def test_what_is_known_to_be_wrong_comes_before_what_is_missing() -> None:
    found = times(started(), resumed(hour(5)), at=115)
    assert found.unexplained is not None
    assert found.unexplained > timedelta(hours=5)
    assert found.missing
    assert found.answer == "unexplained"


def test_a_course_that_runs_past_its_plan_is_over() -> None:
    bags = [changed(hour(96 * n)) for n in range(1, 8)]
    assert times(started(), *bags, at=672).over == timedelta()
    found = times(started(), *bags, at=673)
    assert found.over == timedelta(hours=1)
    assert found.left == timedelta()
    assert found.answer == "unexplained"


def test_what_an_early_end_leaves_is_left() -> None:
    found = times(started(), ended(hour(20), outcome="discontinued"), at=500)
    assert found.left == timedelta(hours=652)


@given(
    st.sampled_from(["jp-pi-2021", "us-pi-2025"]),
    st.lists(st.integers(1, 60), min_size=0, max_size=6),
    st.integers(1, 900),
    st.none() | st.floats(0, 270, allow_nan=False),
)
def test_the_parts_always_make_the_whole(label: str, gaps: list[int], at: int, left: float | None) -> None:
    entries: list[Entry] = [started(bag=bag(hours=48, label="B-1"))]
    now = 0
    for place, gap in enumerate(gaps):
        now += gap
        entries.append(paused(hour(now)) if place % 2 == 0 else resumed(hour(now)))
    if len(gaps) % 2 == 0:
        entries.append(changed(hour(now + 1), bag=bag(hours=48, label="B-2"), old_bag_remaining_ml=left))
    found = times(*entries, at=float(at), label=label)
    assert found.planned is not None
    assert found.over is not None
    assert found.left is not None
    unexplained = found.unexplained or timedelta()
    assert found.planned + found.over == found.infused + found.interrupted + found.left + unexplained
    assert min(found.infused, unexplained, found.left, found.over) >= timedelta()


@pytest.mark.parametrize("late", [0, 10])
def test_a_change_a_little_late_is_explained_by_the_overfill(late: int) -> None:
    assert times(started(), changed(hour(96) + timedelta(minutes=late)), at=100).answer == "adds_up"


def test_a_site_may_fill_bags_by_their_hours() -> None:
    known = site("jp-pi-2021", "bag.fill_ml", "{ 96 = 300 }").labels["jp-pi-2021"]
    flowed = (300 + 4.8) / 2.5
    assert times(started(), at=flowed, known=known).answer == "adds_up"
    found = times(started(), at=flowed + 1, known=known)
    assert (found.answer, found.unexplained) == ("unexplained", timedelta(hours=1))
    assert times(started(bag=bag(hours=72)), at=flowed, known=known).answer == "cannot_tell"
