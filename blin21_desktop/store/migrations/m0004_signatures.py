"""Schema 4: signatures of knowledge files (append-only, beside the record), and the label's version in three views.

Each signature is chained to the one before it (`link`), so that one that was changed or left out shows.
"""

from __future__ import annotations

from blin21_desktop.store.engine import Connection
from blin21_desktop.store.migrations.m0001_first import FIELDS
from blin21_desktop.store.migrations.m0003_checks import view

_SIGNATURE = """CREATE TABLE signature (
    position INTEGER PRIMARY KEY,
    file TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    text TEXT NOT NULL,
    "by" TEXT NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    at_utc TEXT NOT NULL,
    link TEXT NOT NULL
) STRICT"""

_CHANGED = "append-only: nothing in signature is changed or deleted"
GUARDS = (
    f"CREATE TRIGGER signature_no_update BEFORE UPDATE ON signature BEGIN SELECT RAISE(ABORT, '{_CHANGED}'); END",
    f"CREATE TRIGGER signature_no_delete BEFORE DELETE ON signature BEGIN SELECT RAISE(ABORT, '{_CHANGED}'); END",
    """CREATE TRIGGER signature_no_replace BEFORE INSERT ON signature
    WHEN NEW.position <> (SELECT coalesce(max(position), 0) + 1 FROM signature)
    BEGIN SELECT RAISE(ABORT, 'append-only: nothing in signature is replaced'); END""",
)
"""Nothing in the table is changed, deleted or replaced."""

CHANGED = {kind: f"{FIELDS[kind]} label_version" for kind in ("decision_taken", "infusion_paused", "infusion_resumed")}
"""Kinds with a new field -> all their fields as of this schema."""


def apply(connection: Connection) -> None:
    """Make the table of signatures with its guards, and the views anew."""
    views = [view(kind, names) for kind, names in CHANGED.items()]
    for statement in (_SIGNATURE, *GUARDS, *(f"DROP VIEW {kind}" for kind in CHANGED), *views):
        connection.execute(statement)
