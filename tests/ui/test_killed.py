"""The program is killed in the middle of a half-filled bag change."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from blin21_desktop.bootstrap import main
from blin21_desktop.store.log import open_ward, verify

HALF_FILLED = Path(__file__).parent / "half_filled.py"
PIN = "271828"


def test_after_a_kill_the_draft_is_there_for_its_author_and_nothing_in_the_record(tmp_path: Path) -> None:
    ward = tmp_path / "ward.blin21"
    assert main(["demo", str(ward), "--at", "2026-11-23T14:30:00+09:00"]) == 0
    log = open_ward(ward)
    before = list(log.lines())
    log.close()
    quiet = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_LOGGING_RULES": "*.warning=false"}
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
