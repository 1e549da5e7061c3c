"""Accepting or declining what came back from a review copy: shown once more, with ID and PIN, and why if needed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from blin21_desktop.domain.entries import Override, ReviewCommented
from blin21_desktop.domain.people import NotIdentified, Person, must_write
from blin21_desktop.domain.review import Returned, ReturnedEntry, ReviewRefused
from blin21_desktop.domain.text import Text, say
from blin21_desktop.forms.fields import Ask, Field, Typed
from blin21_desktop.service.refusal import Refused
from blin21_desktop.ui import ask
from blin21_desktop.ui.forms.confirmed import Confirmed, Question

if TYPE_CHECKING:
    from blin21_desktop.ui.main_window import MainWindow
    from blin21_desktop.ui.review_returned import ReturnedComments

BECAUSE = "because"
STILL_HOLDS = Field(
    key=BECAUSE,
    label=say("Why it still holds"),
    ask=Ask.LONG,
    optional=True,
    note=say("needed where something was charted that the physician did not know: who was asked, and the answer"),
)
WHY_NOT = Field(key=BECAUSE, label=say("Why it is declined"), ask=Ask.LONG)

Does = Callable[[Returned, ReturnedEntry, str, str], Text | None]
"""Answers an entry of a file with a reason, by a person; gives why it was not done, or None."""


class Answering:
    """Asks about the entry that is chosen on the page."""

    def __init__(self, window: MainWindow, returned: ReturnedComments) -> None:
        self._window, self._returned = window, returned

    def accept(self, person: Person) -> None:
        """Into the record."""
        self._ask(person, self._window.words.t("Accept into the record"), _still_holds, self._accept)

    def decline(self, person: Person) -> None:
        """Not into the record, with the reason."""
        self._ask(person, self._window.words.t("Decline"), lambda _: (WHY_NOT,), self._decline)

    def _accept(self, file: Returned, one: ReturnedEntry, because: str, by: str) -> Text | None:
        """Write it; what stands against it is said, and overcome only by a reason."""
        desk, words = self._returned.desk, self._window.words
        if desk is None:
            return None
        try:
            desk.accept(file, (one.entry.id,), by)
        except Refused as refused:
            told = words.joined(o.says for o in refused.objections)
            if not because or any(o.impossible for o in refused.objections):
                return say("{told} – {remedy}", told=told, remedy=words.joined(o.remedy for o in refused.objections))
            desk.accept(file, (one.entry.id,), by, Override(what=told, because=because, by=by))
        return None

    def _decline(self, file: Returned, one: ReturnedEntry, because: str, by: str) -> Text | None:
        if self._returned.desk is not None:
            self._returned.desk.decline(file, one.entry.id, because, by)
        return None

    def _ask(
        self, person: Person, title: str, fields: Callable[[ReturnedEntry], tuple[Field, ...]], does: Does
    ) -> None:
        """Show it once more, ask for ID and PIN."""
        window, page = self._window, self._returned.page
        found = None if page is None else self._returned.find(page.table.chosen())
        if page is None or found is None or found[1].state != "new":
            return
        shown = self._returned.details(*found)
        question = Question(
            title=title,
            lines=(shown.title, *shown.lines, *shown.since),
            fields=fields(found[1]),
            typed={},
            who=say("Your ID"),
            staff_id=person.id,
            does=title,
        )
        dialog = Confirmed(question, window.words, window.theme, page)
        dialog.answered.connect(lambda typed, who, pin: self._answered(dialog, found, does, typed, (who, pin)))
        dialog.finished.connect(dialog.deleteLater)
        ask.show(dialog)

    def _answered(
        self,
        dialog: Confirmed,
        found: tuple[Returned, ReturnedEntry],
        does: Does,
        typed: Typed,
        who: tuple[str, str],
    ) -> None:
        try:
            person = self._window.ports.people.identify(*who)
            must_write(person)
            why = does(*found, typed.get(BECAUSE, "").strip(), person.id)
        except (NotIdentified, ReviewRefused) as no:
            why = no.why
        if why is not None:
            dialog.tell(why)
            return
        dialog.accept()
        self._returned.show()
        self._returned.tell(say("Done: {title}.", title=dialog.windowTitle()))


def _still_holds(one: ReturnedEntry) -> tuple[Field, ...]:
    """Asked of a decision that did not know what was charted since; a comment changes nothing."""
    return (STILL_HOLDS,) if one.since and not isinstance(one.entry, ReviewCommented) else ()
