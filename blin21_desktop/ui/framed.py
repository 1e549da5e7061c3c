"""How a window of its own is laid out: dark head, what it is about, and a foot with what was said and the buttons."""

from __future__ import annotations

from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from blin21_desktop.ui.flow import Flow
from blin21_desktop.ui.widgets import frame


def framed(window: QWidget, head: QWidget, body: QWidget | QLayout, *below: QWidget | QLayout) -> None:
    """Lay `window` out; `body` takes the room, the parts of `below` stand in the foot in this order."""
    foot = frame("foot")
    rows = QVBoxLayout(foot)
    rows.setContentsMargins(12, 6, 12, 8)
    outer = QVBoxLayout(window)
    outer.setContentsMargins(2, 2, 2, 2)
    outer.setSpacing(0)
    outer.addWidget(head)
    _add(outer, body, 1)
    outer.addWidget(foot)
    for part in below:
        _add(rows, part, 0)


def in_a_row(*buttons: QWidget) -> QWidget:
    """Buttons beside each other from the left; where there is no room for all, the others below."""
    row = QWidget()
    flow = Flow(row, gap=8, below=4)
    for one in buttons:
        flow.addWidget(one)
    return row


def _add(to: QVBoxLayout, part: QWidget | QLayout, share: int) -> None:
    if isinstance(part, QWidget):
        to.addWidget(part, share)
    else:
        to.addLayout(part, share)
