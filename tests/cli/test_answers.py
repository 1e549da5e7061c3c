"""What the verbs answer: state and board as in the contract, sheets in both languages, moments looked at."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from tests.cli.lines import ago, jsonl, line, ordered, registered, started
from tests.cli.terminal import NOW, Terminal

Write = Callable[[str], Path]

STATE = {
    "patient", "at", "protocol", "label", "course", "infusion", "grades", "findings", "tasks", "warnings",
}  # fmt: skip
INFUSION = {
    "status", "started_at", "infused_hours", "interrupted_hours", "infusion_day", "cycle_day", "planned_end",
    "dose_micrograms_per_day", "ordered_micrograms_per_day", "given_micrograms", "paused_since", "pause_hours",
    "step_due_at", "bag",
}  # fmt: skip
BAG = {
    "number", "label", "hung_at", "change_due_at", "change_due_because", "expected_remaining_ml",
    "flush_ml_equals_hours",
}  # fmt: skip
STATUS = {
    "DEMO-1": "running",
    "DEMO-2": "ended_completed",
    "DEMO-3": "running",
    "DEMO-4": "running",
    "DEMO-5": "paused",
    "DEMO-6": "running",
    "DEMO-7": "paused",
    "DEMO-8": "ended_discontinued",
    "DEMO-9": "not_started",
}
ANSWERS = {"fires", "clear", "cannot_tell"}
ACTIONS = {
    "note", "watch", "premedicate", "hold", "stop", "consider_stopping", "restart_allowed", "restart_not_yet",
    "new_cycle",
}  # fmt: skip
TASKS = {"bag_change", "crs_check", "neuro_check", "vitals", "premedication", "lab", "step"}


@pytest.mark.parametrize("patient", sorted(STATUS))
def test_state_has_the_shape_of_the_contract_for_every_patient(
    terminal: Terminal, demo_ward: Path, patient: str
) -> None:
    state = terminal("state", demo_ward, patient).json
    assert state.keys() >= STATE
    assert (state["patient"], state["at"]) == (patient, "2026-11-23T14:30:00+09:00")
    assert state["protocol"] == "sct-all-blin21"
    assert state["label"] == ("us-pi-2025" if patient == "DEMO-4" else "jp-pi-2021")
    infusion = state["infusion"]
    assert infusion.keys() >= INFUSION
    assert infusion["status"] == STATUS[patient]
    if infusion["bag"] is not None:
        assert infusion["bag"].keys() >= BAG
        assert infusion["bag"]["change_due_because"] in {"end-of-bag", "use-before", "dose-step", "course-end"}
    if infusion["planned_end"] is not None:
        assert infusion["planned_end"].keys() >= {"at", "rule", "cites"}
        assert infusion["planned_end"]["rule"] in {"cycle-includes-pause", "infused-total"}
    for finding in state["findings"]:
        assert finding.keys() >= {"rule", "answer", "action", "says", "saw", "missing", "cites"}
        assert finding["answer"] in ANSWERS
        assert finding["action"] in ACTIONS | {None}
        assert finding["answer"] != "cannot_tell" or finding["missing"]
    for task in state["tasks"]:
        assert task.keys() >= {"what", "due_at", "state", "because"}
        assert task["what"] in TASKS
        assert task["state"] in {"due", "overdue", "upcoming"}


def infusion(terminal: Terminal, ward: Path, patient: str, *looking: object) -> dict[str, Any]:
    found: dict[str, Any] = terminal("state", ward, patient, *looking).json["infusion"]
    return found


def test_the_demo_patients_are_in_the_states_they_were_made_for(terminal: Terminal, demo_ward: Path) -> None:
    one = infusion(terminal, demo_ward, "DEMO-1")
    assert one["infused_hours"] + one["interrupted_hours"] == pytest.approx(341.5, abs=0.011)
    assert (one["infusion_day"], one["cycle_day"]) == (15, 15)
    assert infusion(terminal, demo_ward, "DEMO-3")["step_due_at"] == "2026-11-23T16:30:00+09:00"
    assert infusion(terminal, demo_ward, "DEMO-6")["bag"]["change_due_at"] == "2026-11-23T14:50:00+09:00"
    assert infusion(terminal, demo_ward, "DEMO-7")["pause_hours"] == 1.0
    five = infusion(terminal, demo_ward, "DEMO-5")
    assert five["pause_hours"] == pytest.approx(120.5)
    assert five["dose_micrograms_per_day"] is None
    nine = infusion(terminal, demo_ward, "DEMO-9")
    assert (nine["started_at"], nine["bag"], nine["infused_hours"]) == (None, None, 0.0)


def test_at_looks_at_another_moment(terminal: Terminal, demo_ward: Path) -> None:
    now, later = (
        infusion(terminal, demo_ward, "DEMO-1"),
        infusion(terminal, demo_ward, "DEMO-1", "--at", "2026-11-23T15:30:00+09:00"),
    )
    assert later["infused_hours"] == pytest.approx(now["infused_hours"] + 1)
    earlier = infusion(terminal, demo_ward, "DEMO-1", "--at", "2026-11-01T00:00:00+09:00")
    assert earlier["status"] == "not_started"


def test_known_at_answers_from_what_had_been_written_by_then(terminal: Terminal, ward: Path, batch: Write) -> None:
    begin = [registered(happened_at=ago(minutes=2)), ordered(happened_at=ago(minutes=2)), started()]
    assert terminal("chart", ward, batch(jsonl(*begin))).code == 0
    late = line("infusion_paused", at=NOW.replace(hour=15), reason="procedure", flushed=False, note="written late")
    assert terminal("chart", ward, batch(jsonl(late)), now=NOW.replace(hour=16)).code == 0
    at = ("--at", NOW.replace(hour=15, minute=45).isoformat())
    assert infusion(terminal, ward, "T-1", *at)["status"] == "paused"
    known = ("--known-at", NOW.replace(hour=15, minute=50).isoformat())
    assert infusion(terminal, ward, "T-1", *at, *known)["status"] == "running"
    board = terminal("board", ward, "--json", *at, *known).json
    assert [p["infusion"]["status"] for p in board["patients"]] == ["running"]


def test_board_as_json_holds_every_patient_at_the_moment(terminal: Terminal, demo_ward: Path) -> None:
    board = terminal("board", demo_ward, "--json", "--at", "2026-11-23T15:00:00+09:00").json
    assert board["at"] == "2026-11-23T15:00:00+09:00"
    assert {p["patient"]: p["infusion"]["status"] for p in board["patients"]} == STATUS


@pytest.mark.parametrize(("lang", "running"), [("en", "RUNNING"), ("ja", "投与中")])
def test_board_as_text_names_every_patient_and_its_state(
    terminal: Terminal, demo_ward: Path, lang: str, running: str
) -> None:
    board = terminal("board", demo_ward, "--lang", lang)
    assert board.code == 0
    assert board.out.count(running) >= 4
    for bed in ("703", "705", "707", "709", "711", "712", "714", "715", "716"):
        assert bed in board.out


def test_the_board_of_an_empty_ward_is_an_answer(terminal: Terminal, ward: Path) -> None:
    assert terminal("board", ward).code == 0
    assert terminal("board", ward, "--json").json == {"at": "2026-11-23T14:30:00+09:00", "patients": []}


def pages(pdf: Path) -> list[tuple[bool, str]]:
    """Landscape or not, and the text, of each page."""
    read = PdfReader(io.BytesIO(pdf.read_bytes())).pages
    return [(page.mediabox.width > page.mediabox.height, page.extract_text()) for page in read]


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_handover_gives_the_list_and_a_sheet_each_and_records_the_printing(
    terminal: Terminal, demo_ward: Path, tmp_path: Path, lang: str
) -> None:
    before, out = terminal.entries(demo_ward), tmp_path / "sheets.pdf"
    assert terminal("handover", demo_ward, "--lang", lang, "-o", out).code == 0
    found = pages(out)
    assert found[0][0]
    portrait = [text for landscape, text in found if not landscape]
    for number in range(1, 10):
        assert any(f"DEMO-{number}" in text for text in portrait), number
    assert len(portrait) >= 9
    printed = terminal.entries(demo_ward)[len(before) :]
    assert {e["patient"] for e in printed} == set(STATUS)
    assert {e["kind"] for e in printed} == {"sheet_printed"}
    assert {e["sha256"] for e in printed} == {hashlib.sha256(out.read_bytes()).hexdigest()}
    assert {e["based_on"] for e in printed} == {len(before)}


def test_handover_of_one_patient_holds_that_patient_only(terminal: Terminal, demo_ward: Path, tmp_path: Path) -> None:
    out = tmp_path / "sheet.pdf"
    assert terminal("handover", demo_ward, "DEMO-7", "-o", out).code == 0
    text = "".join(text for _, text in pages(out))
    assert "DEMO-7" in text
    assert "DEMO-1" not in text
    assert [e["patient"] for e in terminal.entries(demo_ward) if e["kind"] == "sheet_printed"] == ["DEMO-7"]


def test_the_list_alone_is_one_lying_page_and_recorded_as_the_list(
    terminal: Terminal, demo_ward: Path, tmp_path: Path
) -> None:
    before, out = terminal.entries(demo_ward), tmp_path / "list.pdf"
    told = terminal("handover", demo_ward, "--list-only", "-o", out)
    assert (told.code, told.out.rpartition(": ")[2].strip()) == (0, "1 sheets")
    found = pages(out)
    assert all(landscape for landscape, _ in found)
    text = "".join(text for _, text in found)
    assert "WARD LIST" in text
    assert "HANDOVER" not in text
    printed = terminal.entries(demo_ward)[len(before) :]
    assert {e["patient"] for e in printed} == set(STATUS)
    assert {e["sheet"] for e in printed} == {"ward-list-en"}


def test_an_order_for_tomorrow_stands_on_board_list_and_sheet(
    terminal: Terminal, demo_ward: Path, tmp_path: Path
) -> None:
    out = tmp_path / "sheets.pdf"
    assert terminal("handover", demo_ward, "-o", out).code == 0
    found = pages(out)
    own = [text for landscape, text in found if not landscape and "DEMO-9" in text]
    assert "4.6 microgram/day" in terminal("board", demo_ward).out
    assert "4.6 microgram/day" in " ".join(found[0][1].split())
    assert "4.6 microgram/day" in " ".join(own[0].split())


def test_the_same_moment_and_language_give_the_same_bytes_again_and_from_a_copy(
    terminal: Terminal, demo_ward: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.ward"
    assert terminal("backup", demo_ward, copy).code == 0

    def sheet(file: Path, lang: str, now: datetime = NOW) -> bytes:
        out = tmp_path / "sheet.pdf"
        argv = ("handover", file, "DEMO-1", "--lang", lang, "--at", NOW.isoformat(), "-o", out)
        assert terminal(*argv, now=now).code == 0
        return out.read_bytes()

    first = sheet(demo_ward, "ja")
    assert sheet(copy, "ja") == first
    assert sheet(demo_ward, "ja") == first
    assert sheet(demo_ward, "en") != first
