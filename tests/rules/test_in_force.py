"""The grades in force: the newest by the bedside clock, whatever was written when; what a person accepted wins."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blin21_desktop.domain.entries import Entry
from blin21_desktop.rules.crs import ASTCT
from blin21_desktop.rules.in_force import Grades, grades, neuro_grade
from tests.making import (
    AT,
    bag,
    chart,
    crs,
    ended,
    graded,
    hour,
    ice,
    missed,
    neuro,
    registered,
    staged,
    started,
    withdrawn,
)
from tests.rules.looking import KNOWLEDGE
from tests.service.memory import HandClock, MemoryLog, ward_of

SCALES = KNOWLEDGE.scales
NOW = hour(48)


def found(*entries: Entry, at: datetime = NOW, start: datetime | None = AT) -> Grades:
    return grades(chart(*entries), at, SCALES, start)


def crs_of(*entries: Entry, at: datetime = NOW) -> tuple[int | None, int | None]:
    seen = found(*entries, at=at).crs
    assert seen is not None
    return seen.grade, seen.worst_24h


def neuro_of(*entries: Entry, at: datetime = NOW) -> tuple[int | None, int | None]:
    seen = found(*entries, at=at).neuro
    assert seen is not None
    return seen.grade, seen.worst_24h


def test_nothing_graded() -> None:
    assert found(missed(hour(1))) == Grades()


def test_ctcae_drives_and_both_scales_stand_beside_each_other() -> None:
    seen = found(crs(hour(47), "yes", "several_vasopressors", life_threatening=True)).crs
    assert seen is not None
    assert (seen.grade, {k: g.grade for k, g in seen.graded.items()}) == (
        4,
        {"astct-2019": 4, "ctcae-5.0": 4, "lee-2014": None},
    )


def test_the_newest_by_the_bedside_clock_counts_also_when_it_was_written_first() -> None:
    late = replace(crs(hour(40), "yes", "fluids"), recorded_at=hour(47))
    assert crs_of(crs(hour(46), "yes"), late) == (1, 2)
    assert neuro_of(neuro(hour(46)), neuro(hour(40), seizure="brief")) == (0, 3)


def test_a_later_event_of_crs_takes_over_and_a_later_check_takes_over_again() -> None:
    event = graded(hour(41), 2, "crs")
    assert crs_of(crs(hour(40), "yes"), event) == (2, 2)
    assert crs_of(event, crs(hour(42))) == (0, 2)
    assert found(graded(hour(41), 2, "hepatic")).crs is None


def test_of_two_at_the_same_minute_the_one_written_later_counts() -> None:
    first, second = crs(hour(40), "yes", "fluids"), crs(hour(40), "yes")
    assert first.id < second.id
    assert crs_of(first, second)[0] == 1
    assert crs_of(second, first)[0] == 1
    assert neuro_of(neuro(hour(40), seizure="brief"), neuro(hour(40)))[0] == 0


def test_the_grade_a_person_accepted_wins_and_the_difference_is_told() -> None:
    check = crs(hour(40), "yes", accepted_grade=2, because="looks worse")
    seen = found(check).crs
    assert seen is not None
    assert (seen.grade, seen.differs, seen.worst_24h) == (2, True, 2)
    agreed = found(replace(check, accepted_grade=1)).crs
    assert agreed is not None
    assert not agreed.differs
    decided = found(crs(hour(40), "yes", "several_vasopressors", accepted_grade=4, because="as the physician says")).crs
    assert decided is not None
    assert (decided.grade, decided.differs) == (4, True)
    event = found(graded(hour(40), 2, "crs")).crs
    assert event is not None
    assert not event.differs
    mind = found(neuro(hour(40), seizure="brief", accepted_grade=2, because="a known tic")).neuro
    assert mind is not None
    assert (mind.grade, mind.differs) == (2, True)
    same = found(neuro(hour(40))).neuro
    assert same is not None
    assert not same.differs


def test_what_could_not_be_graded_is_no_zero() -> None:
    assert crs_of(crs(hour(40), "masked")) == (None, None)
    assert crs_of(crs(hour(30), "yes"), crs(hour(40), "masked")) == (None, 1)
    assert neuro_of(neuro(hour(40), ice=None)) == (None, None)
    without_scales = grades(chart(crs(hour(40), "yes"), neuro(hour(40))), NOW, {}, AT)
    assert without_scales.crs is not None
    assert without_scales.neuro is not None
    assert (without_scales.crs.grade, without_scales.neuro.grade, without_scales.neuro.graded) == (None, None, None)
    assert not without_scales.neuro.differs


def test_a_withdrawn_check_is_none() -> None:
    slip = crs(hour(40), "yes", "fluids")
    assert crs_of(crs(hour(30), "yes"), slip, withdrawn(hour(41), slip.id)) == (1, 1)
    assert found(slip, withdrawn(hour(41), slip.id)).crs is None


@pytest.mark.parametrize(("seconds", "worst"), [(1, 2), (0, 1)])
def test_the_worst_of_24_hours_is_that_to_the_second(seconds: int, worst: int) -> None:
    assert crs_of(crs(hour(24, seconds=seconds), "yes", "fluids"), crs(hour(47), "yes")) == (1, worst)
    assert neuro_of(
        neuro(hour(24, seconds=seconds), consciousness="to_voice"), neuro(hour(47), ice=ice(writing=0))
    ) == (
        1,
        worst,
    )


def test_what_lies_ahead_of_the_moment_is_not_known_yet() -> None:
    later = crs(hour(49), "yes", "fluids")
    assert crs_of(crs(hour(40)), later) == (0, 0)
    assert crs_of(crs(hour(40)), later, at=hour(49)) == (2, 2)


def test_the_gvhd_in_force_is_the_newest_staging() -> None:
    newest = staged(hour(40), 3)
    seen = found(newest, staged(hour(10), 4)).gvhd
    assert seen is not None
    assert (seen[0], seen[1].grade) == (newest, "II")


@pytest.mark.parametrize(("base_at", "change"), [(hour(-1), -1), (AT, -1), (hour(0, seconds=1), None)])
def test_the_baseline_lies_at_or_before_the_start(base_at: datetime, change: int | None) -> None:
    seen = found(neuro(base_at), neuro(hour(40), ice=ice(writing=0))).neuro
    assert seen is not None
    assert seen.score.change == change


def test_the_newest_check_of_the_same_tool_is_the_baseline() -> None:
    entries = (
        neuro(hour(-9), ice=ice(3)),
        neuro(hour(-5), ice=ice(2)),
        neuro(hour(-1), capd=(0,) * 8),
        neuro(hour(40), ice=ice(1)),
    )
    seen = found(*entries).neuro
    assert seen is not None
    assert (seen.score.baseline, seen.score.change) == (8, -1)
    before_any_course = found(*entries, start=None).neuro
    assert before_any_course is not None
    assert before_any_course.score.baseline is None


def test_a_loss_is_still_shown_after_the_course_has_ended() -> None:
    entries = (registered(), started(bag=bag(hours=96)), neuro(hour(-1)), ended(hour(90)), neuro(hour(91), ice=ice(2)))
    log = MemoryLog(list(entries))
    seen = ward_of(log, HandClock(hour(92))).look("UPN-1").grades.neuro
    assert seen is not None
    assert (seen.score.baseline, seen.score.change) == (10, -2)


ENTRIES = st.lists(
    st.one_of(
        st.builds(crs, st.integers(0, 47).map(hour), st.sampled_from(["yes", "no", "masked"])),
        st.builds(lambda at, grade: crs(at, accepted_grade=grade), st.integers(0, 47).map(hour), st.integers(0, 4)),
        st.builds(lambda at, grade: graded(at, grade, "crs"), st.integers(0, 47).map(hour), st.integers(0, 5)),
        st.builds(lambda at, left: neuro(at, ice=ice(left)), st.integers(-5, 47).map(hour), st.integers(0, 4)),
        st.builds(staged, st.integers(0, 47).map(hour), st.integers(0, 4)),
    ),
    max_size=12,
)


@given(ENTRIES, st.randoms())
def test_the_order_of_writing_does_not_matter(entries: list[Entry], random: Random) -> None:
    entries += [withdrawn(NOW, entry.id) for entry in entries[::5]]
    mixed = list(entries)
    random.shuffle(mixed)
    assert found(*mixed) == found(*entries)


def test_the_grade_of_one_check_is_the_accepted_one_or_that_of_its_findings() -> None:
    scale = KNOWLEDGE.scales[ASTCT]
    drowsy = neuro(consciousness="to_voice")
    assert neuro_grade(drowsy, scale) == 2
    assert neuro_grade(drowsy, None) is None
    assert neuro_grade(replace(drowsy, accepted_grade=1), scale) == 1
    assert neuro_grade(replace(drowsy, accepted_grade=1), None) == 1
