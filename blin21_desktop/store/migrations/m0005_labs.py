"""Schema 5: views of what a person says about a laboratory value: the baseline chosen, the condition answered."""

from __future__ import annotations

from blin21_desktop.store.engine import Connection

ADDED = {
    "lab_baseline_chosen": "course analyte result limb because",
    "lab_condition_answered": "result term condition answer",
}
"""New kinds -> their fields."""


def _view(kind: str, names: str) -> str:
    own = ", ".join(f"""json_extract(body, '$.{n}') AS "{n}\"""" for n in names.split())
    return (
        f"CREATE VIEW {kind} AS SELECT position, id, patient, json_extract(body, '$.happened_at') AS happened_at,"  # noqa: S608
        f" json_extract(body, '$.recorded_at') AS recorded_at, \"by\", {own},"
        f" json_extract(body, '$.note') AS note, id NOT IN (SELECT id FROM not_in_force) AS in_force"
        f" FROM entry WHERE kind = '{kind}'"
    )


def apply(connection: Connection) -> None:
    """Make the views."""
    for kind, names in ADDED.items():
        connection.execute(_view(kind, names))
