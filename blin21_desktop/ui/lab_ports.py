"""What the window needs to import laboratory files; `bootstrap` gives it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from blin21_desktop.feeds.csv_mapping import CsvMapping
from blin21_desktop.feeds.filing import Accepted
from blin21_desktop.feeds.item import Item
from blin21_desktop.feeds.source import Reviewed


class PlacePorts(Protocol):
    """Where laboratory files lie on this computer."""

    @property
    def last(self) -> str:
        """The file or folder that was read last."""

    def remember(self, last: str) -> None:
        """Keep it for the next time; nothing is said when that cannot be done."""

    @property
    def watched(self) -> str:
        """The folder that is read every minute; "" none."""

    def watch(self, folder: str, lang: str) -> None:
        """Watch a folder from now on; "" none. Raises ValueError in words."""

    def due(self, lang: str) -> bool:
        """Whether something in the watched folder is new, and no longer being written. Raises ValueError in words."""


class LabPorts(Protocol):
    """Finding, reviewing and filing. Whatever cannot be done raises ValueError, in words of `lang`."""

    def found(self, paths: Sequence[Path], lang: str) -> Iterator[Reviewed | None]:
        """Every laboratory file under `paths`, reviewed, one at a time; None: a part of a large one is done."""

    def waiting(self) -> list[Reviewed]:
        """What waits for a person from earlier imports, as it stands now."""

    def again(self, reviewed: Sequence[Reviewed]) -> list[Reviewed]:
        """The same results judged against the charts as they are now."""

    def counts(self) -> Mapping[str, int]:
        """How many results wait, by study number ("": of nobody certain). Cheap."""

    def file(self, reviewed: Sequence[Reviewed], by: str, confirmed: Collection[str], lang: str) -> int:
        """File what passed every gate, keep the rest; says how many were filed."""

    def accept(self, one: Reviewed, item: Item, accepted: Accepted, by: str, lang: str) -> bool:
        """File one result as a person decided; False: the same was filed meanwhile."""

    def refuse(self, one: Reviewed, item: Item, by: str, because: str, lang: str) -> None:
        """Decide not to file one result."""

    def keep(self, reviewed: Sequence[Reviewed], by: str, lang: str) -> None:
        """Keep what waits of files that were read, so that it shows again."""

    def settle(self, waiting: Sequence[Reviewed], by: str, lang: str) -> None:
        """Close what needs nobody any more."""

    def read_as(self, one: Reviewed, layout: CsvMapping) -> Reviewed:
        """The same CSV file by another layout, reviewed."""

    def keep_layout(self, layout: CsvMapping, by: str, lang: str) -> None:
        """Save a CSV layout."""

    @property
    def places(self) -> PlacePorts:
        """Where files were read last, and the watched folder."""
