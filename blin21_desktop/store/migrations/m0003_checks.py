"""Schema 3: handwriting samples (append-only, beside the record), and views of the fields the checks gained.

A sample is named by the SHA-256 of its bytes, and that name stands in the chain of the record (`writing_sampled`): the
picture itself need not be chained. A sample that is there already is not written again; trying to is refused.
"""

from __future__ import annotations

from blin21_desktop.store.engine import Connection

_SAMPLE = """CREATE TABLE sample (
    sha256 TEXT NOT NULL PRIMARY KEY,
    media_type TEXT NOT NULL,
    bytes BLOB NOT NULL
) STRICT"""

_CHANGED = "append-only: nothing in sample is changed or deleted"
_GUARDS = (
    f"CREATE TRIGGER sample_no_update BEFORE UPDATE ON sample BEGIN SELECT RAISE(ABORT, '{_CHANGED}'); END",
    f"CREATE TRIGGER sample_no_delete BEFORE DELETE ON sample BEGIN SELECT RAISE(ABORT, '{_CHANGED}'); END",
    """CREATE TRIGGER sample_no_replace BEFORE INSERT ON sample
    WHEN EXISTS (SELECT 1 FROM sample WHERE sha256 = NEW.sha256 OR rowid = NEW.rowid)
    BEGIN SELECT RAISE(ABORT, 'append-only: nothing in sample is replaced'); END""",
)

_OXYGEN = "oxygen.device oxygen.flow_l_per_min oxygen.fio2_percent oxygen.fio2_source"

CHANGED = {
    "crs_checked": f"fever hypotension {_OXYGEN} life_threatening vasopressor_dose organ_toxicity"
    " accepted_grade because",
    "neuro_checked": "tool tool_because ice.orientation ice.naming ice.command ice.writing ice.attention capd"
    " consciousness seizure focal_weakness raised_pressure global_aphasia unable accepted_grade because",
    "check_missed": "what reason until",
    "gvhd_staged": "skin liver upper_gi lower_gi system performance_very_poor",
}
"""Kinds with new fields -> all their fields as of this schema."""

ADDED = {"writing_sampled": "sha256 media_type width height baseline sentence"}
"""New kinds -> their fields."""


def view(kind: str, names: str) -> str:
    """The view of a kind with these fields, each read from the line of its entry."""
    own = ", ".join(f"""json_extract(body, '$.{n}') AS "{n.replace(".", "_")}\"""" for n in names.split())
    return (
        f"CREATE VIEW {kind} AS SELECT position, id, patient, json_extract(body, '$.happened_at') AS happened_at,"  # noqa: S608
        f" json_extract(body, '$.recorded_at') AS recorded_at, \"by\", {own},"
        f" json_extract(body, '$.note') AS note, id NOT IN (SELECT id FROM not_in_force) AS in_force"
        f" FROM entry WHERE kind = '{kind}'"
    )


def apply(connection: Connection) -> None:
    """Make the table of samples with its guards, and the views anew."""
    views = [view(kind, names) for kind, names in (CHANGED | ADDED).items()]
    for statement in (_SAMPLE, *_GUARDS, *(f"DROP VIEW {kind}" for kind in CHANGED), *views):
        connection.execute(statement)
