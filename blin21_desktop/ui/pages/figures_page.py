"""The page of figures about all patients: one figure at a time, blinded or with names, and each also as a table."""

from __future__ import annotations

from PySide6.QtCore import QMargins, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from blin21_desktop.forms.fields import Option
from blin21_desktop.present.ward_figures import FIGURES, MODES, FigureTable
from blin21_desktop.present.words import Words
from blin21_desktop.ui.entry_table import EntryTable
from blin21_desktop.ui.flow import Flow
from blin21_desktop.ui.forms.segments import Segments
from blin21_desktop.ui.theme import Theme
from blin21_desktop.ui.widgets import button, clear, frame, label, scrolled, set_text

FIGURE, MODE, ANALYTE = "swimmer", "blinded", "neutrophils"
"""What is shown first: study numbers, never names without being asked."""


class FiguresPage(QWidget):
    """Shows one finished figure (`body`) with its table. `asked`: another figure, mode or analyte is wanted."""

    asked = Signal()
    board_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._lang = ""
        self.figure, self.mode, self.analyte = FIGURE, MODE, ANALYTE
        self.title = label("", "time")
        self.counts = label("", "muted")
        self.moment = label("", "bold")
        self.choices = QWidget()
        self._choices = QHBoxLayout(self.choices)
        self._choices.setContentsMargins(0, 0, 0, 0)
        self.analytes = QComboBox()
        self.analytes.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.analytes.setMinimumHeight(theme.px(32))
        self.as_table = button("")
        self.as_table.setCheckable(True)
        self.back = button("")
        self.readout = label("", "bold", wrap=True)
        self.note = label("", "muted", wrap=True)
        self.legend = QWidget()
        self._legend = Flow(self.legend, gap=16, below=2)
        self._body = QVBoxLayout()
        self._body.setContentsMargins(0, 0, 0, 0)
        self.body: QWidget | None = None
        self.table = EntryTable(theme)
        self._lay_out()
        key = QShortcut(QKeySequence("Ctrl+T"), self)
        key.activated.connect(self.as_table.toggle)
        self.as_table.toggled.connect(lambda _: self._turn())
        self.back.clicked.connect(self.board_wanted)
        self.analytes.activated.connect(self._choose_analyte)

    def _lay_out(self) -> None:
        head = frame("bar")
        flow = Flow(head, gap=10, below=6, margins=QMargins(14, 6, 14, 6))
        for one in (self.title, self.choices, self.analytes, self.as_table, self.back, self.counts, self.moment):
            flow.addWidget(one)
        foot = frame("foot")
        below = QVBoxLayout(foot)
        below.setContentsMargins(14, 4, 14, 6)
        below.setSpacing(2)
        for one in (self.readout, self.legend, self.note):
            below.addWidget(one)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(head)
        outer.addLayout(self._body, 1)
        outer.addWidget(self.table, 1)
        outer.addWidget(foot)
        self.table.hide()

    def retranslate(self, words: Words, counts: str, moment: str) -> None:
        """The words around a figure; the choices are made anew in another language."""
        set_text(self.title, words.t("All patients"))
        set_text(self.counts, counts)
        set_text(self.moment, moment)
        self.as_table.setText(f"{words.t('Table')}  Ctrl+T")
        self.as_table.setAccessibleName(words.t("Table"))
        self.back.setText(f"{words.t('Ward board')}  F2")
        self.back.setAccessibleName(words.t("Ward board"))
        self.analytes.setAccessibleName(words.t("Analyte"))
        if self._lang == words.lang:
            return
        self._lang = words.lang
        clear(self._choices)
        figures = Segments(words.t("Figure"), tuple(Option(code, name) for code, name in FIGURES.items()), words)
        modes = Segments(words.t("Patients"), tuple(Option(code, name) for code, name in MODES.items()), words)
        for one, chosen in ((figures, self.figure), (modes, self.mode)):
            one.choose(chosen)
            self._choices.addWidget(one)
        figures.edited.connect(lambda code: self._choose(figures, figure=code or self.figure))
        modes.edited.connect(lambda code: self._choose(modes, mode=code or self.mode))
        self.segments = (figures, modes)

    def _choose(self, segments: Segments, *, figure: str = "", mode: str = "") -> None:
        self.figure, self.mode = figure or self.figure, mode or self.mode
        segments.choose(figure or mode)
        self.asked.emit()

    def _choose_analyte(self, place: int) -> None:
        self.analyte = str(self.analytes.itemData(place))
        self.asked.emit()

    def offer(self, choices: tuple[tuple[str, str], ...], chosen: str) -> None:
        """The analytes to choose from; none: the figure has no such choice."""
        self.analytes.setVisible(bool(choices))
        if [(self.analytes.itemData(n), self.analytes.itemText(n)) for n in range(self.analytes.count())] != list(
            choices
        ):
            self.analytes.clear()
            for code, name in choices:
                self.analytes.addItem(name, code)
        self.analytes.setCurrentIndex(max(0, self.analytes.findData(chosen)))

    def show_figure(self, body: QWidget, table: FigureTable, note: str, legend: tuple[QWidget, ...]) -> None:
        """Show another figure; the focus goes into it where it was in the one before."""
        had = self.body is not None and (self.body.hasFocus() or self.body.isAncestorOf(self.focusWidget() or self))
        clear(self._body)
        clear(self._legend)
        for one in legend:
            self._legend.addWidget(one)
        self.legend.setVisible(bool(legend))
        self.body = body
        self._body.addWidget(scrolled(body, body.accessibleName()))
        self.table.setAccessibleName(body.accessibleName())
        self.table.show_view(table.columns, table.rows)
        set_text(self.note, note)
        self.say("")
        self._turn()
        if had:
            body.setFocus()

    def say(self, text: str) -> None:
        """What is in focus, in words."""
        set_text(self.readout, text)
        self.readout.setVisible(bool(text))

    def _turn(self) -> None:
        on = self.as_table.isChecked()
        place = self._body.itemAt(0)
        shown = None if place is None else place.widget()
        if shown is not None:
            shown.setVisible(not on)
        self.table.setVisible(on)
