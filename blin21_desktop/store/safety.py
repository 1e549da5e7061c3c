"""Is the file what it was when it was written? And a copy of it that is known to be good."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from blin21_desktop.domain.text import Text, say
from blin21_desktop.store import chain, engine, samples, schema, signatures
from blin21_desktop.store.codec import load
from blin21_desktop.store.engine import Connection
from blin21_desktop.store.samples import wrong_samples
from blin21_desktop.store.signatures import wrong_signatures
from blin21_desktop.store.words import Refused

_ENTRIES = (
    "SELECT position, origin, seq, id, patient, kind, happened_utc, happened_offset_minutes,"
    ' recorded_utc, recorded_offset_minutes, "by", zone, body, hash FROM entry NOT INDEXED ORDER BY position'
)
_FEW = 3
_CANNOT_OPEN: tuple[type[Exception], ...] = (*engine.FAULTS, Refused)
_BAD_ROW: tuple[type[Exception], ...] = (*engine.FAULTS, TypeError, ValueError)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check of a ward file found. `good_until` is the last position before the first bad entry."""

    ok: bool
    problems: tuple[Text, ...]
    good_until: int


def verify(path: Path) -> Verdict:
    """Check structure, guards, the write-once facts, and the chain of every entry, on a connection of its own.

    May run beside a writer, and in another thread. About 20 microseconds an entry.
    """
    try:
        connection = engine.connect(path, readonly=True)
    except _CANNOT_OPEN as fault:
        return Verdict(ok=False, problems=(_unreadable(fault),), good_until=0)
    try:
        connection.execute("BEGIN")  # one moment of the file, whoever writes meanwhile
        verdict = checked(connection)
        known = verdict.ok and schema.version(connection) <= schema.latest()
    finally:
        connection.close()
    if known:
        engine.tidy(path)
    return verdict


def checked(connection: Connection) -> Verdict:
    """The check of `verify` on an open file."""
    problems: list[Text] = []
    good_until = 0
    try:
        for part in (_wrong_structure, _wrong_schema, _wrong_facts):
            problems += _safely(part, connection)
        if schema.version(connection) <= schema.latest():
            good_until, broken = _chain(connection)
            problems += broken
            for first, part in ((samples.FIRST_SCHEMA, wrong_samples), (signatures.FIRST_SCHEMA, wrong_signatures)):
                if schema.version(connection) >= first:
                    problems += _safely(part, connection)
    except engine.FAULTS as fault:
        problems.append(_unreadable(fault))
    return Verdict(ok=not problems, problems=tuple(problems), good_until=good_until)


def frame_holds(path: Path) -> bool:
    """The quick part of `verify`, for a file too large for the whole at once: schema, guards, write-once facts."""
    connection = engine.connect(path, readonly=True)
    try:
        return not (_safely(_wrong_schema, connection) or _safely(_wrong_facts, connection))
    finally:
        connection.close()


def _safely(part: Callable[[Connection], Iterator[Text]], connection: Connection) -> list[Text]:
    try:
        return list(part(connection))
    except _BAD_ROW as fault:
        return [_unreadable(fault)]


def _unreadable(fault: Exception) -> Text:
    return say("The file cannot be read: {fault}.", fault=str(fault))


def _wrong_structure(connection: Connection) -> Iterator[Text]:
    rows = [row[0] for row in connection.execute("PRAGMA integrity_check(10)").fetchall()]
    if rows != ["ok"]:
        yield say("The structure of the file is damaged: {what}.", what="; ".join(rows[:_FEW]))


def _wrong_schema(connection: Connection) -> Iterator[Text]:
    version = schema.version(connection)
    if not schema.is_ward(connection):
        yield say("The header of the file does not say that it is a ward file.")
        return
    if version > schema.latest():
        return
    found, wanted = schema.objects(connection), schema.expected(version)
    for kind, name in sorted(found.keys() | wanted.keys()):
        if (kind, name) not in found:
            yield say("{what} {name} is missing from the file.", what=kind, name=name)
        elif (kind, name) not in wanted:
            yield say("{what} {name} does not belong in the file.", what=kind, name=name)
        elif found[kind, name] != wanted[kind, name]:
            yield say("{what} {name} was changed.", what=kind, name=name)


def _wrong_facts(connection: Connection) -> Iterator[Text]:
    if not 1 <= schema.version(connection) <= schema.latest():
        return
    meta = dict(connection.execute("SELECT key, value FROM meta").fetchall())
    if meta.get("seal") != chain.seal(meta):
        yield say("The facts of the file (training or not, clock, zone) were changed.")
    if schema.steps_done(connection) != schema.steps_until(schema.version(connection)):
        yield say("The list of schema steps in the file was changed.")


def _chain(connection: Connection) -> tuple[int, list[Text]]:
    """The last position before the first bad entry, and what is bad there."""
    newest: dict[str, tuple[int, bytes]] = {}
    good = 0
    try:
        for position, origin, seq, *shown, zone, body, found in connection.execute(_ENTRIES):
            last, link = newest.get(origin) or (0, chain.first_link(origin))
            link = chain.link(link, origin, seq, zone, body)
            if position != good + 1 or seq != last + 1 or link != found:
                return good, [say("Entry {position} does not follow from those before it.", position=position)]
            if not _says_the_same(shown, body):
                return good, [say("Entry {position} does not agree with its own line.", position=position)]
            newest[origin], good = (seq, link), position
    except _BAD_ROW as fault:
        return good, [say("Entry {position} cannot be read: {fault}.", position=good + 1, fault=str(fault))]
    return good, []


def _says_the_same(shown: list[object], body: str) -> bool:
    return tuple(shown) == chain.columns(load(str(shown[2]), body))


def backup(path: Path, destination: Path) -> Verdict:
    """Copy the ward file, also while others write to it, and check the copy.

    The copy is made beside its place under another name and gets its own only when it was found good; an existing
    file is never replaced. Raises `Refused` in words; returns the verdict on the copy.
    """
    if destination.exists():
        raise Refused(say("{file} exists already. Choose another name for the copy.", file=str(destination)))
    draft = destination.with_name(f".{destination.name}.{os.getpid()}.copy")
    try:
        _copy(path, draft)
        verdict = verify(draft)
        if not verdict.ok:
            raise Refused(say("The copy was not kept, because it is damaged. {problem}", problem=verdict.problems[0]))
        engine.put_in_place(draft, destination)
    except engine.FAULTS as fault:
        raise Refused(say("No copy was made: {fault}.", fault=str(fault))) from fault
    finally:
        discard(draft)
    return verdict


def _copy(path: Path, draft: Path) -> None:
    source = engine.connect(path, readonly=True)
    try:
        copy = engine.connect_new(draft)
        try:
            source.backup(copy)
        finally:
            copy.close()
    finally:
        source.close()
    engine.tidy(path)


def discard(draft: Path) -> None:
    """Remove a file that never got its name, with what SQLite put beside it."""
    for ending in ("", "-wal", "-shm", "-journal"):
        with contextlib.suppress(OSError):
            draft.with_name(draft.name + ending).unlink()
