"""The card of minimal residual disease: every result in words, newest first. It is never drawn as a line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from blin21_desktop.present.labs_mrd import MrdRow
from blin21_desktop.present.words import Words
from blin21_desktop.ui.flow import Flow
from blin21_desktop.ui.widgets import frame, label, panel


def mrd_card(rows: Sequence[MrdRow], words: Words) -> QWidget:
    """One block a result: what the protocol says of it, and what is missing."""
    card, inner = panel(words.t("Minimal residual disease"), words.t("by the protocol, newest on top"))
    for row in rows:
        made = frame("task")
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 5, 0, 5)
        column.setSpacing(1)
        head = QWidget()
        flow = Flow(head, gap=10)
        told = ((row.moment, "muted"), (row.method, ""), (row.sample, ""), (row.value, "bold"))
        for text, ink in (*told, (row.answer, "bold" if row.known else "ask")):
            flow.addWidget(label(text, ink))
        column.addWidget(head)
        if row.details:
            column.addWidget(label(row.details, "muted", wrap=True))
        inner.addWidget(made)
    return card
