"""Which downtime sheets are due. Pure: what lies in the folder and the moment come in, names of files go out."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from blin21_desktop.domain.chart import Chart
from blin21_desktop.domain.entries import SheetPrinted

EVERY = timedelta(minutes=1)
"""The folder is looked at no more often than this."""

OLDEST = timedelta(hours=1)
"""A sheet is written anew after this even if nobody charted: what is due next moves on, long before its expiry."""


@dataclass(frozen=True, slots=True)
class Written:
    """A sheet as it lies in the folder: the point of the chart it was drawn from, and when."""

    head: str
    at: datetime


def head_of(chart: Chart, rules: str) -> str:
    """The point a whole chart has reached, under these rules. A printing is none: it changes nothing on a sheet."""
    ids = [entry.id for entry in chart.written if not isinstance(entry, SheetPrinted)]
    return hashlib.sha256(f"{len(ids)} {ids[-1] if ids else ''} {rules}".encode()).hexdigest()[:16]


def is_time(last: datetime | None, now: datetime) -> bool:
    """Whether the folder may be looked at again; a clock that was set back hinders nobody."""
    return last is None or now < last or now - last >= EVERY


def due(heads: Mapping[str, str], written: Mapping[str, Written], now: datetime) -> tuple[str, ...]:
    """The names among `heads` (name -> point of the chart) whose file is missing, of another point, or too old.

    One that claims to be of the future is too old: the clock was wrong when it was written, or is wrong now.
    """
    return tuple(name for name, head in heads.items() if not _stands(written.get(name), head, now))


def _stands(found: Written | None, head: str, now: datetime) -> bool:
    return found is not None and found.head == head and found.at <= now < found.at + OLDEST
