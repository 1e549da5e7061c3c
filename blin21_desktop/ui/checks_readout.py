"""The left column of a lane: name, unit, newest value or its chip, when that was, and OLD past the site's limit."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from blin21_desktop.present.cells import Chip
from blin21_desktop.present.checks_lanes import Readout
from blin21_desktop.present.words import Words
from blin21_desktop.ui.grade_chip import chip_size, paint_chip
from blin21_desktop.ui.lines import leading, wrapped
from blin21_desktop.ui.theme import Ink, Role, Theme

LEFT = 208
"""Width of the column, px at 100 %."""

NAME, SMALL, VALUE, CHIP, OLD = 14, 12, 19, 14, 11
"""Sizes of the words, px at 100 %."""


def readout_height(read: Readout, theme: Theme) -> int:
    """Height of all its lines, px."""
    return sum(leading(theme.font(ink.size)) for _, ink in _lines(read, theme)) + theme.px(8)


def paint_readout(painter: QPainter, read: Readout, words: Words, theme: Theme) -> None:
    """Paint it at the left edge."""
    y = float(theme.px(4))
    right = theme.px(LEFT - 6)
    for text, ink in _lines(read, theme):
        font = theme.font(ink.size, bold=ink.bold)
        painter.setFont(font)
        painter.setPen(theme.colour(ink.role))
        box = QRectF(theme.px(2), y, right, leading(font))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text)
        y += leading(font)
    if read.chip is not None:
        _paint_chip(painter, read.chip, right, theme.px(5), CHIP, theme)
    elif read.value:
        font = theme.font(VALUE, bold=True)
        painter.setFont(font)
        painter.setPen(theme.colour(Role.TEXT))
        box = QRectF(0, theme.px(3), right, leading(font))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), read.value)
    if read.old:
        mark = Chip(words.t("OLD"), None, "")
        _paint_chip(painter, mark, right, y - chip_size(mark, theme.font(OLD, bold=True)).height() - 1, OLD, theme)


def _paint_chip(painter: QPainter, chip: Chip, right: float, top: float, size: int, theme: Theme) -> None:
    font = theme.font(size, bold=True)
    room = chip_size(chip, font)
    paint_chip(painter, chip, QRectF(right - room.width(), top, room.width(), room.height()), font, theme)


def _lines(read: Readout, theme: Theme) -> list[tuple[str, Ink]]:
    """The words from top to bottom, broken to the column."""
    room = theme.px(LEFT - 14)
    name, small = Ink(NAME, bold=True), Ink(SMALL, role=Role.MUTED)
    found = [(text, name) for text in wrapped(read.name, theme.font(NAME, bold=True), _name_room(read, theme))]
    if read.unit:
        found += [(text, small) for text in wrapped(read.unit, theme.font(SMALL), room)]
    if read.when:
        old = theme.px(48) if read.old else 0
        found += [(text, small) for text in wrapped(read.when, theme.font(SMALL), room - old)]
    return found


def _name_room(read: Readout, theme: Theme) -> int:
    """What the value or chip at the right leaves, px."""
    if read.chip is not None:
        return theme.px(LEFT - 24) - chip_size(read.chip, theme.font(CHIP, bold=True)).width()
    wide = QFontMetricsF(theme.font(VALUE, bold=True)).horizontalAdvance(read.value) if read.value else 0.0
    return round(theme.px(LEFT - 24) - wide)
