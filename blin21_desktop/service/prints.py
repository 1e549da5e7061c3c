"""The register of prints: what each paper was drawn from, and whether that still stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from blin21_desktop.domain.chart import Chart, withdrawn_ids
from blin21_desktop.domain.entries import Entry, Kind, SheetPrinted
from blin21_desktop.domain.moments import later
from blin21_desktop.domain.ports import Log, Recorded
from blin21_desktop.domain.short_code import typed_code
from blin21_desktop.rules.handover import handed, holds_until

VALID_FOR = timedelta(hours=12)
"""How long a sheet may be used when no shift is named."""

SHOW_HANDOVER = ("handover-", "ward-handover-")
"""How the papers begin that show what was handed over: they hold no longer than the shift it is of."""

PrintState = Literal["superseded", "expired", "current"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Print:
    """One printing: an entry for each patient on the paper; valid until the first of its sheets is not.

    `withdrawn`: entries the paper shows that were taken back since; `restored`: taken back by then, in force again now;
    `late`: entries in force that were written since, of what had happened before the moment on the paper.
    """

    entries: tuple[SheetPrinted, ...]
    valid_until: datetime
    expired: bool
    withdrawn: tuple[Entry, ...] = ()
    restored: tuple[Entry, ...] = ()
    late: tuple[Entry, ...] = ()

    @property
    def first(self) -> SheetPrinted:
        """The entry of the first patient; what it says about the paper, all say."""
        return self.entries[0]

    @property
    def patients(self) -> tuple[str, ...]:
        """Everybody on the paper."""
        return self.first.patients or tuple(entry.patient for entry in self.entries)

    @property
    def state(self) -> PrintState:
        """Superseded as soon as an entry behind it no longer stands; else by its last moment of validity."""
        if self.withdrawn or self.restored or self.late:
            return "superseded"
        return "expired" if self.expired else "current"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperCheck:
    """What a head code typed from paper says. `position` is None when no point of this record has it.

    `since`: how many entries were written after that point, `printings` how many of them only record printings.
    """

    code: str | None
    position: int | None = None
    since: int = 0
    printings: int = 0


def prints(log: Log, now: datetime, patient: str | None = None) -> tuple[Print, ...]:
    """Every printing, newest first; with `patient` those with a sheet of theirs, judged by their entries alone."""
    charts: dict[str, list[Recorded]] = {}
    for recorded in log.read(patient=patient):
        charts.setdefault(recorded.entry.patient, []).append(recorded)
    found: dict[object, Print] = {}
    for chart in charts.values():
        withdrawn = frozenset(withdrawn_ids(r.entry for r in chart))
        for printed in (r.entry for r in chart if isinstance(r.entry, SheetPrinted)):
            one = _judged(printed, chart, withdrawn, now)
            key = printed.happened_at, printed.sha256, printed.sheet, printed.by
            found[key] = _together(found[key], one) if key in found else one
    return tuple(sorted(found.values(), key=lambda p: (p.first.happened_at, p.first.id), reverse=True))


def valid_until(at: datetime, shift: tuple[datetime, datetime] | None) -> datetime:
    """The moment after which a paper that shows `at` is uncontrolled: the end of the shift, or twelve hours later."""
    return later(at, VALID_FOR) if shift is None else shift[1]


def paper_check(log: Log, typed: str) -> PaperCheck:
    """Whether this record ever stood where a paper with this head code was drawn."""
    code = typed_code(typed)
    position = None if code is None else log.position_of(code)
    if position is None:
        return PaperCheck(code=code)
    printings = len(log.read(kinds=frozenset({Kind.SHEET_PRINTED}), after=position))
    return PaperCheck(code=code, position=position, since=log.head().count - position, printings=printings)


def _judged(printed: SheetPrinted, chart: Sequence[Recorded], withdrawn: frozenset[str], now: datetime) -> Print:
    """One patient's part of a printing: what it was drawn from against what stands now."""
    at = printed.at or printed.happened_at
    ends = None if printed.shift_from is None or printed.shift_to is None else (printed.shift_from, printed.shift_to)
    known = [r.entry for r in chart if _known(r, printed)]
    until = valid_until(at, ends)
    if printed.sheet.startswith(SHOW_HANDOVER):
        until = holds_until(handed(Chart.of(printed.patient, known), at), at, until)
    then, by_id = frozenset(withdrawn_ids(known)), {entry.id: entry for entry in known}
    newer = (r.entry for r in chart if not _known(r, printed) and r.entry.kind is not Kind.SHEET_PRINTED)
    return Print(
        entries=(printed,),
        valid_until=until,
        expired=now > until,
        withdrawn=_shown((by_id[i] for i in withdrawn - then if i in by_id), at),
        restored=_shown((by_id[i] for i in then - withdrawn), at),
        late=_shown((e for e in newer if e.id not in withdrawn and e.kind is not Kind.ENTRY_WITHDRAWN), at),
    )


def _known(recorded: Recorded, printed: SheetPrinted) -> bool:
    """Whether the paper was drawn from this entry."""
    if recorded.position > printed.based_on:
        return False
    return printed.known_at is None or recorded.entry.recorded_at <= printed.known_at


def _shown(entries: Iterable[Entry], at: datetime) -> tuple[Entry, ...]:
    """Those that speak of what had happened by `at`, oldest first."""
    return tuple(sorted((e for e in entries if e.happened_at <= at), key=lambda e: (e.happened_at, e.id)))


def _together(one: Print, other: Print) -> Print:
    return replace(
        one,
        entries=(*one.entries, *other.entries),
        valid_until=min(one.valid_until, other.valid_until),
        expired=one.expired or other.expired,
        withdrawn=(*one.withdrawn, *other.withdrawn),
        restored=(*one.restored, *other.restored),
        late=(*one.late, *other.late),
    )
