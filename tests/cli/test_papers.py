"""What was printed, through the terminal: the register, printing again, the code typed from paper."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from blin21_desktop.domain.entries import Kind
from tests.cli.lines import jsonl, line
from tests.cli.terminal import NOW, Terminal


def test_a_sheet_comes_again_byte_for_byte_after_more_was_charted(terminal: Terminal, demo_ward: Path) -> None:
    first, again = demo_ward.with_name("1.pdf"), demo_ward.with_name("2.pdf")
    made = terminal("handover", demo_ward, "DEMO-1", "--paper", "letter", "--lang", "ja", "--by", "K.T", "-o", first)
    assert made.code == 0, made.err
    (kept,) = terminal("prints", demo_ward, "--json").json
    assert (kept["state"], kept["page"], kept["sheet"], kept["patients"]) == (
        "current", "letter", "handover-ja", ["DEMO-1"],
    )  # fmt: skip
    bag = next(e for e in terminal.entries(demo_ward) if e["patient"] == "DEMO-1" and e["kind"] == Kind.BAG_CHANGED)
    undone = {"patient": "DEMO-1", "kind": "entry_withdrawn", "happened_at": NOW.isoformat(), "by": "K.T"}
    batch = demo_ward.with_name("batch.jsonl")
    batch.write_text(jsonl({**undone, "withdrawn": bag["id"], "because": "wrong bag"}), encoding="utf-8")
    assert terminal("chart", demo_ward, batch).code == 0
    later = NOW + timedelta(hours=1)
    (kept,) = terminal("prints", demo_ward, "DEMO-1", "--json", now=later).json
    assert (kept["state"], kept["withdrawn"]) == ("superseded", [bag["id"]])
    told = terminal("prints", demo_ward, now=later).out
    assert "SUPERSEDED; withdrawn since: bag changed" in told
    answer = terminal("reprint", demo_ward, kept["id"], "--by", "M.S", "-o", again, now=later)
    assert (answer.code, "byte for byte" in answer.out) == (0, True)
    assert again.read_bytes() == first.read_bytes()
    both = terminal("prints", demo_ward, "--json", now=later).json
    assert [(p["by"], p["sha256"]) for p in both] == [("M.S", kept["sha256"]), ("K.T", kept["sha256"])]
    check = terminal("papercheck", demo_ward, kept["code"].lower().replace("-", " "))
    assert (check.code, check.out) == (0, f"{kept['code']}: matches. Entries charted since: 1.\n")


def test_a_code_of_another_history_is_told_and_no_code_is_refused(terminal: Terminal, demo_ward: Path) -> None:
    answer = terminal("papercheck", demo_ward, "0000-0000-00")
    assert answer.code == 1
    assert "HISTORY DIFFERS FROM PAPER" in answer.out
    assert terminal("papercheck", demo_ward, "7F3A").refused("no head code")
    assert "Nothing was charted since" in terminal("papercheck", demo_ward, _code(terminal, demo_ward)).out


def _code(terminal: Terminal, ward: Path) -> str:
    assert terminal("handover", ward, "--list-only", "-o", ward.with_name("l.pdf")).code == 0
    return str(terminal("prints", ward, "--json").json[0]["code"])


def test_a_paper_that_is_not_the_same_is_marked_and_exit_code_1_says_so(
    terminal: Terminal, demo_ward: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = demo_ward.with_name("l.pdf")
    _code(terminal, demo_ward)
    (kept,) = terminal("prints", demo_ward, "--json").json[-1:]
    monkeypatch.setattr("blin21_desktop.printing.again.__version__", "99")
    monkeypatch.setattr("blin21_desktop.present.sheet_frame.__version__", "99")
    answer = terminal("reprint", demo_ward, kept["id"], "-o", out)
    assert answer.code == 1
    assert "version is not that of then" in answer.err
    assert "redrawn and marked so" in answer.out


def test_what_is_no_printing_is_refused(terminal: Terminal, demo_ward: Path, tmp_path: Path) -> None:
    out = tmp_path / "no.pdf"
    assert terminal("reprint", demo_ward, "nothing", "-o", out).refused("no printing of this ward file")
    old = line("sheet_printed", patient="DEMO-1", sheet="ward-list-en", based_on=1, knowledge="k", sha256="0" * 64)
    batch = tmp_path / "batch.jsonl"
    batch.write_text(jsonl(old), encoding="utf-8")
    assert terminal("chart", demo_ward, batch).code == 0
    (kept,) = terminal("prints", demo_ward, "--json").json
    assert terminal("reprint", demo_ward, kept["id"], "-o", out).refused("kept too little")
    assert not out.exists()
    assert terminal("prints", demo_ward, "NOBODY").refused("not in this ward file")


@pytest.mark.parametrize("verb", ["summary", "bagplan"])
def test_summary_and_bag_plan_are_written_recorded_and_come_again(
    terminal: Terminal, demo_ward: Path, verb: str
) -> None:
    first, again = demo_ward.with_name("1.pdf"), demo_ward.with_name("2.pdf")
    assert terminal(verb, demo_ward, "DEMO-1", "--paper", "letter", "--lang", "ja", "-o", first).code == 0
    (kept,) = terminal("prints", demo_ward, "--json").json
    assert (kept["sheet"], kept["page"]) == ({"summary": "course-summary-ja", "bagplan": "bag-plan-ja"}[verb], "letter")
    later = NOW + timedelta(hours=30)
    assert terminal("reprint", demo_ward, kept["id"], "-o", again, now=later).code == 0
    assert again.read_bytes() == first.read_bytes()


def test_a_character_no_font_has_is_refused_and_nothing_is_written(
    terminal: Terminal, demo_ward: Path, tmp_path: Path
) -> None:
    batch = tmp_path / "batch.jsonl"
    batch.write_text(jsonl(line("bed_changed", patient="DEMO-1", bed="\u2603\ufdd0")), encoding="utf-8")
    assert terminal("chart", demo_ward, batch).code == 0
    out = tmp_path / "no.pdf"
    assert terminal("summary", demo_ward, "DEMO-1", "-o", out).refused("font")
    assert not out.exists()
    assert terminal("prints", demo_ward, "--json").json == []
