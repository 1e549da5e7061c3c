"""Who may act: identifying by id and PIN, and who may change the staff list. Pure but for its ports."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol
from zlib import crc32

from blin21_desktop.domain.moments import since
from blin21_desktop.domain.people import Change, NotIdentified, Person
from blin21_desktop.domain.ports import Clock
from blin21_desktop.domain.text import say
from blin21_desktop.service.pin_rules import good_pin, plain

TRIES, WAIT, LONGEST_WAIT = 5, timedelta(minutes=5), timedelta(minutes=30)
"""So many wrong PINs in a row, then so long a wait after the last; each further one doubles it, up to the longest."""

UNKNOWN_HASH = "-"
"""Stands for a person nobody knows; `fits` takes as long over it as over a real one."""

UNKNOWN_PLACES = 64
"""Tries of unknown IDs are counted in so many places, so that typing IDs at random fills no disk."""


Identify = Callable[[str, str], Person]
"""Who belongs to an ID and a PIN. Raises `NotIdentified` in words."""


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

    def wait_from(self, staff_id: str, at: datetime) -> None:
        """The last try counts as made at `at`: the clock had been ahead then."""

    def clear_tries(self, staff_id: str) -> None:
        """The PIN was right, or there is a new one."""

    def changes(self) -> Sequence[Change]:
        """Everything that was written to the staff list, oldest first."""


def wait_after(failed: int) -> timedelta:
    """How long nobody can try an ID again after so many wrong PINs in a row."""
    if failed < TRIES:
        return timedelta()
    doubled = min(failed - TRIES, 8)  # more doublings than the longest wait needs, fewer than a length of time bears
    return min(WAIT * (1 << doubled), LONGEST_WAIT)


class Staff:
    """The staff of one ward."""

    def __init__(
        self,
        rows: StaffRows,
        clock: Clock,
        hashed: Callable[[str], str],
        fits: Callable[[str, str], bool],
        *,
        training: bool = False,
    ) -> None:
        """Take the rows, the ward's clock and the two functions of the PIN's hash; `training`: a training ward."""
        self._rows, self._clock, self._hashed, self._fits = rows, clock, hashed, fits
        self._training = training

    def staff(self) -> Sequence[Person]:
        """Everybody on the list, also who left, by id."""
        return tuple(person for person, _ in self._rows.staff())

    def changes(self) -> Sequence[Change]:
        """Who was put on the list or changed, when and by whom, oldest first."""
        return self._rows.changes()

    def identify(self, staff_id: str, pin: str) -> Person:
        """Who this is. Raises `NotIdentified` in words.

        The try is counted before the PIN is looked at, so that a stop in between gives no free try. An unknown id and a
        wrong PIN get the same words after the same time and the same number of tries.
        """
        staff_id, pin = plain(staff_id), plain(pin)
        person, pin_hash = self._known().get(staff_id, (None, UNKNOWN_HASH))
        counted = _unknown(staff_id) if person is None else staff_id
        self._refuse_waiting(counted, staff_id)
        self._rows.count_try(counted, self._clock())
        right = self._fits(pin_hash, pin)
        if person is None or not right:
            raise NotIdentified(say("ID and PIN do not belong together. Nothing was written."))
        self._rows.clear_tries(staff_id)
        if not person.active:
            raise NotIdentified(say("{who} is no longer on this ward's list.", who=person.id))
        return person

    def wait(self, staff_id: str) -> timedelta:
        """How long a person still waits after too many wrong PINs; zero for whoever can go on."""
        failed, last = self._rows.tries(staff_id)
        now = self._clock()
        if last is None:
            return timedelta()
        return max(wait_after(failed) - since(min(last, now), now), timedelta())

    def _refuse_waiting(self, counted: str, staff_id: str) -> None:
        left = self.wait(counted)
        if not left:
            return
        _, last = self._rows.tries(counted)
        if last is not None and last > self._clock():
            self._rows.wait_from(counted, self._clock())  # else it would last until the clock is there again
        raise NotIdentified(
            say(
                "Too many wrong PINs for {who}. Possible again in {left:length}; another person can go on.",
                who=staff_id,
                left=left + timedelta(seconds=59),
            )
        )

    def put(self, person: Person, pin: str | None, *, by: str) -> None:
        """Add or change a person; `by` is an admin's id. Raises `NotIdentified` in words.

        The first person of an empty list needs nobody and becomes the admin, whatever role was given. A new PIN ends
        the wait for the old one.
        """
        known = self._known()
        if known and (by not in known or not known[by][0].keeps_staff):
            raise NotIdentified(say("Only an admin may change the staff list."))
        self._put(person, pin, by if known else person.id, known)

    def put_at_terminal(self, person: Person, pin: str | None, *, account: str) -> None:
        """As `put`, by whoever may write to the file itself: the way back in when no admin knows a PIN any more.

        It stays on record as done by the system's `account`, and as nobody's act who is on the list.
        """
        self._put(person, pin, f"terminal ({account})", self._known())

    def _known(self) -> dict[str, tuple[Person, str]]:
        return {person.id: (person, pin_hash) for person, pin_hash in self._rows.staff()}

    def _put(self, person: Person, pin: str | None, by: str, known: dict[str, tuple[Person, str]]) -> None:
        if not known:
            person = replace(person, role="admin", active=True)
        self._check(person, known)
        if pin is None and person.id not in known:
            raise NotIdentified(say("A new person needs a PIN."))
        if pin is None:
            pin_hash = known[person.id][1]
        else:
            pin_hash = self._hashed(good_pin(pin, person.id, training=self._training))
            self._rows.clear_tries(person.id)
        self._rows.add_version(person, pin_hash, self._clock(), by)

    def _check(self, person: Person, known: dict[str, tuple[Person, str]]) -> None:
        if not person.id.strip() or person.id != plain(person.id) or not person.name.strip():
            raise NotIdentified(say("A person needs an ID without spaces at its ends, and a name."))
        if not (person.id.isprintable() and person.name.isprintable()):
            raise NotIdentified(say("ID and name hold a sign that cannot be shown. Type them again."))
        if any(other != person.id and other.casefold() == person.id.casefold() for other in known):
            raise NotIdentified(say("{id} is too like an ID that is there already.", id=person.id))
        others = [one for one, _ in known.values() if one.id != person.id and one.keeps_staff]
        if not person.keeps_staff and not others:
            raise NotIdentified(say("The last admin of the ward stays. Make another person admin first."))


def _unknown(staff_id: str) -> str:
    """Where tries of an ID are counted that nobody has; it begins with a space, as no ID does."""
    return f" {crc32(staff_id.encode(errors='replace')) % UNKNOWN_PLACES}"
