"""Alerts and premedication in the `state` answer; the alarm report in words and as JSON."""

from __future__ import annotations

from datetime import timedelta

from blin21_desktop.present.alarms import alarms_json, alarms_text
from blin21_desktop.present.state import state_json
from blin21_desktop.present.state_alerts import alert_counts
from blin21_desktop.rules.alarm_report import by_shift
from blin21_desktop.rules.interruptions import interruptions
from tests.checking import all_well
from tests.making import chart, hour
from tests.present.looks import BEFORE, ENROLLED, GIVEN, KNOWLEDGE, PREMEDICATED, late, look, plain_words
from tests.rules.acknowledging import acknowledged, premedicated

WORDS = plain_words()
CUTS = ((hour(0), hour(8)), (hour(8), hour(12)))


def test_state_names_each_alert_its_act_and_who_silenced_it() -> None:
    seen = late()
    found = state_json(seen, WORDS)
    bag = next(a for a in found["alerts"] if a["alert"].startswith("bag/"))
    assert (bag["level"], bag["silenced"]) == ("high", None)
    assert bag["action"] == "Hang the next bag and chart the change."
    assert bag["since"] == bag["hazard_at"] == "2026-12-03T10:00:00+09:00"
    assert found["alert_counts"]["high"] == 1
    entry = acknowledged(seen.at, bag["alert"], because="bag on its way")
    after = state_json(look(*BEFORE, ENROLLED, *PREMEDICATED, *GIVEN, *all_well(hour(240)), entry, at=seen.at), WORDS)
    silent = next(a for a in after["alerts"] if a["alert"] == bag["alert"])["silenced"]
    assert (silent["by"], silent["because"]) == ("n2", "bag on its way")
    assert silent["until"] == (seen.at + timedelta(minutes=15)).isoformat()
    assert after["alert_counts"] == {**found["alert_counts"], "high": 0, "silenced": 1}


def test_premedication_in_the_state() -> None:
    found = state_json(look(*BEFORE, premedicated(hour(-1)), *GIVEN, at=hour(170)), WORDS)["premedication"]
    assert [(p["before"], p["state"]) for p in found] == [("start", "given"), ("step", "missed")]
    assert found[0]["given"] == [
        {"drug": "dexamethasone", "dose_mg": 5.0, "at": "2026-11-23T09:00:00+09:00", "by": "n1"}
    ]
    assert "no dose" in found[1]["dose"]
    assert found[1]["missing"] == []


def test_nothing_counted_is_nought() -> None:
    assert alert_counts(()) == {"high": 0, "medium": 0, "low": 0, "silenced": 0}


def test_the_report() -> None:
    found = interruptions(chart(*BEFORE, *GIVEN), KNOWLEDGE, hour(0), hour(12))
    counts = by_shift(found, CUTS, nurses=1, budget=1)
    told = alarms_json(counts, hour(0))
    assert (told["from"], told["to"]) == (hour(0).isoformat(), hour(12).isoformat())
    assert (told["nurses"], told["budget"], told["shifts_over_budget"]) == (1, 1, 1)
    assert told["interruptions"] == sum(shift["interruptions"] for shift in told["shifts"]) > 1
    assert told["shifts"][0].keys() == {
        "from", "to", "interruptions", "per_nurse", "over_budget", "levels", "causes", "acknowledged", "came_back",
    }  # fmt: skip
    words = alarms_text(counts, WORDS)
    assert "OVER THE BUDGET" in words
    assert "overdue checks" in words
    assert "1 shifts over the budget" in words
    assert words.endswith("\n")


def test_a_quiet_shift_and_no_budget() -> None:
    words = alarms_text(by_shift((), CUTS, nurses=2, budget=None), WORDS)
    assert "budget of each: not configured" in words
    assert "0 interruptions, 0 a nurse\n" in words
