"""What every lane of the tabs Checks and Labs shares: left column, time axis, grid."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from blin21_desktop.present.checks_axis import Axis
from blin21_desktop.present.checks_lanes import Readout
from blin21_desktop.present.words import Words
from blin21_desktop.ui.checks_readout import LEFT, paint_readout, readout_height
from blin21_desktop.ui.lines import leading
from blin21_desktop.ui.theme import Role, Theme

TICKS, RIGHT = 34, 12
"""Widths of the scale beside the left column and of the right margin, px at 100 %."""


@dataclass(slots=True)
class View:
    """What the lanes of one graph share: window of time, words, theme, and the moment in focus (days), if any."""

    axis: Axis
    words: Words
    theme: Theme
    focus: float | None = None


class LaneView(QWidget):
    """One lane. `paint_lane` draws what is its own between the grid and the focus line."""

    def __init__(self, readout: Readout, summary: str, view: View) -> None:
        super().__init__()
        self.readout = readout
        self.view = view
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(readout.name)
        self.setAccessibleDescription(summary)

    def high(self) -> int:
        """Height of the part that is the lane's own, px at this scale."""
        return self.view.theme.px(40)

    def sizeHint(self) -> QSize:
        """As high as the lane or its words at the left need."""
        return QSize(self.view.theme.px(760), max(self.high(), self.left_high()))

    def left_high(self) -> int:
        """Height that the words at the left need, px."""
        return readout_height(self.readout, self.view.theme)

    def paint_left(self, painter: QPainter) -> None:
        """The words at the left."""
        paint_readout(painter, self.readout, self.view.words, self.view.theme)

    def minimumSizeHint(self) -> QSize:
        """As the hint, narrower."""
        return QSize(self.view.theme.px(560), self.sizeHint().height())

    def lane(self) -> QRectF:
        """Where the time axis lies."""
        theme = self.view.theme
        left = theme.px(LEFT + TICKS)
        return QRectF(left, 0, max(1.0, self.width() - left - theme.px(RIGHT)), self.height())

    def x_of(self, at: float) -> float:
        """A moment (days) on the lane, px."""
        axis, lane = self.view.axis, self.lane()
        return lane.left() + (at - axis.start) / (axis.end - axis.start) * lane.width()

    def day_width(self) -> float:
        """A day on the lane, px."""
        return self.lane().width() / (self.view.axis.end - self.view.axis.start)

    def seen(self, at: float) -> bool:
        """Whether a moment lies in the window."""
        return self.view.axis.start <= at <= self.view.axis.end

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ground, grid, the lane's own, now, focus, and the words at the left."""
        theme, axis = self.view.theme, self.view.axis
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        lane = self.lane()
        painter.setClipRect(lane.adjusted(-theme.px(2), 0, theme.px(RIGHT), 0))
        self.paint_ground(painter, lane)
        for tick in axis.clock + axis.days:
            if self.seen(tick.at):
                strong = tick.strong and axis.span != "course"
                self._upright(painter, tick.at, Role.EDGE if strong else Role.LINE, 1)
        self._upright(painter, axis.now, Role.TEXT, theme.px(2))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_lane(painter, lane)
        painter.restore()
        if self.view.focus is not None and self.seen(self.view.focus):
            self._upright(painter, self.view.focus, Role.ACCENT, 1.6 * theme.scale / 100)
        painter.setClipping(False)
        self.paint_left(painter)
        painter.setPen(QPen(theme.colour(Role.LINE), 1))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        painter.end()

    def paint_ground(self, painter: QPainter, lane: QRectF) -> None:
        """Areas below the grid."""

    def paint_lane(self, painter: QPainter, lane: QRectF) -> None:
        """The lane's own marks."""

    def _upright(self, painter: QPainter, at: float, role: Role, width: float) -> None:
        painter.fillRect(
            QRectF(round(self.x_of(at) - width / 2), 0, width, self.height()), self.view.theme.colour(role)
        )


class AxisView(LaneView):
    """The head of a graph: cycle days above, the clock below, and the moment looked at."""

    def high(self) -> int:
        """Two lines."""
        return 2 * leading(self.view.theme.font(12)) + self.view.theme.px(6)

    def paint_lane(self, painter: QPainter, lane: QRectF) -> None:
        """Labels that would touch are left out; their lines stay."""
        theme, axis = self.view.theme, self.view.axis
        last = lane.left() - theme.px(8)
        for tick in axis.days:
            middle = (max(self.x_of(tick.at), lane.left()) + min(self.x_of(tick.at + 1), lane.right())) / 2
            today = tick.at <= axis.now < tick.at + 1
            box = self._box(tick.text, middle, 0, bold=today)
            if box.left() >= last:
                last = self._label(painter, tick.text, box, bold=today, ink=today)
        line = leading(theme.font(12))
        wide = self._box(axis.now_text, 0, line, bold=True).width()
        now = self._box(axis.now_text, min(self.x_of(axis.now), self.width() - wide / 2), line, bold=True)
        last = lane.left() - theme.px(8)
        for tick in axis.clock:
            box = self._box(tick.text, self.x_of(tick.at), line, bold=tick.strong)
            if self.seen(tick.at) and box.left() >= last and not box.intersects(now):
                last = self._label(painter, tick.text, box, bold=tick.strong)
        self._label(painter, axis.now_text, now, bold=True, ink=True)

    def _box(self, text: str, x: float, y: float, *, bold: bool) -> QRectF:
        """Room of a label whose middle is at `x`."""
        theme = self.view.theme
        font = theme.font(12, bold=bold)
        wide = QFontMetricsF(font).horizontalAdvance(text) + theme.px(8)
        return QRectF(x - wide / 2, y, wide, leading(font) + 2)

    def _label(self, painter: QPainter, text: str, box: QRectF, *, bold: bool = False, ink: bool = False) -> float:
        theme = self.view.theme
        if ink:
            painter.fillRect(box, theme.colour(Role.INK))
        painter.setFont(theme.font(12, bold=bold))
        painter.setPen(theme.colour(Role.ON_INK if ink else Role.MUTED))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)
        return box.right()
