"""The black bar and the footer that stand on every page of a sheet."""

from __future__ import annotations

from blin21_desktop.present.paper import Frame
from blin21_desktop.printing.blocks import BODY, GAP, MARGIN, PAD, SMALL
from blin21_desktop.printing.surface import MM, Surface
from blin21_desktop.printing.wrap import Line, Piece, height, line_width, wrap

BAR_LEAST = 8 * MM
TITLE = 11.0


def bar_lines(frame: Frame, wide: float, *, page: int, pages: int) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """The bar's lines at the left and at the right. Page 1 of several says that it goes on."""
    mark = f"{page}/{pages}"
    more = frame.continues if page < pages else frame.continued if page > 1 else ""
    right = ((Piece(frame.expiry, BODY, bold=True),), (Piece(f"{more} {mark}".strip(), BODY, bold=True),))
    room = wide - max(line_width(line) for line in right) - 4 * PAD
    left = (
        *wrap((Piece(frame.title, TITLE, bold=True),), room),
        *wrap((Piece(GAP.join(frame.about), 8),), room),
    )
    return left, right


def bar_height(frame: Frame, wide: float) -> float:
    """Height of the bar on the page where it is highest."""
    left, right = bar_lines(frame, wide, page=8, pages=9)
    return max(BAR_LEAST, height(left) + PAD, height(right) + PAD)


def draw_bar(surface: Surface, frame: Frame, wide: float, *, page: int, pages: int) -> float:
    """Draw the bar at the top margin; gives the y below it."""
    left, right = bar_lines(frame, wide, page=page, pages=pages)
    high = bar_height(frame, wide)
    surface.ink(MARGIN, MARGIN, wide, high)
    surface.lines(left, MARGIN + PAD, MARGIN + (high - height(left)) / 2, white=True)
    y = MARGIN + (high - height(right)) / 2
    for line in right:
        surface.lines((line,), MARGIN + wide - PAD - line_width(line), y, white=True)
        y += height((line,))
    return MARGIN + high


def footer_lines(frame: Frame, wide: float, mark: str) -> tuple[Line, ...]:
    """Page mark, patient id, snapshot, rules, app, training, shredding: broken between them."""
    lines: list[Line] = []
    for part in (mark, *frame.footer):
        piece = Piece(part, SMALL, bold=part in (mark, frame.watermark))
        together = (*lines[-1], Piece(GAP, SMALL), piece) if lines else (piece,)
        if lines and line_width(together) <= wide:
            lines[-1] = together
        else:
            lines += wrap((piece,), wide)
    return tuple(lines)


def footer_height(frame: Frame, wide: float) -> float:
    """Height of the footer."""
    return height(footer_lines(frame, wide, "8/8")) + PAD


def draw_footer(surface: Surface, frame: Frame, wide: float, *, page: int, pages: int) -> None:
    """Draw the footer at the bottom margin."""
    lines = footer_lines(frame, wide, f"{page}/{pages}")
    surface.lines(lines, MARGIN, surface.page_height - MARGIN - height(lines))
