"""The register of prints: every paper, whether it still stands, printing it again, and the code typed from a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from blin21_desktop.present.chart import identity_line
from blin21_desktop.present.paper import paper_name
from blin21_desktop.present.print_register import code_answer, register_columns, register_counts, register_rows
from blin21_desktop.present.text_row import TextRow
from blin21_desktop.present.words import Words
from blin21_desktop.ui import ask
from blin21_desktop.ui.entry_table import EntryTable
from blin21_desktop.ui.flow import Flow
from blin21_desktop.ui.framed import framed
from blin21_desktop.ui.placing import place_form
from blin21_desktop.ui.theme import Theme
from blin21_desktop.ui.widgets import at_right, button, ink_head, label, set_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from blin21_desktop.printing.handover import Printed
    from blin21_desktop.service.prints import Print
    from blin21_desktop.ui.main_window import MainWindow

STATE = 5
"""The column that takes the room that is left: why a paper no longer stands."""


class PrintRegister(QDialog):
    """Shows finished rows. `again_wanted` carries the id of the chosen printing, `code_typed` what was typed."""

    again_wanted = Signal(str)
    code_typed = Signal(str)

    def __init__(self, identity: str, words: Words, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(words.t("Register of prints"))
        self._words, self._theme = words, theme
        self.counts = label("", "bold", wrap=True)
        self.table = EntryTable(theme, details=STATE)
        self.table.setAccessibleName(self.windowTitle())
        self.none = label(words.t("Nothing was printed yet. A sheet is printed with F10."), "muted", wrap=True)
        self.typed = QLineEdit()
        self.compare_button = button(words.t("Compare"))
        self.answer = label("", "bold", wrap=True)
        self.again_button = button(words.t("Print again…"))
        self.close_button = button(words.t("Close"), "Esc")
        self._lay_out(identity)
        self.again_button.clicked.connect(self._again)
        self.table.doubleClicked.connect(lambda *_: self._again())
        self.typed.returnPressed.connect(self._compare)
        self.compare_button.clicked.connect(self._compare)
        self.close_button.clicked.connect(self.reject)

    def _lay_out(self, identity: str) -> None:
        words = self._words
        inner = QVBoxLayout()
        inner.setContentsMargins(14, 10, 14, 12)
        inner.setSpacing(6)
        inner.addWidget(self.counts)
        inner.addWidget(self.table, 1)
        inner.addWidget(self.none)
        inner.addStretch()  # without a table the words stay together at the top
        bar = QWidget()
        flow = Flow(bar, gap=10, below=4)
        name = words.t("Head code on a sheet")
        self.typed.setFixedWidth(self._theme.px(200))
        self.typed.setProperty("look", "small")
        self.typed.setAccessibleName(name)
        self.typed.setPlaceholderText("7F3A-91C2-0B")
        self.typed.setInputMethodHints(Qt.InputMethodHint.ImhLatinOnly)
        for one in (label(name, "bold"), self.typed, self.compare_button):
            flow.addWidget(one)
        self.answer.hide()
        buttons = at_right(self.close_button, self.again_button)
        framed(self, ink_head(self.windowTitle(), label(identity)), inner, bar, self.answer, buttons)

    def show_rows(self, counts: str, rows: Sequence[TextRow]) -> None:
        """Show other rows; the chosen one stays chosen."""
        chosen = self.table.chosen()
        set_text(self.counts, counts)
        self.table.show_view(register_columns(self._words), rows)
        self.table.choose(chosen or (rows[0].entry if rows else ""))
        self.table.setVisible(bool(rows))
        self.none.setVisible(not rows)
        self.again_button.setEnabled(bool(rows))

    def show_answer(self, answer: str) -> None:
        """What a head code says."""
        set_text(self.answer, answer)
        self.answer.show()

    def _again(self) -> None:
        if self.table.chosen():
            self.again_wanted.emit(self.table.chosen())

    def _compare(self) -> None:
        if self.typed.text().strip():
            self.code_typed.emit(self.typed.text())


def show_register(window: MainWindow, patient: str = "") -> None:
    """The ward's register over the window, or with `patient` the papers with a sheet of theirs."""
    ports, words = window.ports, window.words
    identity = identity_line(ports.look(patient), words) if patient else ""
    page = PrintRegister(identity, words, window.theme, window)
    shown: dict[str, Print] = {}

    def show() -> None:
        found = ports.prints(patient or None)
        shown.clear()
        shown.update({one.first.id: one for one in found})
        page.show_rows(register_counts(found, words), register_rows(found, words))

    def again(entry_id: str) -> None:
        _print_again(window, page, shown[entry_id], show)

    page.again_wanted.connect(again)
    page.code_typed.connect(lambda typed: page.show_answer(code_answer(ports.paper_check(typed), words)))
    page.finished.connect(page.deleteLater)
    show()
    place_form(window, page)
    ask.show(page)


def _print_again(window: MainWindow, page: PrintRegister, one: Print, then: Callable[[], None]) -> None:
    """A preview of a recorded printing drawn again; what differs from then is said beside it."""
    from blin21_desktop.ui.print_preview import PrintPreview

    ports, words, person = window.ports, window.words, window.session.person
    title = words.t("Print again")
    try:
        found = ports.again(one.first, None if person is None else person.id, words.lang)
    except ValueError as fault:
        ask.tell(page, title, str(fault))
        return
    same = words.t("The same paper, byte for byte.")
    differs = words.t("Redrawn and marked so, not the paper of then. {why}", why=found.differs)
    note = same if found.same else differs
    if one.state == "superseded":
        note = words.t("SUPERSEDED: what it says no longer stands. {note}", note=note)

    def printed(made: Printed) -> None:
        ports.printed(made, words.lang)
        then()

    name = f"{paper_name(one.first.sheet)}-{ports.now():%Y%m%d-%H%M}.pdf"
    preview = PrintPreview(found.printed, name, words, printed, page, title=title, note=note)
    preview.finished.connect(preview.deleteLater)
    ask.show(preview)
