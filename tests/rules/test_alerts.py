"""Alerts from the state: what is there, how urgent, what to do, and that nothing relies on hitting a moment exactly."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from blin21_desktop.domain.alerts import Alert, covers, first_hazard
from blin21_desktop.domain.entries import Entry, PauseReason
from blin21_desktop.domain.findings import Action, Finding
from blin21_desktop.domain.knowledge import Knowledge
from blin21_desktop.domain.text import say
from blin21_desktop.rules import findings
from blin21_desktop.rules.alerts import alerts
from tests.making import (
    bag,
    changed,
    crs,
    hour,
    measured,
    ordered,
    paused,
    resumed,
    started,
    vitals,
)
from tests.rules.acknowledging import acknowledged, decided, premedicated
from tests.rules.alerting import FLOW, checked, seen
from tests.rules.looking import JP, KNOWLEDGE, US, look, pump, says, without


def test_a_quiet_child_has_none() -> None:
    assert seen(*checked(hour(2)), at=hour(2, seconds=1)) == {}


@pytest.mark.parametrize(
    ("at", "level"),
    [
        (hour(94, seconds=-1), None),
        (hour(94), "low"),
        (hour(95, seconds=-1), "low"),
        (hour(95), "medium"),
        (hour(96), "medium"),
        (hour(96, seconds=1), "high"),
        (hour(140), "high"),
    ],
)
def test_the_bag_is_low_when_due_medium_when_near_and_high_when_overdue(at: datetime, level: str | None) -> None:
    found = seen(*checked(at - timedelta(minutes=30)), at=at).get("bag")
    assert (None if found is None else found.level) == level
    if found is not None:
        assert found.hazards == (hour(95), hour(96))
        assert found.hazard_at == (hour(95) if level == "low" and at < hour(95) else hour(96))
        assert "next bag" in says(found.action)
        assert found.since == (hour(96) if level == "high" else hour(94))


def test_a_changed_bag_solves_it_and_the_next_one_is_another_alert() -> None:
    first = seen(at=hour(97))["bag"]
    after = changed(hour(97), bag=bag(hour(97), label="B-2", hours=48))
    assert "bag" not in seen(after, at=hour(97, seconds=1))
    second = seen(after, at=hour(145, seconds=1))["bag"]
    assert second.level == "high"
    assert not covers(first.key, second.key)


def test_each_reason_of_a_change_has_its_act() -> None:
    early = started(bag=bag(use_before=hour(50)))
    entries = (measured(), ordered(hour(-1)), early)
    by_cause = {a.cause: a for a in alerts(look(*entries, at=hour(49)))}
    assert "fresh bag" in says(by_cause["bag"].action)
    at_end = (
        measured(),
        ordered(hour(-1)),
        started(dose_micrograms_per_day=28.0, bag=bag(dose_micrograms_per_day=28.0)),
    )
    last = changed(hour(24 * 27), bag=bag(hour(24 * 27), label="L", dose_micrograms_per_day=28.0))
    by_cause = {a.cause: a for a in alerts(look(*at_end, last, at=hour(24 * 28)))}
    assert "end of the course" in says(by_cause["bag"].action)


def test_the_step_and_its_bag_are_one_alert() -> None:
    second = changed(hour(96), bag=bag(hour(96), label="B-2"))
    due = seen(second, at=hour(168))
    assert (due["bag"].level, "step" in due) == ("medium", False)
    assert "never change the rate" in says(due["bag"].action)
    over = seen(second, at=hour(168, seconds=1))
    assert (over["step"].level, "bag" in over) == ("high", False)
    done = changed(hour(169), bag=bag(hour(169), label="B-3", dose_micrograms_per_day=28.0))
    assert {"step", "bag"}.isdisjoint(seen(second, done, at=hour(170)))


def test_a_bag_that_was_over_before_the_step_is_said_beside_it() -> None:
    assert {"step", "bag"} <= seen(at=hour(169)).keys()


def test_while_paused_the_pause_is_the_alert() -> None:
    found = seen(paused(hour(95)), at=hour(95, seconds=10))
    assert (found["paused"].level, found["bag"].level) == ("medium", "low")
    assert "Nothing flows" in says(found["bag"].action)
    late = seen(paused(hour(169)), at=hour(170))
    assert (late["step"].level, late["bag"].level) == ("low", "low")
    assert "paused" not in seen(paused(hour(95)), resumed(hour(96)), at=hour(96, seconds=1))


def test_a_decision_settles_a_pause_until_the_label_s_next_limit() -> None:
    stop = paused(hour(10), reason=PauseReason.ADVERSE_REACTION)
    hold = decided(hour(11))
    assert seen(stop, hold, at=hour(12))["paused"].level == "low"
    assert seen(stop, at=hour(12))["paused"].hazard_at == hour(10 + 7 * 24)
    again = seen(stop, hold, at=hour(10 + 7 * 24, seconds=1))["paused"]
    assert again.level == "medium"
    assert not covers(seen(stop, at=hour(12))["paused"].key, again.key)
    assert seen(paused(hour(10)), at=hour(12), label=US)["paused"].hazards == (hour(14),)
    at_once = (stop, decided(hour(10)))
    assert [seen(*at_once, at=hour(178, seconds=s))["paused"].level for s in (0, 1)] == ["low", "medium"]


def rule(name: str, action: Action = "hold", answer: Any = "fires") -> Finding:  # noqa: ANN401
    return Finding(rule=name, answer=answer, action=action, says=say("Hold."))


AT_FIVE = hour(5)


def from_rules(*found: Finding, entries: tuple[Entry, ...] = (), at: datetime = AT_FIVE) -> dict[str, Alert]:
    return {alert.cause: alert for alert in alerts(look(*FLOW, *entries, at=at), found)}


@pytest.mark.parametrize(
    ("action", "level"),
    [("stop", "high"), ("consider_stopping", "high"), ("hold", "high"), ("watch", "low"), ("note", None)],
)
def test_findings_that_fire(action: Action, level: str | None) -> None:
    found = from_rules(rule("other.hold", action)).get("other.hold")
    assert (None if found is None else found.level) == level
    assert "other.hold" not in from_rules(rule("other.hold", action, "cannot_tell"))
    assert "other.hold" not in from_rules(rule("other.hold", action, "clear"))


def test_bag_and_step_rules_are_not_said_twice() -> None:
    assert from_rules(rule("bag.end", "watch"), rule("bag.expiry", "watch"), rule("dose.step", "watch")).keys() <= {
        "checks"
    }


def test_a_finding_is_settled_by_the_decision_that_names_it_or_by_following_it() -> None:
    fever = crs(hour(4), "yes", "fluids")
    hold = rule("crs.hold")
    assert from_rules(hold, entries=(fever,))["crs.hold"].level == "high"
    assert from_rules(hold, entries=(fever, decided(hour(4), "other.hold")))["crs.hold"].level == "high"
    assert from_rules(hold, entries=(fever, decided(hour(4), "crs.hold")))["crs.hold"].level == "low"
    assert from_rules(hold, entries=(fever, paused(hour(4))))["crs.hold"].level == "low"
    stop = rule("crs.stop", "stop")
    assert from_rules(stop, entries=(fever, paused(hour(4))))["crs.stop"].level == "high"


def test_one_cause_is_one_high_alert() -> None:
    fever = crs(hour(4), "yes", "fluids")
    found = from_rules(rule("crs.stop", "stop"), rule("crs.hold"), entries=(fever,))
    assert {cause for cause, alert in found.items() if alert.level == "high"} == {"crs.stop", "checks"}
    calm = from_rules(rule("crs.hold"), entries=(fever, paused(hour(4))))
    assert calm["crs"].level == "high", "nobody decided about the grade"


def test_the_same_finding_about_a_newer_entry_is_another_alert() -> None:
    one = from_rules(rule("liver.hold"), entries=(pump(hour(2)),))["liver.hold"]
    two = from_rules(rule("liver.hold"), entries=(pump(hour(2)), vitals(hour(4))))["liver.hold"]
    assert not covers(one.key, two.key), "no result is known: any newer entry counts"
    first = from_rules(rule("pump.read", "watch"), entries=(pump(hour(2)),))["pump.read"]
    later = from_rules(rule("pump.read", "watch"), entries=(pump(hour(2)), vitals(hour(4))))["pump.read"]
    assert first.key == later.key


def test_fourteen_days_of_pause_are_high_until_decided() -> None:
    stop = paused(hour(10), reason=PauseReason.ADVERSE_REACTION)
    late = hour(10 + 14 * 24, seconds=1)
    assert seen(stop, at=late)["pause.stop"].level == "high"
    assert seen(stop, decided(late, "pause.stop"), at=late)["pause.stop"].level == "low"


def test_premedication_due_before_the_start_and_the_step() -> None:
    coming = (measured(), ordered(from_=hour(9)))
    assert "premedication" not in {a.cause for a in alerts(look(*coming, at=hour(6)))}
    found = {a.cause: a for a in alerts(look(*coming, at=hour(7)))}["premedication"]
    assert (found.level, found.hazard_at) == ("medium", hour(9))
    given = (*coming, premedicated(hour(8)))
    assert "premedication" not in {a.cause for a in alerts(look(*given, at=hour(8)))}
    assert "step" in says(seen(at=hour(167))["premedication"].says)


def test_the_most_urgent_stands_first_and_what_is_acknowledged_last() -> None:
    over = look(*FLOW, at=hour(97))
    found = alerts(over, findings(over))
    assert [a.level for a in found] == sorted((a.level for a in found), key=["high", "medium", "low"].index)
    bag_key = next(a.key for a in found if a.cause == "bag")
    after = alerts(look(*FLOW, acknowledged(hour(97), bag_key), at=hour(97)))
    assert after[-1].key == bag_key


def test_hazards() -> None:
    assert first_hazard((), hour(1)) is None
    assert first_hazard((hour(3), hour(2)), hour(1)) == hour(2)
    assert first_hazard((hour(3), hour(2)), hour(2)) == hour(3)
    assert first_hazard((hour(3), hour(2)), hour(9)) == hour(3)


def test_another_country_s_label_and_a_bare_knowledge_do_not_break_it() -> None:
    bare: Knowledge = without(
        *{k for x in (*KNOWLEDGE.labels.values(), *KNOWLEDGE.protocols.values()) for k in x.parameters}
    )
    stop = paused(hour(4), reason=PauseReason.ADVERSE_REACTION)
    for label in (JP, US, "unknown"):
        for knowledge in (KNOWLEDGE, bare):
            assert seen(stop, at=hour(9), label=label, knowledge=knowledge)["paused"].level == "medium"
