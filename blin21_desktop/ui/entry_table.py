"""A table of finished rows about entries: text wraps, rows grow, what was withdrawn is struck out."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from blin21_desktop.ui.cell_painter import CellPainter
from blin21_desktop.ui.models.record_model import CELL_ROLE, RecordModel, Row
from blin21_desktop.ui.theme import Role, Theme

DETAILS = 2
"""The column that takes the room that is left, where a table names no other."""

SIDE, TOP = 12, 6
"""Inner margins of a cell, px; the side does not grow with the scale, the words need the room."""

LEAST_DETAILS = 340
"""Its least width, px, where a table names no other."""


class EntryDelegate(QStyledItemDelegate):
    """Paints one cell of an entry."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.cells = CellPainter(theme)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Ground, then the lines."""
        theme = self._theme
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        ground = Role.SELECTED if chosen else (Role.BAND_ROW if index.row() % 2 else Role.PANEL)
        painter.save()
        painter.fillRect(box, theme.colour(ground))
        inner = box.adjusted(SIDE, theme.px(TOP), -SIDE, 0)
        self.cells.paint(painter, index.data(CELL_ROLE), inner)
        painter.setPen(QPen(theme.colour(Role.LINE), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        painter.restore()


class EntryTable(QTableView):
    """Shows finished rows of cells; text wraps, rows grow."""

    def __init__(self, theme: Theme, *, details: int = DETAILS, least: int = LEAST_DETAILS) -> None:
        super().__init__()
        self._theme = theme
        self._details, self._least = details, least
        self._wanted: dict[tuple[int, int], tuple[int, int, int]] = {}
        self._model = RecordModel()
        self._delegate = EntryDelegate(theme)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(False)

    def show_view(self, columns: tuple[str, ...], rows: Sequence[Row]) -> None:
        """Show other rows; equal ones are left alone, so the scroll place stays."""
        if self._model.show(columns, rows):
            self._wanted.clear()
        self.fit()

    def rows(self) -> tuple[Row, ...]:
        """The rows as shown."""
        return self._model.rows

    def chosen(self) -> str:
        """The id of the entry of the selected row, or empty."""
        place = self.currentIndex().row()
        return self._model.rows[place].entry if 0 <= place < len(self._model.rows) else ""

    def choose(self, entry: str) -> None:
        """Select the row of an entry and bring it into view."""
        for place, row in enumerate(self._model.rows):
            if row.entry == entry:
                self.selectRow(place)
                self.scrollTo(self._model.index(place, 0))

    def needed_height(self) -> int:
        """Height of head and all rows, px."""
        self.fit()
        rows = sum(self.rowHeight(place) for place in range(len(self._model.rows)))
        return rows + self.horizontalHeader().sizeHint().height() + 4

    def firm_width(self) -> int:
        """Width at which all lines that are read first stay whole, those of the details aside, px."""
        return sum(self._widths(column)[1] for column in range(self._model.columnCount()))

    def fit(self) -> None:
        """Widths by content, details take the rest; where that is too little, words go on below. Nothing is cut."""
        columns = self._model.columnCount()
        if columns > max(0, self._details):
            for column, width in enumerate(self._shared(columns)):
                self.setColumnWidth(column, width)
        measure = self._delegate.cells.measure
        inner = [self.columnWidth(column) - 2 * SIDE for column in range(columns)]
        for place, cells in enumerate(self._model.cells):
            high = max(measure.height(cell, width) for cell, width in zip(cells, inner, strict=True))
            self.setRowHeight(place, high + 2 * self._theme.px(TOP))

    def _shared(self, columns: int) -> list[int]:
        """The width of each column, px: as its longest line wants; where that is too much, less for all of them."""
        least, firm, wide = (list(widths) for widths in zip(*map(self._widths, range(columns)), strict=True))
        room = self.viewport().width()
        wide[self._details] = max(wide[self._details], room - (sum(wide) - wide[self._details]))
        over = sum(wide) - room
        low = firm if sum(firm) <= room else least
        give = sum(wide) - sum(low)
        if over <= 0 or give <= 0:
            return wide
        part = min(1.0, over / give)
        return [max(down, width - math.ceil(part * (width - down))) for width, down in zip(wide, low, strict=True)]

    def _widths(self, column: int) -> tuple[int, int, int]:
        """What a column needs at least, with its first lines whole, and with no line broken; its head is whole, px."""
        key = column, self._theme.scale
        if key not in self._wanted:
            self._wanted[key] = self._measured(column)
        return self._wanted[key]

    def _measured(self, column: int) -> tuple[int, int, int]:
        head = str(self._model.headerData(column, Qt.Orientation.Horizontal))
        title = QFontMetrics(self._theme.font(13)).horizontalAdvance(head)
        measure = self._delegate.cells.measure
        cells = [cells[column] for cells in self._model.cells]
        least = max([title, *(measure.least_width(cell) for cell in cells)]) + 2 * SIDE
        if column == self._details:
            return least, max(least, self._least), max(least, self._least)
        firm = max([title, *(measure.firm_width(cell) for cell in cells)]) + 2 * SIDE
        return least, firm, max([title, *(measure.natural_width(cell) for cell in cells)]) + 2 * SIDE

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Home and End go to the first and the last row: what is chosen is a row, never a cell of it."""
        ends = (QAbstractItemView.CursorAction.MoveHome, QAbstractItemView.CursorAction.MoveEnd)
        return super().moveCursor(action, Qt.KeyboardModifier.ControlModifier if action in ends else modifiers)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again."""
        super().resizeEvent(event)
        self.fit()
