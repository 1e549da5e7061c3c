"""The review copy: what stands at its head, and what comes back from it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from blin21_desktop.domain.entries import DecisionTaken, Entry, ReviewCommented
from blin21_desktop.domain.text import Text

COPY_ENDING = ".blin21review"
"""Ending of a copy's file."""

SHORTEST_PASSPHRASE = 12
"""So many characters at least lock a copy or a key."""

Trust = Literal["new", "known", "confirmed"]
"""The ward's key on this machine: seen for the first time, as before, or another one that a person compared."""

State = Literal["new", "accepted", "declined"]

Noted = DecisionTaken | ReviewCommented
"""What a physician writes in a review copy."""


class ReviewRefused(Exception):  # noqa: N818  (an answer in words, not a fault)
    """A copy, key or return file is not taken as it is; `why` says what is wrong and what to do."""

    def __init__(self, why: Text) -> None:
        super().__init__(why.template)
        self.why = why


class ReviewBroken(ReviewRefused):
    """What came is not what was sent: changed, cut short, signed by another key, or the ward file is damaged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyHeader:
    """What a review copy says about itself, all of it signed by the ward; and what this machine knows about it.

    `as_of`: the moment its record ends; `count` and `code`: the ward's head then, with everybody's entries in it;
    `entries`: patient -> how many of them are in the copy; `key_code`: the ward's key, to compare by telephone.
    `newer`: the moment of a newer copy of this ward that was opened on this machine.
    """

    id: str
    ward: str
    as_of: datetime
    made_at: datetime
    made_by: str
    physician: str
    valid_until: datetime
    entries: dict[str, int]
    count: int
    code: str
    key_code: str
    training: bool
    program: str
    trust: Trust = "new"
    newer: datetime | None = None

    @property
    def patients(self) -> tuple[str, ...]:
        """Study numbers, in the order of the ward."""
        return tuple(self.entries)

    def age(self, now: datetime) -> timedelta:
        """How old the record in it is; negative when this computer's clock is behind the ward's."""
        return now - self.as_of

    def expired(self, now: datetime) -> bool:
        """Whether it is past its last moment: then it is marked, and nothing is printed from it."""
        return now > self.valid_until

    def clock_behind(self, now: datetime) -> bool:
        """Whether this computer's clock says a moment before the copy was made, so that no age can be told."""
        return now < self.as_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the ward answered to one entry of a return file."""

    entry: str
    answer: Literal["accepted", "declined"]
    because: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedEntry:
    """One entry of a return file as the ward sees it.

    `since`: what was written about the patient from the moment the copy ends, newest last, paper left out: the
    physician did not know it. `expired`: it was written after the last moment of its copy.
    """

    entry: Noted
    state: State
    since: tuple[Entry, ...]
    answer: Answer | None = None
    expired: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """A return file, checked: it answers a copy that this ward made, and was written with that very copy."""

    sha256: str
    copy: str
    as_of: datetime
    physician: str
    made_at: datetime
    entries: tuple[ReturnedEntry, ...]

    def waiting(self) -> tuple[ReturnedEntry, ...]:
        """What nobody answered yet."""
        return tuple(one for one in self.entries if one.state == "new")


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeCopy:
    """A copy that this ward made, as it remembers it; `answer_key` (hex) checks what comes back."""

    id: str
    as_of: datetime
    made_at: datetime
    valid_until: datetime
    by: str
    patients: tuple[str, ...]
    count: int
    code: str
    answer_key: str
    physician: str


def known_until(entry: Noted) -> datetime:
    """Up to when the writer knew the record: a decision in a copy was taken without what came after the copy."""
    return entry.happened_at if entry.copy_at is None else min(entry.copy_at, entry.happened_at)


def of_copy(entry: Noted, header: CopyHeader) -> Noted:
    """The entry marked as written in this copy."""
    return replace(entry, copy=header.id, copy_at=header.as_of)
