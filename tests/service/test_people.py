"""Identifying by id and PIN, and who may change the staff list."""

from __future__ import annotations

from datetime import timedelta

import pytest

from blin21_desktop.domain.people import Change, NotIdentified, Person, must_write
from blin21_desktop.service.people import LONGEST_WAIT, TRIES, UNKNOWN_HASH, UNKNOWN_PLACES, WAIT, Staff, wait_after
from tests.making import AT
from tests.service.memory import HandClock, MemoryStaff

ADMIN = Person(id="ADM", name="Office", role="admin")
NURSE = Person(id="K.T", name="K. Tanaka", role="nurse")


def ward() -> tuple[Staff, MemoryStaff, HandClock]:
    rows, clock = MemoryStaff((ADMIN, "271828"), (NURSE, "314159")), HandClock(AT)
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


def test_an_unknown_id_costs_as_many_hashes_and_counts_as_a_wrong_pin_and_gets_the_same_words() -> None:
    rows, hashes = MemoryStaff((NURSE, "314159")), []

    def fits(known: str, pin: str) -> bool:
        hashes.append(known)
        return known == pin[::-1]

    staff = Staff(rows, HandClock(AT), lambda pin: pin[::-1], fits)
    for staff_id in ("K.T", "nobody", "\ud800"):
        hashes.clear()
        before = sum(failed for failed, _ in rows.failed.values())
        assert "do not belong together" in refused(staff, staff_id, "000000")
        assert len(hashes) == 1
        assert sum(failed for failed, _ in rows.failed.values()) == before + 1
    assert hashes == [UNKNOWN_HASH]


def test_an_unknown_id_waits_like_a_known_one() -> None:
    staff, _, _ = ward()
    said = {
        staff_id: [refused(staff, staff_id, "000000") for _ in range(TRIES + 2)] for staff_id in ("K.T", "nobody", "")
    }
    assert said["K.T"] == said["nobody"] == said[""]
    assert "Too many wrong PINs" in said["K.T"][-1]


def test_unknown_ids_fill_no_disk_and_block_nobody_on_the_list() -> None:
    staff, rows, _ = ward()
    for number in range(20 * UNKNOWN_PLACES):
        refused(staff, f"guess {number}", "000000")
    assert len(rows.failed) <= UNKNOWN_PLACES
    assert staff.identify("K.T", "314159") == NURSE


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


def test_each_further_wrong_pin_doubles_the_wait_up_to_the_longest() -> None:
    staff, _, clock = ward()
    for _ in range(TRIES):
        refused(staff, "K.T", "000000")
    waits = []
    for _ in range(5):
        waits.append(staff.wait("K.T"))
        clock.at += waits[-1]
        assert staff.wait("K.T") == timedelta()
        assert "do not belong together" in refused(staff, "K.T", "000000")
    assert [wait // timedelta(minutes=1) for wait in waits] == [5, 10, 20, 30, 30]
    assert wait_after(TRIES - 1) == timedelta()
    assert wait_after(1_000_000) == LONGEST_WAIT
    clock.at += LONGEST_WAIT
    assert staff.identify("K.T", "314159") == NURSE
    refused(staff, "K.T", "000000")
    assert staff.wait("K.T") == timedelta()


def test_the_time_that_is_left_is_said() -> None:
    staff, _, clock = ward()
    for _ in range(TRIES):
        refused(staff, "K.T", "000000")
    clock.at = AT + timedelta(minutes=3, seconds=30)
    with pytest.raises(NotIdentified) as why:
        staff.identify("K.T", "314159")
    assert why.value.why.values["left"] // timedelta(minutes=1) == 2  # 1 min 30 s, said as 2 min
    assert why.value.why.values["who"] == "K.T"


def test_one_persons_wait_keeps_nobody_else_from_the_second_check() -> None:
    staff, _, _ = ward()
    staff.put(Person(id="M.S", name="M. Sato", role="nurse"), "161803", by="ADM")
    for _ in range(TRIES + 1):
        refused(staff, "K.T", "000000")
    assert staff.wait("K.T") == WAIT
    assert staff.wait("M.S") == timedelta()
    assert staff.identify("M.S", "161803").writes


def test_a_clock_set_back_does_not_shorten_the_wait_nor_draw_it_out() -> None:
    staff, _, clock = ward()
    for _ in range(TRIES):
        refused(staff, "K.T", "000000")
    clock.at = AT - timedelta(days=1)
    assert "Too many wrong PINs" in refused(staff, "K.T", "314159")
    clock.at += WAIT - timedelta(seconds=1)
    assert "Too many wrong PINs" in refused(staff, "K.T", "314159")
    clock.at += timedelta(seconds=1)
    assert staff.identify("K.T", "314159") == NURSE


def test_a_stop_between_count_and_check_gives_no_free_try() -> None:
    rows, clock = MemoryStaff((NURSE, "314159")), HandClock(AT)

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
    rows = MemoryStaff()
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
    assert [(change.by, change.new_pin) for change in staff.changes()] == [("ADM", True), ("ADM", True)]


def test_a_new_pin_ends_the_wait_and_the_old_one_is_gone() -> None:
    staff, _, _ = ward()
    for _ in range(TRIES):
        refused(staff, "K.T", "000000")
    staff.put(NURSE, "161803", by="ADM")
    assert "do not belong together" in refused(staff, "K.T", "314159")
    assert staff.identify("K.T", "161803") == NURSE


def test_a_weak_pin_is_refused_when_it_is_set() -> None:
    staff, rows, _ = ward()
    assert "digits of the ID" in put(staff, Person(id="N6023", name="x", role="nurse"), "602311", "ADM")
    assert "easily guessed" in put(staff, NURSE, "123456", "ADM")
    assert rows.written == []


def test_the_training_wards_pin_is_refused_outside_of_it() -> None:
    staff, rows, clock = ward()
    assert "public PIN of the training ward" in put(staff, NURSE, "271828", "ADM")
    trained = Staff(rows, clock, lambda pin: pin[::-1], lambda known, pin: known == pin[::-1], training=True)
    trained.put(NURSE, "271828", by="ADM")
    assert trained.identify("K.T", "271828") == NURSE


def test_who_may_write_to_the_file_gives_a_forgotten_pin_anew_and_it_stays_on_record() -> None:
    staff, _, _ = ward()
    staff.put_at_terminal(ADMIN, "161803", account="itoffice")
    assert staff.identify("ADM", "161803") == ADMIN
    assert staff.changes() == [Change(person=ADMIN, at=AT, by="terminal (itoffice)", new_pin=True)]
    with pytest.raises(NotIdentified, match="last admin"):
        staff.put_at_terminal(Person(id="ADM", name="Office", role="nurse"), None, account="itoffice")


def test_the_first_person_put_at_a_terminal_becomes_the_admin() -> None:
    rows = MemoryStaff()
    staff = Staff(rows, HandClock(AT), lambda pin: pin[::-1], lambda known, pin: known == pin[::-1])
    staff.put_at_terminal(Person(id="K.T", name="K. Tanaka", role="nurse", active=False), "314159", account="root")
    assert staff.identify("K.T", "314159").keeps_staff


@pytest.mark.parametrize(("id_", "name"), [("", "x"), (" a", "x"), ("a", " ")])
def test_a_person_needs_an_id_and_a_name(id_: str, name: str) -> None:
    staff, _, _ = ward()
    assert "needs an ID" in put(staff, Person(id=id_, name=name, role="nurse"), "161803", "ADM")


@pytest.mark.parametrize(("id_", "name"), [("a\nb", "x"), ("a", "x\x1b[2J"), ("a", "\udcff")])
def test_signs_that_cannot_be_shown_are_refused(id_: str, name: str) -> None:
    staff, _, _ = ward()
    assert "cannot be shown" in put(staff, Person(id=id_, name=name, role="nurse"), "161803", "ADM")


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
    must_write(NURSE)
    with pytest.raises(NotIdentified, match="may only read"):
        must_write(Person(id="G", name="G", role="viewer"))
