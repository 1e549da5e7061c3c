"""The paper that a ward's sheets are printed on at this computer."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from blin21_desktop.present.paper import PageSize
from blin21_desktop.store.ward_settings import WardSettings
from blin21_desktop.store.words import NotSaved


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperChoice:
    """`page`: `a4` or `letter`; anything else means A4."""

    page: str = "a4"


class PaperSetting:
    """The paper chosen last; A4 until somebody chooses."""

    def __init__(self, ward: Path) -> None:
        self._settings = WardSettings(ward, "paper", PaperChoice)

    def read(self) -> PageSize:
        """What was chosen; a file that is missing or says something else means A4."""
        return "letter" if self._settings.read().page == "letter" else "a4"

    def write(self, page: PageSize) -> None:
        """Keep the choice. A place that cannot be written to keeps nothing: the paper is chosen again next time."""
        with suppress(NotSaved):
            self._settings.write(PaperChoice(page=page))
