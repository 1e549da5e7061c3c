"""The words at the left of a panel of the tab Labs: name, unit, newest value with its chip, the one before it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from blin21_desktop.present.cells import Chip
from blin21_desktop.present.labs_panels import LabReadout
from blin21_desktop.ui.checks_readout import LEFT
from blin21_desktop.ui.grade_chip import chip_size, paint_chip
from blin21_desktop.ui.lines import leading, wrapped
from blin21_desktop.ui.theme import Ink, Role, Theme

NAME, SMALL, VALUE = Ink(14, bold=True), Ink(12, role=Role.MUTED), Ink(24, bold=True)
INDENT = 8


def left_height(read: LabReadout, theme: Theme) -> int:
    """Height of all its lines, px."""
    return sum(leading(theme.font(ink.size)) for _, ink in _lines(read, theme)) + theme.px(8)


def paint_left(painter: QPainter, read: LabReadout, theme: Theme) -> None:
    """Paint it at the left edge, the chip beside the value."""
    y = float(theme.px(4))
    for text, ink in _lines(read, theme):
        font = theme.font(ink.size, bold=ink.bold)
        painter.setFont(font)
        painter.setPen(theme.colour(ink.role))
        box = QRectF(theme.px(INDENT), y, theme.px(LEFT - INDENT), leading(font))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text)
        if ink is VALUE and read.chip is not None:
            _chip(painter, read.chip, y + leading(font) / 2, theme)
        y += leading(font)


def _chip(painter: QPainter, chip: Chip, middle: float, theme: Theme) -> None:
    font = theme.font(14, bold=True)
    size = chip_size(chip, font)
    box = QRectF(theme.px(LEFT - INDENT) - size.width(), middle - size.height() / 2, size.width(), size.height())
    paint_chip(painter, chip, box, font, theme)


def _lines(read: LabReadout, theme: Theme) -> list[tuple[str, Ink]]:
    room = theme.px(LEFT - 14)
    last = " · ".join(part for part in (read.previous, read.when) if part)
    whole = len(wrapped(read.name, theme.font(NAME.size, bold=True), room)) == 1
    return [
        (read.name if whole else read.short, NAME),
        (f"{read.short} · {read.unit}" if whole and read.unit else read.unit or read.short, SMALL),
        (read.value, VALUE),
        *((text, SMALL) for text in wrapped(last, theme.font(SMALL.size), room)),
    ]
