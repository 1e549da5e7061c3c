"""Forms to write on: paper on its side, the patient on every page, as many rows as fit, cells of 8 by 10 mm up."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.pdfgen.canvas import Canvas

from blin21_desktop.present.continuation import Continuation
from blin21_desktop.present.continuation_forms import Column, WriteIn
from blin21_desktop.printing.blocks import BODY, LARGE, MARGIN, PAD, SMALL, Block, facts
from blin21_desktop.printing.fonts import width
from blin21_desktop.printing.frame import bar_height, draw_bar, draw_footer, footer_height
from blin21_desktop.printing.page import Page
from blin21_desktop.printing.surface import FRAME, MM, Surface
from blin21_desktop.printing.wrap import Line, Piece, height, wrap

LEAST_WIDE, LEAST_HIGH = 10 * MM, 8 * MM
"""Of a cell that a hand writes in."""
LINE_HIGH = 11 * MM
BOX_HIGH = 10 * MM
TICK = 7.0


def draw_forms(canvas: Canvas, sheet: Continuation, paper: Page) -> None:
    """Add the sheet's pages to the canvas, one a form."""
    wide = paper.wide
    who = _boxes(sheet.boxes, wide) if sheet.boxes else _person(sheet, wide)
    top = MARGIN + bar_height(sheet.frame, wide)
    bottom = paper.height - MARGIN - footer_height(sheet.frame, wide)
    for number, form in enumerate(sheet.forms, start=1):
        canvas.setPageSize(paper.size)
        surface = Surface(canvas, *paper.size)
        surface.watermark(sheet.frame.watermark)
        draw_bar(surface, sheet.frame, wide, page=number, pages=len(sheet.forms))
        surface.frame(MARGIN, top, wide, who.height)
        who.draw(surface, MARGIN, top)
        _form(form, surface, top + who.height, bottom - PAD, wide)
        draw_footer(surface, sheet.frame, wide, page=number, pages=len(sheet.forms))
        canvas.showPage()


def _person(sheet: Continuation, wide: float) -> Block:
    name = wrap((Piece(sheet.name, LARGE, bold=True), Piece(f"  {sheet.kana}", BODY)), wide - 2 * PAD)
    lines = (*name, *facts(sheet.facts, wide - 2 * PAD))

    def draw(surface: Surface, x: float, y: float) -> None:
        surface.lines(lines, x + PAD, y + PAD / 2)

    return Block(height(lines) + PAD, draw)


def _boxes(names: Sequence[str], wide: float) -> Block:
    """A box for each fact, the first and the last but one wider: a name and an allergy are long."""
    shares = [2.0 if place in (0, len(names) - 2) else 1.0 for place in range(len(names))]
    each = wide / sum(shares)

    def draw(surface: Surface, x: float, y: float) -> None:
        for name, share in zip(names, shares, strict=True):
            surface.frame(x, y, share * each, BOX_HIGH)
            surface.line((Piece(name, SMALL),), x + 2, y + 1)
            x += share * each

    return Block(BOX_HIGH, draw)


def widths(columns: Sequence[Column], wide: float) -> list[float]:
    """The columns' widths in points, together `wide`; narrow paper takes from the broad ones, none gets below 10 mm."""
    asked = [column.wide * MM for column in columns]
    spare = sum(asked) - len(asked) * LEAST_WIDE
    left = wide - len(asked) * LEAST_WIDE
    return [LEAST_WIDE + (one - LEAST_WIDE) / spare * left for one in asked]


def _form(form: WriteIn, surface: Surface, y: float, bottom: float, wide: float) -> None:
    """Title, heads, then rows down to the bottom."""
    title = wrap((Piece(f"{form.title}  ", BODY, bold=True), Piece(form.note, BODY)), wide - 2 * PAD)
    y = surface.lines(title, MARGIN + PAD, y + PAD) + PAD / 2
    broad = widths(form.columns, wide)
    heads = [wrap((Piece(c.head, SMALL, bold=True),), one - 3) for c, one in zip(form.columns, broad, strict=True)]
    high = max(height(head) for head in heads) + PAD
    top, row = y, max(LEAST_HIGH, form.high * MM)
    x = MARGIN
    for head, one in zip(heads, broad, strict=True):
        surface.lines(head, x + 2, y + PAD / 2)
        x += one
    y += high
    each = row + (LINE_HIGH if form.line else 0.0)
    while y + each <= bottom:
        surface.rule(MARGIN, y, MARGIN + wide, y, FRAME)
        _row(form.columns, broad, surface, y, row)
        if form.line:
            _line(form.line, surface, y + row, wide)
        else:
            _uprights(broad, surface, y, y + row)
        y += each
    _uprights(broad, surface, top, top + high)
    surface.frame(MARGIN, top, wide, y - top)


def _row(columns: Sequence[Column], broad: Sequence[float], surface: Surface, y: float, high: float) -> None:
    """What is printed into a row: the boxes to tick, below each other in two columns at most."""
    _uprights(broad, surface, y, y + high)
    x = MARGIN
    for column, one in zip(columns, broad, strict=True):
        half = one / 2 if len(column.ticks) > 2 else one  # noqa: PLR2004  (more than two stand in two columns)
        deep = -(-len(column.ticks) // (2 if half < one else 1))
        for place, word in enumerate(column.ticks):
            left = x + 2 + (place // deep) * half
            at = y + (place % deep + 0.5) * high / deep - TICK / 2
            surface.frame(left, at, TICK, TICK)
            surface.line(_fitting(word, half - TICK - 5), left + TICK + 2, at - 1.5)
        x += one


def _fitting(word: str, room: float) -> Line:
    """A word beside its box, at the small size; a longer one gets smaller, down to 6 points."""
    size = min(SMALL, max(6.0, SMALL * room / width(word, SMALL)))
    return (Piece(word, size),)


def _line(label: str, surface: Surface, y: float, wide: float) -> None:
    surface.line((Piece(label, SMALL),), MARGIN + 2, y + 1)
    surface.rule(MARGIN, y, MARGIN + wide, y)
    left = MARGIN + width(label, SMALL) + 8
    surface.rule(left, y + LINE_HIGH - 5, MARGIN + wide - 6, y + LINE_HIGH - 5, dashed=True)


def _uprights(broad: Sequence[float], surface: Surface, top: float, bottom: float) -> None:
    x = MARGIN
    for one in broad[:-1]:
        x += one
        surface.rule(x, top, x, bottom)
