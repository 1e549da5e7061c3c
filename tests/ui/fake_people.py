"""The staff of the tests of the window: a list in memory, one PIN for everybody."""

from __future__ import annotations

from collections.abc import Sequence

from blin21_desktop.domain.people import NotIdentified, Person
from blin21_desktop.domain.text import say

PIN = "271828"
"""Of everybody in `FakePeople`."""


class FakePeople:
    """A staff list in memory; everybody has the same PIN."""

    def __init__(self, *people: Person) -> None:
        self.people = {person.id: person for person in people or STAFF}

    def staff(self) -> Sequence[Person]:
        return tuple(sorted(self.people.values(), key=lambda person: person.id))

    def identify(self, staff_id: str, pin: str) -> Person:
        person = self.people.get(staff_id)
        if person is None or pin != PIN or not person.active:
            raise NotIdentified(say("Id and PIN do not fit together."))
        return person

    def put(self, person: Person, pin: str | None, *, by: str) -> None:
        self.people[person.id] = person


STAFF = (
    Person(id="K.T", name="K. Tanaka", role="nurse"),
    Person(id="M.S", name="M. Sato", role="nurse"),
    Person(id="T.N", name="T. Nakano", role="nurse"),
    Person(id="Dr H", name="H. Hara", role="physician"),
    Person(id="PH", name="P. Hoshi", role="pharmacist"),
    Person(id="admin", name="Ward office", role="admin"),
    Person(id="guest", name="Guest", role="viewer"),
)


def one_with(role: str) -> Person:
    """The first of the staff with a role."""
    return next(person for person in STAFF if person.role == role)
