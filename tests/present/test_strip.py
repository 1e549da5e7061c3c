"""The 28-day strip: positions in days, dose levels, what is planned."""

from __future__ import annotations

from itertools import pairwise

import pytest

from blin21_desktop.present.strip import CELLS, Strip, level, strip
from blin21_desktop.service.look import Look
from tests.making import bag, changed, ended, hour, paused, registered, resumed, started
from tests.present.looks import BEFORE, GIVEN, completed, late, look, not_started, running, stopped


def of(seen: Look) -> Strip:
    found = strip(seen)
    assert found is not None
    return found


def test_without_a_course_there_is_no_strip() -> None:
    assert strip(not_started()) is None


def test_bags_of_one_dose_are_one_segment_and_the_step_begins_another() -> None:
    found = of(running())
    given = [s for s in found.segments if not s.planned]
    assert [(s.start, s.end, s.level) for s in given] == [
        (0.0, 7.0, "low"),
        (7.0, pytest.approx(170 / 24), "full"),
    ]
    assert (found.step, found.step_done) == (7.0, True)
    assert found.today == 8
    assert found.now == pytest.approx(170 / 24)


def test_bag_ticks_carry_their_numbers_and_the_next_is_planned() -> None:
    ticks = [(t.at, t.number, t.planned) for t in of(running()).bags]
    assert ticks == [(0.0, 1, False), (3.0, 2, False), (7.0, 3, False), (10.0, 4, True)]


def test_the_plan_goes_on_from_now_to_the_planned_end() -> None:
    found = of(running())
    (planned,) = [s for s in found.segments if s.planned]
    assert planned.start == found.now
    assert planned.end == found.end == 28.0
    assert planned.dose_micrograms_per_day == 28.0


def test_before_the_step_the_plan_holds_the_step_at_the_label_dose() -> None:
    found = of(look(*BEFORE, started(hour(0)), at=hour(24)))
    planned = [(s.start, s.end, s.dose_micrograms_per_day, s.level) for s in found.segments if s.planned]
    assert planned == [(1.0, 7.0, 9.0, "low"), (7.0, 28.0, 28.0, "full")]
    assert (found.step, found.step_done) == (7.0, False)


def test_pauses_are_told_with_their_exact_length_and_the_last_is_open() -> None:
    found = of(stopped())
    assert [p.open for p in found.pauses] == [False, True]
    assert [p.start for p in found.pauses] == pytest.approx([20 / 24, 7.5])
    assert [p.end for p in found.pauses] == pytest.approx([23 / 24, 181 / 24])
    assert sum(p.length.total_seconds() for p in found.pauses) == 4 * 3600


def test_flow_and_pauses_cover_the_time_since_the_start_without_overlap() -> None:
    found = of(stopped())
    spans = sorted(
        [(s.start, s.end) for s in found.segments if not s.planned] + [(p.start, p.end) for p in found.pauses]
    )
    assert spans[0][0] == 0.0
    assert all(before[1] == pytest.approx(after[0]) for before, after in pairwise(spans))
    assert spans[-1][1] == found.now


def test_an_ended_course_has_no_now_and_no_plan() -> None:
    found = of(completed())
    assert found.now is None
    assert found.today is None
    assert not any(s.planned for s in found.segments)
    assert found.end == pytest.approx(230 / 24)


def test_a_bag_that_is_overdue_keeps_its_planned_tick_in_the_past() -> None:
    found = of(late())
    assert found.now is not None
    assert found.bags[-1].planned
    assert found.bags[-1].at < found.now


def test_the_strip_grows_where_only_infused_time_counts() -> None:
    us = registered(hour(-72), label="us-pi-2025")
    found = of(look(us, *BEFORE[1:], *GIVEN, paused(hour(180)), resumed(hour(228)), at=hour(230)))
    assert found.end == 30.0
    assert found.cells == 30
    assert of(running()).cells == CELLS


def test_without_a_label_nothing_is_planned() -> None:
    unknown = registered(hour(-72), label="of-no-country")
    found = of(look(unknown, *BEFORE[1:], started(hour(0)), at=hour(24)))
    assert found.end is None
    assert not any(s.planned for s in found.segments)


def test_a_second_dose_of_one_level_is_another_segment() -> None:
    given = (started(hour(0)), changed(hour(48), bag=bag(hour(48), dose_micrograms_per_day=8.5)), ended(hour(72)))
    assert [s.dose_micrograms_per_day for s in of(look(*BEFORE, *given, at=hour(80))).segments] == [9.0, 8.5]


@pytest.mark.parametrize(
    ("dose", "full", "drawn"), [(9, 28, "low"), (5.8, 17.4, "low"), (26, 28, "full"), (9, None, "full")]
)
def test_levels(dose: float, full: float | None, drawn: str) -> None:
    assert level(dose, full) == drawn


def test_at_the_very_moment_of_the_step_all_that_is_ahead_is_planned_full() -> None:
    found = of(look(*BEFORE, started(hour(0)), at=hour(168)))
    planned = [(s.start, s.dose_micrograms_per_day, s.level) for s in found.segments if s.planned]
    assert planned == [(7.0, 28.0, "full")]
