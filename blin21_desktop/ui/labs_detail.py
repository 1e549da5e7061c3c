"""One laboratory result in a window of its own: grade and rule, versions, and what a person may say about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QDialog, QVBoxLayout, QWidget

from blin21_desktop.present.labs_detail import LabDetail
from blin21_desktop.present.labs_plot import LabPlot
from blin21_desktop.present.words import Words
from blin21_desktop.ui.flow import Flow
from blin21_desktop.ui.theme import Theme
from blin21_desktop.ui.widgets import button, ink_head, label, scrolled

LOW = 640
"""Below this height the words stand beside the plot, px at 100 %."""

if TYPE_CHECKING:
    from blin21_desktop.ui.labs_plot import PlotView


def _plot_view(plot: LabPlot, theme: Theme) -> PlotView:
    """The plot; its library is loaded when the first one is wanted, it takes half a second."""
    from blin21_desktop.ui.labs_plot import PlotView

    return PlotView(plot, theme)


class LabDetailDialog(QDialog):
    """`baseline_wanted`: the result is to be the baseline. `answer_wanted`: term and condition that are answered.

    `correct_wanted`: the result is to be withdrawn and written again.

    `writes`: whether anything may be written now.
    """

    baseline_wanted = Signal()
    answer_wanted = Signal(str, str)
    correct_wanted = Signal()

    def __init__(
        self, detail: LabDetail, identity: str, words: Words, theme: Theme, parent: QWidget, *, writes: bool
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setWindowTitle(detail.title)
        self.setAccessibleName(detail.title)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(2, 2, 2, 8)
        outer.setSpacing(6)
        outer.addWidget(ink_head(words.t("Laboratory result"), label(identity, "bold")))
        self.plot = None if detail.plot is None else _plot_view(detail.plot, theme)
        self._middle = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        for part, share in ((self.plot, 3), (self._words(detail, words), 2)):
            if part is not None:
                self._middle.addWidget(part, share)
        outer.addLayout(self._middle, 1)
        self.baseline = button(words.t("Choose the baseline or limb…"))
        self.correct = button(words.t("Correct…"))
        self.answers = [button(words.t("Answer: {question}…", question=one.name)) for one in detail.asked]
        self.closing = button(words.t("Close"), "Esc")
        foot = QWidget()
        flow = Flow(foot, gap=8, below=4)
        for one in (self.baseline, *self.answers, self.correct, self.closing):
            flow.addWidget(one)
        self.baseline.setEnabled(writes and detail.may_choose)
        self.baseline.clicked.connect(self._choose)
        self.correct.setEnabled(writes and detail.may_correct)
        self.correct.clicked.connect(self._correct)
        for one, asked in zip(self.answers, detail.asked, strict=True):
            one.setEnabled(writes)
            one.clicked.connect(lambda *_, asked=asked: self._answer(asked.term, asked.condition))
        self.closing.clicked.connect(self.reject)
        row = QVBoxLayout()
        row.setContentsMargins(14, 0, 14, 0)
        row.addWidget(foot)
        outer.addLayout(row)
        self.resize(theme.px(900), theme.px(720 if detail.plot else 460))
        self.closing.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little height the words stand beside the plot."""
        super().resizeEvent(event)
        low = self.height() < self._theme.px(LOW)
        ways = QBoxLayout.Direction
        self._middle.setDirection(ways.LeftToRight if low else ways.TopToBottom)

    def _words(self, detail: LabDetail, words: Words) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(14, 8, 14, 8)
        column.setSpacing(4)
        column.addWidget(label(detail.title, "number", wrap=True))
        for line in detail.lines:
            column.addWidget(label(line, wrap=True))
        column.addWidget(label(words.t("Reports, newest on top"), "head"))
        for version in detail.versions:
            column.addWidget(label(version, wrap=True))
        column.addStretch(1)
        return scrolled(inside, detail.title)

    def _choose(self) -> None:
        self.accept()
        self.baseline_wanted.emit()

    def _correct(self) -> None:
        self.accept()
        self.correct_wanted.emit()

    def _answer(self, term: str, condition: str) -> None:
        self.accept()
        self.answer_wanted.emit(term, condition)
