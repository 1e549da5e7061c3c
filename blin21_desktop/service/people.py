"""Who may act: identifying by id and PIN, and who may change the staff list. Pure but for its ports."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

from blin21_desktop.domain.moments import since
from blin21_desktop.domain.people import NotIdentified, Person
from blin21_desktop.domain.ports import Clock
from blin21_desktop.domain.text import say

TRIES, WAIT = 5, timedelta(minutes=5)
"""So many wrong PINs in a row, then so long a wait after the last one."""

PIN_DIGITS = 6

UNKNOWN_HASH = "-"
"""Stands for a person nobody knows; `Pins.fits` takes as long over it as over a real one."""


class StaffRows(Protocol):
    """The staff list and the counts of wrong PINs, as kept on disk."""

    def staff(self) -> Sequence[tuple[Person, str]]:
        """Everybody with the hash of their PIN."""

    def add_version(self, person: Person, pin_hash: str, at: datetime, by: str) -> None:
        """Write how a person stands from now on."""

    def tries(self, staff_id: str) -> tuple[int, datetime | None]:
        """Wrong PINs in a row, and when the last one was tried."""

    def count_try(self, staff_id: str, at: datetime) -> None:
        """Count a try before the PIN is looked at."""

    def clear_tries(self, staff_id: str) -> None:
        """The PIN was right."""


class Staff:
    """The staff of one ward."""

    def __init__(
        self,
        rows: StaffRows,
        clock: Clock,
        hashed: Callable[[str], str],
        fits: Callable[[str, str], bool],
    ) -> None:
        """Take the rows, the ward's clock and the two functions of the PIN's hash."""
        self._rows, self._clock, self._hashed, self._fits = rows, clock, hashed, fits

    def staff(self) -> Sequence[Person]:
        """Everybody on the list, also who left, by id."""
        return tuple(person for person, _ in self._rows.staff())

    def identify(self, staff_id: str, pin: str) -> Person:
        """Who this is. Raises `NotIdentified` in words.

        The try is counted before the PIN is looked at, so that a stop in between gives no free try. An unknown id and a
        wrong PIN get the same words after the same time.
        """
        staff_id, pin = _plain(staff_id), _plain(pin)
        known = {person.id: (person, pin_hash) for person, pin_hash in self._rows.staff()}
        person, pin_hash = known.get(staff_id, (None, UNKNOWN_HASH))
        self._refuse_blocked(staff_id)
        if person is not None:
            self._rows.count_try(staff_id, self._clock())
        right = self._fits(pin_hash, pin)
        if person is None or not right:
            raise NotIdentified(say("ID and PIN do not belong together. Nothing was written."))
        self._rows.clear_tries(staff_id)
        if not person.active:
            raise NotIdentified(say("{who} is no longer on this ward's list.", who=person.id))
        return person

    def _refuse_blocked(self, staff_id: str) -> None:
        failed, last = self._rows.tries(staff_id)
        if failed < TRIES or last is None:
            return
        left = WAIT - since(last, self._clock())
        if left > timedelta():
            raise NotIdentified(
                say(
                    "Too many wrong PINs for {who}. Possible again in {left:length}; another person can go on.",
                    who=staff_id,
                    left=left + timedelta(seconds=59),
                )
            )

    def put(self, person: Person, pin: str | None, *, by: str) -> None:
        """Add or change a person; `by` is an admin's id. Raises `NotIdentified` in words.

        The first person of an empty list needs nobody and becomes the admin, whatever role was given.
        """
        known = {one.id: (one, pin_hash) for one, pin_hash in self._rows.staff()}
        if not known:
            person, by = replace(person, role="admin", active=True), person.id
        elif by not in known or not known[by][0].keeps_staff:
            raise NotIdentified(say("Only an admin may change the staff list."))
        self._check(person, known)
        if pin is None and person.id not in known:
            raise NotIdentified(say("A new person needs a PIN."))
        pin_hash = known[person.id][1] if pin is None else self._hashed(good_pin(pin))
        self._rows.add_version(person, pin_hash, self._clock(), by)

    def _check(self, person: Person, known: dict[str, tuple[Person, str]]) -> None:
        if not person.id.strip() or person.id != _plain(person.id) or not person.name.strip():
            raise NotIdentified(say("A person needs an ID without spaces at its ends, and a name."))
        if any(other != person.id and other.casefold() == person.id.casefold() for other in known):
            raise NotIdentified(say("{id} is too like an ID that is there already.", id=person.id))
        others = [one for one, _ in known.values() if one.id != person.id and one.keeps_staff]
        if not person.keeps_staff and not others:
            raise NotIdentified(say("The last admin of the ward stays. Make another person admin first."))


def good_pin(pin: str) -> str:
    """The PIN, folded: six digits that are not easily guessed. Raises `NotIdentified`."""
    plain = _plain(pin)
    if len(plain) != PIN_DIGITS or not (plain.isascii() and plain.isdigit()):
        raise NotIdentified(say("A PIN has 6 digits."))
    steps = {int(b) - int(a) for a, b in itertools.pairwise(plain)}
    halves = {plain[:2], plain[2:4], plain[4:]}
    if len(steps) == 1 or len(halves) == 1 or plain[:3] == plain[3:] or len(set(plain)) <= 2:  # noqa: PLR2004
        raise NotIdentified(say("This PIN is easily guessed: no runs, no repeats."))
    return plain


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()
