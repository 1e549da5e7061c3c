"""Exactly what the window needs from outside; `bootstrap` gives it, tests give a hand-made one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from blin21_desktop.domain.drafts import Draft
from blin21_desktop.domain.entries import Entry, SheetPrinted
from blin21_desktop.domain.knowledge import Knowledge
from blin21_desktop.domain.people import Person
from blin21_desktop.domain.picture import Picture
from blin21_desktop.domain.signature import Signature
from blin21_desktop.domain.text import Text
from blin21_desktop.present.paper import PageSize
from blin21_desktop.present.words import Words
from blin21_desktop.service.look import Look
from blin21_desktop.service.prints import PaperCheck, Print
from blin21_desktop.service.refusal import Objection
from blin21_desktop.service.site_values import Wish
from blin21_desktop.ui.copy_state import CopyState, ReviewDesk
from blin21_desktop.ui.lab_ports import LabPorts

if TYPE_CHECKING:
    from blin21_desktop.printing.again import Again
    from blin21_desktop.printing.handover import Printed
    from blin21_desktop.printing.job import Job


class PeoplePorts(Protocol):
    """Who is who on this ward."""

    def staff(self) -> Sequence[Person]:
        """Everybody on the list, also who left, by id."""

    def identify(self, staff_id: str, pin: str) -> Person:
        """Who this is. Raises `NotIdentified` in words: unknown id, wrong PIN, too many tries, no longer active."""

    def put(self, person: Person, pin: str | None, *, by: str) -> None:
        """Add a person, or change name, role, activity and (unless None) the PIN. `by` is the admin who does it.

        The first person of an empty list needs no admin and becomes one. Raises `NotIdentified` in words.
        """


class KnowledgePorts(Protocol):
    """Signing the knowledge files, and the site's own values. What cannot be done raises `NotIdentified` in words."""

    def signatures(self) -> Sequence[Signature]:
        """Every signature, oldest first."""

    def sign(self, shown: str, staff_id: str, pin: str) -> None:
        """Sign the version that was shown (`id@hash`)."""

    def change(self, wish: Wish, by: Person, second_id: str, pin: str) -> None:
        """Set a value of the site's own or take it back, confirmed by a second person; it counts at once."""


class DraftPorts(Protocol):
    """Half-filled forms, each for its author only."""

    def of(self, author: str) -> Sequence[Draft]:
        """The drafts of one person, newest first."""

    def keep(self, draft: Draft) -> None:
        """Keep a draft; it replaces the one of the same author, form, patient and entry."""

    def drop(self, draft: Draft) -> None:
        """Forget the draft of this author, form, patient and entry; none is no fault."""


class WritingPorts(Protocol):
    """What a form needs to write to a chart."""

    @property
    def asks_pin(self) -> bool:
        """Whether whoever writes is asked for a PIN; in a review copy they are known by having opened it."""

    @property
    def people(self) -> PeoplePorts:
        """The staff list."""

    @property
    def drafts(self) -> DraftPorts:
        """Half-filled forms."""

    @property
    def knowledge(self) -> Knowledge:
        """The labels and protocols a patient can be registered under."""

    @property
    def values(self) -> KnowledgePorts:
        """Their signatures, and the site's own values."""

    def judge(self, batch: Sequence[Entry]) -> Sequence[Objection]:
        """What the guards say to a batch that somebody is about to write. Nothing is written."""

    def hold(self, picture: Picture | None) -> None:
        """Keep a picture for the next `write` of a batch that names it; None: keep none."""

    def write(self, batch: Sequence[Entry], lang: str) -> None:
        """Write a batch with the picture held for it, whole or not at all.

        Raises ValueError, in words of `lang`, when nothing was written.
        """

    def new_id(self) -> str:
        """A new entry id."""


class DowntimePorts(Protocol):
    """The sheets for a downtime, in a folder of the site's choice."""

    @property
    def folder(self) -> str:
        """Where they go; "" nowhere."""

    @property
    def langs(self) -> str:
        """Their languages: `en`, `ja` or `both`."""

    def place(self, folder: str, langs: str, lang: str) -> None:
        """Write them there from now on. Raises ValueError in words of `lang`."""

    def write(self, lang: str) -> Iterator[str]:
        """Write what is due, in small steps; a step gives "", or why a sheet cannot be drawn.

        Raises ValueError, in words of `lang`, when the folder cannot be written.
        """


class PaperPorts(Protocol):
    """Paper: drawing it, recording that it was printed, and what became of it."""

    def paper(self, job: Job) -> Printed:
        """The pages of a job. Raises ValueError in words."""

    def forms_pdf(self, patient: str, lang: str, page: PageSize) -> bytes:
        """The bag plan of a patient and forms to write on as PDF; "": empty forms. Raises ValueError in words."""

    def printed(self, made: Printed, lang: str) -> None:
        """Record that these pages were printed or saved. Raises ValueError, in words, when that failed."""

    def prints(self, patient: str | None = None) -> Sequence[Print]:
        """The register of prints, newest first; with `patient` the papers with a sheet of theirs."""

    def again(self, entry: SheetPrinted, by: str | None, lang: str) -> Again:
        """A recorded printing drawn again, to be printed by somebody. Raises ValueError in words of `lang`."""

    def paper_check(self, typed: str) -> PaperCheck:
        """What a head code typed from paper says about this record."""

    def page_size(self) -> PageSize:
        """The paper chosen last on this computer for this ward."""

    def keep_page_size(self, page: PageSize) -> None:
        """Remember the paper; where that fails the next window starts with A4."""


class ReviewPorts(Protocol):
    """What the window shows and does of review copies."""

    @property
    def copy(self) -> CopyState | None:
        """The review copy that this window shows; None on a ward."""

    @property
    def review(self) -> ReviewDesk | None:
        """Making and answering review copies; None in one."""

    def returns_waiting(self) -> int:
        """How many comments and decisions of return files wait for an answer. Cheap where no file was read."""


class WindowPorts(WritingPorts, PaperPorts, ReviewPorts, Protocol):
    """The ward as the window sees it. Every call is made from the window's own thread."""

    @property
    def ward_name(self) -> str:
        """The ward's name, shown as given."""

    @property
    def training(self) -> bool:
        """Whether the patients are invented."""

    @property
    def notice(self) -> Text | None:
        """Why the file is open for reading only (damaged, newer, held by another), or None."""

    def now(self) -> datetime:
        """The ward's clock."""

    def changed(self) -> int:
        """A number that differs after anybody, also another program, wrote to the record. Cheap: asked every second."""

    @property
    def labs(self) -> LabPorts:
        """The import of laboratory files."""

    @property
    def downtime(self) -> DowntimePorts:
        """The sheets for a downtime."""

    def board(self) -> Sequence[Look]:
        """Every patient on the list, now."""

    def look(self, patient: str, at: datetime | None = None, known_at: datetime | None = None) -> Look:
        """One patient with the whole chart at a moment (default: now), from what was known by `known_at`."""

    def sample(self, sha256: str) -> bytes | None:
        """The picture of a handwriting sample; None when it is missing or damaged."""

    def words(self, lang: str) -> Words:
        """The words of a language, "en" or "ja"."""
