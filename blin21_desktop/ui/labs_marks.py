"""The marks of a laboratory value: how it came is told by its shape and a small sign, never by a colour alone."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from blin21_desktop.present.labs_points import LabPoint
from blin21_desktop.ui.lines import leading
from blin21_desktop.ui.theme import Role, Theme

POINT, LAST, RIM, SERIES = 3.2, 4.6, 1.2, 1.4
"""Radius of a point and of the last one, rim, line, px at 100 %."""

POLYGONS: dict[str, tuple[tuple[float, float], ...]] = {
    "square": ((-1, -1), (1, -1), (1, 1), (-1, 1)),
    "diamond": ((0, -1.4), (1.4, 0), (0, 1.4), (-1.4, 0)),
    "triangle": ((0, -1.3), (1.3, 1), (-1.3, 1)),
    "bar": ((-1.4, -0.5), (1.4, -0.5), (1.4, 0.5), (-1.4, 0.5)),
    "star": ((0, -1.5), (0.4, -0.4), (1.5, -0.4), (0.6, 0.3), (0.9, 1.4), (0, 0.7), (-0.9, 1.4), (-0.6, 0.3),
             (-1.5, -0.4), (-0.4, -0.4)),
    "hourglass": ((-1.1, -1.3), (1.1, -1.3), (-1.1, 1.3), (1.1, 1.3)),
    "bow": ((-1.4, -1), (-1.4, 1), (1.4, -1), (1.4, 1)),
    "pole": ((-0.5, -1.5), (0.5, -1.5), (0.5, 1.5), (-0.5, 1.5)),
    "left": ((-1.3, 0), (1, -1.3), (1, 1.3)),
    "right": ((1.3, 0), (-1, -1.3), (-1, 1.3)),
    "down": ((0, 1.3), (1.3, -1), (-1.3, -1)),
    "house": ((0, -1.4), (1.1, -0.3), (1.1, 1.1), (-1.1, 1.1), (-1.1, -0.3)),
    "step": ((-1.2, 1.2), (-1.2, 0), (0, 0), (0, -1.2), (1.2, -1.2), (1.2, 1.2)),
}  # fmt: skip
"""Corners in units of the radius, y downwards."""

STROKES: dict[str, tuple[tuple[float, float, float, float], ...]] = {
    "cross": ((-1, -1, 1, 1), (-1, 1, 1, -1)),
    "plus": ((-1.3, 0, 1.3, 0), (0, -1.3, 0, 1.3)),
}
"""Shapes without an inside, as lines."""

SHAPES = (
    "circle", "square", "diamond", "triangle", "cross", "bar", "star", "plus", "hourglass", "pole", "bow", "left",
    "right", "down", "house", "step",
)  # fmt: skip
"""Shapes of several series in one graph, in turn: more than there are lines in any."""


def draw_shape(painter: QPainter, at: QPointF, shape: str, radius: float) -> None:
    """A shape around a point with the painter's pen and brush."""
    x, y, r = at.x(), at.y(), radius
    if shape in STROKES:
        for left, top, right, bottom in STROKES[shape]:
            painter.drawLine(QPointF(x + r * left, y + r * top), QPointF(x + r * right, y + r * bottom))
    elif shape in POLYGONS:
        painter.drawPolygon(QPolygonF([QPointF(x + r * dx, y + r * dy) for dx, dy in POLYGONS[shape]]))
    else:
        painter.drawEllipse(at, r, r)


def draw_bound(painter: QPainter, at: QPointF, *, above: bool, radius: float) -> None:
    """A small arrow at a mark: the true value lies above or below it."""
    tip = QPointF(at.x(), at.y() + (-3.4 if above else 3.4) * radius)
    painter.drawLine(QPointF(at.x(), at.y() + (-1.5 if above else 1.5) * radius), tip)
    for side in (-0.8, 0.8):
        painter.drawLine(tip, QPointF(tip.x() + side * radius, tip.y() + (1 if above else -1) * radius))


def draw_point(painter: QPainter, at: QPointF, point: LabPoint, theme: Theme, *, last: bool) -> None:
    """One result: filled when final and measured, hollow when it is not or only a bound is known."""
    scale = theme.scale / 100
    radius = (LAST if last else POINT) * scale
    colour = theme.colour(Role.TEXT)
    hollow = point.preliminary or point.derived or bool(point.sign)
    painter.setBrush(theme.colour(Role.PANEL) if hollow else colour)
    pen = QPen(colour if hollow else theme.colour(Role.WINDOW), (SERIES if hollow else RIM) * scale)
    if point.preliminary:
        pen.setDashPattern([1.5, 1.5])
    painter.setPen(pen)
    shape = {"<": "down", ">": "triangle"}.get(point.sign, "diamond" if point.derived else "circle")
    draw_shape(painter, at, shape, radius + (scale if hollow else 0))
    signs = "✎" * point.by_hand + "↻" * point.corrected + "⇄" * point.converted
    if signs:
        font = theme.font(11)
        painter.setFont(font)
        painter.setPen(theme.colour(Role.MUTED))
        box = QRectF(at.x() - 40 * scale, at.y() - radius - leading(font), 80 * scale, leading(font))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), signs)
