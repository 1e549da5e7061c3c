"""The cards of a form: numbered sections in one or two columns, each row kept while its question is asked."""

from __future__ import annotations

import itertools
from collections.abc import Container

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QVBoxLayout, QWidget

from blin21_desktop.forms.fields import Ask, Reading, Section, Typed
from blin21_desktop.present.words import Words
from blin21_desktop.ui.forms.card import Card
from blin21_desktop.ui.forms.field_row import FieldRow
from blin21_desktop.ui.forms.scan_guard import ScanGuard
from blin21_desktop.ui.forms.segments import Segments
from blin21_desktop.ui.theme import Theme

TWO_COLUMNS_FROM = 1100
"""Width (px at 100 %) from which the cards stand in two columns."""


class FormBody(QScrollArea):
    """Shows sections. `edited` carries key and text, `now_wanted` a key. Scrolls inside; header and footer stay."""

    edited = Signal(str, str)
    now_wanted = Signal(str)

    def __init__(self, words: Words, theme: Theme, guard: ScanGuard, below: QWidget) -> None:
        """`below` stands under the cards of the first column: bag and pump, where most of what it says comes from."""
        super().__init__()
        self.below = below
        self._words = words
        self._theme = theme
        self._guard = guard
        self._shown: tuple[Section, ...] = ()
        self._cards: list[Card] = []
        self.rows: dict[str, FieldRow] = {}
        self._inside = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._inside)
        self._columns.setContentsMargins(12, 10, 12, 10)
        self._columns.setSpacing(8)
        self.setWidget(self._inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab goes from field to field and scrolls with it

    def show_sections(self, sections: tuple[Section, ...], typed: Typed) -> None:
        """Draw the questions asked now; a card whose questions are the same stays as it is, with its cursor."""
        if sections == self._shown:
            return
        focused = next((key for key, row in self.rows.items() if row.isAncestorOf(self.focusWidget() or self)), "")
        self._shown = sections
        before = {card.number: card for card in self._cards}
        self._cards = [
            card if (card := before.get(number)) is not None and card.section == section
            else self._card(number, section, typed)
            for number, section in enumerate(sections, start=1)
        ]  # fmt: skip
        self.rows = {key: row for card in self._cards for key, row in card.rows.items()}
        self._lay_out()
        for card in before.values():
            if card not in self._cards:
                card.hide()
                card.deleteLater()
        if focused in self.rows and not self.rows[focused].isAncestorOf(self.focusWidget() or self):
            self.rows[focused].first().setFocus()

    def _lay_out(self) -> None:
        """Put the cards into their columns. Cards that stay are never taken off the screen."""
        while (item := self._columns.takeAt(0)) is not None:
            column = item.layout()
            while column is not None and column.takeAt(0) is not None:
                pass
        split = self._split([card.section for card in self._cards])
        left, right = QVBoxLayout(), QVBoxLayout()
        for place, card in enumerate(self._cards):
            (left if place < split else right).addWidget(card)
        left.addWidget(self.below)
        for column in (left, right):
            column.setSpacing(8)
            column.addStretch(1)
            self._columns.addLayout(column, 1)
        self._turn()
        self._order()
        for card in self._cards:
            card.show()  # at once: what is not shown yet cannot take the focus

    def _split(self, sections: list[Section]) -> int:
        """How many cards stand in the left column: those before the one that begins the right, or half of the rows."""
        begins = next((place for place, section in enumerate(sections) if section.right), 0)
        if begins:
            return begins
        sizes = [2 + sum(2 if f.ask is Ask.LONG else 1 for f in section.fields) for section in sections]
        best = min(range(1, len(sizes) + 1), key=lambda n: abs(sum(sizes[:n]) - sum(sizes[n:])))
        return best if len(sizes) > 1 else 1

    def _card(self, number: int, section: Section, typed: Typed) -> Card:
        card = Card(number, section, self._words, self._theme)
        for key, row in card.rows.items():
            row.put(typed.get(key, ""))
            row.edited.connect(self.edited)
            row.now_wanted.connect(self.now_wanted)
            self._guard.watch(row.control)
        return card

    def _order(self) -> None:
        """Tab order is reading order: card after card, row after row."""
        stops = [one for row in self.rows.values() for one in stops_of(row)]
        for before, after in itertools.pairwise(stops):
            QWidget.setTabOrder(before, after)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two columns where there is room."""
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        wide = self.viewport().width() >= self._theme.px(TWO_COLUMNS_FROM)
        self._columns.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)

    def showEvent(self, event: QShowEvent) -> None:
        """Once all has its place, bring the field that has the cursor into view: it may be far down."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._show_focused)

    def show_below(self) -> None:
        """Bring what does not agree into view, and the field that is being typed in as well where both fit."""
        self.ensureWidgetVisible(self.below, 0, 0)
        self._show_focused()

    def _show_focused(self) -> None:
        focused = self.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            self.ensureWidgetVisible(focused)

    def show_hindrance(self, problems: Container[str]) -> None:
        """Bring into view what keeps the form from being saved: a field that cannot be read, else what disagrees."""
        row = next((row for key, row in self.rows.items() if key in problems), None)
        if row is not None:
            row.first().setFocus()
            self.ensureWidgetVisible(row, 0, 0)
        elif self.below.isVisible():
            self.ensureWidgetVisible(self.below, 0, 0)

    def show_reading(self, reading: Reading, typed: Typed) -> None:
        """Say below every field how it was understood, or why it cannot be read."""
        told = {key: box for card in self._cards for key, box in card.told.items()}
        for key, box in told.items():
            box.tell(reading.told.get(key, ()))
        for key, row in self.rows.items():
            row.put(typed.get(key, ""))
            problem, echo = reading.problems.get(key), reading.echoes.get(key)
            row.tell(
                "" if problem is None else self._words.render(problem),
                "" if echo is None else self._words.render(echo),
                reading.offers.get(key, ""),
            )


def stops_of(row: FieldRow) -> list[QWidget]:
    """What can take the focus in a row: the field, then what stands beside it.

    Of a choice all its buttons, also those that Tab leaves out now: it comes to another one once that is chosen.
    """
    parts = [one for one in row.findChildren(QWidget) if one.focusPolicy() is not Qt.FocusPolicy.NoFocus]
    return list(dict.fromkeys(parts if isinstance(row.control, Segments) else [row.first(), *parts]))
