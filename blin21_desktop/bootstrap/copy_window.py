"""A review copy in a window of its own: the window's ports over an open copy, and the way in by its passphrase."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from blin21_desktop.bootstrap.copy_paper import CopyPaper, NoDowntime
from blin21_desktop.bootstrap.no_ward import NO_VALUES, KeptDrafts, NoLabs, OnlyPhysician
from blin21_desktop.domain.entries import DecisionTaken, Entry, ReviewCommented
from blin21_desktop.domain.knowledge import Knowledge
from blin21_desktop.domain.picture import Picture
from blin21_desktop.domain.review import ReviewRefused
from blin21_desktop.domain.text import Text, say
from blin21_desktop.present import catalogue
from blin21_desktop.present.review_words import READ_ONLY
from blin21_desktop.present.words import Words
from blin21_desktop.service.look import Look
from blin21_desktop.service.refusal import Objection, Refused
from blin21_desktop.service.review_ports import OpenCopy
from blin21_desktop.ui.app import application, run_application, show_window
from blin21_desktop.ui.copy_state import CopyState, ReviewDesk, physician_of
from blin21_desktop.ui.copy_unlock import UnlockCopy

if TYPE_CHECKING:
    from blin21_desktop.bootstrap.program import Program


class CopyForms(CopyPaper):
    """`ui.ports.WindowPorts` for the forms of a copy: the record as it ends, the clock of this computer."""

    asks_pin = False

    def __init__(self, program: Program, opened: OpenCopy) -> None:
        super().__init__(program, opened)
        self._written = 0
        self.ward_name = opened.header.ward
        self.training = opened.header.training
        self.people = OnlyPhysician(physician_of(opened.header))
        self.values, self.labs, self.drafts = NO_VALUES, NoLabs(), KeptDrafts()
        self.downtime = NoDowntime()
        self.copy: CopyState | None = None
        self.review: ReviewDesk | None = None

    @property
    def knowledge(self) -> Knowledge:
        """The knowledge files of the copy."""
        return self._opened.ward.knowledge

    @property
    def notice(self) -> Text | None:
        """Nothing stands against writing a comment."""
        return None

    def now(self) -> datetime:
        """This computer's present."""
        return self._opened.ward.now()

    def changed(self) -> int:
        """How often something was written here."""
        return self._written

    def judge(self, batch: Sequence[Entry]) -> Sequence[Objection]:
        """What the guards say."""
        return self._opened.ward.judge(batch)

    def returns_waiting(self) -> int:
        """Return files are read on the ward."""
        return 0

    def hold(self, picture: Picture | None) -> None:
        """No form of a copy takes a picture."""

    def write(self, batch: Sequence[Entry], lang: str = "en") -> None:
        """Keep comments and decisions beside the copy. Raises ValueError in words."""
        words = self.words(lang)
        try:
            for entry in batch:
                if isinstance(entry, DecisionTaken | ReviewCommented):
                    self._opened.write(entry)
        except ReviewRefused as fault:
            raise ValueError(words.render(fault.why)) from None
        except Refused as refused:
            raise ValueError(words.joined(o.says for o in refused.objections)) from None
        self._written += 1

    def new_id(self) -> str:
        """A new entry id."""
        return self._program.new_id(self._opened.ward.now())

    def words(self, lang: str) -> Words:
        """The words of a language, times in the ward's zone."""
        return catalogue.words("ja" if lang == "ja" else "en", self._opened.ward.zone)

    def sample(self, sha256: str) -> bytes | None:
        """A picture of handwriting."""
        return self._opened.picture(sha256)


class CopyLooks(CopyForms):
    """What a copy shows: its end, or an earlier moment with what was known then."""

    @property
    def _moment(self) -> tuple[datetime, datetime | None]:
        state = self.copy
        return (self._opened.header.as_of, None) if state is None else (state.at, state.moment)

    def board(self) -> Sequence[Look]:
        """Every patient of the copy."""
        at, known_at = self._moment
        return self._opened.ward.board(at, known_at)

    def look(self, patient: str, at: datetime | None = None, known_at: datetime | None = None) -> Look:
        """One patient, never later than the moment that is shown."""
        shown, known = self._moment
        return self._opened.ward.look(patient, shown if at is None else min(at, shown), known_at or known)


class CopyWindow(CopyLooks):
    """`ui.ports.WindowPorts` of the window itself: its clock stands at the moment that is shown."""

    def __init__(self, program: Program, opened: OpenCopy) -> None:
        super().__init__(program, opened)
        forms = CopyLooks(program, opened)
        looks = [opened.ward.look(patient, opened.header.as_of) for patient in opened.header.patients]
        moments = {entry.recorded_at for look in looks for entry in look.chart.written}
        self.copy = CopyState(opened, tuple(sorted(moments)), forms)

    @property
    def notice(self) -> Text | None:
        """Why no form of the ward opens here."""
        return READ_ONLY

    def now(self) -> datetime:
        """The moment that is shown."""
        return self._moment[0]

    def changed(self) -> int:
        """Nobody writes to a copy."""
        return 0


def show_copy(program: Program, path: Path, passphrase: str, key: Path | None, trust: str | None, lang: str) -> None:
    """Open a copy in a window of its own. Raises `ReviewRefused`."""
    try:
        opened = program.review().reader().open(path, passphrase=passphrase, key_file=key, trust=trust)
    except OSError as fault:
        why = say("{path} cannot be read: {why}", path=str(fault.filename or path), why=fault.strerror or "")
        raise ReviewRefused(why) from None
    show_window(CopyWindow(program, opened), lang).closed.connect(lambda: opened.close())  # noqa: PLW0108  (Qt refers to it weakly)


def run_copy(program: Program, path: Path, lang: str) -> int:
    """Ask for the passphrase, then show the copy until it is closed; returns the exit code."""
    application()
    dialog = UnlockCopy(path, partial(show_copy, program), program.words(lang))
    dialog.show()
    return run_application()
