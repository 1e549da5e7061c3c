"""Acknowledging an alert: of one that is there, with a reason, for no longer than it may be silent."""

from __future__ import annotations

from datetime import datetime

import pytest

from blin21_desktop.domain.entries import Entry
from blin21_desktop.domain.knowledge import Knowledge
from blin21_desktop.rules.alerts import alerts
from blin21_desktop.service.decide import objections
from tests.making import PATIENT, chart, crs, hour, measured, neuro, ordered, registered, started, vitals
from tests.rules.acknowledging import acknowledged, premedicated
from tests.rules.looking import KNOWLEDGE, look, pump, says, without

FLOW: tuple[Entry, ...] = (registered(), measured(), ordered(hour(-1)), premedicated(hour(-1)), started())
ROUND: tuple[Entry, ...] = (vitals(hour(93)), crs(hour(93)), neuro(hour(93)), pump(hour(93)))
BEFORE = (*FLOW, *ROUND)


def key(cause: str, at: datetime) -> str:
    return next(a.key for a in alerts(look(*BEFORE[1:], at=at)) if a.cause == cause)


def said(entry: Entry, *more: Entry, knowledge: Knowledge = KNOWLEDGE) -> dict[str, tuple[str, str]]:
    found = objections((entry,), {PATIENT: chart(*BEFORE, *more)}, entry.recorded_at, knowledge)
    assert all(o.impossible for o in found)
    return {o.field: (says(o.says), says(o.remedy)) for o in found}


BAG = key("bag", hour(95))


def test_with_a_reason_and_within_the_bound_it_is_taken() -> None:
    assert said(acknowledged(hour(94), BAG)) == {}
    assert said(acknowledged(hour(94), BAG, hour(95))) == {}
    assert said(acknowledged(hour(95), BAG, hour(96))) == {}
    assert said(acknowledged(hour(95.5), key("bag", hour(95.5)), hour(96))) == {}


@pytest.mark.parametrize("because", ["", "  "])
def test_a_reason_is_needed(because: str) -> None:
    assert said(acknowledged(hour(94), BAG, because=because))["because"] == (
        "no reason is given",
        "why the alert may wait",
    )


@pytest.mark.parametrize("alert", ["bag/20261123T010001Z", "nothing", "", "bag/"])
def test_an_alert_that_is_not_there_is_refused_and_those_there_are_named(alert: str) -> None:
    says_, remedy = said(acknowledged(hour(94), alert))["alert"]
    assert "has no alert" in says_
    assert BAG in remedy
    assert "there is none" in said(acknowledged(hour(93.1), BAG))["alert"][1]


def test_an_alert_that_is_silent_already_cannot_be_prolonged() -> None:
    first = acknowledged(hour(94), BAG)
    assert said(acknowledged(hour(94.5), BAG), first)["alert"][0].startswith("it is acknowledged already by n2")
    assert said(acknowledged(hour(95.01), BAG), first) == {}, "it came back"


@pytest.mark.parametrize("until", [hour(95, seconds=1), hour(94), hour(90), hour(400)])
def test_a_time_beyond_the_bound_is_refused_not_shortened(until: datetime) -> None:
    assert "until" in said(acknowledged(hour(94), BAG, until))


def test_never_past_the_hazard() -> None:
    assert "until" in said(acknowledged(hour(95.5), BAG, hour(96, seconds=1)))


def test_without_a_bound_nothing_can_be_silenced() -> None:
    unknown = without("alerts.snooze_max_hours")
    assert "not configured" in said(acknowledged(hour(94), BAG), knowledge=unknown)["alert"][0]


def test_nobody_who_is_not_registered_has_alerts() -> None:
    entry = acknowledged(hour(94), BAG)
    found = objections((entry,), {}, entry.recorded_at, KNOWLEDGE)
    assert {o.field for o in found} == {"patient", "alert"}
