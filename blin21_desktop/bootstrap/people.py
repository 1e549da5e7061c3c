"""The staff list and the drafts of an open ward file, as the window asks for them (see `ui.ports`)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from blin21_desktop.cli.parts import Desk
from blin21_desktop.domain.drafts import Draft
from blin21_desktop.domain.people import NotIdentified, Person
from blin21_desktop.domain.text import Text
from blin21_desktop.service.people import UNKNOWN_HASH, Staff
from blin21_desktop.store import pins
from blin21_desktop.store.beside import Beside
from blin21_desktop.store.words import NotSaved, Refused


def _fits(pin_hash: str, pin: str) -> bool:
    return pins.fits(pins.NOBODYS if pin_hash == UNKNOWN_HASH else pin_hash, pin)


def staff_of(desk: Desk) -> Staff:
    """The staff of an open ward file."""
    return Staff(desk.log.beside, desk.ward.now, pins.hashed, _fits, training=desk.ward.training)


class WindowPeople:
    """`ui.ports.PeoplePorts` over the ward file: whatever cannot be written is said as not identified."""

    def __init__(self, desk: Desk) -> None:
        self._staff = staff_of(desk)

    def staff(self) -> Sequence[Person]:
        """Everybody on the list; nobody while the list cannot be read."""
        try:
            return self._staff.staff()
        except Refused:
            return ()

    def identify(self, staff_id: str, pin: str) -> Person:
        """Who this is."""
        try:
            return self._staff.identify(staff_id, pin)
        except Refused as fault:
            raise NotIdentified(fault.why) from None

    def put(self, person: Person, pin: str | None, *, by: str) -> None:
        """Add or change a person."""
        try:
            self._staff.put(person, pin, by=by)
        except Refused as fault:
            raise NotIdentified(fault.why) from None


class WindowDrafts:
    """`ui.ports.DraftPorts` over the ward file. `render` puts words into the reader's language."""

    def __init__(self, beside: Beside, render: Callable[[Text], str]) -> None:
        self._beside, self._render = beside, render

    def of(self, author: str) -> Sequence[Draft]:
        """The drafts of one person, newest first."""
        return self._beside.drafts(author)

    def keep(self, draft: Draft) -> None:
        """Keep a draft. Raises ValueError in words."""
        try:
            self._beside.keep_draft(draft)
        except NotSaved as fault:
            raise ValueError(self._render(fault.why)) from None

    def drop(self, draft: Draft) -> None:
        """Forget a draft. Raises ValueError in words."""
        try:
            self._beside.drop_draft(draft)
        except NotSaved as fault:
            raise ValueError(self._render(fault.why)) from None
