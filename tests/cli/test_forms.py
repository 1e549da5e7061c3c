"""The verb `forms`: plan and forms of a patient, or empty forms; nothing is recorded."""

from __future__ import annotations

from pathlib import Path

import pytest

from blin21_desktop.domain.text import say
from blin21_desktop.printing.fonts import Unprintable
from tests.cli.terminal import Terminal
from tests.printing.reading import pages


def test_a_patients_plan_and_forms(terminal: Terminal, demo_ward: Path, tmp_path: Path) -> None:
    before = len(terminal.entries(demo_ward))
    out = tmp_path / "forms.pdf"
    answer = terminal("forms", demo_ward, "DEMO-1", "-o", out)
    assert (answer.code, answer.out) == (0, f"{out}: plan and forms\n")
    found = pages(out.read_bytes())
    assert "BAGPLAN" in found[0]
    assert all("SURUGA,Aoi" in page for page in found)
    assert len(terminal.entries(demo_ward)) == before


def test_empty_forms_name_nobody(terminal: Terminal, demo_ward: Path, tmp_path: Path) -> None:
    out = tmp_path / "forms.pdf"
    assert terminal("forms", demo_ward, "--paper", "letter", "-o", out).code == 0
    assert len(pages(out.read_bytes())) == 5
    assert not any("SURUGA" in page for page in pages(out.read_bytes()))


def test_a_patient_who_is_not_here_is_refused(terminal: Terminal, demo_ward: Path, tmp_path: Path) -> None:
    answer = terminal("forms", demo_ward, "NOBODY", "-o", tmp_path / "forms.pdf")
    assert answer.code == 2
    assert "NOBODY is not in this ward file" in answer.err
    assert not (tmp_path / "forms.pdf").exists()


def test_what_cannot_be_drawn_is_said(
    terminal: Terminal, demo_ward: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> bytes:
        raise Unprintable(say("the character is in neither font"))

    monkeypatch.setattr("blin21_desktop.printing.forms_job.draw", refuse)
    answer = terminal("forms", demo_ward, "DEMO-1", "-o", tmp_path / "forms.pdf")
    assert (answer.code, answer.err) == (2, "the character is in neither font\n")
