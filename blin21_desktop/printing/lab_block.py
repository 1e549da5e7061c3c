"""The laboratory values on paper: three in a row, each with a curve that survives a fax."""

from __future__ import annotations

from itertools import pairwise

from blin21_desktop.present.labs_cells import LabLine
from blin21_desktop.present.labs_spark import Spark
from blin21_desktop.present.sheet_labs import LabsBox
from blin21_desktop.printing.blocks import BODY, PAD, SMALL, Block, stacked, text_block
from blin21_desktop.printing.check_grid import CHIP_WIDE, paint_chip
from blin21_desktop.printing.surface import Surface
from blin21_desktop.printing.wrap import Piece, height, wrap

COLUMNS = 3
NAME, VALUE = 43.0, 61.0
"""Widths of name with unit below it, and of the newest value with the one before it below, points."""

CURVE = 15.0
"""Height of a curve, points."""

LINE, DOT, LAST = 0.8, 1.2, 2.6


def labs_block(box: LabsBox, wide: float) -> Block:
    """The box in one piece."""
    return stacked(labs_rows(box, wide))


def labs_rows(box: LabsBox, wide: float, curve: float = CURVE) -> tuple[Block, ...]:
    """Title with the first cells, then the others in rows, curves `curve` points high; without a result it says so."""
    head = (Piece(f"{box.title}  ", BODY, bold=True), Piece(box.note or box.none, SMALL))
    title = text_block(wrap(head, wide - 2 * PAD), above=2, below=1)
    each = wide / COLUMNS
    cells = [_cell(line, each, curve) for line in box.lines]
    told = [wrap((Piece(text, SMALL),), each - 2 * PAD) for text in (box.also, box.beside) if text]
    if told:
        cells.append(text_block(tuple(line for lines in told for line in lines), above=2))
    rows = [_in_a_row(cells[place : place + COLUMNS], each) for place in range(0, len(cells), COLUMNS)]
    return (stacked((title, *rows[:1])), *rows[1:])


def liver_rows(box: LabsBox, wide: float) -> tuple[Block, ...]:
    """The liver values with their multiples over the whole width; nothing without a result."""
    told = (Piece(f"{box.title}  ", BODY, bold=True), Piece(box.liver, SMALL))
    return (text_block(wrap(told, wide - 2 * PAD), above=1, below=1),) if box.liver else ()


def _in_a_row(blocks: list[Block], each: float) -> Block:
    def draw(surface: Surface, x: float, y: float) -> None:
        for place, block in enumerate(blocks):
            block.draw(surface, x + place * each, y)

    return Block(max(block.height for block in blocks), draw)


def _cell(line: LabLine, wide: float, curve: float) -> Block:
    """A moment belongs to the value above it, so the value before stands below both."""
    name = (
        *wrap((Piece(line.name, BODY, bold=True),), NAME - 2),
        *(wrap((Piece(line.unit, SMALL),), NAME - 2) if line.unit else ()),
    )
    below = [wrap((Piece(text, SMALL),), VALUE - 2) for text in (line.when, line.previous) if text]
    value = (
        *wrap((Piece(f"{line.value}{line.marks}", 10.0, bold=True),), VALUE - 2),
        *(one for lines in below for one in lines),
    )
    high = max(curve + 4, height(name), height(value)) + 1

    def draw(surface: Surface, x: float, y: float) -> None:
        surface.lines(name, x + PAD, y)
        surface.lines(value, x + PAD + NAME, y)
        left = x + PAD + NAME + VALUE
        if line.chip is not None:
            paint_chip(surface, line.chip, left, y + 3)
        if line.spark is not None:
            begin = left + CHIP_WIDE + 5
            _curve(surface, line.spark, begin, y + 2, x + wide - PAD - begin, curve)

    return Block(high, draw)


def _curve(surface: Surface, spark: Spark, x: float, y: float, wide: float, high: float) -> None:
    """The line with its dots; the normal range as two dashed lines, the moment looked at as an upright one."""
    if spark.band is not None:
        for end in spark.band:
            surface.rule(x, y + high * (1 - end), x + wide, y + high * (1 - end), dashed=True)
    if spark.now is not None:
        surface.rule(x + spark.now * wide, y - 1, x + spark.now * wide, y + high + 1)
    places = [(x + point.x * wide, y + high * (1 - point.y)) for point in spark.points]
    for (before, after), point in zip(pairwise(places), spark.points[1:], strict=True):
        if point.joined:
            surface.rule(*before, *after, LINE)
    for (left, top), point in zip(places, spark.points, strict=True):
        side = LAST if point is spark.points[-1] else DOT
        if point.hollow:
            surface.frame(left - 1.3, top - 1.3, 2.6, 2.6)
        else:
            surface.ink(left - side / 2, top - side / 2, side, side)
