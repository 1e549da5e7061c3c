"""The verb `knowledge`: a ward's own labels, one label, all of them; and what it refuses. The whole program."""

from __future__ import annotations

from pathlib import Path

import pytest

from blin21_desktop.bootstrap.knowledge import read_knowledge
from blin21_desktop.domain.knowledge_version import version_of
from blin21_desktop.domain.signature import Signature
from blin21_desktop.store.log import open_ward
from tests.cli.terminal import NOW, Terminal


def test_a_ward_s_own_labels_with_their_fingerprint(terminal: Terminal, demo_ward: Path) -> None:
    found = terminal("knowledge", demo_ward, "--json").json
    assert [one["id"] for one in found["files"]] == ["jp-pi-2021", "us-pi-2025", "sct-all-blin21", "program"]
    printed = terminal("handover", demo_ward, "DEMO-1", "-o", demo_ward.parent / "s.pdf")
    assert printed.code == 0, printed.err
    sheets = [line for line in terminal("entries", demo_ward, "DEMO-1").out.splitlines() if "sheet_printed" in line]
    assert found["fingerprint"] in sheets[-1]


def test_one_label_without_a_ward_file_in_both_languages(terminal: Terminal) -> None:
    answer = terminal("knowledge", "-", "--label", "us-pi-2025")
    assert answer.code == 0
    assert "Label: United States" in answer.out
    assert "Label: Japan" not in answer.out
    assert "pause.stop_after_days: not configured" in answer.out
    assert "未設定" in terminal("knowledge", "-", "--lang", "ja").out


def test_a_label_that_is_none_and_a_file_that_is_none_are_refused(terminal: Terminal, tmp_path: Path) -> None:
    answer = terminal("knowledge", "-", "--label", "uk-1")
    assert (answer.code, answer.out) == (2, "")
    assert "there are: jp-pi-2021, us-pi-2025" in answer.err
    assert terminal("knowledge", tmp_path / "none").code == 2


def test_a_site_s_own_value_is_named(terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "site" / "knowledge"
    folder.mkdir(parents=True)
    own = '[parameters."pause.supervise_after_hours"]\nvalue = 4\nsource = "our rule"\n'
    (folder / "jp-pi-2021.toml").write_text(
        f'{own}checked_on = 2026-10-01\nset_by = "Dr H"\nsecond_person = "p2"\n', encoding="utf-8"
    )
    monkeypatch.setenv("BLIN21_SITE_FOLDER", str(tmp_path / "site"))
    out = terminal("knowledge", "-", "--label", "jp-pi-2021").out
    assert (
        "pause.supervise_after_hours: 4 (hours)\n      our rule · checked 01-Oct-2026 · this site's own · set by Dr H"
        in out
    )
    (folder / "jp-pi-2021.toml").write_text("nonsense", encoding="utf-8")
    assert terminal("knowledge", "-").code == 2


def test_the_version_and_who_signed_it_stand_there_and_in_the_state(terminal: Terminal, demo_ward: Path) -> None:
    label = terminal("knowledge", demo_ward, "--json").json["files"][0]
    assert (label["signed"], label["signatures"]) == (False, [])
    state = terminal("state", demo_ward, "DEMO-1").json
    assert (state["label"], state["label_version"]) == ("jp-pi-2021", label["label_version"])
    assert (state["label_signed"], state["label_signature"]) == (False, None)
    log = open_ward(demo_ward)
    version = version_of(read_knowledge().labels["jp-pi-2021"])
    signature = Signature(
        file=version.file, sha256=version.sha256, text=version.text, by="PH", name="Training pharmacist",
        role="pharmacist", at=NOW,
    )  # fmt: skip
    log.signatures.add(signature)
    log.close()
    assert terminal("state", demo_ward, "DEMO-1").json["label_signed"] is True
    out = terminal("knowledge", demo_ward).out
    assert f"Version {version.code}\nsigned by Training pharmacist (PH, pharmacist), " in out
    assert out.count("not signed") == 2
    assert terminal("knowledge", "-", "--json").json["files"][0]["signed"] is False
    assert terminal("verify", demo_ward).code == 0
