"""The record through the terminal: out, in, out; withdraw; verify; backup; the plain options."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from blin21_desktop import __version__
from tests.cli.lines import ago, jsonl, line, ordered, registered, started
from tests.cli.terminal import NOW, Terminal

Write = Callable[[str], Path]
EXAMPLE = Path(__file__).parent / "data" / "example-course.jsonl"


def test_version_and_help_are_as_usual(terminal: Terminal) -> None:
    version = terminal("--version")
    assert (version.code, version.out) == (0, f"blin21-desktop {__version__}\n")
    shown = terminal("--help")
    assert shown.code == 0
    for verb in (
        "new",
        "demo",
        "chart",
        "entries",
        "state",
        "board",
        "handover",
        "downtime",
        "forms",
        "bagplan",
        "staff",
        "verify",
        "backup",
    ):
        assert verb in shown.out
        assert terminal(verb, "--help").code == 0


def test_a_new_ward_is_empty_and_sound(terminal: Terminal, ward: Path) -> None:
    assert terminal("entries", ward).out == ""
    assert terminal("verify", ward).code == 0


def test_the_example_course_goes_in_as_it_is(terminal: Terminal, ward: Path) -> None:
    answer = terminal("chart", ward, EXAMPLE, "--keep-recorded-at")
    assert answer.code == 0, answer.err
    given = [json.loads(text) for text in EXAMPLE.read_text("utf-8").splitlines()]
    kept = terminal.entries(ward)
    for before, after in zip(given, kept, strict=True):
        assert {name: after[name] for name in before} == before
    state = terminal("state", ward, "EX-1", "--at", "2026-03-10T12:00:00+09:00").json
    assert state["infusion"]["status"] == "paused"
    assert state["infusion"]["paused_since"] == "2026-03-09T23:00:00+09:00"
    assert state["infusion"]["infused_hours"] == 181.0


def test_entries_out_in_out_gives_the_same_bytes(terminal: Terminal, ward: Path, tmp_path: Path, batch: Write) -> None:
    assert terminal("chart", ward, EXAMPLE, "--keep-recorded-at").code == 0
    first = terminal("entries", ward).out
    again = tmp_path / "again.ward"
    assert terminal("new", again).code == 0
    assert terminal("chart", again, batch(first), "--keep-recorded-at").code == 0
    assert terminal("entries", again).out == first
    assert first.count("\n") == len(EXAMPLE.read_text("utf-8").splitlines())


@pytest.mark.slow
def test_the_demo_ward_survives_out_in_out_too(
    terminal: Terminal, demo_ward: Path, tmp_path: Path, batch: Write
) -> None:
    first = terminal("entries", demo_ward).out
    again = tmp_path / "again.ward"
    assert terminal("new", again).code == 0
    assert terminal("chart", again, batch(first), "--keep-recorded-at").code == 0
    assert terminal("entries", again).out == first


def test_recorded_at_is_the_clock_unless_kept(terminal: Terminal, ward: Path, batch: Write) -> None:
    path = batch(jsonl(registered(recorded_at=ago(days=3), happened_at=ago(days=3), note="from paper")))
    assert terminal("chart", ward, path).code == 0
    assert terminal.entries(ward)[0]["recorded_at"] == "2026-11-23T14:30:00+09:00"


def test_kept_times_of_writing_never_go_back(terminal: Terminal, ward: Path, batch: Write) -> None:
    assert terminal("chart", ward, batch(jsonl(registered()))).code == 0
    early = line("bed_changed", at=ago(hours=1), bed="2", recorded_at=ago(hours=1))
    assert terminal("chart", ward, batch(jsonl(early)), "--keep-recorded-at").refused("line 1", "recorded_at")


def test_entries_of_one_patient_are_that_patients_only(terminal: Terminal, demo_ward: Path) -> None:
    found = terminal.entries(demo_ward, "DEMO-5")
    assert found
    assert {e["patient"] for e in found} == {"DEMO-5"}
    assert all("synthetic" in e["note"] for e in found if e["kind"] == "patient_registered")


def test_a_mistake_is_withdrawn_and_written_again_and_both_stay(terminal: Terminal, ward: Path, batch: Write) -> None:
    assert terminal("chart", ward, batch(jsonl(registered(), line("body_measured", weight_kg=53)))).code == 0
    wrong = terminal.entries(ward)[-1]["id"]
    repair = [
        line("entry_withdrawn", withdrawn=wrong, because="53 typed for 35"),
        line("body_measured", weight_kg=35),
    ]
    assert terminal("chart", ward, batch(jsonl(*repair))).code == 0
    assert [e.get("weight_kg") for e in terminal.entries(ward)] == [None, 53, None, 35]


def test_withdrawing_a_start_is_as_if_it_was_never_charted(terminal: Terminal, ward: Path, batch: Write) -> None:
    assert terminal("chart", ward, batch(jsonl(registered(), ordered()))).code == 0
    before = terminal("state", ward, "T-1").json
    assert terminal("chart", ward, batch(jsonl(started()))).code == 0
    assert terminal("state", ward, "T-1").json["infusion"]["status"] == "running"
    start = terminal.entries(ward)[-1]["id"]
    taken_back = line("entry_withdrawn", withdrawn=start, because="not started yet")
    assert terminal("chart", ward, batch(jsonl(taken_back))).code == 0
    assert terminal("state", ward, "T-1").json["infusion"] == before["infusion"]


def test_verify_finds_a_changed_byte_in_an_entry(terminal: Terminal, ward: Path, batch: Write, tmp_path: Path) -> None:
    assert terminal("chart", ward, batch(jsonl(registered(family_name="Yamashita")))).code == 0
    copy = tmp_path / "copy.ward"
    assert terminal("backup", ward, copy).code == 0
    assert terminal("verify", copy).code == 0
    copy.write_bytes(copy.read_bytes().replace(b"Yamashita", b"Yamashiro"))
    answer = terminal("verify", copy)
    assert (answer.code, answer.out) == (1, "")
    assert answer.err
    batch(jsonl(line("bed_changed", bed="9")))
    assert terminal("chart", copy, tmp_path / "batch.jsonl").code == 2


def test_a_backup_holds_the_same_entries(terminal: Terminal, demo_ward: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.ward"
    assert terminal("backup", demo_ward, copy).code == 0
    assert terminal("entries", copy).out == terminal("entries", demo_ward).out
    assert terminal("verify", copy).code == 0


def test_the_training_clock_starts_where_at_says_and_runs_on(terminal: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "night.ward"
    assert terminal("demo", file, "--at", "2026-12-24T02:00:00+09:00").code == 0
    assert terminal("board", file, "--json").json["at"] == "2026-12-24T02:00:00+09:00"
    hour_later = terminal("board", file, "--json", now=NOW.replace(hour=15)).json
    assert hour_later["at"] == "2026-12-24T03:00:00+09:00"


def test_a_wards_zone_is_fixed_when_it_is_made(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BLIN21_ZONE", "America/New_York")
    file = tmp_path / "ny.ward"
    assert terminal("new", file).code == 0
    monkeypatch.setenv("BLIN21_ZONE", "Asia/Tokyo")
    assert terminal("board", file, "--json").json["at"] == "2026-11-23T00:30:00-05:00"


def test_a_sites_own_value_is_used_and_named(
    terminal: Terminal, ward: Path, tmp_path: Path, batch: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "site" / "knowledge"
    folder.mkdir(parents=True)
    (folder / "jp-pi-2021.toml").write_text(
        '[parameters."cycle.end"]\nvalue = "infused-total"\nsource = "ward protocol 12"\n'
        'checked_on = 2026-11-20\nset_by = "pharmacist S. Aoki"\nsecond_person = "Dr H"\n',
        encoding="utf-8",
    )
    assert terminal("chart", ward, batch(jsonl(registered(), ordered(), started()))).code == 0
    assert terminal("state", ward, "T-1").json["infusion"]["planned_end"]["rule"] == "cycle-includes-pause"
    monkeypatch.setenv("BLIN21_SITE_FOLDER", str(tmp_path / "site"))
    state = terminal("state", ward, "T-1")
    assert state.json["infusion"]["planned_end"]["rule"] == "infused-total"
    assert "S. Aoki" in state.out


def test_a_batch_comes_from_standard_input_too(terminal: Terminal, ward: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Piped:
        class buffer:  # noqa: N801
            @staticmethod
            def read() -> bytes:
                return jsonl(registered()).encode()

    monkeypatch.setattr("sys.stdin", Piped)
    assert terminal("chart", ward, "-").code == 0
    assert len(terminal.entries(ward)) == 1
