"""The verb `alarms`, and alerts as the terminal shows and takes them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from tests.cli.lines import jsonl, line
from tests.cli.terminal import NOW, Terminal


def test_the_report_of_a_week_and_of_a_period(terminal: Terminal, demo_ward: Path) -> None:
    told = terminal("alarms", demo_ward, "--json").json
    assert (told["to"], told["from"]) == (NOW.isoformat(), (NOW - timedelta(days=7)).isoformat())
    assert (told["nurses"], told["budget"]) == (1, 6)
    assert told["interruptions"] == sum(shift["interruptions"] for shift in told["shifts"]) > 0
    assert len(told["shifts"]) == 22
    day = ("--from", "2026-11-22T00:00:00+09:00", "--to", "2026-11-23T00:00:00+09:00")
    shifts = terminal("alarms", demo_ward, *day, "--json").json["shifts"]
    assert len(shifts) == 3
    assert any(shift["per_nurse"] for shift in shifts)
    half = terminal("alarms", demo_ward, *day, "--json", "--nurses", "2").json
    assert [s["per_nurse"] * 2 for s in half["shifts"]] == [s["per_nurse"] for s in shifts]
    answer = terminal("alarms", demo_ward, *day)
    assert answer.code == 0
    assert "shifts over the budget" in answer.out


def test_what_cannot_be_counted_is_refused_in_words(terminal: Terminal, demo_ward: Path, tmp_path: Path) -> None:
    assert terminal("alarms", demo_ward, "--from", "2027-01-01T00:00:00Z").refused("is not before")
    for wrong in ("0", "-1", "two", "²", "100"):
        assert terminal("alarms", demo_ward, f"--nurses={wrong}").refused("from 1 to 99")
    assert terminal("alarms", tmp_path / "none.blin21").refused("none.blin21")


def test_an_empty_ward_has_no_interruptions(terminal: Terminal, ward: Path) -> None:
    assert terminal("alarms", ward, "--json").json["interruptions"] == 0


def test_an_alert_is_acknowledged_by_its_key(terminal: Terminal, demo_ward: Path, batch: Callable[[str], Path]) -> None:
    before = terminal("state", demo_ward, "DEMO-4").json
    alert = next(a for a in before["alerts"] if a["level"] != "low")
    written = line("alert_acknowledged", patient="DEMO-4", by="K.T", alert=alert["alert"], because="with another child")
    assert terminal("chart", demo_ward, batch(jsonl(written))).code == 0
    after = terminal("state", demo_ward, "DEMO-4").json
    silent = next(a for a in after["alerts"] if a["alert"] == alert["alert"])["silenced"]
    assert (silent["by"], silent["because"]) == ("K.T", "with another child")
    assert after["alert_counts"]["silenced"] == 1
    on_board = terminal("board", demo_ward, "--json").json["patients"]
    shown = next(p for p in on_board if p["patient"] == "DEMO-4")
    assert shown["alerts"] == after["alerts"]
    again = terminal("chart", demo_ward, batch(jsonl(written)))
    assert again.refused("acknowledged already by K.T")
    unknown = line("alert_acknowledged", patient="DEMO-4", by="K.T", alert="bag/none", because="x")
    assert terminal("chart", demo_ward, batch(jsonl(unknown))).refused("has no alert")
