"""Small building blocks: labels with a named look, panels, a label-and-value pair."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QPushButton, QVBoxLayout, QWidget


def label(text: str, ink: str = "", *, wrap: bool = False) -> QLabel:
    """A plain-text label; `ink` is a look named in the theme."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if ink:
        made.setProperty("ink", ink)
    return made


def frame(look: str) -> QFrame:
    """A frame whose look is named in the theme."""
    made = QFrame()
    made.setProperty("look", look)
    return made


def button(text: str, key: str = "") -> QPushButton:
    """A button with its key after the label; its accessible name is the label."""
    made = QPushButton(f"{text}  {key}" if key else text)
    made.setAccessibleName(text)
    made.setAutoDefault(False)
    return made


def pair(name: str, value: str, *, strong: bool) -> QWidget:
    """A light label and its value in one line."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(7)
    row.addWidget(label(name, "muted"))
    row.addWidget(label(value, "bold" if strong else ""))
    return made


def panel(title: str, side: str = "") -> tuple[QFrame, QVBoxLayout]:
    """A card with a head line; gives the card and the layout for its content."""
    card = frame("card")
    outer = QVBoxLayout(card)
    outer.setContentsMargins(12, 7, 12, 10)
    outer.setSpacing(6)
    head = QHBoxLayout()
    head.addWidget(label(title, "head"))
    head.addSpacing(12)
    head.addStretch(1)
    if side:
        head.addWidget(label(side, "muted"))
    outer.addLayout(head)
    return card, outer


def clear(layout: QLayout) -> None:
    """Remove and delete everything in a layout."""
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget()
        inner = item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)
