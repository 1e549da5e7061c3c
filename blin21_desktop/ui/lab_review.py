"""The window of the laboratory review: what was found, what must be decided, and one result with all that is known."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from blin21_desktop.present.lab_review import Details, Row, ShortRow, columns, identity_columns, raw_columns
from blin21_desktop.present.words import Words
from blin21_desktop.ui.action_bar import ActionBar
from blin21_desktop.ui.entry_table import EntryTable
from blin21_desktop.ui.theme import Theme
from blin21_desktop.ui.whole_table import WholeTable
from blin21_desktop.ui.widgets import button, clear, frame, ink_head, label, set_text

SHARES = (0.18, 0.17, 0.31, 0.34)
"""Of the columns: what to do, whose, what came, why a person must look."""
SHORT_SHARES = (0.19, 0.17, 0.41)
"""Where rows have one line: at most for what to do and whose, and for what came; what is left is for the reasons."""
LIST_SHARE, ONE_SHARE = 1, 1
"""Of the height, where the one result stands below the list."""
BESIDE_FROM = 1100
"""Up from this width at 100 % the one result stands beside the list, else below it, px."""


class ReviewTable(EntryTable):
    """The received results; every column has its share, so that no long name pushes the reasons out of sight."""

    short = False

    def _shared(self, columns: int) -> list[int]:
        room = self.viewport().width()
        if not self.short:
            return [int(room * share) for share in SHARES[:columns]]
        *narrow, result = (int(room * share) for share in SHORT_SHARES)
        first = [min(most, self._widths(column)[-1]) for column, most in enumerate(narrow)]
        return [*first, result, room - sum(first) - result]


class LabReview(QDialog):
    """Draws the review; decides nothing. Signals say what the person wants about the chosen result, or about all.

    `seen` are the results that were on the screen: only of those can all be filed at once.
    """

    chosen = Signal(str)
    files_wanted = Signal()
    folder_wanted = Signal()
    again_wanted = Signal()
    watch_wanted = Signal()
    refuse_wanted = Signal()
    file_wanted = Signal()
    always_wanted = Signal()
    layout_wanted = Signal()
    all_wanted = Signal()

    def __init__(self, words: Words, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._words, self._theme = words, theme
        self.seen: set[str] = set()
        self._rows: tuple[Row, ...] = ()
        self._there = False
        self.setWindowTitle(words.t("Laboratory results: review"))
        self.source = label("", "bold", wrap=True)
        self.state = label("", "bold", wrap=True)
        self.state.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.table = ReviewTable(theme)
        self.table.setAccessibleName(words.t("Received results"))
        self.empty = label("", "muted", wrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.title = label("", "head", wrap=True)
        self.reasons = QVBoxLayout()
        self.middle = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.identity = WholeTable(theme, (0.22, 0.39, 0.39))
        self.identity.setAccessibleName(words.t("Both identities"))
        self.raw = WholeTable(theme, (0.3, 0.7))
        self.raw.setAccessibleName(words.t("As received"))
        self.file = label("", "muted", wrap=True)
        self.body = QScrollArea()
        self.one_wanted = button(words.t("One result"), "Ctrl+D")
        self.one_wanted.setCheckable(True)
        self.buttons = {
            "files": button(words.t("Files…"), "Ctrl+O"),
            "folder": button(words.t("Folder…"), "Ctrl+Shift+O"),
            "again": button(words.t("Read the last place again"), "Ctrl+R"),
            "watch": button(words.t("Watched folder…"), "Ctrl+W"),
            "refuse": button(words.t("Do not file…"), "Ctrl+X"),
            "file": button(words.t("File this one…"), "Ctrl+F"),
            "always": button(words.t("Accept for this laboratory…"), "Ctrl+L"),
            "layout": button(words.t("Layout of the CSV…"), "Ctrl+T"),
            "all": button(words.t("File all that passed and were shown…"), "Ctrl+Enter"),
            "close": button(words.t("Close"), "Esc"),
        }
        self.buttons["all"].setProperty("look", "primary")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(2, 2, 2, 2)
        outer.setSpacing(0)
        outer.addWidget(ink_head(self.windowTitle(), self.state, share=3))
        head = frame("bar")
        above = QVBoxLayout(head)
        above.setContentsMargins(12, 4, 12, 4)
        above.setSpacing(2)
        row = QHBoxLayout()
        row.addWidget(self.source, 1)
        row.addWidget(self.one_wanted)
        row.addWidget(self._bar("files", "folder", "again", "watch"), 1)
        above.addLayout(row)
        outer.addWidget(head)
        self.middle.setSpacing(0)
        for part, share in ((self.table, 5), (self.empty, 5), (self._one(), 4)):
            self.middle.addWidget(part, share)
        outer.addLayout(self.middle, 1)
        foot = frame("foot")
        below = QVBoxLayout(foot)
        below.setContentsMargins(12, 6, 12, 2)
        below.addWidget(self._bar("file", "refuse", "all", "always", "layout", "close"))
        outer.addWidget(foot)

    def _bar(self, *names: str) -> ActionBar:
        """Buttons, the most wanted first; with large letters one row, and a menu for the rest."""
        bar = ActionBar([self.buttons[name] for name in names], self._theme)
        bar.retranslate(self._words)
        return bar

    def _one(self) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(12, 8, 12, 10)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addLayout(self.reasons)
        for part in (self.identity, self.raw, self.file):
            column.addWidget(part)
        column.addStretch(1)
        self.body.setWidget(inside)
        self.body.setWidgetResizable(True)
        self.body.setFrameShape(QFrame.Shape.NoFrame)
        self.body.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.setAccessibleName(self._words.t("One result"))
        return self.body

    def _connect(self) -> None:
        wants = {
            "files": self.files_wanted, "folder": self.folder_wanted, "again": self.again_wanted,
            "watch": self.watch_wanted, "refuse": self.refuse_wanted, "file": self.file_wanted,
            "always": self.always_wanted, "layout": self.layout_wanted, "all": self.all_wanted,
        }  # fmt: skip
        keys = {
            "files": "Ctrl+O", "folder": "Ctrl+Shift+O", "again": "Ctrl+R", "watch": "Ctrl+W", "refuse": "Ctrl+X",
            "file": "Ctrl+F", "always": "Ctrl+L", "layout": "Ctrl+T", "all": "Ctrl+Return",
        }  # fmt: skip
        for name, signal in wants.items():
            self.buttons[name].clicked.connect(lambda *_, signal=signal: signal.emit())
            QShortcut(QKeySequence(keys[name]), self).activated.connect(self.buttons[name].click)
        QShortcut(QKeySequence("Ctrl+Enter"), self).activated.connect(self.buttons["all"].click)
        self.buttons["close"].clicked.connect(self.reject)
        self.one_wanted.toggled.connect(lambda _: self._show_one())
        QShortcut(QKeySequence("Ctrl+D"), self).activated.connect(self.one_wanted.click)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self.chosen.emit(self.table.chosen()))
        self.table.verticalScrollBar().valueChanged.connect(lambda _: self._look())

    def show_rows(self, rows: Sequence[Row], source: str, state: str, empty: str) -> None:
        """Show what was found; the chosen result stays chosen, and once it is decided the one that takes its place."""
        place = max(0, self.table.currentIndex().row())
        chosen = {(row.entry, row.cells[0]) for row in self._rows[place : place + 1]}
        set_text(self.source, source)
        self.tell(state)
        set_text(self.empty, empty)
        self.empty.setVisible(not rows)
        self.table.setVisible(bool(rows))
        self.seen &= {row.entry for row in rows}
        self._rows = tuple(rows)
        self._show()
        same = [row.entry for row in rows if (row.entry, row.cells[0]) in chosen]
        there = next(iter(same or [row.entry for row in rows[place:] or rows[-1:]]), "")
        self.table.choose(there)
        self.chosen.emit(there)
        self._look()

    def _show(self) -> None:
        """The rows, of one line each where the one result stands below them."""
        short = self.middle.direction() is QBoxLayout.Direction.TopToBottom
        self.table.short = short
        self.table.show_view(columns(self._words), tuple(map(ShortRow, self._rows)) if short else self._rows)

    def _show_one(self) -> None:
        """The one result: beside the list always, below it when it is wanted, since it takes the room of rows."""
        below = self.middle.direction() is QBoxLayout.Direction.TopToBottom
        self.one_wanted.setVisible(below)
        self.one_wanted.setEnabled(self._there)
        self.body.setVisible(self._there and (self.one_wanted.isChecked() or not below))

    def tell(self, state: str) -> None:
        """What the program is doing, or what went wrong."""
        set_text(self.state, state)
        self.state.setVisible(bool(state))

    def show_details(self, shown: Details | None, able: frozenset[str]) -> None:
        """Show one result, or none; `able`: what can be done now."""
        for name in ("refuse", "file", "always", "layout", "all"):
            self.buttons[name].setEnabled(name in able)
        self._there = shown is not None
        self._show_one()
        if shown is None:
            return
        set_text(self.title, shown.title)
        clear(self.reasons)
        for reason in shown.reasons:
            self.reasons.addWidget(label(reason, wrap=True))
        self.identity.show_view(identity_columns(self._words), shown.identity)
        self.identity.setVisible(bool(shown.identity))
        self.raw.show_view(raw_columns(self._words), shown.raw)
        self.raw.setVisible(bool(shown.raw))
        set_text(self.file, shown.file)

    def _look(self) -> None:
        """Remember which rows stand wholly on the screen now."""
        if not self.table.isVisible():
            return
        port = self.table.viewport().rect()
        for place, row in enumerate(self.table.rows()):
            top = self.table.rowViewportPosition(place)
            if top >= 0 and top + self.table.rowHeight(place) <= port.height():
                self.seen.add(row.entry)

    def showEvent(self, event: QShowEvent) -> None:
        """The first rows are seen at once."""
        super().showEvent(event)
        self._look()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More rows may be seen."""
        super().resizeEvent(event)
        beside = self.width() >= self._theme.px(BESIDE_FROM)
        ways = QBoxLayout.Direction
        way = ways.LeftToRight if beside else ways.TopToBottom
        if way is not self.middle.direction():
            self.middle.setDirection(way)
            self.middle.setStretch(0, 5 if beside else LIST_SHARE)
            self.middle.setStretch(2, 4 if beside else ONE_SHARE)
            self._show()
            self._show_one()
        self._look()
