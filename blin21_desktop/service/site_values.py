"""Setting a site's own value, or taking it back: two persons, a source, a reason; all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from blin21_desktop.domain.knowledge import Knowledge
from blin21_desktop.domain.knowledge_file import KnowledgeFaults
from blin21_desktop.domain.people import NotIdentified, Person, must_keep_knowledge, same_person
from blin21_desktop.domain.ports import Clock
from blin21_desktop.domain.site_file import Change, changed
from blin21_desktop.domain.text import say
from blin21_desktop.service.people import Identify


class SiteTexts(Protocol):
    """The site's own copies of knowledge files."""

    def texts(self) -> Mapping[str, str]:
        """Name -> text of every copy."""

    def put(self, name: str, was: str | None, text: str) -> None:
        """Write one copy, which was `was` when it was read, old or new and never half."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What shall become of one value of one file (`jp-pi-2021`, `program`): another one, or None to take it back."""

    file: str
    key: str
    value: Any
    why: str
    source: str = ""
    section: str = ""
    edition: str = ""


class SiteValues:
    """The site's own values. `load` makes knowledge of the copies' texts, or raises `KnowledgeFaults`."""

    def __init__(
        self, folder: SiteTexts, identify: Identify, clock: Clock, load: Callable[[Mapping[str, str]], Knowledge]
    ) -> None:
        self._folder, self._identify, self._clock, self._load = folder, identify, clock, load

    def change(self, wish: Wish, *, by: Person, second_id: str, pin: str) -> Knowledge:
        """Do it, confirmed by the second person's PIN; returns the knowledge now in force.

        Raises `NotIdentified` in words when somebody may not, or when it cannot be done; then nothing was written.
        """
        must_keep_knowledge(by)
        second = self._identify(second_id, pin)
        must_keep_knowledge(second)
        if second.id == by.id or same_person(second.name, by.name):
            raise NotIdentified(say("{who} cannot check their own work. Ask another person.", who=second.id))
        name, texts = f"{wish.file}.toml", dict(self._folder.texts())
        was = texts.get(name)
        texts[name] = self._text(was or "", wish, by, second)
        try:
            known = self._load(texts)
        except KnowledgeFaults as faults:
            why = say("Nothing was written; the file would have faults: {faults}", faults="; ".join(faults.faults))
            raise NotIdentified(why) from None
        self._folder.put(name, was, texts[name])
        return known

    def _text(self, text: str, wish: Wish, by: Person, second: Person) -> str:
        change = Change(
            key=wish.key,
            value=wish.value,
            why=wish.why,
            source=wish.source,
            section=wish.section,
            edition=wish.edition,
            set_by=f"{by.name} ({by.id})",
            second_person=f"{second.name} ({second.id})",
            on=self._clock().date(),
        )
        try:
            return changed(text, change)
        except LookupError:
            raise NotIdentified(say("{key:parameter} is not this site's own value; there is nothing to take back.",
                                    key=wish.key)) from None  # fmt: skip
        except ValueError as fault:
            raise NotIdentified(
                say(
                    "{name}: cannot be read, so nothing was written. {fault}",
                    name=f"{wish.file}.toml",
                    fault=str(fault),
                )
            ) from None
