"""The window writes: an open ward file behind `ui.ports.WritingPorts`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from blin21_desktop.bootstrap.downtime import WindowDowntime
from blin21_desktop.bootstrap.knowledge import WindowKnowledge
from blin21_desktop.bootstrap.labs import WindowLabs
from blin21_desktop.bootstrap.people import WindowDrafts, WindowPeople
from blin21_desktop.cli.parts import Desk
from blin21_desktop.domain.entries import Entry, WritingSampled
from blin21_desktop.domain.knowledge import Knowledge
from blin21_desktop.domain.picture import Picture
from blin21_desktop.domain.ports import Stale
from blin21_desktop.domain.text import Text
from blin21_desktop.present.words import Words
from blin21_desktop.service.refusal import Objection, Refused
from blin21_desktop.store.lab_settings import LabSettings
from blin21_desktop.store.paper_setting import PaperSetting
from blin21_desktop.store.words import Refused as NotWritten

if TYPE_CHECKING:
    from blin21_desktop.bootstrap.program import Program

LANG = "en"
"""Of words that no reader asked for."""


class WritingWard:
    """The part of the window's ward that writes (see `ui.ports.WritingPorts`)."""

    asks_pin = True

    def __init__(self, program: Program, desk: Desk, held: Text | None) -> None:
        self._program, self._desk, self._held = program, desk, held
        self.people = WindowPeople(desk)
        self.values = WindowKnowledge(desk)
        self.labs = WindowLabs(program.lab_import(desk), LabSettings(desk.path), self.words, lambda: held)
        self.downtime = WindowDowntime(desk, self.words, held)
        self._picture: Picture | None = None
        self._paper = PaperSetting(desk.path)
        self.drafts = WindowDrafts(desk.log.beside, lambda text: self.words(LANG).render(text))

    @property
    def knowledge(self) -> Knowledge:
        """The labels and protocols a patient can be registered under."""
        return self._desk.ward.knowledge

    def judge(self, batch: Sequence[Entry]) -> Sequence[Objection]:
        """What the guards say to a batch that somebody is about to write. Nothing is written."""
        return self._desk.ward.judge(batch)

    def hold(self, picture: Picture | None) -> None:
        """Keep a picture for the next batch that names it; None: keep none."""
        self._picture = picture

    def write(self, batch: Sequence[Entry], lang: str = "en") -> None:
        """Write a batch with the picture held for it, whole or not at all.

        Raises ValueError, in words, when nothing was written.
        """
        named = {entry.sha256 for entry in batch if isinstance(entry, WritingSampled)}
        pictures = [one for one in (self._picture,) if one is not None and one.sha256 in named]
        words = self.words(lang)
        if self._held is not None:
            raise ValueError(words.render(self._held))
        try:
            self._desk.ward.write(batch, pictures)
        except NotWritten as fault:
            raise ValueError(words.render(fault.why)) from None
        except Refused as refused:
            raise ValueError(words.joined(o.says for o in refused.objections)) from None
        except Stale:
            raise ValueError(words.t("others kept writing to this file; nothing was written, try again")) from None
        self._picture = None

    def sample(self, sha256: str) -> bytes | None:
        """The picture of a handwriting sample; None when it is missing or damaged."""
        return self._desk.log.samples.get(sha256)

    def new_id(self) -> str:
        """A new entry id."""
        return self._program.new_id(self._desk.ward.now())

    def words(self, lang: str) -> Words:
        """The words of a language."""
        return self._program.words(lang, self._desk)
