"""What stands at the head of a copy, at its edges."""

from __future__ import annotations

from datetime import timedelta

from blin21_desktop.domain.review import Returned, ReturnedEntry, of_copy
from tests.store.copying import AS_OF, COPY, comment, header

SECOND = timedelta(seconds=1)


def test_a_copy_expires_after_its_last_second_and_not_before() -> None:
    copy = header()
    assert not copy.expired(copy.valid_until)
    assert copy.expired(copy.valid_until + SECOND)
    assert copy.age(AS_OF + SECOND) == SECOND
    assert not copy.clock_behind(AS_OF)
    assert copy.clock_behind(AS_OF - SECOND)
    assert copy.patients == ("UPN-1", "UPN-2")


def test_an_entry_is_marked_with_the_copy_and_only_what_nobody_answered_waits() -> None:
    marked = of_copy(comment(copy="other", copy_at=AS_OF - SECOND), header())
    assert (marked.copy, marked.copy_at) == (COPY, AS_OF)
    entries = tuple(
        ReturnedEntry(entry=comment(), state=state, since=()) for state in ("new", "accepted", "declined")
    )  # fmt: skip
    returned = Returned(
        sha256="", copy=COPY, as_of=AS_OF, physician="Dr. X", made_at=AS_OF, entries=entries
    )  # fmt: skip
    assert returned.waiting() == entries[:1]
