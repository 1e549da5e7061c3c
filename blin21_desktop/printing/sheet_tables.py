"""The sheet's tables: the grid to write in, what to do, what the rules say, and the receipt."""

from __future__ import annotations

from collections.abc import Sequence

from blin21_desktop.present.paper import ActionLine, FindingLine
from blin21_desktop.present.sheet import Actions, Grid, Receipt
from blin21_desktop.printing.blocks import BODY, PAD, SMALL, Block, text_block
from blin21_desktop.printing.fonts import width
from blin21_desktop.printing.surface import MM, Surface
from blin21_desktop.printing.wrap import Line, Piece, height, wrap

CELL_HIGH, CELL_WIDE = 8.4 * MM, 12 * MM
"""Cells to write in: at least 8 by 10 mm."""
WHO, DONE, TIME = 12 * MM, 10 * MM, 62.0
TAG = 96.0
TICK = 12.0


def grid_block(grid: Grid, wide: float) -> Block:
    """Title, column heads, empty cells."""
    names = wide - len(grid.columns) * CELL_WIDE - PAD
    top = 30.0

    def draw(surface: Surface, x: float, y: float) -> None:
        surface.line((Piece(grid.title, BODY, bold=True), Piece(f"  {grid.note}", SMALL)), x + PAD, y + PAD)
        left = x + names
        for place, head in enumerate(grid.columns):
            surface.centred(Piece(head, BODY, bold=True), left + place * CELL_WIDE, y + 17, CELL_WIDE)
        for row, name in enumerate(grid.rows):
            line_y = y + top + row * CELL_HIGH
            lines = wrap((Piece(name, BODY),), names - 2 * PAD)
            surface.lines(lines, x + PAD, line_y + (CELL_HIGH - height(lines)) / 2)
        for row in range(len(grid.rows) + 1):
            surface.rule(left, y + top + row * CELL_HIGH, x + wide - PAD, y + top + row * CELL_HIGH)
        for column in range(len(grid.columns) + 1):
            at = left + column * CELL_WIDE
            surface.rule(at, y + top, at, y + top + len(grid.rows) * CELL_HIGH)

    return Block(top + len(grid.rows) * CELL_HIGH + PAD, draw)


def action_block(actions: Actions, wide: float, least: float) -> tuple[Block, tuple[Block, ...]]:
    """The action table of about `least` points, filled up with empty rows, and the rows that did not fit."""
    rows = [_action(line, wide) for line in actions.lines]
    head = _action_head(actions, wide)
    used, shown = head.height, []
    while rows and used + rows[0].height <= max(least, head.height + rows[0].height):
        used += rows[0].height
        shown.append(rows.pop(0))
    if not actions.lines:
        shown.append(text_block(wrap((Piece(actions.none, BODY),), wide - 2 * PAD), above=PAD, below=PAD))
        used += shown[0].height
    while used + CELL_HIGH <= least:
        shown.append(_action(None, wide))
        used += CELL_HIGH
    parts = (head, *shown)

    def draw(surface: Surface, x: float, y: float) -> None:
        for part in parts:
            part.draw(surface, x, y)
            y += part.height

    return Block(sum(part.height for part in parts), draw), tuple(rows)


def _action_head(actions: Actions, wide: float) -> Block:
    time, what, who, done = actions.columns

    def draw(surface: Surface, x: float, y: float) -> None:
        surface.line((Piece(actions.title, BODY, bold=True),), x + PAD, y + PAD)
        y += 18
        surface.line((Piece(time, SMALL),), x + PAD, y)
        surface.line((Piece(what, SMALL),), x + TIME, y)
        surface.centred(Piece(who, SMALL), x + wide - DONE - WHO, y, WHO)
        surface.centred(Piece(done, SMALL), x + wide - DONE, y, DONE)

    return Block(30.0, draw)


def _action(action: ActionLine | None, wide: float) -> Block:
    room = wide - TIME - WHO - DONE - PAD
    lines: tuple[Line, ...] = ()
    time: tuple[Line, ...] = ()
    if action is not None:
        time = wrap((Piece(action.time, 10.0, bold=True),), TIME - PAD)
        late = f"{action.overdue} " if action.overdue else ""
        lines = (
            *wrap((Piece(late + action.what, BODY, bold=True),), room),
            *wrap((Piece(action.because, SMALL),), room),
        )
    high = max(CELL_HIGH, height(lines) + 4, height(time) + 4)

    def draw(surface: Surface, x: float, y: float) -> None:
        surface.rule(x, y, x + wide, y)
        late = action is not None and bool(action.overdue)
        if late:
            surface.ink(x, y, TIME - PAD, high)
        surface.lines(time, x + PAD, y + (high - height(time)) / 2, white=late)
        surface.lines(lines, x + TIME, y + (high - height(lines)) / 2)
        for at in (x + wide - DONE - WHO, x + wide - DONE):
            surface.rule(at, y, at, y + high)
        surface.frame(x + wide - (DONE + TICK) / 2, y + (high - TICK) / 2, TICK, TICK)

    return Block(high, draw)


def finding_rows(findings: Sequence[FindingLine], wide: float) -> tuple[Block, ...]:
    """One row a finding: tag, what it says, and below what it saw or misses and the source."""
    return tuple(_finding(finding, wide) for finding in findings)


def _finding(finding: FindingLine, wide: float) -> Block:
    room = wide - TAG - 3 * PAD
    tag = wrap((Piece(finding.tag, SMALL, bold=True),), TAG - 2 * PAD)
    lines = (
        *wrap((Piece(finding.says, BODY, bold=True),), room),
        *(wrap((Piece(finding.below, SMALL),), room) if finding.below else ()),
    )
    tag_high = height(tag) + 4
    high = max(height(lines), tag_high) + 4

    def draw(surface: Surface, x: float, y: float) -> None:
        ink = finding.mark == "ink"
        if ink:
            surface.ink(x + PAD, y + 1, TAG, tag_high)
        else:
            surface.frame(x + PAD, y + 1, TAG, tag_high, "solid" if finding.mark == "frame" else "dashed")
        surface.lines(tag, x + 2 * PAD, y + 3, white=ink)
        surface.lines(lines, x + TAG + 2 * PAD, y)

    return Block(high, draw)


def receipt_block(receipt: Receipt, wide: float) -> Block:
    """Read-back and signatures at the left, ruled notes at the right."""
    half, high = 0.56 * wide, 26 * MM

    def draw(surface: Surface, x: float, y: float) -> None:
        surface.frame(x, y, half, high)
        surface.frame(x + half, y, wide - half, high)
        surface.frame(x + PAD, y + PAD + 1, 10, 10)
        surface.line((Piece(receipt.read_back, BODY, bold=True),), x + PAD + 15, y + PAD)
        for row, label in enumerate((receipt.given_by, receipt.received_by)):
            base = y + 41 + row * 26
            _blank(surface, label, x + PAD, base, half * 0.68)
            _blank(surface, receipt.at, x + PAD + half * 0.68, base, half * 0.32 - 2 * PAD)
        surface.line((Piece(receipt.notes, SMALL),), x + half + PAD, y + PAD)
        for row in (1, 2):
            surface.rule(x + half + PAD, y + row * 12 * MM, x + wide - PAD, y + row * 12 * MM)

    return Block(high, draw)


def _blank(surface: Surface, label: str, x: float, base: float, room: float) -> None:
    surface.line((Piece(label, BODY),), x, base - 10)
    surface.rule(x + width(label, BODY) + 4, base, x + room - 4, base)
