"""Knowledge as the program finds it: shipped files with the site's copies; and what the window may do to them."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from blin21_desktop.bootstrap.people import staff_of
from blin21_desktop.cli.parts import BadInput, Desk
from blin21_desktop.domain.knowledge import Knowledge
from blin21_desktop.domain.knowledge_file import KnowledgeFaults, load
from blin21_desktop.domain.people import NotIdentified, Person
from blin21_desktop.domain.signature import Signature
from blin21_desktop.domain.staying import made_to_stay
from blin21_desktop.domain.text import say
from blin21_desktop.locate import resource, site_folder
from blin21_desktop.service.signing import sign
from blin21_desktop.service.site_values import SiteValues, Wish
from blin21_desktop.store.site_folder import SiteFolder
from blin21_desktop.store.words import NotSaved, Refused


def own_copies(training_ward: Path | None = None) -> SiteFolder:
    """The site's copies. Those of a training ward lie beside its file and hold for it alone: its staff is invented."""
    over = None if training_ward is None else training_ward.with_name(f"{training_ward.name}.knowledge")
    return SiteFolder(site_folder(os.environ) / "knowledge", over)


def read_knowledge(training_ward: Path | None = None) -> Knowledge:
    """Every shipped knowledge file, with the site's own copies over it. Raises `BadInput` listing all faults."""
    try:
        return _with(own_copies(training_ward).texts())
    except KnowledgeFaults as faults:
        own, listed = site_folder(os.environ) / "knowledge", "\n".join(faults.faults)
        raise BadInput(
            say("the knowledge files cannot be used (site copies: {own}):\n{listed}", own=str(own), listed=listed)
        ) from None


def _with(site: Mapping[str, str]) -> Knowledge:
    return of_texts(shipped(), site)


def shipped() -> dict[str, str]:
    """The knowledge files that the program brings, as text."""
    root = resource("knowledge")
    return {path.relative_to(root).as_posix(): path.read_text("utf-8") for path in sorted(root.rglob("*.toml"))}


def of_texts(shipped: Mapping[str, str], site: Mapping[str, str]) -> Knowledge:
    """Knowledge out of texts. Raises `KnowledgeFaults`."""
    with made_to_stay():
        return load(shipped, site)


class WindowKnowledge:
    """`ui.ports.KnowledgePorts` over a ward file: whatever cannot be written is said as not identified."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._identify = desk, staff_of(desk).identify
        copies = own_copies(desk.path if desk.ward.training else None)
        self._values = SiteValues(copies, self._identify, desk.ward.now, _with)

    def signatures(self) -> Sequence[Signature]:
        """Every signature, oldest first."""
        return self._desk.ward.beside.signatures()

    def sign(self, shown: str, staff_id: str, pin: str) -> None:
        """Sign the version that was shown."""
        desk = self._desk
        try:
            sign(
                desk.log.signatures,
                self._identify,
                desk.ward.now,
                desk.ward.knowledge,
                shown=shown,
                staff_id=staff_id,
                pin=pin,
            )
        except (NotSaved, Refused) as fault:
            raise NotIdentified(fault.why) from None

    def change(self, wish: Wish, by: Person, second_id: str, pin: str) -> None:
        """Set a value of the site's own or take it back; from then on everything is judged by it."""
        try:
            self._desk.ward.knowledge = self._values.change(wish, by=by, second_id=second_id, pin=pin)
        except (NotSaved, Refused) as fault:
            raise NotIdentified(fault.why) from None
        except (OSError, UnicodeError) as fault:
            raise NotIdentified(say("NOT saved. The computer reported: {fault}", fault=str(fault))) from None
