"""Settings of one ward file on this computer: a small JSON file of texts beside it, written whole."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from blin21_desktop.domain.text import say
from blin21_desktop.store.whole import whole
from blin21_desktop.store.words import NotSaved

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

S = TypeVar("S", bound="DataclassInstance")


class WardSettings(Generic[S]):
    """`kind` is a dataclass of texts, each with its default; `suffix` is put behind the ward file's name."""

    def __init__(self, ward: Path, suffix: str, kind: type[S]) -> None:
        self._path, self._kind = ward.with_name(f"{ward.name}.{suffix}.json"), kind

    def read(self) -> S:
        """What is set; a file that is missing or broken sets nothing."""
        try:
            found = json.loads(self._path.read_text("utf-8"))
        except (OSError, ValueError):
            return self._kind()
        names = {one.name for one in fields(self._kind)}
        known = found.items() if isinstance(found, dict) else ()
        return self._kind(**{name: text for name, text in known if name in names and isinstance(text, str)})

    def write(self, settings: S) -> None:
        """Set all. Raises `NotSaved` in words."""
        try:
            whole(self._path, json.dumps(asdict(settings), ensure_ascii=False).encode())
        except OSError as fault:
            raise NotSaved(say("NOT saved. The computer reported: {fault}", fault=str(fault))) from fault
