"""The table of the ward board: one patient a row, wide enough to cut nothing, Enter opens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from blin21_desktop.present.board import BoardRow, BoardView
from blin21_desktop.present.cells import Cell
from blin21_desktop.ui.cell_measure import paired_width
from blin21_desktop.ui.cell_painter import CellPainter
from blin21_desktop.ui.frozen_columns import FrozenColumns
from blin21_desktop.ui.models.board_model import ROW_ROLE, BoardModel
from blin21_desktop.ui.strip_view import MINI_HEIGHT, paint_mini
from blin21_desktop.ui.theme import Role, Theme

BED, COURSE = 0, 2
FROZEN = 2
"""So many columns stand still when the others scroll sideways: bed and patient."""

SIDE, TOP = 12, 6
"""Inner margins of a cell, px; the side does not grow with the scale, the words need the room."""

ROW_HEIGHT = 56
FIRM = -2
"""Place among the wishes, from the least, of the widths at which only second lines wrap."""

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RowDelegate(QStyledItemDelegate):
    """Paints one cell of a patient's row."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.cells = CellPainter(theme)

    def needed(self, row: BoardRow, column: int, width: int) -> int:
        """Height the cell needs at a column width."""
        inner = width - 2 * SIDE
        height = self.cells.measure.height(row.cells[column], inner) + 2 * self._theme.px(TOP)
        if column == COURSE and row.strip is not None:
            height += self._theme.px(MINI_HEIGHT + 4)
        return height

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Width and height without wrapping."""
        row: BoardRow = index.data(ROW_ROLE)
        width = self.cells.measure.natural_width(row.cells[index.column()]) + 2 * SIDE
        return QSize(width, self.needed(row, index.column(), width))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Ground, frame of the chosen row, then the cell."""
        theme = self._theme
        row: BoardRow = index.data(ROW_ROLE)
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        ground = Role.SELECTED if chosen else (Role.BAND_ROW if index.row() % 2 else Role.PANEL)
        ink = index.column() == BED and row.bed_overdue
        painter.save()
        painter.fillRect(box, theme.colour(Role.INK if ink else ground))
        inner = box.adjusted(SIDE, theme.px(TOP), -SIDE, 0)
        bottom = self.cells.paint(painter, row.cells[index.column()], inner, Role.ON_INK if ink else None)
        if index.column() == COURSE and row.strip is not None:
            paint_mini(painter, row.strip, QRect(inner.left(), bottom + theme.px(4), inner.width(), 0), theme)
        painter.setPen(QPen(theme.colour(Role.LINE), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        if chosen:
            self._frame(painter, box, index)
        painter.restore()

    def _frame(self, painter: QPainter, box: QRect, index: QModelIndex | QPersistentModelIndex) -> None:
        two = self._theme.px(2)
        colour = self._theme.colour(Role.ACCENT)
        painter.fillRect(QRect(box.left(), box.top(), box.width(), two), colour)
        painter.fillRect(QRect(box.left(), box.bottom() - two + 1, box.width(), two), colour)
        if index.column() == 0:
            painter.fillRect(QRect(box.left(), box.top(), two, box.height()), colour)
        if index.column() == index.model().columnCount() - 1:
            painter.fillRect(QRect(box.right() - two + 1, box.top(), two, box.height()), colour)


class BoardTable(QTableView):
    """The board's rows. `opened` carries the study number of the patient to open."""

    opened = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._fitting = False
        self._model = BoardModel()
        self._delegate = RowDelegate(theme)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.frozen = FrozenColumns(self, FROZEN)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(False)

    def show_view(self, view: BoardView) -> None:
        """Show the board's rows; the chosen patient stays chosen."""
        chosen = self.chosen()
        self._model.show(view.columns, view.rows)
        if view.rows and not self.selectionModel().hasSelection():
            self.choose(chosen or view.rows[0].patient)
        self.fit()

    def patients(self) -> list[str]:
        """Study numbers in the order shown."""
        return [row.patient for row in self._model.rows]

    def chosen(self) -> str | None:
        """The study number of the chosen row."""
        at = self.currentIndex().row()
        return self._model.rows[at].patient if 0 <= at < len(self._model.rows) else None

    def choose(self, patient: str) -> None:
        """Choose a patient's row; one who is not there: the first."""
        known = self.patients()
        if known:
            self.selectRow(known.index(patient) if patient in known else 0)

    def fit(self) -> None:
        """Set widths and heights so that every word is seen whole; the scroll bar takes room only when needed.

        Waits until the table is shown: its size before that is not the one it gets.
        """
        if self._fitting or not self.isVisible():
            return
        self._fitting = True
        bar = self.verticalScrollBar().sizeHint().width()
        below = self.height() - self.horizontalHeader().sizeHint().height()
        wishes = self._wishes()
        high = self._fit_into(self.width(), wishes)
        if self.horizontalHeader().length() > self.width():
            below -= self.horizontalScrollBar().sizeHint().height()
        fits = high <= below or self._fit_into(self.width() - bar, wishes) <= 0
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if fits else Qt.ScrollBarPolicy.ScrollBarAlwaysOn
        self.setVerticalScrollBarPolicy(policy)
        self._fitting = False
        self.frozen.follow()

    def _wishes(self) -> list[list[int]]:
        """Widths of the columns in px: without any wrapping, second lines on two, more often wrapped, at the least."""
        cells = self._delegate.cells.measure
        measures = (cells.natural_width, partial(paired_width, cells), cells.firm_width, cells.least_width)
        return [[self._width(column, measure) for column in range(self._model.columnCount())] for measure in measures]

    def _fit_into(self, room: int, wishes: list[list[int]]) -> int:
        """Fit columns into `room` px; gives the height of all rows."""
        columns = self._model.columnCount()
        for column, width in enumerate(share(wishes, room)):
            self.setColumnWidth(column, width)
        total = 0
        for place, row in enumerate(self._model.rows):
            needed = max(self._delegate.needed(row, column, self.columnWidth(column)) for column in range(columns))
            high = max(needed, self._theme.px(ROW_HEIGHT))
            self.setRowHeight(place, high)
            total += high
        return total

    def _width(self, column: int, measure: Callable[[Cell], int]) -> int:
        cells: list[Cell] = [row.cells[column] for row in self._model.rows]
        head = str(self._model.headerData(column, Qt.Orientation.Horizontal))
        title = QFontMetrics(self._theme.font(13)).horizontalAdvance(head) + 2 * SIDE
        return max([title, *(measure(cell) + 2 * SIDE for cell in cells)])

    def scrollTo(
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Show a cell, beside the columns that stand still and never below them."""
        super().scrollTo(index, hint)
        self.frozen.uncover(index)

    def showEvent(self, event: QShowEvent) -> None:
        """Fit to the size it is shown at."""
        super().showEvent(event)
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again."""
        super().resizeEvent(event)
        self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the chosen patient."""
        if event.key() in ENTER and self.chosen() is not None:
            self.opened.emit(self.chosen())
            return
        super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click opens."""
        if self.indexAt(event.position().toPoint()).isValid() and self.chosen() is not None:
            self.opened.emit(self.chosen())

    def changeEvent(self, event: QEvent) -> None:
        """Another font or style: fit again."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self.fit()


def share(wishes: Sequence[Sequence[int]], room: int) -> list[int]:
    """Column widths for `room` px. `wishes` hold widths from comfortable to least; the first that fits is widened.

    Between two wishes each column gives up its part of the difference. Less room than the least: the table scrolls
    sideways anyway, so the columns are comfortable again but for what is wrapped gladly.
    """
    for higher, lower in pairwise((wishes[0], *wishes)):
        if sum(lower) <= room:
            spare = room - sum(lower)
            part = sum(higher) - sum(lower)
            if part <= 0:
                total = max(1, sum(lower))
                given = [width + spare * width // total for width in lower]
            else:
                given = [low + spare * (high - low) // part for high, low in zip(higher, lower, strict=True)]
            return [*given[:-1], room - sum(given[:-1])] if given else given
    return list(wishes[FIRM])
