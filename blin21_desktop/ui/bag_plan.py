"""The bag plan of one patient: which bags when, what it takes for granted; it can be printed and orders nothing."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from blin21_desktop.present.bag_plan import PlanView
from blin21_desktop.present.words import Words
from blin21_desktop.ui.entry_table import EntryTable
from blin21_desktop.ui.theme import Theme
from blin21_desktop.ui.widgets import at_right, button, ink_head, label


class BagPlanPage(QDialog):
    """Shows a finished plan; `print_wanted` when it shall go to paper."""

    print_wanted = Signal()

    def __init__(self, view: PlanView, identity: str, words: Words, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(view.title)
        inner = QVBoxLayout()
        inner.setContentsMargins(14, 10, 14, 12)
        inner.setSpacing(6)
        inner.addWidget(label(view.totals, "bold", wrap=True))
        for doubt in view.doubts:
            inner.addWidget(label(doubt, "bold", wrap=True))
        if view.notes:
            inner.addWidget(label(" · ".join(view.notes), "", wrap=True))
        self.table = EntryTable(theme)
        self.table.setAccessibleName(view.title)
        inner.addWidget(self.table, 1)
        inner.addWidget(label(words.t("A plan, no order: the pharmacy and the physician decide."), "muted", wrap=True))
        self.print_button = button(words.t("Print or save"), "Ctrl+P")
        self.print_button.setShortcut("Ctrl+P")
        self.close_button = button(words.t("Close"), "Esc")
        inner.addLayout(at_right(self.close_button, self.print_button))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(2, 2, 2, 2)
        outer.addWidget(ink_head(view.title, label(identity)))
        outer.addLayout(inner)
        self.print_button.clicked.connect(self.print_wanted)
        self.close_button.clicked.connect(self.reject)
        self.table.show_view(view.columns, view.rows)
