"""The alternatives of a restart: what is left to decide, what is not given, and when an answer may change."""

from __future__ import annotations

from datetime import timedelta

import pytest

from blin21_desktop.domain.moments import HOUR
from blin21_desktop.rules.events import AdverseEvent
from blin21_desktop.rules.restart_plan_conditions import NO_LATER
from blin21_desktop.rules.restart_plan_lines import ahead, unrecovered_since, well_for
from blin21_desktop.rules.restart_plan_options import Option
from tests.making import bag, hour, measured, ordered, paused, resumed, started
from tests.rules.looking import JP, REACTION, US, graded, look, says, without
from tests.rules.restarting import condition, course, option, plan, stop, well

RISES, WHEN = "whether the dose goes up then", "when the dose goes up, if ever"
STEP = "when the step is due: a pause lies before it and the source does not settle it"
UNTOLD = "the dose: the label does not tell it"


RECOVERED = (*stop(), graded(hour(220), "crs", "e1", 0), *well(hour(222)))


def decides(one: Option) -> set[str]:
    return {says(text) for text in one.decide} & {RISES, WHEN, STEP, UNTOLD}


def test_what_is_left_to_decide_about_the_low_dose() -> None:
    crs, never = course(*stop(), at=hour(210), label=US), course(*stop("neurologic"), at=hour(210), label=JP)
    assert decides(option(plan(crs), "low_dose")) == {RISES}
    assert decides(option(plan(never), "low_dose")) == set()
    early = look(measured(), started(), paused(hour(50)), at=hour(60))
    assert decides(option(plan(early), "low_dose")) == {STEP}
    bare = course(*stop(), at=hour(210), label=US, knowledge=without("dose.low"))
    assert UNTOLD in decides(option(plan(bare), "low_dose"))


def test_keys_that_the_label_does_not_have_are_named_for_the_physician() -> None:
    found = option(plan(course(*stop(), at=hour(210), label=US)), "low_dose")
    named = [text for text in found.decide if "keys" in text.values]
    bare = course(*stop(), at=hour(210), label=US, knowledge=without("crs.restart_when_grade_at_most"))
    more = [text for text in option(plan(bare), "low_dose").decide if "keys" in text.values]
    assert len(more) == 1
    assert "crs.restart_when_grade_at_most" in more[0].values["keys"]
    assert all("crs.restart_when_grade_at_most" not in text.values["keys"] for text in named)


def test_a_new_bag_is_new_and_what_is_not_given_is_told() -> None:
    found = plan(course(*stop(), at=hour(210)))
    assert [option(found, key).bag.kind for key in ("same_bag", "new_bag", "low_dose")] == ["same", "new", "new"]
    assert [option(found, key).hours.lost for key in ("new_cycle", "stop")] == [472 * HOUR] * 2
    bare = plan(course(*stop(), at=hour(210), knowledge=without("cycle.infusion_days")))
    assert option(bare, "stop").hours.lost is None
    late = look(measured(), started(), paused(hour(700)), at=hour(701))
    assert option(plan(late), "stop").hours.lost == timedelta()


def test_where_the_cycle_cannot_be_told_a_new_one_says_why() -> None:
    bare = course(*RECOVERED, at=hour(223), knowledge=without("pause.same_cycle_max_days"))
    verdict = option(plan(bare), "new_cycle").verdict
    assert "Whether the cycle goes on cannot be told." in [says(text) for text in verdict.because]


@pytest.mark.parametrize("grade", [2, 3])
def test_without_the_age_group_the_lowest_hold_grade_may_become_too_long(grade: int) -> None:
    s = look(measured(), started(), graded(hour(30), "neurologic", grade=grade), paused(hour(30)), resumed(hour(40)),
             paused(hour(50)), at=hour(60), knowledge=without("age.adult_years"))  # fmt: skip
    assert hour(30 + 8 * 24) in ahead("neuro.stop", s)


@pytest.mark.parametrize(
    ("grades", "since"), [((1,), None), ((1, 2, 3), 1), ((2, 1), None), ((2, 1, 2), 2), ((2, 0), None), ((3, 2, 2), 0)]
)
def test_unrecovered_from_the_hold_grade_until_down_at_the_recovered_one(
    grades: tuple[int, ...], since: int | None
) -> None:
    event = AdverseEvent("e1", tuple(graded(hour(at), "other", grade=grade) for at, grade in enumerate(grades)))
    assert unrecovered_since(event, 2, 1) == (None if since is None else hour(since))


def test_a_neurological_restart_waits_for_its_days_and_its_grade_gets_old() -> None:
    down = (graded(hour(30), "neurologic", grade=3), paused(hour(30), reason=REACTION, event="e1"))
    well_ = graded(hour(40), "neurologic", grade=1)
    first = (measured(), started(dose_micrograms_per_day=28.0), *down)
    assert well_for(look(*first, well_, at=hour(50))) == (hour(40 + 72), hour(40 + 24))
    again = graded(hour(45), "neurologic", grade=0)
    assert well_for(look(*first, well_, again, at=hour(50))) == (hour(40 + 72), hour(45 + 24))
    mild = (graded(hour(41), "neurologic", "e2", 2), graded(hour(42), "neurologic", "e2", 1))
    assert well_for(look(*first, well_, again, *mild, at=hour(50))) == (hour(42 + 72), hour(42 + 24))
    over = (graded(hour(41), "neurologic", "e2", 2), graded(hour(42), "neurologic", "e2", 0))
    assert well_for(look(*first, well_, again, *over, at=hour(50))) == (hour(42 + 72), hour(45 + 24))
    assert well_for(look(*first, at=hour(50))) is None
    for key in ("neuro.restart_when_grade_at_most", "neuro.for_days", "program.recovery_grade_max_age_hours"):
        assert well_for(look(*first, well_, at=hour(50), knowledge=without(key))) is None
    other = (measured(), started(dose_micrograms_per_day=28.0), down[0], well_, paused(hour(45)))
    assert well_for(look(*other, at=hour(50))) is None


def test_a_dose_that_is_not_known_leaves_its_alternative_open() -> None:
    verdict = option(plan(course(*RECOVERED, at=hour(223), knowledge=without("dose.low"))), "low_dose").verdict
    assert verdict.state == "cannot_tell"
    assert "The dose cannot be told." in [says(text) for text in verdict.because]


def test_moments_of_a_pause_a_bag_and_a_dose() -> None:
    running = (measured(), started(bag=bag(hour(), use_before=hour(150))))
    orders = (
        ordered(hour(1), 9.0, from_=hour(100)),
        ordered(hour(1), 28.0, from_=hour(120)),
        ordered(hour(1), 28.0, course=2, from_=hour(130)),
    )
    none, flows = look(measured(), at=hour(100)), look(*running, *orders, at=hour(100))
    halted = look(*running, paused(hour(100)), *orders, at=hour(100), label=US)
    rules = ("pause.cycle", "pause.premedicate", "bag.expiry", "dose.expected", "liver.hold")
    assert [ahead(rule, none) for rule in rules] == [[]] * 5
    assert [ahead(rule, flows) for rule in rules] == [[], [], [hour(150)], [hour(120), hour(168)], []]
    assert [ahead(rule, halted) for rule in rules] == [
        [hour(268)], [hour(104)], [hour(150)], [hour(120), hour(168), hour(268)], [],
    ]  # fmt: skip
    assert ahead("bag.expiry", look(*running, at=hour(151))) == []
    assert ahead("bag.expiry", look(*running, at=hour(150))) == [hour(150)]


def test_only_what_is_met_is_met_until_a_moment() -> None:
    found = plan(course(*well(hour(199)), *stop(), at=hour(201))).conditions
    assert {one.state for one in found} >= {"met", "not_met"}
    assert [one.rule for one in found if one.state != "met" and one.until is not None] == []
    assert [one.rule for one in found if one.until is not None] != []


def test_a_stop_that_cannot_be_told_waits_for_what_is_missing_and_is_no_never() -> None:
    bare = course(*stop("neurologic"), at=hour(201), knowledge=without("neuro.stop_from_grade"))
    found = condition(plan(bare), "neuro.stop")
    assert (found.state, found.earliest.when, found.earliest.needs) == ("cannot_tell", "charting", found.missing)
    cycle = condition(plan(course(*stop(), at=hour(201), knowledge=without("pause.stop_after_days"))), "pause.stop")
    assert (cycle.state, cycle.earliest.when) == ("cannot_tell", "charting")


def test_why_there_is_no_later_moment() -> None:
    grave = condition(plan(course(*stop(grade=4), at=hour(201))), "crs.stop").earliest
    assert (grave.when, [says(text) for text in grave.needs]) == ("never", [says(NO_LATER)])
    long = condition(plan(course(*stop(), at=hour(201)), hour(200 + 15 * 24)), "pause.stop").earliest
    assert (long.when, [says(text) for text in long.needs]) == (
        "never", ["No later moment: a pause does not get shorter."],
    )  # fmt: skip
