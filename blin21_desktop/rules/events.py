"""Adverse events: one event is one thing over time, its grades a series. Source: contract page, `event_graded`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from blin21_desktop.domain.chart import Chart
from blin21_desktop.domain.entries import EventGraded
from blin21_desktop.domain.terms import Term, named
from blin21_desktop.domain.text import Names

NEUROLOGICAL = frozenset({"neurologic", "seizure"})
"""Categories that make the neurological grade (parameters page, section 2)."""


@dataclass(frozen=True, slots=True)
class AdverseEvent:
    """One event by its key; `grades` oldest first, never empty. It is open until it is graded 0.

    `known`: the term of the list that it is graded as; None for a free text, which is shown as such.
    """

    key: str
    grades: tuple[EventGraded, ...]
    known: Term | None = None

    @property
    def newest(self) -> EventGraded:
        """The grade in force; term, category and flags are taken from it."""
        return self.grades[-1]

    @property
    def names(self) -> Names:
        """What it is called in each language; a free text as it was typed, and English as it was written."""
        written = self.newest.term
        if self.known is None:
            return Names(written, written)
        return Names(self.known.name if written == self.known.name_ja else written, self.known.names.ja)

    @property
    def open(self) -> bool:
        """Whether it goes on."""
        return self.newest.grade > 0

    @property
    def worst(self) -> int:
        """The highest grade it ever had."""
        return max(graded.grade for graded in self.grades)

    @property
    def at_baseline(self) -> bool:
        """Whether it was there before the treatment, as charted at any of its grades."""
        return any(graded.present_at_baseline for graded in self.grades)

    @property
    def began(self) -> datetime:
        """When it was graded first."""
        return self.grades[0].happened_at

    @property
    def ended(self) -> datetime | None:
        """When it was graded 0 last; None while it is open."""
        return None if self.open else self.newest.happened_at


def events(chart: Chart, at: datetime, terms: Sequence[Term] = ()) -> tuple[AdverseEvent, ...]:
    """Every event known by `at`: open ones first, the highest grade on top, then the newest."""
    series: dict[str, list[EventGraded]] = {}
    for graded in chart.all(EventGraded, at):
        series.setdefault(graded.event, []).append(graded)
    found = [
        AdverseEvent(key, tuple(grades), named(terms, grades[-1].term, grades[-1].scale))
        for key, grades in series.items()
    ]
    by_key = sorted(found, key=lambda event: event.key)
    newest_first = sorted(by_key, key=lambda event: event.newest.happened_at, reverse=True)
    return tuple(sorted(newest_first, key=lambda event: (not event.open, -event.newest.grade)))


def neurological(found: tuple[AdverseEvent, ...]) -> AdverseEvent | None:
    """The open neurological event of the highest grade; None when none is open."""
    ongoing = [event for event in found if event.open and event.newest.category in NEUROLOGICAL]
    return max(ongoing, key=lambda event: (event.newest.grade, event.newest.happened_at), default=None)
