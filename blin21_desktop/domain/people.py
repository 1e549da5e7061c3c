"""The people of a ward: who may write, and in which role."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from blin21_desktop.domain.text import Text, say

Role = Literal["nurse", "physician", "pharmacist", "admin", "viewer"]

ROLES: tuple[Role, ...] = get_args(Role)
"""In the order in which they are offered. An admin keeps the staff list; a viewer reads and never writes."""


def role_of(text: str) -> Role:
    """A role as it was written down; one that this version does not know may only read."""
    return next((role for role in ROLES if role == text), "viewer")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One member of the staff. `id` is what stands in `by` of an entry (initials or badge); `active` may act."""

    id: str
    name: str
    role: Role
    active: bool = True

    @property
    def writes(self) -> bool:
        """Whether this person may write to a chart."""
        return self.active and self.role != "viewer"

    @property
    def keeps_knowledge(self) -> bool:
        """Whether this person may set a site's value, confirm one as the second person, and sign a knowledge file."""
        return self.active and self.role in ("physician", "pharmacist")

    @property
    def keeps_staff(self) -> bool:
        """Whether this person may change the staff list."""
        return self.active and self.role == "admin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One line of the staff list: how `person` stood from `at` on, written by `by`; `new_pin`: and with a new PIN.

    `by` is the id of an admin, of the first person itself, or says which account of the system did it at a terminal.
    """

    person: Person
    at: datetime
    by: str
    new_pin: bool


class NotIdentified(Exception):  # noqa: N818  (a named outcome, not a fault)
    """Somebody could not be identified, or may not do what was asked; `why` says so in words and what to do."""

    def __init__(self, why: Text) -> None:
        """Keep the words."""
        super().__init__(why.template)
        self.why = why


def must_write(person: Person) -> None:
    """Raises `NotIdentified` for a person who may read only, or no longer."""
    if not person.writes:
        raise NotIdentified(say("{who} may only read. Ask a nurse, a physician or a pharmacist.", who=person.id))


def must_keep_knowledge(person: Person) -> None:
    """Raises `NotIdentified` for a person who may not set or sign values."""
    if not person.keeps_knowledge:
        raise NotIdentified(say("{who} may not set or sign values. Ask a physician or a pharmacist.", who=person.id))


def same_person(one: str, other: str) -> bool:
    """Whether two names or ids mean one person: width, case and spaces make no difference."""
    return _plain(one) == _plain(other)


def _plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()
