"""Schema 7: handover and paper: views of new kinds and fields; keys and copies of the review, append-only.

A review copy's return file is kept as it came (`review_return`), and what was answered to each of its entries; what was
accepted is an entry of the record.
"""

from __future__ import annotations

from blin21_desktop.store.engine import Connection
from blin21_desktop.store.migrations.m0003_checks import view
from blin21_desktop.store.migrations.m0006_lab_files import guards

CHANGED = {
    "decision_taken": "decision physician findings because label_version copy copy_at",
    "handover_given": "shift severity summary actions if_then recommendation since to",
    "handover_received": "handover read_back answer because",
    "sheet_printed": "sheet based_on knowledge sha256 code at known_at shift_from shift_to page patients program",
}
"""Kinds with new fields -> all their fields as of this schema."""

ADDED = {"review_commented": "physician comment copy copy_at about"}
"""New kinds -> their fields."""

_TABLES = {
    "review_key": """CREATE TABLE review_key (
    position INTEGER PRIMARY KEY,
    public TEXT NOT NULL UNIQUE,
    secret BLOB NOT NULL,
    made_utc TEXT NOT NULL,
    "by" TEXT NOT NULL
) STRICT""",
    "review_copy": """CREATE TABLE review_copy (
    position INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    as_of_utc TEXT NOT NULL,
    made_utc TEXT NOT NULL,
    valid_until_utc TEXT NOT NULL,
    "by" TEXT NOT NULL,
    patients TEXT NOT NULL,
    count INTEGER NOT NULL,
    code TEXT NOT NULL,
    answer_key TEXT NOT NULL,
    physician TEXT NOT NULL
) STRICT""",
    "review_return": """CREATE TABLE review_return (
    position INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE,
    copy TEXT NOT NULL,
    data BLOB NOT NULL,
    read_utc TEXT NOT NULL,
    "by" TEXT NOT NULL
) STRICT""",
    "review_answer": """CREATE TABLE review_answer (
    position INTEGER PRIMARY KEY,
    entry TEXT NOT NULL UNIQUE,
    answer TEXT NOT NULL,
    because TEXT NOT NULL,
    at_utc TEXT NOT NULL,
    "by" TEXT NOT NULL
) STRICT""",
}


def apply(connection: Connection) -> None:
    """Make the views anew, and the tables with their guards."""
    for kind in CHANGED:
        connection.execute(f"DROP VIEW {kind}")
    for kind, names in (CHANGED | ADDED).items():
        connection.execute(view(kind, names))
    for table, made in _TABLES.items():
        for statement in (made, *guards(table)):
            connection.execute(statement)
