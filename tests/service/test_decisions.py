"""A physician's decision: who, what was shown, and why when it goes against a finding; a restart unprepared."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from blin21_desktop.domain.chart import Chart
from blin21_desktop.domain.entries import DecisionTaken, Entry
from blin21_desktop.service.decide import objections
from tests.making import (
    OVERRIDE,
    PATIENT,
    crs,
    hour,
    measured,
    ordered,
    paused,
    premedicated,
    registered,
    resumed,
    started,
)
from tests.rules.looking import JP, REACTION, US, graded
from tests.service.judging import refused
from tests.service.memory import knowledge

BEFORE = (registered(), measured(), ordered(), started())
GRADED = graded(hour(10), "crs", "e1", 3)
STOPPED = (*BEFORE, GRADED, paused(hour(10), reason=REACTION, event="e1"))


def decided(at: datetime, decision: Any, **changes: Any) -> DecisionTaken:  # noqa: ANN401
    own: dict[str, Any] = {"physician": "d1", "findings": ("crs.restart",), "because": None}
    return DecisionTaken(
        id="decision", patient=PATIENT, happened_at=at, recorded_at=at, by="n1", decision=decision, **{**own, **changes}
    )


def test_the_physician_is_named() -> None:
    assert refused(decided(hour(11), "hold", physician=" "), *STOPPED) == {"physician"}
    assert refused(decided(hour(11), "hold"), *STOPPED) == set()


def test_only_rules_that_exist_were_shown() -> None:
    found = refused(decided(hour(11), "hold", findings=("crs.hold", "hold.crs", "")), *STOPPED)
    assert found == {"findings[1]", "findings[2]"}
    assert refused(decided(hour(11), "hold", findings=()), *STOPPED) == set()


@pytest.mark.parametrize("decision", ["restart", "continue", "new_cycle"])
def test_against_a_finding_that_fires_a_reason_is_required(decision: str) -> None:
    assert refused(decided(hour(11), decision), *STOPPED) == {"because"}
    assert refused(decided(hour(11), decision, because=" "), *STOPPED) == {"because"}
    assert refused(decided(hour(11), decision, because="fever from the line"), *STOPPED) == set()


@pytest.mark.parametrize("decision", ["hold", "discontinue"])
def test_holding_and_ending_go_against_nothing(decision: str) -> None:
    assert refused(decided(hour(11), decision), *STOPPED) == set()


def test_every_finding_it_goes_against_is_named() -> None:
    said = objections((decided(hour(11), "restart"),), {PATIENT: Chart.of(PATIENT, STOPPED)}, hour(11), knowledge())
    assert [o.says.values["rule"] for o in said] == ["crs.hold", "crs.restart"]


def test_once_recovered_no_reason_is_wanted() -> None:
    well = (*STOPPED, graded(hour(20), "crs", "e1", 0))
    assert refused(decided(hour(21), "restart"), *well) == set()
    late = replace(decided(hour(19), "restart"), recorded_at=hour(21))
    assert refused(late, *well) == {"because"}


@pytest.mark.parametrize(("label", "asked"), [(JP, True), (US, False)])
def test_a_hold_of_one_label_binds_under_that_label_only(label: str, asked: bool) -> None:
    """CRS of grade 2 in a child: a hold in Japan, none in the US."""
    before = (registered(label=label), measured(), ordered(), started(), graded(hour(10), "crs", "e1", 2))
    assert refused(decided(hour(11), "continue"), *before) == ({"because"} if asked else set())


def test_without_a_registration_only_that_is_refused() -> None:
    assert refused(decided(hour(11), "restart")) == {"patient"}


def asked(entry: Entry, *before: Entry) -> set[str]:
    """Fields asked about; an override lets the entry through."""
    charts = {PATIENT: Chart.of(PATIENT, before)}
    found = objections((entry,), charts, entry.happened_at, knowledge())
    assert not any(o.impossible for o in found)
    assert not objections((replace(entry, override=OVERRIDE),), charts, entry.happened_at, knowledge())
    return {o.field for o in found}


def test_a_restart_without_the_premedication_is_asked_about() -> None:
    well = (*STOPPED, graded(hour(12), "crs", "e1", 0), crs(hour(19)))
    assert asked(resumed(hour(20)), *well) == {"kind"}
    assert asked(resumed(hour(20)), *well, premedicated(hour(19))) == set()
    assert asked(resumed(hour(20)), *well, premedicated(hour(9))) == {"kind"}


def test_a_restart_against_which_a_rule_speaks_is_asked_about_until_it_is_decided() -> None:
    before = (*STOPPED, premedicated(hour(19)))
    for after, wanted in (
        ((), {"kind"}),
        ((decided(hour(10), "restart"),), set()),
        ((decided(hour(10, seconds=-1), "restart"),), {"kind"}),
        ((decided(hour(15), "new_cycle"),), set()),
        ((decided(hour(15), "continue"),), set()),
        ((decided(hour(15), "hold"),), {"kind"}),
        ((decided(hour(15), "restart"), replace(decided(hour(16), "hold"), id="later")), {"kind"}),
        ((replace(decided(hour(15), "hold"), id="early"), decided(hour(16), "restart")), set()),
    ):
        assert asked(resumed(hour(20)), *before, *after) == wanted, after
    charts = {PATIENT: Chart.of(PATIENT, before)}
    (said,) = objections((resumed(hour(20)),), charts, hour(20), knowledge())
    assert said.says.values["says"].template == "Interrupt the infusion: CRS of this grade."


def test_japan_asks_after_a_reaction_and_the_us_after_4_hours() -> None:
    fault = (*BEFORE, paused(hour(10)))
    assert asked(resumed(hour(20)), *fault) == set()
    american = (replace(BEFORE[0], label=US), *BEFORE[1:], paused(hour(10)))
    assert asked(resumed(hour(14, seconds=-1)), *american) == set()
    assert asked(resumed(hour(14)), *american) == {"kind"}


def test_a_resume_of_what_runs_or_never_began_is_asked_about_for_that_alone() -> None:
    assert asked(resumed(hour(20)), *BEFORE) == {"kind"}
    charts = {PATIENT: Chart.of(PATIENT, BEFORE[:3])}
    found = objections((resumed(hour(20)),), charts, hour(20), knowledge())
    assert [o.field for o in found] == ["kind", "dose_micrograms_per_day"]
