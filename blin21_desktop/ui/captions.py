"""Captions below the ribbon: each at its place on the time axis, moved down a line rather than over another."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from blin21_desktop.present.infusion_tab import Caption
from blin21_desktop.present.words import Words
from blin21_desktop.ui.lines import base, leading
from blin21_desktop.ui.theme import Role, Theme

SIDE = 2
"""Left edge of every lane, px; the right edge is 3 px from the widget's."""


def placed(wanted: Sequence[tuple[float, int]], left: float, right: float, gap: int) -> list[tuple[float, int]]:
    """Left edge and line (0, 1, ...) of each text, from where it would begin and how wide it is, all in px.

    `wanted` runs from left to right. The rightmost text gets the first line; one that would run into texts to its
    right goes below all of them, so that no thread down to a text passes through another. None leaves the lane.
    """
    found: list[tuple[float, int]] = []
    for begin, wide in reversed(wanted):
        x = max(left, min(begin, right - wide))
        row = 1 + max((row for other, row in found if other < x + wide + gap), default=-1)
        found.append((x, row))
    return list(reversed(found))


class CaptionLane(QWidget):
    """Draws the captions below the lanes of dose and bags, each hanging on a thread from its place."""

    def __init__(self, captions: Sequence[Caption], cells: int, words: Words, theme: Theme) -> None:
        super().__init__()
        self._captions = sorted(captions, key=lambda caption: caption.at)
        self._cells, self._theme = cells, theme
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(words.joined(caption.text for caption in self._captions))

    def sizeHint(self) -> QSize:
        """As high as at a middling width."""
        wide = self._theme.px(560)
        return QSize(wide, self.heightForWidth(wide))

    def heightForWidth(self, width: int) -> int:
        """So many lines as the captions need there."""
        rows = 1 + max((row for _, row in self.placed(width)), default=0)
        return rows * leading(self._theme.font(12)) + self._theme.px(6)

    def placed(self, width: int) -> list[tuple[float, int]]:
        """Left edge (px) and line of each caption at a width."""
        theme = self._theme
        wanted = [(self._x(caption, width) + theme.px(5), self._wide(caption)) for caption in self._captions]
        return placed(wanted, theme.px(SIDE), width - theme.px(3), theme.px(10))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Threads first, the words over them."""
        theme, painter = self._theme, QPainter(self)
        line, where = leading(theme.font(12)), self.placed(self.width())
        for caption, (_, row) in zip(self._captions, where, strict=True):
            x = self._x(caption, self.width())
            painter.setPen(QPen(theme.colour(Role.TEXT), 3 if caption.mark == "now" else 1))
            painter.drawLine(QPointF(x, 0), QPointF(x, row * line + line * 0.7))
        for caption, (x, row) in zip(self._captions, where, strict=True):
            font = theme.font(12, bold=caption.mark == "now")
            wide = self._wide(caption)
            painter.fillRect(QRectF(x - 2, row * line + 3, wide + 2, line), theme.colour(Role.PANEL))
            painter.setFont(font)
            painter.setPen(theme.colour(Role.TEXT if caption.mark == "now" else Role.MUTED))
            if caption.mark == "step":
                self._triangle(painter, x, row * line + theme.px(4))
            after = x + (self._sign() if caption.mark == "step" else 0)
            painter.drawText(QPointF(after, row * line + theme.px(3) + base(font)), caption.text)
        painter.end()

    def _triangle(self, painter: QPainter, x: float, y: float) -> None:
        theme, half = self._theme, self._theme.px(5)
        painter.setBrush(theme.colour(Role.TEXT))
        painter.drawPolygon(
            QPolygonF([QPointF(x + half, y), QPointF(x, y + 2 * half), QPointF(x + 2 * half, y + 2 * half)])
        )

    def _sign(self) -> int:
        """Room for the triangle, px."""
        return self._theme.px(15)

    def _wide(self, caption: Caption) -> int:
        text = QFontMetrics(self._theme.font(12, bold=caption.mark == "now")).horizontalAdvance(caption.text)
        return text + (self._sign() if caption.mark == "step" else 0)

    def _x(self, caption: Caption, width: int) -> float:
        left, right = self._theme.px(SIDE), width - self._theme.px(3)
        return left + caption.at * (right - left) / self._cells
