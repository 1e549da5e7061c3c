"""Where the downtime sheets of a ward are written to on this computer, and in which languages."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from blin21_desktop.store.ward_settings import WardSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class DowntimePlace:
    """`folder` as text, "" none: then nothing is written. `langs`: `en`, `ja` or `both`."""

    folder: str = ""
    langs: str = "both"


class DowntimeSettings(WardSettings[DowntimePlace]):
    """The setting of one ward file on this computer."""

    def __init__(self, ward: Path) -> None:
        super().__init__(ward, "downtime", DowntimePlace)
