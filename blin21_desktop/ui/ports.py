"""Exactly what the window needs from outside; `bootstrap` gives it, tests give a hand-made one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from blin21_desktop.domain.drafts import Draft
from blin21_desktop.domain.entries import Entry
from blin21_desktop.domain.knowledge import Knowledge
from blin21_desktop.domain.people import Person
from blin21_desktop.domain.picture import Picture
from blin21_desktop.domain.signature import Signature
from blin21_desktop.domain.text import Text
from blin21_desktop.forms.what_if import Question
from blin21_desktop.present.paper import Paper
from blin21_desktop.present.words import Words
from blin21_desktop.service.look import Look
from blin21_desktop.service.refusal import Objection
from blin21_desktop.service.site_values import Wish
from blin21_desktop.ui.lab_ports import LabPorts


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


class WindowPorts(WritingPorts, Protocol):
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

    def board(self) -> Sequence[Look]:
        """Every patient on the list, now."""

    def look(self, patient: str, at: datetime | None = None, known_at: datetime | None = None) -> Look:
        """One patient with the whole chart at a moment (default: now), from what was known by `known_at`."""

    def sample(self, sha256: str) -> bytes | None:
        """The picture of a handwriting sample; None when it is missing or damaged."""

    def words(self, lang: str) -> Words:
        """The words of a language, "en" or "ja"."""

    def sheet_pdf(self, patients: Sequence[str], lang: str) -> bytes:
        """The handover sheets as PDF; no patients: the ward list and a sheet each."""

    def list_pdf(self, lang: str) -> bytes:
        """The ward list alone as PDF. Raises ValueError in words."""

    def plan_pdf(self, patient: str, lang: str) -> bytes:
        """The bag plan of a patient as PDF. Raises ValueError in words."""

    def restart_pdf(self, patient: str, lang: str, wanted: Question) -> bytes:
        """The restart planner of a patient as PDF, for what was asked of it.

        Raises ValueError in words.
        """

    def printed(self, patients: Sequence[str], lang: str, pdf: bytes, paper: Paper = "handover") -> None:
        """Record that this paper was printed or saved; no patients: everybody on the list.

        Raises ValueError, in words, when that failed.
        """
