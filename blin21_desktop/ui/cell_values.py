"""What stands behind a cell of the grid of events: the values, their units and limits, the rule and its scale."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from blin21_desktop.present.ward_event_values import CellValues
from blin21_desktop.present.words import Words
from blin21_desktop.ui.framed import framed
from blin21_desktop.ui.theme import Theme
from blin21_desktop.ui.whole_table import WholeTable
from blin21_desktop.ui.widgets import at_right, button, ink_head, label, scrolled

SHARES = (0.2, 0.2, 0.08, 0.52)


class CellValuesWindow(QDialog):
    """Shows finished values; only closes."""

    def __init__(self, found: CellValues, words: Words, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(found.title)
        self.table = WholeTable(theme, SHARES)
        self.table.setAccessibleName(found.title)
        self.table.show_view(found.table.columns, found.table.rows)
        self.close_button = button(words.t("Close"), "Esc")
        self.close_button.clicked.connect(self.reject)
        inside = QWidget()
        inner = QVBoxLayout(inside)
        inner.setContentsMargins(14, 10, 14, 12)
        inner.addWidget(label(found.title, "head", wrap=True))
        inner.addWidget(self.table)
        inner.addWidget(label(found.more, "muted", wrap=True))
        inner.addStretch(1)
        head = ink_head(words.t("Values behind a grade"))
        framed(self, head, scrolled(inside, found.title), at_right(self.close_button))
