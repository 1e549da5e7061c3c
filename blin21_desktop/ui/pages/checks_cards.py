"""The cards below the lanes of the tab Checks: grades in words, what is due, events, GVHD, drugs."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from blin21_desktop.present.checks_events import EventRow
from blin21_desktop.present.checks_tab import ChecksTab, DueRow
from blin21_desktop.present.grade_words import GradeLine
from blin21_desktop.present.words import Words
from blin21_desktop.ui.flow import Flow
from blin21_desktop.ui.grade_chip import GradeChip
from blin21_desktop.ui.theme import Theme
from blin21_desktop.ui.widgets import frame, label, panel


def grades(view: ChecksTab, words: Words, theme: Theme) -> QWidget:
    """Every grade in force with what it rests on, or what is missing for one."""
    card, inner = panel(words.t("Grades in force"))
    for line in view.grades:
        inner.addWidget(grade_row(line, words, theme))
    for text in view.no_grades:
        inner.addWidget(label(text, "muted", wrap=True))
    return card


def grade_row(line: GradeLine, words: Words, theme: Theme) -> QWidget:
    """Chip, scale, when and by whom; below it why."""
    made = frame("task")
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 5, 0, 5)
    row.setSpacing(12)
    row.addWidget(GradeChip(line.chip, theme), 0, Qt.AlignmentFlag.AlignTop)
    column = QVBoxLayout()
    column.setSpacing(1)
    head = QWidget()
    flow = Flow(head, gap=10)
    flow.addWidget(label(line.name, "bold"))
    flow.addWidget(label(words.t("{when} by {who}", when=line.moment, who=line.who), "muted"))
    if line.old:
        flow.addWidget(old_mark(words))
    column.addWidget(head)
    for text, ink in ((line.says, ""), (line.notes, "muted")):
        if text:
            column.addWidget(label(text, ink, wrap=True))
    row.addLayout(column, 1)
    return made


def old_mark(words: Words) -> QWidget:
    """OLD in its dashed box."""
    made = label(words.t("OLD"), "old")
    made.setAccessibleName(words.t("older than the limit of the ward"))
    return made


def due(view: ChecksTab, words: Words) -> QWidget:
    """What comes next, and which row of the schedule asks for it."""
    card, inner = panel(words.t("Checks that are due"), words.t("by due time"))
    for row in view.due:
        inner.addWidget(_due(row))
    if not view.due:
        inner.addWidget(label(view.no_due, "muted", wrap=True))
    inner.addWidget(label(view.proposal, "muted", wrap=True))
    return card


def _due(due_row: DueRow) -> QWidget:
    made = frame("overdue" if due_row.overdue else "task")
    row = QHBoxLayout(made)
    row.setContentsMargins(10, 5, 6, 5)
    row.setSpacing(10)
    row.addWidget(label(due_row.time, "time"))
    column = QVBoxLayout()
    column.setSpacing(0)
    column.addWidget(label(f"{due_row.what} · {due_row.state}", "bold", wrap=True))
    column.addWidget(label(due_row.because, "" if due_row.overdue else "muted", wrap=True))
    row.addLayout(column, 1)
    return made


def events(view: ChecksTab, words: Words, theme: Theme) -> QWidget:
    """Adverse events, open ones first, with their grades over time."""
    card, inner = panel(words.t("Adverse events"), words.t("open ones first"))
    for row in view.events:
        inner.addWidget(_event(row, theme))
    if not view.events:
        inner.addWidget(label(view.no_events, "muted", wrap=True))
    return card


def _event(row: EventRow, theme: Theme) -> QWidget:
    made = frame("first" if row.open else "task")
    column = QVBoxLayout(made)
    column.setContentsMargins(10, 5, 6, 5)
    column.setSpacing(2)
    head = QWidget()
    flow = Flow(head, gap=10)
    flow.addWidget(label(row.term, "bold"))
    flow.addWidget(label(row.state, "muted"))
    column.addWidget(head)
    series = QWidget()
    flow = Flow(series, gap=14)
    for one in row.series:
        pair = QWidget()
        line = QHBoxLayout(pair)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        line.addWidget(GradeChip(one.chip, theme, 14))
        line.addWidget(label(one.moment, "label"))
        flow.addWidget(pair)
    column.addWidget(series)
    column.addWidget(label(row.marks, "muted", wrap=True))
    return made


def gvhd(view: ChecksTab, words: Words) -> QWidget:
    """Acute GVHD by its system, newest staging first."""
    card, inner = panel(words.t("Acute GVHD"), words.t("newest on top"))
    for row in view.gvhd:
        made = frame("task")
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 5, 0, 5)
        column.setSpacing(1)
        head = QWidget()
        flow = Flow(head, gap=10)
        flow.addWidget(label(row.grade, "bold" if row.known else "ask"))
        flow.addWidget(label(row.moment, "muted"))
        column.addWidget(head)
        for text in (row.stages, row.because):
            if text:
                column.addWidget(label(text, wrap=True))
        inner.addWidget(made)
    if not view.gvhd:
        inner.addWidget(label(view.no_gvhd, "muted", wrap=True))
    return card


def drugs(view: ChecksTab, words: Words) -> QWidget:
    """Drugs given, newest first; those that can hide a fever say so."""
    card, inner = panel(words.t("Drugs given"), words.t("newest on top"))
    for row in view.drugs:
        made = frame("task")
        flow = Flow(made, gap=10)
        flow.setContentsMargins(0, 5, 0, 5)
        for text, ink in (
            (row.moment, "muted"),
            (row.drug, "bold"),
            (row.kind, ""),
            (row.masks, ""),
            (row.who, "muted"),
        ):
            if text:
                flow.addWidget(label(text, ink))
        inner.addWidget(made)
    if not view.drugs:
        inner.addWidget(label(view.no_drugs, "muted", wrap=True))
    return card
