"""What the graphs of pyqtgraph share: a bare plot in the theme's colours, and drawing in pixels inside it.

The library is imported only where a graph is shown: it brings NumPy, which a ward board does not need.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pyqtgraph
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QTransform
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from blin21_desktop.ui.theme import Role, Theme

Ticks = list[tuple[float, str]]


def bare_plot(theme: Theme, *, rows: Ticks, columns: Ticks, size: int = 13) -> Any:  # noqa: ANN401  (ships no types)
    """A plot without menu, mouse or frame: labelled lines at `columns` and labels at `rows`; y grows downwards."""
    plot = pyqtgraph.PlotWidget(background=theme.colour(Role.PANEL))
    plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    plot.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)
    plot.setFrameShape(plot.Shape.NoFrame)
    plot.setMenuEnabled(False)
    plot.hideButtons()
    plot.setMouseEnabled(x=False, y=False)
    for side, ticks in (("left", rows), ("bottom", columns)):
        axis = plot.getAxis(side)
        axis.setTicks([ticks])
        axis.setTickFont(theme.font(size, bold=side == "left"))
        axis.setTextPen(theme.colour(Role.TEXT if side == "left" else Role.MUTED))
        axis.setPen(theme.colour(Role.EDGE))
        axis.setStyle(tickLength=0, tickTextOffset=theme.px(6), autoExpandTextSpace=True, hideOverlappingLabels=False)
    return plot


class Drawing(QGraphicsItem):
    """Something drawn in pixels, placed by the plot's own coordinates. `draw` gets the painter and what maps them."""

    def __init__(self, bounds: QRectF, draw: Callable[[QPainter, QTransform], None]) -> None:
        super().__init__()
        self._bounds, self._draw = bounds, draw

    def boundingRect(self) -> QRectF:
        """The whole plot."""
        return self._bounds

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        """Draw in pixels."""
        placing = painter.worldTransform()
        painter.save()
        painter.resetTransform()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw(painter, placing)
        painter.restore()


def span(placing: QTransform, start: float, end: float, y: float, height: float) -> QRectF:
    """The pixels from `start` to `end` around the line `y`, `height` px high."""
    left, right = placing.map(QPointF(start, y)), placing.map(QPointF(end, y))
    return QRectF(left.x(), left.y() - height / 2, right.x() - left.x(), height)
