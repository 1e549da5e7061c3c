"""The infusion box: large dose and bag end, facts, and the heavy box that says not to flush."""

from __future__ import annotations

from blin21_desktop.present.sheet_infusion import InfusionBox
from blin21_desktop.printing.blocks import BODY, LARGE, PAD, SMALL, Block, facts
from blin21_desktop.printing.surface import Surface
from blin21_desktop.printing.wrap import Piece, height, wrap


def infusion_block(box: InfusionBox, wide: float) -> Block:
    """The box, `wide` points wide."""
    room = wide - 2 * PAD
    upper = (
        *wrap((Piece(f"{box.title}   ", BODY), Piece(box.state, 11.0, bold=True)), room),
        *(line for text in box.charted for line in wrap((Piece(text, BODY),), room)),
        *wrap((Piece(f"{box.dose} ", LARGE, bold=True), Piece(box.dose_note, BODY)), room),
        *facts(box.rate, room),
        *wrap((Piece(box.bag_ends, LARGE, bold=True),), room),
        *(wrap((Piece(box.bag_note, SMALL),), room) if box.bag_note else ()),
    )
    write_in = 18.0 if box.next_bag else 0.0
    lower = facts(box.facts, room)
    inner = room - 2 * PAD
    flush = (
        *wrap((Piece(box.flush, 12.0, bold=True),), inner),
        *wrap((Piece(box.flush_note, BODY, bold=True),), inner),
    )
    flush_high = height(flush) + 2 * PAD

    def draw(surface: Surface, x: float, y: float) -> None:
        y = surface.lines(upper, x + PAD, y + PAD)
        if box.next_bag:
            surface.line((Piece(box.next_bag, BODY),), x + PAD, y + 5)
            surface.rule(x + PAD + 60, y + 16, x + wide - 2 * PAD, y + 16)
        y = surface.lines(lower, x + PAD, y + write_in)
        surface.frame(x + PAD + 1, y + PAD, room - 2, flush_high, "heavy")
        surface.lines(flush, x + 2 * PAD, y + 2 * PAD)

    return Block(PAD + height(upper) + write_in + height(lower) + flush_high + 2 * PAD + 2, draw)
