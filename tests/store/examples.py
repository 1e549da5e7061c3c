"""What the store's tests share: a moment, entries, a new ward."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from blin21_desktop.domain.entries import BedChanged, Entry, EntryWithdrawn
from blin21_desktop.store.codec import read_lines, uuid7
from blin21_desktop.store.log import WardLog, create

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def new_id(at: datetime = NOON) -> str:
    return uuid7(at, os.urandom)


def bed(bed: str = "7", patient: str = "UPN-1", **changes: object) -> BedChanged:
    entry = BedChanged(id=new_id(), patient=patient, happened_at=NOON, recorded_at=NOON, by="n1", bed=bed)
    return replace(entry, **changes)  # type: ignore[arg-type]


def withdrawal(of: Entry) -> EntryWithdrawn:
    return EntryWithdrawn(
        id=new_id(), patient=of.patient, happened_at=NOON, recorded_at=NOON, by="n1", withdrawn=of.id, because="slip"
    )


def beds(count: int) -> list[Entry]:
    return [bed(str(number), note="x" * 40) for number in range(count)]


def entries_of(text: str) -> list[Entry]:
    found = read_lines(text, keep_recorded_at=True, recorded_at=NOON, new_id=new_id)
    return [entry for _, entry in found]


def new_ward(folder: Path, name: str = "ward.blin21") -> WardLog:
    return create(
        folder / name,
        training=True,
        clock_offset_seconds=3600,
        zone="Asia/Tokyo",
        origin="ws-test",
        created_at=NOON - timedelta(days=1),
    )


def filled(folder: Path, count: int = 20, name: str = "ward.blin21") -> Path:
    log = new_ward(folder, name)
    log.append(beds(count), after=0)
    log.close()
    return log.path
