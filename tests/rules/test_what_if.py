"""A hold on the whole course, under the patient's label and beside it the other; hours lost per cause."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from blin21_desktop.domain.entries import Entry, PauseReason
from blin21_desktop.domain.infusion import courses
from blin21_desktop.domain.moments import HOUR
from blin21_desktop.rules.lost_hours import lost_hours, lost_on_ward
from blin21_desktop.rules.what_if import LONGEST, WhatIf, what_if
from tests.making import bag, changed, chart, ended, hour, measured, ordered, paused, resumed, started
from tests.rules.looking import JP, KNOWLEDGE, REACTION, US, graded, look, says, site, without
from tests.rules.restarting import STOCK, course, stop, well

LABELS = tuple(KNOWLEDGE.labels.values())


def held(hours: float, *after: object, at: float = 200, label: str = JP) -> WhatIf:
    found = what_if(course(*after, at=hour(at), label=label), hours * HOUR, STOCK, LABELS)  # type: ignore[arg-type]
    assert found is not None
    return found


@pytest.mark.parametrize(("label", "moves"), [(JP, 0), (US, 72)])
def test_the_planned_end_by_the_patients_own_label(label: str, moves: int) -> None:
    found = held(72, *well(hour(199)), label=label)
    assert found.own.planned_end.at == hour(672 + moves)
    assert found.without.planned_end.at == hour(672)
    assert found.own.hours.lost == (72 - moves) * HOUR
    assert (found.own.infusion_day, found.own.cycle_day, found.without.cycle_day) == (9, 12, 9)
    assert found.own.resume_at == hour(272)


def test_the_other_label_stands_beside_it_marked_as_comparison_only() -> None:
    found = held(72, *well(hour(199)))
    assert [(one.outcome.label.id, one.comparison_only) for one in found.beside] == [(US, True)]
    assert found.beside[0].outcome.planned_end.at == hour(744)
    assert found.own.label.id == found.without.label.id == JP


def test_no_number_of_the_other_label_enters_the_own_column() -> None:
    after = stop()
    known = [KNOWLEDGE, site("us-pi-2025", "cycle.infusion_days", "14")]
    seen = [what_if(course(*after, at=hour(210)), 48 * HOUR, STOCK, tuple(k.labels.values())) for k in known]
    assert seen[0] is not None
    assert seen[1] is not None
    assert (seen[0].own, seen[0].without) == (seen[1].own, seen[1].without)
    assert seen[0].beside != seen[1].beside


def test_while_paused_the_pause_goes_on_and_its_lines_are_told() -> None:
    found = held(160, *stop(), at=210)
    assert [line.rule for line in found.own.passed] == ["pause.cycle"]
    assert [line.rule for line in found.beside[0].outcome.passed] == [
        "pause.premedicate", "pause.supervise", "pause.cycle",
    ]  # fmt: skip
    assert found.own.dose.micrograms_per_day is None
    assert [says(text) for text in found.own.dose.missing] == ["whether the new cycle begins with the low dose"]


def test_after_a_reaction_the_dose_is_low_and_a_new_bag_hangs() -> None:
    found = held(24, *stop(), at=210)
    assert found.own.dose.micrograms_per_day == 9.0
    assert (found.own.rise.kind, found.own.rise.at) == ("at", hour(234 + 168))
    assert found.own.effect is not None
    assert found.own.effect.plan.bags[0].hung_at == hour(234)
    assert hour(234 + 168) in [planned.ends_at for planned in found.own.effect.plan.bags]


def test_the_same_bag_flows_on_while_it_is_good() -> None:
    old = changed(hour(190), bag=bag(hour(190), use_before=hour(230), dose_micrograms_per_day=28.0))
    for hours, hung in ((10, 230), (40, 240)):
        effect = held(hours, old, *well(hour(199))).own.effect
        assert effect is not None
        assert effect.plan.bags[0].hung_at == hour(hung)


def test_the_step_moves_with_a_hold_before_it() -> None:
    s = look(measured(), ordered(), started(), changed(hour(96), bag=bag(hour(96), hours=72)), at=hour(100))
    found = what_if(s, 24 * HOUR, STOCK)
    assert found is not None
    assert (found.own.rise.kind, found.own.rise.at, found.own.rise.settled) == ("at", hour(192), False)
    assert found.beside == ()


@pytest.mark.parametrize(
    ("label", "hours", "second", "breaks"),
    [
        (JP, 168, 0, []),
        (JP, 168, 1, ["new cycle"]),
        (JP, 336, 0, ["new cycle"]),
        (JP, 336, 1, ["stop the treatment", "new cycle"]),
        (US, 168, 0, []),
        (US, 168, 1, ["new cycle"]),
        (US, 336, 1, ["new cycle"]),
    ],
)
def test_after_too_long_a_pause_no_end_of_this_cycle_is_told(
    label: str, hours: int, second: int, breaks: list[str]
) -> None:
    found = held(hours - 10 + second / 3600, *stop(), at=210, label=label).own
    told = [says(text) for text in found.breaks]
    assert len(told) == len(breaks)
    assert all(part in text for part, text in zip(breaks, told, strict=True))
    assert (found.planned_end.at is None) is bool(breaks)
    assert (found.effect is None) is bool(breaks)
    assert (found.hours.at_end is None) is bool(breaks)
    assert [says(text) for text in found.planned_end.missing] == told


def test_a_hold_is_no_less_than_nothing_and_no_longer_than_a_year() -> None:
    s = course(at=hour(200))
    for length in (timedelta(seconds=-1), LONGEST + timedelta(seconds=1)):
        with pytest.raises(ValueError, match="a hold lasts"):
            what_if(s, length, STOCK)
    assert all(what_if(s, length, STOCK) is not None for length in (timedelta(), LONGEST))


def test_the_days_are_of_the_course_under_way_and_at_most_the_labels() -> None:
    def days(*entries: Entry, at: float) -> tuple[int, int]:
        found = what_if(look(measured(), ordered(), started(), *entries, at=hour(at)), timedelta(), STOCK)
        assert found is not None
        return found.own.infusion_day, found.own.cycle_day

    assert days(ended(hour(672)), started(hour(1008), course=2, bag=bag(hour(1008))), at=1033) == (2, 2)
    assert [days(at=at) for at in (671, 672, 700)] == [(28, 28), (28, 29), (28, 30)]


def test_without_the_labels_days_nothing_is_guessed() -> None:
    s = course(at=hour(200), knowledge=without("cycle.infusion_days"))
    found = what_if(s, HOUR, STOCK)
    assert found is not None
    assert (found.own.planned_end.at, found.own.hours.at_end, found.own.infusion_day) == (None, None, 9)


SECOND = timedelta(seconds=1)

PAUSES = (
    paused(hour(10), reason=REACTION, event="e1"),
    resumed(hour(15)),
    paused(hour(20), reason=REACTION, event="e1"),
    resumed(hour(22)),
    paused(hour(30)),
    resumed(hour(31)),
    paused(hour(40), reason=PauseReason.BAG),
)


def test_hours_lost_per_cause() -> None:
    found = lost_hours(chart(started(), *PAUSES, graded(hour(9), "crs")), hour(44))
    assert [(one.reason.value, one.event, one.term, one.length / HOUR, one.pauses) for one in found] == [
        ("adverse_reaction", "e1", "an event", 7.0, 2),
        ("bag", None, None, 4.0, 1),
        ("line_or_pump", None, None, 1.0, 1),
    ]


def test_an_end_ends_the_pause_and_the_sum_is_all_that_was_interrupted() -> None:
    charted = chart(started(), *PAUSES, ended(hour(50)), started(hour(60), course=2), paused(hour(70)))
    found = lost_hours(charted, hour(75))
    total = sum((one.length for one in found), timedelta())
    assert total == sum((c.interrupted for c in courses(charted.infusion, hour(75))), timedelta())
    assert total == 23 * HOUR


def test_on_the_ward_by_reason_and_category() -> None:
    charts = [chart(started(), *PAUSES, graded(hour(9), "crs")), chart(started(), *PAUSES[:2], graded(hour(9), "crs"))]
    charts[1] = replace(charts[1], patient="UPN-2")
    found = lost_on_ward(charts, hour(44))
    assert [(one.reason.value, one.category, one.length / HOUR, one.pauses, one.patients) for one in found] == [
        ("adverse_reaction", "crs", 12.0, 3, 2),
        ("bag", None, 4.0, 1, 1),
        ("line_or_pump", None, 1.0, 1, 1),
    ]
    assert lost_on_ward([], hour()) == ()


def test_a_period_counts_the_part_of_a_pause_that_lies_in_it() -> None:
    charted = chart(started(), *PAUSES, graded(hour(9), "crs"))
    for start, end, wanted in (
        (hour(12), hour(21), [("adverse_reaction", 4.0, 2)]),
        (hour(15), hour(20), []),
        (hour(15) - SECOND, hour(20), [("adverse_reaction", SECOND / HOUR, 1)]),
        (hour(15), hour(20) + SECOND, [("adverse_reaction", SECOND / HOUR, 1)]),
        (hour(30), hour(44), [("bag", 4.0, 1), ("line_or_pump", 1.0, 1)]),
    ):
        found = lost_hours(charted, end, start)
        assert [(one.reason.value, one.length / HOUR, one.pauses) for one in found] == wanted
    ward = lost_on_ward([charted], hour(21), hour(12))
    assert [(one.category, one.length / HOUR, one.pauses, one.patients) for one in ward] == [("crs", 4.0, 2, 1)]


def test_causes_of_one_length_stand_by_name_and_without_a_name_first() -> None:
    reaction = [(event, hour(at)) for at, event in ((1, "b"), (10, "a"), (20, None))]
    stops = [e for event, at in reaction for e in (paused(at, reason=REACTION, event=event), resumed(at + HOUR))]
    kinds = (graded(hour(1), "other", "a"), graded(hour(2), "crs", "b"))
    charted = chart(started(), *stops, *kinds)
    assert [one.event for one in lost_hours(charted, hour(44))] == [None, "a", "b"]
    assert [one.category for one in lost_on_ward([charted], hour(44))] == [None, "crs", "other"]
