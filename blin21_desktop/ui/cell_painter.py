"""Measures and paints a finished `Cell`: lines with sizes, tones, icons and frames. Long lines wrap, none is cut."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen

from blin21_desktop.present.cells import Cell, Line, Size
from blin21_desktop.ui.icons import draw_icon
from blin21_desktop.ui.theme import Ink, Role, Theme

INKS: dict[Size, Ink] = {
    "bed": Ink(21, bold=True),
    "time": Ink(22, bold=True),
    "first": Ink(16, bold=True),
    "second": Ink(13, role=Role.MUTED),
}
"""Size of a line -> how it is set."""

TONES: dict[str, Role] = {"accent": Role.ACCENT, "muted": Role.MUTED, "ink": Role.ON_INK}
PAD = 4
WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


class CellPainter:
    """Lays out cells for one theme and scale."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    def natural_width(self, cell: Cell) -> int:
        """Width that needs no wrapping, in px."""
        return max((self._extra(line) + self._metrics(line).horizontalAdvance(line.text) for line in cell.lines), default=0)

    def least_width(self, cell: Cell) -> int:
        """Width of the longest piece that must not be broken, in px."""
        return max(
            (
                self._extra(line) + max((self._metrics(line).horizontalAdvance(w) for w in _pieces(line.text)), default=0)
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
        font = self._theme.font(12 if line.frame == "thin" else ink.size, bold=ink.bold)
        font.setUnderline(line.underline)
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

    def _text_rect(self, line: Line, width: int) -> QRect:
        room = max(1, width - self._extra(line))
        return self._metrics(line).boundingRect(QRect(0, 0, room, 10_000), WRAP, line.text)

    def _line_height(self, line: Line, width: int) -> int:
        pad = self._theme.px(2) if self._pad(line) else 0
        return self._text_rect(line, width).height() + 2 * pad + self._theme.px(1)

    def _paint_line(self, painter: QPainter, line: Line, box: QRect, colour: Role | None) -> None:
        theme, pad, icon = self._theme, self._pad(line), self._icon(line)
        text = self._text_rect(line, box.width())
        role = TONES.get(line.tone) or INKS[line.size].role
        role = colour if colour is not None and line.tone in ("plain", "muted") else role
        outline = QRect(box.left(), box.top(), min(box.width(), text.width() + self._extra(line)), box.height() - theme.px(1))
        if line.tone == "ink":
            painter.fillRect(outline, theme.colour(Role.INK))
        if line.frame:
            width = theme.px(2) if line.frame == "solid" else 1
            painter.setPen(QPen(theme.colour(colour or Role.TEXT), width))
            painter.drawRect(QRectF(outline).adjusted(width / 2, width / 2, -width / 2, -width / 2))
        top = box.top() + (theme.px(2) if pad else 0)
        left = box.left() + pad
        if icon:
            side = QRectF(QPointF(left, top + (self._metrics(line).height() - icon) / 2), QRectF(0, 0, icon, icon).size())
            draw_icon(painter, line.icon, side, theme.colour(role))
            left += icon + theme.px(5)
        painter.setFont(self.font(line))
        painter.setPen(theme.colour(role))
        painter.drawText(QRect(left, top, max(1, box.right() - left - pad + 2), text.height() + 1), WRAP, line.text)


def _pieces(text: str) -> list[str]:
    """Parts between which a line may break: words; in Japanese runs of four signs."""
    pieces: list[str] = []
    for word in text.split():
        if any(ord(sign) > 0x2E80 for sign in word):  # noqa: PLR2004  (first of the East Asian blocks)
            pieces += [word[i : i + 4] for i in range(0, len(word), 4)]
        else:
            pieces.append(word)
    return pieces
