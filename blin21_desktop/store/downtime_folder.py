"""The folder of downtime sheets: each file whole or not at all, a list of what lies there, and nothing left over.

The list (`downtime.json`) names the ward file that the sheets are of by a mark, so that two wards never share a folder
and sweep each other's sheets away. It holds no name and no number of a patient; neither does a file's name.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from blin21_desktop.domain.text import Text, say
from blin21_desktop.service.downtime import Written
from blin21_desktop.store.whole import PART, whole
from blin21_desktop.store.words import NotSaved

LIST = "downtime.json"

OURS = re.compile(r"(bed-[0-9A-Za-z-]+|sheet)-[0-9A-Z]{8}-(en|ja)\.pdf|ward-list-(en|ja)\.pdf")
"""Names of sheets. Whatever else lies in the folder is left alone."""

STALE_SECONDS = 3600
"""So old, an unfinished file belongs to nobody who is still writing: its program was killed."""


class DowntimeFolder:
    """One folder of one ward. `mark` tells the ward file; what concerns all of it raises `NotSaved` in words."""

    def __init__(self, folder: Path, mark: str) -> None:
        self._folder, self._mark = folder, mark

    def written(self) -> Mapping[str, Written]:
        """What lies there and is listed: name -> point of the chart and moment."""
        with self._said():
            if not self._folder.is_dir():
                raise NotSaved(say("{folder}: there is no such folder.", folder=str(self._folder)))
            listed = self._listed()
            return {name: one for name, one in listed.items() if (self._folder / name).is_file()}

    def put(self, name: str, pdf: bytes, written: Written) -> Text | None:
        """Write a sheet and list it; a power cut in between leaves it unlisted, so that it is written again.

        Gives why it could not be written, or None: one file that somebody has open must not hold up the others.
        """
        try:
            with self._said(name):
                self._write(self._folder / name, pdf)
                self._list({**self._listed(), name: written})
        except NotSaved as fault:
            return fault.why
        return None

    def keep_only(self, names: Collection[str]) -> None:
        """Take away every other sheet of this ward, and what a killed program left unfinished."""
        with self._said():
            gone = [one for one in self._folder.iterdir() if OURS.fullmatch(one.name) and one.name not in names]
            stays = [one for one in gone if not _taken_away(one)]
            listed = self._listed()
            if listed.keys() - set(names):
                self._list({name: one for name, one in listed.items() if name in names})
            self._sweep()
            if stays:
                raise NotSaved(say("{file}: this old sheet could not be taken away.", file=str(stays[0])))

    def _sweep(self) -> None:
        newest = max((one.stat().st_mtime for one in self._folder.glob("*.pdf")), default=0.0)
        for part in self._folder.glob(f"*{PART}"):
            if newest - part.stat().st_mtime > STALE_SECONDS:
                part.unlink(missing_ok=True)

    def _listed(self) -> dict[str, Written]:
        """What the list names; a list that is missing or broken names nothing. Another ward's list is refused."""
        try:
            found = json.loads((self._folder / LIST).read_text("utf-8"))
            ward, sheets = found["ward"], found["sheets"]
            listed = {
                name: Written(one["head"], datetime.fromisoformat(one["at"]))
                for name, one in sheets.items()
                if OURS.fullmatch(name)
            }
        except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError):
            return {}
        if ward != self._mark:
            raise NotSaved(
                say(
                    "{folder} holds the downtime sheets of another ward file. Choose a folder of its own.",
                    folder=str(self._folder),
                )
            )
        return {name: one for name, one in listed.items() if one.at.tzinfo is not None}

    def _list(self, listed: Mapping[str, Written]) -> None:
        sheets = {name: {"head": one.head, "at": one.at.isoformat()} for name, one in sorted(listed.items())}
        self._write(self._folder / LIST, json.dumps({"ward": self._mark, "sheets": sheets}, indent=1).encode())

    def _write(self, path: Path, content: bytes) -> None:
        """Whoever may read the folder may read the file: in a downtime it is another person, at another computer."""
        whole(path, content, shared=True)

    @contextmanager
    def _said(self, name: str = "") -> Iterator[None]:
        """What the computer reports becomes words; what concerns one file alone names it."""
        try:
            yield
        except OSError as fault:
            place = self._folder / name if isinstance(fault, PermissionError) else self._folder
            raise NotSaved(say("{folder}: {fault}", folder=str(place), fault=fault.strerror or str(fault))) from fault


def _taken_away(sheet: Path) -> bool:
    """Whether the file is gone now; one that somebody has open may stay."""
    try:
        sheet.unlink(missing_ok=True)
    except OSError:
        return False
    return True
