"""The program as a process of its own: a picture without a screen, a reader that goes away."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def program(*argv: object, cwd: Path) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "blin21_desktop", *map(str, argv)]
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(command, cwd=cwd, env=surroundings, capture_output=True, check=False, timeout=120)


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_a_picture_of_the_board_is_drawn_without_a_screen(demo_ward: Path, tmp_path: Path, lang: str) -> None:
    done = program("--lang", lang, "board", demo_ward, "--picture", "board.png", cwd=tmp_path)
    assert (done.returncode, b"Traceback" in done.stderr) == (0, False), done.stderr
    assert (tmp_path / "board.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.skipif(sys.platform == "win32", reason="a closed pipe is another matter there")
def test_a_reader_that_goes_away_is_no_fault(demo_ward: Path) -> None:
    command = [sys.executable, "-m", "blin21_desktop", "entries", str(demo_ward)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        said = process.stderr.read()
        assert (process.wait(timeout=60), said) == (0, b"")


def test_bad_input_is_exit_2_and_japanese_when_asked(tmp_path: Path) -> None:
    done = program("--lang", "ja", "state", "none.ward", "UPN-1", cwd=tmp_path)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert "none.ward" in done.stderr.decode("utf-8")
