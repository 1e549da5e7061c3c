"""The program is killed in the middle of a half-filled bag change."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from blin21_desktop.bootstrap import main
from blin21_desktop.store.log import open_ward, verify

HALF_FILLED = Path(__file__).parent / "half_filled.py"
PIN = "271828"


@pytest.fixture
def virtual_screen() -> Iterator[str]:
    """A screen in memory on which a real window opens; gives its name."""
    heard, said = os.pipe()
    command = ["Xvfb", "-displayfd", str(said), "-screen", "0", "1366x768x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=(said,), stderr=subprocess.DEVNULL) as screen:
        os.close(said)
        with os.fdopen(heard) as number:
            name = f":{number.readline().strip()}"
        yield name
        screen.terminate()


def test_in_a_real_window_too(virtual_screen: str, tmp_path: Path) -> None:
    killed_half_way(tmp_path, {"QT_QPA_PLATFORM": "xcb", "DISPLAY": virtual_screen})


def test_after_a_kill_the_draft_is_there_for_its_author_and_nothing_in_the_record(tmp_path: Path) -> None:
    killed_half_way(tmp_path, {"QT_QPA_PLATFORM": "offscreen"})


def killed_half_way(tmp_path: Path, screen: dict[str, str]) -> None:
    """Fill half of a bag change in a process of its own, kill it, and look at the file."""
    ward = tmp_path / "ward.blin21"
    assert main(["demo", str(ward), "--at", "2026-11-23T14:30:00+09:00"]) == 0
    log = open_ward(ward)
    before = list(log.lines())
    log.close()
    quiet = {**os.environ, "QT_LOGGING_RULES": "*.warning=false", **screen}
    command = [sys.executable, str(HALF_FILLED), str(ward), PIN]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=quiet) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "READY\n"
        running.kill()
    assert verify(ward).ok
    log = open_ward(ward)
    (draft,) = log.beside.drafts("K.T")
    assert draft.typed == {"wristband": "9900055", "bag.label": "B-4", "rate_ml_per_h": "2.5"}
    assert (draft.form, draft.patient) == ("bag_change", "DEMO-6")
    assert log.beside.drafts("M.S") == []
    assert list(log.lines()) == before
    log.close()
