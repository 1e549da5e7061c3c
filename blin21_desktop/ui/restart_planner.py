"""The restart planner: stopwatch, conditions, alternatives side by side, what-if. It orders nothing."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QVBoxLayout, QWidget

from blin21_desktop.present.restart_plan import RestartView
from blin21_desktop.present.words import Words
from blin21_desktop.ui.flow import Flow
from blin21_desktop.ui.framed import framed
from blin21_desktop.ui.plan_cards import plan_cards
from blin21_desktop.ui.question_card import QuestionCard
from blin21_desktop.ui.theme import Theme
from blin21_desktop.ui.widgets import button, clear, ink_head, label, set_text


class RestartPlanner(QDialog):
    """Shows a finished plan. `asked` when the question changed; the other signals say which button was pressed.

    `go_on` is the form that follows and the key it has in the chart too.
    """

    asked = Signal()
    print_wanted = Signal()
    decide_wanted = Signal()
    go_on_wanted = Signal()

    def __init__(self, identity: str, go_on: tuple[str, str], words: Words, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._words, self._theme = words, theme
        self._shown: RestartView | None = None
        self.rules = label("", "bold", wrap=True)
        self.question = QuestionCard(words, theme)
        self.close_button = button(words.t("Close"), "Esc")
        self.print_button = button(words.t("Print or save"), "Ctrl+P")
        self.decide_button = button(words.t("Decision of a physician…"), "Ctrl+D")
        self._key = go_on[1]
        self.go_on_button = button(*go_on)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(8)
        self.footer = label("", "muted", wrap=True)
        self.body = QScrollArea()
        self.setWindowTitle(words.t("Interruption and restart"))
        self._lay_out(identity)
        self._connect()

    def _lay_out(self, identity: str) -> None:
        words = self._words
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(12, 10, 12, 10)
        rows.setSpacing(8)
        rows.addWidget(self.rules)
        rows.addWidget(self.question)
        rows.addLayout(self._cards)
        rows.addStretch(1)
        self.body.setWidget(inside)
        self.body.setWidgetResizable(True)
        self.body.setFrameShape(QFrame.Shape.NoFrame)
        self.body.setAccessibleName(words.t("Interruption and restart"))
        bar = QWidget()
        flow = Flow(bar, gap=8, right=True)
        for one in (self.close_button, self.print_button, self.decide_button, self.go_on_button):
            flow.addWidget(one)
        framed(self, ink_head(self.windowTitle(), label(identity)), self.body, self.footer, bar)

    def _connect(self) -> None:
        self.question.asked.connect(self.asked)
        self.close_button.clicked.connect(self.reject)
        for one, signal, key in (
            (self.print_button, self.print_wanted, "Ctrl+P"),
            (self.decide_button, self.decide_wanted, "Ctrl+D"),
            (self.go_on_button, self.go_on_wanted, self._key),
        ):
            one.clicked.connect(signal)
            QShortcut(QKeySequence(key), self).activated.connect(one.click)  # at once: a button's own key waits

    def show_question(self) -> None:
        """Bring the question into view, with what cannot be read in it."""
        self.body.verticalScrollBar().setValue(0)

    def show_view(self, view: RestartView) -> None:
        """Show another plan; an equal one is left alone, so the scroll place stays."""
        if view == self._shown:
            return
        self._shown = view
        place = self.body.verticalScrollBar().value()
        set_text(self.rules, view.rules_from)
        set_text(self.footer, view.footer)
        clear(self._cards)
        for card in plan_cards(view, self._words, self._theme):
            self._cards.addWidget(card)
        self.body.verticalScrollBar().setValue(place)
