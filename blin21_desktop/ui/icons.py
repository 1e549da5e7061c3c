"""Icons drawn as paths on a 16 px grid; a word always stands beside each."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF


def draw_icon(painter: QPainter, name: str, box: QRectF, colour: QColor) -> None:
    """Draw icon `name` into the square `box`. An unknown name draws nothing."""
    shape = _SHAPES.get(name)
    if shape is None:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(box.topLeft())
    painter.scale(box.width() / 16, box.height() / 16)
    painter.setPen(QPen(colour, 1.8))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    shape(painter, colour)
    painter.restore()


def _run(painter: QPainter, colour: QColor) -> None:
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(4, 3), QPointF(13, 8), QPointF(4, 13)]))
    painter.fillPath(path, colour)


def _pause(painter: QPainter, colour: QColor) -> None:
    painter.fillRect(QRectF(4, 3, 3, 10), colour)
    painter.fillRect(QRectF(9, 3, 3, 10), colour)


def _completed(painter: QPainter, colour: QColor) -> None:
    painter.fillRect(QRectF(4, 4, 8.5, 8.5), colour)


def _discontinued(painter: QPainter, _colour: QColor) -> None:
    painter.drawRect(QRectF(3, 3, 10, 10))
    painter.drawLine(QPointF(5.5, 5.5), QPointF(10.5, 10.5))
    painter.drawLine(QPointF(10.5, 5.5), QPointF(5.5, 10.5))


def _not_started(painter: QPainter, _colour: QColor) -> None:
    painter.drawEllipse(QRectF(4, 4, 8.5, 8.5))


def _unknown(painter: QPainter, colour: QColor) -> None:
    painter.setPen(QPen(colour, 1.6, Qt.PenStyle.DashLine))
    painter.drawEllipse(QRectF(2, 2, 12, 12))
    painter.setPen(QPen(colour, 1.8))
    painter.drawArc(QRectF(5.5, 4.5, 5, 4.5), -60 * 16, 240 * 16)
    painter.drawPoint(QPointF(8, 11.5))


def _step(painter: QPainter, _colour: QColor) -> None:
    painter.drawPolyline(QPolygonF([QPointF(1, 12), QPointF(7, 12), QPointF(7, 5), QPointF(13, 5)]))
    painter.drawPolyline(QPolygonF([QPointF(10.5, 2), QPointF(14, 5), QPointF(10.5, 8)]))


def _same_name(painter: QPainter, _colour: QColor) -> None:
    painter.drawEllipse(QRectF(2.5, 2.5, 4.5, 4.5))
    painter.drawEllipse(QRectF(9, 2.5, 4.5, 4.5))
    painter.drawArc(QRectF(1, 8.5, 7, 9), 0, 180 * 16)
    painter.drawArc(QRectF(8, 8.5, 7, 9), 0, 180 * 16)


_SHAPES: dict[str, Callable[[QPainter, QColor], None]] = {
    "run": _run,
    "pause": _pause,
    "completed": _completed,
    "discontinued": _discontinued,
    "not_started": _not_started,
    "unknown": _unknown,
    "step": _step,
    "same_name": _same_name,
}
