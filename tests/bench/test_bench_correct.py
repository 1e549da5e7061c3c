from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.bench import (
    bench_board,
    bench_fold,
    bench_labs,
    bench_labs_tab,
    bench_patient,
    bench_review,
    bench_save,
    bench_sheet,
)
from tests.bench.measure import Measured
from tests.bench.workload import SIZES, Place, entries


@pytest.mark.parametrize(
    ("measure", "names"),
    [
        (bench_board.measure, ["R2", "R2 warm"]),
        (bench_patient.measure, ["R3"]),
        (bench_fold.measure, ["R4", "R4b", "R4c"]),
        (bench_save.measure, ["R5", "R5 seen"]),
        (bench_labs.measure, ["R6", "R6b", "R6c"]),
        (bench_labs_tab.measure, ["R7", "R7b"]),
        (bench_sheet.measure, ["R8", "R8b"]),
        (bench_review.measure, ["R11", "R11b"]),
    ],
)
def test_every_bench_finds_the_right_answers(
    measure: Callable[[Place], Iterator[Measured]], names: list[str], tmp_path: Path
) -> None:
    found = list(measure(Place(tmp_path, rounds=1, size="S", large="S2")))
    assert [line.name for line in found] == names
    assert all(line.low <= line.ratio <= line.high for line in found)


def test_the_same_seed_grows_the_same_ward() -> None:
    once, again = ([e for cohort in entries(SIZES["S"]) for e in cohort] for _ in range(2))
    assert once == again
    assert 4_000 < len(once) < 5_500


def test_another_seed_grows_another_ward() -> None:
    assert next(entries(SIZES["S"], seed=1)) != next(entries(SIZES["S"], seed=2))
