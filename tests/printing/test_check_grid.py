"""The checks on paper: cells large enough for a hand, what is not due crossed out, a grade that needs no colour."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from blin21_desktop.present.cells import Chip
from blin21_desktop.present.sheet import patient_sheet
from blin21_desktop.present.sheet_checks import Grid, due_grid
from blin21_desktop.printing import draw
from blin21_desktop.printing.check_grid import CELL_HIGH, CELL_LEAST, fits_beside, grid_block, grid_parts, paint_chip
from blin21_desktop.printing.page import PAGES
from blin21_desktop.printing.patient_sheet import GRID as SHARE
from blin21_desktop.printing.surface import MM, Surface
from tests.checking import crs, vitals
from tests.making import bag, hour, started
from tests.present.checked import TEENAGER, stormy, unchecked
from tests.present.looks import BEFORE, look, words
from tests.printing.reading import pages

Call = tuple[str, tuple[Any, ...], dict[str, Any]]
WIDE = PAGES["a4"].wide
GRID = SHARE * WIDE


class Noted(Surface):
    """Notes what is drawn."""

    def __init__(self) -> None:
        self.calls: list[Call] = []

    def __getattribute__(self, name: str) -> Any:  # noqa: ANN401
        if name in ("ink", "rule", "frame", "hatch", "line", "lines", "centred"):
            return lambda *args, **kinds: self.calls.append((name, args, kinds))
        return super().__getattribute__(name)


def hourly() -> Grid:
    """A child with CRS grade 2: every hour."""
    running = (TEENAGER, *BEFORE[1:], started(hour(0), bag=bag(hour(0), hours=72)))
    return due_grid(look(*running, vitals(hour(1)), crs(hour(1), "yes", "fluids"), at=hour(1)), words())


def rules(grid: Grid, wide: float) -> list[tuple[float, float, float, float]]:
    surface = Noted()
    grid_block(grid, wide).draw(surface, 0, 0)
    return [args[:4] for name, args, _ in surface.calls if name == "rule"]


@pytest.mark.parametrize("make", [stormy, unchecked])
def test_cells_beside_the_last_checks_are_large_enough_for_a_hand(make: Any) -> None:  # noqa: ANN401
    grid = due_grid(make(), words())
    assert fits_beside(grid, GRID)
    upright = sorted({x for x, y, to_x, to_y in rules(grid, GRID) if x == to_x and y != to_y})
    assert min(right - left for left, right in pairwise(upright)) >= CELL_LEAST - 0.01
    assert CELL_LEAST >= 10 * MM
    assert CELL_HIGH >= 8 * MM
    assert upright[-1] <= GRID


def test_two_diagonals_cross_out_what_is_not_due() -> None:
    grid = due_grid(stormy(), words())
    diagonal = [1 for x, y, to_x, to_y in rules(grid, GRID) if x != to_x and y != to_y]
    assert len(diagonal) == 2 * sum(not due for row in grid.due for due in row) == 12


def test_a_grid_of_many_columns_takes_the_whole_width_and_then_a_second_one() -> None:
    grid = hourly()
    assert not fits_beside(grid, GRID)
    assert fits_beside(grid, WIDE)
    parts = grid_parts(grid, GRID)
    assert [len(part.columns) for part in parts] == [7, 5]
    assert tuple(head for part in parts for head in part.columns) == grid.columns
    assert all(len(row) == len(part.columns) for part in parts for row in part.due)


def test_hourly_checks_are_all_on_paper() -> None:
    running = (TEENAGER, *BEFORE[1:], started(hour(0), bag=bag(hour(0), hours=72)))
    seen = look(*running, vitals(hour(1)), crs(hour(1), "yes", "fluids"), at=hour(1))
    found = "".join(pages(draw([patient_sheet(seen, words())])))
    assert "".join(hourly().columns) in found


def drawn(grade: int | None) -> list[str]:
    surface = Noted()
    paint_chip(surface, Chip("–" if grade is None else str(grade), grade, ""), 0, 0)
    return [f"{name} {args[4]}" if name == "frame" else name for name, args, _ in surface.calls]


def test_grades_differ_in_black_and_white() -> None:
    assert drawn(None) == ["frame dashed", "centred"]
    assert drawn(0) == drawn(1) == ["frame solid", "centred"]
    assert drawn(2) == drawn(3) == ["hatch", "frame solid", "centred"]
    assert drawn(4) == drawn(5) == ["ink", "frame solid", "centred"]
