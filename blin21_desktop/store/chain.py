"""The hash chain: each entry's SHA-256 takes in the one before it, so an edit, a gap or a swap shows."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from blin21_desktop.domain.entries import Entry
from blin21_desktop.domain.short_code import short_code

_MINUTE = timedelta(minutes=1)


def first_link(origin: str) -> bytes:
    """What the first entry of a workstation is chained to."""
    return hashlib.sha256(f"blin21 chain of {origin}".encode()).digest()


def link(previous: bytes, origin: str, seq: int, zone: str, body: str) -> bytes:
    """The hash of an entry: over the hash before it, its place in its workstation's chain, and its whole line."""
    return hashlib.sha256(previous + f"{origin}\n{seq}\n{zone}\n{body}".encode()).digest()


def seal(meta: Mapping[str, str]) -> str:
    """One hash over the write-once facts of a ward file (its own entry `seal` left out)."""
    facts = "\n".join(f"{key}={value}" for key, value in sorted(meta.items()) if key != "seal")
    return hashlib.sha256(facts.encode()).hexdigest()


def code(newest: bytes) -> str:
    """The head's hash as it stands on screen and paper."""
    return short_code(newest)


def columns(entry: Entry) -> tuple[str, str, str, str, int, str, int, str]:
    """An entry's columns beside its line: id, patient, kind, happened (UTC, offset), recorded (UTC, offset), by.

    Times are `2026-03-02T01:00:00Z` with the offset in minutes beside them.
    """
    return (
        entry.id,
        entry.patient,
        entry.kind.value,
        utc(entry.happened_at),
        _offset(entry.happened_at),
        utc(entry.recorded_at),
        _offset(entry.recorded_at),
        entry.by,
    )


def utc(moment: datetime) -> str:
    """A moment as the columns have it: its order as text is its order in time."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"


def _offset(moment: datetime) -> int:
    return (moment.utcoffset() or timedelta()) // _MINUTE
