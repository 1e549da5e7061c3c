"""Measures a finished `Cell`: how wide and how high its lines are at a theme's scale."""

from __future__ import annotations

import re
from functools import lru_cache

from PySide6.QtGui import QFont, QFontMetrics

from blin21_desktop.present.cells import Cell, Line, Size
from blin21_desktop.ui.grade_chip import chip_font, chip_size, chips_width
from blin21_desktop.ui.lines import leading, pieces, wrapped
from blin21_desktop.ui.theme import LARGE_FROM, Ink, Role, Theme

INKS: dict[Size, Ink] = {
    "bed": Ink(21, bold=True),
    "time": Ink(22, bold=True),
    "first": Ink(16, bold=True),
    "second": Ink(13, role=Role.MUTED),
    "body": Ink(14),
    "body_bold": Ink(14, bold=True),
    "mark": Ink(12, bold=True),
}
"""Size of a line -> how it is set."""

PAD, GAP = 4, 3
IN_TWO = 0.6
"""Part of its whole width in which a line fits on two."""

REMEMBERED = 4_096
"""So many measures are kept: a table is measured several times before it is painted, and again at each new minute."""


class CellMeasure:
    """Sizes of cells for one theme and scale, in px."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._metrics: dict[tuple[Size, int], QFontMetrics] = {}
        self._wrapped = lru_cache(REMEMBERED)(
            lambda text, size, _scale, room: wrapped(text, self.font(Line(text, size)), room)
        )
        self._advance = lru_cache(REMEMBERED)(
            lambda text, size, _scale: self.metrics(Line(text, size)).horizontalAdvance(text)
        )
        self._natural = lru_cache(REMEMBERED)(lambda cell, _scale: _natural(self, cell))
        self._firm = lru_cache(REMEMBERED)(lambda cell, _scale: _firm(self, cell))
        self._least = lru_cache(REMEMBERED)(lambda cell, _scale: _least(self, cell))
        self._high = lru_cache(REMEMBERED)(
            lambda cell, width, _scale: sum(self.line_height(line, width) for line in cell.lines)
        )

    @property
    def large(self) -> bool:
        """Whether the letters are so large that no width is left for what would only read better."""
        return self._theme.scale >= LARGE_FROM

    def natural_width(self, cell: Cell) -> int:
        """Width that needs no wrapping, in px."""
        return self._natural(cell, self._theme.scale)

    def firm_width(self, cell: Cell) -> int:
        """Width at which the lines that are read from afar stay whole, in px; second lines and warnings may wrap."""
        return self._firm(cell, self._theme.scale)

    def least_width(self, cell: Cell) -> int:
        """Width of the longest piece that must not be broken, in px."""
        return self._least(cell, self._theme.scale)

    def height(self, cell: Cell, width: int) -> int:
        """Height of all lines at this width, in px."""
        return self._high(cell, width, self._theme.scale)

    def advance(self, text: str, size: Size) -> int:
        """Width of a text in one line, px."""
        return self._advance(text, size, self._theme.scale)

    def font(self, line: Line) -> QFont:
        """The font a line is set in."""
        ink = INKS[line.size]
        font = self._theme.font(ink.size, bold=ink.bold)
        font.setUnderline(line.underline)
        font.setStrikeOut(line.struck)
        return font

    def metrics(self, line: Line) -> QFontMetrics:
        """Measures of the font a line is set in; made once for each size, a board asks thousands of times."""
        key = line.size, self._theme.scale
        if key not in self._metrics:
            self._metrics[key] = QFontMetrics(self.font(line))
        return self._metrics[key]

    def icon(self, line: Line) -> int:
        """Side of the icon, px; 0 without one."""
        return round(self.metrics(line).ascent() * 1.05) if line.icon else 0

    def pad(self, line: Line) -> int:
        """Air between a frame or block and its text, px."""
        return self._theme.px(PAD) if line.frame or line.tone == "ink" else 0

    def beside(self, line: Line) -> int:
        """Width taken beside the text, px."""
        icon = self.icon(line)
        return 2 * self.pad(line) + (icon + self._theme.px(5) if icon else 0) + chips_width(line, self._theme) + 1

    def lines(self, line: Line, width: int) -> list[str]:
        """The text broken for a width."""
        return list(self._wrapped(line.text, line.size, self._theme.scale, max(1, width - self.beside(line))))

    def line_height(self, line: Line, width: int) -> int:
        """Height of a line at a width, px."""
        pad = self._theme.px(2) if self.pad(line) else 0
        text = len(self.lines(line, width)) * leading(self.font(line)) + 2 * pad + self.gap(line)
        chips = [chip_size(chip, chip_font(line, self._theme)).height() + self._theme.px(3) for chip in line.chips]
        return max([text, *chips])

    def gap(self, line: Line) -> int:
        """Air below a warning's frame, so that two of them stay two, px."""
        return self._theme.px(GAP) if line.frame == "thin" else 0


def _natural(measure: CellMeasure, cell: Cell) -> int:
    parts = ((line, part) for line in cell.lines for part in line.text.split("\n"))
    return max((measure.beside(line) + measure.advance(part, line.size) for line, part in parts), default=0)


def _firm(measure: CellMeasure, cell: Cell) -> int:
    firm = [line for line in cell.lines if line.size not in ("second", "mark")]
    wide = (measure.beside(line) + measure.advance(line.text, line.size) for line in firm)
    return max((measure.least_width(cell), *wide), default=0)


def _least(measure: CellMeasure, cell: Cell) -> int:
    words = ((line, word) for line in cell.lines for word in ("", *_whole(line, measure.large)))
    return max((measure.beside(line) + measure.advance(word, line.size) for line, word in words), default=0)


def _whole(line: Line, large: bool) -> tuple[str, ...]:  # noqa: FBT001  (a fact of the theme)
    """The parts of a line that must not be broken; a value with its grade is one, but with the largest letters."""
    return (line.text,) if line.chips and not large else _unbroken(line.text)


def paired_width(measure: CellMeasure, cell: Cell) -> int:
    """The firm width with room for second lines that wrap once, in px; a break seldom falls into the middle."""
    second = [line for line in cell.lines if line.size == "second"]
    wide = (measure.beside(line) + IN_TWO * measure.metrics(line).horizontalAdvance(line.text) for line in second)
    return max((measure.firm_width(cell), *(round(width) for width in wide)))


_JAPANESE = re.compile(r"[0-9]+(?:/[0-9]+)+(?:\([月火水木金土日]\))?|.{1,4}?(?=[0-9]+/)|.{1,4}")
"""What stays whole in Japanese: a date broken within its day reads as another day."""


@lru_cache(REMEMBERED)
def _unbroken(text: str) -> tuple[str, ...]:
    """Parts between which a line may break: words; in Japanese runs of four signs, and a date with its weekday."""
    found: list[str] = []
    for word in (piece.rstrip() for piece in pieces(text)):
        if any(ord(sign) > 0x2E80 for sign in word):  # noqa: PLR2004  (first of the East Asian blocks)
            found += _JAPANESE.findall(word)
        else:
            found.append(word)
    return tuple(found)
