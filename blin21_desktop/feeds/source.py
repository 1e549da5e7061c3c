"""One laboratory file as it was found, reviewed, and kept for a person to decide on another day."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from blin21_desktop.domain.lab_files import LabFile, Waiting
from blin21_desktop.feeds import ssmix2, ssmix2_files
from blin21_desktop.feeds.any_file import read_any
from blin21_desktop.feeds.csv_mapping import CsvMapping, from_json, to_json
from blin21_desktop.feeds.hl7_results import Site
from blin21_desktop.feeds.item import Item
from blin21_desktop.feeds.received import ReadFile
from blin21_desktop.feeds.ssmix2 import Stored


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One file: what was read of it, its bytes, the CSV layout used, and the paths of its set in an SS-MIX2 storage."""

    read: ReadFile
    data: bytes
    layout: CsvMapping | None = None
    paths: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """SHA-256 (hex) of the bytes; in a storage also of the set: the same bytes mean another thing elsewhere there.

        So a deletion, which renames the file, is never hidden by what was decided about the result itself.
        """
        if not self.paths:
            return self.read.sha256
        return sha256("\n".join((self.read.sha256, *self.paths)).encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """One file with a verdict on each of its results. `head`: how many entries the record had then."""

    source: Source
    items: tuple[Item, ...]
    head: int


def kept(one: Reviewed, by: str, at: datetime, table: str) -> tuple[LabFile, list[Waiting]]:
    """The file as it is kept, and what of it waits."""
    source = one.source
    file = LabFile(
        sha256=source.id,
        name=source.read.name,
        format=source.read.format,
        data=source.data,
        read_at=at,
        by=by,
        table=table,
        layout=json.dumps(source.paths) if source.paths else "" if source.layout is None else to_json(source.layout),
    )
    waiting = [Waiting(sha256=source.id, key=item.key, patient=item.patient or "") for item in one.items if item.waits]
    return file, waiting


def reread(file: LabFile, site: Site, layouts: Sequence[CsvMapping]) -> Source:
    """A kept file read again, by its own place in a storage, or by the newest form of its layout."""
    if file.format == "ssmix2":
        paths = tuple(json.loads(file.layout))
        stored = [found for path in paths if isinstance(found := ssmix2.placed(path.split("/")), Stored)]
        (chosen,) = ssmix2.chosen(stored)
        return Source(read=ssmix2_files.read(chosen, file.data, site), data=file.data, paths=paths)
    first = [from_json(file.layout)] if file.layout else []
    newest = [one for one in layouts for was in first if one.id == was.id] or first
    read, layout = read_any(file.name, file.data, site, [*newest, *layouts])
    return Source(read=read, data=file.data, layout=layout)
