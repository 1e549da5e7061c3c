"""The import of laboratory files for the window (see `ui.lab_ports`): words for what fails, places remembered."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from blin21_desktop.domain.ports import Stale
from blin21_desktop.domain.text import Text
from blin21_desktop.feeds.csv_mapping import CsvMapping
from blin21_desktop.feeds.csv_results import read_csv
from blin21_desktop.feeds.filing import Accepted
from blin21_desktop.feeds.importing import LabImport
from blin21_desktop.feeds.item import Item
from blin21_desktop.feeds.source import Reviewed, Source
from blin21_desktop.present.words import Words
from blin21_desktop.service.refusal import Refused
from blin21_desktop.store.lab_settings import LabPlaces
from blin21_desktop.store.lab_sources import reading
from blin21_desktop.store.lab_watch import LabWatch
from blin21_desktop.store.words import NotSaved


class Settings(Protocol):
    """Where the places are kept (see `store.lab_settings`)."""

    def read(self) -> LabPlaces:
        """What is set."""

    def write(self, places: LabPlaces) -> None:
        """Set all."""


@contextmanager
def in_words(words: Words) -> Iterator[None]:
    """Whatever cannot be done becomes a ValueError in words."""
    try:
        yield
    except NotSaved as fault:
        raise ValueError(words.render(fault.why)) from None
    except Refused as refused:
        raise ValueError(words.joined(o.says for o in refused.objections)) from None
    except Stale:
        why = words.t("The chart changed meanwhile; nothing was written. Look at it again.")
        raise ValueError(why) from None
    except OSError as fault:
        path, cause = str(fault.filename or ""), fault.strerror or ""
        raise ValueError(words.t("{path} cannot be read: {why}", path=path, why=cause)) from None


class WindowPlaces:
    """`ui.lab_ports.PlacePorts`. `held` says why nothing can be written here, or None: then nothing is watched."""

    def __init__(
        self,
        settings: Settings,
        words: Callable[[str], Words],
        held: Callable[[], Text | None],
        numbers: Callable[[], Sequence[str]],
    ) -> None:
        self._settings, self._words, self._held, self._numbers = settings, words, held, numbers
        self._watch = LabWatch()

    @property
    def last(self) -> str:
        """The file or folder that was read last."""
        return self._settings.read().last

    def remember(self, last: str) -> None:
        """Keep it for the next time."""
        with suppress(NotSaved):
            self._settings.write(replace(self._settings.read(), last=last))

    @property
    def watched(self) -> str:
        """The folder that is read every minute."""
        return self._settings.read().watched

    def watch(self, folder: str, lang: str) -> None:
        """Watch a folder from now on."""
        with in_words(self._words(lang)):
            self._settings.write(replace(self._settings.read(), watched=folder))

    def due(self, lang: str) -> bool:
        """Whether something in the watched folder is new, and no longer being written."""
        folder = self.watched
        if not folder or self._held() is not None:
            return False
        with in_words(self._words(lang)):
            return self._watch.due(Path(folder), self._numbers())


class WindowLabs:
    """`held` says why nothing can be written here, or None."""

    def __init__(
        self, lab: LabImport, settings: Settings, words: Callable[[str], Words], held: Callable[[], Text | None]
    ) -> None:
        self._lab, self._words, self._held = lab, words, held
        self.places = WindowPlaces(settings, words, held, lab.numbers)

    def found(self, paths: Sequence[Path], lang: str) -> Iterator[Reviewed | None]:
        """Every laboratory file under `paths`, reviewed, one at a time; None: a part of a large one is done."""
        with in_words(self._words(lang)):
            yield from self._lab.reviewing(self._sources(paths))

    def _sources(self, paths: Sequence[Path]) -> Iterator[Source | None]:
        return reading(paths, self._lab.numbers(), self._lab.site, self._lab.kept.layouts())

    def waiting(self) -> list[Reviewed]:
        """What waits for a person from earlier imports."""
        return self._lab.waiting()

    def again(self, reviewed: Sequence[Reviewed]) -> list[Reviewed]:
        """The same results judged against the charts as they are now."""
        return self._lab.again(reviewed)

    def counts(self) -> Mapping[str, int]:
        """How many results wait, by study number."""
        return self._lab.kept.counts()

    def file(self, reviewed: Sequence[Reviewed], by: str, confirmed: Collection[str], lang: str) -> int:
        """File what passed every gate, keep the rest."""
        with self._writing(lang):
            return len(self._lab.file(reviewed, by, confirmed))

    def accept(self, one: Reviewed, item: Item, accepted: Accepted, by: str, lang: str) -> bool:
        """File one result as a person decided."""
        with self._writing(lang):
            return self._lab.accept(one, item, accepted, by) is not None

    def refuse(self, one: Reviewed, item: Item, by: str, because: str, lang: str) -> None:
        """Decide not to file one result."""
        with self._writing(lang):
            self._lab.refuse(one, item, by, because)

    def keep(self, reviewed: Sequence[Reviewed], by: str, lang: str) -> None:
        """Keep what waits of files that were read."""
        with self._writing(lang):
            self._lab.kept.keep(reviewed, by)

    def settle(self, waiting: Sequence[Reviewed], by: str, lang: str) -> None:
        """Close what needs nobody any more."""
        with self._writing(lang):
            self._lab.settle(waiting, by)

    def read_as(self, one: Reviewed, layout: CsvMapping) -> Reviewed:
        """The same CSV file by another layout."""
        source = one.source
        read = read_csv(source.read.name, source.data, layout, self._lab.site.zone)
        return self._lab.review([replace(source, read=read, layout=layout)])[0]

    def keep_layout(self, layout: CsvMapping, by: str, lang: str) -> None:
        """Save a CSV layout."""
        with self._writing(lang):
            self._lab.kept.keep_layout(layout, by)

    @contextmanager
    def _writing(self, lang: str) -> Iterator[None]:
        held = self._held()
        if held is not None:
            raise ValueError(self._words(lang).render(held))
        with in_words(self._words(lang)):
            yield
