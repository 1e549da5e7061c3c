"""The register of prints: a paper is superseded as soon as an entry behind it no longer stands, and not before."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from blin21_desktop.domain.entries import Entry, Kind, SheetPrinted
from blin21_desktop.domain.ports import Head, Stale
from blin21_desktop.service.past import LogUntil
from blin21_desktop.service.prints import Print, paper_check, prints, valid_until
from tests.making import handed_over, hour, ordered, paused, registered, started, vitals
from tests.making import withdrawn as taken_back
from tests.service.memory import HandClock, MemoryLog, ward_of

FIRST: tuple[Entry, ...] = (registered(), ordered(), started(id="start"))
SECOND = timedelta(seconds=1)


def printed(**changes: Any) -> SheetPrinted:  # noqa: ANN401
    fields: dict[str, Any] = {
        "id": "print", "patient": "UPN-1", "happened_at": hour(2), "recorded_at": hour(2), "by": "n1",
        "sheet": "handover-en", "based_on": 3, "knowledge": "k", "sha256": "0" * 64, "at": hour(2),
    }  # fmt: skip
    return SheetPrinted(**{**fields, **changes})


def one(*later: Entry, now: float = 3, **changes: Any) -> Print:  # noqa: ANN401
    (found,) = prints(MemoryLog([*FIRST, printed(**changes), *later]), hour(now))
    return found


def test_a_paper_stands_while_nothing_behind_it_changes() -> None:
    assert one().state == "current"
    assert one(vitals(hour(2, seconds=1))).state == "current"


@pytest.mark.parametrize(("seconds", "state"), [(-1, "current"), (0, "current"), (1, "expired")])
def test_a_paper_without_a_shift_expires_after_twelve_hours(seconds: int, state: str) -> None:
    log = MemoryLog([*FIRST, printed()])
    assert prints(log, hour(14, seconds=seconds))[0].state == state
    assert valid_until(hour(2), None) == hour(14)


def test_a_paper_expires_with_its_shift() -> None:
    found = one(now=6, shift_from=hour(1), shift_to=hour(5))
    assert (found.valid_until, found.state) == (hour(5), "expired")
    assert one(now=5, shift_from=hour(1), shift_to=hour(5)).state == "current"


@pytest.mark.parametrize(("seconds", "state"), [(0, "current"), (1, "expired")])
def test_a_sheet_with_a_handover_on_it_expires_with_the_shift_handed_over_as_its_bar_says(
    seconds: int, state: str
) -> None:
    log = MemoryLog([*FIRST, handed_over(hour(1)), printed(based_on=4)])
    (found,) = prints(log, hour(9, seconds=seconds))
    assert (found.valid_until, found.state) == (hour(9), state)
    (asked_shorter,) = prints(
        MemoryLog([*log.entries[:4], printed(based_on=4, shift_from=hour(1), shift_to=hour(5))]), hour(5)
    )
    assert asked_shorter.valid_until == hour(5)


def test_what_is_not_on_the_paper_does_not_shorten_it() -> None:
    given = handed_over(hour(1))
    for entries in (
        [given, printed(based_on=4, sheet="bag-plan-en")],
        [printed(based_on=3), given],
        [replace(given, shift="night"), printed(based_on=4)],
    ):
        (found,) = prints(MemoryLog([*FIRST, *entries]), hour(3))
        assert found.valid_until == hour(14)


def test_a_withdrawal_of_an_entry_behind_it_supersedes_it_and_names_the_entry() -> None:
    found = one(taken_back(hour(3), "start"), now=99)
    assert found.state == "superseded"
    assert [entry.id for entry in found.withdrawn] == ["start"]


def test_a_withdrawal_taken_back_leaves_it_as_it_was() -> None:
    undone = taken_back(hour(3), "start")
    assert one(undone, taken_back(hour(3), undone.id)).state == "current"


def test_an_entry_that_was_withdrawn_by_then_and_stands_again_supersedes_it() -> None:
    undone = taken_back(hour(1), "start")
    log = MemoryLog([*FIRST, undone, printed(based_on=4), taken_back(hour(3), undone.id)])
    (found,) = prints(log, hour(3))
    assert [entry.id for entry in found.restored] == ["start"]
    assert [entry.id for entry in found.withdrawn] == [undone.id]
    assert found.state == "superseded"


@pytest.mark.parametrize(("seconds", "late"), [(-1, True), (0, True), (1, False)])
def test_an_entry_written_later_about_before_supersedes_it(seconds: int, late: bool) -> None:
    found = one(paused(hour(2, seconds=seconds), id="pause"))
    assert [entry.id for entry in found.late] == (["pause"] if late else [])


def test_a_late_entry_that_was_withdrawn_again_does_not() -> None:
    assert one(paused(hour(1), id="pause"), taken_back(hour(3), "pause")).state == "current"


def test_another_printing_does_not() -> None:
    both = prints(MemoryLog([*FIRST, printed(), printed(id="more", happened_at=hour(1))]), hour(3))
    assert [p.state for p in both] == ["current", "current"]
    assert [p.first.id for p in both] == ["print", "more"], "newest first"


def test_what_was_known_at_a_moment_counts_as_what_stood_then() -> None:
    late = paused(hour(1), id="pause", recorded_at=hour(1.5))
    log = MemoryLog([*FIRST, late, printed(based_on=4, known_at=hour(1.5))])
    assert prints(log, hour(3))[0].state == "current"
    log = MemoryLog([*FIRST, late, printed(based_on=4, known_at=hour(1.5) - SECOND)])
    assert [entry.id for entry in prints(log, hour(3))[0].late] == ["pause"]


def test_a_printing_of_an_older_version_is_judged_by_when_it_happened() -> None:
    found = one(paused(hour(2, seconds=1)), now=15, at=None)
    assert (found.valid_until, found.state) == (hour(14), "expired")
    assert one(paused(hour(2)), at=None).state == "superseded"


def test_a_paper_of_two_patients_is_one_printing() -> None:
    other = registered(id="r2", patient="UPN-2")
    pages = [printed(based_on=4), printed(id="print2", patient="UPN-2", based_on=4)]
    log = MemoryLog([*FIRST, other, *pages, taken_back(hour(3), "r2", patient="UPN-2")])
    (found,) = prints(log, hour(3))
    assert found.patients == ("UPN-1", "UPN-2")
    assert (found.state, found.first.id) == ("superseded", "print")
    (own,) = prints(log, hour(3), "UPN-1")
    assert (own.patients, own.state) == (("UPN-1",), "current")
    named = replace(pages[0], patients=("UPN-1", "UPN-2"))
    assert prints(MemoryLog([*FIRST, other, named]), hour(3), "UPN-1")[0].patients == ("UPN-1", "UPN-2")


def test_a_code_says_where_the_paper_stood_and_what_came_since() -> None:
    class Coded(MemoryLog):
        def position_of(self, code: str) -> int | None:
            return 3 if code == "7F3A-91C2-0B" else None

    log = Coded([*FIRST, printed(), vitals(hour(3)), vitals(hour(4))])
    found = paper_check(log, "7f3a91c20b")
    assert (found.code, found.position, found.since, found.printings) == ("7F3A-91C2-0B", 3, 3, 1)
    assert paper_check(log, "0000-0000-00").position is None
    assert paper_check(log, "what").code is None


def test_the_past_ends_at_its_point_and_is_not_written_to() -> None:
    log = MemoryLog([*FIRST, registered(id="r2", patient="UPN-2"), vitals(hour(3))])
    past = LogUntil(log, Head(3, "code-3"))
    assert [r.position for r in past.read()] == [1, 2, 3]
    assert [r.position for r in past.read(after=2)] == [3]
    assert [r.entry.kind for r in past.read(kinds=frozenset({Kind.INFUSION_STARTED}))] == [Kind.INFUSION_STARTED]
    assert past.head() == past.charted_head() == Head(3, "code-3")
    assert past.patients() == ("UPN-1",)
    assert [past.position_of(f"code-{n}") for n in (3, 4, 9)] == [3, None, None]
    with pytest.raises(Stale):
        past.append([vitals(hour(4))], after=3)


def test_a_ward_until_a_point_looks_as_it_looked_then() -> None:
    log = MemoryLog(list(FIRST))
    ward = ward_of(log, HandClock(hour(9)))
    before = ward.look("UPN-1")
    log.append([paused(hour(1)), taken_back(hour(3), "start")], after=3)
    assert ward.look("UPN-1") != before
    assert ward.until(before.head).look("UPN-1") == before
