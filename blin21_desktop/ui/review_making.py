"""Making a review copy on the ward: whose record, for whom, how long, how locked; then what to tell by telephone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from blin21_desktop.domain.people import NotIdentified, Person, must_write
from blin21_desktop.domain.review import COPY_ENDING, ReviewRefused
from blin21_desktop.domain.text import Text, say
from blin21_desktop.forms.review_copy import (
    PATIENTS,
    PHYSICIAN,
    fields,
    wanted,
)
from blin21_desktop.present.board_order import bed_key
from blin21_desktop.present.review_words import identity
from blin21_desktop.present.words import Words
from blin21_desktop.service.look import Look
from blin21_desktop.service.review_ports import CopyMaker, Wanted
from blin21_desktop.ui import ask
from blin21_desktop.ui.forms.field_row import FieldRow
from blin21_desktop.ui.forms.pin import PinLine
from blin21_desktop.ui.framed import framed
from blin21_desktop.ui.placing import place_form
from blin21_desktop.ui.review_lock import LockFields
from blin21_desktop.ui.review_made import CopyMade
from blin21_desktop.ui.theme import Theme
from blin21_desktop.ui.widgets import at_right, button, ink_head, label, scrolled, set_text

if TYPE_CHECKING:
    from blin21_desktop.ui.main_window import MainWindow

LIST_HEIGHT = 190
MOST_NAMED = 5
"""So many entries that name somebody else are told one by one."""


class MakeCopy(QDialog):
    """Asks for everything, then for a place; shows at the end what the physician compares by telephone."""

    def __init__(self, window: MainWindow, maker: CopyMaker, by: Person) -> None:
        super().__init__(window)
        words, theme, ports = window.words, window.theme, window.ports
        self._window, self._maker, self._by, self._words = window, maker, by, words
        self._told_of: tuple[str, ...] = ()
        self.setWindowTitle(words.t("Make a review copy"))
        self.patients = QListWidget()
        self.patients.setAccessibleName(words.t("Patients in the copy"))
        self.patients.setFixedHeight(theme.px(LIST_HEIGHT))
        self._offer(sorted(ports.board(), key=bed_key), words)
        physicians = [one.id for one in ports.people.staff() if one.active and one.role == "physician"]
        self.rows = {field.key: FieldRow(field, words, theme) for field in fields(physicians)}
        self.lock = LockFields(words, theme)
        self.pin = PinLine(words.t("PIN of {who}", who=by.id), theme)
        self.said = label("", "wrong", wrap=True)
        self.done_lines = label("", "bold", wrap=True)
        self.ok = button(words.t("Choose the place and make it…"), "Ctrl+Enter")
        self.ok.setProperty("look", "primary")
        self.ok.setShortcut("Ctrl+Return")
        self.cancel = button(words.t("Cancel"), "Esc")
        self._lay_out(theme)
        self.ok.clicked.connect(self.finish)
        self.cancel.clicked.connect(self.reject)
        self.patients.setFocus()

    def _offer(self, looks: Sequence[Look], words: Words) -> None:
        for look in looks:
            item = QListWidgetItem(f"{_bed(look, words)} · {identity(look, words)} · {look.patient}")
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            item.setData(Qt.ItemDataRole.UserRole, look.patient)
            self.patients.addItem(item)

    def _lay_out(self, theme: Theme) -> None:
        words = self._words
        self._inside = QWidget()
        inner = QVBoxLayout(self._inside)
        inner.setContentsMargins(14, 10, 14, 12)
        inner.setSpacing(6)
        told = words.t(
            "A copy holds the whole record of the chosen patients, encrypted and signed. Choose as few as are needed."
        )
        pin = QHBoxLayout()
        name = label(words.t("PIN of {who}", who=self._by.id))
        name.setMinimumWidth(theme.px(150))
        pin.addWidget(name)
        pin.addWidget(self.pin)
        pin.addStretch(1)
        inner.addWidget(label(told, wrap=True))
        inner.addWidget(self.patients)
        inner.addLayout(self._marking())
        for row in (*self.rows.values(), self.lock):
            inner.addWidget(row)
        inner.addLayout(pin)
        inner.addStretch(1)
        self.body = scrolled(self._inside, self.windowTitle())
        framed(self, ink_head(self.windowTitle()), self.body, self.said, at_right(self.cancel, self.ok))
        self.said.hide()

    def _marking(self) -> QHBoxLayout:
        """The buttons that mark everybody or nobody."""
        words, both = self._words, QHBoxLayout()
        self.everybody, self.nobody = button(words.t("All patients")), button(words.t("None"))
        for one, state in ((self.everybody, Qt.CheckState.Checked), (self.nobody, Qt.CheckState.Unchecked)):
            both.addWidget(one)
            one.clicked.connect(lambda *_, state=state: self._mark(state))
        both.addWidget(label(words.t("Space marks a patient"), "muted"))
        both.addStretch(1)
        return both

    def _mark(self, state: Qt.CheckState) -> None:
        for place in range(self.patients.count()):
            self.patients.item(place).setCheckState(state)

    def chosen(self) -> tuple[str, ...]:
        """The patients that are marked."""
        items = (self.patients.item(place) for place in range(self.patients.count()))
        return tuple(
            str(one.data(Qt.ItemDataRole.UserRole)) for one in items if one.checkState() is Qt.CheckState.Checked
        )

    def finish(self) -> None:
        """Read everything; where it is whole and the PIN fits, ask for the place."""
        words, ports = self._words, self._window.ports
        typed = {key: row.text() for key, row in self.rows.items()} | self.lock.typed()
        found, problems = wanted(typed, self.chosen(), self.lock.key_file, by=self._by.id, now=ports.now())
        for key, row in self.rows.items():
            row.tell(words.render(problems[key]) if key in problems else "", "", "")
        self.lock.tell(problems)
        pin = self.pin.text()
        self.pin.clear()
        if found is None:
            self._tell(problems.get(PATIENTS) or say("Something is missing or wrong, see above."))
            return
        try:
            must_write(ports.people.identify(self._by.id, pin))
        except NotIdentified as unknown:
            self._tell(unknown.why)
            self.pin.setFocus()
            return
        if self._names_others(found.patients):
            return
        name = f"{typed[PHYSICIAN]}-{ports.now():%Y%m%d-%H%M}{COPY_ENDING}".replace("/", "-").replace(" ", "-")
        ask.save_file(self, self.windowTitle(), name, lambda path: self.make(found, path))

    def _names_others(self, patients: tuple[str, ...]) -> bool:
        """Whether text that goes along names somebody else: said once, and made when it is asked for again."""
        entries = self._maker.named_others(patients)
        if not entries or self._told_of == patients:
            return False
        self._told_of = patients
        which = [say("{patient}, {kind:code} of {at:moment}", patient=e.patient, kind=e.kind.value, at=e.happened_at)
                 for e in entries[:MOST_NAMED]]  # fmt: skip
        self._tell(
            say(
                "{count:number} entries of these patients name another patient of the ward and go along: {which}. "
                "Type the PIN and press again to make the copy all the same.",
                count=len(entries),
                which=which,
            )
        )
        self.pin.setFocus()
        return True

    def make(self, found: Wanted, path: Path) -> None:
        """Make the copy, and say what to compare; or why there is none."""
        self._tell(say("Making the copy…"))
        self.said.repaint()
        try:
            header = self._maker.make(found, path)
        except ReviewRefused as fault:
            self._tell(fault.why)
            return
        except OSError as fault:
            self._tell(say("{path} cannot be written: {why}", path=str(path), why=fault.strerror or ""))
            return
        self.accept()
        done = CopyMade(header, path, self._words, self._window.theme, self._window)
        done.finished.connect(done.deleteLater)
        ask.show(done)

    def _tell(self, why: Text) -> None:
        set_text(self.said, self._words.render(why))
        self.said.show()


def _bed(look: Look, words: Words) -> str:
    return words.t("Bed {bed}", bed=look.bed) if look.bed else words.t("no bed")


def make_copy(window: MainWindow) -> None:
    """Ask who makes it, then everything else."""
    desk, words = window.ports.review, window.words
    if desk is None or desk.maker is None:
        notice = window.ports.notice
        why = words.t("No review copy can be made here.") if notice is None else words.render(notice)
        ask.tell(window, words.t("Make a review copy"), why)
        return
    maker = desk.maker

    def open_dialog(person: Person) -> None:
        if not person.writes:
            ask.tell(window, words.t("Only reading"), words.t("{who} may read and not write.", who=person.id))
            return
        dialog = MakeCopy(window, maker, person)
        dialog.finished.connect(dialog.deleteLater)
        place_form(window, dialog)
        ask.show(dialog)

    if window.session.person is None:
        window.charting.sign_in(open_dialog)
    else:
        open_dialog(window.session.person)
