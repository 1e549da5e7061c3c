"""Since when a physician's decision counts: one taken in a review copy was taken without what came after the copy.

So it never settles what happened or was charted since, whenever it was written there. One that holds or ends the
treatment is never set aside for that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from blin21_desktop.domain.chart import Chart
from blin21_desktop.domain.entries import DecisionTaken, Entry, Kind
from blin21_desktop.domain.review import known_until

NO_NEWS = frozenset(
    {
        Kind.SHEET_PRINTED,
        Kind.HANDOVER_GIVEN,
        Kind.HANDOVER_RECEIVED,
        Kind.ALERT_ACKNOWLEDGED,
        Kind.REVIEW_COMMENTED,
    }
)
"""Kinds that tell nothing new about the patient."""


def decided_since(chart: Chart, since: datetime, until: datetime) -> Iterator[DecisionTaken]:
    """The decisions taken up to `until` by somebody who knew what was charted at `since`; newest first."""
    for decision in chart.newest(DecisionTaken, until):
        if decision.happened_at < since:
            return
        if knew(chart, decision, since):
            yield decision


def knew(chart: Chart, decision: DecisionTaken, since: datetime) -> bool:
    """Whether whoever decided knew what was charted at `since`.

    In a copy that ends before it, nobody did; nor in one that was made before it was charted late.
    """
    of = decision.copy_at
    late = of is not None and any(one.happened_at == since and one.recorded_at > of for one in _news(chart))
    return known_until(decision) >= since and not late


def decided(chart: Chart, since: datetime, until: datetime) -> bool:
    """Whether any such decision was taken."""
    return next(decided_since(chart, since, until), None) is not None


def in_force(chart: Chart, since: datetime, until: datetime, releasing: frozenset[str]) -> DecisionTaken | None:
    """The newest decision after `since`; one of `releasing` only when whoever took it knew what was charted then."""
    for decision in chart.newest(DecisionTaken, until):
        if decision.happened_at < since:
            return None
        if decision.decision not in releasing or knew(chart, decision, since):
            return decision
    return None


def news_since(chart: Chart, moment: datetime) -> tuple[Entry, ...]:
    """What was written about a patient from the moment a copy ends, oldest first: its reader did not know it.

    Paper is left out, and what came back from copies: that of another copy changes nothing at the bedside.
    """
    return tuple(entry for entry in _news(chart) if entry.recorded_at >= moment)


def _news(chart: Chart) -> Iterator[Entry]:
    return news_among(chart.written)


def news_among(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Those that tell something new about the patient: no paper, no decision out of a copy."""
    return (
        entry
        for entry in entries
        if entry.kind not in NO_NEWS and not (isinstance(entry, DecisionTaken) and entry.copy is not None)
    )
