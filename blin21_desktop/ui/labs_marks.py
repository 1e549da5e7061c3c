"""The marks of a laboratory value: how it came is told by its shape and a small sign, never by a colour alone."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from blin21_desktop.present.labs_points import LabPoint
from blin21_desktop.ui.lines import leading
from blin21_desktop.ui.theme import Role, Theme

POINT, LAST, RIM, SERIES = 3.2, 4.6, 1.2, 1.4
"""Radius of a point and of the last one, rim, line, px at 100 %."""

SHAPES = ("circle", "square", "diamond", "triangle", "cross", "bar")
"""Shapes of several series in one graph, in turn."""


def draw_shape(painter: QPainter, at: QPointF, shape: str, radius: float) -> None:
    """A shape around a point with the painter's pen and brush."""
    x, y, r = at.x(), at.y(), radius
    if shape == "circle":
        painter.drawEllipse(at, r, r)
    elif shape == "square":
        painter.drawRect(QRectF(x - r, y - r, 2 * r, 2 * r))
    elif shape == "cross":
        painter.drawLine(QPointF(x - r, y - r), QPointF(x + r, y + r))
        painter.drawLine(QPointF(x - r, y + r), QPointF(x + r, y - r))
    elif shape == "bar":
        painter.drawRect(QRectF(x - r * 1.4, y - r / 2, 2.8 * r, r))
    else:
        corners = {
            "diamond": ((0, -1.4), (1.4, 0), (0, 1.4), (-1.4, 0)),
            "triangle": ((0, -1.3), (1.3, 1), (-1.3, 1)),
            "down": ((0, 1.3), (1.3, -1), (-1.3, -1)),
        }[shape]
        painter.drawPolygon(QPolygonF([QPointF(x + r * dx, y + r * dy) for dx, dy in corners]))


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
