"""Tables below each other on A4 landscape: every cell whole, rows go on on the next page under their heads."""

from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas

from blin21_desktop.present.restart_sheet import Part, TableSheet
from blin21_desktop.printing.blocks import BODY, MARGIN, PAD, SMALL, Block, Section, draw_page, flow, text_block
from blin21_desktop.printing.frame import bar_height, draw_bar, draw_footer, footer_height
from blin21_desktop.printing.list_sheet import PAGE, WIDE
from blin21_desktop.printing.surface import Surface
from blin21_desktop.printing.wrap import Line, Piece, height, wrap


def draw_tables(canvas: Canvas, sheet: TableSheet) -> None:
    """Add the sheet's pages to the canvas."""
    top = MARGIN + bar_height(sheet.frame, WIDE)
    room = PAGE[1] - MARGIN - footer_height(sheet.frame, WIDE) - top
    pages = flow(_sections(sheet), room, room)
    for number, placed in enumerate(pages, start=1):
        canvas.setPageSize(PAGE)
        surface = Surface(canvas, *PAGE)
        surface.watermark(sheet.frame.watermark)
        y = draw_bar(surface, sheet.frame, WIDE, page=number, pages=len(pages))
        draw_page(placed, surface, y, WIDE, sheet.frame.continued)
        draw_footer(surface, sheet.frame, WIDE, page=number, pages=len(pages))
        canvas.showPage()


def _sections(sheet: TableSheet) -> list[Section]:
    lead = tuple(_line(text) for text in sheet.lead if text)
    return [Section(lead, stroke="none"), *(_table(part) for part in sheet.parts), Section((_line(sheet.end),))]


def _line(text: str) -> Block:
    return text_block(wrap((Piece(text, BODY, bold=True),), WIDE - 2 * PAD), above=1, below=1)


def _table(part: Part) -> Section:
    """A table as one section; its heads stay with its first row."""
    head = _row(part.heads, part.shares, head=True)
    first, *rest = [_row(row, part.shares, head=False) for row in part.rows]
    title = (Piece(part.title, BODY, bold=True), Piece(f"  {part.note}", SMALL))
    return Section((_below(head, first), *rest), title=title)


def _below(head: Block, first: Block) -> Block:
    def draw(surface: Surface, x: float, y: float) -> None:
        head.draw(surface, x, y)
        first.draw(surface, x, y + head.height)

    return Block(head.height + first.height, draw)


def _row(cells: tuple[tuple[str, ...], ...], shares: tuple[float, ...], *, head: bool) -> Block:
    wides = [share * WIDE for share in shares]
    wrapped = [_cell(lines, wide - 2 * PAD, head=head) for lines, wide in zip(cells, wides, strict=True)]
    high = max(height(lines) for lines in wrapped) + PAD

    def draw(surface: Surface, x: float, y: float) -> None:
        surface.rule(x, y, x + WIDE, y)
        left = x
        for lines, wide in zip(wrapped, wides, strict=True):
            surface.lines(lines, left + PAD, y + PAD / 2)
            left += wide

    return Block(high, draw)


def _cell(lines: tuple[str, ...], room: float, *, head: bool) -> tuple[Line, ...]:
    """The first line of a cell is bold and larger, the others small; of a head all are small."""
    found: list[Line] = []
    for place, text in enumerate(lines):
        found += wrap((Piece(text, SMALL if place or head else BODY, bold=not place),), room)
    return tuple(found)
