"""A table as high as its rows: the page around it scrolls, not the table."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from blin21_desktop.present.restart_plan_words import Table
from blin21_desktop.present.restart_sheet import column_of, plan_columns, plan_rows
from blin21_desktop.present.words import Words
from blin21_desktop.ui.entry_table import EntryTable
from blin21_desktop.ui.models.record_model import Row
from blin21_desktop.ui.theme import Theme

_Index = QModelIndex | QPersistentModelIndex

LEAST = 120
"""Least width of the column that takes what is left, px."""

WIDE_UP_TO, COLUMN = 150, 190
"""Up to this scale (percent) columns stand side by side where each has so much room, px at 100 %."""


class WholeTable(EntryTable):
    """Shows all its rows; never scrolls by itself. `shares` of the columns, in sum 1; none: all but the first alike."""

    def __init__(self, theme: Theme, shares: tuple[float, ...] = ()) -> None:
        super().__init__(theme, details=1, least=LEAST)
        self._shares = shares
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _shared(self, columns: int) -> list[int]:
        """The names as wide as they are, up to their share; all other columns the same, to be compared."""
        room = self.viewport().width()
        if self._shares:
            return [int(room * share) for share in self._shares]
        first = min(self._widths(0)[2], room // columns)
        each = (room - first) // max(1, columns - 1)
        return [room - each * (columns - 1), *(each for _ in range(columns - 1))]

    def show_view(self, columns: tuple[str, ...], rows: Sequence[Row]) -> None:
        """Show rows and grow to them."""
        super().show_view(columns, rows)
        self.setFixedHeight(self.needed_height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width wants another height."""
        super().resizeEvent(event)
        self.setFixedHeight(self.needed_height())

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        """The page around it brings the chosen row into view: the table itself never scrolls."""
        super().currentChanged(current, previous)
        page = _page_around(self)
        inside = None if page is None else page.widget()
        if page is not None and inside is not None and current.isValid():
            row = self.visualRect(current)
            for y in (row.bottom() + 1, row.top()):  # of a row higher than the page, its top
                page.ensureVisible(0, self.viewport().mapTo(inside, QPoint(0, y)).y(), 0, 0)


def _page_around(table: QWidget) -> QScrollArea | None:
    """The scrolling page a table stands in."""
    above = table.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    return above


class SideBySide(QWidget):
    """Alternatives as the columns of one table; where there is too little room, one small table below the other."""

    def __init__(self, table: Table, name: str, words: Words, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._count = len(table.heads)
        self.wide = WholeTable(theme)
        self.wide.setAccessibleName(name)
        self.wide.show_view(plan_columns(table, words), plan_rows(table, words))
        self.narrow: list[WholeTable] = []
        self._folded = QWidget()
        below = QVBoxLayout(self._folded)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(6)
        for place, head in enumerate(table.heads):
            one = WholeTable(theme)
            one.setAccessibleName(f"{name}: {' · '.join(head)}")
            column = column_of(table, place)
            one.show_view(plan_columns(column, words), plan_rows(column, words))
            below.addWidget(one)
            self.narrow.append(one)
        inner = QVBoxLayout(self)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.wide)
        inner.addWidget(self._folded)
        self._choose()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may want the other way."""
        super().resizeEvent(event)
        self._choose()

    def _choose(self) -> None:
        room = self._theme.px(COLUMN) * (self._count + 1) <= self.width() and self._theme.scale <= WIDE_UP_TO
        self.wide.setVisible(room)
        self._folded.setVisible(not room)
