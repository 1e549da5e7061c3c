"""The sheet's tables: the grid to write in, what to do, what the rules say, and the receipt."""

from __future__ import annotations

from collections.abc import Sequence

from blin21_desktop.present.paper import ActionLine, FindingLine
from blin21_desktop.present.sheet import Actions, Receipt
from blin21_desktop.present.sheet_handover import HandedBox
from blin21_desktop.printing.blocks import BODY, PAD, SMALL, Block, stacked
from blin21_desktop.printing.check_grid import CELL_HIGH
from blin21_desktop.printing.fonts import width
from blin21_desktop.printing.surface import MM, Surface
from blin21_desktop.printing.wrap import Line, Piece, height, wrap

WHO, DONE, TIME = 24 * MM, 10 * MM, 86.0
TAG = 96.0
TICK = 12.0


FIRST = 3
"""Actions that stand together with the head of their table; more may go on on the next page."""


def action_block(actions: Actions, wide: float) -> tuple[Block, tuple[Block, ...]]:
    """The head with the first actions, and the rows that may stand apart; without any a row to write in."""
    rows = [_action(line, wide) for line in actions.lines]
    if not rows:
        rows = [_action(None, wide)]
    return stacked((_action_head(actions, wide), *rows[:FIRST])), tuple(rows[FIRST:])


def _action_head(actions: Actions, wide: float) -> Block:
    """Title, column heads, the high alerts, that nothing is due, and what is due later: in one line where it fits."""
    time, what, who, done = actions.columns
    title = Piece(actions.title, BODY, bold=True)
    names = max(TIME, width(title.text, BODY, bold=True) + 12)
    left = names + width(f"{time}, {what}", SMALL) + 14
    told = (
        Piece(f"{actions.alerts}  ", BODY, bold=True),
        Piece("" if actions.lines or actions.later else actions.none, BODY),
        Piece(actions.later, SMALL),
    )
    alerts = wrap([piece for piece in told if piece.text.strip()], wide - left - WHO - DONE - PAD)

    def draw(surface: Surface, x: float, y: float) -> None:
        surface.line((title,), x + PAD, y + 1)
        surface.line((Piece(f"{time}, {what}", SMALL),), x + names, y + 2)
        surface.lines(alerts, x + left, y + 1)
        surface.centred(Piece(who, SMALL), x + wide - DONE - WHO, y + 2, WHO)
        surface.centred(Piece(done, SMALL), x + wide - DONE, y + 2, DONE)

    return Block(max(14.0, height(alerts) + 3), draw)


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
    who = wrap((Piece(action.who, SMALL),), WHO - PAD) if action is not None and action.who else ()
    high = max(CELL_HIGH, *(height(part) + 4 for part in (lines, time, who)))

    def draw(surface: Surface, x: float, y: float) -> None:
        surface.rule(x, y, x + wide, y)
        late = action is not None and bool(action.overdue)
        if late:
            surface.ink(x, y, TIME - PAD, high)
        surface.lines(time, x + PAD, y + (high - height(time)) / 2, white=late)
        surface.lines(lines, x + TIME, y + (high - height(lines)) / 2)
        surface.lines(who, x + wide - DONE - WHO + PAD / 2, y + (high - height(who)) / 2)
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
    high = max(height(lines), tag_high) + 2

    def draw(surface: Surface, x: float, y: float) -> None:
        ink = finding.mark == "ink"
        if ink:
            surface.ink(x + PAD, y + 1, TAG, tag_high)
        else:
            surface.frame(x + PAD, y + 1, TAG, tag_high, "solid" if finding.mark == "frame" else "dashed")
        surface.lines(tag, x + 2 * PAD, y + 3, white=ink)
        surface.lines(lines, x + TAG + 2 * PAD, y)

    return Block(high, draw)


def receipt_block(receipt: Receipt, handed: HandedBox, wide: float) -> Block:
    """Read-back and signatures at the left, ruled notes at the right; what was signed in the program stands there."""
    half, high = 0.56 * wide, 23.5 * MM

    def draw(surface: Surface, x: float, y: float) -> None:
        surface.frame(x, y, half, high)
        surface.frame(x + half, y, wide - half, high)
        surface.box(x + PAD, y + PAD + 1, 10, ticked=handed.read_back)
        surface.line((Piece(receipt.read_back, BODY, bold=True),), x + PAD + 15, y + PAD)
        signed = ((receipt.given_by, *handed.given), (receipt.received_by, *handed.received))
        for row, (label, who, when) in enumerate(signed):
            base = y + 38.5 + row * 25.5
            _blank(surface, label, x + PAD, base, half * 0.68, who)
            _blank(surface, receipt.at, x + PAD + half * 0.68, base, half * 0.32 - 2 * PAD, when)
        surface.line((Piece(receipt.notes, SMALL),), x + half + PAD, y + PAD)
        for row in (1, 2):
            surface.rule(x + half + PAD, y + row * 11.5 * MM, x + wide - PAD, y + row * 11.5 * MM)

    return Block(high, draw)


def _blank(surface: Surface, label: str, x: float, base: float, room: float, filled: str = "") -> None:
    """A label with its ruled line; a text too long for the line stands smaller above it."""
    start = x + width(label, BODY) + 4
    surface.line((Piece(label, BODY),), x, base - 10)
    surface.rule(start, base, x + room - 4, base)
    size = BODY if width(filled, BODY, bold=True) <= x + room - 8 - start else SMALL
    surface.line((Piece(filled, size, bold=True),), start + 3, base - size - 2)
