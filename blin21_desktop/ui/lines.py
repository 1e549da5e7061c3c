"""Breaking text into lines by measure, with air between them: the program's font is one em high and needs it."""

from __future__ import annotations

import re

from PySide6.QtGui import QFont, QFontMetrics, QTextLayout, QTextOption

LEADING = 1.32
"""Distance of base lines in units of the font's size."""


_UNIT = re.compile(
    r"(?<=\d) (?=(?:microgram|mL|kg|hr|min|cm|mg|μg))"
    r"|(?<=\dhr) (?=\d+min)|(?<=\dd) (?=\d+hr)|(?<=\dmin) (?=ago\b)|(?<=\dhr) (?=ago\b)| (?=· )"
)
"""The space between a number and its unit, within a length of time, before a dot: never a place to break."""


_BREAK = re.compile(r"(?<=[ ・、。])")


def pieces(text: str) -> list[str]:
    """The parts of a line that stay whole, each with what separates it from the next: words, a number with its unit."""
    return [part.replace("\u00a0", " ") for part in _BREAK.split(_UNIT.sub("\u00a0", text)) if part]


def wrapped(text: str, font: QFont, width: int) -> list[str]:
    """The text in lines no wider than `width` px.

    Breaks at spaces, never inside a date or a unit; in Japanese after a comma or dot, else between signs.
    """
    metrics = QFontMetrics(font)
    lines: list[str] = []
    for part in text.split("\n"):
        line = ""
        for piece in pieces(part):
            if metrics.horizontalAdvance((line + piece).rstrip()) <= width:
                line += piece
                continue
            if line:
                lines.append(line.rstrip())
            *full, line = _broken(piece, font, width)
            lines += full
        lines.append(line.rstrip())
    return lines


def _broken(word: str, font: QFont, width: int) -> list[str]:
    """A piece without spaces in as many lines as it needs."""
    if QFontMetrics(font).horizontalAdvance(word.rstrip()) <= width:
        return [word]
    layout = QTextLayout(word, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    lines: list[str] = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1, width))
        lines.append(word[line.textStart() : line.textStart() + line.textLength()])
    layout.endLayout()
    return lines


def leading(font: QFont) -> int:
    """Height of one line, px."""
    return round(font.pixelSize() * LEADING)


def base(font: QFont) -> int:
    """From the top of a line down to its base line, px: the glyphs stand in the middle of the line."""
    metrics = QFontMetrics(font)
    return (leading(font) - metrics.height()) // 2 + metrics.ascent()
