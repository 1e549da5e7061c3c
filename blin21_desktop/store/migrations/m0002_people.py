"""Schema 2: the staff list (append-only, as the record), the count of wrong PINs, and half-filled forms.

Staff and drafts stand beside the record and never in its chain: a draft is not charted, and a PIN is nobody's finding.
"""

from __future__ import annotations

from blin21_desktop.store.engine import Connection

_TABLES = (
    """CREATE TABLE staff (
    position INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    active INTEGER NOT NULL,
    pin TEXT NOT NULL,
    at_utc TEXT NOT NULL,
    "by" TEXT NOT NULL
) STRICT""",
    "CREATE TABLE pin_try (id TEXT NOT NULL PRIMARY KEY, failed INTEGER NOT NULL, last_utc TEXT NOT NULL) STRICT",
    """CREATE TABLE draft (
    author TEXT NOT NULL,
    form TEXT NOT NULL,
    patient TEXT NOT NULL,
    about TEXT NOT NULL,
    at TEXT NOT NULL,
    typed TEXT NOT NULL,
    ids TEXT NOT NULL,
    PRIMARY KEY (author, form, patient, about)
) STRICT""",
)

_NO_REPLACE = (
    "CREATE TRIGGER staff_no_replace BEFORE INSERT ON staff"
    " WHEN NEW.position <> (SELECT coalesce(max(position), 0) + 1 FROM staff)"
    " BEGIN SELECT RAISE(ABORT, 'append-only: nothing in staff is replaced'); END"
)


def _guards() -> list[str]:
    never = [
        f"CREATE TRIGGER staff_no_{verb.lower()} BEFORE {verb} ON staff"
        " BEGIN SELECT RAISE(ABORT, 'append-only: nothing in staff is changed or deleted'); END"
        for verb in ("UPDATE", "DELETE")
    ]
    return [*never, _NO_REPLACE]


def apply(connection: Connection) -> None:
    """Make the tables and the guards of the staff list."""
    for statement in (*_TABLES, *_guards()):
        connection.execute(statement)
