"""The infusion box with its large dose and bag end, and the heavy box that says not to flush."""

from __future__ import annotations

from blin21_desktop.present.sheet_infusion import InfusionBox
from blin21_desktop.printing.blocks import BODY, LARGE, PAD, SMALL, Block, facts
from blin21_desktop.printing.surface import Surface
from blin21_desktop.printing.wrap import Piece, height, wrap

FLUSH_NOTE = 8.0
"""Size of what a push would give: one line in the narrow box."""


def infusion_block(box: InfusionBox, wide: float) -> Block:
    """The box, `wide` points wide."""
    room = wide - 2 * PAD
    ends = wrap((Piece(box.bag_ends, LARGE, bold=True),), room - 2 * PAD)
    upper = (
        *wrap((Piece(f"{box.title}   ", BODY), Piece(box.state, 11.0, bold=True)), room),
        *(line for text in box.charted for line in wrap((Piece(text, BODY),), room)),
        *wrap((Piece(f"{box.dose} ", LARGE, bold=True), Piece(box.dose_note, BODY)), room),
        *facts(box.rate, room),
    )
    note = wrap((Piece(box.bag_note, SMALL),), room) if box.bag_note else ()
    write_in = 18.0 if box.next_bag else 0.0
    lower = facts(box.facts, room)

    def draw(surface: Surface, x: float, y: float) -> None:
        y = surface.lines(upper, x + PAD, y + PAD)
        if box.overdue:
            surface.ink(x + PAD, y, room, height(ends))
        y = surface.lines(ends, x + PAD * (2 if box.overdue else 1), y, white=box.overdue)
        y = surface.lines(note, x + PAD, y)
        if box.next_bag:
            surface.line((Piece(box.next_bag, BODY),), x + PAD, y + 5)
            surface.rule(x + PAD + 60, y + 16, x + wide - 2 * PAD, y + 16)
        surface.lines(lower, x + PAD, y + write_in)

    return Block(height((*upper, *ends, *note, *lower)) + write_in + 2 * PAD, draw)


def flush_block(box: InfusionBox, wide: float) -> Block:
    """DO NOT FLUSH in a heavy frame, with what a push would give at once."""
    room = wide - 4 * PAD
    lines = (
        *wrap((Piece(box.flush, 12.0, bold=True),), room),
        *wrap((Piece(box.flush_note, FLUSH_NOTE, bold=True),), room),
        *(wrap((Piece(box.line, SMALL),), room) if box.line else ()),
    )

    def draw(surface: Surface, x: float, y: float) -> None:
        surface.frame(x + PAD, y + PAD, wide - 2 * PAD, height(lines) + 2 * PAD, "heavy")
        surface.lines(lines, x + 2 * PAD, y + 2 * PAD)

    return Block(height(lines) + 4 * PAD, draw)
