"""Tables below each other on paper on its side: every cell whole, rows go on on the next page under their heads."""

from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas

from blin21_desktop.present.restart_sheet import Part, TableSheet
from blin21_desktop.printing.blocks import BODY, PAD, SMALL, Block, Section, text_block
from blin21_desktop.printing.page import Page
from blin21_desktop.printing.sections_sheet import draw_sections
from blin21_desktop.printing.surface import Surface
from blin21_desktop.printing.wrap import Line, Piece, height, wrap


def draw_tables(canvas: Canvas, sheet: TableSheet, paper: Page) -> None:
    """Add the sheet's pages to the canvas."""
    draw_sections(canvas, sheet.frame, _sections(sheet, paper.wide), paper)


def _sections(sheet: TableSheet, wide: float) -> list[Section]:
    lead = tuple(line_block(text, wide) for text in sheet.lead if text)
    return [
        Section(lead, stroke="none"),
        *(table_section(part, wide) for part in sheet.parts),
        Section((line_block(sheet.end, wide),)),
    ]


def line_block(text: str, wide: float) -> Block:
    """One text in bold over the whole width."""
    return text_block(wrap((Piece(text, BODY, bold=True),), wide - 2 * PAD), above=1, below=1)


def table_section(part: Part, wide: float) -> Section:
    """A table as one section; its heads stay with its first row."""
    head = _row(part.heads, part.shares, wide, head=True)
    first, *rest = [_row(row, part.shares, wide, head=False) for row in part.rows]
    title = (Piece(part.title, BODY, bold=True), Piece(f"  {part.note}", SMALL))
    return Section((_below(head, first), *rest), title=title)


def _below(head: Block, first: Block) -> Block:
    def draw(surface: Surface, x: float, y: float) -> None:
        head.draw(surface, x, y)
        first.draw(surface, x, y + head.height)

    return Block(head.height + first.height, draw)


def _row(cells: tuple[tuple[str, ...], ...], shares: tuple[float, ...], wide: float, *, head: bool) -> Block:
    wides = [share * wide for share in shares]
    if cells[0] and not any(cells[1:]):  # a remark instead of a row: it has the whole width
        cells, wides = cells[:1], [wide]
    wrapped = [_cell(lines, room - 2 * PAD, head=head) for lines, room in zip(cells, wides, strict=True)]
    high = max(height(lines) for lines in wrapped) + PAD

    def draw(surface: Surface, x: float, y: float) -> None:
        surface.rule(x, y, x + wide, y)
        left = x
        for lines, room in zip(wrapped, wides, strict=True):
            surface.lines(lines, left + PAD, y + PAD / 2)
            left += room

    return Block(high, draw)


def _cell(lines: tuple[str, ...], room: float, *, head: bool) -> tuple[Line, ...]:
    """The first line of a cell is bold and larger, the others small; of a head all are small."""
    found: list[Line] = []
    for place, text in enumerate(lines):
        found += wrap((Piece(text, SMALL if place or head else BODY, bold=not place),), room)
    return tuple(found)
