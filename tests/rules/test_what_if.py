"""A hold on the whole course, under the patient's label and beside it the other; hours lost per cause."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from blin21_desktop.domain.entries import PauseReason
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
    assert found.own.effect.plan.bags[0].hung_at == hour(234)


def test_the_same_bag_flows_on_while_it_is_good() -> None:
    old = changed(hour(190), bag=bag(hour(190), use_before=hour(230), dose_micrograms_per_day=28.0))
    assert held(10, old, *well(hour(199))).own.effect.plan.bags[0].hung_at == hour(230)
    assert held(40, old, *well(hour(199))).own.effect.plan.bags[0].hung_at == hour(240)


def test_the_step_moves_with_a_hold_before_it() -> None:
    s = look(measured(), ordered(), started(), changed(hour(96), bag=bag(hour(96), hours=72)), at=hour(100))
    found = what_if(s, 24 * HOUR, STOCK)
    assert found is not None
    assert (found.own.rise.kind, found.own.rise.at, found.own.rise.settled) == ("at", hour(192), False)
    assert found.beside == ()


def test_a_hold_is_no_less_than_nothing_and_no_longer_than_a_year() -> None:
    s = course(at=hour(200))
    for length in (timedelta(seconds=-1), LONGEST + timedelta(seconds=1)):
        with pytest.raises(ValueError, match="a hold lasts"):
            what_if(s, length, STOCK)
    assert what_if(s, LONGEST, STOCK) is not None


def test_without_the_labels_days_nothing_is_guessed() -> None:
    s = course(at=hour(200), knowledge=without("cycle.infusion_days"))
    found = what_if(s, HOUR, STOCK)
    assert found is not None
    assert (found.own.planned_end.at, found.own.hours.at_end, found.own.infusion_day) == (None, None, 9)


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
