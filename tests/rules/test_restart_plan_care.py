"""Care, stopwatch and suppositions of the restart planner; what it does not use and does not plan."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from blin21_desktop.domain.moments import HOUR
from blin21_desktop.rules.restart_plan import RestartPlan
from blin21_desktop.rules.restart_plan_bag import same_bag
from blin21_desktop.rules.restart_plan_suppose import resumed as supposed
from blin21_desktop.rules.what_if import what_if
from tests.making import ended, hour, measured, ordered, paused, premedicated, resumed, started
from tests.rules.looking import JP, KNOWLEDGE, REACTION, US, graded, look, says, site, without
from tests.rules.restarting import (
    ADULT,
    CHILD,
    STOCK,
    course,
    crs_checked,
    option,
    plan,
    stop,
    well,
)

RECOVERED = [*stop(), graded(hour(220), "crs", "e1", 0), *well(hour(222)), premedicated(hour(222))]


@pytest.mark.parametrize(
    ("label", "born", "needed", "dose", "rows"),
    [(JP, CHILD, "yes", None, 0), (US, CHILD, "yes", None, 2), (US, ADULT, "yes", None, 2)],
)
def test_the_premedication_and_its_dose(label: str, born: Any, needed: str, dose: Any, rows: int) -> None:  # noqa: ANN401
    one = option(plan(course(*stop(), at=hour(210), label=label, born=born)), "low_dose").premedication
    assert (one.needed, one.dose_mg, len(one.rows), one.charted) == (needed, dose, rows, None)
    assert one.missing


def test_with_an_age_limit_of_the_site_the_row_is_told() -> None:
    own = site("us-pi-2025", "age.adult_years", "18")
    how: dict[str, Any] = {"at": hour(210), "label": US, "knowledge": own}
    child = option(plan(course(*stop(), born=CHILD, **how)), "low_dose").premedication
    assert (child.dose_mg, [says(text) for text in child.rows]) == (
        7.34,
        ["child: dexamethasone 5 mg/m², at most 20 mg: 7.34 mg"],
    )
    adult = option(plan(course(*stop(), born=ADULT, **how)), "low_dose").premedication
    assert (adult.dose_mg, says(adult.rows[0])) == (20.0, "adult: dexamethasone 20 mg")


def test_premedication_without_height_or_without_the_key() -> None:
    s = look(measured(height_cm=None), ordered(), started(), paused(hour(50), reason=REACTION), at=hour(60), label=US)
    one = option(plan(s), "stop"), option(plan(s), "same_bag").premedication
    assert one[0].premedication is None
    assert says(one[1].rows[1]) == "child: dexamethasone 5 mg/m², at most 20 mg"
    bare = course(*stop(), at=hour(210), knowledge=without("premedication.dexamethasone"))
    assert option(plan(bare), "low_dose").premedication.rows == ()


def test_a_charted_premedication_is_shown_and_none_asked_for_below_4_hours() -> None:
    one = option(plan(course(*RECOVERED, at=hour(223))), "low_dose").premedication
    assert (one.needed, one.charted.happened_at) == ("yes", hour(222))
    short = option(plan(course(*stop(), at=hour(201), label=US)), "low_dose")
    assert (short.premedication.needed, short.supervision.needed) == ("no", "no")


def test_what_was_charted_before_something_else_is_no_premedication_of_the_restart() -> None:
    found = plan(course(*stop(), premedicated(hour(205), before="other"), at=hour(210)))
    assert option(found, "low_dose").premedication.charted is None


def test_a_running_infusion_is_planned_as_if_it_stopped_now() -> None:
    event = plan(course(graded(hour(199), "neurologic", "e1", 2), at=hour(200)))
    assert (event.supposed, event.pause.entry.event, event.pause.entry.reason) == (True, "e1", REACTION)
    assert says(event.assumes[0]).startswith(
        "As if it stopped now, 2026-12-01 18:00:00+09:00: for an adverse reaction, e1"
    )
    halted = plan(course(*stop(), at=hour(210)))
    assert (halted.supposed, len(halted.assumes)) == (False, 1)
    check = plan(course(crs_checked(hour(199), fever="yes"), at=hour(200)))
    assert (check.pause.entry.reason, check.pause.entry.event) == (REACTION, None)
    calm = plan(course(*well(hour(199)), at=hour(200)))
    assert calm.pause.entry.reason.value == "order"
    assert calm.stopwatch.length == timedelta()


def test_nothing_is_planned_before_a_start_after_an_end_or_at_the_very_moment_of_a_resume() -> None:
    assert [says(t) for t in plan(look(measured(), at=hour())).missing] == ["no course is under way"]
    over = plan(course(ended(hour(200)), at=hour(201)))
    assert (over.options, over.conditions, over.stopwatch) == ((), (), None)
    again = plan(course(paused(hour(190)), resumed(hour(200), dose_micrograms_per_day=28.0), at=hour(200)))
    assert [says(t) for t in again.missing] == ["the drug began to flow at this moment"]


def test_the_past_is_not_planned() -> None:
    with pytest.raises(ValueError, match="from the moment looked at"):
        plan(course(*stop(), at=hour(210)), hour(209))


def test_what_happened_after_the_moment_looked_at_is_not_used() -> None:
    stopped = stop()
    later = [*stopped, graded(hour(250), "crs", "e1", 0), resumed(hour(251), dose_micrograms_per_day=28.0)]
    now, then = (plan(course(*after, at=hour(210)), hour(260)) for after in (stopped, later))
    assert answers(now) == answers(then)


def answers(found: RestartPlan) -> Any:  # noqa: ANN401
    """Everything but the ids of the entries behind it."""
    return found.conditions, found.stopwatch, found.options, found.assumes, found.missing


def test_the_stopwatch_has_only_the_lines_of_its_label() -> None:
    japan = plan(course(*stop(), at=hour(210)), hour(400))
    assert [(line.rule, line.at, line.inclusive) for line in japan.stopwatch.lines] == [
        ("pause.cycle", hour(368), False),
        ("pause.stop", hour(536), False),
    ]
    assert [line.passed for line in japan.stopwatch.lines] == [False, False]
    assert [line.passed for line in japan.by_then.lines] == [True, False]
    us = plan(course(*stop(), at=hour(204), label=US)).stopwatch
    assert [(line.rule, line.at, line.passed) for line in us.lines] == [
        ("pause.premedicate", hour(204), True),
        ("pause.supervise", hour(204), True),
        ("pause.cycle", hour(368), False),
    ]
    fault = plan(course(paused(hour(200)), at=hour(210), label=US)).stopwatch
    assert [line.applies for line in fault.lines] == [True, True, False]
    assert plan(course(*stop(), at=hour(210), knowledge=without("cycle.infusion_days"))).options[3].planned_end is None


def test_no_number_of_another_label_enters_the_plan() -> None:
    """Everything the other file says may change: the plan stays as it is."""
    other = site("us-pi-2025", "pause.same_cycle_max_days", "2")
    for after in (stop(), stop("neurologic"), [paused(hour(200))]):
        seen = [plan(course(*after, at=hour(210), knowledge=known)) for known in (other, KNOWLEDGE)]
        assert answers(seen[0]) == answers(seen[1])


def test_supposing_a_restart_where_nothing_is_paused_changes_nothing() -> None:
    s = look(measured(), at=hour())
    assert supposed(s, 9.0) is s
    assert same_bag(s) is None
    assert what_if(s, HOUR, STOCK) is None
