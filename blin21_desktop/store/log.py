"""The way in: making a ward file and opening one, whatever state it is in."""

from __future__ import annotations

import os
import secrets
from datetime import UTC, datetime
from pathlib import Path

from blin21_desktop.domain.text import Text, say
from blin21_desktop.store import chain, engine, schema
from blin21_desktop.store.places import unsafe_place
from blin21_desktop.store.safety import Verdict, backup, discard, frame_holds, verify
from blin21_desktop.store.wardlog import WardLog
from blin21_desktop.store.words import NotSaved, Refused

__all__ = ["VERIFIED_AT_ONCE", "NotSaved", "Refused", "Verdict", "WardLog", "backup", "create", "open_ward", "verify"]

FORMAT = "blin21-ward"
"""What a ward file says it is, in its `meta` table."""

VERIFIED_AT_ONCE = 5_000
"""A file of at most so many entries is verified before it opens (0.1 s); above, the caller does it in the background
with `safety.verify` and hands the verdict to `WardLog.accept`."""


def create(
    path: Path,
    *,
    training: bool,
    clock_offset_seconds: int,
    zone: str,
    origin: str | None = None,
    created_at: datetime | None = None,
) -> WardLog:
    """Make an empty ward file, whole or not at all, and open it. Raises `Refused` in words; never replaces a file.

    `clock_offset_seconds` is what a training ward's clock is ahead of the real one; `zone` the site's zone name;
    `origin` names this workstation (made up when None).
    """
    _refuse_place(path)
    if not path.parent.is_dir():
        raise Refused(say("There is no folder {folder}.", folder=str(path.parent)))
    if path.exists():
        raise Refused(say("{file} exists already. Choose another name.", file=str(path)))
    meta = {
        "format": FORMAT,
        "origin": origin or f"ws-{secrets.token_hex(4)}",
        "training": "1" if training else "0",
        "clock_offset_seconds": str(clock_offset_seconds),
        "created": (created_at or datetime.now(UTC)).isoformat(timespec="seconds"),
        "zone": zone,
    }
    draft = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        _fill(draft, meta)
        engine.put_in_place(draft, path)
    except FileExistsError:
        raise Refused(say("{file} exists already. Choose another name.", file=str(path))) from None
    except engine.FAULTS as fault:
        raise Refused(say("The ward file could not be made: {fault}.", fault=str(fault))) from fault
    finally:
        discard(draft)
    return WardLog(path, mode="normal", why=None)


def _fill(draft: Path, meta: dict[str, str]) -> None:
    connection = engine.connect_new(draft)
    try:
        schema.migrate(connection)
        rows = [*meta.items(), ("seal", chain.seal(meta))]
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany("INSERT INTO meta (key, value) VALUES (?, ?)", rows)
        connection.execute("COMMIT")
    finally:
        connection.close()


def open_ward(path: Path, *, readonly: bool = False) -> WardLog:
    """Open a ward file for as much as it allows.

    A sound file of this schema opens "normal". Read-only, with the reason in `why`: when asked for, a newer schema,
    a damaged file, an engine or folder that does not allow writing. Raises `Refused` in words where there is no
    ward file or none that can be read; nothing is made or changed then.
    """
    _refuse_place(path)
    version, entries = _looked_at(path)
    verdict = _first_verdict(path, version, entries)
    why = _why_readonly(path, version, asked=readonly or not verdict.ok)
    if why is None and version < schema.latest():
        upgrade(path, version)
    log = _opened(path, why)
    log.accept(verdict)
    return log


def _opened(path: Path, why: Text | None) -> WardLog:
    """Open for writing unless there is a reason not to; a file that cannot be opened so is at least read."""
    if why is None:
        try:
            return WardLog(path, mode="normal", why=None)
        except engine.FAULTS as fault:
            why = say("The file cannot be written now: {fault}. Opened for reading only.", fault=str(fault))
    try:
        return WardLog(path, mode="read_only", why=why)
    except engine.FAULTS as fault:
        raise _unreadable(path, fault) from fault


def _refuse_place(path: Path) -> None:
    why = unsafe_place(path)
    if why is not None:
        raise Refused(why)


def _unreadable(path: Path, fault: Exception) -> Refused:
    words = say("{file} cannot be read: {fault}. Open its newest copy.", file=str(path), fault=str(fault))
    return Refused(words)


def _looked_at(path: Path) -> tuple[int, int]:
    """Schema version and number of entries, without changing anything."""
    if not path.is_file():
        raise Refused(say("There is no ward file {file}.", file=str(path)))
    try:
        connection = engine.connect(path, readonly=True)
    except engine.FAULTS as fault:
        raise _unreadable(path, fault) from fault
    try:
        version = schema.version(connection)
        if not (schema.is_ward(connection) or schema.has_entries(connection)):
            raise Refused(say("{file} is not a ward file.", file=str(path)))
        row = connection.execute("SELECT max(position) FROM entry").fetchone()
    except engine.FAULTS as fault:
        raise _unreadable(path, fault) from fault
    finally:
        connection.close()
    return version, row[0] or 0


def _why_readonly(path: Path, version: int, *, asked: bool) -> Text | None:
    if version > schema.latest():
        return say(
            "This ward file was written by a newer version of the program (schema {found}, this one knows {known})."
            " Opened for reading only.",
            found=version,
            known=schema.latest(),
        )
    if asked:
        return say("Opened for reading only.")
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        return say("The file or its folder cannot be written to. Opened for reading only.")
    return engine.fault()


def _first_verdict(path: Path, version: int, entries: int) -> Verdict:
    """A verdict before anything is written; damage counts only when a fresh connection sees it too."""
    if version > schema.latest() or (entries > VERIFIED_AT_ONCE and frame_holds(path)):
        return Verdict(ok=True, problems=(), good_until=entries)
    verdict = verify(path)
    return verdict if verdict.ok else verify(path)


def upgrade(path: Path, version: int) -> Path:
    """Take a file of an older schema to this one, after a verified copy beside it. Returns the copy's path."""
    copy = path.with_name(f"{path.stem}.schema-{version}{path.suffix}")
    number = 1
    while copy.exists():
        number += 1
        copy = path.with_name(f"{path.stem}.schema-{version}-{number}{path.suffix}")
    backup(path, copy)
    connection = engine.connect(path)
    try:
        schema.migrate(connection)
    finally:
        connection.close()
    return copy
