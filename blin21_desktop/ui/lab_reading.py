"""Reads laboratory files for the review in small steps, and the watched folder every minute."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from blin21_desktop.feeds.source import Reviewed
from blin21_desktop.ui import ask
from blin21_desktop.ui.steps import Steps

if TYPE_CHECKING:
    from blin21_desktop.ui.lab_imports import LabImports

WATCHER = "import"
"""Who files what passes every gate in a watched folder: nobody looked at it."""


class LabReading:
    """One reading at a time. `trouble`: why the watched folder could not be read or filed, said until it is over."""

    def __init__(self, imports: LabImports) -> None:
        self._imports = imports
        self._steps: Steps[Reviewed] | None = None
        self._watching: Steps[Reviewed] | None = None
        self.trouble = ""

    @property
    def busy(self) -> bool:
        """Whether files are being read now."""
        return self._steps is not None or self._watching is not None

    def choose_files(self) -> None:
        """Ask for files."""
        words, page = self._imports.window.words, self._imports.page
        if page is not None:
            ask.open_files(page, words.t("Laboratory files"), self.read)

    def choose_folder(self) -> None:
        """Ask for a folder."""
        words, page = self._imports.window.words, self._imports.page
        if page is not None:
            ask.open_folder(page, words.t("Folder of laboratory files"), self._last(), lambda one: self.read([one]))

    def read_last(self) -> None:
        """The place that was read last."""
        last = self._last()
        if last:
            self.read([Path(last)])
        else:
            self._imports.show(self._imports.window.words.t("Nothing was read yet on this computer."))

    def _last(self) -> str:
        return self._imports.window.ports.labs.places.last

    def read(self, paths: Sequence[Path]) -> None:
        """Read and show; the window stays awake meanwhile."""
        imports, words = self._imports, self._imports.window.words
        if self._steps is not None or not paths:
            return
        labs = imports.window.ports.labs
        labs.places.remember(str(paths[0]))

        def each(count: int) -> None:
            if imports.page is not None:
                imports.page.tell(words.t("Reading … files: {count:number}", count=count))

        def done(found: list[Reviewed], why: str) -> None:
            self._steps = None
            imports.add(found)
            kept = imports.settle()
            at = words.time(imports.window.ports.now())
            if imports.page is not None:
                imports.page.table.setFocus()
            place = paths[0].name + (f" (+{len(paths) - 1})" if len(paths) > 1 else "")
            imports.show(why or kept or words.t("Read at {at}: {place}", at=at, place=place))

        self._steps = Steps(labs.found(paths, words.lang), each, done, imports.page)

    def stop(self) -> None:
        """The review closes: what is being read is dropped."""
        if self._steps is not None:
            self._steps.stop()
        self._steps = None

    def tick(self) -> None:
        """A minute went by: look into the watched folder; what passes is filed, the rest waits."""
        labs = self._imports.window.ports.labs
        if self._watching is not None:
            return
        words = self._imports.window.words
        try:
            due = labs.places.due(words.lang)
        except ValueError as fault:
            self._tell(str(fault))
            return
        if due:
            found = labs.found([Path(labs.places.watched)], words.lang)
            self._watching = Steps(found, lambda _: None, self._watched, self._imports.window)
        elif self.trouble and not labs.places.watched:
            self._tell("")

    def _watched(self, found: list[Reviewed], why: str) -> None:
        self._watching = None
        window = self._imports.window
        if not why:
            try:
                filed = window.ports.labs.file(found, WATCHER, (), window.words.lang)
            except ValueError as fault:
                why = str(fault)
            else:
                if filed and self._imports.page is not None:
                    self._imports.judge_again()
        self._tell(why)
        window.refresh()

    def _tell(self, trouble: str) -> None:
        """Keep it in words; the board and the review show it, and nothing pops up."""
        self.trouble = trouble
