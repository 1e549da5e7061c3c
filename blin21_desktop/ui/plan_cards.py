"""The cards of the restart planner: stopwatch, conditions in two columns where there is room, tables, hours lost."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from blin21_desktop.present.restart_plan import ConditionRow, LineRow, RestartView
from blin21_desktop.present.restart_plan_words import Row
from blin21_desktop.present.restart_sheet import hindering_first
from blin21_desktop.present.words import Words
from blin21_desktop.ui.flow import Flow
from blin21_desktop.ui.pause_timeline import PauseTimeline
from blin21_desktop.ui.theme import Theme
from blin21_desktop.ui.whole_table import SideBySide
from blin21_desktop.ui.widgets import frame, label, panel

TAG_WIDTH = 130
"""Of the answer in words, px at 100 %."""

TWO_COLUMNS_FROM = 1100
"""Width (px at 100 %) from which the conditions stand in two columns."""

TAGS = {"met": "met", "not_met": "ink", "cannot_tell": "ask"}
"""State -> look of its tag; `ink` is a block."""


def plan_cards(view: RestartView, words: Words, theme: Theme) -> list[QWidget]:
    """Everything the planner shows, from top to bottom."""
    if view.missing:
        card, inner = panel(words.t("Nothing can be planned"))
        for text in view.missing:
            inner.addWidget(label(text, wrap=True))
        return [card, *_lost(view.lost, words)]
    cards = [_stopwatch(view, words, theme), _may_it(view, words, theme)]
    tables = [(words.t("Alternatives side by side"), view.options)]
    if view.hold is not None:
        tables.append((words.t("What a hold means"), view.hold))
    for title, table in tables:
        card, inner = panel(title)
        inner.addWidget(SideBySide(table, title, words, theme))
        cards.append(card)
    return [*cards, *_lost(view.lost, words)]


def _stopwatch(view: RestartView, words: Words, theme: Theme) -> QWidget:
    card, inner = panel(words.t("Stopwatch"), words.t("lines of the label in force"))
    inner.addWidget(label(view.pause, "number", wrap=True))
    if view.timeline is not None:
        inner.addWidget(PauseTimeline(view.timeline, words, theme))
        inner.addWidget(label(view.timeline.note, "muted", wrap=True))
    for line in view.lines:
        inner.addWidget(_line(line, theme))
    if not view.lines:
        inner.addWidget(label(words.t("The label in force has no line for a pause."), "muted", wrap=True))
    for text in view.assumes:
        inner.addWidget(label(text, "muted", wrap=True))
    return card


def _line(line: LineRow, theme: Theme) -> QWidget:
    """One line of the label: how long, whether it is passed, when, what it means."""
    made = frame("task")
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 4, 0, 4)
    row.setSpacing(12)
    length = label(line.length, "number")
    length.setFixedWidth(theme.px(TAG_WIDTH))
    row.addWidget(length, 0, Qt.AlignmentFlag.AlignTop)
    column = QVBoxLayout()
    column.setSpacing(1)
    column.addWidget(label(f"{line.state} · {line.at} · {line.says}", "bold", wrap=True))
    column.addWidget(label(line.cites, "muted", wrap=True))
    row.addLayout(column, 1)
    return made


def _may_it(view: RestartView, words: Words, theme: Theme) -> QWidget:
    card, inner = panel(words.t("May it restart?"), view.counts)
    inner.addWidget(label(view.moment, "bold", wrap=True))
    inner.addWidget(Conditions(view.conditions, words, theme))
    return card


class Conditions(QWidget):
    """The conditions, those that hinder first; in two columns where there is room, read down the left one first."""

    def __init__(self, rows: Sequence[ConditionRow], words: Words, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        made = [_condition(row, words, theme) for row in hindering_first(rows)]
        half = -(-len(made) // 2)
        self._columns = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(0)
        for part in (made[:half], made[half:]):
            column = QVBoxLayout()
            column.setSpacing(0)
            for one in part:
                column.addWidget(one)
            column.addStretch(1)
            self._columns.addLayout(column, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two columns where there is room."""
        super().resizeEvent(event)
        wide = self.width() >= self._theme.px(TWO_COLUMNS_FROM)
        self._columns.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        self._columns.setSpacing(self._theme.px(16) if wide else 0)


def _condition(one: ConditionRow, words: Words, theme: Theme) -> QWidget:
    made = frame("task")
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 5, 0, 5)
    row.setSpacing(12)
    row.addWidget(_tag(one, theme), 0, Qt.AlignmentFlag.AlignTop)
    column = QVBoxLayout()
    column.setSpacing(1)
    column.addWidget(label(one.name, "bold", wrap=True))
    column.addWidget(label(one.says, wrap=True))
    when = " · ".join(text for text in (one.earliest, one.until) if text)
    if when:
        column.addWidget(label(when, "bold", wrap=True))
    column.addWidget(label(_behind(one, words), "muted", wrap=True))
    row.addLayout(column, 1)
    return made


def _behind(one: ConditionRow, words: Words) -> str:
    """What is missing, what was seen, and where it is read."""
    missing = words.t("missing: {missing}", missing=words.joined(one.missing)) if one.missing else ""
    saw = words.t("saw: {saw}", saw=" ".join(one.saw)) if one.saw else ""
    source = words.t("source: {source}", source=one.cites)
    return " · ".join(text for text in (missing, saw, source) if text)


def _tag(one: ConditionRow, theme: Theme) -> QWidget:
    """Mark and word, and what it is now where that differs."""
    text = f"{one.mark} {one.word}"
    made = QWidget()
    made.setFixedWidth(theme.px(TAG_WIDTH))
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    if TAGS[one.state] == "ink":
        block = frame("ink")
        inside = QHBoxLayout(block)
        inside.setContentsMargins(6, 4, 6, 4)
        inside.addWidget(label(text, "bold", wrap=True))
        column.addWidget(block)
    else:
        column.addWidget(label(text, TAGS[one.state], wrap=True))
    if one.now:
        column.addWidget(label(one.now, "label", wrap=True))
    return made


def _lost(rows: Sequence[Row], words: Words) -> list[QWidget]:
    """Hours lost per cause; nothing where none was lost."""
    if not rows:
        return []
    card, inner = panel(words.t("Hours lost per cause"))
    for row in rows:
        told = QWidget()
        flow = Flow(told, gap=14)
        flow.addWidget(label(row.name, "bold"))
        for cell in row.cells:
            flow.addWidget(label(" ".join(cell)))
        inner.addWidget(told)
    return [card]
