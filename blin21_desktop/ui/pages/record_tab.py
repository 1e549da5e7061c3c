"""Tab Record: every entry of the chart, newest first, withdrawn ones struck out and explained."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from blin21_desktop.present.record import RecordRow
from blin21_desktop.ui.models.record_model import RecordModel
from blin21_desktop.ui.theme import Theme

DETAILS = 2
"""The column that takes the room that is left."""


class RecordPage(QTableView):
    """Shows finished rows; text wraps, rows grow."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._model = RecordModel(theme)
        self.setModel(self._model)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(False)

    def show_view(self, columns: tuple[str, ...], rows: tuple[RecordRow, ...]) -> None:
        """Show other rows; equal ones are left alone, so the scroll place stays."""
        if self._model.show(columns, rows):
            self.fit()

    def rows(self) -> tuple[RecordRow, ...]:
        """The rows as shown."""
        return self._model.rows

    def fit(self) -> None:
        """Widths by content, details take the rest, heights so that nothing is cut."""
        header = self.horizontalHeader()
        used = 0
        for column in range(self._model.columnCount()):
            if column != DETAILS:
                used += self._fit_column(column)
        if self._model.columnCount() > DETAILS:
            header.setSectionResizeMode(DETAILS, QHeaderView.ResizeMode.Fixed)
            self.setColumnWidth(DETAILS, max(self._theme.px(320), self.viewport().width() - used))
        self.resizeRowsToContents()

    def _fit_column(self, column: int) -> int:
        metrics = QFontMetrics(self._theme.font(14, bold=True))
        texts = [str(self._model.headerData(column, Qt.Orientation.Horizontal))]
        texts += [row.cells[column] for row in self._model.rows]
        width = max(metrics.horizontalAdvance(text) for text in texts) + self._theme.px(26)
        self.setColumnWidth(column, width)
        return width

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again."""
        super().resizeEvent(event)
        self.fit()
