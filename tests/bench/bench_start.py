"""R1: from the start of the process to the painted ward board, against a bare window of the same toolkit."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.bench.measure import Line, Measured, alternate, compared
from tests.bench.workload import SIZES, Place, ward_file

ROOT = Path(__file__).parents[2]
START = Line(
    name="R1",
    what="start to painted board, whole process",
    against="bare PySide6 window, painted, whole process",
    target=2.5,
    fail=4.0,
)


def starting(what: str, expected: str, compiled: Path) -> Callable[[], None]:
    """Starts a process that paints once, without a screen, and checks what it painted.

    Modules are compiled once and kept in `compiled`, as in an installed program.
    """
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    environment["PYTHONPYCACHEPREFIX"] = str(compiled)
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment.setdefault("DISPLAY", ":0")  # never asked; the program looks whether a screen is named

    def start() -> None:
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench.first_paint", what],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert done.stdout.split() == [expected], done.stdout + done.stderr

    return start


def measure(place: Place) -> Iterator[Measured]:
    """The ordinary ward against the bare window; and the large ward against the small one when asked for."""
    compiled = place.folder / "compiled"

    def opening(size: str) -> Callable[[], None]:
        return starting(str(ward_file(size, place.folder)), str(SIZES[size].patients), compiled)

    yield compared(START, *alternate(opening(place.size), starting("bare", "bare", compiled), place.rounds))
    if place.large == place.size:
        return
    line = Line(
        name="R1b",
        what=f"start to painted board, {place.large} ({SIZES[place.large].patients} patients)",
        against="the same, S (3 patients)",
        target=1.15,
        fail=1.5,
    )
    yield compared(line, *alternate(opening(place.large), opening("S2"), place.rounds))
