"""A start of the window takes away what a killed program left of its printing."""

from __future__ import annotations

from pathlib import Path

import pytest

from blin21_desktop.bootstrap import window
from blin21_desktop.bootstrap.program import Program
from blin21_desktop.locate import SPOOL_FOLDER_VARIABLE
from tests.cli.terminal import NOW


def test_leftovers_of_a_kill_are_gone_before_the_window_opens(
    demo_ward: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = tmp_path / "spool" / "run"
    left.mkdir(parents=True)
    (left / "page").write_bytes(b"Aoi")
    monkeypatch.setenv(SPOOL_FOLDER_VARIABLE, str(tmp_path / "spool"))
    monkeypatch.setattr(window, "_log_faults", lambda: None)
    seen: list[bool] = []

    def opened(*_: object) -> int:
        seen.append(left.exists())
        return 0

    monkeypatch.setattr(window, "open_window", opened)
    assert window.run(Program(lambda: NOW), demo_ward, "en") == 0
    assert seen == [False]
