"""Tab Handover: the handover of the shift under I-PASS or ISBAR labels, and what changed since one was last on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import get_args

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from blin21_desktop.forms.fields import Option
from blin21_desktop.forms.since import SinceWish
from blin21_desktop.present.handover_tab import ORDERS, HandoverTab, Order, Part, Tag
from blin21_desktop.present.since_rows import SinceView
from blin21_desktop.present.words import Words
from blin21_desktop.ui.flow import Flow
from blin21_desktop.ui.forms.segments import Segments
from blin21_desktop.ui.theme import Theme
from blin21_desktop.ui.whole_table import WholeTable
from blin21_desktop.ui.widgets import button, clear, frame, label, panel, set_text

LETTER_WIDTH, TITLE_WIDTH = 28, 200
"""Of a letter and of its word, px at 100 %."""

SHARES = (0.16, 0.10, 0.34, 0.40)
"""Of the list's columns: what, answer, before, now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverView:
    """What the page shows: the card for an order, the list for a wish, and whether anything can be written now."""

    tab: Callable[[Order], HandoverTab]
    since: Callable[[SinceWish], tuple[SinceView, str, str]]
    """The list, the basis it stands on, and why a typed moment cannot be read (empty: it can)."""
    options: tuple[Option, ...]
    writes: bool


class HandoverPage(QScrollArea):
    """Shows both cards. `take_wanted` and `entry_wanted` carry an entry's id; it has its own scroll bar."""

    give_wanted = Signal()
    take_wanted = Signal(str)
    print_wanted = Signal()
    entry_wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._view: HandoverView | None = None
        self._words: Words | None = None
        self._tab: HandoverTab | None = None
        self._made: object = None
        self._order: Order = "ipass"
        self.wish = SinceWish()
        self.give, self.take, self.printing = button(""), button(""), button("")
        self.typed = QLineEdit()
        self.orders: Segments | None = None
        self.bases: Segments | None = None
        self.table = WholeTable(theme, SHARES)
        self.problem = label("", "wrong", wrap=True)
        self._lay_out()
        self.give.clicked.connect(self.give_wanted)
        self.take.clicked.connect(lambda: self.take_wanted.emit(self._tab.answers if self._tab else ""))
        self.printing.clicked.connect(self.print_wanted)
        self.typed.editingFinished.connect(self._type)
        self.table.activated.connect(lambda _: self._enter())

    def _lay_out(self) -> None:
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(14, 8, 14, 10)
        rows.setSpacing(8)
        bar = QWidget()
        self._bar = Flow(bar, gap=10, below=4)
        self._order_place, self._basis_place = QWidget(), QWidget()
        for place in (self._order_place, self._basis_place):
            QVBoxLayout(place).setContentsMargins(0, 0, 0, 0)
        for one in (self._order_place, self.give, self.take, self.printing):
            self._bar.addWidget(one)
        rows.addWidget(bar)
        self._card = QVBoxLayout()
        rows.addLayout(self._card)
        since = QWidget()
        second = Flow(since, gap=10, below=4)
        self.typed.setFixedWidth(self._theme.px(220))
        self.typed.setProperty("look", "small")
        for one in (self._basis_place, self.typed):
            second.addWidget(one)
        card = frame("card")
        inner = QVBoxLayout(card)
        inner.setContentsMargins(12, 7, 12, 10)
        inner.setSpacing(6)
        self.head, self.said = label("", "head"), label("", "bold", wrap=True)
        self.counts = label("", "muted", wrap=True)
        for one in (self.head, since, self.problem, self.said, self.counts, self.table):
            inner.addWidget(one)
        rows.addWidget(card)
        rows.addStretch(1)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)

    def show_view(self, view: HandoverView, words: Words) -> None:
        """Show another patient or moment; equal lines are left alone, so the scroll place stays."""
        self._view = view
        if self._words is None or self._words.lang != words.lang:
            self._retranslate(words)
        self._words = words
        self._offer(view, words)
        self._rebuild()

    def forget(self) -> None:
        """Another patient: what was asked about the one before does not hold."""
        self.wish = SinceWish()
        self.typed.clear()

    def _retranslate(self, words: Words) -> None:
        self.setAccessibleName(words.t("Handover"))
        for one, name, key in (
            (self.give, words.t("Hand over to…"), ""),
            (self.take, words.t("Take over…"), ""),
            (self.printing, words.t("Preview and print"), "F10"),
        ):
            one.setText(f"{name}  {key}".strip())
            one.setAccessibleName(name)
        self.typed.setPlaceholderText(words.t("or since: date and time"))
        self.typed.setAccessibleName(words.t("Since: date and time"))
        self.table.setAccessibleName(words.t("Since you were last on"))
        set_text(self.head, words.t("SINCE YOU WERE LAST ON"))
        clear(self._layout_of(self._order_place))
        self.orders = Segments(words.t("Labels"), tuple(Option(code, name) for code, name in ORDERS.items()), words)
        self.orders.edited.connect(self._choose_order)
        self._layout_of(self._order_place).addWidget(self.orders)

    @staticmethod
    def _layout_of(place: QWidget) -> QVBoxLayout:
        layout = place.layout()
        assert isinstance(layout, QVBoxLayout)  # noqa: S101  (made so in `_lay_out`)
        return layout

    def _offer(self, view: HandoverView, words: Words) -> None:
        """The moments to choose from; made anew only when they differ."""
        wanted = (tuple(option.code for option in view.options), words.lang)
        if self._made == wanted:
            return
        self._made = wanted
        place = self._layout_of(self._basis_place)
        clear(place)
        self.bases = Segments(words.t("Changes since"), view.options, words)
        self.bases.edited.connect(self._choose_basis)
        place.addWidget(self.bases)

    def _choose_order(self, code: str) -> None:
        self._order = next((order for order in get_args(Order) if order == code), "ipass")
        self._rebuild()

    def _choose_basis(self, code: str) -> None:
        self.typed.clear()
        self.wish = SinceWish(basis=code)
        self._rebuild()

    def _type(self) -> None:
        if self.typed.text() != self.wish.typed:
            self.wish = SinceWish(typed=self.typed.text())
            self._rebuild()

    def _enter(self) -> None:
        if self.table.chosen():
            self.entry_wanted.emit(self.table.chosen())

    def _rebuild(self) -> None:
        view, words = self._view, self._words
        if view is None or words is None or self.orders is None:
            return
        self.orders.choose(self._order)
        tab = view.tab(self._order)
        self.give.setEnabled(view.writes)
        self.take.setEnabled(view.writes and bool(tab.answers))
        if tab != self._tab or not self._card.count():
            self._tab = tab
            self._show_tab(tab, words)
        since, basis, problem = view.since(self.wish)
        if self.bases is not None:
            self.bases.choose(basis)
        set_text(self.problem, problem)
        self.problem.setVisible(bool(problem))
        set_text(self.said, since.said)
        set_text(self.counts, since.counts)
        self.table.show_view(since.columns, since.rows)

    def _show_tab(self, tab: HandoverTab, words: Words) -> None:
        clear(self._card)
        card, inner = panel(words.t("HANDOVER"), "")
        tags = QWidget()
        flow = Flow(tags, gap=8)
        for tag in tab.tags:
            flow.addWidget(_tag(tag))
        if tab.tags:
            inner.addWidget(tags)
        inner.addWidget(label(tab.said, "bold", wrap=True))
        if tab.last:
            inner.addWidget(label(tab.last, "muted", wrap=True))
        for part in tab.parts:
            inner.addWidget(_part(part, self._theme))
        self._card.addWidget(card)


def _tag(tag: Tag) -> QWidget:
    if tag.look != "strict":
        return label(tag.text, "ask" if tag.look == "open" else "met")
    block = frame("ink")
    inside = QHBoxLayout(block)
    inside.setContentsMargins(8, 3, 8, 3)
    inside.addWidget(label(tag.text, "bold"))
    return block


def _part(part: Part, theme: Theme) -> QWidget:
    made = frame("task")
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 6, 0, 6)
    row.setSpacing(12)
    letter = label(part.letter, "chip")
    letter.setAlignment(Qt.AlignmentFlag.AlignCenter)
    letter.setFixedWidth(theme.px(LETTER_WIDTH))
    row.addWidget(letter, 0, Qt.AlignmentFlag.AlignTop)
    title = label(part.title, "bold", wrap=True)
    title.setFixedWidth(theme.px(TITLE_WIDTH))
    row.addWidget(title, 0, Qt.AlignmentFlag.AlignTop)
    column = QVBoxLayout()
    column.setSpacing(1)
    for text in part.lines:
        column.addWidget(label(text, wrap=True))
    row.addLayout(column, 1)
    return made
