"""Measures and paints a finished `Cell`: lines with sizes, tones, icons and frames. Long lines wrap, none is cut."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen

from blin21_desktop.present.cells import Cell, Line, Size
from blin21_desktop.ui.icons import draw_icon
from blin21_desktop.ui.lines import base, leading, pieces, wrapped
from blin21_desktop.ui.theme import Ink, Role, Theme

INKS: dict[Size, Ink] = {
    "bed": Ink(21, bold=True),
    "time": Ink(22, bold=True),
    "first": Ink(16, bold=True),
    "second": Ink(13, role=Role.MUTED),
    "body": Ink(14),
    "body_bold": Ink(14, bold=True),
}
"""Size of a line -> how it is set."""

TONES: dict[str, Role] = {"accent": Role.ACCENT, "muted": Role.MUTED, "ink": Role.ON_INK}
PAD = 4


class CellPainter:
    """Lays out cells for one theme and scale."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    def natural_width(self, cell: Cell) -> int:
        """Width that needs no wrapping, in px."""
        return max(
            (
                self._extra(line) + self._metrics(line).horizontalAdvance(part)
                for line in cell.lines
                for part in line.text.split("\n")
            ),
            default=0,
        )

    def firm_width(self, cell: Cell) -> int:
        """Width at which the lines that are read from afar stay whole, in px; second lines may wrap."""
        firm = [line for line in cell.lines if line.size != "second"]
        wide = (self._extra(line) + self._metrics(line).horizontalAdvance(line.text) for line in firm)
        return max((self.least_width(cell), *wide), default=0)

    def least_width(self, cell: Cell) -> int:
        """Width of the longest piece that must not be broken, in px."""
        return max(
            (
                self._extra(line)
                + max((self._metrics(line).horizontalAdvance(w) for w in _least(line.text)), default=0)
                for line in cell.lines
            ),
            default=0,
        )

    def height(self, cell: Cell, width: int) -> int:
        """Height of all lines at this width, in px."""
        return sum(self._line_height(line, width) for line in cell.lines)

    def paint(self, painter: QPainter, cell: Cell, box: QRect, colour: Role | None = None) -> int:
        """Paint into `box` from its top; gives the y below the last line. `colour` overrides plain and muted text."""
        top = box.top()
        for line in cell.lines:
            height = self._line_height(line, box.width())
            self._paint_line(painter, line, QRect(box.left(), top, box.width(), height), colour)
            top += height
        return top

    def font(self, line: Line) -> QFont:
        """The font a line is set in."""
        ink = INKS[line.size]
        font = self._theme.font(ink.size, bold=ink.bold)
        font.setUnderline(line.underline)
        font.setStrikeOut(line.struck)
        return font

    def _metrics(self, line: Line) -> QFontMetrics:
        return QFontMetrics(self.font(line))

    def _icon(self, line: Line) -> int:
        return round(self._metrics(line).ascent() * 1.05) if line.icon else 0

    def _pad(self, line: Line) -> int:
        return self._theme.px(PAD) if line.frame or line.tone == "ink" else 0

    def _extra(self, line: Line) -> int:
        icon = self._icon(line)
        return 2 * self._pad(line) + (icon + self._theme.px(5) if icon else 0) + 1

    def _lines(self, line: Line, width: int) -> list[str]:
        return wrapped(line.text, self.font(line), max(1, width - self._extra(line)))

    def _line_height(self, line: Line, width: int) -> int:
        pad = self._theme.px(2) if self._pad(line) else 0
        below = leading(self.font(line)) if self._mark_below(line, width) else 0
        return len(self._lines(line, width)) * leading(self.font(line)) + 2 * pad + below

    def _mark_font(self) -> QFont:
        return self._theme.font(11, bold=True)

    def _mark_width(self, line: Line) -> int:
        if not line.mark:
            return 0
        return QFontMetrics(self._mark_font()).horizontalAdvance(line.mark) + self._theme.px(32)

    def _mark_below(self, line: Line, width: int) -> bool:
        """Whether the mark needs a line of its own."""
        last = self._lines(line, width)[-1]
        return bool(line.mark) and self._metrics(line).horizontalAdvance(last) + self._mark_width(line) > width

    def _paint_mark(self, painter: QPainter, line: Line, box: QRect, role: Role) -> None:
        theme, font = self._theme, self._mark_font()
        left, top, high = box.left(), box.bottom() + 1 - leading(self.font(line)), leading(self.font(line))
        if not self._mark_below(line, box.width()):
            left += self._metrics(line).horizontalAdvance(self._lines(line, box.width())[-1]) + theme.px(8)
        wide = self._mark_width(line) - theme.px(8)
        painter.setPen(QPen(theme.colour(role), 1))
        painter.drawRect(QRectF(left + 0.5, top + 0.5, wide - 1, high - 1))
        icon = theme.px(12)
        draw_icon(
            painter, "same_name", QRectF(left + theme.px(4), top + (high - icon) / 2, icon, icon), theme.colour(role)
        )
        painter.setFont(font)
        metrics = QFontMetrics(font)
        painter.drawText(left + theme.px(19), top + (high - metrics.height()) // 2 + metrics.ascent(), line.mark)

    def _paint_line(self, painter: QPainter, line: Line, box: QRect, colour: Role | None) -> None:
        theme, pad, icon, font = self._theme, self._pad(line), self._icon(line), self.font(line)
        lines = self._lines(line, box.width())
        role = TONES.get(line.tone) or INKS[line.size].role
        role = colour if colour is not None and line.tone in ("plain", "muted") else role
        widest = max((self._metrics(line).horizontalAdvance(text) for text in lines), default=0)
        outline = QRect(box.left(), box.top(), min(box.width(), widest + self._extra(line)), box.height())
        self._ground(painter, line, outline, colour)
        top = box.top() + (theme.px(2) if pad else 0)
        left = box.left() + pad
        if icon:
            down = (leading(font) - icon) / 2
            draw_icon(painter, line.icon, QRectF(left, top + down, icon, icon), theme.colour(role))
            left += icon + theme.px(5)
        painter.setFont(font)
        painter.setPen(theme.colour(role))
        for place, text in enumerate(lines):
            painter.drawText(left, top + place * leading(font) + base(font), text)
        if line.mark:
            self._paint_mark(painter, line, box, colour or Role.TEXT)

    def _ground(self, painter: QPainter, line: Line, outline: QRect, colour: Role | None) -> None:
        theme = self._theme
        if line.tone == "ink":
            painter.fillRect(outline, theme.colour(Role.INK))
        if line.frame:
            width = theme.px(2) if line.frame == "solid" else 1
            painter.setPen(QPen(theme.colour(colour or Role.TEXT), width))
            painter.drawRect(QRectF(outline).adjusted(width / 2, width / 2, -width / 2, -width / 2))


def _least(text: str) -> list[str]:
    """Parts between which a line may break: words; in Japanese runs of four signs."""
    found: list[str] = []
    for word in (piece.rstrip() for piece in pieces(text)):
        if any(ord(sign) > 0x2E80 for sign in word):  # noqa: PLR2004  (first of the East Asian blocks)
            found += [word[i : i + 4] for i in range(0, len(word), 4)]
        else:
            found.append(word)
    return found
