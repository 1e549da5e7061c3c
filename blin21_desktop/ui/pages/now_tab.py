"""Tab Now: what to do next, the course at a glance, what rules say, and what is missing."""

from __future__ import annotations

from PySide6.QtCore import QMargins, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from blin21_desktop.present.chart import FindingRow, NowTab, TaskRow
from blin21_desktop.present.words import Words
from blin21_desktop.ui.flow import Flow
from blin21_desktop.ui.pages.alerts_card import AlertsCard
from blin21_desktop.ui.pages.labs_card import labs_card
from blin21_desktop.ui.pages.last_checks import last_checks
from blin21_desktop.ui.strip_view import StripView
from blin21_desktop.ui.theme import Theme
from blin21_desktop.ui.widgets import clear, frame, label, panel, stat

TWO_COLUMNS_FROM = 1200
"""Width (px at 100 %) from which the tab has two columns."""


class NowPage(QScrollArea):
    """Shows a finished tab; it has its own scroll bar and never covers the banner. `acknowledging`: an alert's key."""

    acknowledging = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: object = None
        self._inside = QWidget()
        self._rows = QVBoxLayout(self._inside)
        self._rows.setContentsMargins(14, 8, 14, 10)
        self._rows.setSpacing(8)
        self._pairs: list[QBoxLayout] = []
        self.alerts: AlertsCard | None = None
        self.setWidget(self._inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    def show_view(self, view: NowTab, words: Words) -> None:
        """Show another tab; an equal one is left alone, so the scroll place stays."""
        wanted = (view, words.lang, self._theme.dark, self._theme.scale)
        if wanted == self._shown:
            return
        self._shown = wanted
        place = self.verticalScrollBar().value()
        self.setAccessibleName(words.t("Now"))
        chosen = self.chosen_alert()
        clear(self._rows)
        self._show_alerts(view, words)
        course = self._course(view, words)
        self._pairs = [
            self._pair(
                self._tasks(view, words),
                course,
                last_checks(view, words, self._theme),
                labs_card(view, words, self._theme),
            )
        ]
        self._rows.addLayout(self._pairs[0])
        self._rows.addWidget(self._findings(view, words))
        self._rows.addStretch(1)
        self._rows.addWidget(self._missing(view, words))
        self._turn()
        self.verticalScrollBar().setValue(place)
        if chosen and not self.choose_alert(chosen):
            self.setFocus()

    def _show_alerts(self, view: NowTab, words: Words) -> None:
        self.alerts = None
        if view.alerts.counts:
            self.alerts = AlertsCard(view.alerts, words, self._theme)
            self.alerts.wanted.connect(self.acknowledging)
            self._rows.addWidget(self.alerts)

    def chosen_alert(self) -> str:
        """The key of the alert that is chosen, or empty."""
        return "" if self.alerts is None else self.alerts.chosen()

    def choose_alert(self, key: str = "") -> bool:
        """Choose an alert, or what became of it; without a key the first. Whether there is one."""
        row = None if self.alerts is None else self.alerts.row_of(key)
        if row is None:
            return False
        row.show()  # nothing hidden takes the focus
        row.setFocus(Qt.FocusReason.TabFocusReason)
        self.ensureWidgetVisible(row)
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two columns where there is room."""
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        wide = self.viewport().width() >= self._theme.px(TWO_COLUMNS_FROM)
        for one in self._pairs:
            one.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)

    def _pair(self, left: QWidget, *right: QWidget) -> QBoxLayout:
        made = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        made.setSpacing(8)
        made.addWidget(left, 2)
        column = QVBoxLayout()
        column.setSpacing(8)
        for one in right:
            column.addWidget(one)
        made.addLayout(column, 3)
        return made

    def _tasks(self, view: NowTab, words: Words) -> QWidget:
        card, inner = panel(words.t("Do next"), words.t("by due time"))
        for place, task in enumerate(view.tasks):
            inner.addWidget(_task(task, first=place == 0))
        if not view.tasks:
            inner.addWidget(label(view.no_tasks, "muted", wrap=True))
        inner.addStretch(1)
        return card

    def _course(self, view: NowTab, words: Words) -> QWidget:
        side = words.t("1 cell = 24 hours from the start") if view.strip is not None else ""
        card, inner = panel(words.t("The course day by day"), side)
        if view.strip is None:
            inner.addWidget(label(view.no_strip, "muted", wrap=True))
        else:
            inner.addWidget(StripView(view.strip, words, self._theme))
            numbers = QWidget()
            flow = Flow(numbers, gap=28)
            for number in view.numbers:
                flow.addWidget(stat(number.label, number.value, number.notes))
            inner.addWidget(numbers)
        inner.addStretch(1)
        return card

    def _findings(self, view: NowTab, words: Words) -> QWidget:
        card, inner = panel(words.t("What the label and the protocol say now"), view.findings_count)
        for finding in view.findings:
            inner.addWidget(_finding(finding, self._theme))
        if not view.findings:
            inner.addWidget(label(view.no_findings, "muted", wrap=True))
        inner.addWidget(label(view.not_checked, "muted", wrap=True))
        return card

    def _missing(self, view: NowTab, words: Words) -> QWidget:
        card = frame("missing")
        flow = Flow(card, gap=14, margins=QMargins(14, 10, 14, 10))
        flow.addWidget(label(f"?  {words.t('Not confirmed, missing')}", "head"))
        for text in view.missing or (view.nothing_missing,):
            flow.addWidget(label(text))
        return card


def _task(task: TaskRow, *, first: bool) -> QWidget:
    look = "overdue" if task.overdue else ("first" if first else "task")
    row = frame(look)
    flow = QHBoxLayout(row)
    flow.setContentsMargins(10, 5, 6, 5)
    flow.setSpacing(10)
    flow.addWidget(label(task.time, "time"))
    side = QVBoxLayout()
    side.setSpacing(0)
    side.addWidget(label(f"{task.what} · {task.relative}", "bold", wrap=True))
    if task.because:
        side.addWidget(label(task.because, "muted" if not task.overdue else "", wrap=True))
    flow.addLayout(side, 1)
    return row


def _finding(finding: FindingRow, theme: Theme) -> QWidget:
    made = frame("task")
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 5, 0, 5)
    row.setSpacing(12)
    tag = label(finding.tag, "met" if finding.outcome == "met" else "ask", wrap=True)
    tag.setFixedWidth(theme.px(150))
    tag.setAlignment(Qt.AlignmentFlag.AlignCenter)
    row.addWidget(tag, 0, Qt.AlignmentFlag.AlignTop)
    column = QVBoxLayout()
    column.setSpacing(1)
    column.addWidget(label(finding.says, "bold", wrap=True))
    if finding.below:
        column.addWidget(label(finding.below, "muted", wrap=True))
    row.addLayout(column, 1)
    return made
