"""Keeps the folder of downtime sheets up to date while the window is open, and asks where it lies."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from blin21_desktop.domain.people import NotIdentified, Person, must_write
from blin21_desktop.domain.text import say
from blin21_desktop.forms.fields import Ask, Field, Option, Typed
from blin21_desktop.service.downtime import is_time
from blin21_desktop.ui import ask
from blin21_desktop.ui.forms.confirmed import Confirmed, Question
from blin21_desktop.ui.said_bar import SaidBar
from blin21_desktop.ui.steps import Steps

if TYPE_CHECKING:
    from blin21_desktop.ui.main_window import MainWindow

FOLDER, LANGS = "folder", "langs"
FIELDS = (
    Field(
        key=FOLDER,
        label=say("Folder"),
        optional=True,
        note=say("an existing folder for these sheets alone; empty: none are written"),
    ),
    Field(
        key=LANGS,
        label=say("Language"),
        ask=Ask.CHOICE,
        options=(
            Option("en", say("English")),
            Option("ja", say("Japanese")),
            Option("both", say("Both")),
        ),
    ),
)


class DowntimeSheets:
    """One window's writing of the sheets: in small steps, so that nobody waits for it. `bar` says what went wrong."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.bar = SaidBar("doubts")
        self._steps: Steps[str] | None = None
        self._last: datetime | None = None
        self._trouble = ""

    def tick(self) -> None:
        """A minute went by, or somebody wrote."""
        window = self._window
        port, now = window.ports.downtime, window.ports.now()
        if self._steps is not None or not is_time(self._last, now):
            return
        if not port.folder:
            self._tell("")
            return
        self._last = now
        self._steps = Steps(port.write(window.words.lang), lambda _: None, self._done, window)

    def _done(self, found: list[str], why: str) -> None:
        self._steps = None
        self._tell("; ".join(dict.fromkeys(one for one in (*found, why) if one)))

    def _tell(self, trouble: str) -> None:
        """Said as long as it lasts; nothing pops up and nothing stops."""
        self._trouble = trouble
        self.show()

    def show(self) -> None:
        """Say it in the window's language."""
        words = self._window.words
        text = words.t("Downtime sheets are NOT up to date; charting goes on. {why}", why=self._trouble)
        self.bar.tell(text if self._trouble else "")

    def set_up(self) -> None:
        """Ask where the sheets go, of somebody who may write."""
        window = self._window
        notice, person = window.ports.notice, window.session.person
        if notice is not None:
            ask.tell(window, window.words.t("Downtime sheets"), window.words.render(notice))
        elif person is None:
            window.charting.sign_in(self._ask)
        else:
            self._ask(person)

    def _ask(self, person: Person) -> None:
        window, words = self._window, self._window.words
        port = window.ports.downtime
        question = Question(
            title=words.t("Downtime sheets"),
            lines=(
                words.t(
                    "The current sheet of every patient and the ward list are kept as PDF in this folder: after every "
                    "change, at most once a minute, and at least once an hour. Files are named by bed, never by name."
                ),
                words.t("Choose a folder that can be read and printed from while this computer is out of order."),
            ),
            fields=FIELDS,
            typed={FOLDER: port.folder, LANGS: port.langs},
            who=say("Your ID"),
            staff_id=person.id,
            does=words.t("Keep them there"),
        )
        dialog = Confirmed(question, words, window.theme, window)
        dialog.answered.connect(lambda typed, who, pin: self._answered(dialog, typed, who, pin))
        dialog.finished.connect(dialog.deleteLater)
        ask.show(dialog)

    def _answered(self, dialog: Confirmed, typed: Typed, staff_id: str, pin: str) -> None:
        ports, lang = self._window.ports, self._window.words.lang
        try:
            must_write(ports.people.identify(staff_id, pin))
            ports.downtime.place(typed.get(FOLDER, "").strip(), typed.get(LANGS, "both"), lang)
        except NotIdentified as no:
            dialog.tell(no.why)
        except ValueError as fault:
            dialog.tell(say("{what}", what=str(fault)))
        else:
            dialog.accept()
            self._last = None
            self.tick()
