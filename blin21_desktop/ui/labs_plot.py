"""One analyte in a plot that can be zoomed and moved, by pyqtgraph: imported when it is wanted, for it loads slowly.

The axis of a logarithmic analyte holds the power of ten; pens are 1 px wide, since wider ones make pyqtgraph slow.
"""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPen
from PySide6.QtWidgets import QVBoxLayout

# After PySide6: pyqtgraph takes the Qt that is there.
import pyqtgraph as pg  # isort: skip

from blin21_desktop.present.amounts import plain
from blin21_desktop.present.labs_plot import LabPlot
from blin21_desktop.present.labs_points import LabPoint
from blin21_desktop.ui.focus_frame import FocusFrame
from blin21_desktop.ui.theme import Role, Theme
from blin21_desktop.ui.widgets import label, set_text

HIGH = 170
"""Least height of the plot, px at 100 %."""

BELOW_ZERO = 0.35
"""So far below the lowest value of a logarithmic axis a value of 0 lies, decades."""

ZOOM, PAN = 1.25, 0.2
"""How much a key zooms, and which part of the window it moves."""

NAMES = 0.08
"""Part of the days that is left free at the right for the names of the grade lines."""

SYMBOLS = {"<": "t", ">": "t1"}
"""Of a value that is only a bound: the arrow points to where the true one lies."""

KEYS = (Qt.Key.Key_Left, Qt.Key.Key_Right)


class Days(pg.AxisItem):  # type: ignore[misc]
    """The days of the cycle."""

    def __init__(self, plot: LabPlot) -> None:
        super().__init__(orientation="bottom")
        self._plot = plot

    def tickStrings(self, values: list[float], _scale: float, _spacing: float) -> list[str]:
        """Whole days alone have a label."""
        return [self._plot.day(value) if float(value).is_integer() else "" for value in values]


class Values(pg.AxisItem):  # type: ignore[misc]
    """Values as they are, on a logarithmic axis too."""

    def __init__(self, plot: LabPlot) -> None:
        super().__init__(orientation="left")
        self._log = plot.panel.axis.log
        self._floor = math.log10(plot.panel.axis.low) if self._log else -math.inf
        self._zero = [self._floor - BELOW_ZERO] if plot.panel.axis.zero else []

    def tickValues(self, low: float, high: float, size: float) -> list[tuple[float, list[float]]]:
        """Of a logarithmic axis 1, 2 and 5 of each decade while there is room, else whole decades; below it 0 alone."""
        if not self._log:
            found: list[tuple[float, list[float]]] = super().tickValues(low, high, size)
            return found
        zero = [mark for mark in self._zero if low <= mark <= high]
        low = max(low, self._floor - 1e-9)
        decades = range(math.floor(low), math.ceil(high) + 1)
        steps = (1, 2, 5) if high - low < 3 else (1,)  # noqa: PLR2004  (decades)
        marks = [power + math.log10(step) for power in decades for step in steps]
        return [(1.0, [*zero, *(mark for mark in marks if low <= mark <= high)])]

    def tickStrings(self, values: list[float], _scale: float, _spacing: float) -> list[str]:
        """The number itself."""
        return [self._text(value) for value in values]

    def _text(self, value: float) -> str:
        if not self._log:
            return plain(round(value, 6))
        return "0" if value in self._zero else plain(float(f"{10**value:.6g}"))


class PlotView(FocusFrame):
    """Band, grade lines, results, the one in focus with its sentence above. `moved`: another result has the focus."""

    moved = Signal(str)

    def __init__(self, plot: LabPlot, theme: Theme) -> None:
        super().__init__(theme)
        self.plot, self._theme = plot, theme
        self.focused = plot.focus
        self.said = label("", "bold", wrap=True)
        self.canvas = pg.PlotWidget(axisItems={"bottom": Days(plot), "left": Values(plot)})
        self.setAccessibleName(plot.panel.readout.name)
        self.canvas.setAccessibleName(plot.panel.readout.name)
        for part in (self.canvas, self.canvas.viewport()):
            part.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the frame around it takes the keys, and has the words
        self.canvas.setMinimumHeight(theme.px(HIGH))
        column = QVBoxLayout(self)
        column.setContentsMargins(3, 3, 3, 3)
        column.setSpacing(2)
        for part in (self.said, self.canvas, label(plot.keys, "muted", wrap=True)):
            column.addWidget(part)
        self._draw()
        self.whole()
        self.choose(self.focused)

    def y_of(self, value: float) -> float:
        """A value on the axis."""
        axis = self.plot.panel.axis
        if not axis.log:
            return value
        return math.log10(value) if value > 0 else math.log10(axis.low) - BELOW_ZERO

    def _pen(self, role: Role, *, dashed: bool = False) -> QPen:
        style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
        pen: QPen = pg.mkPen(self._theme.colour(role), width=1, style=style)
        return pen

    def _draw(self) -> None:
        plot, theme = self.plot, self._theme
        item = self.canvas.getPlotItem()
        self.canvas.setBackground(theme.colour(Role.PANEL))
        item.setMenuEnabled(False)
        item.hideButtons()
        item.showGrid(x=True, y=False, alpha=0.25)
        for side, text in (("bottom", plot.across), ("left", plot.up)):
            axis = item.getAxis(side)
            axis.setPen(self._pen(Role.EDGE))
            axis.setTextPen(self._pen(Role.TEXT))
            axis.setStyle(tickFont=theme.font(12))
            item.setLabel(side, text, color=theme.colour(Role.TEXT).name(), **{"font-size": f"{theme.px(13)}px"})
        self._ground(item)
        self._results(item)
        self.ring = pg.ScatterPlotItem(size=theme.px(18), pen=self._pen(Role.ACCENT), brush=None)
        self.line = pg.InfiniteLine(angle=90, movable=False, pen=self._pen(Role.ACCENT))
        for one in (self.line, self.ring):
            item.addItem(one)
        self.canvas.scene().sigMouseClicked.connect(self._clicked)

    def _ground(self, item: Any) -> None:  # noqa: ANN401  (pyqtgraph ships no types)
        """The normal band, where grades begin, and now."""
        panel, axis = self.plot.panel, self.plot.panel.axis
        if panel.band is not None:
            ends = [axis.low if panel.band.low is None else panel.band.low,
                    axis.high if panel.band.high is None else panel.band.high]  # fmt: skip
            band = pg.LinearRegionItem([self.y_of(end) for end in ends], orientation="horizontal", movable=False,
                                       brush=self._theme.colour(Role.BAND), pen=pg.mkPen(None))  # fmt: skip
            band.setZValue(-10)
            item.addItem(band)
        for edge in panel.edges:
            options = {"position": 0.99, "anchors": [(1, 0.5), (1, 0.5)], "color": self._theme.colour(Role.TEXT),
                       "fill": self._theme.colour(Role.PANEL)}  # fmt: skip
            item.addItem(pg.InfiniteLine(self.y_of(edge.value), angle=0, movable=False, label=edge.name,
                                         pen=self._pen(Role.EDGE, dashed=True), labelOpts=options))  # fmt: skip
        item.addItem(pg.InfiniteLine(self.plot.now, angle=90, movable=False, pen=self._pen(Role.TEXT)))

    def _results(self, item: Any) -> None:  # noqa: ANN401  (pyqtgraph ships no types)
        """The line where two results follow each other, and every result by how it came."""
        points = self.plot.panel.points
        ends = [end for before, after in pairwise(points) if after.joined for end in (before, after)]
        if ends:
            across, up = [end.at for end in ends], [self.y_of(end.value) for end in ends]
            item.addItem(pg.PlotCurveItem(across, up, connect="pairs", pen=self._pen(Role.TEXT)))
        item.addItem(pg.ScatterPlotItem(spots=[self._spot(point) for point in points]))

    def _spot(self, point: LabPoint) -> dict[str, Any]:
        hollow = point.preliminary or point.derived or bool(point.sign)
        symbol = SYMBOLS.get(point.sign, "d" if point.derived else "o")
        role = Role.PANEL if hollow else Role.TEXT
        size = self._theme.px(12 if point.sign else 9)
        pen, brush = self._pen(Role.TEXT, dashed=point.preliminary), self._theme.colour(role)
        pos = (point.at, self.y_of(point.value))
        return {"pos": pos, "symbol": symbol, "size": size, "pen": pen, "brush": brush}

    def choose(self, place: int) -> None:
        """Put the focus on a result; beyond the ends it stays on the last one."""
        points = self.plot.panel.points
        self.focused = max(0, min(place, len(points) - 1))
        point = points[self.focused]
        self.line.setValue(point.at)
        self.ring.setData([point.at], [self.y_of(point.value)])
        set_text(self.said, self.plot.said[self.focused])
        self.setAccessibleDescription(f"{self.plot.said[self.focused]}. {self.plot.panel.summary}")
        low, high = self.canvas.viewRange()[0]
        if not low <= point.at <= high:
            self.pan((point.at - (low + high) / 2) / (high - low))
        self.moved.emit(point.result)

    def whole(self) -> None:
        """Everything there is."""
        plot, axis = self.plot, self.plot.panel.axis
        low = self.y_of(0) - BELOW_ZERO / 2 if axis.zero else self.y_of(axis.low)
        ends = (self.y_of(axis.low) if not axis.log else low, self.y_of(axis.high))
        room = (plot.end - plot.start) * NAMES
        self.canvas.setXRange(plot.start, plot.end + room, padding=0.02)
        self.canvas.setYRange(*ends, padding=0.04)

    def zoom(self, by: float) -> None:
        """Nearer (above 1) or further around the result in focus."""
        at = self.plot.panel.points[self.focused]
        self.canvas.getViewBox().scaleBy(x=1 / by, y=1, center=(at.at, self.y_of(at.value)))

    def pan(self, part: float) -> None:
        """Later days (above 0) or earlier ones, by a part of the window."""
        low, high = self.canvas.viewRange()[0]
        self.canvas.getViewBox().translateBy(x=part * (high - low), y=0)

    def _clicked(self, event: Any) -> None:  # noqa: ANN401  (pyqtgraph ships no types)
        """A click takes the nearest result in time."""
        at = self.canvas.getViewBox().mapSceneToView(event.scenePos()).x()
        points = self.plot.panel.points
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.choose(min(range(len(points)), key=lambda place: abs(points[place].at - at)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left, right: results, with Ctrl the window moves. Plus, minus: zoom. Home: all of it."""
        key, held = Qt.Key(event.key()), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key in KEYS:
            way = -1 if key is KEYS[0] else 1
            if held:
                self.pan(PAN * way)
            else:
                self.choose(self.focused + way)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_Equal):
            self.zoom(1 / ZOOM if key is Qt.Key.Key_Minus else ZOOM)
        elif key is Qt.Key.Key_Home:
            self.whole()
        else:
            super().keyPressEvent(event)
