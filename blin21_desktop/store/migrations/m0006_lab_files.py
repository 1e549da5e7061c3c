"""Schema 6: laboratory files as read, what of them waits for a person, decisions, CSV layouts; all append-only.

They stand beside the record: what was filed of a file is an entry and names the file by its hash.
"""

from __future__ import annotations

from blin21_desktop.store.engine import Connection

_TABLES = {
    "lab_file": """CREATE TABLE lab_file (
    position INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    format TEXT NOT NULL,
    data BLOB NOT NULL,
    read_utc TEXT NOT NULL,
    "by" TEXT NOT NULL,
    analytes TEXT NOT NULL,
    layout TEXT NOT NULL
) STRICT""",
    "lab_waiting": """CREATE TABLE lab_waiting (
    position INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL,
    key TEXT NOT NULL,
    patient TEXT NOT NULL,
    UNIQUE (sha256, key)
) STRICT""",
    "lab_decision": """CREATE TABLE lab_decision (
    position INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL,
    key TEXT NOT NULL,
    decision TEXT NOT NULL,
    "by" TEXT NOT NULL,
    at_utc TEXT NOT NULL,
    because TEXT NOT NULL,
    UNIQUE (sha256, key)
) STRICT""",
    "lab_layout": """CREATE TABLE lab_layout (
    position INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    body TEXT NOT NULL,
    "by" TEXT NOT NULL,
    at_utc TEXT NOT NULL
) STRICT""",
}


def guards(table: str) -> list[str]:
    """The triggers that refuse to change, delete or replace anything in a table with positions 1, 2, ..."""
    never = [
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table}"
        f" BEGIN SELECT RAISE(ABORT, 'append-only: nothing in {table} is changed or deleted'); END"
        for verb in ("UPDATE", "DELETE")
    ]
    replaced = (
        f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table}"  # noqa: S608  (fixed words)
        f" WHEN NEW.position <> (SELECT coalesce(max(position), 0) + 1 FROM {table})"
        f" BEGIN SELECT RAISE(ABORT, 'append-only: nothing in {table} is replaced'); END"
    )
    return [*never, replaced]


def apply(connection: Connection) -> None:
    """Make the tables with their guards."""
    for table, made in _TABLES.items():
        for statement in (made, *guards(table)):
            connection.execute(statement)
