"""One panel of the tab Labs: points on a fixed axis, the normal band, lines where grades begin, the value in focus."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from blin21_desktop.present.checks_lanes import Readout
from blin21_desktop.present.labs_panels import LabPanel
from blin21_desktop.present.labs_points import LabPoint
from blin21_desktop.ui.checks_frame import LaneView, View
from blin21_desktop.ui.grade_chip import chip_size, paint_chip
from blin21_desktop.ui.labs_left import left_height, paint_left
from blin21_desktop.ui.labs_marks import SERIES, draw_point
from blin21_desktop.ui.lines import leading
from blin21_desktop.ui.theme import Role, Theme

PANEL = 96
"""Height of a panel, px at 100 %."""

TOP, BOTTOM, ZERO = 9, 17, 15
"""Air above and below the axis of a panel, and below it for the broken line of zero, px at 100 %."""

SMALL = 11


class PanelView(LaneView):
    """One analyte. `chosen`: the panel that Enter is about."""

    def __init__(self, panel: LabPanel, view: View) -> None:
        super().__init__(Readout(name=panel.readout.name), panel.summary, view)
        self.panel = panel
        self.chosen = False

    def show_panel(self, panel: LabPanel) -> None:
        """Another panel in the same place: nothing is made anew."""
        self.panel = panel
        self.readout = Readout(name=panel.readout.name)
        self.setAccessibleName(panel.readout.name)
        self.setAccessibleDescription(panel.summary)
        self.updateGeometry()
        self.update()

    def high(self) -> int:
        """Fixed."""
        return self.view.theme.px(PANEL)

    def left_high(self) -> int:
        """All its words below each other."""
        return left_height(self.panel.readout, self.view.theme)

    def paint_left(self, painter: QPainter) -> None:
        """Words and scale; a bar marks the chosen panel."""
        theme = self.view.theme
        paint_left(painter, self.panel.readout, theme)
        self._scale(painter, theme)
        if self.chosen:
            painter.fillRect(QRectF(0, 0, theme.px(4), self.height() - 1), theme.colour(Role.ACCENT))

    def y_of(self, value: float) -> float:
        """A value on the panel, px; below the axis on its broken line of zero."""
        theme, axis = self.view.theme, self.panel.axis
        share = axis.share(value)
        if share < 0:
            return self.height() - theme.px(BOTTOM - 2)
        bottom = self.height() - theme.px(BOTTOM + (ZERO if axis.zero else 0))
        return bottom - share * (bottom - theme.px(TOP))

    def paint_ground(self, painter: QPainter, lane: QRectF) -> None:
        """The normal band, the lines where grades begin, and what both are measured by."""
        theme, panel = self.view.theme, self.panel
        if panel.band is not None:
            low = panel.axis.low if panel.band.low is None else max(panel.axis.low, panel.band.low)
            high = panel.axis.high if panel.band.high is None else min(panel.axis.high, panel.band.high)
            if low < high:
                top = self.y_of(high)
                painter.fillRect(QRectF(lane.left(), top, lane.width(), self.y_of(low) - top), theme.colour(Role.BAND))
        pen = QPen(theme.colour(Role.EDGE), 1)
        pen.setDashPattern([4, 4])
        for edge in panel.edges:
            y = round(self.y_of(edge.value)) + 0.5
            painter.setPen(pen)
            painter.drawLine(QPointF(lane.left(), y), QPointF(lane.right(), y))
        if panel.axis.zero:
            self._zero(painter, lane)

    def _zero(self, painter: QPainter, lane: QRectF) -> None:
        """The broken base line: two strokes say that the axis does not reach it."""
        theme = self.view.theme
        y = self.y_of(0)
        painter.setPen(QPen(theme.colour(Role.EDGE), 1))
        painter.drawLine(QPointF(lane.left(), y), QPointF(lane.right(), y))
        for by in (4, 8):
            x, above = lane.left() + theme.px(by), y - theme.px(ZERO / 2)
            stroke = QPointF(theme.px(2), -theme.px(3))
            painter.drawLine(QPointF(x, above) - stroke, QPointF(x, above) + stroke)

    def paint_lane(self, painter: QPainter, lane: QRectF) -> None:
        """Line, points, names of the grade lines, the value in focus."""
        theme, points = self.view.theme, self.panel.points
        self._edge_names(painter, lane)
        painter.setPen(QPen(theme.colour(Role.TEXT), SERIES * theme.scale / 100))
        for before, after in pairwise(points):
            if after.joined:
                painter.drawLine(self._at(before), self._at(after))
        for point in points:
            if self.seen(point.at):
                draw_point(painter, self._at(point), point, theme, last=point is points[-1])
        self._note(painter, lane)
        focus = next((point for point in points if point.at == self.view.focus), None)
        if focus is not None and self.seen(focus.at):
            self._in_focus(painter, focus, lane)

    def _at(self, point: LabPoint) -> QPointF:
        return QPointF(self.x_of(point.at), self.y_of(point.value))

    def _edge_names(self, painter: QPainter, lane: QRectF) -> None:
        """At the right end, pushed apart where they would touch."""
        theme = self.view.theme
        font = theme.font(SMALL)
        painter.setFont(font)
        high, last = QFontMetricsF(font).ascent() + 2, -1000.0
        for edge in sorted(self.panel.edges, key=lambda one: self.y_of(one.value)):
            y = max(self.y_of(edge.value) - high / 2, last + high)
            last = y
            wide = QFontMetricsF(font).horizontalAdvance(edge.name) + 4
            box = QRectF(lane.right() - wide, y, wide, high)
            painter.fillRect(box, theme.colour(Role.PANEL))
            painter.setPen(theme.colour(Role.TEXT))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), edge.name)

    def _note(self, painter: QPainter, lane: QRectF) -> None:
        """Small words at the lower right: where the band comes from, what the lines are measured by."""
        theme = self.view.theme
        font = theme.font(SMALL)
        metrics = QFontMetricsF(font)
        wide = metrics.horizontalAdvance(self.panel.note) + 6
        if wide > lane.width():
            return
        box = QRectF(lane.left() + 2, self.height() - leading(font) - 1, wide, leading(font))
        painter.setFont(font)
        painter.setPen(theme.colour(Role.MUTED))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), self.panel.note)

    def _in_focus(self, painter: QPainter, point: LabPoint, lane: QRectF) -> None:
        """A ring around the point and its value in a frame beside the focus line."""
        theme = self.view.theme
        accent = theme.colour(Role.ACCENT)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(accent, theme.px(2)))
        painter.drawEllipse(self._at(point), theme.px(7), theme.px(7))
        font, small = theme.font(14, bold=True), theme.font(12, bold=True)
        text = QFontMetricsF(font).horizontalAdvance(point.text) + theme.px(10)
        chip = None if point.chip is None else chip_size(point.chip, small)
        wide = text + (0 if chip is None else chip.width() + theme.px(4))
        high = leading(font) + theme.px(4)
        x = self.x_of(point.at) + theme.px(11)
        x = x if x + wide <= lane.right() else self.x_of(point.at) - theme.px(11) - wide
        y = min(max(1.0, self._at(point).y() - high - theme.px(4)), self.height() - high - 2)
        painter.setBrush(theme.colour(Role.PANEL))
        painter.setPen(QPen(accent, 1))
        painter.drawRect(QRectF(x, y, wide, high))
        painter.setFont(font)
        painter.setPen(theme.colour(Role.TEXT))
        painter.drawText(QRectF(x, y, text, high), int(Qt.AlignmentFlag.AlignCenter), point.text)
        if chip is not None and point.chip is not None:
            box = QRectF(x + text, y + (high - chip.height()) / 2, chip.width(), chip.height())
            paint_chip(painter, point.chip, box, small, theme)

    def _scale(self, painter: QPainter, theme: Theme) -> None:
        font = theme.font(SMALL)
        painter.setFont(font)
        painter.setPen(theme.colour(Role.MUTED))
        right = self.lane().left() - theme.px(4)
        ticks = [*self.panel.axis.ticks, *(((0.0, "0"),) if self.panel.axis.zero else ())]
        for value, text in ticks:
            y = min(max(self.y_of(value), leading(font) / 2), self.height() - leading(font) / 2)
            box = QRectF(0, y - leading(font) / 2, right, leading(font))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), text)
