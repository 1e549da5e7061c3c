"""The status line of a chart: six cells, read from two metres; with large letters in small on all tabs but Now."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from blin21_desktop.present.status import StatusCell
from blin21_desktop.ui.flow import Flow
from blin21_desktop.ui.grade_chip import GradeChip
from blin21_desktop.ui.icons import draw_icon
from blin21_desktop.ui.theme import Role, Theme
from blin21_desktop.ui.widgets import clear, frame, label

SMALL_FROM = 150
"""From this scale (percent) on the line is small where a tab needs the room."""


class Icon(QWidget):
    """A drawn icon beside a word."""

    def __init__(self, name: str, role: Role, theme: Theme) -> None:
        super().__init__()
        self._name, self._role, self._theme = name, role, theme
        self.setFixedSize(theme.px(24), theme.px(24))

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(self._theme.px(24), self._theme.px(24))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        draw_icon(painter, self._name, QRectF(self.rect()), self._theme.colour(self._role))
        painter.end()


class StatusLine(QFrame):
    """Shows finished cells. Small: each in one row, its notes are only spoken; the tab Now has them all."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._cells: tuple[StatusCell, ...] = ()
        self._small = False
        self.setProperty("look", "status")
        self._flow = Flow(self, gap=0, even=True, margins=QMargins(0, 4, 0, 4))

    def show_cells(self, cells: tuple[StatusCell, ...]) -> None:
        """Show other cells."""
        self._cells = cells
        clear(self._flow)
        for cell in cells:
            self._flow.addWidget(self._row(cell) if self._small else self._cell(cell))
        self.setAccessibleName(
            "; ".join(" ".join((c.label, c.value, *(chip.words for chip in c.chips), *c.notes)) for c in cells)
        )
        self.updateGeometry()

    def make_small(self, *, wanted: bool) -> None:
        """The tab below needs the room, or not; without large letters there is room enough."""
        small = wanted and self._theme.scale >= SMALL_FROM
        if small != self._small:
            self._small = small
            self.show_cells(self._cells)

    def _cell(self, cell: StatusCell) -> QWidget:
        made = frame("ink" if cell.tone == "ink" else "cell")
        column = QVBoxLayout(made)
        column.setContentsMargins(14, 0, 14, 2)
        column.setSpacing(0)
        column.addWidget(label(cell.label, "label"))
        column.addLayout(self._value(cell, "run" if cell.tone == "accent" else "key"))
        for note in cell.notes:
            column.addWidget(label(note, "label"))
        column.addStretch(1)
        return made

    def _row(self, cell: StatusCell) -> QWidget:
        made = frame("ink" if cell.tone == "ink" else "cell")
        row = QHBoxLayout(made)
        row.setContentsMargins(14, 0, 10, 0)
        row.addWidget(label(cell.label, "label"))
        row.addLayout(self._value(cell, "bold"))
        return made

    def _value(self, cell: StatusCell, ink: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        if cell.icon:
            row.addWidget(Icon(cell.icon, Role.ACCENT if cell.tone == "accent" else Role.TEXT, self._theme))
        row.addWidget(label(cell.value, ink))
        for chip in cell.chips:
            row.addWidget(GradeChip(chip, self._theme, 14 if self._small else 19))
        row.addStretch(1)
        return row
