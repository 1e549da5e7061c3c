"""Paints a finished `Cell`: lines with sizes, tones, icons and frames. Long lines wrap, none is cut."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter, QPen

from blin21_desktop.domain.signs import drawable
from blin21_desktop.present.cells import Cell, Line
from blin21_desktop.ui.cell_measure import INKS, CellMeasure
from blin21_desktop.ui.grade_chip import CHIP_GAP, chip_font, chip_size, paint_chip
from blin21_desktop.ui.icons import draw_icon
from blin21_desktop.ui.lines import base, leading
from blin21_desktop.ui.theme import Role, Theme

TONES: dict[str, Role] = {"accent": Role.ACCENT, "muted": Role.MUTED, "ink": Role.ON_INK}

DASH = (2.0, 1.5)
"""Dash and gap of what is not known, in widths of the line: 4 and 3 px at 100 %."""


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
        high = box.height() - self.measure.gap(line)
        outline = QRect(box.left(), box.top(), min(box.width(), widest + self.measure.beside(line)), high)
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
            painter.drawText(left, top + place * leading(font) + base(font), drawable(text))
        if line.chips:
            start = (
                left + self.measure.metrics(line).horizontalAdvance(lines[-1])
                if lines[-1]
                else box.left() - theme.px(5)
            )
            self._paint_chips(painter, line, QRect(start, box.top(), box.width(), box.height()))

    def _paint_chips(self, painter: QPainter, line: Line, box: QRect) -> None:
        """In a row behind the last line of the text."""
        font, left = chip_font(line, self._theme), box.left()
        for chip in line.chips:
            size = chip_size(chip, font)
            left += self._theme.px(CHIP_GAP)
            top = box.bottom() + 1 - size.height() - self._theme.px(2)
            paint_chip(painter, chip, QRectF(left, top, size.width(), size.height()), font, self._theme)
            left += size.width()

    def _ground(self, painter: QPainter, line: Line, outline: QRect, colour: Role | None) -> None:
        theme = self._theme
        if line.tone == "ink":
            painter.fillRect(outline, theme.colour(Role.INK))
        if line.frame:
            width = 1 if line.frame == "thin" else theme.px(2)
            pen = QPen(theme.colour(colour or Role.TEXT), width)
            if line.frame == "dashed":
                pen.setDashPattern(DASH)
            painter.setPen(pen)
            painter.drawRect(QRectF(outline).adjusted(width / 2, width / 2, -width / 2, -width / 2))
