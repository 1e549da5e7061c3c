"""The lanes of the tab Checks on the screen: dots, chips and words; lines of 1.4 px, points with a rim."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QResizeEvent

from blin21_desktop.present.amounts import plain
from blin21_desktop.present.cells import Chip
from blin21_desktop.present.checks_lanes import CellLane, Dot, DotLane, Lane, WordLane, joined
from blin21_desktop.ui.checks_frame import TICKS, LaneView, View
from blin21_desktop.ui.grade_chip import chip_size, paint_chip
from blin21_desktop.ui.lines import leading
from blin21_desktop.ui.theme import Role

DOT_LANE, FIRST_LANE = 68, 90
"""Heights of a dot chart; the first one is the largest."""

POINT, LAST_POINT, RIM, SERIES = 3.2, 4.6, 1.2, 1.4


class DotView(LaneView):
    """A dot chart. Values stand below their dots where there is room: the newest and the shaded ones first."""

    def __init__(self, lane: DotLane, view: View) -> None:
        super().__init__(lane.readout, lane.summary, view)
        self._lane = lane

    def high(self) -> int:
        """Fixed."""
        return self.view.theme.px(FIRST_LANE if self._lane.area is not None else DOT_LANE)

    def y_of(self, value: float) -> float:
        """A value on the lane, px; the values below the lowest dot still stand inside."""
        theme, lane = self.view.theme, self._lane
        top, bottom = theme.px(8), self.height() - theme.px(20)
        return bottom - (value - lane.low) / (lane.high - lane.low) * (bottom - top)

    def paint_ground(self, painter: QPainter, lane: QRectF) -> None:
        """The shaded area with its name, and the dashed limit."""
        theme, found = self.view.theme, self._lane
        painter.setFont(theme.font(11))
        if found.area is not None:
            y = self.y_of(found.area.low)
            painter.fillRect(QRectF(lane.left(), 0, lane.width(), y), theme.colour(Role.BAND))
            painter.setPen(theme.colour(Role.MUTED))
            box = QRectF(lane.left() + theme.px(6), 1, lane.width(), leading(theme.font(11)))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop), found.area.name)
        if found.limit is not None:
            y = self.y_of(found.limit.low)
            painter.setPen(QPen(theme.colour(Role.EDGE), 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(lane.left(), y), QPointF(lane.right(), y))
            painter.setPen(theme.colour(Role.MUTED))
            box = QRectF(lane.left() + theme.px(6), 1, lane.width(), leading(theme.font(11)))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop), found.limit.name)

    def paint_lane(self, painter: QPainter, lane: QRectF) -> None:
        """Scale, lines, dots, values, and where nothing was measured."""
        self._scale(painter, lane)
        theme = self.view.theme
        pen = QPen(theme.colour(Role.TEXT), SERIES * theme.scale / 100)
        painter.setPen(pen)
        for before, after in pairwise(self._lane.dots):
            if after.joined:
                painter.drawLine(self._point(before.at, before.value), self._point(after.at, after.value))
        shown = [dot for dot in self._lane.dots if self.seen(dot.at)]
        taken = self._absent(painter)
        for dot in shown:
            self._dot(painter, dot, last=dot is self._lane.dots[-1])
        self._values(painter, shown, taken)

    def _point(self, at: float, value: float) -> QPointF:
        return QPointF(self.x_of(at), self.y_of(value))

    def _scale(self, painter: QPainter, lane: QRectF) -> None:
        theme = self.view.theme
        painter.setClipping(False)
        painter.setFont(theme.font(11))
        painter.setPen(theme.colour(Role.MUTED))
        for value in self._lane.ticks:
            y = self.y_of(value)
            box = QRectF(lane.left() - theme.px(TICKS), y - theme.px(8), theme.px(TICKS - 5), theme.px(16))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), plain(value))
        if self._lane.rescaled:
            box = QRectF(lane.left(), 1, lane.width() - theme.px(4), leading(theme.font(11)))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop), self._lane.rescaled)
        painter.setClipRect(lane.adjusted(-theme.px(6), 0, theme.px(10), 0))

    def _dot(self, painter: QPainter, dot: Dot, *, last: bool) -> None:
        theme = self.view.theme
        radius = (LAST_POINT if last or dot.marked else POINT) * theme.scale / 100
        if dot.low is not None:
            painter.setPen(QPen(theme.colour(Role.TEXT), SERIES * theme.scale / 100))
            painter.drawLine(self._point(dot.at, dot.value), self._point(dot.at, dot.low))
            half = radius * 0.9
            point = self._point(dot.at, dot.low)
            painter.drawLine(point - QPointF(half, 0), point + QPointF(half, 0))
        painter.setPen(QPen(theme.colour(Role.PANEL), RIM * theme.scale / 100))
        painter.setBrush(theme.colour(Role.TEXT))
        painter.drawEllipse(self._point(dot.at, dot.value), radius, radius)

    def _absent(self, painter: QPainter) -> list[tuple[float, float]]:
        """Letters at the lower edge; gives the room they take."""
        theme = self.view.theme
        font = theme.font(11, bold=True)
        taken: list[tuple[float, float]] = []
        for absent in self._lane.absent:
            if self.seen(absent.at):
                chip = Chip(absent.text, None, "")
                size = chip_size(chip, font)
                wide = max(size.height() * 0.9, QFontMetricsF(font).horizontalAdvance(chip.text) + theme.px(6))
                left = self.x_of(absent.at) - wide / 2
                if not _touches(taken, left, left + wide):
                    box = QRectF(left, self.height() - size.height() - 2, wide, size.height())
                    paint_chip(painter, chip, box, font, theme)
                    taken.append((left, left + wide))
        return taken

    def _values(self, painter: QPainter, shown: list[Dot], taken: list[tuple[float, float]]) -> None:
        theme, newest = self.view.theme, self._lane.dots[-1:]
        first = sorted(shown, key=lambda dot: (dot not in newest, not dot.marked, -dot.at))
        for dot in first:
            bold = dot.marked or dot in newest
            font = theme.font(11, bold=bold)
            wide = QFontMetricsF(font).horizontalAdvance(dot.text)
            left = self.x_of(dot.at) - wide / 2
            if _touches(taken, left - theme.px(2), left + wide + theme.px(2)):
                continue
            taken.append((left, left + wide))
            lowest = dot.value if dot.low is None else min(dot.value, dot.low)
            y = min(self.y_of(lowest) + theme.px(5), self.height() - theme.px(16))
            painter.setFont(font)
            painter.setPen(theme.colour(Role.TEXT))
            painter.drawText(QRectF(left, y, wide + 1, theme.px(15)), int(Qt.AlignmentFlag.AlignCenter), dot.text)


def _touches(taken: list[tuple[float, float]], left: float, right: float) -> bool:
    return any(left < end and right > start for start, end in taken)


class CellView(LaneView):
    """Chips on the axis; those that would cover each other stand as the worst of them."""

    def __init__(self, lane: CellLane, view: View) -> None:
        super().__init__(lane.readout, lane.summary, view)
        self._lane = lane

    def high(self) -> int:
        """A chip and a line below it."""
        theme = self.view.theme
        below = any(cell.below for cell in self._lane.cells)
        return theme.px(32) + (leading(theme.font(11)) if below else 0)

    def paint_lane(self, painter: QPainter, lane: QRectF) -> None:
        """Times in which something went on, then the chips."""
        theme = self.view.theme
        font = theme.font(13, bold=True)
        least = chip_size(Chip("0", 0, ""), font)
        middle = theme.px(5) + least.height() / 2
        for start, end in self._lane.spans:
            y = middle - theme.px(2)
            painter.fillRect(
                QRectF(self.x_of(start), y, self.x_of(end) - self.x_of(start), theme.px(4)), theme.colour(Role.EDGE)
            )
        inside = [cell for cell in self._lane.cells if self.seen(cell.at)]
        wide = max([least.width() * 0.8, *(chip_size(cell.chip, font).width() * 0.8 for cell in inside)])
        for cell in joined(inside, (wide + theme.px(3)) / self.day_width(), self.view.words):
            x = self.x_of(cell.at)
            box = QRectF(x - wide / 2, middle - least.height() / 2, wide, least.height())
            paint_chip(painter, cell.chip, box, font, theme)
            painter.setFont(theme.font(11))
            painter.setPen(theme.colour(Role.MUTED))
            below = QRectF(x - lane.width(), box.bottom() + 1, 2 * lane.width(), leading(theme.font(11)))
            painter.drawText(below, int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop), cell.below)


class WordView(LaneView):
    """Words at their moments, moved down a line where they would touch."""

    MOST = 3

    def __init__(self, lane: WordLane, view: View) -> None:
        super().__init__(lane.readout, lane.summary, view)
        self._lane = lane

    def high(self) -> int:
        """As many lines as the words need."""
        theme = self.view.theme
        rows = 1 + max((row for _, _, row in self._placed()), default=0)
        return rows * leading(theme.font(12)) + theme.px(12)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width needs another number of lines."""
        super().resizeEvent(event)
        self.updateGeometry()

    def _placed(self) -> list[tuple[float, str, int]]:
        """Left edge (px), text and line of each word; a moment whose word finds no line keeps its tick alone."""
        theme = self.view.theme
        metrics = QFontMetricsF(theme.font(12))
        ends: list[float] = []
        found = []
        for word in self._shown():
            wide = metrics.horizontalAdvance(word[1])
            left = max(word[0] + theme.px(3), self.lane().left())
            if left + wide > self.lane().right():
                left = max(self.lane().left(), word[0] - theme.px(4) - wide)
            row = next((number for number, end in enumerate(ends) if end + theme.px(8) <= left), len(ends))
            if row >= self.MOST:
                continue
            ends[row : row + 1] = [left + wide]
            found.append((left, word[1], row))
        return found

    def _shown(self) -> list[tuple[float, str]]:
        """Words in the window; what held before it is told at its left edge."""
        inside = [(self.x_of(word.at), word.text) for word in self._lane.words if self.seen(word.at)]
        earlier = [word for word in self._lane.words if word.at < self.view.axis.start]
        if self._lane.holds and earlier:
            return [(self.lane().left(), earlier[-1].text), *inside]
        return inside

    def paint_lane(self, painter: QPainter, _lane: QRectF) -> None:
        """A tick at each moment, its word beside it."""
        theme = self.view.theme
        for word in self._lane.words:
            if self.seen(word.at):
                painter.fillRect(QRectF(self.x_of(word.at) - 1, theme.px(2), 2, theme.px(10)), theme.colour(Role.TEXT))
        painter.setFont(theme.font(12))
        painter.setPen(theme.colour(Role.TEXT))
        line = leading(theme.font(12))
        for left, text, row in self._placed():
            box = QRectF(
                left, theme.px(5) + row * line, QFontMetricsF(theme.font(12)).horizontalAdvance(text) + 2, line
            )
            painter.fillRect(box, theme.colour(Role.PANEL))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), text)


def lane_view(lane: Lane, view: View) -> LaneView:
    """The widget of a lane."""
    if isinstance(lane, DotLane):
        return DotView(lane, view)
    return CellView(lane, view) if isinstance(lane, CellLane) else WordView(lane, view)
