"""The checks on paper: the newest grades as boxes with their hatch, and the grid to write the next ones in."""

from __future__ import annotations

from dataclasses import replace

from blin21_desktop.present.cells import Chip
from blin21_desktop.present.sheet_checks import CheckLine, ChecksBox, Grid
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


def checks_block(box: ChecksBox, wide: float) -> Block:
    """The box: title, then one row a line."""
    title = wrap((Piece(f"{box.title}  ", BODY, bold=True), Piece(box.note, SMALL)), wide - 2 * PAD)
    return stacked((text_block(title, above=PAD, below=3), *(_row(line, wide) for line in box.lines)))


def _row(line: CheckLine, wide: float) -> Block:
    indent = LABEL
    chips: list[tuple[float, str, Chip]] = []
    for named in line.chips:
        name = width(named.name, SMALL) + 3 if named.name else 0.0
        if indent + name + CHIP_WIDE > wide - PAD:
            indent = LABEL
        chips.append((indent, named.name, named.chip))
        indent += name + CHIP_WIDE + 7
    rows = _chip_rows(chips)
    text: tuple[Line, ...] = ()
    if line.text:
        found = f"{line.old} · {line.text}" if line.old else line.text
        text = wrap((Piece(found, SMALL),), wide - indent - PAD)
    beside = wide - indent > wide / 2
    if line.text and not beside:
        text = wrap((Piece(found, SMALL),), wide - LABEL - PAD)
    label = (Piece(line.label, BODY, bold=True),)
    chips_high = ROW_HIGH * len(rows) if chips else 0.0
    text_top = 0.0 if beside or not chips else chips_high
    high = max(line_height(label), chips_high, text_top + height(text)) + 2

    def draw(surface: Surface, x: float, y: float) -> None:
        surface.line(label, x + PAD, y)
        for row, found_chips in enumerate(rows):
            for left, name, chip in found_chips:
                top = y + row * ROW_HIGH
                surface.line((Piece(name, SMALL),), x + left, top + 2)
                paint_chip(surface, chip, x + left + (width(name, SMALL) + 3 if name else 0), top + 0.5)
        left = indent if beside else LABEL
        surface.lines(text, x + left, y + text_top + (1.5 if text_top == 0 else 0))

    return Block(high, draw)


def _chip_rows(chips: list[tuple[float, str, Chip]]) -> list[list[tuple[float, str, Chip]]]:
    """Chips in rows: a new one begins where the left edge starts again."""
    rows: list[list[tuple[float, str, Chip]]] = []
    for chip in chips:
        if not rows or chip[0] <= rows[-1][-1][0]:
            rows.append([])
        rows[-1].append(chip)
    return rows


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
