"""The ward board: due strip on top, one patient a row, sort at the bottom."""

from __future__ import annotations

from PySide6.QtCore import QMargins, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QVBoxLayout, QWidget

from blin21_desktop.present.board import BoardView, Sort
from blin21_desktop.present.board_order import FILTERS, Filter
from blin21_desktop.present.words import Words
from blin21_desktop.ui.board_table import BoardTable
from blin21_desktop.ui.due_strip import DueStrip
from blin21_desktop.ui.flow import Flow
from blin21_desktop.ui.theme import Theme
from blin21_desktop.ui.widgets import button, frame, label, set_text

SORTS: tuple[Sort, ...] = ("bed", "due", "state")


class BoardPage(QWidget):
    """Shows a finished board. `opened` carries a study number, `sorted_by` the chosen order."""

    opened = Signal(str)
    sorted_by = Signal(str)
    print_wanted = Signal()
    new_wanted = Signal()
    list_wanted = Signal()
    find_wanted = Signal()
    filtered_by = Signal(str)
    hiding = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.ward = label("", "time")
        self.moment = label("", "time")
        self.count = label("", "muted")
        self.alerts = label("", "total")
        self.print_button = button("")
        self.new_button = button("")
        self.find_button = button("")
        self.list_button = button("")
        self.more_button = button("")
        self.labs_button = button("")
        self.figures_button = button("")
        self.returned_button = button("")
        self.labs_trouble = label("", "bold", wrap=True)
        self.labs_bar = frame("doubts")
        self.hide_button = button("")
        self.hide_button.setCheckable(True)
        self.filters: dict[Filter, QPushButton] = {only: button("") for only in FILTERS}
        self.hidden = label("", "bold", wrap=True)
        self.hidden_bar = frame("doubts")
        self.strip = DueStrip(theme)
        self.table = BoardTable(theme)
        self.empty = label("", "muted", wrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sort_label = label("", "muted")
        self.sorts: dict[Sort, QPushButton] = {sort: button("") for sort in SORTS}
        self._lay_out()
        self.print_button.clicked.connect(self.print_wanted)
        self.new_button.clicked.connect(self.new_wanted)
        self.list_button.clicked.connect(self.list_wanted)
        self.find_button.clicked.connect(self.find_wanted)
        self.hide_button.toggled.connect(self.hiding)
        self.strip.opened.connect(self.opened)
        self.table.opened.connect(self.opened)

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._header())
        outer.addWidget(self.strip)
        said = QVBoxLayout(self.hidden_bar)
        said.setContentsMargins(12, 2, 12, 2)
        said.addWidget(self.hidden)
        outer.addWidget(self.hidden_bar)
        trouble = QVBoxLayout(self.labs_bar)
        trouble.setContentsMargins(12, 2, 12, 2)
        trouble.addWidget(self.labs_trouble)
        outer.addWidget(self.labs_bar)
        outer.addWidget(self.table, 1)
        outer.addWidget(self.empty, 1)
        outer.addWidget(self._footer())

    def _header(self) -> QWidget:
        bar = frame("bar")
        buttons = (
            *(self.labs_button, self.returned_button, self.find_button, self.hide_button, self.new_button),
            *(self.more_button, self.list_button, self.print_button),
        )
        flow = Flow(bar, gap=8, below=6, far=range(2, 2 + len(buttons)), margins=QMargins(14, 6, 14, 6))
        self.ward.setContentsMargins(0, 0, 8, 0)
        for one in (self.ward, self.moment, *buttons, self.alerts, self.count):
            flow.addWidget(one)
        return bar

    def _footer(self) -> QWidget:
        made = QWidget()
        flow = Flow(made, gap=6, margins=QMargins(14, 6, 14, 6))
        flow.addWidget(self.sort_label)
        group = QButtonGroup(self)
        for one in (*self.sorts.values(), *self.filters.values()):
            one.setProperty("look", "tight")
        for sort, one in self.sorts.items():
            one.setCheckable(True)
            group.addButton(one)
            one.clicked.connect(lambda *_, chosen=sort: self.sorted_by.emit(chosen))
            flow.addWidget(one)
        self.sorts["bed"].setChecked(True)
        only_group = QButtonGroup(self)
        for only, one in self.filters.items():
            one.setCheckable(True)
            only_group.addButton(one)
            one.clicked.connect(lambda *_, chosen=only: self.filtered_by.emit(chosen))
            flow.addWidget(one)
        self.filters["all"].setChecked(True)
        flow.addWidget(self.figures_button)
        return made

    def show_view(self, view: BoardView, ward_name: str, words: Words) -> None:
        """Show a board in its language."""
        self.ward.setText(ward_name)
        self.moment.setText(view.moment)
        set_text(self.count, view.count)
        set_text(self.alerts, view.alerts)
        set_text(self.hidden, view.hidden)
        self.hidden_bar.setVisible(bool(view.hidden))
        self.sort_label.setText(words.t("Sort"))
        names = {"bed": words.t("Bed"), "due": words.t("Due"), "state": words.t("State")}
        for sort, one in self.sorts.items():
            one.setText(names[sort])
            one.setAccessibleName(words.t("Sort by {what}", what=names[sort]))
        name = words.t("Print handover")
        self.print_button.setText(f"{name}  F10")
        self.print_button.setAccessibleName(name)
        for only, text in view.filters.items():
            self.filters[only].setText(text)
            self.filters[only].setAccessibleName(words.t("Show: {what}", what=text))
        named = (
            (self.new_button, words.t("Register a patient"), "Ctrl+N"),
            (self.find_button, words.t("Find"), "F3"),
            (self.list_button, words.t("Print list"), ""),
            (self.hide_button, words.t("Hide names"), ""),
            (self.figures_button, words.t("Figures"), "Ctrl+G"),
            (self.more_button, words.t("More"), "Ctrl+M"),
        )
        for one, text, key in named:
            one.setText(f"{text}  {key}".strip())
            one.setAccessibleName(text)
        self.strip.show_view(view)
        self.table.setAccessibleName(words.t("Patients on the ward"))
        set_text(self.empty, view.empty)
        self.table.setVisible(bool(view.rows))
        self.empty.setVisible(not view.rows)
        self.table.show_view(view)

    def show_returned(self, count: int, words: Words) -> None:
        """How many comments and decisions from review copies wait for an answer."""
        name = words.t("Returned comments: {count:number}", count=count)
        self.returned_button.setText(f"{name}  Ctrl+J")
        self.returned_button.setAccessibleName(name)
        self.returned_button.setVisible(count > 0)

    def show_labs(self, count: int, trouble: str, words: Words) -> None:
        """How many results of the laboratory wait for a person, and why the watched folder cannot be read."""
        name = words.t("Labs to review: {count:number}", count=count)
        self.labs_button.setText(f"{name}  F9")
        self.labs_button.setAccessibleName(name)
        self.labs_button.setVisible(count > 0)
        set_text(self.labs_trouble, words.t("Laboratory results: {why}", why=trouble) if trouble else "")
        self.labs_bar.setVisible(bool(trouble))
