"""Minimal residual disease below the graphs: a mark at its moment with its words. Never a line from one to the next."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from blin21_desktop.present.checks_lanes import Readout
from blin21_desktop.present.labs_mrd import MrdMark
from blin21_desktop.ui.checks_frame import RIGHT, LaneView, View
from blin21_desktop.ui.labs_marks import draw_shape
from blin21_desktop.ui.lines import leading
from blin21_desktop.ui.theme import Role

SIZE, RADIUS = 12, 4.0
"""Of the words, and of a mark, px at 100 %."""


class MrdView(LaneView):
    """Each result in the window of time has a row of its own, so that no words lie over others."""

    def __init__(self, marks: tuple[MrdMark, ...], view: View) -> None:
        super().__init__(Readout(name=""), "", view)
        self._marks = marks
        self.hide()  # until it lies in its graph: it would be a window of its own

    def show_marks(self, marks: tuple[MrdMark, ...]) -> None:
        """Other results, or another window; without any in it the lane is not there."""
        words = self.view.words
        self._marks = marks
        self.readout = Readout(name=words.t("MRD"))
        self.setAccessibleName(words.t("Minimal residual disease"))
        self.setAccessibleDescription("; ".join(mark.spoken for mark in marks))
        self.setVisible(bool(self.inside()))
        self.updateGeometry()
        self.update()

    def inside(self) -> list[MrdMark]:
        """Those in the window of time."""
        return [mark for mark in self._marks if self.seen(mark.at)]

    def high(self) -> int:
        """A line for each."""
        return leading(self.view.theme.font(SIZE)) * len(self.inside()) + self.view.theme.px(6)

    def paint_lane(self, painter: QPainter, lane: QRectF) -> None:
        """Filled: positive; hollow: negative; a cross: it cannot be told, or is not valid. The words say it too."""
        theme, font = self.view.theme, self.view.theme.font(SIZE)
        line, radius = leading(font), RADIUS * theme.scale / 100
        painter.setFont(font)
        for place, mark in enumerate(self.inside()):
            middle = QPointF(self.x_of(mark.at), theme.px(3) + line * (place + 0.5))
            painter.setPen(QPen(theme.colour(Role.TEXT), 1.4 * theme.scale / 100))
            painter.setBrush(theme.colour(Role.TEXT if mark.positive else Role.PANEL))
            draw_shape(painter, middle, "cross" if mark.positive is None else "diamond", radius)
            wide = QFontMetricsF(font).horizontalAdvance(mark.text) + 2
            left = middle.x() + theme.px(10)
            if left + wide > lane.right() + theme.px(RIGHT):
                left = middle.x() - theme.px(10) - wide
            box = QRectF(left, middle.y() - line / 2, wide, line)
            painter.fillRect(box, theme.colour(Role.PANEL))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), mark.text)
