"""Since you were last on: two looks of two moments compared. Changed, no change, or no data: never one for another.

The earlier look is what was known then (`look(patient, then, then)`). "No change" needs somebody who looked since;
where nobody did, there is no data, however equal the values are. Late entries and withdrawals are named apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from blin21_desktop.domain.entries import Entry, EntryWithdrawn, Kind
from blin21_desktop.domain.infusion import INFUSION_KINDS
from blin21_desktop.present.since_values import (
    Value,
    Values,
    check_values,
    event_values,
    finding_values,
    infusion_values,
    lab_values,
)
from blin21_desktop.present.words import Words
from blin21_desktop.service.look import Look

Answer = Literal["changed", "same", "no_data"]
Group = Literal["infusion", "checks", "labs", "findings", "events", "drugs", "orders", "decisions", "others"]

VALUES: dict[Group, Callable[[Look, Words], Values]] = {
    "infusion": infusion_values,
    "checks": check_values,
    "labs": lab_values,
    "findings": finding_values,
    "events": event_values,
}
"""Groups whose values are compared."""

KINDS: dict[Group, frozenset[Kind]] = {
    "infusion": INFUSION_KINDS | {Kind.PUMP_READ},
    "checks": frozenset({Kind.CHECK_MISSED, Kind.WRITING_SAMPLED, Kind.ALERT_ACKNOWLEDGED}),
    "labs": frozenset({Kind.LAB_BASELINE_CHOSEN, Kind.LAB_CONDITION_ANSWERED, Kind.MRD_RESULTED}),
    "drugs": frozenset({Kind.DRUG_GIVEN, Kind.PREMEDICATION_GIVEN}),
    "orders": frozenset({Kind.DOSE_ORDERED}),
    "decisions": frozenset({Kind.DECISION_TAKEN, Kind.REVIEW_COMMENTED}),
    "others": frozenset(
        {
            *(Kind.PATIENT_REGISTERED, Kind.BED_CHANGED, Kind.BODY_MEASURED, Kind.TRANSPLANT_RECORDED, Kind.ENROLLED),
            *(Kind.HANDOVER_GIVEN, Kind.HANDOVER_RECEIVED),
        }
    ),
}
"""Groups whose new entries are told one by one. Every other kind shows in a value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One value or new entry: before and after, each with the entry it comes from. `told` is an entry told whole."""

    group: Group
    key: str
    what: str
    answer: Answer
    before: str = ""
    after: str = ""
    was: Entry | None = None
    now: Entry | None = None
    told: Entry | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """What changed between two moments. `late`: happened before, written since; `withdrawn`: taken back since."""

    then: datetime
    at: datetime
    changes: tuple[Change, ...]
    late: tuple[Entry, ...]
    withdrawn: tuple[EntryWithdrawn, ...]

    def of(self, group: Group) -> tuple[Change, ...]:
        """The lines of one group."""
        return tuple(change for change in self.changes if change.group == group)


def since_then(before: Look, after: Look, words: Words) -> Since:
    """Compare two looks at one patient, the earlier one with what was known then."""
    fresh = [entry for entry in _in_force(after) if _is_new(entry, before)]
    late = [entry for entry in fresh if entry.happened_at <= before.at]
    told = [entry for entry in fresh if entry.happened_at > before.at]
    ids = {entry.id for entry in fresh}
    changes = [
        *(_compared(group, VALUES[group](before, words), VALUES[group](after, words), ids) for group in VALUES),
        *(_told(group, told) for group in KINDS),
    ]
    return Since(
        then=before.at,
        at=after.at,
        changes=tuple(change for group in changes for change in group),
        late=tuple(entry for entry in late if entry.kind not in _PAPER),
        withdrawn=tuple(_withdrawn(before, after)),
    )


_PAPER = frozenset({Kind.SHEET_PRINTED, Kind.ENTRY_WITHDRAWN})
"""Kinds that say nothing about the patient; withdrawals are told apart."""


def _in_force(look: Look) -> list[Entry]:
    found = [e for entries in look.chart.by_kind.values() for e in entries if e.happened_at <= look.at]
    return sorted(found, key=lambda e: (e.happened_at, e.recorded_at, e.id))


def _is_new(entry: Entry, before: Look) -> bool:
    """Whether the earlier look could not have it: it had not happened, or nobody had written it."""
    return entry.happened_at > before.at or entry.recorded_at > (before.known_at or before.at)


def _compared(group: Group, before: Values, after: Values, fresh: set[str]) -> Iterator[Change]:
    for key in dict.fromkeys((*before, *after)):
        what = (after.get(key) or before[key]).what
        was, now = (values.get(key) or Value(what=what) for values in (before, after))
        answer = _answer(was, now, fresh)
        yield Change(
            group=group,
            key=key,
            what=what,
            answer=answer,
            before=was.text,
            after=now.text,
            was=was.entry,
            now=now.seen if answer == "same" else now.entry,
        )


def _answer(was: Value, now: Value, fresh: set[str]) -> Answer:
    if not now.text:
        return "no_data"
    if (was.sign or was.text) != (now.sign or now.text):
        return "changed"
    looked = now.told if now.seen is None else now.seen.id in fresh
    return "same" if looked else "no_data"


def _told(group: Group, fresh: list[Entry]) -> Iterator[Change]:
    for entry in fresh:
        if entry.kind in KINDS[group]:
            yield Change(group=group, key=entry.id, what="", answer="changed", now=entry, told=entry)


def _withdrawn(before: Look, after: Look) -> Iterator[EntryWithdrawn]:
    """Every withdrawal written since, also of what was written and taken back meanwhile."""
    until = after.known_at or max((e.recorded_at for e in after.chart.written), default=after.at)
    for entry in sorted(after.chart.written, key=lambda e: (e.recorded_at, e.id)):
        if isinstance(entry, EntryWithdrawn) and (before.known_at or before.at) < entry.recorded_at <= until:
            yield entry
