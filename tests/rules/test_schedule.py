"""When a check is due: every kind of row, both sides of every limit, and what counts as an answer."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from blin21_desktop.domain.entries import Entry
from blin21_desktop.domain.knowledge import Knowledge
from blin21_desktop.rules.schedule import Check, What, anchors, answers, history, missed_in_a_row, next_checks
from blin21_desktop.rules.tasks import tasks
from tests.making import (
    bag,
    changed,
    crs,
    ended,
    graded,
    hour,
    ice,
    measured,
    missed,
    neuro,
    oxygen,
    paused,
    resumed,
    started,
    vitals,
    withdrawn,
)
from tests.rules.looking import KNOWLEDGE, look, says, site, without

FULL = {"dose_micrograms_per_day": 28.0}


def full(at: datetime) -> Entry:
    return changed(at, bag=bag(at, **FULL))


def check(what: What, *entries: Entry, at: datetime, knowledge: Knowledge = KNOWLEDGE) -> Check:
    seen = look(measured(), started(), *entries, at=at, knowledge=knowledge)
    [found] = [c for c in next_checks(seen) if c.what == what]
    return found


def due(what: What, *entries: Entry, at: datetime) -> float:
    return (check(what, *entries, at=at).due_at - hour()).total_seconds() / 3600


# Hours since the start: when the check was last done, when it is due next.
@pytest.mark.parametrize(
    ("what", "done", "next_one"),
    [
        ("vitals", None, 2),
        ("vitals", 5, 7),
        ("vitals", 21.9, 23.9),
        ("vitals", 22, 26),  # two hours on the first day have passed: four on the next two
        ("vitals", 67.9, 71.9),
        ("vitals", 68, 76),
        ("vitals", 300, 308),
        ("crs", None, 4),
        ("crs", 67.9, 71.9),
        ("crs", 68, 76),
        ("neuro", None, 8),
        ("neuro", 100, 108),
    ],
)
def test_intervals_since_the_start(what: What, done: float | None, next_one: float) -> None:
    make = {"vitals": vitals, "crs": crs, "neuro": neuro}[what]
    entries = () if done is None else (make(hour(done)),)  # type: ignore[operator]
    assert due(what, *entries, at=hour(done or 1)) == pytest.approx(next_one)


def test_after_the_rise_of_the_dose_it_is_tighter_again() -> None:
    entries = (full(hour(168)), vitals(hour(167)), crs(hour(167)))
    at = hour(168)
    assert (due("vitals", *entries, at=at), due("crs", *entries, at=at)) == (169, 171)
    assert due("vitals", full(hour(168)), vitals(hour(190)), at=hour(190)) == 194
    assert due("vitals", full(hour(168)), vitals(hour(212)), at=hour(212)) == 220
    lowered = (full(hour(168)), changed(hour(250), bag=bag(hour(250))), vitals(hour(250)))
    assert due("vitals", *lowered, at=hour(250)) == 258
    same_dose = (changed(hour(90)), vitals(hour(89)))
    assert due("vitals", *same_dose, at=hour(91)) == 97


def test_after_a_restart_it_is_tighter_again() -> None:
    entries = (paused(hour(100)), resumed(hour(105)), vitals(hour(104)), crs(hour(104)), neuro(hour(104)))
    assert [due(what, *entries, at=hour(105)) for what in ("vitals", "crs", "neuro")] == [106, 108, 112]
    assert due("vitals", paused(hour(100)), resumed(hour(105)), vitals(hour(127)), at=hour(127)) == 135
    paused_only = (paused(hour(100)), vitals(hour(104)))
    assert due("vitals", *paused_only, at=hour(104)) == 112  # a pause stops no check


@pytest.mark.parametrize(
    ("grade", "of_vitals", "of_crs"), [(0, 208, 208), (1, 202, 204), (2, 201, 201), (3, 201, 201), (4, 201, 201)]
)
def test_while_crs_is_graded_it_is_tighter(grade: int, of_vitals: float, of_crs: float) -> None:
    entries = (vitals(hour(200)), graded(hour(200), grade, "crs"), crs(hour(200), accepted_grade=grade))
    assert due("vitals", *entries, at=hour(200)) == of_vitals
    assert due("crs", *entries, at=hour(200)) == of_crs
    assert due("neuro", neuro(hour(200)), *entries, at=hour(200)) == 208


@pytest.mark.parametrize(("points", "of_neuro", "of_vitals"), [(4, 208, 208), (3, 204, 208), (0, 201, 201)])
def test_while_icans_is_graded_it_is_tighter(points: int, of_neuro: float, of_vitals: float) -> None:
    entries = (vitals(hour(200)), neuro(hour(200), ice=ice(points)))
    assert due("neuro", *entries, at=hour(200)) == of_neuro
    assert due("vitals", *entries, at=hour(200)) == of_vitals


@pytest.mark.parametrize(
    ("findings", "of_vitals"),
    [
        ({"fever": "masked"}, 202),
        ({"fever": "no", "oxygen": oxygen("nasal_cannula", 2)}, 201),
        ({"fever": "yes", "hypotension": "several_vasopressors"}, 201),
    ],
)
def test_what_could_not_be_graded_is_watched_as_the_least_it_can_be_but_at_least_as_1(
    findings: dict[str, Any], of_vitals: float
) -> None:
    assert due("vitals", vitals(hour(200)), crs(hour(200), **findings), at=hour(200)) == of_vitals


def test_an_icans_that_could_not_be_graded_is_watched_as_1_at_least() -> None:
    assert due("neuro", neuro(hour(200), ice=None), at=hour(200)) == 204
    assert due("neuro", neuro(hour(200), seizure="brief", focal_weakness=None), at=hour(200)) == 201
    assert due("neuro", neuro(hour(200), accepted_grade=0, ice=None), at=hour(200)) == 208


def test_a_check_without_a_grade_never_loosens_what_the_grade_before_it_asks_for() -> None:
    worse, open_one = neuro(hour(199), ice=ice(orientation=0, naming=0)), neuro(hour(200), ice=None)
    assert due("neuro", worse, open_one, at=hour(200)) == 201
    assert due("neuro", worse, open_one, neuro(hour(201), ice=None), at=hour(201)) == 202
    assert due("neuro", worse, open_one, neuro(hour(201)), at=hour(201)) == 209, "a grade of 0 does"
    fluids = crs(hour(199), "yes", "fluids")
    assert due("crs", fluids, crs(hour(200), "masked"), at=hour(200)) == 201


def test_without_scales_a_check_is_watched_as_grade_1() -> None:
    bare = Knowledge(labels=KNOWLEDGE.labels, protocols=KNOWLEDGE.protocols, fingerprint="")
    for what, entry in (("crs", crs(hour(200))), ("neuro", neuro(hour(200)))):
        assert check(what, entry, at=hour(200), knowledge=bare).due_at == hour(204)  # type: ignore[arg-type]


def test_a_rising_grade_makes_an_old_check_due_at_once_and_a_falling_one_lets_go() -> None:
    rise = (vitals(hour(197)), crs(hour(200), "yes"))
    assert due("vitals", *rise, at=hour(200)) == 200
    fall = (*rise, vitals(hour(201)), crs(hour(202)))
    assert due("vitals", *fall, at=hour(202)) == 209
    missed_in_between = (*rise, crs(hour(202)))
    assert due("vitals", *missed_in_between, at=hour(202)) == 200  # it was due then, and nobody did it


def test_the_reason_is_the_shortest_row_and_is_called_a_proposal() -> None:
    seen = look(measured(), started(), vitals(hour(200)), crs(hour(200), "yes", "fluids"), at=hour(200))
    [task] = [t for t in tasks(seen) if t.what == "vitals"]
    assert says(task.because) == (
        "every 1:00:00 while CRS is grade 2 or more (a proposal of this program that needs sign-off, not a label rule)"
    )


@pytest.mark.parametrize(
    ("seconds", "state"),
    [(-1801, "upcoming"), (-1800, "due"), (0, "due"), (1800, "due"), (1801, "overdue"), (10**6, "overdue")],
)
def test_due_from_half_an_hour_before_and_overdue_from_half_an_hour_after(seconds: int, state: str) -> None:
    entry = neuro(hour(100))
    at = hour(108, seconds=seconds)
    assert check("neuro", entry, at=at).state == state
    [task] = [t for t in tasks(look(measured(), started(), entry, at=at)) if t.what == "neuro_check"]
    assert task.state == state


def test_without_these_limits_a_check_is_due_at_its_moment_alone() -> None:
    bare = without("checks.due_before_hours", "checks.late_after_hours")
    states = [check("neuro", at=hour(8, seconds=s), knowledge=bare).state for s in (-1, 0, 1)]
    assert states == ["upcoming", "due", "overdue"]


def test_a_missed_check_answers_until_the_next_one_and_only_for_its_kind() -> None:
    for reason in ("asleep", "refused", "other", "off_ward"):
        assert due("neuro", missed(hour(8), "neuro", reason), at=hour(8)) == 16
    assert due("neuro", missed(hour(8), "crs"), missed(hour(8), "lab"), at=hour(8)) == 8


@pytest.mark.parametrize(("until", "back"), [(0.5, 100.5), (3.99, 103.99), (4, 104), (4.01, 104), (30, 104)])
def test_what_an_off_ward_patient_missed_is_due_on_the_return_but_is_not_put_off_longer_than_4_hours(
    until: float, back: float
) -> None:
    away = missed(hour(100), "neuro", "off_ward", until=hour(100 + until))
    assert due("neuro", away, at=hour(100)) == pytest.approx(back)
    hourly = (neuro(hour(99), seizure="brief"), away)
    assert due("neuro", *hourly, at=hour(100)) == pytest.approx(back)


def test_while_off_the_ward_a_check_is_put_off_then_due_then_overdue() -> None:
    away = missed(hour(100), "neuro", "off_ward", until=hour(102))
    because = check("neuro", away, at=hour(100)).because
    assert says(because) == f"on the return to the ward, expected {hour(102)}"
    moments = (hour(100), hour(101.5, seconds=-1), hour(101.5), hour(102.5), hour(102.5, seconds=1))
    assert [check("neuro", away, at=at).state for at in moments] == ["put_off", "put_off", "due", "due", "overdue"]
    seen = look(measured(), started(), away, at=hour(100))
    assert [t.state for t in tasks(seen) if t.what == "neuro_check"] == ["upcoming"]
    assert due("neuro", away, neuro(hour(101)), at=hour(101)) == 109  # back earlier than thought


def test_without_a_longest_time_off_ward_nothing_is_put_off() -> None:
    away = missed(hour(100), "neuro", "off_ward", until=hour(130))
    assert check("neuro", away, at=hour(100), knowledge=without("checks.off_ward_max_hours")).due_at == hour(108)


def test_a_withdrawn_check_answers_nothing() -> None:
    slip = neuro(hour(7))
    assert due("neuro", slip, withdrawn(hour(9), slip.id), at=hour(10)) == 8


def test_nothing_is_due_before_a_start_after_an_end_or_without_a_schedule() -> None:
    assert next_checks(look(measured(), at=hour(1))) == ()
    assert next_checks(look(measured(), started(), ended(hour(5)), at=hour(6))) == ()
    bare = look(measured(), started(), at=hour(6), knowledge=without("checks.schedule"))
    assert (next_checks(bare), history(bare, "crs")) == ((), ())
    before = look(measured(), at=hour(1))
    assert (history(before, "crs"), answers(before, "crs"), anchors(before, "start")) == ((), (), ())
    assert missed_in_a_row(before, "crs") == []
    assert next_checks(look(measured(), started(), at=hour(2020), knowledge=KNOWLEDGE))  # still open from before
    late = look(measured(), started(), vitals(hour(2010)), crs(hour(2010)), neuro(hour(2010)), at=hour(2011))
    assert next_checks(late) == ()  # the rows end after twelve weeks


def test_every_interval_is_the_wards_own_to_change() -> None:
    mine = site(
        "sct-all-blin21",
        "checks.schedule",
        """[{ what = "crs", after = "start", from_hours = 6, until_hours = 90, every_hours = 3 }]""",
    )
    [only] = next_checks(look(measured(), started(), at=hour(1), knowledge=mine))
    assert (only.what, only.due_at, only.every) == ("crs", hour(6), hour(3) - hour())


def test_checks_come_soonest_first() -> None:
    seen = look(measured(), started(), vitals(hour(1)), crs(hour(1)), neuro(hour(1)), at=hour(2))
    assert [(c.what, c.due_at) for c in next_checks(seen)] == [
        ("vitals", hour(3)),
        ("crs", hour(5)),
        ("neuro", hour(9)),
    ]


@pytest.mark.parametrize(("seconds", "state"), [(-3600, "done"), (1800, "done"), (1801, "done_late")])
def test_a_check_is_done_late_from_half_an_hour_after_its_time(seconds: int, state: str) -> None:
    entry = neuro(hour(8, seconds=seconds))
    first, following = history(look(measured(), started(), entry, at=hour(9)), "neuro")
    assert (first.state, first.due_at, first.entry) == (state, hour(8), entry)
    assert (following.entry, following.state) == (None, "upcoming")


def test_the_history_of_a_night() -> None:
    entries = (
        neuro(hour(8)),
        missed(hour(16), "neuro", "asleep"),
        neuro(hour(25)),
        missed(hour(33), "neuro", "off_ward", until=hour(36)),
        neuro(hour(36.4)),
    )
    found = history(look(measured(), started(), *entries, at=hour(50)), "neuro")
    assert [(c.state, c.due_at) for c in found] == [
        ("done", hour(8)),
        ("missed", hour(16)),
        ("done_late", hour(24)),
        ("missed", hour(33)),
        ("done", hour(36)),
        ("overdue", hour(44.4)),
    ]
    over = history(look(measured(), started(), *entries, ended(hour(40)), at=hour(50)), "neuro")
    assert [c.state for c in over] == ["done", "missed", "done_late", "missed", "done"]
    last_row = history(look(measured(), started(), neuro(hour(2015)), neuro(hour(2020)), at=hour(2021)), "neuro")
    assert [c.state for c in last_row] == ["done_late"]  # the second was wanted by no row
