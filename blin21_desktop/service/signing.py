"""Signing the version of a knowledge file that is in force: a physician or a pharmacist, by PIN. Pure but for ports."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from blin21_desktop.domain.knowledge import Knowledge
from blin21_desktop.domain.knowledge_version import version_of
from blin21_desktop.domain.people import NotIdentified, must_keep_knowledge
from blin21_desktop.domain.ports import Clock
from blin21_desktop.domain.signature import Signature
from blin21_desktop.domain.text import say
from blin21_desktop.service.people import Identify


class SignatureRows(Protocol):
    """The signatures as kept on disk."""

    def all(self) -> Sequence[Signature]:
        """Every signature, oldest first."""

    def add(self, one: Signature) -> None:
        """Write a signature, for good."""


def sign(
    rows: SignatureRows, identify: Identify, clock: Clock, knowledge: Knowledge, *, shown: str, staff_id: str, pin: str
) -> Signature:
    """Sign the version that the signer was shown (`id@hash`). Raises `NotIdentified` in words; then nothing is written.

    The version must be the one in force now: nobody signs values that changed while they were being read.
    """
    file_id = shown.partition("@")[0]
    file = knowledge.labels.get(file_id) or knowledge.protocols.get(file_id)
    version = None if file is None else version_of(file)
    if version is None or version.name != shown:
        raise NotIdentified(say("These values are no longer in force. Close the page, open it again and read it anew."))
    person = identify(staff_id, pin)
    must_keep_knowledge(person)
    signature = Signature(
        file=version.file,
        sha256=version.sha256,
        text=version.text,
        by=person.id,
        name=person.name,
        role=person.role,
        at=clock(),
    )
    rows.add(signature)
    return signature
