"""The course summary on paper, upright: swimmer line, tables, the grid of grades and the laboratory curves."""

from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas

from blin21_desktop.present.cells import Chip
from blin21_desktop.present.course_grid import GradeGrid, GradeRow
from blin21_desktop.present.course_summary import CourseSummary
from blin21_desktop.present.swimmer import Swimmer
from blin21_desktop.printing.blocks import (
    BODY,
    LARGE,
    PAD,
    SMALL,
    Block,
    Section,
    facts,
    text_block,
)
from blin21_desktop.printing.check_grid import APART
from blin21_desktop.printing.fonts import width
from blin21_desktop.printing.lab_block import labs_rows, liver_rows
from blin21_desktop.printing.page import Page
from blin21_desktop.printing.sections_sheet import draw_sections
from blin21_desktop.printing.surface import FRAME, Surface
from blin21_desktop.printing.table_sheet import table_section
from blin21_desktop.printing.wrap import Piece, wrap

NAMES = 76.0
"""Width of the names beside the grid, points."""
MOST_DAYS = 43
"""Columns of a grid side by side; a longer course goes on in a second one below."""
ROW = 11.0
LANE, ABOVE, TICK = 20.0, 11.0, 3.0
"""Height of the swimmer's lane, of the names of the courses above it, and of a tick, points."""
CURVE = 24.0


def draw_course(canvas: Canvas, sheet: CourseSummary, paper: Page) -> None:
    """Add the summary's pages to the canvas."""
    draw_sections(canvas, sheet.frame, _sections(sheet, paper.wide), paper)


def _sections(sheet: CourseSummary, wide: float) -> list[Section]:
    room = wide - 2 * PAD
    name = [Piece(sheet.name, LARGE, bold=True), *([Piece(f"  {sheet.kana}", BODY)] if sheet.kana else [])]
    who = (*wrap(name, room), *facts(sheet.facts, room), *wrap((Piece(sheet.caution, SMALL),), room))
    return [
        Section((text_block(who, above=PAD, below=PAD),)),
        Section(_swimmer(sheet.swimmer, wide), title=(Piece(sheet.swimmer.title, BODY, bold=True),)),
        *(table_section(part, wide) for part in sheet.tables),
        *(section for grid in sheet.grids for section in _grid(grid, wide)),
        Section((*labs_rows(sheet.labs, wide, CURVE), *liver_rows(sheet.labs, wide))),
        table_section(sheet.decisions, wide),
    ]


def _swimmer(line: Swimmer, wide: float) -> tuple[Block, ...]:
    room = wide - 4 * PAD
    if line.none:
        return (text_block(wrap((Piece(line.none, BODY),), room), below=PAD),)

    def draw(surface: Surface, x: float, y: float) -> None:
        left, lane, below = x + 2 * PAD, y + ABOVE, y + ABOVE + LANE
        for day, name in line.starts:
            surface.line((Piece(name, SMALL, bold=True),), left + line.share(day) * room, y)
        for bar in line.bars:
            start, long = left + line.share(bar.start) * room, (bar.end - bar.start) / (line.end - line.start) * room
            if bar.level is None:
                surface.hatch(start, lane, max(long, 2.0), LANE, apart=2.5, thick=0.6)
            else:
                high = LANE if bar.level == "full" else LANE / 2
                surface.frame(start, below - high, long, high)
        for end in line.ends:
            surface.centred(Piece(end.sign, BODY, bold=True), left + line.share(end.at) * room - 1, lane + 4, 12)
        surface.rule(left, below, left + room, below, FRAME)
        for tick in line.ticks:
            at = left + line.share(tick) * room
            surface.rule(at, below, at, below + TICK)
            surface.centred(Piece(str(tick), SMALL), at - 15, below + TICK, 30)

    legend = wrap((Piece(line.legend, SMALL),), room)
    return (Block(ABOVE + LANE + TICK + 11, draw), text_block(legend))


def _grid(grid: GradeGrid, wide: float) -> list[Section]:
    """The days in groups that fit side by side, each with its rows under its own head."""
    title = (Piece(grid.title, BODY, bold=True), Piece(f"  {grid.note}", SMALL))
    made = []
    for first in range(0, len(grid.days), MOST_DAYS):
        days = grid.days[first : first + MOST_DAYS]
        cell = (wide - NAMES - 2 * PAD) / max(len(days), 29)
        rows = [_days(days, cell), *(_row(row, row.days[first : first + MOST_DAYS], cell) for row in grid.rows)]
        made.append(Section(tuple(rows), title=title))
    return made


def _days(days: tuple[str, ...], cell: float) -> Block:
    def draw(surface: Surface, x: float, y: float) -> None:
        for place, day in enumerate(days):
            fits = width(day, SMALL) <= cell or not place % 2
            if fits:
                surface.centred(Piece(day, SMALL), x + PAD + NAMES + place * cell, y, cell)

    return Block(ROW, draw)


def _row(row: GradeRow, days: tuple[Chip | None, ...], cell: float) -> Block:
    name = wrap((Piece(row.name, SMALL, bold=True),), NAMES)
    high = max(ROW, len(name) * 9.4)

    def draw(surface: Surface, x: float, y: float) -> None:
        surface.lines(name, x + PAD, y + 0.5)
        left = x + PAD + NAMES
        for place, chip in enumerate(days):
            surface.frame(left + place * cell, y, cell, high)
            if chip is not None:
                _grade(surface, chip, left + place * cell, y, cell, high)

    return Block(high, draw)


def _grade(surface: Surface, chip: Chip, x: float, y: float, wide: float, high: float) -> None:
    """The digit; from grade 2 on a hatched foot, closer for 3, from 4 on white on black."""
    black = chip.grade is not None and chip.grade > max(APART)
    if black:
        surface.ink(x, y, wide, high)
    if chip.grade in APART:
        surface.hatch(x, y, wide / 3, high, apart=APART[chip.grade], thick=0.6)
    shift = wide / 3 if chip.grade in APART else 0.0
    surface.centred(Piece(chip.text, SMALL, bold=True), x + shift, y + (high - 9.4) / 2, wide - shift, white=black)
