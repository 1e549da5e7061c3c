"""Every paper: what stands on each page, on both sizes; a poor copy; a shift with forty entries."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import get_args

import pytest

from blin21_desktop.domain.entries import Entry
from blin21_desktop.present.paper import PageSize, Paper
from blin21_desktop.present.sheet import patient_sheet
from blin21_desktop.printing import draw
from blin21_desktop.printing.handover import Handover
from blin21_desktop.printing.job import Job
from tests.checking import crs, neuro, vitals
from tests.making import graded, hour
from tests.present.looks import BEFORE, GIVEN, look, words
from tests.printing.reading import pages
from tests.ui.fakes import FakePorts

SIZES: tuple[PageSize, ...] = ("a4", "letter")
WARD = ("ward-list", "ward-handover")


@cache
def drawn(paper: Paper, page: PageSize) -> bytes:
    ports = FakePorts()
    patients = () if paper == "ward-list" else ("DEMO-5",)
    job = Job(paper=paper, patients=patients, page=page, by="K.T")
    return Handover(ports.ward, ports.words("en"), lambda _at: ports.new_id()).do(job).pdf


@pytest.mark.parametrize("page", SIZES)
@pytest.mark.parametrize("paper", get_args(Paper))
def test_every_page_says_whose_it_is_of_when_until_when_and_from_which_record(paper: Paper, page: PageSize) -> None:
    found = pages(drawn(paper, page))
    for number, text in enumerate(found, start=1):
        assert "Asof23-Nov-202614:30" in text
        assert "UNCONTROLLEDAFTER24-Nov02:30" in text
        assert "0F0F-0F0F" in text
        assert "TRAINING–synthetic" in text
        if paper not in WARD:
            assert f"{number}/{len(found)}" in text
            assert "9900021" in text
            assert "KATO,Haruto" in text
            assert ("CONTINUESONTHENEXTPAGE" in text) == (number < len(found))


def ink(pdf: bytes, folder: Path) -> list[tuple[float, int]]:
    """Of each page at 100 dpi: how much ink in greys, and how many black dots in two colours."""
    if shutil.which("pdftoppm") is None:
        pytest.skip("pdftoppm (poppler-utils) is not installed")
    (folder / "all.pdf").write_bytes(pdf)
    command = ["pdftoppm", "-r", "100", "-gray", str(folder / "all.pdf"), str(folder / "page")]
    subprocess.run(command, check=True, capture_output=True)
    found = []
    for path in sorted(folder.glob("page*.pgm")):
        grey = path.read_bytes().split(b"\n", 3)[3]
        marked = [255 - dot for dot in grey if dot < 225]  # the training mark is paler
        found.append((sum(marked) / 255, sum(dot >= 128 for dot in marked)))
    return found


@pytest.mark.parametrize("page", SIZES)
@pytest.mark.parametrize("paper", get_args(Paper))
def test_on_a_poor_copy_the_strokes_stay(paper: Paper, page: PageSize, tmp_path: Path) -> None:
    for grey, black in ink(drawn(paper, page), tmp_path):
        assert 0.85 < black / grey < 1.35


def test_after_forty_entries_in_one_shift_page_one_still_has_checks_actions_and_what_is_missing() -> None:
    kinds: list[Callable[[datetime], Entry]] = [vitals, lambda at: crs(at, "yes"), neuro]
    entries = [
        graded(hour(162 + n / 5), 3, "other", event=f"e{n}") if n % 4 == 3 else kinds[n % 4](hour(162 + n / 5))
        for n in range(40)
    ]
    sheet = patient_sheet(look(*BEFORE, *GIVEN, *entries, at=hour(170)), words(), shift=(hour(162), hour(172)))
    first, *rest = pages(draw([sheet]))
    assert rest
    assert "CONTINUESONTHENEXTPAGE1/2" in first
    for said in ("LASTCHECKS", "CHECKS,next12hours", "ACTIONS", "MISSING/NOTCONFIRMED", "Receiverrepeatsback"):
        assert said in first
    assert first.count("Alanineaminotransferaseincreased") == 10
