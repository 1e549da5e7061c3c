"""The verb `import` on a real ward file: what is filed, told, kept, refused; killed half-way nothing is half."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from tests.cli.lines import ago, jsonl, line
from tests.cli.terminal import NOW, Terminal
from tests.feeds.hl7_writing import CBC, Panel, Result, msh, oul, pid, text
from tests.feeds.ssmix2_tree import path, stored, tree, written
from tests.printing.reading import pages

NOTHING_EARLIER = "no earlier value of Leukocytes; its own limits may be of the same wrong unit"
KINDS = ("new", "changed", "duplicate", "decide", "rejected", "unread")


@pytest.fixture
def ours(terminal: Terminal, ward: Path, batch: Callable[[str], Path]) -> Path:
    """A ward with the patient of the synthetic files."""
    own = {
        "family_name": "駿河", "given_name": "葵", "kana": "スルガ アオイ", "hospital_id": "9900013", "sex": "male",
        "birth_date": "2021-04-01", "allergies": [], "protocol": "sct-all-blin21", "label": "jp-pi-2021",
    }  # fmt: skip
    assert terminal("chart", ward, batch(jsonl(line("patient_registered", ago(hours=2), note="late", **own)))).code == 0
    return ward


def hl7(folder: Path, *results: Result, name: str = "r.hl7") -> Path:
    found = folder / name
    found.write_bytes(text(oul([Panel(results=results or CBC)])).encode())
    return found


def counts(answer: dict[str, list[object]]) -> dict[str, int]:
    assert tuple(answer) == KINDS
    return {kind: len(found) for kind, found in answer.items() if found}


def test_a_tree_is_imported_once(terminal: Terminal, ours: Path, tmp_path: Path) -> None:
    written(tree(), tmp_path / "tree")
    first = terminal("import", ours, tmp_path / "tree", "--json", "--by", "K.T")
    assert first.code == 0
    assert counts(first.json) == {"new": 3, "decide": 4, "rejected": 1, "unread": 2}
    filed = terminal.entries(ours)[1:]
    assert [one["by"] for one in filed] == ["K.T"] * 3
    again = terminal("import", ours, tmp_path / "tree", "--json")
    assert counts(again.json) == {"duplicate": 3, "decide": 4, "rejected": 1, "unread": 2}
    assert terminal.entries(ours)[1:] == filed
    assert terminal("verify", ours).code == 0


def test_each_item_tells_what_is_known_of_it(terminal: Terminal, ours: Path, tmp_path: Path) -> None:
    answer = terminal("import", ours, hl7(tmp_path, Result(), Result(code="X9^odd^99LAB", unit="")), "--json").json
    (new,), (waits,) = answer["new"], answer["decide"]
    source = new.pop("source")
    assert new == {
        "patient": "T-1", "analyte": "leukocytes", "name": "白血球数", "value": "3200", "unit": "/uL",
        "status": "final", "at": "2026-11-23T10:30:00+09:00", "reason": None, "filed": True,
        "cannot_tell": NOTHING_EARLIER, "passes": True,
    }  # fmt: skip
    assert (source["file"], source["part"], source["complete"]) == ("r.hl7", "OBX 1", "unproven")
    assert len(source["sha256"]) == 64
    assert (waits["analyte"], waits["name"], waits["unit"], waits["filed"]) == (None, "odd", None, False)
    assert waits["reason"] == "no code of the table: X9"
    broken = tmp_path / "x.txt"
    broken.write_text("hello", encoding="utf-8")
    (unread,) = terminal("import", ours, broken, "--json").json["unread"]
    assert (unread["patient"], unread["value"], unread["at"], unread["unit"]) == (None, None, None, None)
    assert unread["source"]["complete"] == "cut"


def test_in_words_the_count_and_last_time_are_told_and_what_was_not_filed(
    terminal: Terminal, ours: Path, tmp_path: Path
) -> None:
    answer = terminal("import", ours, hl7(tmp_path, Result(), Result(code="X9^odd^99LAB")))
    assert answer.out.splitlines() == [
        "r.hl7: Nothing in the file proves its end. Results: 2, the last collected Mon 23-Nov-2026 10:30.",
        "Needs a decision: T-1 odd 3200 /uL | r.hl7 OBX 2 | no code of the table: X9",
        f"Cannot tell, filed: T-1 leukocytes 3200 /uL | r.hl7 OBX 1 | {NOTHING_EARLIER}",
        "New 1 · Changed 0 · Duplicate 0 · Needs a decision 1 · Rejected 0 · Unread 0",
        "Filed: 1 · wait for a person: 1",
    ]
    again = terminal("import", ours, hl7(tmp_path, Result(value="3300"), Result(value="3100", status="C", sub_id="2")))
    assert again.out.splitlines()[1].startswith("Changed, waits for a person: T-1 leukocytes 3300 /uL | r.hl7 OBX 1 | ")
    corrected = terminal("import", ours, hl7(tmp_path, Result(value="3400", status="C")))
    assert corrected.out.splitlines()[1:] == [
        "Changed, filed: T-1 leukocytes 3400 /uL | r.hl7 OBX 1",
        f"Cannot tell, filed: T-1 leukocytes 3400 /uL | r.hl7 OBX 1 | {NOTHING_EARLIER}",
        "New 0 · Changed 1 · Duplicate 0 · Needs a decision 0 · Rejected 0 · Unread 0",
        "Filed: 1 · wait for a person: 0",
    ]


def test_a_dry_run_says_first_that_nothing_was_written(terminal: Terminal, ours: Path, tmp_path: Path) -> None:
    terminal("import", ours, hl7(tmp_path, Result()))
    answer = terminal("import", ours, hl7(tmp_path, Result(value="3300"), CBC[1]), "--dry-run")
    lines = answer.out.splitlines()
    assert lines[0] == "Dry run: nothing was written."
    assert lines[2].startswith("Changed, would wait for a person: T-1 leukocytes 3300 /uL | ")
    assert lines[3].startswith("Cannot tell, would be filed: T-1 haemoglobin 8.9 g/dL | ")
    assert lines[-1] == "Would be filed: 1 · would wait for a person: 1"
    corrected = terminal("import", ours, hl7(tmp_path, Result(value="3300", status="C")), "--dry-run")
    assert corrected.out.splitlines()[2].startswith("Changed, would be filed: ")
    (found,) = terminal("import", ours, hl7(tmp_path, CBC[1]), "--dry-run", "--json").json["new"]
    assert (found["passes"], found["filed"]) == (True, False)


def test_whoever_files_stands_on_the_staff_list_where_there_is_one(
    terminal: Terminal, ours: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pins = iter(["161803", "161803", "314159", "314159", "577215", "577215"])
    monkeypatch.setattr("getpass.getpass", lambda _: next(pins))
    for staff_id, role in (("ADM", "admin"), ("K.T", "nurse"), ("V.W", "viewer")):
        assert terminal("staff", ours, "add", staff_id, "--name", staff_id, "--role", role).code == 0
    for wrong in ("M.S", "V.W", "k.t"):
        refused = terminal("import", ours, hl7(tmp_path), "--by", wrong)
        assert refused.refused(
            f"--by {wrong}: nobody on the staff list who may write has this ID; write one of ADM, K.T, or leave"
        )
    assert len(terminal.entries(ours)) == 1
    assert terminal("import", ours, hl7(tmp_path), "--by", "K.T").code == 0
    assert terminal("import", ours, hl7(tmp_path, Result(value="3300", status="C"))).code == 0
    assert {one["by"] for one in terminal.entries(ours)[1:]} == {"K.T", "import"}


def test_a_dry_run_writes_nothing(terminal: Terminal, ours: Path, tmp_path: Path) -> None:
    before = ours.read_bytes()
    answer = terminal("import", ours, hl7(tmp_path), "--json", "--dry-run")
    assert counts(answer.json) == {"new": 3}
    assert ours.read_bytes() == before
    assert len(terminal.entries(ours)) == 1


def test_a_deleted_order_takes_nothing_back_by_itself(terminal: Terminal, ours: Path, tmp_path: Path) -> None:
    place = path(order="000000011000354")
    written({place: stored(oul([Panel()]))}, tmp_path / "tree")
    assert counts(terminal("import", ours, tmp_path / "tree", "--json").json) == {"new": 3}
    tmp_path.joinpath("tree", *place).unlink()
    written({path(flag="0"): stored([msh(), pid(), "ORC|CA|000000011000354"])}, tmp_path / "tree")
    deleted = terminal("import", ours, tmp_path / "tree", "--json").json["changed"]
    assert [(one["analyte"], one["status"], one["filed"]) for one in deleted] == [
        ("leukocytes", "deleted", False), ("haemoglobin", "deleted", False), ("platelets", "deleted", False),
    ]  # fmt: skip
    assert {one["reason"] for one in deleted} == {"its sender deleted the whole order 000000011000354"}
    assert len(terminal.entries(ours)[1:]) == 3


def test_two_files_of_one_import_may_change_each_other(terminal: Terminal, ours: Path, tmp_path: Path) -> None:
    files = [
        hl7(tmp_path, Result(value="320", status="P"), name="1.hl7"),
        hl7(tmp_path, Result(), name="2.hl7"),
        hl7(tmp_path, Result(), name="3.hl7"),
    ]
    assert counts(terminal("import", ours, *files, "--json").json) == {"new": 1, "changed": 1, "duplicate": 1}
    found = terminal.entries(ours)[1:]
    assert [one["status"] for one in sorted(found, key=lambda one: one["id"])] == ["preliminary", "final"]


def test_files_and_wards_that_are_not_there_are_refused(terminal: Terminal, ours: Path, tmp_path: Path) -> None:
    assert terminal("import", ours, tmp_path / "none").refused("none")
    assert terminal("import", tmp_path / "no.ward", hl7(tmp_path)).refused("no.ward")


def test_a_clock_set_back_is_refused_with_nothing_filed(terminal: Terminal, ours: Path, tmp_path: Path) -> None:
    answer = terminal("import", ours, hl7(tmp_path), now=NOW - timedelta(hours=1))
    assert answer.refused("it lies before the newest entry")
    assert len(terminal.entries(ours)) == 1


def test_others_who_keep_writing_are_told(
    terminal: Terminal, ours: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from blin21_desktop.domain.ports import Stale
    from blin21_desktop.service.ward import Ward

    def always(*_args: object, **_named: object) -> None:
        raise Stale

    monkeypatch.setattr(Ward, "write", always)
    assert terminal("import", ours, hl7(tmp_path)).refused("others kept writing")


def test_words_come_in_the_wards_language(terminal: Terminal, ours: Path, tmp_path: Path) -> None:
    assert terminal("import", ours, hl7(tmp_path), "--lang", "ja").code == 0


KILLED = """
import os, signal, sys
from datetime import datetime
from blin21_desktop.bootstrap import main
from blin21_desktop.store import writing
real = writing.chain.link
seen = []
def link(*given):
    seen.append(1)
    if len(seen) == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return real(*given)
writing.chain.link = link
main(sys.argv[1:], clock=lambda: datetime.fromisoformat("2026-11-23T14:30:00+09:00"))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kills by signal")
def test_killed_half_way_nothing_is_filed_and_the_next_import_files_all(
    terminal: Terminal, ours: Path, tmp_path: Path
) -> None:
    source = hl7(tmp_path)
    arguments = [sys.executable, "-c", KILLED, "import", str(ours), str(source)]
    found = subprocess.run(arguments, env=dict(os.environ), capture_output=True, check=False)
    assert found.returncode == -signal.SIGKILL, found.stderr
    assert len(terminal.entries(ours)) == 1
    assert terminal("verify", ours).code == 0
    assert counts(terminal("import", ours, source, "--json").json) == {"new": 3}
    assert len(terminal.entries(ours)) == 4


def test_the_programs_own_csv_needs_no_codes(terminal: Terminal, ours: Path, tmp_path: Path) -> None:
    rows = (
        "hospital_id,family_name,given_name,birth_date,sex,collected_at,analyte,value,unit,specimen",
        "9900013,駿河,葵,2021-04-01,male,2026-11-23T10:30:00+09:00,leukocytes,3200,/uL,",
        "9900013,駿河,葵,2021-04-01,male,2026-11-23T10:30:00+09:00,crp,0.4,mg/dL,血清",
        "9900013,駿河,葵,2021-04-01,male,2026-11-23T10:30:00+09:00,WBC,3200,/uL,",
        "9900013,駿河,葵,2021-04-01,male,2026-11-23T10:30:00+09:00,crp,0.4,zz,",
        "",
    )
    table = tmp_path / "own.csv"
    table.write_text("\n".join(rows), encoding="utf-8")
    answer = terminal("import", ours, table, "--json").json
    assert [one["analyte"] for one in answer["new"]] == ["leukocytes", "crp"]
    assert answer["decide"][0]["reason"] == "no code of the table: WBC"
    assert terminal.entries(ours)[1]["source"]["system"] == "blin21"


def test_what_waits_for_a_person_stands_on_the_sheet_and_a_sheet_comes_again_as_it_was(
    terminal: Terminal, ours: Path, tmp_path: Path
) -> None:
    (patient,) = {entry["patient"] for entry in terminal.entries(ours)}
    odd = [Result(code=f"Y{n}^odd^99LAB", unit="10") for n in range(2)]
    assert counts(terminal("import", ours, hl7(tmp_path, *odd, *CBC), "--json").json) == {"new": 3, "decide": 2}

    def sheet(*more: object, minutes: float) -> str:
        now = NOW + timedelta(minutes=minutes)
        assert terminal("handover", ours, patient, "-o", tmp_path / "s.pdf", *more, now=now).code == 0
        return "".join(pages((tmp_path / "s.pdf").read_bytes()))

    assert "laboratoryresultstoreview:2" in sheet(minutes=1)
    first = (tmp_path / "s.pdf").read_bytes()
    assert "toreview" not in sheet("--at", (NOW - timedelta(seconds=1)).isoformat(), minutes=2)
    third = hl7(tmp_path, Result(code="Y9^odd^99LAB", unit="10"), name="third.hl7")
    assert terminal("import", ours, third, now=NOW + timedelta(minutes=3)).code == 0
    assert "laboratoryresultstoreview:3" in sheet(minutes=4)
    kept = terminal("prints", ours, "--json").json[-1]["id"]
    answer = terminal("reprint", ours, kept, "-o", tmp_path / "again.pdf", now=NOW + timedelta(minutes=5))
    assert (answer.code, (tmp_path / "again.pdf").read_bytes() == first) == (0, True), answer.err
