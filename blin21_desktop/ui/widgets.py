"""Small building blocks: labels with a named look, panels, a label-and-value pair."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from blin21_desktop.domain.signs import drawable

AIR = 0.3
"""Extra height of a label, in units of its font's height."""

_IN_A_DATE = re.compile(r"(?<=[0-9])-(?=[A-Z][a-z]{2}-[0-9])|(?<=[0-9]-[A-Z][a-z]{2})-(?=[0-9])")
_WORD = re.compile(r"[A-Za-z]+")
"""The hyphens of `27-Nov-2026`: no place to break."""

_NO_BREAK = '-<span style="font-size: 1px">\u2060</span>'
"""A hyphen with a word joiner, which is of another font: so small that it does not make the line higher."""


MOST_HEIGHTS = 20_000
_HEIGHTS: dict[tuple[object, ...], int] = {}


class Label(QLabel):
    """A label with air above and below: the program's font is one em high and its tails reach out of it."""

    def sizeHint(self) -> QSize:
        """As Qt's, with air."""
        return super().sizeHint() + QSize(0, self._air())

    def minimumSizeHint(self) -> QSize:
        """As Qt's, with air."""
        return super().minimumSizeHint() + QSize(0, self._air())

    def heightForWidth(self, width: int) -> int:
        """As Qt's, with air. A layout asks again and again: the same text is laid out once."""
        asked = (width, self.text(), self.font().key(), self.wordWrap(), self.margin(), self.indent())
        high = _HEIGHTS.get(asked)
        if high is None:
            if len(_HEIGHTS) >= MOST_HEIGHTS:
                _HEIGHTS.clear()
            high = _HEIGHTS[asked] = super().heightForWidth(width)
        return high + self._air() if high >= 0 else high

    def _air(self) -> int:
        return round(self.fontMetrics().height() * AIR)


def label(text: str, ink: str = "", *, wrap: bool = False) -> Label:
    """A plain-text label; `ink` is a look named in the theme."""
    made = Label()
    made.setIndent(0)
    made.setWordWrap(wrap)
    set_text(made, text)
    if ink:
        made.setProperty("ink", ink)
    return made


def set_text(one: QLabel, text: str) -> None:
    """Put plain text on a label; a wrapping one gets air between its lines, and breaks no date."""
    text = drawable(text)
    if one.wordWrap():
        one.setTextFormat(Qt.TextFormat.RichText)
        whole = _IN_A_DATE.sub(_NO_BREAK, html.escape(text))
        one.setText(f'<div style="line-height: 128%">{whole}</div>' if text else "")
    else:
        one.setTextFormat(Qt.TextFormat.PlainText)
        one.setText(text)
    one.setAccessibleName(text)


def longest_word(one: QLabel) -> int:
    """How wide the longest Latin word of a label is, px: with less a wrapping one cuts it; Japanese breaks anywhere."""
    one.ensurePolished()
    return max((one.fontMetrics().horizontalAdvance(word) for word in _WORD.findall(one.accessibleName())), default=0)


def scrolled(inside: QWidget, name: str) -> QScrollArea:
    """What may be longer than its window, without a frame of its own; `name` for a screen reader."""
    area = QScrollArea()
    area.setWidget(inside)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setAccessibleName(name)
    return area


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


def ink_head(title: str, side: QWidget | None = None, *, share: int = 0) -> QFrame:
    """The ink bar on top of a window that writes or plans: its title, and at the right who it is about.

    `share`: of the room that is left, for a side whose words wrap; the rest is 1.
    """
    head = frame("ink")
    row = QHBoxLayout(head)
    row.setContentsMargins(14, 7, 14, 7)
    row.addWidget(label(title, "head"))
    row.addStretch(1)
    if side is not None:
        row.addWidget(side, share)
    return head


def at_right(*buttons: QWidget) -> QHBoxLayout:
    """Buttons at the right end of a row."""
    row = QHBoxLayout()
    row.addStretch(1)
    for one in buttons:
        row.addWidget(one)
    return row


def stat(name: str, value: str, notes: Sequence[str]) -> QWidget:
    """A large value below its label, with small notes."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 4, 0, 0)
    column.setSpacing(0)
    column.addWidget(label(name, "label"))
    column.addWidget(label(value, "number"))
    for note in notes:
        column.addWidget(label(note, "label"))
    column.addStretch(1)
    return made


def clear(layout: QLayout) -> None:
    """Remove and delete everything in a layout."""
    while layout.count():
        item = layout.takeAt(0)
        if item is None:
            return
        widget = item.widget()
        inner = item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)
