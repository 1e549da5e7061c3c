"""Writes the downtime sheets that are due, one file after another. It adds nothing to the record."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Protocol

from blin21_desktop import __version__
from blin21_desktop.domain.short_code import mark_of
from blin21_desktop.domain.text import Text, say
from blin21_desktop.present.downtime import downtime_list, downtime_sheet, file_name, sheet_name
from blin21_desktop.present.paper import PageSize
from blin21_desktop.present.words import Words
from blin21_desktop.printing import draw
from blin21_desktop.printing.fonts import Unprintable
from blin21_desktop.service.downtime import Written, due, head_of
from blin21_desktop.service.look import Look
from blin21_desktop.service.ward import Ward

LIST = "ward-list"


class Folder(Protocol):
    """Where the sheets go (see `store.downtime_folder`)."""

    def written(self) -> Mapping[str, Written]:
        """What lies there."""

    def put(self, name: str, pdf: bytes, written: Written) -> Text | None:
        """Write a sheet, whole or not at all; gives why it could not be written, or None."""

    def keep_only(self, names: Collection[str]) -> None:
        """Take away every other sheet."""


class Downtime:
    """The sheets of one ward in some languages. `mark` tells the ward file."""

    def __init__(self, ward: Ward, words: Sequence[Words], mark: str, page: PageSize = "a4") -> None:
        self._ward, self._words, self._mark, self._page = ward, words, mark, page

    def write(self, folder: Folder, *, everything: bool = False) -> Iterator[str | Text]:
        """Write what is due, or everything, in small steps.

        A step gives the name of the file it wrote, "" when it only read, or why a sheet was not written: that hinders
        nobody else's. What concerns the whole folder is raised by it.
        """
        at, lies_there = self._ward.now(), folder.written()
        written = {} if everything else lies_there
        looks = self._ward.board(at)
        yield ""
        heads: dict[str, str] = {}
        for look in looks:
            heads[look.patient] = self._head(look.patient)
            yield ""
        files = {
            file_name(sheet_name(look, self._mark), words): (look, words) for look in looks for words in self._words
        }
        for name in due({name: heads[look.patient] for name, (look, _) in files.items()}, written, at):
            look, words = files[name]
            yield self._sheet(folder, name, Written(heads[look.patient], at), words, look)
        lists = {file_name(LIST, words): words for words in self._words}
        head = mark_of(*heads.values())
        for name in due(dict.fromkeys(lists, head), written, at):
            yield self._list(folder, name, Written(head, at), lists[name], looks)
        folder.keep_only({*files, *lists})

    def _sheet(self, folder: Folder, name: str, written: Written, words: Words, look: Look) -> str | Text:
        try:
            pdf = draw([downtime_sheet(self._ward.look(look.patient, written.at), words)], self._page)
        except Unprintable as fault:
            return say("bed {bed}: {why}", bed=look.bed or "", why=fault.why)
        return folder.put(name, pdf, written) or name

    def _list(self, folder: Folder, name: str, written: Written, words: Words, looks: Sequence[Look]) -> str | Text:
        try:
            pdf = draw([downtime_list(looks, self._mark, words, written.at)], self._page)
        except Unprintable as fault:
            return say("ward list: {why}", why=fault.why)
        return folder.put(name, pdf, written) or name

    def _head(self, patient: str) -> str:
        damage = self._ward.beside.damage()
        rules = f"{__version__} {self._ward.knowledge.fingerprint} {'' if damage is None else damage.template}"
        return head_of(self._ward.chart(patient), rules)
