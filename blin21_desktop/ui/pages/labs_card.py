"""The card "Labs" of the tab Now: newest value, the one before, change, grade and a small curve."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from blin21_desktop.present.chart import NowTab
from blin21_desktop.present.words import Words
from blin21_desktop.ui.grade_chip import GradeChip
from blin21_desktop.ui.spark_view import SparkView
from blin21_desktop.ui.theme import Theme
from blin21_desktop.ui.widgets import frame, label, panel

MIDDLE = Qt.AlignmentFlag.AlignVCenter


def labs_card(view: NowTab, words: Words, theme: Theme) -> QWidget:
    """One line an analyte; without any it says so."""
    card, inner = panel(words.t("Labs"), words.t("latest, before, change"))
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(6, 1)
    for place, one in enumerate(view.labs):
        row = 3 * place
        grid.addWidget(label(one.name, "bold"), row, 0, MIDDLE)
        if one.chip is not None:
            grid.addWidget(GradeChip(one.chip, theme, 14), row, 1, MIDDLE)
        value = f"{one.value} {one.unit} {one.marks}".strip()
        for column, (text, ink) in enumerate(((value, "bold"), (one.previous, ""), (one.change, "")), start=2):
            grid.addWidget(label(text, ink), row, column, MIDDLE)
        if one.spark is not None:
            grid.addWidget(SparkView(one.spark, one.name, theme), row, 5, MIDDLE)
        grid.addWidget(label(one.when, "muted"), row, 6, MIDDLE)
        if one.notes:
            grid.addWidget(label(" · ".join(one.notes), "muted", wrap=True), row + 1, 0, 1, 7)
        rule = frame("rule")
        rule.setFixedHeight(1)
        grid.addWidget(rule, row + 2, 0, 1, 7)
    inner.addLayout(grid)
    if not view.labs:
        inner.addWidget(label(words.t("No laboratory result is on file. Results come by import."), "muted", wrap=True))
    if view.labs_to_review:
        inner.addWidget(label(view.labs_to_review, "ask"))
    inner.addStretch(1)
    return card
