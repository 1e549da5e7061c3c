"""Where laboratory files are looked for: the place read last, and a watched folder. A small file beside the ward's."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from blin21_desktop.domain.text import say
from blin21_desktop.store.whole import whole
from blin21_desktop.store.words import NotSaved


@dataclass(frozen=True, slots=True, kw_only=True)
class LabPlaces:
    """Paths as text; "" none. Nothing is watched unless somebody says so."""

    last: str = ""
    watched: str = ""


class LabSettings:
    """The settings of one ward file on this computer."""

    def __init__(self, ward: Path) -> None:
        self._path = ward.with_name(f"{ward.name}.labs.json")

    def read(self) -> LabPlaces:
        """What is set; a file that is missing or broken sets nothing."""
        try:
            found = json.loads(self._path.read_text("utf-8"))
        except (OSError, ValueError):
            return LabPlaces()
        names = {one.name for one in fields(LabPlaces)}
        known = found.items() if isinstance(found, dict) else ()
        return LabPlaces(**{name: text for name, text in known if name in names and isinstance(text, str)})

    def write(self, places: LabPlaces) -> None:
        """Set all. Raises `NotSaved` in words."""
        try:
            whole(self._path, json.dumps(asdict(places), ensure_ascii=False).encode())
        except OSError as fault:
            raise NotSaved(say("NOT saved. The computer reported: {fault}", fault=str(fault))) from fault
