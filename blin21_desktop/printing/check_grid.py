"""The checks on paper: the newest grades as boxes with their hatch, and the grid to write the next ones in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from blin21_desktop.present.cells import Chip
from blin21_desktop.present.sheet_checks import CheckLine, ChecksBox, Grid, NamedChip
from blin21_desktop.printing.blocks import BODY, PAD, SMALL, Block, stacked, text_block
from blin21_desktop.printing.fonts import width
from blin21_desktop.printing.surface import HAIR, MM, Surface
from blin21_desktop.printing.wrap import Line, Piece, height, line_height, wrap

CELL_HIGH, CELL_WIDE, CELL_LEAST = 8.0 * MM, 12 * MM, 10 * MM
"""Cells to write in: at least 8 by 10 mm, 12 mm wide where there is room."""
NAMES = 57.0
"""Room of the row names."""
LABEL, CHIP_WIDE, CHIP_HIGH, ROW_HIGH = 46.0, 21.0, 11.0, 14.0
HEAD = 8.0
APART = {2: 3.4, 3: 1.7}
"""Grade -> distance of its hatch, points; grade 1 has none, grade 4 is black with a white digit."""


def fits_beside(grid: Grid, wide: float) -> bool:
    """Whether the whole grid fits into `wide` points with cells that can be written in."""
    return len(grid.columns) <= _most(wide)


def _most(wide: float) -> int:
    return int((wide - NAMES - PAD) // CELL_LEAST)


def grid_parts(grid: Grid, wide: float) -> tuple[Grid, ...]:
    """The grid in parts that fit into `wide` points, each with its own column heads."""
    most = _most(wide)
    return tuple(
        replace(
            grid,
            columns=grid.columns[start : start + most],
            late=grid.late[start : start + most],
            due=tuple(row[start : start + most] for row in grid.due),
        )
        for start in range(0, len(grid.columns), most)
    )


def grid_block(grid: Grid, wide: float) -> Block:
    """Title, column heads, cells; one that is not due is crossed out, the head of an overdue column is a block."""
    cell = min(CELL_WIDE, (wide - NAMES - PAD) / len(grid.columns))
    title = wrap((Piece(f"{grid.title}  ", BODY, bold=True), Piece(grid.note, SMALL)), wide - 2 * PAD)
    top = height(title) + 17.5

    def draw(surface: Surface, x: float, y: float) -> None:
        surface.lines(title, x + PAD, y + PAD)
        for place, head in enumerate(grid.columns):
            left = x + NAMES + place * cell
            if grid.late[place]:
                surface.ink(left, y + top - 14, cell, 13)
            surface.centred(Piece(head, HEAD, bold=True), left, y + top - 12, cell, white=grid.late[place])
        for row, name in enumerate(grid.rows):
            line_y = y + top + row * CELL_HIGH
            lines = wrap((Piece(name, BODY),), NAMES - 2 * PAD)
            surface.lines(lines, x + PAD, line_y + (CELL_HIGH - height(lines)) / 2)
            for place, due in enumerate(grid.due[row]):
                if not due:
                    _cross(surface, x + NAMES + place * cell, line_y, cell)
        bottom = y + top + len(grid.rows) * CELL_HIGH
        for row in range(len(grid.rows) + 1):
            at = y + top + row * CELL_HIGH
            surface.rule(x + NAMES, at, x + NAMES + len(grid.columns) * cell, at)
        for column in range(len(grid.columns) + 1):
            surface.rule(x + NAMES + column * cell, y + top, x + NAMES + column * cell, bottom)

    return Block(top + len(grid.rows) * CELL_HIGH + PAD, draw)


def _cross(surface: Surface, x: float, y: float, wide: float) -> None:
    """Two thin diagonals: nothing is to be written here."""
    surface.rule(x, y, x + wide, y + CELL_HIGH, HAIR)
    surface.rule(x, y + CELL_HIGH, x + wide, y, HAIR)


def checks_rows(box: ChecksBox, wide: float) -> tuple[Block, ...]:
    """The box: title, then one row a line."""
    return (_title(box, wide), *_rows(box.lines, wide))


def checks_beside(box: ChecksBox, narrow: float, most: float, wide: float) -> tuple[Block, tuple[Block, ...]]:
    """The box as narrow as stands beside something, at most so high; and what did not fit, in rows of the whole width.

    A line of many grades goes on there under its label.
    """
    rows, left = [_title(box, narrow)], list(box.lines)
    room = most - rows[0].height
    while left:
        parts = _parts(left[0], narrow)
        made = [_row(part, narrow) for part in parts]
        fit = next((n for n in range(len(made), 0, -1) if sum(row.height for row in made[:n]) <= room), 0)
        rows += made[:fit]
        room -= sum(row.height for row in made[:fit])
        if fit < len(parts):
            left[0] = replace(left[0], chips=tuple(named for part in parts[fit:] for named in part.chips))
            break
        del left[0]
    return stacked(rows), _rows(left, wide)


def _title(box: ChecksBox, wide: float) -> Block:
    title = wrap((Piece(f"{box.title}  ", BODY, bold=True), Piece(box.note, SMALL)), wide - 2 * PAD)
    return text_block(title, above=PAD, below=3)


def _rows(lines: Sequence[CheckLine], wide: float) -> tuple[Block, ...]:
    return tuple(_row(part, wide) for line in lines for part in _parts(line, wide))


def _parts(line: CheckLine, wide: float) -> list[CheckLine]:
    """A line of many grades as one a row, so that a page can end between them; its text stands at the last."""
    rows: list[list[NamedChip]] = [[]]
    right = LABEL
    for named in line.chips:
        taken = _name_wide(named) + CHIP_WIDE
        if rows[-1] and right + taken > wide - PAD:
            rows.append([])
            right = LABEL
        rows[-1].append(named)
        right += taken + 7
    return [
        replace(
            line,
            label=line.label if place == 0 else "",
            chips=tuple(row),
            text=line.text if place == len(rows) - 1 else "",
        )
        for place, row in enumerate(rows)
    ]


def _name_wide(named: NamedChip) -> float:
    return width(named.name, SMALL) + 3 if named.name else 0.0


def _row(line: CheckLine, wide: float) -> Block:
    """One row: label, grades with their names, and the text beside them, or below where there is little room."""
    indent = LABEL
    chips: list[tuple[float, NamedChip]] = []
    for named in line.chips:
        chips.append((indent, named))
        indent += _name_wide(named) + CHIP_WIDE + 7
    text: tuple[Line, ...] = ()
    if line.text:
        found = f"{line.old} · {line.text}" if line.old else line.text
        text = wrap((Piece(found, SMALL),), wide - indent - PAD)
    beside = wide - indent > wide / 2
    if line.text and not beside:
        text = wrap((Piece(found, SMALL),), wide - LABEL - PAD)
    label = (Piece(line.label, BODY, bold=True),)
    chips_high = ROW_HIGH if chips else 0.0
    text_top = 0.0 if beside or not chips else chips_high
    high = max(line_height(label) if line.label else 0.0, chips_high, text_top + height(text)) + (2 if line.text else 0)

    def draw(surface: Surface, x: float, y: float) -> None:
        surface.line(label, x + PAD, y)
        for left, named in chips:
            surface.line((Piece(named.name, SMALL),), x + left, y + 2)
            paint_chip(surface, named.chip, x + left + _name_wide(named), y + 0.5)
        surface.lines(text, x + (indent if beside else LABEL), y + text_top + (1.5 if text_top == 0 else 0))

    return Block(high, draw)


def paint_chip(surface: Surface, chip: Chip, x: float, y: float) -> None:
    """A grade as a box: its digit, hatched in the left third from grade 2 on, black from 4 on, dashed without one."""
    black = chip.grade is not None and chip.grade > max(APART)
    if black:
        surface.ink(x, y, CHIP_WIDE, CHIP_HIGH)
    if chip.grade in APART:
        surface.hatch(x, y, CHIP_WIDE / 3, CHIP_HIGH, apart=APART[chip.grade], thick=0.6)
    surface.frame(x, y, CHIP_WIDE, CHIP_HIGH, "dashed" if chip.grade is None else "solid")
    shift = CHIP_WIDE / 3 if chip.grade in APART else 0.0
    surface.centred(Piece(chip.text, BODY, bold=True), x + shift, y - 0.2, CHIP_WIDE - shift, white=black)
