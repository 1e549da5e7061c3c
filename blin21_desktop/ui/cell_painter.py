"""Paints a finished `Cell`: lines with sizes, tones, icons, frames and marks. Long lines wrap, none is cut."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QFontMetrics, QPainter, QPen

from blin21_desktop.present.cells import Cell, Line
from blin21_desktop.ui.cell_measure import INKS, CellMeasure
from blin21_desktop.ui.icons import draw_icon
from blin21_desktop.ui.lines import base, leading
from blin21_desktop.ui.theme import Role, Theme

TONES: dict[str, Role] = {"accent": Role.ACCENT, "muted": Role.MUTED, "ink": Role.ON_INK}


class CellPainter:
    """Paints cells for one theme and scale; `measure` tells their sizes."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self.measure = CellMeasure(theme)

    def paint(self, painter: QPainter, cell: Cell, box: QRect, colour: Role | None = None) -> int:
        """Paint into `box` from its top; gives the y below the last line. `colour` overrides plain and muted text."""
        top = box.top()
        for line in cell.lines:
            height = self.measure.line_height(line, box.width())
            self._paint_line(painter, line, QRect(box.left(), top, box.width(), height), colour)
            top += height
        return top

    def _paint_line(self, painter: QPainter, line: Line, box: QRect, colour: Role | None) -> None:
        theme, pad, icon, font = self._theme, self.measure.pad(line), self.measure.icon(line), self.measure.font(line)
        lines = self.measure.lines(line, box.width())
        role = TONES.get(line.tone) or INKS[line.size].role
        role = colour if colour is not None and line.tone in ("plain", "muted") else role
        widest = max((self.measure.metrics(line).horizontalAdvance(text) for text in lines), default=0)
        outline = QRect(box.left(), box.top(), min(box.width(), widest + self.measure.beside(line)), box.height())
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

    def _paint_mark(self, painter: QPainter, line: Line, box: QRect, role: Role) -> None:
        theme, font = self._theme, self.measure.mark_font()
        left, top, high = (
            box.left(),
            box.bottom() + 1 - leading(self.measure.font(line)),
            leading(self.measure.font(line)),
        )
        if not self.measure.mark_below(line, box.width()):
            left += self.measure.metrics(line).horizontalAdvance(self.measure.lines(line, box.width())[-1]) + theme.px(
                8
            )
        wide = self.measure.mark_width(line) - theme.px(8)
        painter.setPen(QPen(theme.colour(role), 1))
        painter.drawRect(QRectF(left + 0.5, top + 0.5, wide - 1, high - 1))
        icon = theme.px(12)
        draw_icon(
            painter, "same_name", QRectF(left + theme.px(4), top + (high - icon) / 2, icon, icon), theme.colour(role)
        )
        painter.setFont(font)
        metrics = QFontMetrics(font)
        painter.drawText(left + theme.px(19), top + (high - metrics.height()) // 2 + metrics.ascent(), line.mark)
