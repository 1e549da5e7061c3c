"""Where laboratory files are looked for: the place read last, and a watched folder. A small file beside the ward's."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from blin21_desktop.store.ward_settings import WardSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class LabPlaces:
    """Paths as text; "" none. Nothing is watched unless somebody says so."""

    last: str = ""
    watched: str = ""


class LabSettings(WardSettings[LabPlaces]):
    """The settings of one ward file on this computer."""

    def __init__(self, ward: Path) -> None:
        super().__init__(ward, "labs", LabPlaces)
