"""The restart planner: stopwatch, conditions, alternatives side by side, what-if. It orders nothing."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from blin21_desktop.domain.text import Text
from blin21_desktop.forms.what_if import HOLD, RESUME_AT
from blin21_desktop.present.restart_plan import RestartView
from blin21_desktop.present.words import Words
from blin21_desktop.ui.flow import Flow
from blin21_desktop.ui.plan_cards import plan_cards
from blin21_desktop.ui.theme import Theme
from blin21_desktop.ui.widgets import button, clear, frame, ink_head, label, set_text


class RestartPlanner(QDialog):
    """Shows a finished plan. `asked` after Enter in a what-if field; the other signals say which button was pressed."""

    asked = Signal()
    print_wanted = Signal()
    decide_wanted = Signal()
    go_on_wanted = Signal()

    def __init__(self, identity: str, go_on: str, words: Words, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._words, self._theme = words, theme
        self._shown: RestartView | None = None
        self.rules = label("", "bold", wrap=True)
        self.fields = {RESUME_AT: QLineEdit(), HOLD: QLineEdit()}
        self.wrong = label("", "bold", wrap=True)
        self.close_button = button(words.t("Close"), "Esc")
        self.print_button = button(words.t("Print or save"), "Ctrl+P")
        self.decide_button = button(words.t("Decision of a physician…"), "Ctrl+D")
        self.go_on_button = button(go_on, "F8")
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
        rows.addWidget(self._question())
        rows.addLayout(self._cards)
        rows.addStretch(1)
        self.body.setWidget(inside)
        self.body.setWidgetResizable(True)
        self.body.setFrameShape(QFrame.Shape.NoFrame)
        self.body.setAccessibleName(words.t("Interruption and restart"))
        foot = frame("foot")
        below = QVBoxLayout(foot)
        below.setContentsMargins(12, 6, 12, 8)
        below.addWidget(self.footer)
        bar = QWidget()
        flow = Flow(bar, gap=8, right=True)
        for one in (self.close_button, self.print_button, self.decide_button, self.go_on_button):
            flow.addWidget(one)
        below.addWidget(bar)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(2, 2, 2, 2)
        outer.setSpacing(0)
        outer.addWidget(ink_head(self.windowTitle(), label(identity)))
        outer.addWidget(self.body, 1)
        outer.addWidget(foot)

    def _question(self) -> QWidget:
        """The what-if fields; they are asked about on Enter, not at every key."""
        words = self._words
        card = frame("card")
        column = QVBoxLayout(card)
        column.setContentsMargins(12, 6, 12, 8)
        bar = QWidget()
        flow = Flow(bar, gap=10, below=6)
        names = {
            RESUME_AT: (words.t("What if it flows again at"), words.t("now, or 2026-11-28 12:00"), 240),
            HOLD: (words.t("What if it is held for (hours)"), words.t("no hold"), 110),
        }
        for key, (name, empty, wide) in names.items():
            pair = QWidget()
            row = QHBoxLayout(pair)
            row.setContentsMargins(0, 0, 0, 0)
            row.addWidget(label(name, "bold"))
            field = self.fields[key]
            field.setProperty("look", "small")
            field.setFixedWidth(self._theme.px(wide))
            field.setPlaceholderText(empty)
            field.setAccessibleName(name)
            field.setInputMethodHints(Qt.InputMethodHint.ImhLatinOnly)
            row.addWidget(field)
            flow.addWidget(pair)
        flow.addWidget(label(words.t("Enter works it out"), "muted"))
        column.addWidget(bar)
        column.addWidget(self.wrong)
        self.wrong.hide()
        return card

    def _connect(self) -> None:
        for field in self.fields.values():
            field.returnPressed.connect(self.asked)
        self.close_button.clicked.connect(self.reject)
        for one, signal, key in (
            (self.print_button, self.print_wanted, "Ctrl+P"),
            (self.decide_button, self.decide_wanted, "Ctrl+D"),
            (self.go_on_button, self.go_on_wanted, "F8"),
        ):
            one.clicked.connect(signal)
            QShortcut(QKeySequence(key), self).activated.connect(one.click)  # at once: a button's own key waits

    def typed(self) -> dict[str, str]:
        """What stands in the fields."""
        return {key: field.text() for key, field in self.fields.items()}

    def tell(self, problems: Mapping[str, Text]) -> None:
        """Say what cannot be read; none: nothing."""
        for key, field in self.fields.items():
            field.setProperty("wrong", "true" if key in problems else "false")
            field.style().polish(field)
        set_text(self.wrong, " ".join(self._words.render(text) for text in problems.values()))
        self.wrong.setVisible(bool(problems))

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
