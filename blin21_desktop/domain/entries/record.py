"""Entries about decisions, handover, paper and the record itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Literal

from blin21_desktop.domain.entries.base import Entry, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionTaken(Entry):
    """A physician decided; `findings` are the rule ids that were shown, `label_version` the version that judged.

    A version is named by the file's id, `@` and the SHA-256 of its text (see `domain.knowledge_version`).
    """

    kind: ClassVar[Kind] = Kind.DECISION_TAKEN
    decision: Literal["continue", "hold", "restart", "discontinue", "new_cycle"]
    physician: str
    findings: tuple[str, ...]
    because: str | None = None
    label_version: str | None = None


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
    """A shift handed over: severity as chosen by the nurse, summary, actions, if/then lines."""

    kind: ClassVar[Kind] = Kind.HANDOVER_GIVEN
    shift: str
    severity: Literal["stable", "watcher", "unstable"]
    summary: str
    actions: tuple[Action, ...]
    if_then: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverReceived(Entry):
    """The receiver took over; `handover` is the id of the entry handed over."""

    kind: ClassVar[Kind] = Kind.HANDOVER_RECEIVED
    handover: str
    read_back: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPrinted(Entry):
    """A sheet was printed or saved; `based_on` is the number of entries behind it, `sha256` that of the page."""

    kind: ClassVar[Kind] = Kind.SHEET_PRINTED
    sheet: str
    based_on: int
    knowledge: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryWithdrawn(Entry):
    """An earlier entry is taken back, with the reason. Withdrawing a withdrawal puts the entry in force again."""

    kind: ClassVar[Kind] = Kind.ENTRY_WITHDRAWN
    withdrawn: str
    because: str
