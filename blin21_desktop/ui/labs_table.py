"""The table of the tab Labs with its small curves; Enter opens the newest result of a row."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QStyleOptionViewItem

from blin21_desktop.present.labs_spark import Spark
from blin21_desktop.present.labs_table import RULE, SPARK
from blin21_desktop.ui.entry_table import SIDE, TOP, EntryDelegate, EntryTable
from blin21_desktop.ui.labs_samples import ENTER
from blin21_desktop.ui.models.record_model import Row
from blin21_desktop.ui.spark_view import HIGH, WIDE, paint_spark
from blin21_desktop.ui.theme import Theme

LEAST_RULE = 260


class SparkDelegate(EntryDelegate):
    """Paints the curve of a row into its column."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._scaled = theme

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The cell, then the curve."""
        super().paint(painter, option, index)
        table = option.widget
        rows = table.rows() if isinstance(table, EntryTable) else ()
        curve: Spark | None = getattr(rows[index.row()], "spark", None) if index.row() < len(rows) else None
        if index.column() == SPARK and curve is not None:
            high = self._scaled.px(HIGH - 8)
            box = QRectF(option.rect).adjusted(SIDE, 0, -SIDE, 0)
            box = QRectF(box.left(), box.top() + self._scaled.px(TOP + 4), box.width(), high)
            paint_spark(painter, curve, box, self._scaled)


class LabsTable(EntryTable):
    """As high as its rows; the page around it scrolls. `opened` carries the id of a result. `spark`: one has curves."""

    opened = Signal(str)

    def __init__(self, theme: Theme, *, spark: bool = True, details: int = RULE) -> None:
        super().__init__(theme, details=details if spark else -1, least=LEAST_RULE)
        self._spark = spark
        self._delegate = SparkDelegate(theme)
        self.setItemDelegate(self._delegate)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_view(self, columns: tuple[str, ...], rows: tuple[Row, ...]) -> None:  # type: ignore[override]
        """Show rows and grow to them."""
        super().show_view(columns, rows)
        self.setFixedHeight(self.needed_height())

    def needed_height(self) -> int:
        """With the scroll bar below, where it is needed."""
        wide = self.horizontalHeader().length() > self.viewport().width()
        return super().needed_height() + (self.horizontalScrollBar().sizeHint().height() if wide else 0)

    def _widths(self, column: int) -> tuple[int, int, int]:
        least, firm, wide = super()._widths(column)
        if column != SPARK or not self._spark:
            return least, firm, wide
        curve = self._theme.px(WIDE) + 2 * SIDE
        return max(least, self._theme.px(90)), max(firm, self._theme.px(110)), max(wide, curve)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width wants another height."""
        super().resizeEvent(event)
        self.setFixedHeight(self.needed_height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the result of the row."""
        if event.key() in ENTER and self.chosen():
            self.opened.emit(self.chosen())
            return
        super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """So does a double click."""
        if self.indexAt(event.position().toPoint()).isValid() and self.chosen():
            self.opened.emit(self.chosen())
