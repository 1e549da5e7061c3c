"""Comments and decisions in a review copy: written by a form, listed, taken back before sending, saved for the ward."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QMenu, QWidget

from blin21_desktop.domain.entries import Entry
from blin21_desktop.domain.review import ReviewRefused
from blin21_desktop.domain.text import say
from blin21_desktop.forms import MOST_ENTRIES
from blin21_desktop.forms.decision import DECISION
from blin21_desktop.forms.form import Form
from blin21_desktop.forms.review_comment import comment_form, decision_form
from blin21_desktop.present.cells import family_first
from blin21_desktop.present.chart import identity_line
from blin21_desktop.present.review_words import note_columns, note_rows
from blin21_desktop.present.text_row import TextRow
from blin21_desktop.present.words import Words
from blin21_desktop.ui import ask
from blin21_desktop.ui.copy_state import CopyState
from blin21_desktop.ui.entry_table import EntryTable
from blin21_desktop.ui.forms.filling import Filling, Opening
from blin21_desktop.ui.forms.form_dialog import FormDialog
from blin21_desktop.ui.framed import framed, in_a_row
from blin21_desktop.ui.pages.chart_page import RECORD
from blin21_desktop.ui.placing import place_form
from blin21_desktop.ui.theme import Theme
from blin21_desktop.ui.widgets import button, ink_head, label, set_text

if TYPE_CHECKING:
    from blin21_desktop.ui.main_window import MainWindow

RETURN_ENDING = "blin21return"


class NotesWindow(QDialog):
    """The list of what was written, newest on top."""

    back_wanted = Signal(str)
    save_wanted = Signal()

    def __init__(self, words: Words, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = words
        self.setWindowTitle(words.t("What I wrote in this copy"))
        self.table = EntryTable(theme)
        self.table.setAccessibleName(self.windowTitle())
        self.said = label("", "bold", wrap=True)
        self.note = label("", "muted", wrap=True)
        self.back_button = button(words.t("Take back"), "Del")
        self.save_button = button(words.t("Save return file…"), "Ctrl+S")
        self.save_button.setProperty("look", "primary")
        self.close_button = button(words.t("Close"), "Esc")
        for one, key in ((self.back_button, "Del"), (self.save_button, "Ctrl+S")):
            QShortcut(QKeySequence(key), self).activated.connect(one.click)
        self._lay_out()
        self.back_button.clicked.connect(lambda: self.back_wanted.emit(self.table.chosen()))
        self.save_button.clicked.connect(self.save_wanted)
        self.close_button.clicked.connect(self.reject)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._enable())

    def _lay_out(self) -> None:
        buttons = in_a_row(self.save_button, self.back_button, self.close_button)
        framed(self, ink_head(self.windowTitle()), self.table, self.said, self.note, buttons)

    def show_rows(self, rows: tuple[TextRow, ...]) -> None:
        """Show what there is."""
        words = self._words
        self.table.show_view(note_columns(words), rows)
        if rows:
            self.table.choose(rows[0].entry)
        nothing = words.t("Nothing was written in this copy yet. Ctrl+R writes a comment or a decision.")
        sending = words.t(
            "The return file holds all of it. Bring or send it to the ward; there a person accepts or declines each. "
            "What was in a return file that the ward has read stays there, also when it is taken back here."
        )
        set_text(self.note, sending if rows else nothing)
        self.tell("")
        self._enable()

    def tell(self, text: str) -> None:
        """What was done, or why not."""
        set_text(self.said, text)
        self.said.setVisible(bool(text))

    def _enable(self) -> None:
        self.back_button.setEnabled(bool(self.table.chosen()))
        self.save_button.setEnabled(bool(self.table.rows()))


class CopyNotes:
    """Writes in a copy; at most one form is open."""

    def __init__(self, window: MainWindow, state: CopyState) -> None:
        self._window, self._state = window, state
        self.page: NotesWindow | None = None
        self.form: FormDialog | None = None

    def start(self) -> None:
        """What can be written about the patient in front, as a menu; without one that is said."""
        window, words = self._window, self._window.words
        patient = window.chart.patient if window.on_chart else window.board.table.chosen()
        if not patient:
            ask.tell(window, words.t("Comment or decision"), words.t("Choose a patient on the board first."))
            return
        menu = QMenu(window)
        menu.setAccessibleName(words.t("Comment or decision"))
        header, about = self._state.header, self._chosen(patient)
        choices: list[tuple[str, Form, Entry | None]] = [
            (words.t("Comment about this patient…"), comment_form(header), None),
            (words.t("Decision…"), decision_form(header), None),
        ]
        if about is not None:
            choices.insert(0, (words.t("Comment about the chosen entry…"), comment_form(header), about))
        for name, form, entry in choices:
            act = menu.addAction(name)
            act.triggered.connect(lambda *_, form=form, entry=entry: self.write(form, patient, entry))
        menu.aboutToHide.connect(menu.deleteLater)
        at = window.copy.write_button if window.copy is not None else window
        menu.popup(at.mapToGlobal(at.rect().bottomLeft()))
        menu.setActiveAction(menu.actions()[0])

    def _chosen(self, patient: str) -> Entry | None:
        """The entry chosen on the tab Record, where it is looked at."""
        window = self._window
        if not window.on_chart or window.chart.tabs.currentIndex() != RECORD:
            return None
        return window.ports.look(patient).chart.find(window.chart.record.table.chosen())

    def write(self, form: Form, patient: str, about: Entry | None = None) -> None:
        """Open a form; a decision is about the whole record of the copy, never about an earlier moment."""
        window, words, ports = self._window, self._window.words, self._state.forms
        if self.form is not None:
            return
        if form.id != comment_form(self._state.header).id and self._state.moment is not None:
            why = words.t(
                "You are looking back. Go to the end of the copy first (Alt+End): a decision needs all of it."
            )
            ask.tell(window, words.render(DECISION.name), why)
            return
        ids = tuple(ports.new_id() for _ in range(MOST_ENTRIES))
        opening = Opening(form=form, by=self._state.physician, ids=ids, patient=patient, about=about)
        identity = identity_line(ports.look(patient), words)
        self.form = dialog = FormDialog(Filling(opening, ports), identity, ports, words, window.theme, window)
        dialog.written.connect(lambda _: window.refresh())
        dialog.finished.connect(self._form_closed)
        place_form(window, dialog)
        ask.show(dialog)

    def _form_closed(self) -> None:
        dialog, self.form = self.form, None
        if dialog is not None:
            dialog.deleteLater()

    def open(self) -> None:
        """The list of what was written."""
        window = self._window
        self.page = page = NotesWindow(window.words, window.theme, window)
        page.back_wanted.connect(self._take_back)
        page.save_wanted.connect(self._save)
        page.finished.connect(self._closed)
        self._show()
        place_form(window, page)
        ask.show(page)

    def _closed(self) -> None:
        page, self.page = self.page, None
        if page is not None:
            page.deleteLater()

    def _show(self) -> None:
        words, state = self._window.words, self._state
        if self.page is not None:
            rows = note_rows(
                state.opened.comments(), lambda patient: family_first(state.forms.look(patient), words), words
            )
            self.page.show_rows(rows)

    def _take_back(self, entry: str) -> None:
        """Out of what will be sent."""
        words, page = self._window.words, self.page
        if page is None:
            return
        try:
            self._state.opened.take_back(entry)
        except ReviewRefused as fault:
            page.tell(words.render(fault.why))
            return
        self._show()
        self._window.refresh()
        page.tell(words.t("Taken back: it is in no return file from now on."))

    def _save(self) -> None:
        words, page, header = self._window.words, self.page, self._state.header
        if page is None:
            return
        name = f"{header.physician}-{header.as_of:%Y%m%d-%H%M}.{RETURN_ENDING}".replace("/", "-").replace(" ", "-")
        ask.save_file(page, words.t("Save return file"), name, self._write_file)

    def _write_file(self, path: Path) -> None:
        words, page = self._window.words, self.page
        try:
            count = self._state.opened.save_return(path)
            said = words.t("{count:number} entries in {file}.", count=count, file=str(path))
        except ReviewRefused as fault:
            said = words.render(fault.why)
        except OSError as fault:
            said = words.render(say("{path} cannot be written: {why}", path=str(path), why=fault.strerror or ""))
        if page is not None:
            page.tell(said)
