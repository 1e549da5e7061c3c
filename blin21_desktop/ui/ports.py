"""Exactly what the window needs from outside; `bootstrap` gives it, tests give a hand-made one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from blin21_desktop.domain.text import Text
from blin21_desktop.present.words import Words
from blin21_desktop.service.look import Look


class WindowPorts(Protocol):
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

    def board(self) -> Sequence[Look]:
        """Every patient on the list, now."""

    def look(self, patient: str) -> Look:
        """One patient with the whole chart, now."""

    def words(self, lang: str) -> Words:
        """The words of a language, "en" or "ja"."""

    def sheet_pdf(self, patients: Sequence[str], lang: str) -> bytes:
        """The handover sheets as PDF; no patients: the ward list and a sheet each."""

    def printed(self, patients: Sequence[str], lang: str, pdf: bytes) -> None:
        """Record that these sheets were printed or saved. Raises ValueError, in words, when that failed."""
