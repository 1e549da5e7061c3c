"""The verb `plan`: text and JSON in both languages, and what it refuses. The whole program."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.cli.lines import bag, jsonl, line, ordered, registered, started
from tests.cli.terminal import NOW, Terminal

EVENT = {
    "event": "n1",
    "term": "Tremor",
    "category": "neurologic",
    "scale": "CTCAE v5.0",
    "present_at_baseline": False,
    "related": "yes",
    "haematological": False,
}


def ago(hours: float) -> str:
    return (NOW - timedelta(hours=hours)).isoformat()


@pytest.fixture(name="stopped")
def _stopped(terminal: Terminal, tmp_path: Path) -> Path:
    """A course of 200 hours, paused 5 hours ago for a tremor of grade 3."""
    path = tmp_path / "ward.blin21"
    late = {"note": "from paper"}
    lines = [
        registered(happened_at=ago(300), **late),
        line("body_measured", ago(299), weight_kg=50, height_cm=160, **late),
        ordered(9, course=1, happened_at=ago(298), **{"from": ago(298)}, **late),
        started(bag(9, use_before=ago(-50)), course=1, happened_at=ago(205), **late),
        line("event_graded", ago(5), grade=3, **EVENT, **late),
        line("infusion_paused", ago(5), reason="adverse_reaction", event="n1", flushed=False, **late),
    ]
    assert terminal("new", path).code == 0
    batch = tmp_path / "batch.jsonl"
    batch.write_text(jsonl(*lines), encoding="utf-8")
    answer = terminal("chart", path, batch)
    assert answer.code == 0, answer.err
    return path


def plan(terminal: Terminal, stopped: Path, *more: object) -> Any:  # noqa: ANN401
    answer = terminal("plan", stopped, "T-1", "--json", *more)
    assert answer.code == 0, answer.err
    return answer.json


def test_the_json_has_every_part(terminal: Terminal, stopped: Path) -> None:
    found = plan(terminal, stopped, "--hold", "24")
    assert found["label"] == "jp-pi-2021"
    assert found["pause"] == {
        "since": ago(5), "hours": 5.0, "reason": "adverse_reaction", "event": "n1", "supposed": False,
    }  # fmt: skip
    assert [one["rule"] for one in found["stopwatch"]] == ["pause.cycle", "pause.stop"]
    assert [one["option"] for one in found["options"]] == ["same_bag", "new_bag", "low_dose", "new_cycle", "stop"]
    assert {one["state"] for one in found["conditions"]} <= {"met", "not_met", "cannot_tell"}
    assert all(one["cites"] for one in found["conditions"])
    assert found["hold"]["own"]["label"] == "jp-pi-2021"
    assert [one["label"] for one in found["hold"]["comparison_only"]] == ["us-pi-2025"]
    assert found["lost_hours"] == [
        {"reason": "adverse_reaction", "event": "n1", "term": "Tremor", "category": "neurologic", "hours": 5.0,
         "pauses": 1},
    ]  # fmt: skip


def test_a_later_moment_and_a_level(terminal: Terminal, stopped: Path) -> None:
    then = (NOW + timedelta(hours=3)).isoformat()
    found = plan(terminal, stopped, "--resume-at", then, "--dose", "full")
    assert (found["resume_at"], found["dose_level"], found["pause_hours_by_then"]) == (then, "full", 8.0)
    new = next(one for one in found["options"] if one["option"] == "new_bag")
    assert (new["dose"]["micrograms_per_day"], new["state"]) == (28.0, "closed")
    assert found["hold"] is None


def test_an_earlier_moment_and_what_was_known(terminal: Terminal, stopped: Path) -> None:
    found = plan(terminal, stopped, "--at", ago(6))
    assert found["pause"]["supposed"] is True
    nobody = terminal("plan", stopped, "T-1", "--known-at", ago(400))
    assert nobody.refused("no registration in force")


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_the_text_reads_in_both_languages(terminal: Terminal, stopped: Path, lang: str) -> None:
    answer = terminal("plan", stopped, "T-1", "--hold", "24", "--lang", lang)
    assert answer.code == 0, answer.err
    assert "jp-pi-2021" in answer.out
    assert "neuro.restart" in answer.out
    assert "us-pi-2025" in answer.out
    assert all(text == text.rstrip() for text in answer.out.splitlines())


def test_it_writes_nothing(terminal: Terminal, stopped: Path) -> None:
    before = terminal("entries", stopped).out
    plan(terminal, stopped)
    assert terminal("entries", stopped).out == before


@pytest.mark.parametrize("hours", ["0", "-1", "nan", "inf", "9000", "366d", "soon"])
def test_a_hold_is_a_length(terminal: Terminal, stopped: Path, hours: str) -> None:
    assert terminal("plan", stopped, "T-1", f"--hold={hours}").refused("number of hours above 0")


def test_what_cannot_be_asked_is_refused_in_words(terminal: Terminal, stopped: Path) -> None:
    assert terminal("plan", stopped, "T-1", "--resume-at", ago(1)).refused("before the moment looked at")
    assert terminal("plan", stopped, "T-2").refused("T-2")
    assert terminal("plan", stopped, "T-1", "--dose", "half").refused("invalid choice")


def test_a_hold_is_also_told_in_days(terminal: Terminal, stopped: Path) -> None:
    lengths = {plan(terminal, stopped, "--hold", text)["hold"]["hours"] for text in ("36", "36.0", "1.5d", "36h")}
    assert lengths == {36.0}
