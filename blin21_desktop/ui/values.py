"""The label page over the window: it shows every value, and leads on to signing a version and to a site's own value."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from blin21_desktop.domain.knowledge import Label
from blin21_desktop.domain.people import NotIdentified, Person, must_keep_knowledge
from blin21_desktop.domain.text import Text, say
from blin21_desktop.forms.fields import Typed
from blin21_desktop.forms.site_value import WHY_FIELD, as_value_typed, fields, shape_of, taking_back, wish_of
from blin21_desktop.present.knowledge_page import KnowledgePage, files_of, knowledge_page
from blin21_desktop.present.shape_words import shape_words
from blin21_desktop.service.site_values import Wish
from blin21_desktop.ui import ask
from blin21_desktop.ui.forms.confirmed import Confirmed, Question
from blin21_desktop.ui.keys import KNOWLEDGE
from blin21_desktop.ui.knowledge_page import KnowledgeWindow
from blin21_desktop.ui.placing import place_form

if TYPE_CHECKING:
    from blin21_desktop.ui.main_window import MainWindow

SECOND = say("Second person's ID")
Read = Callable[[Typed], tuple[Wish | None, dict[str, Text]]]


class Values:
    """The label page of one window; at most one is open."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._patient = ""
        self.page: KnowledgeWindow | None = None

    def open(self, patient: str) -> None:
        """Every value the rules use for a patient; without a registration no label governs, and that is said."""
        window, words = self._window, self._window.words
        self._patient = patient
        view = self._view()
        if view is None:
            self._say(words.t("No registration is in force: no label judges this patient."))
            return
        page = self.page = KnowledgeWindow(view, words, window.theme, window)
        page.sign_wanted.connect(self._sign)
        page.change_wanted.connect(self._change)
        page.back_wanted.connect(self._take_back)
        page.finished.connect(self._closed)
        place_form(window, page)
        ask.show(page)

    def _view(self) -> KnowledgePage | None:
        ports = self._window.ports
        look = ports.look(self._patient)
        if look.label is None:
            return None
        files = files_of(look.label, look.protocol)
        return knowledge_page(files, ports.knowledge, self._window.words, ports.values.signatures())

    def _closed(self) -> None:
        page, self.page = self.page, None
        if page is not None:
            page.deleteLater()

    def _say(self, text: str) -> None:
        ask.tell(self._window, self._window.words.render(KNOWLEDGE), text)

    def _known(self, then: Callable[[Person], None]) -> None:
        """Whoever is signed in, if this person may set values; else it is asked or said."""
        window = self._window

        def may(person: Person) -> None:
            try:
                must_keep_knowledge(person)
            except NotIdentified as no:
                self._say(window.words.render(no.why))
            else:
                then(person)

        notice, person = window.ports.notice, window.session.person
        if notice is not None:
            self._say(window.words.render(notice))
        elif person is None:
            window.charting.sign_in(may)
        else:
            may(person)

    def _ask(self, question: Question, does: Callable[[Confirmed, Typed, str, str], bool]) -> None:
        """Ask; `does` says whether it was done. Then everything is shown anew."""
        window = self._window
        dialog = Confirmed(question, window.words, window.theme, self.page or window)

        def answered(typed: Typed, staff_id: str, pin: str) -> None:
            try:
                done = does(dialog, typed, staff_id, pin)
            except NotIdentified as no:
                dialog.tell(no.why)
                return
            if done:
                dialog.accept()
                self.show_anew()

        dialog.answered.connect(answered)
        dialog.finished.connect(dialog.deleteLater)
        ask.show(dialog)

    def show_anew(self) -> None:
        """Show the page, if it is open, and the window with the values now in force."""
        view = self._view()
        if self.page is not None and view is not None:
            self.page.show_page(view)
        self._window.refresh()

    def _sign(self, version: str) -> None:
        page, words = self.page, self._window.words
        if page is None:
            return
        table = page.table_shown()

        def then(person: Person) -> None:
            lines = (
                *(text for text in (table.title, table.edition, table.version, table.signed, table.counts) if text),
                words.t("I have compared every value of this version with its source. I know what is not configured."),
            )
            question = Question(title=words.t("Sign this version"), lines=lines, typed={}, who=say("Your ID"),
                                staff_id=person.id, does=words.t("Sign this version"))  # fmt: skip
            self._ask(question, lambda _d, _t, staff_id, pin: self._signed(version, staff_id, pin))

        self._known(then)

    def _signed(self, version: str, staff_id: str, pin: str) -> bool:
        self._window.ports.values.sign(version, staff_id, pin)
        return True

    def _change(self, file: str, key: str) -> None:
        words, found = self._window.words, self._file(file)
        parameter, shape = None if found is None else found.get(key), shape_words(shape_of(key))
        question = Question(
            title=words.t("This site's own value: {key:parameter}", key=key),
            lines=self._about(file, key),
            fields=fields(shape),
            typed=as_value_typed(parameter),
            who=SECOND,
            does=words.t("Set the value"),
        )
        self._known(lambda by: self._wish(question, by, lambda typed: wish_of(typed, file=file, key=key, shape=shape)))

    def _take_back(self, file: str, key: str) -> None:
        words = self._window.words
        back = words.t("The program's own value stands again; what was set stays in the site's file as history.")
        question = Question(
            title=words.t("Take back this site's own value: {key:parameter}", key=key),
            lines=(*self._about(file, key), back),
            fields=(WHY_FIELD,),
            typed={},
            who=SECOND,
            does=words.t("Take it back"),
        )
        self._known(lambda by: self._wish(question, by, lambda typed: taking_back(typed, file=file, key=key)))

    def _wish(self, question: Question, by: Person, read: Read) -> None:
        def does(dialog: Confirmed, typed: Typed, second_id: str, pin: str) -> bool:
            wish, problems = read(typed)
            if wish is None:
                dialog.tell(None, problems)
                return False
            self._window.ports.values.change(wish, by, second_id, pin)
            return True

        self._ask(question, does)

    def _about(self, file: str, key: str) -> tuple[str, ...]:
        """The value in force with its source, who set it, what reads it; and that a second person compares."""
        page, words = self.page, self._window.words
        row = None if page is None else next((row for row in page.table_shown().rows if row.key == key), None)
        texts = () if row is None else (
            words.t("Now: {value}", value=" ".join(part for part in (row.value, row.unit) if part)),
            *(text for text in (row.source, row.site) if text),
            words.t("Read by: {rules}", rules=row.read_by),
        )  # fmt: skip
        both = words.t("The second person compares the value with its source, then types ID and PIN.")
        return (f"{file} · {words.parameter(key)} ({key})", *texts, both)

    def _file(self, file: str) -> Label | None:
        known = self._window.ports.knowledge
        look = self._window.ports.look(self._patient)
        return known.labels.get(file) or known.protocols.get(file) or look.label
