"""Identifying by id and PIN, and who may change the staff list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest

from blin21_desktop.domain.people import NotIdentified, Person
from blin21_desktop.service.people import TRIES, WAIT, Staff, good_pin
from tests.making import AT
from tests.service.memory import HandClock

ADMIN = Person(id="ADM", name="Office", role="admin")
NURSE = Person(id="K.T", name="K. Tanaka", role="nurse")


class Rows:
    """A staff list in memory; the hash of a PIN is the PIN backwards."""

    def __init__(self, *people: tuple[Person, str]) -> None:
        self.people = {person.id: (person, pin[::-1]) for person, pin in people}
        self.failed: dict[str, tuple[int, datetime]] = {}

    def staff(self) -> Sequence[tuple[Person, str]]:
        return [self.people[key] for key in sorted(self.people)]

    def add_version(self, person: Person, pin_hash: str, at: datetime, by: str) -> None:
        self.people[person.id] = (person, pin_hash)

    def tries(self, staff_id: str) -> tuple[int, datetime | None]:
        return self.failed.get(staff_id, (0, None))

    def count_try(self, staff_id: str, at: datetime) -> None:
        self.failed[staff_id] = (self.tries(staff_id)[0] + 1, at)

    def clear_tries(self, staff_id: str) -> None:
        self.failed.pop(staff_id, None)


def ward() -> tuple[Staff, Rows, HandClock]:
    rows, clock = Rows((ADMIN, "271828"), (NURSE, "314159")), HandClock(AT)
    return Staff(rows, clock, lambda pin: pin[::-1], lambda known, pin: known == pin[::-1]), rows, clock


def refused(staff: Staff, staff_id: str, pin: str) -> str:
    with pytest.raises(NotIdentified) as why:
        staff.identify(staff_id, pin)
    return why.value.why.template


def test_id_and_pin_name_a_person() -> None:
    staff, rows, _ = ward()
    assert staff.identify("K.T", "314159") == NURSE
    assert staff.identify(" Ｋ.Ｔ ", "３１４１５９") == NURSE
    assert rows.failed == {}
    assert [person.id for person in staff.staff()] == ["ADM", "K.T"]


def test_an_unknown_id_and_a_wrong_pin_get_the_same_words() -> None:
    staff, rows, _ = ward()
    assert refused(staff, "K.T", "000000") == refused(staff, "nobody", "314159")
    assert rows.failed.keys() == {"K.T"}


def test_after_five_wrong_pins_it_waits_also_for_the_right_one() -> None:
    staff, _, clock = ward()
    for _ in range(TRIES):
        assert "do not belong together" in refused(staff, "K.T", "000000")
    assert "Too many wrong PINs" in refused(staff, "K.T", "314159")
    assert staff.identify("ADM", "271828") == ADMIN
    clock.at = AT + WAIT - timedelta(seconds=1)
    assert "Too many wrong PINs" in refused(staff, "K.T", "314159")
    clock.at = AT + WAIT
    assert staff.identify("K.T", "314159") == NURSE
    assert "do not belong together" in refused(staff, "K.T", "000000")


def test_a_clock_set_back_does_not_shorten_the_wait() -> None:
    staff, _, clock = ward()
    for _ in range(TRIES):
        refused(staff, "K.T", "000000")
    clock.at = AT - timedelta(days=1)
    assert "Too many wrong PINs" in refused(staff, "K.T", "314159")


def test_a_stop_between_count_and_check_gives_no_free_try() -> None:
    rows, clock = Rows((NURSE, "314159")), HandClock(AT)

    def killed(_known: str, _pin: str) -> bool:
        raise KeyboardInterrupt

    staff = Staff(rows, clock, lambda pin: pin, killed)
    for _ in range(TRIES):
        with pytest.raises(KeyboardInterrupt):
            staff.identify("K.T", "000000")
    assert "Too many wrong PINs" in refused(staff, "K.T", "314159")


def test_who_left_is_told_so() -> None:
    staff, _, _ = ward()
    staff.put(Person(id="K.T", name="K. Tanaka", role="nurse", active=False), None, by="ADM")
    assert "no longer on this ward's list" in refused(staff, "K.T", "314159")


def put(staff: Staff, person: Person, pin: str | None, by: str) -> str:
    with pytest.raises(NotIdentified) as why:
        staff.put(person, pin, by=by)
    return why.value.why.template


def test_the_first_person_becomes_the_admin() -> None:
    rows = Rows()
    staff = Staff(rows, HandClock(AT), lambda pin: pin[::-1], lambda known, pin: known == pin[::-1])
    staff.put(Person(id="K.T", name="K. Tanaka", role="nurse"), "314159", by="")
    assert staff.staff()[0].role == "admin"
    assert staff.identify("K.T", "314159").keeps_staff


def test_only_an_admin_changes_the_list() -> None:
    staff, _, _ = ward()
    new = Person(id="M.S", name="M. Sato", role="nurse")
    assert "Only an admin" in put(staff, new, "161803", "K.T")
    assert "Only an admin" in put(staff, new, "161803", "nobody")
    assert "needs a PIN" in put(staff, new, None, "ADM")
    staff.put(new, "161803", by="ADM")
    assert staff.identify("M.S", "161803") == new
    staff.put(new, "161804", by="ADM")
    assert staff.identify("M.S", "161804") == new


@pytest.mark.parametrize(("id_", "name"), [("", "x"), (" a", "x"), ("a", " ")])
def test_a_person_needs_an_id_and_a_name(id_: str, name: str) -> None:
    staff, _, _ = ward()
    assert "needs an ID" in put(staff, Person(id=id_, name=name, role="nurse"), "161803", "ADM")


def test_ids_that_look_alike_and_the_last_admin() -> None:
    staff, _, _ = ward()
    assert "too like" in put(staff, Person(id="k.t", name="x", role="nurse"), "161803", "ADM")
    assert "last admin" in put(staff, Person(id="ADM", name="Office", role="nurse"), None, "ADM")
    assert "last admin" in put(staff, Person(id="ADM", name="Office", role="admin", active=False), None, "ADM")
    staff.put(Person(id="B", name="Second", role="admin"), "161803", by="ADM")
    staff.put(Person(id="ADM", name="Office", role="nurse"), None, by="B")
    assert not staff.identify("ADM", "271828").keeps_staff


def test_roles() -> None:
    assert NURSE.writes
    assert not Person(id="G", name="G", role="viewer").writes
    assert not Person(id="N", name="N", role="nurse", active=False).writes


@pytest.mark.parametrize(
    "pin", ["12345", "1234567", "abcdef", "111111", "123456", "654321", "121212", "123123", "112211", "٢٧١٨٢٨", ""]
)
def test_weak_pins_are_refused(pin: str) -> None:
    with pytest.raises(NotIdentified):
        good_pin(pin)


def test_a_good_pin_is_folded() -> None:
    assert good_pin("２７１８２８") == "271828"
