"""The one SQLite engine, and the only module that opens a database file.

`sqlcipher3` brings a current SQLite and stands in for `pysqlite3`, which sqlite-utils prefers. Nothing else in the
program may open the file: a plain `open()` or a second SQLite library drops the locks of this one.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import sqlcipher3
from sqlcipher3 import dbapi2

from blin21_desktop.domain.text import Text, say
from blin21_desktop.store.words import Refused, WrongSetting

sys.modules.setdefault("pysqlite3", sqlcipher3)
sys.modules.setdefault("pysqlite3.dbapi2", dbapi2)

if TYPE_CHECKING:
    from sqlite_utils.db import Database

Error: type[Exception] = dbapi2.Error
"""Anything SQLite reports."""

FAULTS: tuple[type[Exception], ...] = (Error, UnicodeDecodeError, OSError)
"""What can come out of a damaged file: also text that is none, even in the engine's own message."""

OLDEST_SOUND = (3, 51, 3)
"""Older engines can damage a WAL file that two connections use (fixed 2026-03-13)."""

APPLICATION_ID = 0x424C3231
"""Marks a ward file ("BL21") in the header of the database."""

BUSY_MILLISECONDS = 5_000

_SETTINGS: tuple[tuple[str, int | str], ...] = (
    ("busy_timeout", BUSY_MILLISECONDS),
    ("synchronous", 2),  # FULL: a commit is on the disk before it is acknowledged
    ("foreign_keys", 1),
    ("recursive_triggers", 1),  # REPLACE fires the guard against DELETE
    ("secure_delete", 1),
    ("temp_store", 2),  # memory: no patient text in temporary files
    ("cell_size_check", 1),
    ("mmap_size", 0),
    ("trusted_schema", 0),
)
_WRITER: tuple[tuple[str, int | str], ...] = (("journal_mode", "wal"), *_SETTINGS)
_READER: tuple[tuple[str, int | str], ...] = (*_SETTINGS, ("query_only", 1))


class Cursor(Protocol):
    """Rows of one statement."""

    def fetchone(self) -> Any:  # noqa: ANN401
        """The next row, or None."""

    def fetchall(self) -> list[Any]:
        """All rows that are left."""

    def __iter__(self) -> Iterator[Any]: ...


class Connection(Protocol):
    """What the store uses of a database connection."""

    in_transaction: bool
    isolation_level: str | None

    def execute(self, sql: str, parameters: Sequence[object] = ..., /) -> Cursor:
        """Run one statement."""

    def executemany(self, sql: str, rows: Sequence[Sequence[object]], /) -> Cursor:
        """Run one statement for each row."""

    def backup(self, target: Connection, /) -> None:
        """Copy this database into another."""

    def close(self) -> None:
        """Close it."""


def versions() -> tuple[str, str | None]:
    """The engine's SQLite version, and its cipher's version (None: an engine without encryption)."""
    connection: Connection = dbapi2.connect(":memory:", isolation_level=None)
    try:
        cipher = connection.execute("PRAGMA cipher_version").fetchone()
    finally:
        connection.close()
    return dbapi2.sqlite_version, None if cipher is None else cipher[0]


def fault() -> Text | None:
    """Why this engine may not write, in words; None when it may."""
    version, cipher = versions()
    if tuple(int(part) for part in version.split(".")) < OLDEST_SOUND:
        return say(
            "The database engine {version} can damage ward files; {wanted} is needed. Opened for reading only.",
            version=version,
            wanted=".".join(str(part) for part in OLDEST_SOUND),
        )
    if cipher is None:
        return say("This is not the database engine that came with the program. Opened for reading only.")
    return None


def connect(path: Path, *, readonly: bool = False) -> Connection:
    """Open an existing database; its settings are made and read back.

    Raises FileNotFoundError where there is none (a file is never made here), `Refused` when the engine may not
    write, `WrongSetting`, or `Error`.
    """
    if not path.exists():
        raise FileNotFoundError(path)
    if not readonly:
        return _writer(path, "rw")
    try:
        return _reader(path, "mode=ro")
    except dbapi2.OperationalError:
        if _has_log(path):
            raise
        # A folder that cannot be written to, or a full disk: nothing is under way there, so read it as it is.
        return _reader(path, "mode=ro&immutable=1")


def _has_log(path: Path) -> bool:
    """Whether entries may still stand in the write-ahead log beside the file."""
    log = path.with_name(path.name + "-wal")
    return log.exists() and log.stat().st_size > 0


def tidy(path: Path) -> None:
    """Let SQLite take away the empty files that a reader left beside a ward file; others are not touched."""
    beside = path.with_name(path.name + "-wal")
    if not beside.exists() or _has_log(path):
        return
    with contextlib.suppress(Refused, *FAULTS):
        connect(path).close()


def connect_new(path: Path) -> Connection:
    """Make a new database file at a place where there is none, and open it for writing."""
    if path.exists():
        raise FileExistsError(path)
    return _writer(path, "rwc")


def connect_memory() -> Connection:
    """A scratch database in memory."""
    connection: Connection = dbapi2.connect(":memory:", isolation_level=None)
    return connection


def _writer(path: Path, mode: str) -> Connection:
    why = fault()
    if why is not None:
        raise Refused(why)
    return _settled(_opened(path, f"mode={mode}"), _WRITER)


def _reader(path: Path, query: str) -> Connection:
    return _settled(_opened(path, query), _READER)


def _opened(path: Path, query: str) -> Connection:
    connection: Connection = dbapi2.connect(f"{path.absolute().as_uri()}?{query}", uri=True, isolation_level=None)
    return connection


def _settled(connection: Connection, settings: Sequence[tuple[str, int | str]]) -> Connection:
    try:
        for name, wanted in settings:
            connection.execute(f"PRAGMA {name}={wanted}").fetchall()
            check_setting(connection, name, wanted)
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()  # now the file is really read
    except BaseException:
        connection.close()
        raise
    return connection


def check_setting(connection: Connection, name: str, wanted: int | str) -> None:
    """Read a setting back. Raises `WrongSetting` when it is not what it must be."""
    row = connection.execute(f"PRAGMA {name}").fetchone()
    found = None if row is None else row[0]
    if found != wanted:
        raise WrongSetting(name, wanted, found)


def tables(connection: Connection) -> Database:
    """The same connection through sqlite-utils (imported late: it takes 0.2 s)."""
    from sqlite_utils.db import Database

    return Database(connection, execute_plugins=False)  # type: ignore[arg-type]


def sync_closed_file(path: Path) -> None:
    """Force a file to the disk. Only for a file that no connection of this process has open."""
    _sync(path, os.O_RDWR)


def sync_folder(folder: Path) -> None:
    """Force a folder's list of names to the disk (Windows does that by itself)."""
    if os.name != "nt":
        _sync(folder, os.O_RDONLY)


def _sync(path: Path, flags: int) -> None:
    handle = os.open(path, flags)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def put_in_place(finished: Path, wanted: Path) -> None:
    """Give a finished, closed file its name, for good; never over another file (FileExistsError)."""
    sync_closed_file(finished)
    try:
        os.link(finished, wanted)
    except FileExistsError:
        raise
    except OSError:  # a file system without second names
        if wanted.exists():
            raise FileExistsError(wanted) from None
        finished.rename(wanted)
    else:
        finished.unlink()
    sync_folder(wanted.parent)
