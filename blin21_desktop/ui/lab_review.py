"""The window of the laboratory review: what was found, what must be decided, and one result with all that is known."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QDialog, QFrame, QScrollArea, QVBoxLayout, QWidget

from blin21_desktop.present.lab_review import Details, Row, columns, identity_columns, raw_columns
from blin21_desktop.present.words import Words
from blin21_desktop.ui.action_bar import ActionBar
from blin21_desktop.ui.entry_table import EntryTable
from blin21_desktop.ui.theme import Theme
from blin21_desktop.ui.whole_table import WholeTable
from blin21_desktop.ui.widgets import button, clear, frame, ink_head, label, set_text

SHARES = (0.18, 0.17, 0.31, 0.34)
"""Of the columns: what to do, whose, what came, why a person must look."""
BESIDE_FROM = 1100
"""Up from this width at 100 % the one result stands beside the list, else below it, px."""


class ReviewTable(EntryTable):
    """The received results; every column has its share, so that no long name pushes the reasons out of sight."""

    def _shared(self, columns: int) -> list[int]:
        return [int(self.viewport().width() * share) for share in SHARES[:columns]]


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
        self.setWindowTitle(words.t("Laboratory results: review"))
        self.source = label("", "bold", wrap=True)
        self.state = label("", "muted", wrap=True)
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
        outer.addWidget(ink_head(self.windowTitle()))
        head = frame("bar")
        above = QVBoxLayout(head)
        above.setContentsMargins(12, 6, 12, 6)
        places = self._bar("files", "folder", "again", "watch")
        above.addWidget(places)
        for told in (self.source, self.state):
            above.addWidget(told)
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
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self.chosen.emit(self.table.chosen()))
        self.table.verticalScrollBar().valueChanged.connect(lambda _: self._look())

    def show_rows(self, rows: Sequence[Row], source: str, state: str, empty: str) -> None:
        """Show what was found; the chosen result stays chosen where it is still there."""
        chosen = self.table.chosen()
        set_text(self.source, source)
        self.tell(state)
        set_text(self.empty, empty)
        self.empty.setVisible(not rows)
        self.table.setVisible(bool(rows))
        self.seen &= {row.entry for row in rows}
        self.table.show_view(columns(self._words), rows)
        there = chosen if any(row.entry == chosen for row in rows) else rows[0].entry if rows else ""
        self.table.choose(there)
        self.chosen.emit(there)
        self._look()

    def tell(self, state: str) -> None:
        """What the program is doing, or what went wrong."""
        set_text(self.state, state)
        self.state.setVisible(bool(state))

    def show_details(self, shown: Details | None, able: frozenset[str]) -> None:
        """Show one result, or none; `able`: what can be done now."""
        for name in ("refuse", "file", "always", "layout", "all"):
            self.buttons[name].setEnabled(name in able)
        self.body.setVisible(shown is not None)
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
        self.middle.setDirection(ways.LeftToRight if beside else ways.TopToBottom)
        self._look()
