"""The ward list on its side: at most sixteen patients on a page, fewer when rows are tall."""

from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas

from blin21_desktop.present.list_sheet import ROWS_A_PAGE, ListRow, ListSheet
from blin21_desktop.printing.blocks import BODY, MARGIN, PAD, SMALL, Block, text_block
from blin21_desktop.printing.frame import bar_height, draw_bar, draw_footer, footer_height
from blin21_desktop.printing.page import Page
from blin21_desktop.printing.surface import MM, Surface
from blin21_desktop.printing.wrap import Line, Piece, height, line_width, wrap

SHARES = {
    8: (0.05, 0.19, 0.097, 0.155, 0.163, 0.108, 0.115, 0.122),
    9: (0.045, 0.16, 0.083, 0.125, 0.143, 0.1, 0.129, 0.11, 0.105),
}
"""Number of columns -> each as a share of the width; the last is written in by hand."""
NAME = 1
"""The column below whose lines the warnings stand."""
LEAST = 8.2 * MM
TICK = 10.0


def draw_list(canvas: Canvas, sheet: ListSheet, paper: Page) -> None:
    """Add the list's pages to the canvas."""
    wide = paper.wide
    counts = wrap((Piece(sheet.counts, BODY, bold=True),), wide)
    if sheet.lost:
        counts += wrap((Piece(sheet.lost, SMALL),), wide)
    head = _head(sheet, wide)
    top = MARGIN + bar_height(sheet.frame, wide) + height(counts) + 2 * PAD
    room = paper.height - MARGIN - footer_height(sheet.frame, wide) - top - head.height
    rows = [_row(row, wide) for row in sheet.rows] or [text_block(wrap((Piece(sheet.none, BODY),), wide), above=PAD)]
    pages = _pages(rows, room)
    for number, page in enumerate(pages, start=1):
        canvas.setPageSize(paper.size)
        surface = Surface(canvas, *paper.size)
        surface.watermark(sheet.frame.watermark)
        draw_bar(surface, sheet.frame, wide, page=number, pages=len(pages))
        surface.lines(counts, MARGIN + PAD, top - height(counts) - PAD)
        y = top
        for block in (head, *page):
            block.draw(surface, MARGIN, y)
            y += block.height
        surface.rule(MARGIN, y, MARGIN + wide, y)
        draw_footer(surface, sheet.frame, wide, page=number, pages=len(pages))
        canvas.showPage()


def _pages(rows: list[Block], room: float) -> list[list[Block]]:
    pages: list[list[Block]] = [[]]
    for row in rows:
        used = sum(block.height for block in pages[-1])
        if pages[-1] and (len(pages[-1]) == ROWS_A_PAGE or used + row.height > room):
            pages.append([])
        pages[-1].append(row)
    return pages


def _columns(count: int, wide: float) -> list[tuple[float, float]]:
    """Left edge and width of each of so many columns, points."""
    found, left = [], 0.0
    for share in SHARES[count]:
        found.append((left, share * wide))
        left += share * wide
    return found


def _head(sheet: ListSheet, wide: float) -> Block:
    columns = _columns(len(sheet.columns), wide)
    cells = [
        wrap((Piece(name, SMALL, bold=True),), room - PAD)
        for name, (_, room) in zip(sheet.columns, columns, strict=True)
    ]
    high = max(height(cell) for cell in cells) + PAD

    def draw(surface: Surface, x: float, y: float) -> None:
        for cell, (left, _) in zip(cells, columns, strict=True):
            surface.lines(cell, x + left + 2, y + PAD / 2)

    return Block(high, draw)


def _row(row: ListRow, wide: float) -> Block:
    columns = _columns(len(row.cells) + 1, wide)
    cells: list[tuple[Line, ...]] = []
    for place, (lines, (_, room)) in enumerate(zip(row.cells, columns[:-1], strict=True)):
        large = 11.0 if place == 0 else BODY
        wrapped: list[Line] = []
        for number, text in enumerate(lines):
            piece = Piece(text, SMALL if number else large, bold=not number)
            wrapped += wrap((piece,), room - PAD)
        cells.append(tuple(wrapped))
    marks = _marks(row, columns[NAME][1] - PAD)
    tall = [height(cell) + (marks.height if place == NAME else 0) + PAD for place, cell in enumerate(cells)]
    high = max(LEAST, *tall)

    def draw(surface: Surface, x: float, y: float) -> None:
        surface.rule(x, y, x + wide, y)
        for cell, (left, _) in zip(cells, columns[:-1], strict=True):
            surface.lines(cell, x + left + 2, y + PAD / 2)
        marks.draw(surface, x + columns[NAME][0] + 2, y + PAD / 2 + height(cells[NAME]))
        left = columns[-1][0]
        surface.rule(x + left, y, x + left, y + high)
        surface.frame(x + left + PAD, y + (high - TICK) / 2, TICK, TICK)

    return Block(high, draw)


def _marks(row: ListRow, wide: float) -> Block:
    """The warnings, each in a frame of its own no wider than `wide` points."""
    marks = [wrap((Piece(mark, SMALL, bold=True),), wide - 2 * PAD) for mark in row.marks]
    high = sum(height(mark) + PAD for mark in marks)

    def draw(surface: Surface, x: float, y: float) -> None:
        for mark in marks:
            broad = max(line_width(line) for line in mark) + 2 * PAD
            surface.frame(x, y + PAD / 2, broad, height(mark))
            surface.lines(mark, x + PAD, y + PAD / 2)
            y += height(mark) + PAD

    return Block(high, draw)
