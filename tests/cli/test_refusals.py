"""What cannot be is refused with exit 2, line, field and remedy; nothing of the batch is written; no traceback."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.cli.lines import Line, ago, bag, jsonl, line, ordered, registered, started
from tests.cli.terminal import NOW, Terminal

Write = Callable[[str], Path]


def refused(terminal: Terminal, ward: Path, path: Path, *said: str) -> None:
    before = terminal("entries", ward).out
    assert terminal("chart", ward, path).refused(*said)
    assert terminal("entries", ward).out == before


@pytest.mark.parametrize(
    ("last", "said"),
    [
        ("{not json", ["line 3"]),
        ('["a list"]', ["line 3", "object"]),
        ('{"kind": "bag_chnged"}', ["line 3", "kind", "bag_changed"]),
        (json.dumps(line("bed_changed", bed="1", colour="red")), ["line 3", "colour", "field"]),
        (json.dumps(line("bed_changed")), ["line 3", "bed", "missing"]),
        (json.dumps(line("body_measured", weight_kg="50")), ["line 3", "weight_kg", "number"]),
        (json.dumps(line("body_measured", weight_kg=True)), ["line 3", "weight_kg", "number"]),
        (('{"kind": "body_measured", "patient": "T-1", "happened_at": "2026-11-23T14:30:00+09:00", "by": "n1",'
         ' "weight_kg": NaN}'), ["line 3", "weight_kg", "finite"]),
        (json.dumps(line("bed_changed", at="2026-11-23T14:30:00", bed="1")), ["line 3", "happened_at", "offset"]),
        (json.dumps(line("bed_changed", at="2026-11-23T25:30:00+09:00", bed="1")), ["line 3", "happened_at", "time"]),
        (json.dumps(line("enrolled", enrolled_on="23/11/2026")), ["line 3", "enrolled_on", "date"]),
        ('{"kind": "bed_changed", "bed": "1", "bed": "2"}', ["line 3", "bed", "twice"]),
    ],
)  # fmt: skip
def test_a_faulty_line_refuses_the_whole_batch_and_names_line_and_field(
    terminal: Terminal, ward: Path, batch: Write, last: str, said: list[str]
) -> None:
    path = batch(jsonl(registered(), ordered()) + last + "\n")
    refused(terminal, ward, path, "nothing was written", *said)
    assert terminal.entries(ward) == []


@pytest.mark.parametrize(
    ("last", "said"),
    [
        (line("body_measured", weight_kg=0), ["weight_kg", "0"]),
        (line("body_measured", weight_kg=-1), ["weight_kg", "below 0"]),
        (line("body_measured", at="2026-11-23T14:36:00+09:00", weight_kg=50), ["happened_at", "future"]),
        (line("bed_changed", patient="T-2", bed="1"), ["patient", "T-2", "register"]),
        (registered(patient="T-2", label="de-pi-1999"), ["label", "de-pi-1999", "jp-pi-2021", "us-pi-2025"]),
        (registered(patient="T-2", protocol="other"), ["protocol", "other", "sct-all-blin21"]),
        (registered(), ["patient", "registered already"]),
        (started(bag(), checked_by="n1"), ["checked_by", "second person"]),
        (started(bag(), second_check={"rate_ml_per_h": 5, "dose_micrograms_per_day": 28}), ["second_check", "again"]),
        (started(bag(hours=72, rate=3.3), rate_ml_per_h=0), ["rate_ml_per_h", "above 0"]),
        (started(bag(), course=99), ["course", "99"]),
        (line("entry_withdrawn", withdrawn="01920000-0000-7000-8000-000000000000", because="x"), ["withdrawn", "id"]),
    ],
)  # fmt: skip
def test_impossible_values_are_refused_and_no_override_helps(
    terminal: Terminal, ward: Path, batch: Write, last: Line, said: list[str]
) -> None:
    refused(terminal, ward, batch(jsonl(registered(), ordered(), last)), "line 3", "nothing was written", *said)
    signed = {**last, "override": {"what": "all of it", "because": "I said so", "by": "d1"}}
    refused(terminal, ward, batch(jsonl(registered(), ordered(), signed)), "line 3", *said)


def test_another_patients_bag_is_impossible_even_with_an_override(terminal: Terminal, ward: Path, batch: Write) -> None:
    wrong = started(bag(patient="T-2"), override={"what": "bag", "because": "no other", "by": "d1"})
    refused(terminal, ward, batch(jsonl(registered(), ordered(), wrong)), "line 3", "bag.patient", "T-2", "do not hang")
    right = started(bag(patient="T-1"))
    assert terminal("chart", ward, batch(jsonl(registered(), ordered(), right))).code == 0


def test_a_second_start_of_a_running_course_is_impossible(terminal: Terminal, ward: Path, batch: Write) -> None:
    assert terminal("chart", ward, batch(jsonl(registered(), ordered(), started()))).code == 0
    refused(terminal, ward, batch(jsonl(started(bag(label="B2")))), "line 1", "course", "under way")


OVERRIDE = {"what": "read twice", "because": "seen at the bed", "by": "d1"}


@pytest.mark.parametrize(
    ("last", "said"),
    [
        (started(bag(dose=9)), ["dose_micrograms_per_day", "ordered"]),
        (started(bag(volume_ml=200)), ["bag.volume_ml"]),
        (started(bag(use_before=ago(hours=1))), ["bag.use_before"]),
        (started(bag(), rate_ml_per_h=5, second_check={"rate_ml_per_h": 5, "dose_micrograms_per_day": 28}),
         ["rate_ml_per_h"]),
        (line("body_measured", at=ago(minutes=16), weight_kg=50), ["happened_at", "note"]),
        (line("infusion_paused", reason="bag", flushed=False), ["kind"]),
    ],
)  # fmt: skip
def test_improbable_values_need_an_override(
    terminal: Terminal, ward: Path, batch: Write, last: Line, said: list[str]
) -> None:
    refused(terminal, ward, batch(jsonl(registered(), ordered(), last)), "line 3", "override", *said)
    signed = {**last, "override": OVERRIDE}
    assert terminal("chart", ward, batch(jsonl(registered(), ordered(), signed))).code == 0
    assert terminal.entries(ward)[-1]["override"] == OVERRIDE


def test_an_override_without_a_reason_is_refused(terminal: Terminal, ward: Path, batch: Write) -> None:
    signed = started(bag(dose=9), override={**OVERRIDE, "because": " "})
    refused(terminal, ward, batch(jsonl(registered(), ordered(), signed)), "line 3", "override")


@pytest.mark.parametrize(("label", "code"), [("jp-pi-2021", 2), ("us-pi-2025", 0)])
def test_a_96_hour_bag_at_1_8_ml_per_hour_is_judged_by_the_patients_own_label(
    terminal: Terminal, ward: Path, batch: Write, label: str, code: int
) -> None:
    text = jsonl(registered(label=label), ordered(), started(bag(hours=96, rate=1.8)))
    answer = terminal("chart", ward, batch(text))
    assert answer.code == code, answer.err
    if code:
        assert answer.refused("line 3", "rate_ml_per_h", "override")
    assert len(terminal.entries(ward)) == (0 if code else 3)


def _ward_of_garbage(folder: Path) -> Path:
    path = folder / "garbage.ward"
    path.write_bytes(b"this is no database " * 500)
    return path


def _empty_file(folder: Path) -> Path:
    path = folder / "empty.ward"
    path.touch()
    return path


@pytest.mark.parametrize("make", [_ward_of_garbage, _empty_file, lambda folder: folder, lambda folder: folder / "none"])
@pytest.mark.parametrize(
    "verb",
    [
        *(["entries"], ["state", "T-1"], ["board"], ["chart", "BATCH"], ["handover", "-o", "OUT"], ["backup", "OUT"]),
        *(["staff"], ["staff", "deactivate", "K.T"]),
    ],
)
def test_what_is_no_ward_file_is_refused_and_left_as_it_is(
    terminal: Terminal, tmp_path: Path, batch: Write, make: Callable[[Path], Path], verb: list[str]
) -> None:
    folder = tmp_path / "place"
    folder.mkdir()
    file, out = make(folder), tmp_path / "out.file"
    before = file.read_bytes() if file.is_file() else None
    path = batch(jsonl(registered()))
    words = [str({"BATCH": path, "OUT": out}.get(word, word)) for word in verb]
    assert terminal(words[0], file, *words[1:]).refused(file.name)
    assert (file.read_bytes() if file.is_file() else None) == before
    assert not out.exists()


@pytest.mark.parametrize("make", [_ward_of_garbage, _empty_file, lambda folder: folder, lambda folder: folder / "none"])
def test_verify_fails_on_what_is_no_ward_file(terminal: Terminal, tmp_path: Path, make: Callable[[Path], Path]) -> None:
    answer = terminal("verify", make(tmp_path))
    assert answer.code in (1, 2)
    assert answer.err
    assert "Traceback" not in answer.err


def test_a_batch_that_is_missing_a_folder_or_not_utf8_is_refused(
    terminal: Terminal, ward: Path, tmp_path: Path
) -> None:
    assert terminal("chart", ward, tmp_path / "none.jsonl").refused("none.jsonl")
    assert terminal("chart", ward, tmp_path).refused(tmp_path.name)
    latin = tmp_path / "latin.jsonl"
    latin.write_bytes(b"{}\n" + jsonl(registered(family_name="M")).encode().replace(b'"M"', b'"M\xfc"'))
    assert terminal("chart", ward, latin).refused("line 2", "UTF-8")
    assert terminal.entries(ward) == []


def test_new_and_demo_and_backup_never_overwrite(terminal: Terminal, ward: Path, tmp_path: Path) -> None:
    before = ward.read_bytes()
    other = tmp_path / "letter.txt"
    other.write_text("dear colleague", encoding="utf-8")
    for file in (ward, other):
        assert terminal("new", file).refused(file.name)
        assert terminal("demo", file).refused(file.name)
        assert terminal("backup", ward, file).refused(file.name)
    assert (ward.read_bytes(), other.read_text("utf-8")) == (before, "dear colleague")


def test_a_folder_that_is_not_there_is_named(terminal: Terminal, ward: Path, tmp_path: Path) -> None:
    nowhere = tmp_path / "nowhere" / "x.file"
    for argv in (["new", nowhere], ["demo", nowhere]):
        assert terminal(*argv).refused("nowhere")
    assert terminal("backup", ward, nowhere).refused("no copy was made")
    assert not nowhere.parent.exists()


@pytest.mark.parametrize("verb", [["state", "FILE", "T-9"], ["entries", "FILE", "T-9"], ["handover", "FILE", "T-9"]])
def test_an_unknown_patient_is_named_with_those_who_are_there(
    terminal: Terminal, demo_ward: Path, tmp_path: Path, verb: list[str]
) -> None:
    out = tmp_path / "out.pdf"
    argv: list[Any] = [demo_ward if word == "FILE" else word for word in verb]
    assert terminal(*argv, *(["-o", out] if verb[0] == "handover" else [])).refused("T-9", "DEMO-1")
    assert not out.exists()


@pytest.mark.parametrize(
    "argv",
    [
        ["fly"],
        ["state", "FILE"],
        ["state", "FILE", "DEMO-1", "--at", "2026-11-23T14:30:00"],
        ["state", "FILE", "DEMO-1", "--at", "noon"],
        ["state", "FILE", "DEMO-1", "--at", "0001-01-01T00:00:00+09:00"],
        ["board", "FILE", "--known-at", "9999-12-31T23:59:59-12:00"],
        ["board", "FILE", "--known-at", "23/11/2026"],
        ["board", "FILE", "--lang", "fr"],
        ["handover", "FILE"],
        ["handover", "FILE", "--shift", "2026-11-23T08:00:00+09:00", "-o", "x.pdf"],
        ["handover", "FILE", "--shift", "2026-11-23T20:00:00+09:00/2026-11-23T08:00:00+09:00", "-o", "x.pdf"],
        ["chart", "FILE"],
        ["new"],
    ],
)
def test_a_wrong_command_line_is_refused_with_exit_2(terminal: Terminal, demo_ward: Path, argv: list[str]) -> None:
    assert terminal(*[demo_ward if word == "FILE" else word for word in argv]).refused()


def test_sheets_into_a_folder_that_is_not_there_leave_no_record_of_printing(
    terminal: Terminal, demo_ward: Path, tmp_path: Path
) -> None:
    before = terminal.entries(demo_ward)
    assert terminal("handover", demo_ward, "DEMO-1", "-o", tmp_path / "none" / "x.pdf").refused("none")
    assert terminal.entries(demo_ward) == before


def test_a_character_that_cannot_be_printed_is_named_and_nothing_is_recorded(
    terminal: Terminal, ward: Path, batch: Write, tmp_path: Path
) -> None:
    assert terminal("chart", ward, batch(jsonl(registered(family_name="bell\u0007")))).code == 0
    out = tmp_path / "x.pdf"
    assert terminal("handover", ward, "-o", out).refused("U+0007")
    assert not out.exists()
    assert [e["kind"] for e in terminal.entries(ward)] == ["patient_registered"]


def test_sheets_cannot_replace_a_folder(terminal: Terminal, demo_ward: Path, tmp_path: Path) -> None:
    assert terminal("handover", demo_ward, "DEMO-1", "-o", tmp_path).refused(tmp_path.name)
    assert "sheet_printed" not in terminal("entries", demo_ward).out


def test_with_the_clock_set_back_the_sheets_are_there_and_it_is_said_that_no_printing_was_recorded(
    terminal: Terminal, ward: Path, batch: Write, tmp_path: Path
) -> None:
    assert terminal("chart", ward, batch(jsonl(registered()))).code == 0
    out = tmp_path / "x.pdf"
    back = NOW - timedelta(hours=2)
    argv = ("handover", ward, "T-1", "--at", NOW.isoformat(), "-o", out)
    assert terminal(*argv, now=back).refused("recorded_at", "nothing was written")
    assert out.read_bytes().startswith(b"%PDF")


def test_an_unknown_time_zone_is_refused(terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BLIN21_ZONE", "Moon/Crater")
    assert terminal("new", tmp_path / "w.ward").refused("Moon/Crater", "BLIN21_ZONE")
    assert not (tmp_path / "w.ward").exists()
    assert terminal("verify", tmp_path / "w.ward").refused("w.ward")


def test_faults_of_a_sites_own_knowledge_are_all_listed(
    terminal: Terminal, ward: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "site" / "knowledge"
    folder.mkdir(parents=True)
    (folder / "jp-pi-2021.toml").write_text('[parameters."no.such"]\nvalue = 1\n', encoding="utf-8")
    (folder / "us-pi-2025.toml").write_text("not toml", encoding="utf-8")
    monkeypatch.setenv("BLIN21_SITE_FOLDER", str(tmp_path / "site"))
    assert terminal("board", ward).refused("jp-pi-2021.toml", "no.such", "us-pi-2025.toml", "TOML")


def test_a_handwriting_sample_whose_picture_is_not_in_the_file_is_refused(
    terminal: Terminal, ward: Path, batch: Write
) -> None:
    sample = line("writing_sampled", sha256="ab" * 32, media_type="image/png", width=800, height=300, baseline=False)
    path = batch(jsonl(registered(), sample))
    refused(terminal, ward, path, "line 2", "abababababab", "not in this ward file", "Handwriting sample")
