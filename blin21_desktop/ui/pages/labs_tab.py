"""Tab Labs: what to show and how, above a table with small curves, stacked graphs, an overlay or subsets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import get_args

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from blin21_desktop.domain.text import Text, say
from blin21_desktop.forms.fields import Option
from blin21_desktop.present.labs_panels import MOST
from blin21_desktop.present.labs_tab import LabsTab
from blin21_desktop.present.labs_units import UNIT_NAMES, Unit
from blin21_desktop.present.words import Words
from blin21_desktop.ui.flow import Flow
from blin21_desktop.ui.forms.segments import Segment, Segments
from blin21_desktop.ui.labs_body import LabsBody, LabsWish, Mode
from blin21_desktop.ui.labs_table import LabsTable
from blin21_desktop.ui.theme import Theme
from blin21_desktop.ui.widgets import clear, label, set_text

MODES: dict[Mode, Text] = {
    "table": say("Table"),
    "stacked": say("Stacked graphs"),
    "relative": say("Relative × ULN"),
    "subsets": say("Subsets"),
}
SPANS: dict[str, Text] = {"course": say("course"), "week": say("7 days"), "all": say("all")}
Make = Callable[[Unit], LabsTab]


class LabsPage(QScrollArea):
    """Shows a tab that is made when it is looked at; choices stay from patient to patient.

    Ctrl+T: the values of a graph as a table. `details_wanted` carries the `LabDetail` of a result.
    """

    details_wanted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._make: Make | None = None
        self._words: Words | None = None
        self.tab: LabsTab | None = None
        self.unit: Unit = "ward"
        self.wish = LabsWish()
        self.body = LabsBody(theme)
        self.as_table, self.every = Segment("", ""), Segment("", "")
        self.sources, self.legend, self.empty = (label("", "muted", wrap=True) for _ in range(3))
        self.review = label("", "ask", wrap=True)
        self._inside = QWidget()
        self._choices = tuple(QWidget() for _ in range(3))
        self._lay_out()
        self.as_table.toggled.connect(lambda on: self._wants(as_table=on))
        self.every.toggled.connect(lambda on: self._wants(every=on))
        key = QShortcut(QKeySequence("Ctrl+T"), self)
        key.activated.connect(lambda: self.as_table.toggle() if self.as_table.isEnabled() else None)
        body = self.body
        body.opened.connect(self._open)
        body.moved.connect(self._move)
        body.panned.connect(self._pan)
        body.lane_chosen.connect(lambda lane: self.ensureWidgetVisible(lane, 0, 8))
        for table in (body.table, body.values):
            table.selectionModel().currentRowChanged.connect(lambda *_, table=table: self._see_row(table))

    def _lay_out(self) -> None:
        bar = QWidget()
        flow = Flow(bar, gap=12, below=4)
        for choice in self._choices:
            QVBoxLayout(choice).setContentsMargins(0, 0, 0, 0)
            flow.addWidget(choice)
        for one in (self.as_table, self.every):
            one.setCheckable(True)
            flow.addWidget(one)
        rows = QVBoxLayout(self._inside)
        rows.setContentsMargins(14, 8, 14, 10)
        rows.setSpacing(6)
        for part in (bar, self.review, self.sources, self.empty, self.body, self.legend):
            rows.addWidget(part)
        rows.addStretch(1)
        self.setWidget(self._inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)

    def show_view(self, make: Make, words: Words) -> None:
        """Show another look; mode, unit, window and order stay as they were chosen."""
        self._make = make
        if self._words is None or self._words.lang != words.lang:
            self._offer(words)
        self._words = words
        self.tab = make(self.unit)
        self.setAccessibleName(words.t("Labs"))
        self.rebuild()

    def _offer(self, words: Words) -> None:
        made = (
            self._segments(words.t("Show laboratory values as"), MODES, words, self.choose_mode),
            self._segments(words.t("Unit"), UNIT_NAMES, words, self.choose_unit),
            self._segments(words.t("Window of time"), SPANS, words, self.choose_span),
        )
        for choice, segments in zip(self._choices, made, strict=True):
            layout = choice.layout()
            assert layout is not None  # noqa: S101  (made in `_lay_out`)
            clear(layout)
            layout.addWidget(segments)
        self.as_table.setText(f"{words.t('Values as a table')}  Ctrl+T")
        self.as_table.setAccessibleName(words.t("Values as a table"))

    def _segments(
        self, name: str, options: Mapping[Mode, Text] | Mapping[Unit, Text] | Mapping[str, Text], words: Words,
        act: Callable[[str], str],
    ) -> Segments:  # fmt: skip
        made = Segments(name, tuple(Option(code, text) for code, text in options.items()), words)
        made.choose(act(""))
        made.edited.connect(lambda code: made.choose(act(code)))
        return made

    def choose_mode(self, code: str) -> str:
        """Another mode; an unknown one changes nothing. Gives the mode in force."""
        return self._wants(mode=next((mode for mode in get_args(Mode) if mode == code), self.wish.mode)).mode

    def choose_span(self, code: str) -> str:
        """Another window of time; the seven days are the last ones again. Gives the window in force."""
        return self._wants(span=code if code in SPANS else self.wish.span, week=-1).span

    def choose_unit(self, code: str) -> str:
        """The ward's units or SI. Gives the unit in force."""
        wanted = next((unit for unit in UNIT_NAMES if unit == code), self.unit)
        if wanted != self.unit and self._make is not None:
            self.unit, self.tab = wanted, self._make(wanted)
        self.rebuild()
        return self.unit

    def _wants(self, **wish: object) -> LabsWish:
        for name, value in wish.items():
            setattr(self.wish, name, value)
        self.rebuild()
        return self.wish

    def rebuild(self) -> None:
        """Show the mode in force; what is not looked at is not made."""
        tab, words, wish = self.tab, self._words, self.wish
        if tab is None or words is None:
            return
        self.as_table.setEnabled(wish.mode != "table")
        self.as_table.setVisible(wish.mode != "table")
        self.as_table.updateGeometry()  # a chosen button is bold, so wider
        self.body.setVisible(bool(tab.series) or bool(tab.mrd))
        self.body.show_tab(tab, wish, words)
        set_text(self.sources, tab.sources)
        set_text(self.review, tab.review)
        set_text(self.empty, _why_empty(tab, wish))
        set_text(self.legend, _legend(tab, wish))
        for one in (self.review, self.sources, self.empty, self.legend):
            one.setVisible(bool(one.accessibleName()))
        self.every.setVisible(wish.mode == "stacked" and len(tab.panels) > MOST)
        self.every.setText(words.t("All {count:number} panels", count=len(tab.panels)))
        self.every.setAccessibleName(self.every.text())

    def _pan(self, by: int) -> None:
        if self.tab is not None and self.wish.pan(self.tab, by):
            self.body.show_axis(self.wish.axis(self.tab))

    def _move(self, key: str, by: int) -> None:
        if self.tab is not None:
            self.wish.moved(self.tab, key, by)
            self.rebuild()

    def _open(self, result: str) -> None:
        found = None if self.tab is None else self.tab.details(result)
        if found is not None:
            self.details_wanted.emit(found)

    def _see_row(self, table: LabsTable) -> None:
        """The chosen row is in view: the page scrolls, not the table."""
        row = table.visualRect(table.currentIndex())
        middle = table.viewport().mapTo(self._inside, row.center())
        self.ensureVisible(0, middle.y(), 0, row.height() // 2 + 8)


def _why_empty(tab: LabsTab, wish: LabsWish) -> str:
    if tab.empty or wish.mode in ("table", "stacked"):
        return tab.empty
    if wish.mode == "relative":
        return "" if tab.relative.lines else tab.relative.empty
    return tab.subsets.empty


def _legend(tab: LabsTab, wish: LabsWish) -> str:
    """What the marks of the mode mean; a table needs none."""
    if wish.mode == "table" or wish.as_table or not tab.series:
        return ""
    told = {
        "stacked": (tab.legend, tab.ribbon.legend),
        "relative": (tab.relative.note, tab.relative.without, tab.ribbon.legend),
        "subsets": (tab.subsets.note,),
    }[wish.mode]
    return " · ".join(line for line in told if line)
