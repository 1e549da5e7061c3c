"""The ribbon above the graphs of the tab Labs: doses, pauses, and what else moves blood counts."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from blin21_desktop.present.checks_lanes import Readout
from blin21_desktop.present.labs_ribbon import Ribbon, Stretch
from blin21_desktop.ui.checks_frame import LaneView, View
from blin21_desktop.ui.lines import leading
from blin21_desktop.ui.strip_view import LEAST_PAUSE, hatch
from blin21_desktop.ui.theme import Role


class RibbonView(LaneView):
    """Doses, pauses, steps, restarts, transfusions and G-CSF."""

    def __init__(self, ribbon: Ribbon, view: View) -> None:
        super().__init__(Readout(name=ribbon.name), ribbon.summary, view)
        self._ribbon = ribbon

    def show_ribbon(self, ribbon: Ribbon) -> None:
        """Another ribbon in the same place."""
        self._ribbon, self.readout = ribbon, Readout(name=ribbon.name)
        self.setAccessibleDescription(ribbon.summary)
        self.updateGeometry()
        self.update()

    def high(self) -> int:
        """Lane and marks below it."""
        return self.view.theme.px(30) + leading(self.view.theme.font(12))

    def paint_lane(self, painter: QPainter, lane: QRectF) -> None:
        """The lane, then the letters below it."""
        theme, high = self.view.theme, self.view.theme.px(26)
        for one in self._ribbon.stretches:
            self._stretch(painter, one, QRectF(self.x_of(one.start), 2, 0, high), lane)
        for start, end in self._ribbon.pauses:
            left, right = self.x_of(start), self.x_of(end)
            span = QRectF(left, 2, max(theme.px(LEAST_PAUSE), right - left), high)
            painter.fillRect(span, theme.colour(Role.PANEL))
            hatch(painter, span, theme, 5)
            painter.setPen(QPen(theme.colour(Role.TEXT), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(span)
        self._marks(painter, high)

    def _stretch(self, painter: QPainter, one: Stretch, span: QRectF, lane: QRectF) -> None:
        theme = self.view.theme
        span.setRight(max(span.left() + 1, self.x_of(one.end)))
        if one.planned:
            pen = QPen(theme.colour(Role.EDGE), 1, Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.setBrush(theme.colour(Role.PANEL))
        else:
            low = one.level == "low"
            painter.setPen(QPen(theme.colour(Role.LOW_EDGE if low else Role.INFUSING_FULL), 1))
            painter.setBrush(theme.colour(Role.INFUSING_LOW if low else Role.INFUSING_FULL))
        painter.drawRect(span)
        seen = span.intersected(lane)
        font = theme.font(12, bold=not one.planned)
        if QFontMetricsF(font).horizontalAdvance(one.text) + theme.px(10) > seen.width():
            return
        full = one.level == "full" and not one.planned
        painter.setFont(font)
        painter.setPen(theme.colour(Role.MUTED if one.planned else Role.PANEL if full else Role.TEXT))
        inner = seen.adjusted(theme.px(5), 0, 0, 0)
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), one.text)

    def _marks(self, painter: QPainter, high: float) -> None:
        theme = self.view.theme
        font = theme.font(12, bold=True)
        painter.setFont(font)
        painter.setPen(theme.colour(Role.TEXT))
        wide = theme.px(16)
        for mark in self._ribbon.marks:
            if self.seen(mark.at):
                box = QRectF(self.x_of(mark.at) - wide / 2, high + 3, wide, leading(font))
                painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), mark.sign)
