"""Joins the window to an open ward file: the window's ports over the ward."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from blin21_desktop.cli.parts import Desk
from blin21_desktop.domain.ports import Stale
from blin21_desktop.domain.text import Text
from blin21_desktop.present.words import Words
from blin21_desktop.printing.handover import Handover
from blin21_desktop.service.look import Look
from blin21_desktop.service.refusal import Refused
from blin21_desktop.store.words import Refused as NotWritten
from blin21_desktop.ui.app import board_picture, open_window

if TYPE_CHECKING:
    from blin21_desktop.bootstrap.program import Program


class WindowWard:
    """The ward as the window sees it (see `ui.ports.WindowPorts`)."""

    def __init__(self, program: Program, desk: Desk) -> None:
        """Take the program's parts and an open ward file."""
        self._program = program
        self._desk = desk

    @property
    def ward_name(self) -> str:
        """The ward file's name."""
        return self._desk.path.stem

    @property
    def training(self) -> bool:
        """Whether the patients are invented."""
        return self._desk.ward.training

    @property
    def notice(self) -> Text | None:
        """Why the file is open for reading only, or None."""
        return self._desk.log.why

    def now(self) -> datetime:
        """The ward's clock."""
        return self._desk.ward.now()

    def changed(self) -> int:
        """A number that differs after anybody wrote to the record."""
        return self._desk.log.data_version()

    def board(self) -> Sequence[Look]:
        """Every patient on the list, now."""
        return self._desk.ward.board()

    def look(self, patient: str) -> Look:
        """One patient with the whole chart, now."""
        return self._desk.ward.look(patient)

    def words(self, lang: str) -> Words:
        """The words of a language."""
        return self._program.words(lang, self._desk)

    def sheet_pdf(self, patients: Sequence[str], lang: str) -> bytes:
        """The handover sheets as PDF; no patients: the ward list and a sheet each."""
        return self._job(lang).make(patients).pdf

    def printed(self, patients: Sequence[str], lang: str, pdf: bytes) -> None:
        """Record a printing. Raises ValueError in words when it could not be recorded."""
        try:
            self._desk.ward.write(self._job(lang).record(patients, pdf))
        except (Refused, NotWritten, Stale) as fault:
            raise ValueError(str(fault)) from None

    def _job(self, lang: str) -> Handover:
        return Handover(self._desk.ward, self.words(lang), self._program.new_id)


def run(program: Program, path: Path, lang: str) -> int:
    """Open the window on a ward file; returns the exit code."""
    desk = program.open(path)
    try:
        return open_window(WindowWard(program, desk), lang)
    finally:
        desk.close()


def picture(program: Program, desk: Desk, lang: str) -> bytes:
    """The board as PNG bytes."""
    return board_picture(WindowWard(program, desk), lang)
