"""The schema of a ward file: making it, upgrading it, and what it must look like."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from blin21_desktop.store import engine
from blin21_desktop.store.engine import Connection
from blin21_desktop.store.migrations import STEPS, Step

Objects = dict[tuple[str, str], tuple[str, str | None]]
"""(type, name) -> (table, SQL text), for every table, index, trigger and view; SQLite's own indexes have no text."""


def latest() -> int:
    """The schema version this program writes."""
    return len(STEPS)


def version(connection: Connection) -> int:
    """The schema version of an open file; 0 for one without a schema."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def is_ward(connection: Connection) -> bool:
    """Whether the open database says it is a ward file."""
    marked = connection.execute("PRAGMA application_id").fetchone()[0] == engine.APPLICATION_ID
    return marked and version(connection) > 0


def has_entries(connection: Connection) -> bool:
    """Whether there is a table of entries as we make it, whatever the header of the file says."""
    table = ("table", "entry")
    return objects(connection).get(table) == expected(1)[table]


def migrate(connection: Connection, steps: Sequence[Step] = STEPS) -> None:
    """Take the file to the newest schema, all steps or none. A second process that was faster is no fault."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        done = version(connection)
        for number, (name, apply) in enumerate(steps[done:], start=done + 1):
            apply(connection)
            engine.tables(connection).table("migration").insert({"version": number, "name": name})
        if done < len(steps):
            connection.execute(f"PRAGMA application_id={engine.APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version={len(steps)}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def objects(connection: Connection) -> Objects:
    """What the schema of an open file consists of."""
    rows = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema")
    return {(kind, name): (table, sql) for kind, name, table, sql in rows}


@cache
def expected(upto: int) -> Objects:
    """What the schema of a file of version `upto` must consist of, to the letter."""
    connection = engine.connect_memory()
    try:
        for _, apply in STEPS[:upto]:
            apply(connection)
        return objects(connection)
    finally:
        connection.close()


def steps_done(connection: Connection) -> list[tuple[int, str]]:
    """The steps the file says it went through."""
    return [(int(v), str(n)) for v, n in connection.execute("SELECT version, name FROM migration ORDER BY version")]


def steps_until(upto: int) -> list[tuple[int, str]]:
    """The steps a file of version `upto` must have gone through."""
    return [(number, name) for number, (name, _) in enumerate(STEPS[:upto], start=1)]
