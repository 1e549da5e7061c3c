"""The overlay: several analytes in multiples of their own upper limit, told apart by shape and dash."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from blin21_desktop.present.amounts import plain
from blin21_desktop.present.checks_axis import Axis
from blin21_desktop.present.checks_lanes import Readout
from blin21_desktop.present.labs_relative import Relative, RelativeLine, RelativePoint
from blin21_desktop.present.labs_tab import LabsTab
from blin21_desktop.present.words import Words
from blin21_desktop.ui.checks_frame import RIGHT, LaneView, View
from blin21_desktop.ui.checks_readout import LEFT
from blin21_desktop.ui.labs_marks import SHAPES, draw_bound, draw_shape
from blin21_desktop.ui.labs_samples import SampleGraph
from blin21_desktop.ui.lines import leading
from blin21_desktop.ui.theme import Role, Theme

HIGH, ROW = 300, 28
"""Heights of the overlay and of a name beside it, px at 100 %."""

DASHES: tuple[list[float], ...] = ([1, 0], [6, 3], [2, 3], [8, 3, 2, 3], [4, 2], [1, 2])
"""Dash patterns of the lines, in turn."""


class RelativeView(LaneView):
    """All lines on one axis; the chosen one in the accent colour and on top."""

    def __init__(self, relative: Relative, view: View) -> None:
        super().__init__(Readout(name="× ULN"), "", view)
        self.relative = relative
        self.chosen = 0

    def high(self) -> int:
        """Fixed, higher where the names need it."""
        theme = self.view.theme
        return max(theme.px(HIGH), theme.px(ROW) * (len(self.relative.lines) + 1))

    def left_high(self) -> int:
        """The names are counted in the height already."""
        return 0

    def y_of(self, value: float) -> float:
        """A multiple on the lane, px."""
        top, bottom = self.view.theme.px(12), self.height() - self.view.theme.px(12)
        return bottom - self.relative.axis.share(value) * (bottom - top)

    def paint_ground(self, painter: QPainter, lane: QRectF) -> None:
        """Within the limit is the pale band; its edge is 1."""
        theme = self.view.theme
        y = self.y_of(1.0)
        painter.fillRect(QRectF(lane.left(), y, lane.width(), self.height() - y), theme.colour(Role.BAND))
        painter.setPen(QPen(theme.colour(Role.TEXT), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(lane.left(), y), QPointF(lane.right(), y))

    def paint_lane(self, painter: QPainter, lane: QRectF) -> None:
        """The others first, the chosen one over them."""
        for place, line in enumerate(self.relative.lines):
            if place != self.chosen:
                self._line(painter, place, line)
        if self.relative.lines:
            self._line(painter, self.chosen, self.relative.lines[self.chosen])
        self._names(painter, lane)

    def _names(self, painter: QPainter, lane: QRectF) -> None:
        """The name of every line at its end, pushed apart where two would touch."""
        theme, font = self.view.theme, self.view.theme.font(12)
        metrics, high, last = QFontMetricsF(font), leading(font), -1000.0
        ends = [
            (self._at(seen[-1]), place, line.name)
            for place, line in enumerate(self.relative.lines)
            if (seen := [point for point in line.points if self.seen(point.at)])
        ]
        for at, place, name in sorted(ends, key=lambda end: end[0].y()):
            wide = metrics.horizontalAdvance(name) + theme.px(6)
            left = at.x() + theme.px(8)
            left = left if left + wide <= lane.right() + theme.px(RIGHT) else at.x() - theme.px(8) - wide
            last = max(at.y() - high / 2, last + high)
            box = QRectF(left, last, wide, high)
            ground = QColor(theme.colour(Role.PANEL))
            ground.setAlphaF(0.8)
            painter.fillRect(box, ground)
            painter.setFont(theme.font(12, bold=place == self.chosen))
            painter.setPen(theme.colour(Role.ACCENT if place == self.chosen else Role.TEXT))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), name)

    def _line(self, painter: QPainter, place: int, line: RelativeLine) -> None:
        theme, chosen = self.view.theme, place == self.chosen
        colour = theme.colour(Role.ACCENT if chosen else Role.MUTED)
        pen = QPen(colour, (2.0 if chosen else 1.2) * theme.scale / 100)
        pen.setDashPattern(DASHES[place % len(DASHES)])
        painter.setPen(pen)
        for before, after in pairwise(line.points):
            if after.joined:
                painter.drawLine(self._at(before), self._at(after))
        painter.setPen(QPen(colour, 1.4 * theme.scale / 100))
        radius = (4.4 if chosen else 3.4) * theme.scale / 100
        for point in line.points:
            if self.seen(point.at):
                painter.setBrush(theme.colour(Role.PANEL) if point.sign else colour)
                draw_shape(painter, self._at(point), SHAPES[place % len(SHAPES)], radius)
                if point.sign:
                    draw_bound(painter, self._at(point), above=point.sign == ">", radius=radius)
        focus = next((point for point in line.points if chosen and point.at == self.view.focus), None)
        if focus is not None and self.seen(focus.at):
            self._value(painter, focus)

    def _at(self, point: RelativePoint) -> QPointF:
        return QPointF(self.x_of(point.at), self.y_of(point.value))

    def _value(self, painter: QPainter, point: RelativePoint) -> None:
        theme, at = self.view.theme, self._at(point)
        font = theme.font(14, bold=True)
        wide = QFontMetricsF(font).horizontalAdvance(point.text) + theme.px(10)
        left = at.x() + theme.px(10)
        left = left if left + wide <= self.lane().right() else at.x() - theme.px(10) - wide
        box = QRectF(left, max(1.0, at.y() - leading(font) - 6), wide, leading(font) + 3)
        painter.save()
        painter.setPen(QPen(theme.colour(Role.ACCENT), 1))
        painter.setBrush(theme.colour(Role.PANEL))
        painter.drawRect(box)
        painter.setFont(font)
        painter.setPen(theme.colour(Role.TEXT))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), point.text)
        painter.restore()

    def paint_left(self, painter: QPainter) -> None:
        """Shape, name and newest multiple of each line; the chosen one with a bar. The scale beside the axis."""
        theme = self.view.theme
        for place, line in enumerate(self.relative.lines):
            y, chosen = theme.px(6 + ROW * place), place == self.chosen
            if chosen:
                painter.fillRect(QRectF(0, y, theme.px(4), theme.px(ROW - 4)), theme.colour(Role.ACCENT))
            colour = theme.colour(Role.ACCENT if chosen else Role.TEXT)
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(colour, 1.4 * theme.scale / 100))
            painter.setBrush(colour)
            middle = QPointF(theme.px(16), y + theme.px(ROW - 4) / 2)
            draw_shape(painter, middle, SHAPES[place % len(SHAPES)], theme.px(4))
            painter.restore()
            font = theme.font(14, bold=chosen)
            painter.setFont(font)
            painter.setPen(colour)
            box = QRectF(theme.px(28), y, theme.px(LEFT - 40), theme.px(ROW - 4))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), line.name)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), line.newest)
        self._scale(painter)

    def _scale(self, painter: QPainter) -> None:
        theme = self.view.theme
        font = theme.font(11)
        painter.setFont(font)
        painter.setPen(theme.colour(Role.MUTED))
        for value, _ in self.relative.axis.ticks:
            box = QRectF(0, self.y_of(value) - leading(font) / 2, self.lane().left() - theme.px(4), leading(font))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), plain(value))


class RelativeGraph(SampleGraph):
    """The overlay under the axis of all graphs; up and down choose a line."""

    def __init__(self, tab: LabsTab, axis: Axis, words: Words, theme: Theme) -> None:
        super().__init__(tab, axis, words, theme)
        self.lane = RelativeView(tab.relative, self.view)
        self.column.addWidget(self.lane)
        self.column.addWidget(self.mrd)

    def show_tab(self, tab: LabsTab, axis: Axis, words: Words) -> None:
        """Show another overlay; the chosen line stays the chosen one."""
        lines = self.lane.relative.lines
        before = lines[self.lane.chosen].key if lines else ""
        self.lane.relative = tab.relative
        keys = [line.key for line in tab.relative.lines]
        self.lane.chosen = keys.index(before) if before in keys else 0
        said = "; ".join(f"{line.name} {line.newest}" for line in tab.relative.lines)
        self.setAccessibleName(words.t("Multiples of the upper limit over time"))
        self.setAccessibleDescription(said)
        self.lane.setAccessibleName(words.t("Multiples of the upper limit"))
        self.lane.setAccessibleDescription(said)
        self.lane.updateGeometry()
        self.show_samples(tab, axis, words)

    def repaint_lanes(self) -> None:
        """Axis, ribbon and overlay."""
        super().repaint_lanes()
        self.lane.update()

    def result(self) -> str:
        """The chosen line's result at the focus line; without one there, its newest."""
        lines = self.lane.relative.lines
        if not lines:
            return ""
        line, moment = lines[self.lane.chosen], self.focused()
        there = dict(() if moment is None else moment.results)
        return there.get(line.key, line.points[-1].result)

    def up_or_down(self, by: int, *, move: bool) -> None:  # noqa: ARG002  (lines have no order to change)
        """The next line."""
        self.lane.chosen = max(0, min(self.lane.chosen + by, len(self.lane.relative.lines) - 1))
        self.lane.update()
