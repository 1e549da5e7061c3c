"""A grade on the screen: digit on its colour with its hatch; a dashed box without one. The digit is never left out."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from blin21_desktop.present.cells import Chip, Line
from blin21_desktop.ui.theme import Role, Theme

WIDE, HIGH = 34, 21
"""Size of a chip at 100 % with a digit of 14 px; it grows with its font."""

CHIP_GAP = 5
"""Before each chip behind a line, px at 100 %."""

HATCHES = {2: (6.0, 1.4), 3: (3.4, 1.5)}
"""Grade -> spacing and width of its lines at 100 %, px. Grade 1 has none, grade 4 is solid."""


def chip_size(chip: Chip, font: QFont) -> QSize:
    """Room of a chip set in a font, px: as wide as high at least, wider for words."""
    scale = font.pixelSize() / 14
    text = QFontMetricsF(font).horizontalAdvance(chip.text) + 14 * scale
    return QSize(round(max(text, WIDE * scale if len(chip.text) == 1 else text)), round(HIGH * scale))


def chip_font(line: Line, theme: Theme) -> QFont:
    """The font of the chips behind a line of a table's cell."""
    return theme.font(11 if line.size == "second" else 15, bold=True)


def chips_width(line: Line, theme: Theme) -> int:
    """Width of the chips behind a line with the gap before each, px."""
    if not line.chips:
        return 0
    font = chip_font(line, theme)
    return sum(chip_size(chip, font).width() + theme.px(CHIP_GAP) for chip in line.chips)


def paint_chip(painter: QPainter, chip: Chip, box: QRectF, font: QFont, theme: Theme) -> None:
    """Paint a chip to fill `box`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    graded = chip.grade is not None and chip.grade > 0
    fill, edge, digit = (
        theme.grade(chip.grade or 0)
        if graded
        else (theme.colour(Role.PANEL), theme.colour(Role.EDGE), theme.colour(Role.TEXT))
    )
    inner = box.adjusted(0.5, 0.5, -0.5, -0.5)
    known = chip.grade is not None or chip.plain
    pen = QPen(edge if known else digit, 1)
    if not known:
        pen.setDashPattern([4, 3])
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    painter.drawRoundedRect(inner, 2, 2)
    _hatch(painter, chip.grade or 0, inner, pen_of=QPen(digit), scale=theme.scale / 100)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(inner, 2, 2)
    painter.setFont(font)
    painter.setPen(digit)
    shift = inner.width() / 6 if chip.grade in HATCHES else 0.0
    painter.drawText(inner.adjusted(shift, 0, 0, 0), int(Qt.AlignmentFlag.AlignCenter), chip.text)
    painter.restore()


def _hatch(painter: QPainter, grade: int, box: QRectF, *, pen_of: QPen, scale: float) -> None:
    """Lines at 45 degrees in the left third, never under the digit."""
    if grade not in HATCHES:
        return
    spacing, width = HATCHES[grade]
    third = QRectF(box.left(), box.top(), box.width() / 3, box.height())
    painter.save()
    painter.setClipRect(third)
    pen_of.setWidthF(width * scale)
    painter.setPen(pen_of)
    x = third.left() - third.height()
    while x < third.right():
        painter.drawLine(QPointF(x, third.bottom()), QPointF(x + third.height(), third.top()))
        x += spacing * scale * 1.4
    painter.restore()


class GradeChip(QWidget):
    """A chip as a widget; its accessible name is the chip's words."""

    def __init__(self, chip: Chip, theme: Theme, size: int = 16) -> None:
        super().__init__()
        self._chip, self._theme, self._size = chip, theme, size
        self.setAccessibleName(chip.words)
        self.setToolTip(chip.words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As the chip needs."""
        return chip_size(self._chip, self._theme.font(self._size, bold=True))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        paint_chip(painter, self._chip, QRectF(self.rect()), self._theme.font(self._size, bold=True), self._theme)
        painter.end()
