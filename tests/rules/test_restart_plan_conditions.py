"""Conditions of a restart: met, not met or not to be told; the earliest moment; how long they stay met."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from blin21_desktop.domain.knowledge import Knowledge
from blin21_desktop.rules.restart_plan_conditions import GOVERNING
from blin21_desktop.rules.restart_plan_lines import SECOND
from tests.making import bag, changed, hour, ordered, paused, premedicated
from tests.rules.looking import JP, KNOWLEDGE, REACTION, US, graded, says, site, sites, without
from tests.rules.restarting import ADULT, CHILD, condition, course, lab, neuro_checked, plan, stop, well


def answers(found: Any) -> dict[str, str]:  # noqa: ANN401
    return {one.rule: one.state for one in found.conditions}


def test_every_governing_rule_is_asked_and_has_a_source() -> None:
    found = plan(course(*stop(), at=hour(210)))
    assert tuple(one.rule for one in found.conditions) == GOVERNING
    assert all(one.finding.cites for one in found.conditions)
    assert all(bool(one.missing) is (one.state == "cannot_tell") for one in found.conditions)


def test_all_met_under_the_us_label() -> None:
    """Recovered, seen, premedicated, the low dose ordered; only the rules the label lacks stay open."""
    after = [
        *stop(),
        graded(hour(220), "crs", "e1", 0),
        *well(hour(222)),
        premedicated(hour(222)),
        ordered(hour(222), 9),
    ]
    states = answers(plan(course(*after, at=hour(223), label=US)))
    assert {rule for rule, state in states.items() if state != "met"} == {"pause.stop", "pause.supervise"}


def test_what_fires_against_a_restart_forbids() -> None:
    found = plan(course(*stop(), at=hour(210)))
    assert {c.rule for c in found.conditions if c.forbids} == {"crs.restart", "crs.hold"}
    assert condition(found, "pause.premedicate").state == "not_met"


def test_crs_depends_on_a_new_grade() -> None:
    one = condition(plan(course(*stop(), at=hour(210))), "crs.restart")
    assert (one.state, one.earliest.when, one.earliest.at) == ("not_met", "charting", None)
    assert [says(text) for text in one.earliest.needs] == ["a grade of 0 or less"]


def test_after_a_grade_that_stops_nothing_is_awaited() -> None:
    after = [*stop(grade=4), graded(hour(230), "crs", "e1", 0)]
    one = condition(plan(course(*after, at=hour(231))), "crs.restart")
    assert (one.state, one.earliest.when) == ("not_met", "never")


def test_a_crs_check_stays_good_for_the_wards_hours() -> None:
    after = [*stop(), graded(hour(220), "crs", "e1", 0)]
    one = condition(plan(course(*after, at=hour(221))), "crs.restart")
    assert (one.state, one.until) == ("met", hour(232))
    late = condition(plan(course(*after, at=hour(221)), hour(232, seconds=1)), "crs.restart")
    assert (late.state, late.now, late.earliest.when) == ("cannot_tell", "met", "charting")


@pytest.mark.parametrize("label", [JP, US])
@pytest.mark.parametrize(("second", "state"), [(-1, "not_met"), (0, "met"), (1, "met")])
def test_neurology_after_72_hours_at_grade_1(label: str, second: int, state: str) -> None:
    after = [*stop("neurologic"), graded(hour(210), "neurologic", "e1", 1), graded(hour(275), "neurologic", "e1", 1)]
    s = course(*after, at=hour(276), label=label)
    one = condition(plan(s), "neuro.restart")
    assert (one.state, one.earliest.when, one.earliest.at, one.earliest.needs) == ("not_met", "at", hour(282), ())
    assert condition(plan(s, hour(282, seconds=second)), "neuro.restart").state == state


def test_neurology_with_a_grade_that_will_be_old_by_then() -> None:
    after = [*stop("neurologic"), graded(hour(210), "neurologic", "e1", 1)]
    one = condition(plan(course(*after, at=hour(211))), "neuro.restart")
    assert (one.state, one.earliest.when, one.earliest.at) == ("not_met", "at", hour(282))
    assert [says(text) for text in one.earliest.needs] == ["a grade of 1 or less, charted at most 24 before then"]
    old = condition(plan(course(*after, at=hour(240))), "neuro.restart")
    assert (old.state, old.earliest.at) == ("cannot_tell", hour(282))
    older = condition(plan(course(*after, at=hour(290))), "neuro.restart")
    assert (older.state, older.earliest.when) == ("cannot_tell", "charting")


def test_how_old_that_grade_may_be_is_configured() -> None:
    after = [*stop("neurologic"), graded(hour(210), "neurologic", "e1", 1)]
    own = site("program", "program.recovery_grade_max_age_hours", "12")
    one = condition(plan(course(*after, at=hour(211), knowledge=own)), "neuro.restart")
    assert says(one.earliest.needs[0]) == "a grade of 1 or less, charted at most 12 before then"


def test_days_that_would_be_over_after_the_pause_has_stopped_the_treatment_are_never() -> None:
    """Japan: the 3 days end 15 days and 12 hours after the pause began; the US gives no such length."""
    grades = [graded(hour(at), "neurologic", "e1", grade) for at, grade in ((210, 1), (400, 2), (500, 1))]
    after = [*stop("neurologic"), *grades]
    for label, when in ((JP, "never"), (US, "at")):
        one = condition(plan(course(*after, born=ADULT, at=hour(501), label=label)), "neuro.restart")
        assert (one.state, one.earliest.when) == ("not_met", when)


def test_neurology_still_up_needs_a_grade_and_days() -> None:
    one = condition(plan(course(*stop("neurologic"), at=hour(210))), "neuro.restart")
    assert [says(text) for text in one.earliest.needs] == ["a grade of 1 or less, and that for 3 days"]


def test_neurology_that_stops_is_never() -> None:
    after = [*stop("seizure"), graded(hour(201), "seizure", "e2", 2)]
    found = plan(course(*after, at=hour(210)))
    for rule in ("neuro.restart", "seizure.stop"):
        assert (condition(found, rule).state, condition(found, rule).earliest.when) == ("not_met", "never")


CHECKS_KEEP = sites(
    ("jp-pi-2021", "neuro.stop_from_grade", "4"),
    ("sct-all-blin21", "checks.old_after_hours", "{ crs = 999, neuro = 999, vitals = 999 }"),
)
"""A grade of 3 with no stop grade configured cannot be told; neither can it by a check that is old."""


@pytest.mark.parametrize(("label", "days", "lasting"), [(JP, 8, timedelta()), (US, 7, SECOND)])
def test_until_when_a_recovery_may_last(label: str, days: int, lasting: timedelta) -> None:
    """Japan: 8 days or more stop; US: more than 7 days."""
    s = course(*stop("neurologic"), neuro_checked(hour(205)), at=hour(210), label=label, knowledge=CHECKS_KEEP)
    until = condition(plan(s), "neuro.stop").until
    assert until == hour(200 + days * 24)
    assert condition(plan(s, until - SECOND), "neuro.stop").state == "met"
    assert condition(plan(s, until + lasting), "neuro.stop").state == "not_met"


def test_a_lower_grade_that_is_no_recovery_does_not_end_the_count() -> None:
    after = [*stop("neurologic"), graded(hour(205), "neurologic", "e1", 2), neuro_checked(hour(206))]
    found = plan(course(*after, at=hour(210), label=US, knowledge=CHECKS_KEEP))
    assert condition(found, "neuro.stop").until == hour(200 + 168)


@pytest.mark.parametrize(("second", "state"), [(-1, "met"), (0, "met"), (1, "not_met")])
def test_seven_days_inclusive(second: int, state: str) -> None:
    for label in (JP, US):
        s = course(*stop(), at=hour(210), label=label)
        assert condition(plan(s, hour(200 + 168, seconds=second)), "pause.cycle").state == state
        assert condition(plan(s), "pause.cycle").until == hour(368)


@pytest.mark.parametrize(("second", "state"), [(-1, "met"), (0, "met"), (1, "not_met")])
def test_fourteen_days_inclusive_in_japan_alone(second: int, state: str) -> None:
    s = course(*stop(), at=hour(210))
    one = condition(plan(s, hour(200 + 336, seconds=second)), "pause.stop")
    assert one.state == state
    assert (one.earliest is None) is (state == "met")
    if state == "not_met":
        assert one.earliest.when == "never"
    us = condition(plan(course(*stop(), at=hour(210), label=US), hour(536, seconds=second)), "pause.stop")
    assert (us.state, [says(t) for t in us.missing]) == ("cannot_tell", ["pause.stop_after_days is not configured"])


@pytest.mark.parametrize(("second", "premed", "watch"), [(-1, "met", "met"), (0, "not_met", "cannot_tell")])
def test_four_hours_count_as_four_or_more_in_the_us(second: int, premed: str, watch: str) -> None:
    s = course(*stop(), at=hour(201), label=US)
    then = plan(s, hour(204, seconds=second))
    assert condition(then, "pause.premedicate").state == premed
    assert condition(then, "pause.supervise").state == watch
    assert condition(plan(s), "pause.premedicate").until == hour(204)
    assert condition(plan(s), "pause.supervise").until == hour(204)
    japan = plan(course(*stop(), at=hour(201)), hour(204, seconds=second))
    assert condition(japan, "pause.premedicate").state == "not_met"
    assert [says(t) for t in condition(japan, "pause.supervise").missing] == [
        "pause.supervise_after_hours is not configured"
    ]


def test_supervision_that_is_asked_for_is_nothing_the_chart_tells() -> None:
    one = condition(plan(course(*stop(), at=hour(210), label=US)), "pause.supervise")
    assert (one.state, one.finding.answer, one.forbids) == ("cannot_tell", "fires", False)
    assert says(one.missing[0]) == "who supervises the restart: nothing in the chart says it"


def test_other_reactions() -> None:
    """US: grade 3 holds, grade 4 is to be considered, more than 14 days stop; Japan: not configured."""
    four = plan(course(*stop("infection", 4), at=hour(210), label=US))
    assert (condition(four, "other.stop").state, condition(four, "other.stop").earliest.when) == ("not_met", "charting")
    assert says(condition(four, "other.restart").earliest.needs[0]) == "a grade of 1 or less"
    assert says(condition(four, "other.hold").earliest.needs[0]) == "a grade of the reaction below the label's"
    three = course(*stop("infection"), at=hour(210), label=US)
    assert condition(plan(three), "other.stop").until == hour(536)
    long = plan(three, hour(536, seconds=1))
    assert [condition(long, rule).earliest.when for rule in ("other.stop", "other.restart")] == ["never", "never"]
    japan = plan(course(*stop("infection"), at=hour(210)))
    assert answers(japan)["other.restart"] == answers(japan)["other.stop"] == "cannot_tell"


def test_two_toxicities_at_once() -> None:
    """Paused for the brain, and the liver stands against it too."""
    after = [*stop("neurologic"), *well(hour(201)), lab(hour(202), "alt", "400")]
    found = plan(course(*after, at=hour(210), label=US))
    assert {one.rule for one in found.conditions if one.forbids} == {"neuro.restart", "neuro.hold", "liver.hold"}
    needs = says(condition(found, "liver.hold").earliest.needs[0])
    assert needs == "new results of AST, ALT and bilirubin below the label's multiples"


def test_the_ordered_dose() -> None:
    one = condition(plan(course(*stop(), at=hour(210))), "dose.expected")
    assert (one.state, says(one.earliest.needs[0])) == ("not_met", "an order of the label's dose")
    coming = [*stop(), ordered(hour(205), 9, from_=hour(220))]
    one = condition(plan(course(*coming, at=hour(210))), "dose.expected")
    assert (one.state, one.earliest.when, one.earliest.at) == ("not_met", "at", hour(220))
    assert condition(plan(course(*coming, at=hour(210)), hour(220)), "dose.expected").until == hour(368)


def test_the_hanging_bag() -> None:
    old = changed(hour(190), bag=bag(hour(190), use_before=hour(230), dose_micrograms_per_day=28.0))
    s = course(old, *stop(), at=hour(210))
    assert condition(plan(s), "bag.expiry").until == hour(230)
    gone = condition(plan(s, hour(230, seconds=1)), "bag.expiry")
    assert (gone.state, gone.now, says(gone.earliest.needs[0])) == ("not_met", "met", "a new bag")


def test_the_neurological_check_gets_old() -> None:
    after = [*stop(), neuro_checked(hour(205))]
    assert condition(plan(course(*after, at=hour(206))), "neuro.hold").until == hour(217)


def test_the_grade_of_another_reaction_gets_old() -> None:
    """As for the nervous system its newest grade tells of a recovery for 24 hours."""
    after = [*stop("infection"), graded(hour(205), "infection", "e1", 1)]
    s = course(*after, at=hour(206), label=US)
    assert condition(plan(s), "other.restart").until == hour(229)
    assert condition(plan(s, hour(229)), "other.restart").state == "met"
    assert condition(plan(s, hour(229, seconds=1)), "other.restart").state == "cannot_tell"


def test_the_first_liver_result_that_gets_old() -> None:
    results = [lab(hour(201 + n), one, "20") for n, one in enumerate(("ast", "alt", "bilirubin_total"))]
    s = course(*stop(), *results, at=hour(206), label=US)
    assert condition(plan(s), "liver.hold").until == hour(201 + 168)
    assert condition(plan(s, hour(201 + 168)), "liver.hold").state == "met"
    assert condition(plan(s, hour(201 + 168, seconds=1)), "liver.hold").state == "cannot_tell"


@pytest.mark.parametrize("category", ["crs", "neurologic", "infection"])
@pytest.mark.parametrize("label", [JP, US])
@pytest.mark.parametrize("known", [KNOWLEDGE, CHECKS_KEEP])
def test_what_is_met_stays_met_until_then(known: Knowledge, label: str, category: str) -> None:
    """Recovered and looked at: without `until` at any later moment, with it up to that."""
    down = [graded(hour(at), category, "e1", grade) for at, grade in ((201, 1), (202, 0), (275, 0))]
    s = course(*stop(category), *down, *well(hour(274)), at=hour(276), label=label, knowledge=known)
    met = {one.rule: one.until for one in plan(s).conditions if one.state == "met"}
    assert {"crs": "crs", "neurologic": "neuro", "infection": "other"}[category] + ".restart" in met or label == JP
    for days in (0.9, 3, 6.9, 15, 40):
        then = hour(276 + 24 * days)
        by_then = {one.rule: one.state for one in plan(s, then).conditions}
        assert {rule for rule, until in met.items() if until is None or then <= until - SECOND} <= {
            rule for rule, state in by_then.items() if state == "met"
        }


def test_without_the_wards_limit_a_check_never_gets_old() -> None:
    after = [*stop(), graded(hour(205), "crs", "e1", 0), neuro_checked(hour(205))]
    found = plan(course(*after, at=hour(206), knowledge=without("checks.old_after_hours")))
    assert condition(found, "crs.restart").until is None


def test_a_pause_for_another_reason() -> None:
    """The label is silent: nothing of the 7 and 14 days; other reactions are asked all the same."""
    states = answers(plan(course(paused(hour(200)), *well(hour(200)), at=hour(210))))
    for rule in ("crs.restart", "neuro.restart", "other.restart", "pause.cycle", "pause.stop", "pause.premedicate"):
        assert states[rule] == "met"


@pytest.mark.parametrize(("born", "state"), [(CHILD, "not_met"), (ADULT, "met")])
def test_twelve_years_44_kg_crs_grade_2(born: Any, state: str) -> None:  # noqa: ANN401
    """Japan holds a child from grade 2, an adult from 3; the US from 3."""
    after = [graded(hour(200), "crs", "e1", 2), paused(hour(200), reason=REACTION, event="e1")]
    assert condition(plan(course(*after, at=hour(201), kg=44.0, born=born)), "crs.hold").state == state
    assert condition(plan(course(*after, at=hour(201), kg=44.0, born=born, label=US)), "crs.hold").state == "met"
