"""Tab Rules: every rule's answer with its inputs, what is missing and its source; narrowed by keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from blin21_desktop.forms.fields import Option
from blin21_desktop.present.rules_tab import SHOWN, RuleRow, RulesTab, Shown
from blin21_desktop.present.words import Words
from blin21_desktop.ui.flow import Flow
from blin21_desktop.ui.forms.segments import Segments
from blin21_desktop.ui.theme import Theme
from blin21_desktop.ui.widgets import clear, frame, label, panel

TAG_WIDTH = 150
"""Of the outcome in words, px at 100 %."""

TAGS = {"fires": "met", "cannot_tell": "ask", "clear": "mark"}
"""Outcome -> the look of its tag; what forbids to go on is a block of ink."""


class RulesPage(QScrollArea):
    """Shows a finished tab; it has its own scroll bar, and arrow keys scroll it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._made: object = None
        self._view: RulesTab | None = None
        self._words: Words | None = None
        self._chosen: Shown = "all"
        self.choice: Segments | None = None
        inside = QWidget()
        self._rows = QVBoxLayout(inside)
        self._rows.setContentsMargins(14, 8, 14, 10)
        self._rows.setSpacing(8)
        self._bar = QVBoxLayout()
        self._cards = QVBoxLayout()
        for part in (self._bar, self._cards):
            self._rows.addLayout(part)
        self._rows.addStretch(1)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)

    def show_view(self, view: RulesTab, words: Words) -> None:
        """Show another tab; an equal one is left alone, so the scroll place stays."""
        wanted = (view, words.lang, self._theme.dark, self._theme.scale)
        if wanted == self._made:
            return
        self._made, self._view = wanted, view
        self.setAccessibleName(words.t("Rules"))
        if self._words is None or self._words.lang != words.lang:
            self._offer(words)
        self._words = words
        self._rebuild()

    def _offer(self, words: Words) -> None:
        clear(self._bar)
        options = tuple(Option(code, name) for code, name in SHOWN.items())
        self.choice = Segments(words.t("Show rules"), options, words)
        self.choice.choose(self._chosen)
        self.choice.edited.connect(self.narrow)
        self._bar.addWidget(self.choice)

    def narrow(self, code: str) -> None:
        """Only one outcome; none chosen is all of them."""
        self._chosen = next((shown for shown in SHOWN if shown == code), "all")
        if self.choice is not None:
            self.choice.choose(self._chosen)
        self._rebuild()

    def _rebuild(self) -> None:
        view, words = self._view, self._words
        if view is None or words is None:
            return
        place = self.verticalScrollBar().value()
        clear(self._cards)
        card, inner = panel(view.title, view.counts)
        for text in view.files:
            inner.addWidget(label(text, "bold", wrap=True))
        rows = view.narrowed(self._chosen)
        for row in rows:
            inner.addWidget(_rule(row, words, self._theme))
        if not rows:
            inner.addWidget(label(view.none, "muted", wrap=True))
        self._cards.addWidget(card)
        self.verticalScrollBar().setValue(place)


def _rule(row: RuleRow, words: Words, theme: Theme) -> QWidget:
    made = frame("task")
    line = QHBoxLayout(made)
    line.setContentsMargins(0, 6, 0, 6)
    line.setSpacing(12)
    line.addWidget(_tag(row, theme), 0, Qt.AlignmentFlag.AlignTop)
    column = QVBoxLayout()
    column.setSpacing(1)
    head = QWidget()
    flow = Flow(head, gap=10)
    for text, ink in ((row.name, "bold"), (row.action, "mark"), (f"({row.rule})", "label")):
        if text:
            flow.addWidget(label(text, ink))
    column.addWidget(head)
    column.addWidget(label(row.says, "bold" if row.answer == "fires" else "", wrap=True))
    for text in row.todo:
        column.addWidget(label(text, "bold", wrap=True))
    for text in _small(row, words):
        column.addWidget(label(text, "muted", wrap=True))
    line.addLayout(column, 1)
    return made


def _small(row: RuleRow, words: Words) -> tuple[str, ...]:
    """What it saw, the site's own values, and where it is read."""
    saw = (words.t("saw: {saw}", saw=" ".join(row.saw)),) if row.saw else ()
    label = (row.label,) if row.label else ()
    return (*saw, *row.site, *label, *(words.t("source: {source}", source=text) for text in row.sources))


def _tag(row: RuleRow, theme: Theme) -> QWidget:
    text = f"{row.mark} {row.word}"
    if not row.strict:
        tag = label(text, TAGS[row.answer], wrap=True)
        tag.setFixedWidth(theme.px(TAG_WIDTH))
        tag.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return tag
    block = frame("ink")
    block.setFixedWidth(theme.px(TAG_WIDTH))
    inside = QHBoxLayout(block)
    inside.setContentsMargins(4, 4, 4, 4)
    word = label(text, "bold", wrap=True)
    word.setAlignment(Qt.AlignmentFlag.AlignCenter)
    inside.addWidget(word)
    return block
