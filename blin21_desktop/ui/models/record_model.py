"""The Record tab's rows for Qt: finished text, withdrawn entries struck out and said in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from blin21_desktop.present.cells import Cell

Index = QModelIndex | QPersistentModelIndex

CELL_ROLE = Qt.ItemDataRole.UserRole + 2
"""The finished `Cell` of an index."""


class Row(Protocol):
    """A finished row: cells in the order of the columns, and the entry it is about."""

    @property
    def entry(self) -> str:
        """Id of the entry."""

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Finished cells."""


class RecordModel(QAbstractTableModel):
    """Rows of entries."""

    def __init__(self) -> None:
        super().__init__()
        self._columns: tuple[str, ...] = ()
        self._rows: tuple[Row, ...] = ()
        self._cells: tuple[tuple[Cell, ...], ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows as shown."""
        return self._rows

    @property
    def cells(self) -> tuple[tuple[Cell, ...], ...]:
        """The cells of each row; a row may make its own anew each time it is asked."""
        return self._cells

    def show(self, columns: tuple[str, ...], rows: Sequence[Row]) -> bool:
        """Show other rows; gives whether anything is different."""
        if (columns, tuple(rows)) == (self._columns, self._rows):
            return False
        self.beginResetModel()
        self._columns, self._rows = columns, tuple(rows)
        self._cells = tuple(row.cells for row in self._rows)
        self.endResetModel()
        return True

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default)
        """Entries shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default)
        """Columns shown."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401  (Qt's variant)
        """The finished text of a cell, and how it looks."""
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._cells[index.row()][index.column()].text
        if role == CELL_ROLE:
            return self._cells[index.row()][index.column()]
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """The column's head."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section]
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None
