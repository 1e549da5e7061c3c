"""A small curve of a laboratory series: in a cell of a table, or as a widget of its own."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from blin21_desktop.present.labs_spark import Spark, SparkPoint
from blin21_desktop.ui.labs_marks import draw_shape
from blin21_desktop.ui.theme import Role, Theme

WIDE, HIGH = 150, 30
"""Size of a curve, px at 100 %."""


def paint_spark(painter: QPainter, spark: Spark, box: QRectF, theme: Theme) -> None:
    """The band, the line, the newest value as a dot; values that are only a bound are hollow."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    scale = theme.scale / 100

    def at(point: SparkPoint) -> QPointF:
        return QPointF(box.left() + point.x * box.width(), box.bottom() - point.y * box.height())

    if spark.band is not None:
        low, high = (box.bottom() - end * box.height() for end in spark.band)
        painter.fillRect(QRectF(box.left(), high, box.width(), max(1.0, low - high)), theme.colour(Role.BAND))
    if spark.now is not None:
        x = box.left() + spark.now * box.width()
        painter.fillRect(QRectF(x, box.top() - 2, 1, box.height() + 4), theme.colour(Role.EDGE))
    painter.setPen(QPen(theme.colour(Role.TEXT), 1.4 * scale))
    for before, after in pairwise(spark.points):
        if after.joined:
            painter.drawLine(at(before), at(after))
    for point in spark.points:
        last = point is spark.points[-1]
        painter.setBrush(theme.colour(Role.PANEL) if point.hollow else theme.colour(Role.TEXT))
        painter.setPen(QPen(theme.colour(Role.TEXT), scale) if point.hollow else Qt.PenStyle.NoPen)
        draw_shape(painter, at(point), "down" if point.hollow else "circle", (3 if last else 1.3) * scale)
    painter.restore()


class SparkView(QWidget):
    """A curve as a widget; its accessible text is the sentence of the series."""

    def __init__(self, spark: Spark, name: str, theme: Theme) -> None:
        super().__init__()
        self._spark, self._theme = spark, theme
        self.setAccessibleName(name)
        self.setAccessibleDescription(spark.summary)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Fixed."""
        return QSize(self._theme.px(WIDE), self._theme.px(HIGH))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        five = self._theme.px(5)
        paint_spark(painter, self._spark, QRectF(self.rect()).adjusted(five, five, -five, -five), self._theme)
        painter.end()
