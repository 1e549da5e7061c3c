"""What is set once for all at the laboratory review: the watched folder, and how a CSV is laid out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from blin21_desktop.feeds.source import Reviewed
from blin21_desktop.forms.csv_layout import layout_of
from blin21_desktop.forms.fields import Typed
from blin21_desktop.ui.lab_asking import LabAsking, Problems
from blin21_desktop.ui.lab_questions import FOLDER

if TYPE_CHECKING:
    from blin21_desktop.ui.lab_imports import LabImports


class LabSetting:
    """Asked by ID and PIN, as the decisions are."""

    def __init__(self, imports: LabImports) -> None:
        self._imports = imports
        self._asking = LabAsking(imports)

    def watch(self) -> None:
        """Which folder is read every minute."""
        self._asking.known(
            lambda by: self._asking.ask(self._asking.questions.watch(self._asking.labs.places.watched, by), self._watch)
        )

    def _watch(self, typed: Typed, staff_id: str, pin: str) -> Problems:
        self._asking.writer(staff_id, pin)
        self._asking.labs.places.watch(typed.get(FOLDER, "").strip(), self._asking.lang)
        return {}

    def layout(self) -> None:
        """How the chosen CSV is laid out: saved for all files that have these columns."""
        self._asking.about_one(
            lambda one, _item, by: self._asking.ask(self._asking.questions.layout(one, by), partial(self._layout, one))
        )

    def _layout(self, one: Reviewed, typed: Typed, staff_id: str, pin: str) -> Problems:
        found = layout_of(typed, self._imports.window.ports.knowledge.labs)
        if isinstance(found, dict):
            return found
        read = self._asking.labs.read_as(one, found)
        unread = next(iter(read.source.read.unread), None)
        if unread is not None and not read.source.read.results:
            raise ValueError(self._imports.window.words.render(unread.why))
        self._asking.labs.keep_layout(found, self._asking.writer(staff_id, pin), self._asking.lang)
        self._imports.add([read])
        return {}
