"""One patient's handover sheet, upright: page 1 as the ward knows it, the rest on further pages."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from blin21_desktop.present.sheet import Sheet
from blin21_desktop.printing.blocks import (
    BODY,
    GAP,
    LARGE,
    MARGIN,
    PAD,
    SMALL,
    Block,
    Section,
    beside,
    draw_page,
    facts,
    flow,
    stacked,
    text_block,
)
from blin21_desktop.printing.check_grid import checks_beside, checks_rows, fits_beside, grid_block, grid_parts
from blin21_desktop.printing.frame import bar_height, draw_bar, draw_footer, footer_height
from blin21_desktop.printing.infusion_box import flush_block, infusion_block
from blin21_desktop.printing.lab_block import labs_block, liver_rows
from blin21_desktop.printing.page import Page
from blin21_desktop.printing.sheet_tables import action_block, finding_rows, receipt_block
from blin21_desktop.printing.strip_drawing import strip_rows
from blin21_desktop.printing.surface import MM, Surface, encodable
from blin21_desktop.printing.wrap import Line, Piece, height, line_width, wrap

CODES = 158.0
"""Room of the two codes beside the identity."""
QR_SIDE = 18 * MM
LEFT, GRID = 0.4, 0.51
"""The box of the illness and the grid to write in, as shares of the width."""
SPARE = 60.0
"""So much higher than the grid the newest checks beside it may be, points; further lines go on below both."""
MOST_SUMMARY = 24
"""Lines of the summary beside the infusion; more go on below it."""


@dataclass(frozen=True, slots=True)
class _Identity:
    first: tuple[Line, ...]
    rest: tuple[Line, ...]

    def lines(self, page: int) -> tuple[Line, ...]:
        """Page 1 has all of it, further pages the name, birth date, gender, id and bed."""
        return self.first if page == 1 else self.rest

    def height(self, page: int) -> float:
        """Height of the identity box on a page."""
        return max(height(self.lines(page)) + 2 * PAD, QR_SIDE + 2 * PAD if page == 1 else 0.0)


def draw_patient(canvas: Canvas, sheet: Sheet, paper: Page) -> None:
    """Add the sheet's pages to the canvas."""
    wide = paper.wide
    identity = _identity(sheet, wide)
    bottom = paper.height - MARGIN - footer_height(sheet.frame, wide)
    tops = [MARGIN + bar_height(sheet.frame, wide) + identity.height(page) for page in (1, 2)]
    receipt = receipt_block(sheet.receipt, sheet.handed, wide)
    pages = flow(_sections(sheet, wide), bottom - tops[0] - receipt.height, bottom - tops[1])
    for number, placed in enumerate(pages, start=1):
        canvas.setPageSize(paper.size)
        surface = Surface(canvas, *paper.size)
        surface.watermark(sheet.frame.watermark)
        y = draw_bar(surface, sheet.frame, wide, page=number, pages=len(pages))
        y = _draw_identity(surface, sheet, identity, MARGIN + wide, y, number)
        y = draw_page(placed, surface, y, wide, sheet.frame.continued)
        if number == 1:
            receipt.draw(surface, MARGIN, bottom - receipt.height)
        draw_footer(surface, sheet.frame, wide, page=number, pages=len(pages))
        canvas.showPage()


def _identity(sheet: Sheet, wide: float) -> _Identity:
    name = [Piece(sheet.name, LARGE, bold=True)]
    name += [Piece(f"  {sheet.kana}", BODY)] if sheet.kana else []
    narrow, room = wide - CODES - 2 * PAD, wide - 2 * PAD
    first = (*wrap(name, narrow), *facts(sheet.identity[:-1], narrow))
    below = height(first) >= QR_SIDE  # what stands lower than the codes has the whole width
    return _Identity(
        first=(*first, *facts(sheet.identity[-1:], room if below else narrow)),
        rest=(*wrap(name, room), *facts(sheet.identity[:4], room)),
    )


def _draw_identity(surface: Surface, sheet: Sheet, identity: _Identity, edge: float, y: float, page: int) -> float:
    high = identity.height(page)
    surface.frame(MARGIN, y, edge - MARGIN, high)
    surface.lines(identity.lines(page), MARGIN + PAD, y + PAD)
    if page == 1:
        right = edge - PAD
        surface.qr(sheet.qr, right - QR_SIDE, y + PAD, QR_SIDE)
        if encodable(sheet.barcode):
            long = surface.code128(sheet.barcode, -1000, 0, 24)
            left = right - QR_SIDE - long
            if left >= edge - CODES:
                surface.code128(sheet.barcode, left, y + PAD, 24)
                surface.centred(Piece(sheet.barcode, SMALL), left, y + PAD + 26, long)
    return y + high


def _sections(sheet: Sheet, wide: float) -> list[Section]:
    half = LEFT * wide
    left, more = _illness(sheet, half)
    left = stacked((left, flush_block(sheet.infusion, half)))
    top = beside(left, infusion_block(sheet.infusion, wide - half), half, wide - half)
    missing = _missing(sheet, wide)
    findings = finding_rows(sheet.findings, wide)
    strip_title = (Piece(sheet.strip.title, BODY, bold=True), Piece(f"  {sheet.strip.note}", SMALL))
    return [
        Section((top,), stroke="none"),
        Section(strip_rows(sheet.strip, wide), title=strip_title),
        *_to_do(sheet, wide),
        Section(_bags(sheet, wide)),
        Section(liver_rows(sheet.labs, wide)),
        Section(
            findings or (text_block(wrap((Piece(sheet.no_findings, BODY),), wide)),),
            title=(Piece(sheet.findings_title, BODY, bold=True), Piece(f"  {sheet.findings_note}", SMALL)),
        ),
        Section(_if_then(sheet, wide), title=(Piece(sheet.if_then_title, BODY, bold=True),)),
        Section(more, title=(Piece("P", BODY, bold=True), Piece(f"  {sheet.frame.continued}", SMALL))),
        Section(
            missing,
            title=(Piece(sheet.missing_title, BODY, bold=True),),
            stroke="dashed",
            reserve=min(sum(row.height for row in missing), 60.0) + 20.0,
        ),
    ]


def _to_do(sheet: Sheet, wide: float) -> list[Section]:
    """The newest checks beside the grid for the next ones, what does not fit there below, then blood and the actions.

    A grid of more columns than fit there takes the whole width.
    """
    title = (Piece(sheet.actions.title, BODY, bold=True),)
    actions, below = action_block(sheet.actions, wide)
    labs = Section((labs_block(sheet.labs, wide),))
    to_do = [labs, Section((actions,), reserve=actions.height), Section(below, title=title)]
    left = GRID * wide
    if fits_beside(sheet.checks, left):
        right = wide - left
        grid = grid_block(sheet.checks, left)
        newest, rest = checks_beside(sheet.last_checks, right, grid.height + SPARE, wide)
        both = beside(grid, newest, left, right)
        return [Section((both,), stroke="none"), *([Section(rest)] if rest else []), *to_do]
    grids = tuple(grid_block(part, wide) for part in grid_parts(sheet.checks, wide))
    return [Section(checks_rows(sheet.last_checks, wide)), Section(grids), *to_do]


def _illness(sheet: Sheet, wide: float) -> tuple[Block, tuple[Block, ...]]:
    """The box of severity and summary, and the summary's lines that did not fit into it."""
    indent = 18.0
    room = wide - 2 * PAD - indent
    lines = _handed(sheet, room)
    for fact in sheet.summary:
        lines += wrap((Piece(f"{fact.label} ", BODY), Piece(fact.value, BODY, bold=True)), room)
    shown, rest = tuple(lines[:MOST_SUMMARY]), lines[MOST_SUMMARY:]
    tick, top = 9.0, 20.0
    taken = sum(tick + 3 + line_width((Piece(word, BODY, bold=True),)) for word in sheet.severity)
    spare = max(2.0, (room - taken) / max(1, len(sheet.severity) - 1) - 2)

    def draw(surface: Surface, x: float, y: float) -> None:
        surface.ink(x + PAD, y + 4, 13, 13)
        surface.centred(Piece("I", BODY, bold=True), x + PAD, y + 4.7, 13, white=True)
        left = x + PAD + indent
        for place, word in enumerate(sheet.severity):
            chosen = place == sheet.handed.chosen
            surface.box(left, y + 6, tick, ticked=chosen)
            piece = Piece(word, BODY, bold=chosen)
            surface.line((piece,), left + tick + 3, y + 5)
            left += tick + 3 + line_width((piece,)) + spare
        surface.rule(x, y + top, x + wide, y + top)
        surface.ink(x + PAD, y + top + 4, 13, 13)
        surface.centred(Piece("P", BODY, bold=True), x + PAD, y + top + 4.7, 13, white=True)
        surface.lines(shown, x + PAD + indent, y + top + 4)

    return Block(top + 4 + height(shown) + PAD, draw), tuple(text_block((line,)) for line in rest)


def _handed(sheet: Sheet, room: float) -> list[Line]:
    """What a person said, before the facts: who gave it, the summary, the recommendation, the receiver's answer."""
    box = sheet.handed
    pieces = (
        Piece(box.said, SMALL),
        Piece(box.summary, BODY, bold=True),
        Piece(box.recommendation, BODY),
        Piece(box.answer, BODY),
    )
    return [line for piece in pieces if piece.text for line in wrap((piece,), room)]


def _if_then(sheet: Sheet, wide: float) -> tuple[Block, ...]:
    """The contingency lines in two columns, read line by line."""
    half = wide / 2
    blocks = [text_block(wrap((Piece(text, SMALL),), half - 2 * PAD)) for text in sheet.if_then]
    return tuple(_pair(blocks[n : n + 2], half) for n in range(0, len(blocks), 2))


def _pair(blocks: list[Block], half: float) -> Block:
    def draw(surface: Surface, x: float, y: float) -> None:
        for place, block in enumerate(blocks):
            block.draw(surface, x + place * half, y)

    return Block(max(block.height for block in blocks), draw)


def _bags(sheet: Sheet, wide: float) -> tuple[Block, ...]:
    """The bags of the shift in small lines, the title in the first."""
    title = Piece(f"{sheet.bags_title}{GAP}", BODY, bold=True)
    lines = [(Piece(text, SMALL),) for text in sheet.bags]
    return tuple(
        text_block(wrap(line if place else (title, *line), wide - 2 * PAD), above=1, below=1)
        for place, line in enumerate(lines)
    )


def _missing(sheet: Sheet, wide: float) -> tuple[Block, ...]:
    lines = wrap((Piece(" · ".join(sheet.missing), BODY),), wide - 2 * PAD)
    return tuple(text_block((line,)) for line in lines)
