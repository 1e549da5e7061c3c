"""The first columns of a table, standing still at its left while the others scroll sideways."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QTableView


class FrozenColumns(QTableView):
    """Lies over `table` and shows its first `count` columns whenever the table is wider than its room.

    It takes no focus; keys and clicks are the table's. `follow` after every change of widths, heights or size.
    """

    def __init__(self, table: QTableView, count: int) -> None:
        super().__init__(table)
        self._table, self._count = table, count
        self.setModel(table.model())
        self.setItemDelegate(table.itemDelegate())
        self.setSelectionModel(table.selectionModel())
        self.setProperty("look", "frozen")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSelectionBehavior(table.selectionBehavior())
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(False)
        table.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.hide()

    def wide(self) -> int:
        """Width of the columns that stand still, px."""
        return sum(self._table.columnWidth(column) for column in range(self._count))

    def follow(self) -> None:
        """Take over widths, heights and place; hidden while nothing scrolls sideways."""
        table = self._table
        view = table.viewport()
        self.setVisible(table.horizontalHeader().length() > view.width() > self.wide())
        if self.isHidden():
            return
        for column in range(table.model().columnCount()):
            self.setColumnHidden(column, column >= self._count)
            self.setColumnWidth(column, table.columnWidth(column))
        for row in range(table.model().rowCount()):
            self.setRowHeight(row, table.rowHeight(row))
        self.horizontalHeader().setFixedHeight(table.horizontalHeader().height())
        self.setGeometry(0, 0, self.wide() + self.frameWidth(), table.horizontalHeader().height() + view.height())
        self.verticalScrollBar().setValue(table.verticalScrollBar().value())
        self.raise_()

    def uncover(self, index: QModelIndex | QPersistentModelIndex) -> None:
        """Scroll the table so that a cell it was asked to show does not lie below these columns."""
        bar = self._table.horizontalScrollBar()
        below = self.wide() - self._table.visualRect(index).left()
        if self.isVisible() and index.column() >= self._count and below > 0:
            bar.setValue(bar.value() - below)
