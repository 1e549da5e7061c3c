"""Where there is no ward: nobody signs in, no laboratory is read, no value is set; drafts last as long as a window."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from blin21_desktop.domain.drafts import Draft
from blin21_desktop.domain.people import NotIdentified, Person
from blin21_desktop.domain.signature import Signature
from blin21_desktop.feeds.csv_mapping import CsvMapping
from blin21_desktop.feeds.filing import Accepted
from blin21_desktop.feeds.item import Item
from blin21_desktop.feeds.source import Reviewed
from blin21_desktop.present.review_words import READ_ONLY
from blin21_desktop.service.site_values import Wish

_NOT_HERE = "a review copy takes no laboratory files"


class OnlyPhysician:
    """`ui.ports.PeoplePorts` of a copy: whoever could open it is the physician it was made for."""

    def __init__(self, physician: Person) -> None:
        self._physician = physician

    def staff(self) -> Sequence[Person]:
        """Nobody signs in."""
        return ()

    def identify(self, staff_id: str, pin: str) -> Person:
        """The physician."""
        return self._physician

    def put(self, person: Person, pin: str | None, *, by: str) -> None:
        """Nobody can be put on the list."""
        raise NotIdentified(READ_ONLY)


class _NoValues:
    """`ui.ports.KnowledgePorts` that only reads."""

    def signatures(self) -> Sequence[Signature]:
        """None to show beside the values."""
        return ()

    def sign(self, shown: str, staff_id: str, pin: str) -> None:
        """Nothing is signed in a copy."""
        raise NotIdentified(READ_ONLY)

    def change(self, wish: Wish, by: Person, second_id: str, pin: str) -> None:
        """Nothing is set in a copy."""
        raise NotIdentified(READ_ONLY)


NO_VALUES = _NoValues()


class KeptDrafts:
    """`ui.ports.DraftPorts` in memory: nothing of a half-written comment stays on this computer."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str, str, str], Draft] = {}

    def of(self, author: str) -> Sequence[Draft]:
        """The drafts of one person, newest first."""
        mine = (draft for draft in self._kept.values() if draft.author == author)
        return tuple(sorted(mine, key=lambda draft: draft.at, reverse=True))

    def keep(self, draft: Draft) -> None:
        """Keep a draft."""
        self._kept[draft.author, draft.form, draft.patient, draft.about] = draft

    def drop(self, draft: Draft) -> None:
        """Forget one."""
        self._kept.pop((draft.author, draft.form, draft.patient, draft.about), None)


class _NoPlaces:
    """`ui.lab_ports.PlacePorts`: nothing was read and nothing is watched."""

    last = watched = ""

    def remember(self, last: str) -> None:
        """Nothing is kept."""

    def watch(self, folder: str, lang: str) -> None:
        """No folder is watched."""
        raise ValueError(_NOT_HERE)

    def due(self, lang: str) -> bool:
        """Never."""
        return False


class NoLabs:
    """`ui.lab_ports.LabPorts` that finds and files nothing."""

    places = _NoPlaces()

    def found(self, paths: Sequence[Path], lang: str) -> Iterator[Reviewed]:
        """Nothing."""
        return iter(())

    def waiting(self) -> list[Reviewed]:
        """Nothing waits."""
        return []

    def again(self, reviewed: Sequence[Reviewed]) -> list[Reviewed]:
        """Nothing to judge."""
        return []

    def counts(self) -> Mapping[str, int]:
        """Nothing waits."""
        return {}

    def file(self, reviewed: Sequence[Reviewed], by: str, confirmed: Collection[str], lang: str) -> int:
        """Files nothing."""
        raise ValueError(_NOT_HERE)

    def accept(self, one: Reviewed, item: Item, accepted: Accepted, by: str, lang: str) -> bool:
        """Files nothing."""
        raise ValueError(_NOT_HERE)

    def refuse(self, one: Reviewed, item: Item, by: str, because: str, lang: str) -> None:
        """Refuses nothing."""
        raise ValueError(_NOT_HERE)

    def keep(self, reviewed: Sequence[Reviewed], by: str, lang: str) -> None:
        """Keeps nothing."""

    def settle(self, waiting: Sequence[Reviewed], by: str, lang: str) -> None:
        """Closes nothing."""

    def read_as(self, one: Reviewed, layout: CsvMapping) -> Reviewed:
        """Reads nothing anew."""
        return one

    def keep_layout(self, layout: CsvMapping, by: str, lang: str) -> None:
        """Keeps none."""
        raise ValueError(_NOT_HERE)
