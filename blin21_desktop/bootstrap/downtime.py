"""Downtime sheets as the window asks for them (see `ui.ports.DowntimePorts`): over the ward file and its setting."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from blin21_desktop.bootstrap.labs import in_words
from blin21_desktop.cli.downtime import langs_of, mark
from blin21_desktop.cli.parts import Desk
from blin21_desktop.domain.text import Text
from blin21_desktop.present.words import Words
from blin21_desktop.store.downtime_folder import DowntimeFolder
from blin21_desktop.store.downtime_settings import DowntimePlace, DowntimeSettings
from blin21_desktop.store.paper_setting import PaperSetting


class WindowDowntime:
    """`held` says that another window has the ward file: then that one writes the sheets."""

    def __init__(self, desk: Desk, words: Callable[[str], Words], held: Text | None) -> None:
        self._desk, self._words, self._held = desk, words, held
        self._settings = DowntimeSettings(desk.path)

    @property
    def folder(self) -> str:
        """Where the sheets go; "" nowhere."""
        return "" if self._held is not None else self._settings.read().folder

    @property
    def langs(self) -> str:
        """The languages of the sheets."""
        return self._settings.read().langs

    def place(self, folder: str, langs: str, lang: str) -> None:
        """Write them there from now on. Raises ValueError in words of `lang`."""
        with in_words(self._words(lang)):
            if folder:
                DowntimeFolder(Path(folder), mark(self._desk)).written()
            self._settings.write(DowntimePlace(folder=folder, langs=langs))

    def write(self, lang: str) -> Iterator[str]:
        """Write what is due, in steps. Gives "", or why a sheet cannot be drawn; raises ValueError in words."""
        from blin21_desktop.printing.downtime import Downtime  # late: the board is there before any paper is wanted

        words, place = self._words(lang), self._settings.read()
        spoken, page = [self._words(one) for one in langs_of(place.langs)], PaperSetting(self._desk.path).read()
        job = Downtime(self._desk.ward, spoken, mark(self._desk), page)
        with in_words(words):
            for step in job.write(DowntimeFolder(Path(place.folder), mark(self._desk))):
                yield words.render(step) if isinstance(step, Text) else ""
