"""Entries about decisions, handover, paper and the record itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Literal

from blin21_desktop.domain.entries.base import Entry, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionTaken(Entry):
    """A physician decided; `findings` are the rule ids that were shown, `label_version` the version that judged.

    A version is named by the file's id, `@` and the SHA-256 of its text (see `domain.knowledge_version`). A decision
    taken in a review copy names that copy and the moment its record ends.
    """

    kind: ClassVar[Kind] = Kind.DECISION_TAKEN
    decision: Literal["continue", "hold", "restart", "discontinue", "new_cycle"]
    physician: str
    findings: tuple[str, ...]
    because: str | None = None
    label_version: str | None = None
    copy: str | None = None
    copy_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewCommented(Entry):
    """A physician's comment out of a review copy; `happened_at` is when it was written there.

    `copy` is the id of the copy, `copy_at` the moment its record ends, `about` the id of the entry commented on.
    """

    kind: ClassVar[Kind] = Kind.REVIEW_COMMENTED
    physician: str
    comment: str
    copy: str
    copy_at: datetime
    about: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertAcknowledged(Entry):
    """Somebody saw an alert and says why it may wait."""

    kind: ClassVar[Kind] = Kind.ALERT_ACKNOWLEDGED
    alert: str
    because: str
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One line of a handover's action list."""

    due: datetime
    what: str
    who: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverGiven(Entry):
    """A shift handed over: severity as chosen by the nurse, summary, actions, if/then lines.

    `since` is the moment from which changes were shown, `to` the staff id of the receiver, `recommendation` a person's.
    """

    kind: ClassVar[Kind] = Kind.HANDOVER_GIVEN
    shift: str
    severity: Literal["stable", "watcher", "unstable"]
    summary: str
    actions: tuple[Action, ...]
    if_then: tuple[str, ...]
    recommendation: str | None = None
    since: datetime | None = None
    to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverReceived(Entry):
    """The receiver answered: took over, or refused with a reason; `handover` is the id of the entry handed over.

    Without `answer` the receiver took over.
    """

    kind: ClassVar[Kind] = Kind.HANDOVER_RECEIVED
    handover: str
    read_back: bool
    answer: Literal["taken_over", "refused"] | None = None
    because: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPrinted(Entry):
    """A sheet was printed or saved; `based_on` is the number of entries behind it, `sha256` that of the PDF.

    The rest is what drawing it again needs: the moments it looked at, the shift, the paper, whose sheets the PDF holds,
    the program's version; and the head code on the page. Absent in entries of older versions.
    """

    kind: ClassVar[Kind] = Kind.SHEET_PRINTED
    sheet: str
    based_on: int
    knowledge: str
    sha256: str
    code: str | None = None
    at: datetime | None = None
    known_at: datetime | None = None
    shift_from: datetime | None = None
    shift_to: datetime | None = None
    page: Literal["a4", "letter"] | None = None
    patients: tuple[str, ...] | None = None
    program: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryWithdrawn(Entry):
    """An earlier entry is taken back, with the reason. Withdrawing a withdrawal puts the entry in force again."""

    kind: ClassVar[Kind] = Kind.ENTRY_WITHDRAWN
    withdrawn: str
    because: str
