"""The import of laboratory files into a ward in memory; the files themselves are real."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blin21_desktop.bootstrap.labs import WindowLabs
from blin21_desktop.domain.text import Text
from blin21_desktop.feeds.importing import LabImport
from blin21_desktop.store.lab_settings import LabPlaces

if TYPE_CHECKING:
    from tests.ui.fakes import FakePorts


class FakeSettings:
    """Places in memory."""

    def __init__(self) -> None:
        self.places = LabPlaces()

    def read(self) -> LabPlaces:
        return self.places

    def write(self, places: LabPlaces) -> None:
        self.places = places


def fake_labs(ports: FakePorts) -> WindowLabs:
    """As `bootstrap` joins it, over the fake ward."""

    def held() -> Text | None:
        return ports.notice

    importing = LabImport(ports.ward, ports.lab_files, lambda _at: ports.new_id())
    return WindowLabs(importing, FakeSettings(), ports.words, held)
