"""The grid of adverse events as a table: arrows go from cell to cell, Enter or a click shows what is behind a grade."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from blin21_desktop.present.ward_events import Grid, GridCell
from blin21_desktop.present.words import Words
from blin21_desktop.ui.grade_chip import chip_size, paint_chip
from blin21_desktop.ui.lines import leading, wrapped
from blin21_desktop.ui.strip_view import hatch
from blin21_desktop.ui.theme import Role, Theme

WIDE, HIGH, NAME = 50, 33, 236
"""Width of a column, height of a row, width of the terms, px at 100 %."""
HALF = 0.5

Index = QModelIndex | QPersistentModelIndex
CELL = Qt.ItemDataRole.UserRole + 1
_SPOKEN = (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
_ROOT = QModelIndex()


def not_given(painter: QPainter, box: QRectF, theme: Theme) -> None:
    """The hatch of a course that was not given: half as strong as that of a pause."""
    painter.save()
    painter.setOpacity(HALF)
    hatch(painter, box, theme, 5)
    painter.restore()


class GridModel(QAbstractTableModel):
    """Terms by patient and course."""

    def __init__(self, grid: Grid) -> None:
        super().__init__()
        self.grid = grid

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Terms."""
        return 0 if parent.isValid() else len(self.grid.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Courses of all patients."""
        return 0 if parent.isValid() else len(self.grid.columns)

    def cell(self, index: Index) -> GridCell:
        """The cell of an index."""
        return self.grid.rows[index.row()].cells[index.column()]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401  (Qt)
        """The cell itself, or its words."""
        if role == CELL:
            return self.cell(index)
        return self.cell(index).words if role in _SPOKEN else None

    def headerData(self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """The term; or the patient and course in one, for a screen reader."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if way == Qt.Orientation.Vertical:
            return self.grid.rows[section].name
        column = self.grid.columns[section]
        return f"{column.who} {column.name}"


class Heads(QHeaderView):
    """Patient over their courses. Each section draws its part of the patient's name."""

    def __init__(self, grid: Grid, theme: Theme) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._grid, self._theme = grid, theme
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        font = theme.font(12, bold=True)
        self._names = {
            place: wrapped(column.who, font, theme.px(WIDE) * self._count(place) - 6)
            for place, column in enumerate(grid.columns)
        }
        self._lines = max((len(lines) for lines in self._names.values()), default=1)

    def _first(self, section: int) -> int:
        columns = self._grid.columns
        return next(n for n, column in enumerate(columns) if column.patient == columns[section].patient)

    def _count(self, section: int) -> int:
        columns = self._grid.columns
        return sum(column.patient == columns[section].patient for column in columns)

    def sizeHint(self) -> QSize:
        """The names in as many lines as they need, and the courses."""
        theme = self._theme
        return QSize(0, leading(theme.font(12)) * (self._lines + 1) + theme.px(8))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """A part of the name, and the course."""
        theme, first = self._theme, self._first(section)
        wide = theme.px(WIDE)
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, theme.colour(Role.RAISED))
        font = theme.font(12, bold=True)
        painter.setFont(font)
        painter.setPen(theme.colour(Role.TEXT))
        start = rect.left() - wide * (section - first)
        for place, line in enumerate(self._names[section]):
            top = rect.top() + theme.px(3) + place * leading(font)
            box = QRectF(start, top, wide * self._count(section), leading(font))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignHCenter), line)
        painter.setFont(theme.font(12))
        painter.setPen(theme.colour(Role.MUTED))
        box = QRectF(rect.left(), rect.bottom() - leading(font) - theme.px(2), rect.width(), leading(font))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignHCenter), self._grid.columns[section].name)
        if section == first:
            painter.setPen(QPen(theme.colour(Role.EDGE), 1))
            painter.drawLine(rect.topLeft(), rect.bottomLeft())
        painter.restore()


class Terms(QHeaderView):
    """The terms at the left, whole: a long one takes more lines."""

    def __init__(self, grid: Grid, theme: Theme) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self._theme = theme
        self._font = theme.font(13)
        self._lines = [wrapped(row.name, self._font, theme.px(NAME) - theme.px(16)) for row in grid.rows]
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setFixedWidth(theme.px(NAME))

    def high(self, section: int) -> int:
        """Height of a row, px."""
        lines = len(self._lines[section]) * leading(self._font) + self._theme.px(10)
        return max(self._theme.px(HIGH), lines)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """The term."""
        theme = self._theme
        painter.save()
        painter.fillRect(rect, theme.colour(Role.PANEL))
        painter.setPen(QPen(theme.colour(Role.LINE), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setFont(self._font)
        painter.setPen(theme.colour(Role.TEXT))
        lines = self._lines[section]
        top = rect.center().y() - len(lines) * leading(self._font) / 2
        for place, line in enumerate(lines):
            box = QRectF(
                rect.left() + theme.px(8), top + place * leading(self._font), rect.width(), leading(self._font)
            )
            painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), line)
        painter.restore()


class GridDelegate(QStyledItemDelegate):
    """Paints one cell: its chip, a star, or the hatch of a course that was not given."""

    def __init__(self, grid: Grid, theme: Theme) -> None:
        super().__init__()
        self._grid, self._theme = grid, theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, then what stands in the cell."""
        theme, cell, column = self._theme, index.data(CELL), self._grid.columns[index.column()]
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.fillRect(box, theme.colour(Role.PANEL))
        if not column.given:
            not_given(painter, QRectF(box).adjusted(4, 4, -4, -4), theme)
        painter.setPen(QPen(theme.colour(Role.LINE), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        painter.setPen(QPen(theme.colour(Role.EDGE if column.course == 1 else Role.LINE), 1))
        painter.drawLine(box.topLeft(), box.bottomLeft())
        if cell.chip is not None:
            font = theme.font(14, bold=True)
            size = chip_size(cell.chip, font)
            place = QRectF(0, 0, min(size.width(), box.width() - 6), size.height())
            place.moveCenter(QRectF(box).center())
            paint_chip(painter, cell.chip, place, font, theme)
            if cell.star:
                painter.setFont(theme.font(18, bold=True))
                painter.setPen(theme.colour(Role.TEXT))
                painter.drawText(QRectF(place.right() - 1, box.top(), theme.px(12), box.height()), 0, "*")
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(theme.colour(Role.ACCENT), 2))
            painter.drawRect(box.adjusted(1, 1, -2, -2))
        painter.restore()


class EventGrid(QTableView):
    """The grid. `chosen` carries the words of the cell in focus; `wanted` its term, patient and course."""

    chosen = Signal(str)
    wanted = Signal(str, str, int)

    def __init__(self, grid: Grid, words: Words, theme: Theme) -> None:
        super().__init__()
        self._grid = grid
        self._kept = (GridModel(grid), GridDelegate(grid, theme))
        terms = Terms(grid, theme)
        self.setHorizontalHeader(Heads(grid, theme))
        self.setVerticalHeader(terms)
        model, delegate = self._kept
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(words.t("Adverse events, worst grade by patient and course"))
        for column in range(len(grid.columns)):
            self.setColumnWidth(column, theme.px(WIDE))
        for row in range(len(grid.rows)):
            self.setRowHeight(row, terms.high(row))
        self.selectionModel().currentChanged.connect(lambda new, _old: self.chosen.emit(model.cell(new).words))
        self.clicked.connect(lambda _: self._want())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter shows what is behind the grade."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._want()
            return
        super().keyPressEvent(event)

    def _want(self) -> None:
        index = self.currentIndex()
        if index.isValid() and self._kept[0].cell(index).chip is not None:
            column = self._grid.columns[index.column()]
            self.wanted.emit(self._grid.rows[index.row()].key, column.patient, column.course)
