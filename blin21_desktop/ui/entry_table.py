"""A table of finished rows about entries: text wraps, rows grow, what was withdrawn is struck out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from blin21_desktop.ui.cell_painter import CellPainter
from blin21_desktop.ui.models.record_model import CELL_ROLE, RecordModel, Row
from blin21_desktop.ui.theme import Role, Theme

DETAILS = 2
"""The column that takes the room that is left."""

SIDE, TOP = 12, 6
"""Inner margins of a cell, px; the side does not grow with the scale, the words need the room."""

LEAST_DETAILS = 340
"""Its least width, px."""


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

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
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
        self._model.show(columns, rows)
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

    def fit(self) -> None:
        """Widths by content, details take the rest, heights so that nothing is cut."""
        theme, columns = self._theme, self._model.columnCount()
        used = sum(self._fit_column(column) for column in range(columns) if column != DETAILS)
        if columns > DETAILS:
            self.setColumnWidth(DETAILS, max(LEAST_DETAILS, self.viewport().width() - used))
        painter = self._delegate.cells.measure
        for place, row in enumerate(self._model.rows):
            inner = [self.columnWidth(column) - 2 * SIDE for column in range(columns)]
            high = max(painter.height(cell, width) for cell, width in zip(row.cells, inner, strict=True))
            self.setRowHeight(place, high + 2 * theme.px(TOP))

    def _fit_column(self, column: int) -> int:
        head = str(self._model.headerData(column, Qt.Orientation.Horizontal))
        title = QFontMetrics(self._theme.font(13)).horizontalAdvance(head)
        cells = [self._delegate.cells.measure.natural_width(row.cells[column]) for row in self._model.rows]
        width = max([title, *cells]) + 2 * SIDE
        self.setColumnWidth(column, width)
        return width

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again."""
        super().resizeEvent(event)
        self.fit()
