"""Asks a person at the laboratory review: who is there, may they, and was it done."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from blin21_desktop.domain.people import NotIdentified, Person, must_write
from blin21_desktop.domain.text import Text, say
from blin21_desktop.feeds.item import Item
from blin21_desktop.feeds.source import Reviewed
from blin21_desktop.forms.fields import Typed
from blin21_desktop.ui import ask
from blin21_desktop.ui.forms.confirmed import Confirmed, Question
from blin21_desktop.ui.lab_ports import LabPorts
from blin21_desktop.ui.lab_questions import LabQuestions

if TYPE_CHECKING:
    from blin21_desktop.ui.lab_imports import LabImports

Problems = dict[str, Text]
Does = Callable[[Typed, str, str], Problems]
"""Does it by what was typed, with ID and PIN; gives what is wrong by field, nothing: it was done.

Raises `NotIdentified` or ValueError in words.
"""


class LabAsking:
    """Signs in, asks, and shows everything anew once it was done."""

    def __init__(self, imports: LabImports) -> None:
        self._imports = imports

    @property
    def labs(self) -> LabPorts:
        """What the ward does with laboratory files."""
        return self._imports.window.ports.labs

    @property
    def lang(self) -> str:
        """The reader's language."""
        return self._imports.window.words.lang

    @property
    def questions(self) -> LabQuestions:
        """The questions in the reader's words."""
        return LabQuestions(self._imports.window.ports, self._imports.window.words)

    def known(self, then: Callable[[Person], None]) -> None:
        """Whoever is signed in, if this person may write; else it is asked or said."""
        window = self._imports.window

        def may(person: Person) -> None:
            try:
                must_write(person)
                then(person)
            except NotIdentified as no:
                self._say(window.words.render(no.why))

        notice, person = window.ports.notice, window.session.person
        if notice is not None:
            self._say(window.words.render(notice))
        elif person is None:
            window.charting.sign_in(may)
        else:
            may(person)

    def about_one(self, then: Callable[[Reviewed, Item, Person], None]) -> None:
        """As `known`, about the chosen result."""
        found = self._imports.one()
        if found is not None:
            self.known(lambda person: then(*found, person))

    def ask(self, question: Question, does: Does) -> None:
        """Ask until it is done or the person turns back."""
        window, page = self._imports.window, self._imports.page
        dialog = Confirmed(question, window.words, window.theme, page or window)

        def answered(typed: Typed, staff_id: str, pin: str) -> None:
            try:
                problems = does(typed, staff_id, pin)
            except NotIdentified as no:
                dialog.tell(no.why)
            except ValueError as fault:
                dialog.tell(say("{what}", what=str(fault)))
                self._imports.judge_again(str(fault))
            else:
                if problems:
                    dialog.tell(None, problems)
                    return
                dialog.accept()
                self._imports.judge_again()

        dialog.answered.connect(answered)
        dialog.finished.connect(dialog.deleteLater)
        ask.show(dialog)

    def writer(self, staff_id: str, pin: str) -> str:
        """Who answers for it, by ID and PIN. Raises `NotIdentified`."""
        person = self._imports.window.ports.people.identify(staff_id, pin)
        must_write(person)
        return person.id

    def _say(self, text: str) -> None:
        window = self._imports.window
        ask.tell(self._imports.page or window, window.words.t("Laboratory results: review"), text)
