"""A table of hours lost in a card: of one patient on the tab Infusion, of the ward on its own page."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from blin21_desktop.present.lost_hours import LostTable
from blin21_desktop.ui.theme import Theme
from blin21_desktop.ui.whole_table import WholeTable
from blin21_desktop.ui.widgets import label, panel

OF_PATIENT = (0.3, 0.36, 0.2, 0.14)
"""Shares of the columns of one patient's table."""


def lost_card(table: LostTable, shares: tuple[float, ...], theme: Theme) -> QWidget:
    """A table of hours lost in a card of its own; without rows its reason."""
    card, inner = panel(table.title)
    if not table.rows:
        inner.addWidget(label(table.none, "muted", wrap=True))
        return card
    shown = WholeTable(theme, shares)
    shown.setAccessibleName(table.title)
    shown.show_view(table.columns, table.rows)
    inner.addWidget(shown)
    return card
