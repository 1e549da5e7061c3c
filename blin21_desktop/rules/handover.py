"""The handover in force: what was given last, what its receiver answered, and whether its shift is still on.

Source: grading notes 7 (I-PASS). Nothing here is worked out about the patient: severity, actions and recommendation
are what a person said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from typing import Literal

from blin21_desktop.domain.chart import Chart
from blin21_desktop.domain.entries import HandoverGiven, HandoverReceived
from blin21_desktop.domain.moments import DAY, later, since
from blin21_desktop.domain.people import same_person
from blin21_desktop.domain.shift import Shift, read_shift
from blin21_desktop.domain.text import Text, say
from blin21_desktop.rules.alarm_report import shifts

Receipt = Literal["waits", "taken_over", "refused"]
Validity = Literal["in_force", "over", "cannot_tell"]


SEVERITIES: dict[str, Text] = {"stable": say("stable"), "watcher": say("WATCHER"), "unstable": say("unstable")}
"""Illness severity (I-PASS) as a person chooses it, in the order in which it is offered."""


@dataclass(frozen=True, slots=True)
class Handed:
    """A handover with its receiver's answer, None while nobody answered."""

    given: HandoverGiven
    received: HandoverReceived | None = None

    @property
    def receipt(self) -> Receipt:
        """Where it stands between the two people. An answer without a word for it is a take-over (contract)."""
        if self.received is None:
            return "waits"
        return "refused" if self.received.answer == "refused" else "taken_over"

    @property
    def shift(self) -> Shift | None:
        """Its shift; None when the text does not name two moments."""
        return read_shift(self.given.shift)

    def validity(self, at: datetime) -> Validity:
        """Whether it may still be read as the present one at `at`: up to the end of its shift, that minute included."""
        if self.shift is None:
            return "cannot_tell"
        return "in_force" if at <= self.shift.end else "over"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the program may fill in: facts in words, tasks of the shift, lines of the label in force. No judgement."""

    shift: Shift | None
    since: datetime | None
    summary: str
    actions: Sequence[tuple[datetime, str]]
    if_then: Sequence[str]


def handed(chart: Chart, at: datetime) -> Handed | None:
    """The newest handover by `at`, with the newest answer to it; None when none was ever given."""
    given = chart.last(HandoverGiven, at)
    if given is None:
        return None
    answers = (one for one in chart.newest(HandoverReceived, at) if one.handover == given.id)
    return Handed(given, next(answers, None))


def holds_until(found: Handed | None, at: datetime, until: datetime) -> datetime:
    """Until when a paper of `at` may be used that would hold until `until`: what was handed over stands on it.

    So it holds no longer than the shift that was handed over. One whose shift is over or cannot be told is on no paper.
    """
    if found is None or found.shift is None or found.validity(at) != "in_force":
        return until
    return min(found.shift.end, until)


Basis = Literal["own_handover", "own_entry", "last_handover", "day"]
"""From when changes are asked about: one's own last handover or entry, anybody's last handover, the last 24 hours."""


def last_on(chart: Chart, at: datetime, person: str, began: datetime | None = None) -> Mapping[Basis, datetime]:
    """Basis -> its moment before `at`, those that there are, the one that is meant as a rule first. `person`: staff id.

    An own entry counts by when it was written: that is when its author was there. `began`: the beginning of the shift
    at `at`; who wrote since then is on now, so that only what they wrote before it tells when they were last on.
    """
    before = at if began is None else began
    given = [one for one in chart.newest(HandoverGiven, at) if one.happened_at < at]
    own = next((one.happened_at for one in given if same_person(one.by, person)), None)
    written = [one.recorded_at for one in chart.written if one.recorded_at < before and same_person(one.by, person)]
    found: dict[Basis, datetime | None] = {
        "own_handover": own,
        "own_entry": max(written, default=None),
        "last_handover": given[0].happened_at if given else None,
        "day": later(at, -DAY),
    }
    return {basis: moment for basis, moment in found.items() if moment is not None}


def nearest_shift(at: datetime, starts: Sequence[int], zone: tzinfo) -> Shift | None:
    """The ward's shift whose beginning is nearest to `at`, by the ward's own clocks; None without hours of shifts.

    Who hands over at 15:50 means the shift from 16:00 on, and who does so at 16:10 the same one.
    """
    found = [Shift(*one) for one in shifts(later(at, -2 * DAY), later(at, 2 * DAY), sorted(starts), zone)[1:-1]]
    return min(found, key=lambda one: (_away(one, at), one.start), default=None)


def began(at: datetime, starts: Sequence[int], zone: tzinfo) -> datetime | None:
    """When the ward's shift that is on at `at` began, by the ward's own clocks; None without hours of shifts."""
    if not starts:
        return None
    return next(start for start, end in shifts(later(at, -2 * DAY), later(at, DAY), sorted(starts), zone) if at < end)


def _away(shift: Shift, at: datetime) -> timedelta:
    return abs(since(shift.start, at))
