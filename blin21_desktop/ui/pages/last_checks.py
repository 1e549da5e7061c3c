"""The card "Last checks" of the tab Now: value, grade, when and by whom; an old one is marked."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from blin21_desktop.present.chart import NowTab
from blin21_desktop.present.words import Words
from blin21_desktop.ui.grade_chip import GradeChip
from blin21_desktop.ui.pages.checks_cards import old_mark
from blin21_desktop.ui.theme import Theme
from blin21_desktop.ui.widgets import frame, label, panel

TOP = Qt.AlignmentFlag.AlignTop


def last_checks(view: NowTab, words: Words, theme: Theme) -> QWidget:
    """One line a check, the name at the left, the grade beside it, the value takes what is left."""
    card, inner = panel(words.t("Last checks"), words.t("ASTCT and CTCAE v5.0"))
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(5)
    grid.setColumnStretch(2, 1)
    for place, one in enumerate(view.last_checks):
        row = 2 * place
        grid.addWidget(label(one.name, "bold"), row, 0, TOP)
        if one.chip is not None:
            grid.addWidget(GradeChip(one.chip, theme, 14), row, 1, TOP)
        else:
            grid.addWidget(label(words.t("no scale"), "label"), row, 1, TOP)
        grid.addWidget(label(one.value, wrap=True), row, 2, TOP)
        if one.moment:
            grid.addWidget(label(words.t("{when} by {who}", when=one.moment, who=one.who), "muted"), row, 3, TOP)
        if one.old:
            grid.addWidget(old_mark(words), row, 4, TOP)
        grid.addWidget(_rule(), row + 1, 0, 1, 5)
    inner.addLayout(grid)
    inner.addStretch(1)
    return card


def _rule() -> QWidget:
    made = frame("rule")
    made.setFixedHeight(1)
    return made
