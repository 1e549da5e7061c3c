"""Opens forms over the window: who is there, which patient, which form; and afterwards tells that somebody wrote."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QWidget

from blin21_desktop.domain.drafts import Draft
from blin21_desktop.domain.entries import Entry
from blin21_desktop.domain.people import Person
from blin21_desktop.domain.text import Text
from blin21_desktop.forms import (
    FORMS,
    MOST_ENTRIES,
    WRITTEN_BACK,
    correction_of,
    flow_form,
    interruption_form,
    more_forms,
    prefilled,
)
from blin21_desktop.forms.as_typed import as_typed
from blin21_desktop.forms.form import Form
from blin21_desktop.forms.from_paper import NOTE, from_paper
from blin21_desktop.forms.of_moment import OF_A_MOMENT, form_of_moment
from blin21_desktop.forms.take_over import TAKE_OVER
from blin21_desktop.forms.withdraw import WITHDRAW
from blin21_desktop.present.chart import identity_line
from blin21_desktop.present.words import Words
from blin21_desktop.ui import ask
from blin21_desktop.ui.cover import Cover
from blin21_desktop.ui.forms.filling import Filling, Opening
from blin21_desktop.ui.forms.form_dialog import FormDialog
from blin21_desktop.ui.forms.sign_in import SignIn
from blin21_desktop.ui.forms.staff import Staff
from blin21_desktop.ui.ports import WindowPorts
from blin21_desktop.ui.session import Session
from blin21_desktop.ui.theme import Theme


class Charting(QObject):
    """The window's writing hand. `wrote` carries the patient; `place` is told where forms may open.

    `pages` are the pages about a patient that the menu offers beside the forms. `begins` says what a form begins with.
    `from_paper`: what is charted was written on paper before.
    """

    wrote = Signal(str)

    def __init__(self, ports: WindowPorts, session: Session, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._ports, self._theme, self._window = ports, theme, window
        self.session = session
        self.words: Words = ports.words("en")
        self.cover = Cover(window)
        self.place: Callable[[FormDialog], None] = lambda _dialog: None
        self.open_form: FormDialog | None = None
        self.begins: Callable[[Form, str], dict[str, str]] = lambda _form, _patient: {}
        self.pages: tuple[tuple[Text, Callable[[str], None]], ...] = ()
        self.from_paper = False
        session.left.connect(self.put_away)

    def put_away(self) -> None:
        """Somebody left or another person takes over: an open form closes, its text stays as its author's draft."""
        if self.open_form is not None:
            self.open_form.cancel_all()

    def tick(self) -> None:
        """A minute went by, or somebody wrote: an open form thinks again."""
        if self.open_form is not None:
            self.open_form.show_all()

    def sign_in(self, then: Callable[[Person], None] | None = None) -> None:
        """Ask who is there; an empty staff list is filled first."""
        if not self._ports.people.staff():
            self.staff()
            return
        dialog = SignIn(self._ports.people, self.words, self._theme, self._window)

        def known(person: Person) -> None:
            self.session.sign_in(person)
            if then is not None:
                then(person)

        dialog.identified.connect(known)
        dialog.finished.connect(dialog.deleteLater)
        ask.show(dialog)

    def staff(self) -> None:
        """The staff list; said in words where nobody is on it and nobody can be put on it."""
        person, notice = self.session.person, self._ports.notice
        if notice is not None and not self._ports.people.staff():
            words = self.words
            text = words.t(
                "Nobody is on the staff list of this file, and it is open for reading only: nobody can sign in or be "
                "put on it. The charts can be read and printed. {why}",
                why=notice,
            )
            ask.tell(self._window, words.t("Staff"), text)
            return
        dialog = Staff(self._ports.people, person, self.words, self._theme, self._window)
        dialog.changed.connect(lambda _id: self.session.changed.emit())
        dialog.finished.connect(dialog.deleteLater)
        ask.show(dialog)

    def start(self, form: Form, patient: str = "", about: Entry | None = None) -> None:
        """Open a form for a patient; whoever fills it is known first."""
        if self.open_form is not None:
            return
        notice = self._ports.notice
        if notice is not None:
            ask.tell(self._window, self.words.render(form.name), self.words.render(notice))
            return
        if self.session.person is None:
            self.sign_in(lambda person: self._open(form, person, patient, about))
            return
        self._open(form, self.session.person, patient, about)

    def _open(self, form: Form, person: Person, patient: str, about: Entry | None) -> None:
        words, ports = self.words, self._ports
        if not person.writes:
            ask.tell(self._window, words.t("Only reading"), words.t("{who} may read and not write.", who=person.id))
            return
        draft = next((d for d in ports.drafts.of(person.id) if _is_of(d, form, patient, about)), None)
        paper = self.from_paper and about is None
        ids = tuple(ports.new_id() for _ in range(MOST_ENTRIES)) if draft is None else draft.ids
        typed = self.begins(form, patient) | prefilled(form, ports.now(), words.zone) if about is None else {}
        if about is not None and form.id in WRITTEN_BACK:
            typed = as_typed(about, words.zone)
        if paper:
            form, typed = from_paper(form), {"note": words.render(NOTE)}
            draft = None if draft is None else replace(draft, typed={**typed, **draft.typed})
        opening = Opening(form=form, by=person, ids=ids, patient=patient, about=about, typed=typed, draft=draft)
        identity = words.t("New patient") if not patient else identity_line(ports.look(patient), words)
        dialog = FormDialog(Filling(opening, ports), identity, ports, words, self._theme, self._window)
        self.open_form = dialog
        dialog.written.connect(self.wrote)
        dialog.covering.connect(lambda on: self._cover(identity, on=on))
        dialog.finished.connect(self._closed)
        self.place(dialog)
        ask.show(dialog)

    def _cover(self, identity: str, *, on: bool) -> None:
        if on:
            self.cover.lay_over(self.words.t("Second check. {identity}", identity=identity))
        else:
            self.cover.hide()

    def _closed(self) -> None:
        dialog, self.open_form = self.open_form, None
        if dialog is not None:
            dialog.deleteLater()
        self.session.changed.emit()

    def take_up_draft(self) -> None:
        """Open the newest draft of whoever is signed in."""
        person = self.session.person
        for draft in () if person is None else self._ports.drafts.of(person.id):
            about = None if not draft.about else self._ports.look(draft.patient).chart.find(draft.about)
            form = FORMS.get(draft.form)
            if about is not None and form is not None and form.id not in (WITHDRAW.id, TAKE_OVER.id):
                form = correction_of(about)
            if draft.form.startswith(OF_A_MOMENT):
                form = form_of_moment(self._ports.look(draft.patient), draft.form)
                if form is None:  # solved, answered by somebody else, or gone
                    self._ports.drafts.drop(draft)
                    self.session.changed.emit()
            if form is not None:
                self.start(form, draft.patient, about)
                return

    def flow(self, patient: str) -> None:
        """F6: start, bag change or resume, as the chart stands."""
        self.start(flow_form(self._ports.look(patient).status), patient)

    def interruption(self, patient: str) -> None:
        """F8: stop or resume; said in words where neither can be."""
        form = interruption_form(self._ports.look(patient).status)
        if form is None:
            words = self.words
            text = words.t("No infusion is under way, so there is nothing to stop. F6 starts one.")
            ask.tell(self._window, words.t("Stop the infusion"), text)
            return
        self.start(form, patient)

    def menu(self, patient: str, at: QWidget) -> QMenu:
        """Everything else that can be charted about this patient, as a menu below a button."""
        words = self.words
        look = self._ports.look(patient)
        menu = QMenu(self._window)
        menu.setAccessibleName(words.t("More entries"))
        for form in more_forms(look.status):
            action = menu.addAction(words.render(form.name))
            action.triggered.connect(lambda *_, form=form: self.start(form, patient))
        menu.addSeparator()
        for name, page in self.pages:
            action = menu.addAction(words.render(name))
            action.triggered.connect(lambda *_, page=page: page(patient))
        if look.registered is not None:
            entry = look.registered
            action = menu.addAction(words.t("Patient's data"))
            action.triggered.connect(lambda *_: self.correct(patient, entry.id))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at.mapToGlobal(at.rect().bottomLeft()))
        return menu

    def withdraw(self, patient: str, entry_id: str) -> None:
        """Take an entry back."""
        about = self._ports.look(patient).chart.find(entry_id)
        if about is not None:
            self.start(WITHDRAW, patient, about)

    def correct(self, patient: str, entry_id: str) -> None:
        """Take an entry back and write it again; kinds without a form are said in words."""
        about = self._ports.look(patient).chart.find(entry_id)
        form = None if about is None else correction_of(about)
        if form is None:
            words = self.words
            text = words.t("This kind of entry has no form. Withdraw it instead.")
            ask.tell(self._window, words.t("Correct"), text)
            return
        self.start(form, patient, about)


def _is_of(draft: Draft, form: Form, patient: str, about: Entry | None) -> bool:
    return (draft.form, draft.patient, draft.about) == (form.id, patient, "" if about is None else about.id)
