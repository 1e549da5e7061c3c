"""Lymphocyte subsets as six small graphs on the days of the protocol; one shape and line for each course."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from blin21_desktop.present.labs_subsets import CourseLine, SubsetPanel, Subsets
from blin21_desktop.present.words import Words
from blin21_desktop.ui.flow import Flow
from blin21_desktop.ui.focus_frame import FocusFrame
from blin21_desktop.ui.labs_marks import SHAPES, draw_bound, draw_shape
from blin21_desktop.ui.lines import leading
from blin21_desktop.ui.theme import Role, Theme
from blin21_desktop.ui.widgets import label

WIDE, HIGH = 420, 184
"""Size of a small graph, px at 100 %."""

COLOURS = (Role.ACCENT, Role.TEXT, Role.MUTED)
"""Of the courses, beside their shapes."""

SIDE, TOP, BOTTOM = 62, 32, 32


class SubsetView(QWidget):
    """One cell type. Days without a sample that have passed are told by a dash on their line."""

    def __init__(self, panel: SubsetPanel, days: tuple[int, ...], words: Words, theme: Theme) -> None:
        super().__init__()
        self._panel, self._days, self._words, self._theme = panel, days, words, theme
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(panel.name)
        self.setAccessibleDescription(panel.summary)

    def sizeHint(self) -> QSize:
        """Fixed."""
        return QSize(self._theme.px(WIDE), self._theme.px(HIGH))

    def _x(self, day: int) -> float:
        theme, (first, *_, last) = self._theme, self._days
        left, right = theme.px(SIDE), self.width() - theme.px(24)
        return left + (day - first) / (last - first) * (right - left)

    def _y(self, value: float) -> float:
        theme, axis = self._theme, self._panel.axis
        share = axis.share(value)
        bottom = self.height() - theme.px(BOTTOM)
        if share < 0:
            return bottom
        bottom -= theme.px(14) if axis.zero else 0
        return bottom - share * (bottom - theme.px(TOP))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Frame, scale, days, then a line for each course."""
        theme, panel = self._theme, self._panel
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour(Role.PANEL))
        painter.setPen(QPen(theme.colour(Role.LINE), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        self._axes(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, line in enumerate(panel.lines):
            self._course(painter, place, line)
        painter.end()

    def _axes(self, painter: QPainter) -> None:
        theme, panel = self._theme, self._panel
        font, small = theme.font(14, bold=True), theme.font(11)
        painter.setFont(font)
        painter.setPen(theme.colour(Role.TEXT))
        painter.drawText(QRectF(theme.px(8), 3, self.width(), leading(font)), 0, panel.name)
        wide = QFontMetricsF(font).horizontalAdvance(panel.name)
        painter.setFont(small)
        painter.setPen(theme.colour(Role.MUTED))
        painter.drawText(QRectF(theme.px(16) + wide, 5, self.width(), leading(small)), 0, panel.unit)
        left, bottom = theme.px(SIDE), self.height() - theme.px(BOTTOM)
        for value, text in (*panel.axis.ticks, *(((0.0, "0"),) if panel.axis.zero else ())):
            y = self._y(value)
            painter.setPen(QPen(theme.colour(Role.LINE), 1))
            painter.drawLine(QPointF(left, y), QPointF(self.width() - theme.px(24), y))
            painter.setPen(theme.colour(Role.MUTED))
            box = QRectF(0, y - leading(small) / 2, left - theme.px(6), leading(small))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), text)
        for day in self._days:
            x = self._x(day)
            painter.setPen(QPen(theme.colour(Role.LINE), 1))
            painter.drawLine(QPointF(x, theme.px(TOP)), QPointF(x, bottom))
            painter.setPen(theme.colour(Role.MUTED))
            box = QRectF(x - theme.px(50), bottom + theme.px(8), theme.px(100), leading(small))
            text = self._words.t("day {day:number}", day=day)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignHCenter), text)

    def _course(self, painter: QPainter, place: int, line: CourseLine) -> None:
        theme = self._theme
        colour = theme.colour(COLOURS[place % len(COLOURS)])
        painter.setPen(QPen(colour, 1.4 * theme.scale / 100))
        for before, after in pairwise(line.points):
            if after.joined:
                painter.drawLine(self._at(before.day, before.point.value), self._at(after.day, after.point.value))
        for one in line.points:
            self._point(painter, place, colour, one.day, one.point.value, one.point.sign, one.point.text)

    def _at(self, day: int, value: float) -> QPointF:
        return QPointF(self._x(day), self._y(value))

    def _point(
        self, painter: QPainter, place: int, colour: QColor, day: int, value: float, sign: str, text: str
    ) -> None:
        theme, at = self._theme, self._at(day, value)
        painter.setPen(QPen(colour, 1.4 * theme.scale / 100))
        painter.setBrush(theme.colour(Role.PANEL) if sign else colour)
        draw_shape(painter, at, SHAPES[place % len(SHAPES)], theme.px(4))
        if sign:
            draw_bound(painter, at, above=sign == ">", radius=theme.px(4))
        font = theme.font(12)
        painter.setFont(font)
        painter.setPen(theme.colour(Role.TEXT))
        wide = QFontMetricsF(font).horizontalAdvance(text)
        left = min(at.x() + theme.px(7), self.width() - wide - 2)
        painter.drawText(QRectF(left, at.y() - leading(font) - theme.px(4), wide + 2, leading(font)), 0, text)


class SubsetsView(FocusFrame):
    """The six graphs beside and below each other, with what the shapes mean."""

    def __init__(self, subsets: Subsets, words: Words, theme: Theme) -> None:
        super().__init__(theme)
        self.setAccessibleName(words.t("Lymphocyte subsets"))
        self.setAccessibleDescription(" ".join(panel.summary for panel in subsets.panels) or subsets.empty)
        flow = Flow(self, gap=8, below=8)
        self.panels = [SubsetView(panel, subsets.days, words, theme) for panel in subsets.panels]
        for panel in self.panels:
            flow.addWidget(panel)
        for place, name in enumerate(subsets.courses if subsets.panels else ()):
            flow.addWidget(CourseKey(place, name, theme))


class CourseKey(QWidget):
    """A course's shape and name."""

    def __init__(self, place: int, name: str, theme: Theme) -> None:
        super().__init__()
        self._place, self._theme = place, theme
        inside = Flow(self, gap=0)
        text = label(name)
        text.setContentsMargins(theme.px(26), 0, theme.px(8), 0)
        inside.addWidget(text)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The shape before the name."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = self._theme.colour(COLOURS[self._place % len(COLOURS)])
        painter.setPen(QPen(colour, 1.4))
        painter.setBrush(colour)
        at = QPointF(self._theme.px(12), self.height() / 2)
        draw_shape(painter, at, SHAPES[self._place % len(SHAPES)], self._theme.px(5))
        painter.end()
