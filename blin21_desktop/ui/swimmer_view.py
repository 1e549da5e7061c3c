"""The swimmer figure: a lane a patient. Up and Down go from lane to lane, Enter opens the patient."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPen, QTransform
from PySide6.QtWidgets import QVBoxLayout

from blin21_desktop.present.ward_swimmer import Bar, Lane, Placed, Swimmer
from blin21_desktop.present.words import Words
from blin21_desktop.ui.focus_frame import FocusFrame
from blin21_desktop.ui.grade_chip import chip_size, paint_chip
from blin21_desktop.ui.labs_marks import draw_shape
from blin21_desktop.ui.lines import leading
from blin21_desktop.ui.plotting import Drawing, bare_plot, span
from blin21_desktop.ui.strip_view import LEAST_PAUSE, hatch
from blin21_desktop.ui.theme import Role, Theme

LANE, BELOW, HIGH = 46, 74, 20
"""Height of a lane, of what stands below them, and of a bar, px at 100 %."""

SHAPES = {"transplant": "diamond", "engrafted": "circle", "stop": "cross", "end": "square", "now": "triangle"}
HOLLOW = frozenset({"engrafted", "now"})
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


def draw_mark(painter: QPainter, what: str, at: QPointF, theme: Theme) -> None:
    """One mark; told apart by its shape first."""
    painter.setBrush(theme.colour(Role.PANEL if what in HOLLOW else Role.TEXT))
    painter.setPen(QPen(theme.colour(Role.TEXT), (2.6 if what == "stop" else 1.8) * theme.scale / 100))
    if what == "enrolled":
        high = theme.px(HIGH + 8)
        painter.fillRect(QRectF(at.x() - theme.px(2), at.y() - high / 2, theme.px(4), high), theme.colour(Role.ACCENT))
        return
    draw_shape(painter, at, SHAPES[what], theme.px(6))


def draw_bar(painter: QPainter, level: str, box: QRectF, theme: Theme) -> None:
    """A stretch of drug, or of a pause."""
    if level == "pause":
        painter.fillRect(box, theme.colour(Role.PANEL))
        hatch(painter, box, theme, 5)
        painter.setPen(QPen(theme.colour(Role.TEXT), 1))
    else:
        low = level == "low"
        painter.fillRect(box, theme.colour(Role.INFUSING_LOW if low else Role.INFUSING_FULL))
        painter.setPen(QPen(theme.colour(Role.LOW_EDGE if low else Role.INFUSING_FULL), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box)


class SwimmerView(FocusFrame):
    """Draws the lanes. `chosen` carries the summary of the lane in focus, `opened` its patient."""

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, view: Swimmer, words: Words, theme: Theme) -> None:
        super().__init__(theme)
        self._view, self._theme = view, theme
        self.place = 0
        self.setAccessibleName(words.t("Course of treatment, one lane a patient"))
        self.setAccessibleDescription(" ".join(lane.summary for lane in view.lanes))
        rows = [(float(place), lane.who) for place, lane in enumerate(view.lanes)]
        self.plot = bare_plot(theme, rows=rows, columns=[(float(day), str(day)) for day in view.ticks])
        self.plot.invertY(True)
        self.plot.setLabel("bottom", view.axis, color=theme.colour(Role.MUTED), **{"font-size": f"{theme.px(13)}px"})
        count = len(view.lanes)
        bounds = QRectF(view.start - 4, -1.15, view.end - view.start + 8, count + 0.75)
        self.plot.setXRange(bounds.left(), bounds.right(), padding=0)
        self.plot.setYRange(bounds.top(), bounds.bottom(), padding=0)
        self.plot.addItem(Drawing(bounds, self._draw))
        self.plot.scene().sigMouseClicked.connect(self._clicked)
        inner = QVBoxLayout(self)
        inner.setContentsMargins(4, 4, 4, 4)
        inner.addWidget(self.plot)
        self.setMinimumHeight(theme.px(LANE * count + BELOW))

    @property
    def lane(self) -> Lane | None:
        """The lane in focus."""
        return self._view.lanes[self.place] if self._view.lanes else None

    def go_to(self, place: int) -> None:
        """Put the focus on a lane, the nearest one there is."""
        self.place = min(max(place, 0), len(self._view.lanes) - 1)
        self.plot.viewport().update()
        if self.lane is not None:
            self.chosen.emit(self.lane.summary)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up, Down, Home, End; Enter opens."""
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.go_to(self.place + _STEPS[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.go_to(0 if key == Qt.Key.Key_Home else len(self._view.lanes))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.lane is not None:
            self.opened.emit(self.lane.patient)
        else:
            super().keyPressEvent(event)

    def _clicked(self, event: object) -> None:
        at = self.plot.getPlotItem().vb.mapSceneToView(event.scenePos())  # type: ignore[attr-defined]
        self.setFocus()
        self.go_to(round(at.y()))

    def _draw(self, painter: QPainter, placing: QTransform) -> None:
        view, theme = self._view, self._theme
        left, right = view.start - 4.0, view.end + 4.0
        room = abs(placing.map(QPointF(0, 1)).y() - placing.map(QPointF(0, 0)).y())
        for place in range(len(view.lanes)):
            ground = Role.SELECTED if place == self.place else Role.BAND_ROW if place % 2 else Role.PANEL
            painter.fillRect(span(placing, left, right, place, room), theme.colour(ground))
        painter.setPen(QPen(theme.colour(Role.LINE), 1))
        for day in view.ticks:
            top, bottom = (placing.map(QPointF(day, y)) for y in (-0.5, len(view.lanes) - 0.5))
            painter.drawLine(top, bottom)
        self._window(painter, placing)
        for place, lane in enumerate(view.lanes):
            self._lane(painter, placing, place, lane)

    def _window(self, painter: QPainter, placing: QTransform) -> None:
        """The days of enrolment, above the lanes."""
        if self._view.window is None:
            return
        theme, (first, last, text) = self._theme, self._view.window
        box = span(placing, first, last, -0.58, theme.px(7))
        painter.fillRect(box, theme.colour(Role.RAISED))
        painter.setPen(QPen(theme.colour(Role.EDGE), 1))
        painter.drawRect(box)
        font = theme.font(12)
        painter.setFont(font)
        painter.setPen(theme.colour(Role.MUTED))
        above = QRectF(box.left(), box.top() - leading(font) - 1, theme.px(600), leading(font))
        painter.drawText(above, 0, text)

    def _lane(self, painter: QPainter, placing: QTransform, place: int, lane: Lane) -> None:
        theme = self._theme
        if lane.missing:
            painter.setFont(theme.font(13))
            painter.setPen(QPen(theme.colour(Role.TEXT), 1))
            at = placing.map(QPointF(0, place))
            painter.drawText(QPointF(at.x() + theme.px(8), at.y() + theme.px(5)), lane.missing)
            return
        painter.setPen(QPen(theme.colour(Role.TEXT), theme.scale / 100))
        painter.drawLine(placing.map(QPointF(0, place)), placing.map(QPointF(lane.last, place)))
        for bar in lane.bars:
            draw_bar(painter, bar.level, self._box(placing, bar, place), theme)
        for pause in lane.pauses:
            box = self._box(placing, pause, place)
            draw_bar(painter, "pause", box.adjusted(0, 0, max(0.0, theme.px(LEAST_PAUSE) - box.width()), 0), theme)
        font = theme.font(11)
        painter.setFont(font)
        painter.setPen(theme.colour(Role.TEXT))
        for day, name in lane.courses:
            at = placing.map(QPointF(day, place))
            painter.drawText(QPointF(at.x(), at.y() - theme.px(HIGH / 2 + 3)), name)
        for mark in lane.marks:
            paused = any(pause.end == mark.at for pause in lane.pauses)
            self._mark(painter, placing, place, mark, LEAST_PAUSE if paused else 0)
        self._cause(painter, placing, place, lane)

    def _box(self, placing: QTransform, bar: Bar, place: int) -> QRectF:
        return span(placing, bar.start, bar.end, place, self._theme.px(HIGH))

    def _mark(self, painter: QPainter, placing: QTransform, place: int, mark: Placed, more: int) -> None:
        """Behind the bar that it ends, not on it; `more`: a pause there may be drawn wider than it was."""
        at = placing.map(QPointF(mark.at, place))
        beside = self._theme.px(9 + more) if mark.what in ("stop", "end", "now") else 0
        draw_mark(painter, mark.what, QPointF(at.x() + beside, at.y()), self._theme)

    def _cause(self, painter: QPainter, placing: QTransform, place: int, lane: Lane) -> None:
        """What led to the stop, behind its mark; where there is no room there, to the left of the edge and below."""
        if lane.cause is None:
            return
        theme, (text, chip) = self._theme, lane.cause
        font, small = theme.font(12), theme.font(12, bold=True)
        wide = QFontMetricsF(font).horizontalAdvance(text) + theme.px(6)
        size = None if chip is None else chip_size(chip, small)
        whole = wide + (0 if size is None else size.width())
        stop = max(mark.at for mark in lane.marks if mark.what == "stop")
        at, edge = placing.map(QPointF(stop, place)), placing.map(QPointF(self._view.end + 4, place)).x()
        left, y = at.x() + theme.px(20 + LEAST_PAUSE), at.y()
        if left + whole > edge:
            left, y = edge - whole - theme.px(4), at.y() + theme.px(HIGH / 2 + 7)
        painter.setFont(font)
        painter.setPen(theme.colour(Role.TEXT))
        box = QRectF(left, y - leading(font) / 2, wide, leading(font))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), text)
        if chip is not None and size is not None:
            paint_chip(
                painter, chip, QRectF(left + wide, y - size.height() / 2, size.width(), size.height()), small, theme
            )
