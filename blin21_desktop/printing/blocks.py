"""Measured parts of a page: every block knows its height before it is drawn, so nothing is ever clipped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from blin21_desktop.domain.text import say
from blin21_desktop.present.paper import Fact
from blin21_desktop.printing.fonts import Unprintable
from blin21_desktop.printing.surface import MM, Stroke, Surface
from blin21_desktop.printing.wrap import Line, Piece, height, line_height, line_width, wrap

BODY, SMALL, LARGE = 9.0, 7.5, 14.0
PAD = 4.0
GAP = "   "
MARGIN = 10 * MM

Draw = Callable[[Surface, float, float], None]


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a page, `height` points high; `draw(surface, x, y)` draws it with its top left corner at x, y."""

    height: float
    draw: Draw


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under a title in one frame. Rows may go on on the next page, where the title is repeated.

    `reserve` is the height kept for the section on its first page by the sections before it.
    """

    rows: tuple[Block, ...]
    title: Line = ()
    stroke: Stroke = "solid"
    reserve: float = 0.0


@dataclass(slots=True)
class Placed:
    """What stands on one page: section by section the rows that fitted, and whether the section began before."""

    parts: list[tuple[Section, tuple[Block, ...], bool]] = field(default_factory=list)


class TooTall(Unprintable):
    """A single row is higher than a page: it is refused rather than cut off."""


def text_block(lines: Sequence[Line], *, above: float = 0.0, below: float = 0.0) -> Block:
    """Lines of text with padding at the sides."""

    def draw(surface: Surface, x: float, y: float) -> None:
        surface.lines(tuple(lines), x + PAD, y + above)

    return Block(height(lines) + above + below, draw)


def facts(found: Iterable[Fact], room: float, size: float = BODY) -> tuple[Line, ...]:
    """Labels with values, broken between them; one that is wider than the room is broken inside."""
    lines: list[Line] = []
    gap = Piece(GAP, size)
    for fact in found:
        label = (Piece(f"{fact.label} ", size),) if fact.label else ()
        pieces = (*label, Piece(fact.value, size, fact.strong))
        together = (*lines[-1], gap, *pieces) if lines else pieces
        if lines and line_width(together) <= room:
            lines[-1] = together
        else:
            lines += wrap(pieces, room)
    return tuple(lines)


def beside(left: Block, right: Block, left_width: float, right_width: float) -> Block:
    """Two blocks in frames that share an edge."""
    high = max(left.height, right.height)

    def draw(surface: Surface, x: float, y: float) -> None:
        surface.frame(x, y, left_width, high)
        surface.frame(x + left_width, y, right_width, high)
        left.draw(surface, x, y)
        right.draw(surface, x + left_width, y)

    return Block(high, draw)


def stacked(blocks: Sequence[Block]) -> Block:
    """Blocks below each other as one that is not taken apart."""

    def draw(surface: Surface, x: float, y: float) -> None:
        for block in blocks:
            block.draw(surface, x, y)
            y += block.height

    return Block(sum(block.height for block in blocks), draw)


def overhead(section: Section) -> float:
    """Height of a section beyond its rows: title line and padding."""
    return line_height(section.title) + 2 * PAD if section.title else 0.0


def section_height(section: Section, rows: Sequence[Block]) -> float:
    """Height of some of a section's rows with its title."""
    return overhead(section) + sum(row.height for row in rows)


def flow(sections: Sequence[Section], first_room: float, next_room: float) -> list[Placed]:
    """Sections over pages, each page in the sections' order: what fits, the rest on the next. Raises `TooTall`."""
    waiting = [(section, section.rows) for section in sections]
    pages: list[Placed] = []
    room = first_room
    while any(rows for _, rows in waiting) or not pages:
        page, left, still = Placed(), room, []
        for place, (section, rows) in enumerate(waiting):
            kept = 0.0 if pages else sum(later.reserve for later, _ in waiting[place + 1 :])
            count = _fitting(rows, left - kept - overhead(section))
            if count:
                page.parts.append((section, rows[:count], rows is not section.rows))
                left -= section_height(section, rows[:count])
            still.append((section, rows[count:] if count else rows))
        if not page.parts and any(rows for _, rows in waiting):
            raise TooTall(say("A part of the sheet is higher than a page."))
        pages.append(page)
        waiting, room = still, next_room
    return pages


def _fitting(rows: Sequence[Block], room: float) -> int:
    count = 0
    for row in rows:
        room -= row.height
        if room < -0.01:  # noqa: PLR2004  (rounding of points)
            break
        count += 1
    return count


def draw_page(placed: Placed, surface: Surface, y: float, wide: float, continued: str) -> float:
    """Draw one page's sections from `y` on; gives the y below them. A section begun before says `continued`."""
    for section, rows, begun in placed.parts:
        surface.frame(MARGIN, y, wide, section_height(section, rows), section.stroke)
        if section.title:
            said = (*section.title, Piece(f"{GAP}{continued}", SMALL)) if begun else section.title
            surface.line(said, MARGIN + PAD, y + PAD)
            y += overhead(section) - PAD / 2
        for row in rows:
            row.draw(surface, MARGIN, y)
            y += row.height
        y += PAD / 2 if section.title else 0.0
    return y
