"""The only package that knows every part: it opens ward files and hands the parts to terminal and window."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from blin21_desktop import cli
from blin21_desktop.bootstrap.program import Program, wall_clock
from blin21_desktop.domain.ports import Clock


def main(argv: Sequence[str] | None = None, clock: Clock = wall_clock) -> int:
    """Run the program; returns the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    return cli.run(argv, Program(clock))
