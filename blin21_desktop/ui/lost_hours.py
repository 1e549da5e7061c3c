"""Hours lost on the ward: by cause and by patient, over a period that is chosen by keyboard. It only reads."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from blin21_desktop.forms.period import CHOICES, FROM, TO, Period, back_from, period
from blin21_desktop.present.lost_hours import LostPage, lost_page
from blin21_desktop.present.words import Words
from blin21_desktop.ui import ask
from blin21_desktop.ui.flow import Flow
from blin21_desktop.ui.forms.segments import Segments
from blin21_desktop.ui.framed import framed
from blin21_desktop.ui.lost_card import lost_card
from blin21_desktop.ui.placing import place_form
from blin21_desktop.ui.theme import Theme
from blin21_desktop.ui.widgets import at_right, button, clear, ink_head, label, scrolled, set_text

if TYPE_CHECKING:
    from blin21_desktop.ui.main_window import MainWindow

BY_CAUSE, BY_PATIENT = (0.3, 0.22, 0.18, 0.14, 0.16), (0.12, 0.24, 0.16, 0.1, 0.38)
"""Shares of the columns."""


class LostHours(QDialog):
    """Asks for a period (`work_out` gives its page) and shows it. Enter in a field works it out."""

    def __init__(
        self,
        work_out: Callable[[Period], LostPage],
        asked: Callable[[str, dict[str, str]], Period],
        words: Words,
        theme: Theme,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._work_out, self._asked, self._words, self._theme = work_out, asked, words, theme
        self.setWindowTitle(words.t("Hours lost on the ward"))
        self.lengths = Segments(words.t("Period"), CHOICES, words)
        self.fields = {FROM: QLineEdit(), TO: QLineEdit()}
        self.wrong = label("", "bold", wrap=True)
        self.period = label("", "bold", wrap=True)
        self.note = label("", "muted", wrap=True)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(8)
        self.close_button = button(words.t("Close"), "Esc")
        self._lay_out()
        self.lengths.edited.connect(self._choose)
        for field in self.fields.values():
            field.returnPressed.connect(self.show_typed)
        self.close_button.clicked.connect(self.reject)
        self.lengths.choose("all")
        self._choose("all")
        self.lengths.first().setFocus()

    def _lay_out(self) -> None:
        inside = QWidget()
        inner = QVBoxLayout(inside)
        inner.setContentsMargins(14, 10, 14, 12)
        inner.setSpacing(6)
        inner.addWidget(self.lengths)
        inner.addWidget(self._typed())
        for part in (self.wrong, self.period):
            inner.addWidget(part)
        inner.addLayout(self._cards)
        inner.addWidget(self.note)
        inner.addStretch(1)
        body = scrolled(inside, self.windowTitle())
        framed(self, ink_head(self.windowTitle()), body, at_right(self.close_button))

    def _typed(self) -> QWidget:
        words = self._words
        bar = QWidget()
        flow = Flow(bar, gap=10, below=6)
        names = {
            FROM: (words.t("From"), words.t("2026-11-20, or with a time")),
            TO: (words.t("To"), words.t("now")),
        }
        for key, (name, empty) in names.items():
            flow.addWidget(label(name, "bold"))
            field = self.fields[key]
            field.setProperty("look", "small")
            field.setFixedWidth(self._theme.px(260))
            field.setPlaceholderText(empty)
            field.setAccessibleName(name)
            field.setInputMethodHints(Qt.InputMethodHint.ImhLatinOnly)
            flow.addWidget(field)
        flow.addWidget(label(words.t("Enter works it out"), "muted"))
        self.wrong.hide()
        return bar

    def _choose(self, code: str) -> None:
        """A length was chosen; the typed period is cleared."""
        for field in self.fields.values():
            field.clear()
        chosen = code or "all"
        self.lengths.choose(chosen)
        self._show(self._asked(chosen, {}))

    def show_typed(self) -> None:
        """The typed period; two empty fields are all that is charted."""
        typed = {key: field.text() for key, field in self.fields.items()}
        self.lengths.choose("" if any(typed.values()) else "all")
        self._show(self._asked("", typed))

    def _show(self, wanted: Period) -> None:
        for key, field in self.fields.items():
            field.setProperty("wrong", "true" if key in wanted.problems else "false")
            field.style().polish(field)
        set_text(self.wrong, " ".join(self._words.render(text) for text in wanted.problems.values()))
        self.wrong.setVisible(bool(wanted.problems))
        if wanted.problems:
            return
        page = self._work_out(wanted)
        set_text(self.period, page.period)
        set_text(self.note, page.note)
        clear(self._cards)
        for table, shares in zip(page.tables, (BY_CAUSE, BY_PATIENT), strict=True):
            if table.rows or table.none:
                self._cards.addWidget(lost_card(table, shares, self._theme))


def show_lost_hours(window: MainWindow) -> None:
    """The ward's hours lost, over the window."""
    ports, words = window.ports, window.words

    def asked(code: str, typed: dict[str, str]) -> Period:
        return back_from(ports.now(), code) if code else period(typed, ports.now(), words.zone)

    def work_out(wanted: Period) -> LostPage:
        hide = window.wish.hide_names
        return lost_page(ports.board(), words, end=wanted.end, start=wanted.start, hide_names=hide)

    page = LostHours(work_out, asked, words, window.theme, window)
    page.finished.connect(page.deleteLater)
    place_form(window, page)
    ask.show(page)
