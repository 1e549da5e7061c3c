"""The strip on top of every page: training or not, who is signed in, and the switches."""

from __future__ import annotations

from PySide6.QtCore import QMargins, Signal
from PySide6.QtWidgets import QFrame, QWidget

from blin21_desktop.domain.people import Person
from blin21_desktop.present.words import Words
from blin21_desktop.ui.controls import Switches
from blin21_desktop.ui.flow import Flow
from blin21_desktop.ui.theme import Theme
from blin21_desktop.ui.widgets import button, label

NOTED_BELOW = 150
"""Up from this scale (percent) the strip stays one row: it says TRAINING, and no sentence about it."""


class TopStrip(QFrame):
    """Says whose ID an entry would carry. `who_wanted`, `staff_wanted`, `draft_wanted`: the buttons."""

    who_wanted = Signal()
    out_wanted = Signal()
    staff_wanted = Signal()
    draft_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("look", "strip")
        self.training = label("", "bold")
        self.training_note = label("")
        self.signed = label("", "bold")
        self.draft = button("")
        self.who = button("")
        self.out = button("")
        self.staff = button("")
        self.switches = Switches(theme)
        self._left_out: tuple[QWidget, ...] = ()
        flow = self._flow = Flow(self, gap=8, below=2, margins=QMargins(14, 2, 14, 2))
        for one in (self.training, self.training_note, self.signed, self.draft, self.who, self.out, self.staff):
            flow.addWidget(one)
        for one in (self.switches.help, self.switches.dark, self.switches.lang):
            flow.addWidget(one)
        pairs = (
            (self.who, self.who_wanted),
            (self.out, self.out_wanted),
            (self.staff, self.staff_wanted),
            (self.draft, self.draft_wanted),
        )
        for one, signal in pairs:
            one.clicked.connect(signal)

    def add(self, part: QWidget) -> None:
        """One more, at the end of the row."""
        self._flow.addWidget(part)

    def leave_out(self, *parts: QWidget) -> None:
        """Never show these: where nobody signs in."""
        self._left_out = parts

    def show_state(self, words: Words, *, training: bool, person: Person | None, drafts: int, empty: bool) -> None:
        """`drafts` of the person signed in; `empty`: nobody is on the staff list yet."""
        self.training.setVisible(training)
        self.training_note.setVisible(training and self._theme.scale < NOTED_BELOW)
        self.training.setText(words.t("TRAINING – synthetic"))
        self.training_note.setText(words.t("Invented patients. Not for care."))
        who = words.t("nobody") if person is None else f"{person.id} ({words.code(person.role)})"
        self.signed.setText(words.t("Signed in: {who}", who=who))
        self.who.setText(f"{words.t('Sign in') if person is None else words.t('Another person')}  Ctrl+U")
        self.out.setText(f"{words.t('Sign out')}  Ctrl+L")
        self.out.setVisible(person is not None)
        self.staff.setText(words.t("Staff"))
        self.staff.setVisible(empty or (person is not None and person.keeps_staff))
        self.draft.setText(words.t("Your drafts: {count:number}", count=drafts))
        self.draft.setVisible(drafts > 0)
        for one in self._left_out:
            one.hide()
        for one in (self.who, self.out, self.staff, self.draft):
            one.setAccessibleName(one.text().split("  ")[0])
        self.switches.retranslate(words)
