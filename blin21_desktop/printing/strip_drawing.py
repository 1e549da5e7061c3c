"""The 28-day strip in black and white: low dose at half height, pauses hatched, planned dashed, today inverted."""

from __future__ import annotations

from dataclasses import dataclass, field

from blin21_desktop.present.sheet_strip import StripBox
from blin21_desktop.present.strip import Strip
from blin21_desktop.printing.blocks import PAD, SMALL, Block, text_block
from blin21_desktop.printing.fonts import width
from blin21_desktop.printing.surface import FRAME, Surface
from blin21_desktop.printing.wrap import Piece, wrap

DAYS, LANE, TICK, NUMBERS = 13.0, 26.0, 4.0, 8.0
LEAST_PAUSE = 5.25
"""A pause shorter than this (7 px) is still drawn this wide."""
NOW = 2.25


@dataclass(slots=True)
class Geometry:
    """Where the strip's parts stand: `day` points a cell from `x` on; bag numbers in as many rows as they need."""

    day: float
    outside: list[str] = field(default_factory=list)
    numbers: list[tuple[float, str, int]] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """Rows of bag numbers."""
        return 1 + max((row for _, _, row in self.numbers), default=0)


def strip_rows(box: StripBox, wide: float) -> tuple[Block, ...]:
    """The drawing as one block, then the captions line by line."""
    room = wide - 2 * PAD
    strip = box.strip
    if strip is None:
        return (text_block(wrap((Piece(box.none),), room), below=PAD),)
    geometry = Geometry(day=room / strip.cells)
    shown = {
        segment.dose_micrograms_per_day
        for segment, inside in zip(strip.segments, box.inside, strict=True)
        if _inside(geometry, segment.end - segment.start, inside) is not None
    }
    for segment, outside in zip(strip.segments, box.outside, strict=True):
        if segment.dose_micrograms_per_day not in shown:
            geometry.outside.append(outside)
    geometry.numbers = _numbers(strip, box, geometry)
    high = DAYS + LANE + NUMBERS + 9 * geometry.rows + 2

    def draw(surface: Surface, x: float, y: float) -> None:
        _draw(surface, box, strip, geometry, x + PAD, y)

    captions = "   ".join((*box.captions, *geometry.outside))
    lines = wrap((Piece(captions, SMALL),), room) if captions else ()
    return (Block(high, draw), *(text_block((line,)) for line in lines))


def _inside(geometry: Geometry, days: float, text: str) -> float | None:
    room = days * geometry.day - 7
    return next((size for size in (8.0, SMALL) if width(text, size) <= room), None)


def _numbers(strip: Strip, box: StripBox, geometry: Geometry) -> list[tuple[float, str, int]]:
    found: list[tuple[float, str, int]] = []
    ends: list[float] = []
    for tick in strip.bags:
        text = f"{box.bag} {tick.number}" if tick.number == 1 else str(tick.number)
        text = f"({text})" if tick.planned else text
        x = min(tick.at * geometry.day + 1.5, strip.cells * geometry.day - width(text, SMALL))
        row = next((n for n, end in enumerate(ends) if end < x), len(ends))
        ends[row : row + 1] = [x + width(text, SMALL) + 2]
        found.append((x, text, row))
    return found


def _draw(surface: Surface, box: StripBox, strip: Strip, geometry: Geometry, x: float, y: float) -> None:
    day = geometry.day
    for number in range(1, strip.cells + 1):
        today = number == strip.today
        if today:
            surface.ink(x + (number - 1) * day, y, day, DAYS - 2)
        surface.centred(Piece(str(number), SMALL, today), x + (number - 1) * day, y + 1, day, white=today)
    lane = y + DAYS
    for segment, text in zip(strip.segments, box.inside, strict=True):
        high = LANE / 2 if segment.level == "low" else LANE
        left, wide, top = x + segment.start * day, (segment.end - segment.start) * day, lane + LANE - high
        surface.frame(left, top, wide, high, "dashed" if segment.planned else "solid")
        size = _inside(geometry, segment.end - segment.start, text)
        if size is not None:
            surface.line((Piece(text, size),), left + (5 if segment.planned else 3), top + (high - 1.25 * size) / 2)
    for pause in strip.pauses:
        wide = max(LEAST_PAUSE, (pause.end - pause.start) * day)
        left = pause.end * day - wide if pause.open else min(pause.start * day, strip.cells * day - wide)
        surface.hatch(x + max(0.0, left), lane, wide, LANE)
    _marks(surface, strip, geometry, x, lane)


def _marks(surface: Surface, strip: Strip, geometry: Geometry, x: float, lane: float) -> None:
    day, below = geometry.day, lane + LANE
    surface.rule(x, below, x + strip.cells * day, below, FRAME)
    for tick in strip.bags:
        surface.rule(x + tick.at * day, below, x + tick.at * day, below + TICK, FRAME)
    for left, text, row in geometry.numbers:
        surface.line((Piece(text, SMALL),), x + left, below + NUMBERS - 1 + 9 * row)
    if strip.step is not None:
        surface.centred(Piece("▲", SMALL), x + strip.step * day - 5, below - 1, 10)
    if strip.now is not None:
        surface.rule(x + strip.now * day, lane - 3, x + strip.now * day, below + TICK, NOW)
    if strip.end is not None and strip.now is not None:
        surface.rule(x + strip.end * day, lane, x + strip.end * day, below + TICK, FRAME)
