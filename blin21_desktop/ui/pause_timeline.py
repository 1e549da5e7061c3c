"""Draws the pause: hatched where no drug flows, dashed where nobody knows yet, each mark with words and its time."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from blin21_desktop.present.restart_timeline import Mark, Timeline
from blin21_desktop.present.words import Words
from blin21_desktop.ui.lines import base, leading, wrapped
from blin21_desktop.ui.strip_view import hatch
from blin21_desktop.ui.theme import Role, Theme

LANE = 28
"""Height of the lane, px at 100 %."""

SIZE = 13
"""Size of the words, px at 100 %."""

TICK = 5
"""How far a mark reaches out of the lane, px at 100 %."""

WIDTHS = {"stopped": 1.0, "now": 3.0, "again": 2.0, "line": 1.6}
"""Kind of a mark -> width of its stroke, px; the words beside it say what it is."""


class PauseTimeline(QWidget):
    """One mark a column, all columns of one width: words above the lane, times below it."""

    def __init__(self, shown: Timeline, words: Words, theme: Theme) -> None:
        super().__init__()
        self.shown, self._theme = shown, theme
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(words.t("Timeline of the pause"))
        self.setAccessibleDescription(f"{shown.told}. {shown.still}. {shown.note}.")

    def sizeHint(self) -> QSize:
        """As high as at a middling width."""
        wide = self._theme.px(700)
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        """Narrower: the words take more lines."""
        return QSize(self._theme.px(320), self._theme.px(LANE))

    def heightForWidth(self, width: int) -> int:
        """Words, lane, times."""
        above, below = self._rows(width)
        return round((above + below) * leading(self._font())) + self._theme.px(LANE + 2 * TICK + 6)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width wants another height."""
        super().resizeEvent(event)
        self.setFixedHeight(self.heightForWidth(self.width()))

    def lines(self, mark: Mark, width: int) -> tuple[list[str], list[str]]:
        """The words and the time of a mark, in lines of its column."""
        room = self._column(width) - self._theme.px(8)
        return wrapped(mark.words, self._font(bold=True), room), wrapped(mark.moment, self._font(), room)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The lane first, then the marks over it with their words."""
        theme, painter, width = self._theme, QPainter(self), self.width()
        above, _ = self._rows(width)
        high = leading(self._font())
        top = above * high + theme.px(TICK)
        lane = QRectF(theme.px(2), top, width - theme.px(4), theme.px(LANE))
        self._lane(painter, lane)
        for place, mark in enumerate(self.shown.marks):
            x = self._x(place)
            self._stroke(painter, mark, x, lane)
            told, moment = self.lines(mark, width)
            self._text(painter, told, x, (above - len(told)) * high, bold=mark.kind == "now")
            self._text(painter, moment, x, round(lane.bottom()) + theme.px(TICK + 2), bold=False)
        painter.end()

    def _lane(self, painter: QPainter, lane: QRectF) -> None:
        """Drug up to the stop, hatch up to now, dashed from there on."""
        theme = self._theme
        places = {mark.kind: self._x(place) for place, mark in enumerate(self.shown.marks)}
        stop = places["stopped"]
        now = places.get("now", stop)
        flowed = QRectF(lane.left(), lane.top(), stop - lane.left(), lane.height())
        painter.fillRect(flowed, theme.colour(Role.INFUSING_FULL))
        ahead = QRectF(now, lane.top(), lane.right() - now, lane.height())
        painter.setPen(QPen(theme.colour(Role.EDGE), 1, Qt.PenStyle.DashLine))
        painter.drawRect(ahead)
        if now > stop:
            still = QRectF(stop, lane.top(), now - stop, lane.height())
            hatch(painter, still, theme, 5)
            painter.setPen(QPen(theme.colour(Role.TEXT), 1))
            painter.drawRect(still)
            self._still(painter, still)

    def _still(self, painter: QPainter, still: QRectF) -> None:
        """How long it has stood still, on a clear ground within the hatch, between two marks."""
        theme, font = self._theme, self._font(bold=True)
        wide, column = QFontMetrics(font).horizontalAdvance(self.shown.still) + theme.px(12), self._column(self.width())
        if wide > column - theme.px(8):
            return
        centre = still.left() + (round(still.width() / column) // 2 + 0.5) * column
        ground = QRectF(centre - wide / 2, still.top() + 3, wide, still.height() - 6)
        painter.fillRect(ground, theme.colour(Role.PANEL))
        painter.setFont(font)
        painter.setPen(theme.colour(Role.TEXT))
        painter.drawText(ground, int(Qt.AlignmentFlag.AlignCenter), self.shown.still)

    def _stroke(self, painter: QPainter, mark: Mark, x: float, lane: QRectF) -> None:
        style = Qt.PenStyle.SolidLine if mark.state in ("", "passed") else Qt.PenStyle.DashLine
        wide = WIDTHS[mark.kind] * self._theme.scale / 100
        painter.setPen(QPen(self._theme.colour(Role.TEXT), wide, style))
        reach = self._theme.px(TICK)
        painter.drawLine(QPointF(x, lane.top() - reach), QPointF(x, lane.bottom() + reach))

    def _text(self, painter: QPainter, lines: list[str], x: float, top: int, *, bold: bool) -> None:
        font = self._font(bold=bold)
        painter.setFont(font)
        painter.setPen(self._theme.colour(Role.TEXT))
        for row, text in enumerate(lines):
            left = x - QFontMetrics(font).horizontalAdvance(text) / 2
            painter.drawText(QPointF(left, top + row * leading(font) + base(font)), text)

    def _rows(self, width: int) -> tuple[int, int]:
        """Lines of the highest words and of the highest time."""
        told = [self.lines(mark, width) for mark in self.shown.marks]
        return max(len(above) for above, _ in told), max(len(below) for _, below in told)

    def _column(self, width: int) -> int:
        return width // len(self.shown.marks)

    def _x(self, place: int) -> float:
        return (place + 0.5) * self.width() / len(self.shown.marks)

    def _font(self, *, bold: bool = False) -> QFont:
        return self._theme.font(SIZE, bold=bold)
