"""Run the benchmarks and print their table: `python -m tests.bench [R1 R2 ...] [--rounds N] [--large L]`."""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.bench import (
    bench_board,
    bench_fold,
    bench_labs,
    bench_labs_tab,
    bench_patient,
    bench_review,
    bench_save,
    bench_sheet,
    bench_start,
)
from tests.bench.measure import ROUNDS, Measured, table
from tests.bench.workload import Place

BENCHES: dict[str, Callable[[Place], Iterator[Measured]]] = {
    "R1": bench_start.measure,
    "R2": bench_board.measure,
    "R3": bench_patient.measure,
    "R4": bench_fold.measure,
    "R5": bench_save.measure,
    "R6": bench_labs.measure,
    "R7": bench_labs_tab.measure,
    "R8": bench_sheet.measure,
    "R11": bench_review.measure,
}
"""By the first letters of their lines; each may measure more than one."""


def main() -> int:
    """Measure what was named, or all. Exit code 1 when a line fails."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", default=sorted(BENCHES), help="R1 to R8, R11; all when none is named")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--large", default="M", help="the large ward file of R1b and R3: L (1.25 million entries) or M")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "blin21-bench")
    arguments = parser.parse_args()
    place = Place(arguments.folder, arguments.rounds, large=arguments.large)
    found: list[Measured] = []
    for name in dict.fromkeys(_bench(n) for n in arguments.names):
        for line in BENCHES[name](place):
            sys.stderr.write(f"{line.name}: {line.ratio:.2f} {line.verdict}\n")
            found.append(line)
    sys.stdout.write(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, ")
    sys.stdout.write(f"{place.rounds} rounds\n\n{table(found)}\n")
    return int(any(line.verdict == "FAILS" for line in found))


def _bench(name: str) -> str:
    """The bench that a line belongs to: `R1b` is a line of R1, `R11b` one of R11."""
    return max((bench for bench in BENCHES if name.startswith(bench)), key=len, default=name)


if __name__ == "__main__":
    raise SystemExit(main())
