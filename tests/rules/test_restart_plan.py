"""The alternatives of a restart: open or closed and by which rule, dose, step-up, bag, planned end, hours."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from blin21_desktop.domain.moments import HOUR
from blin21_desktop.domain.pharmacy import Pharmacy, parse_hours
from blin21_desktop.rules.restart_plan import restart_plan
from blin21_desktop.rules.restart_plan_bag import Stock
from tests.making import TOKYO, bag, changed, hour, measured, ordered, paused, premedicated, resumed, started
from tests.rules.looking import JP, REACTION, US, graded, look, says, site, without
from tests.rules.restarting import (
    ADULT,
    CHILD,
    condition,
    course,
    crs_checked,
    neuro_checked,
    option,
    plan,
    stop,
    well,
)

RECOVERED = [*stop(), graded(hour(220), "crs", "e1", 0), *well(hour(222)), premedicated(hour(222))]


def test_always_the_same_five_alternatives() -> None:
    found = plan(course(*stop(), at=hour(210)))
    assert [one.key for one in found.options] == ["same_bag", "new_bag", "low_dose", "new_cycle", "stop"]


def test_after_crs_the_bag_of_the_full_dose_is_closed_and_the_low_dose_open_but_for_what_no_label_tells() -> None:
    for label, open_ in ((JP, {"liver.hold"}), (US, {"pause.stop"})):
        found = plan(course(*RECOVERED, at=hour(223), label=label))
        for key in ("same_bag", "new_bag"):
            assert (option(found, key).verdict.state, option(found, key).verdict.by) == ("closed", ("dose.expected",))
        low = option(found, "low_dose").verdict
        assert (low.state, set(low.by)) == ("cannot_tell", open_)


def test_with_the_wards_own_values_the_low_dose_is_open() -> None:
    own = site("us-pi-2025", "pause.stop_after_days", "14")
    found = plan(course(*RECOVERED, at=hour(223), label=US, knowledge=own))
    low = option(found, "low_dose")
    assert (low.verdict.state, low.verdict.by, low.first) == ("open", (), ("pause.supervise",))


def test_what_fires_closes_every_way_on_and_names_itself() -> None:
    found = plan(course(*stop(), at=hour(210)))
    for key in ("same_bag", "new_bag", "low_dose", "new_cycle"):
        one = option(found, key)
        assert one.verdict.state == "closed"
        assert {"crs.restart", "crs.hold"} <= set(one.verdict.by)
        assert one.first == ("pause.premedicate",)
    assert option(found, "stop").verdict.state == "open"


@pytest.mark.parametrize(
    ("label", "kg", "born", "low", "formula"),
    [
        (label, kg, born, 9.0 if kg >= 45 else 6.88, "45" if kg >= 45 else "Mosteller")
        for label in (JP, US)
        for kg in (44.0, 45.0)
        for born in (CHILD, ADULT)
    ],
)
def test_the_low_dose_by_weight_with_its_formula(label: str, kg: float, born: Any, low: float, formula: str) -> None:  # noqa: ANN401
    found = plan(course(*RECOVERED, at=hour(223), label=label, kg=kg, born=born))
    dose = option(found, "low_dose").dose
    assert dose.micrograms_per_day == low
    assert formula in says(dose.formula)
    assert {cite.source for cite in dose.cites} == ({"J3"} if label == JP else {"U12"})
    up = option(found, "low_dose").rise
    assert (up.kind, up.at, up.rule) == ("at", hour(223 + 168), "dose.escalate")


@pytest.mark.parametrize(("label", "kind"), [(JP, "never"), (US, "at")])
def test_grade_3_of_the_brain_at_full_dose_recovered_on_day_5(label: str, kind: str) -> None:
    """Under Japan the low dose never rises; under the US after 7 days. Down on day 2, well for 3 days on day 5."""
    after = [*stop("neurologic"), graded(hour(248), "neurologic", "e1", 1), graded(hour(319), "neurologic", "e1", 1)]
    after += [*well(hour(319)), premedicated(hour(319)), ordered(hour(319), 9)]
    found = plan(course(*after, at=hour(320), label=label))
    assert condition(found, "neuro.restart").state == "met"
    low = option(found, "low_dose")
    assert (low.rise.kind, low.rise.at) == (kind, hour(320 + 168) if kind == "at" else None)
    end = hour(672) if label == JP else hour(672 + 120)
    assert low.planned_end == end
    assert low.hours.lost == (120 * HOUR if label == JP else timedelta())
    if kind == "at":
        assert any(b.ends_at == low.rise.at and b.ends == "dose-step" for b in low.effect.plan.bags)


@pytest.mark.parametrize("label", [JP, US])
def test_below_45_kg_the_neurological_row_was_not_read(label: str) -> None:
    after = [*stop("neurologic"), graded(hour(248), "neurologic", "e1", 1), graded(hour(319), "neurologic", "e1", 1)]
    found = plan(course(*after, at=hour(320), label=label, kg=44.0))
    low = option(found, "low_dose")
    assert (low.verdict.state, low.rise.kind) == ("cannot_tell", "cannot_tell")
    assert "neuro.restart_dose_below_45_kg is not configured" in [says(text) for text in low.rise.missing]
    assert low.dose.micrograms_per_day == 6.88
    told = [says(text) for text in low.decide]
    assert "the dose: the label does not tell it" in told
    assert "when the dose goes up, if ever" in told


@pytest.mark.parametrize(("second", "cycle", "new"), [(0, "met", "closed"), (1, "not_met", "cannot_tell")])
def test_a_new_cycle_after_7_days(second: int, cycle: str, new: str) -> None:
    s = course(*RECOVERED, crs_checked(hour(360)), neuro_checked(hour(360)), at=hour(361), label=US)
    found = plan(s, hour(368, seconds=second))
    assert condition(found, "pause.cycle").state == cycle
    one = option(found, "new_cycle")
    assert (one.verdict.state, "pause.cycle" in one.verdict.by) == (new, True)
    assert one.dose.micrograms_per_day is None
    assert one.planned_end == hour(368 + 672, seconds=second)
    assert ("pause.cycle" in option(found, "low_dose").verdict.by) is (second == 1)


def test_after_14_days_and_a_second_japan_stops() -> None:
    found = plan(course(*RECOVERED, at=hour(400)), hour(200 + 336, seconds=1))
    assert option(found, "stop").verdict.by == ("pause.stop",)
    for key in ("same_bag", "new_bag", "low_dose", "new_cycle"):
        assert option(found, key).verdict.state == "closed"
        assert "pause.stop" in option(found, key).verdict.by
    us = plan(course(*RECOVERED, at=hour(400), label=US), hour(200 + 336, seconds=1))
    assert option(us, "stop").verdict.by == ()


def test_a_line_fault_goes_on_with_the_same_bag() -> None:
    own = site("jp-pi-2021", "liver.hold_ast_alt_x_uln", "5")
    s = course(paused(hour(200)), *well(hour(200)), at=hour(203), knowledge=own)
    found = plan(s)
    same = option(found, "same_bag")
    assert same.dose.micrograms_per_day == 28.0
    assert (same.bag.kind, same.bag.remaining, same.bag.remaining_ml) == ("same", 64 * HOUR, 160.0)
    assert (same.bag.until, same.bag.because) == (hour(267), "end-of-bag")
    assert (same.rise.kind, same.first) == ("none", ())
    assert same.verdict.by == ("liver.hold",)  # the other multiple is still not configured
    assert option(found, "low_dose").verdict.by == ("dose.expected",)
    assert option(found, "new_cycle").verdict.state == "cannot_tell"
    assert says(option(found, "new_cycle").verdict.because[-2]).startswith("The label is silent")


def test_of_two_restarts_the_later_one_decides_when_the_dose_may_go_up() -> None:
    """The days after the second restart are counted from it; the event of the first came back with it."""
    first = [*stop(at=180), graded(hour(182), "crs", "e1", 0), resumed(hour(184), dose_micrograms_per_day=28.0)]
    again = paused(hour(200), reason=REACTION, event="e1")
    up = option(plan(course(*first, again, at=hour(210))), "low_dose").rise
    assert (up.kind, up.at) == ("at", hour(210 + 168))


def test_what_is_left_in_a_bag_of_another_dose_never_flows_on() -> None:
    s = course(paused(hour(200)), ordered(hour(202), 9), at=hour(203))
    same = option(plan(s), "same_bag").verdict
    assert (same.state, set(same.by)) == ("closed", {"dose.expected"})
    assert says(same.because[-1]) == "9 is ordered: a bag of another dose never flows on."


def test_a_bag_past_its_time_or_run_out_is_not_hung_again() -> None:
    old = changed(hour(190), bag=bag(hour(190), use_before=hour(230), dose_micrograms_per_day=28.0))
    s = course(old, paused(hour(200)), at=hour(210))
    assert "bag.expiry" in option(plan(s, hour(231)), "same_bag").verdict.by
    assert option(plan(s, hour(230)), "same_bag").verdict.by[-1] == "bag.end"
    assert "bag.end" not in option(plan(s, hour(229)), "same_bag").verdict.by


def test_before_the_step_a_line_fault_keeps_the_step_ahead() -> None:
    s = look(measured(), ordered(), *_first_days(), paused(hour(100)), at=hour(103))
    found = plan(s)
    up = option(found, "low_dose").rise
    assert (up.kind, up.at, up.rule, up.settled) == ("at", hour(171), "dose.step", False)
    assert any("step is due" in says(text) for text in option(found, "low_dose").decide)
    assert option(found, "same_bag").rise == up


def _first_days() -> list[Any]:
    return [started(), changed(hour(96), bag=bag(hour(96), hours=72))]


def test_in_a_course_without_a_step_nobody_asks_for_the_low_dose() -> None:
    entries = [measured(), ordered(course=2, dose=28.0), started(course=2, bag=bag(dose_micrograms_per_day=28.0))]
    found = plan(look(*entries, paused(hour(50)), at=hour(51)))
    up = option(found, "low_dose").rise
    assert (up.kind, up.rule) == ("cannot_tell", "dose.step")
    assert option(found, "low_dose").verdict.state == "closed"


def test_the_new_bag_takes_the_level_asked_for() -> None:
    s = course(*RECOVERED, at=hour(223))
    assert option(plan(s), "new_bag").dose.micrograms_per_day == 28.0
    assert option(plan(s, level="low"), "new_bag").dose.micrograms_per_day == 9.0
    assert option(plan(s, level="low"), "new_bag").verdict.state == "cannot_tell"
    assert option(plan(s, level="full"), "new_bag").verdict.by == ("dose.expected",)


def test_without_an_order_the_new_bag_takes_the_labels_dose() -> None:
    found = plan(look(measured(), started(), paused(hour(50)), at=hour(51)))
    assert option(found, "new_bag").dose.micrograms_per_day == 9.0
    bare = plan(look(started(), paused(hour(50)), at=hour(51)))
    one = option(bare, "new_bag")
    assert (one.dose.micrograms_per_day, one.verdict.state, one.rise.kind) == (None, "cannot_tell", "at")
    assert option(bare, "same_bag").rise.kind == "cannot_tell"


def test_the_bag_to_order_and_all_the_label_has() -> None:
    found = plan(course(*RECOVERED, at=hour(223)))
    new = option(found, "low_dose").bag
    assert (new.hours, new.rate_ml_per_h, new.volume_ml, new.until) == (96, 2.5, 240.0, hour(319))
    assert [(b.hours, b.rate_ml_per_h) for b in new.table] == [(24, 10), (48, 5), (72, 3.3), (96, 2.5)]
    us = option(plan(course(*RECOVERED, at=hour(223), label=US)), "low_dose").bag
    assert [(b.hours, b.rate_ml_per_h) for b in us.table] == [(24, 10), (48, 5), (72, 1.8), (96, 1.8), (168, 0.6)]
    assert [says(text) for text in new.missing] == ["the use-before time: it is printed on the new bag"]


def test_with_a_pharmacy_the_new_bag_has_a_latest_time_and_keeps() -> None:
    week = {day: parse_hours("08:30-17:30") for day in range(7)}
    pharmacy = Pharmacy(open={day: span for day, span in week.items() if span}, closed=frozenset(), lead=4 * HOUR)
    stock = Stock(zone=TOKYO, pharmacy=pharmacy, shelf=120 * HOUR)
    new: Any = option(restart_plan(course(*RECOVERED, at=hour(223)), stock), "low_dose").bag
    assert new.ready_by is not None
    assert new.ready_by <= hour(223)
    assert new.keeps_until == new.ready_by + 120 * HOUR


def test_without_the_labels_rates_no_bag_can_be_told() -> None:
    found = plan(course(*RECOVERED, at=hour(223), knowledge=without("bag.rate_ml_per_h")))
    new = option(found, "low_dose").bag
    assert (new.hours, new.table) == (None, ())
    assert "bag.rate_ml_per_h is not configured" in [says(text) for text in new.missing]


def test_nothing_is_left_of_the_cycle() -> None:
    found = plan(course(paused(hour(600)), *well(hour(600)), at=hour(601)), hour(672))
    for key in ("same_bag", "new_bag"):
        assert "cycle.end" in option(found, key).verdict.by
    assert "cycle.end" not in option(plan(course(paused(hour(600)), at=hour(601)), hour(671)), "new_bag").verdict.by


def test_without_the_labels_limit_a_new_cycle_cannot_be_told() -> None:
    known = without("pause.same_cycle_max_days")
    one = option(plan(course(*RECOVERED, at=hour(223), knowledge=known)), "new_cycle")
    assert one.verdict.state == "cannot_tell"
    assert "pause.cycle" in one.verdict.by
