"""The lane of bags below the ribbon: one chip a bag, on the same days."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from blin21_desktop.present.infusion_tab import BagChip, ChipState, InfusionTab
from blin21_desktop.present.strip import Strip
from blin21_desktop.present.words import Words
from blin21_desktop.ui.lines import base, leading
from blin21_desktop.ui.theme import Role, Theme

SIDE = 2
"""Left edge of the lane, px, as the ribbon's."""

WIDE = 2.5
"""Frame of the running bag, px."""

FILLS: dict[ChipState, Role] = {"past": Role.RAISED, "running": Role.SELECTED, "planned": Role.PANEL}
"""What a chip is filled with; a planned one is dashed too."""


class BagLane(QWidget):
    """Draws chips; the table below says the same in words."""

    def __init__(self, view: InfusionTab, strip: Strip, words: Words, theme: Theme) -> None:
        super().__init__()
        self._chips, self._strip, self._theme = view.chips, strip, theme
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(words.t("Bags of the course: {count:number}", count=len(view.chips)))
        self.setAccessibleDescription(view.chips_told)

    def sizeHint(self) -> QSize:
        """Two lines of small text."""
        return QSize(self._theme.px(560), 2 * leading(self._theme.font(12)) + self._theme.px(14))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Number, hours and rate where there is room, else the number alone."""
        theme = self._theme
        painter = QPainter(self)
        left, wide = theme.px(SIDE), self.width() - theme.px(SIDE + 3)
        day = wide / self._strip.cells
        for chip in self._chips:
            box = QRectF(left + chip.start * day, 2, max(6.0, (chip.end - chip.start) * day - 2), self.height() - 4)
            self._chip(painter, box, chip)
        if self._strip.now is not None:
            painter.fillRect(QRectF(left + self._strip.now * day - 1.5, 0, 3, self.height()), theme.colour(Role.TEXT))
        painter.end()

    def _chip(self, painter: QPainter, box: QRectF, chip: BagChip) -> None:
        theme, running, planned = self._theme, chip.state == "running", chip.state == "planned"
        painter.fillRect(box, theme.colour(FILLS[chip.state]))
        dashes = Qt.PenStyle.DashLine if planned else Qt.PenStyle.SolidLine
        painter.setPen(QPen(theme.colour(Role.ACCENT if running else Role.EDGE), WIDE if running else 1, dashes))
        painter.drawRect(box)
        number, small = theme.font(16, bold=True), theme.font(12)
        painter.setPen(theme.colour(Role.MUTED if planned else Role.TEXT))
        painter.setFont(number)
        inner = box.adjusted(theme.px(6), 0, -2, 0)
        taken = QFontMetrics(number).horizontalAdvance(str(chip.number))
        if taken > inner.width():
            return
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), str(chip.number))
        metrics = QFontMetrics(small)
        room = inner.width() - taken - theme.px(7)
        if max(metrics.horizontalAdvance(chip.hours), metrics.horizontalAdvance(chip.rate)) > room:
            return
        painter.setFont(small)
        x, y = inner.left() + taken + theme.px(7), box.top() + theme.px(4) + base(small)
        painter.drawText(int(x), int(y), chip.hours)
        painter.drawText(int(x), int(y + leading(small)), chip.rate)
