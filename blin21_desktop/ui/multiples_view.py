"""Small multiples: a small graph a patient, all on the same axes. Tab goes from graph to graph, Enter opens one."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPen, QTransform
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from blin21_desktop.present.labs_scale import YAxis
from blin21_desktop.present.ward_multiples import CourseLine, DayPoint, Multiple, Multiples
from blin21_desktop.ui.flow import Flow
from blin21_desktop.ui.focus_frame import FocusFrame
from blin21_desktop.ui.grade_chip import chip_size, paint_chip
from blin21_desktop.ui.labs_marks import SHAPES, draw_shape
from blin21_desktop.ui.plotting import Drawing, bare_plot
from blin21_desktop.ui.theme import Role, Theme

WIDE, HIGH = 420, 176
"""Size of a small graph, px at 100 %."""

TOP, ZERO = 1.28, -0.12
"""Of the vertical axis: 0 to 1 is the scale, above it stands the name, below it the broken base line of 0."""

COLOURS = (Role.ACCENT, Role.TEXT, Role.MUTED)
"""Of the courses, beside their shapes."""


class MultipleView(FocusFrame):
    """One patient. `chosen` carries the summary when the focus comes, `opened` the patient."""

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, graph: Multiple, view: Multiples, axis: YAxis, theme: Theme) -> None:
        super().__init__(theme)
        self._graph, self._view, self._axis, self._theme = graph, view, axis, theme
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(graph.who)
        self.setAccessibleDescription(graph.summary)
        rows = [(axis.share(value), text) for value, text in axis.ticks] + ([(ZERO, "0")] if axis.zero else [])
        self.plot = bare_plot(theme, rows=rows, columns=[(float(day), str(day)) for day in view.ticks], size=11)
        bottom = ZERO - 0.08 if axis.zero else -0.06
        bounds = QRectF(view.first - 0.5, bottom, view.last - view.first + 1, TOP - bottom)
        self.plot.setXRange(bounds.left(), bounds.right(), padding=0)
        self.plot.setYRange(bounds.top(), bounds.bottom(), padding=0)
        self.plot.getAxis("left").setWidth(theme.px(48))  # one place for the zero in all graphs
        self.plot.addItem(Drawing(bounds, self._draw))
        self.plot.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inner = QVBoxLayout(self)
        inner.setContentsMargins(4, 4, 4, 4)
        inner.addWidget(self.plot)

    def sizeHint(self) -> QSize:
        """Fixed."""
        return QSize(self._theme.px(WIDE), self._theme.px(HIGH))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say who it is."""
        super().focusInEvent(event)
        self.chosen.emit(self._graph.summary)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the patient."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self._graph.patient)
            return
        super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The same as Enter."""
        super().mouseDoubleClickEvent(event)
        self.opened.emit(self._graph.patient)

    def _draw(self, painter: QPainter, placing: QTransform) -> None:
        theme, view = self._theme, self._view
        left, right = (placing.map(QPointF(day, 0)).x() for day in (view.first - 0.5, view.last + 0.5))
        painter.setPen(QPen(theme.colour(Role.LINE), 1))
        for value, _text in self._axis.ticks:
            y = placing.map(QPointF(0, self._axis.share(value))).y()
            painter.drawLine(QPointF(left, y), QPointF(right, y))
        for day in view.ticks:
            painter.drawLine(placing.map(QPointF(day, 0)), placing.map(QPointF(day, 1)))
        self._head(painter, QRectF(left, placing.map(QPointF(0, TOP)).y(), right - left, theme.px(24)))
        for line in self._graph.lines:
            self._line(painter, placing, line)
        if self._graph.empty:
            painter.setFont(theme.font(13))
            painter.setPen(theme.colour(Role.MUTED))
            middle = placing.map(QPointF((view.first + view.last) / 2, 0.5))
            box = QRectF(left, middle.y() - theme.px(20), right - left, theme.px(40))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), self._graph.empty)

    def _head(self, painter: QPainter, box: QRectF) -> None:
        """Who, and at the right the newest value with its grade."""
        theme, graph = self._theme, self._graph
        name, font = theme.font(13, bold=True), theme.font(13)
        painter.setFont(name)
        painter.setPen(theme.colour(Role.TEXT))
        painter.drawText(box.adjusted(2, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), graph.who)
        right = box.right() - 2
        if graph.chip is not None:
            size = chip_size(graph.chip, theme.font(13, bold=True))
            right -= size.width()
            chip_box = QRectF(right, box.center().y() - size.height() / 2, size.width(), size.height())
            paint_chip(painter, graph.chip, chip_box, theme.font(13, bold=True), theme)
        painter.setFont(font)
        painter.setPen(theme.colour(Role.TEXT))
        wide = QFontMetricsF(font).horizontalAdvance(graph.newest) + theme.px(6)
        value = QRectF(right - wide, box.top(), wide, box.height())
        painter.drawText(value, int(Qt.AlignmentFlag.AlignVCenter), graph.newest)

    def _line(self, painter: QPainter, placing: QTransform, line: CourseLine) -> None:
        theme, colour = self._theme, self._theme.colour(COLOURS[(line.course - 1) % len(COLOURS)])
        painter.setPen(QPen(colour, 1.4 * theme.scale / 100))
        for before, after in pairwise(line.points):
            if after.joined:
                painter.drawLine(self._at(placing, before), self._at(placing, after))
        for one in line.points:
            painter.setBrush(theme.colour(Role.PANEL) if one.point.sign else colour)
            shape = {"<": "down", ">": "triangle"}.get(one.point.sign, SHAPES[(line.course - 1) % len(SHAPES)])
            draw_shape(painter, self._at(placing, one), shape, theme.px(3))

    def _at(self, placing: QTransform, one: DayPoint) -> QPointF:
        share = self._axis.share(one.point.value)
        return placing.map(QPointF(one.day, ZERO if share < 0 and self._axis.zero else share))


class MultiplesView(QWidget):
    """The graphs beside and below each other."""

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, view: Multiples, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName(view.title)
        flow = Flow(self, gap=8, below=8)
        self.graphs: list[MultipleView] = []
        if view.axis is None:
            return
        for graph in view.graphs:
            made = MultipleView(graph, view, view.axis, theme)
            made.chosen.connect(self.chosen)
            made.opened.connect(self.opened)
            self.graphs.append(made)
            flow.addWidget(made)
