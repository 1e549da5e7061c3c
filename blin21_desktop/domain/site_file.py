"""A site's own copy of a knowledge file as text: one value changed or taken back, everything else kept.

What stood before is never dropped: it goes to `history`, with who ended it, with whom, when and why.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from blin21_desktop.domain.toml_text import table_head, toml_rows

HISTORY = "history"
_ENDED = ("ended_by", "ended_with", "because")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One value set (`value`) or taken back (None): by whom, with which second person, when and why.

    `source`, `section` and `edition` say where the value was read; without meaning when it is taken back.
    """

    key: str
    value: Any
    why: str
    set_by: str
    second_person: str
    on: date
    source: str = ""
    section: str = ""
    edition: str = ""


def changed(text: str, change: Change) -> str:
    """The whole new text of a site's file. The value that stood there goes to the history.

    Raises ValueError when `text` is no TOML (nobody knows then what must be kept), LookupError when a value is taken
    back that is not there.
    """
    tables = tomllib.loads(text)
    rows: dict[str, dict[str, Any]] = dict(tables.pop("parameters", {}))
    history: list[dict[str, Any]] = list(tables.pop(HISTORY, []))
    former = rows.pop(change.key, None)
    if former is None and change.value is None:
        raise LookupError(change.key)
    if former is not None:
        ended = (change.on, change.set_by, change.second_person, change.why)
        names = ("ended_on", "ended_by", "ended_with", "because")
        history.append({"key": change.key, **former, **dict(zip(names, ended, strict=True))})
    if change.value is not None:
        rows[change.key] = _row(change)
    return written({**tables, "parameters": rows, HISTORY: history})


def written(tables: Mapping[str, Any]) -> str:
    """A site's file as this program writes it: what stands above the tables, the values in force, the history."""
    top = {name: value for name, value in tables.items() if name not in ("parameters", HISTORY)}
    rows = [table_head("parameters", key) + toml_rows(row) for key, row in tables.get("parameters", {}).items()]
    past = [f"[{table_head(HISTORY).rstrip()}]\n" + toml_rows(row) for row in tables.get(HISTORY, [])]
    return "\n".join(part for part in (toml_rows(top), *rows, *past) if part)


def _row(change: Change) -> dict[str, Any]:
    row = {
        "value": change.value,
        "source": change.source,
        "section": change.section,
        "edition": change.edition,
        "checked_on": change.on,
        "set_by": change.set_by,
        "second_person": change.second_person,
        "why": change.why,
    }
    return {name: value for name, value in row.items() if value != ""}


def check_history(rows: object, fault: Callable[[str], None]) -> None:
    """Name what is wrong with the history of a site's file. It judges nothing, so the old values are not looked at."""
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        fault("history must be a list of tables")
        return
    for number, row in enumerate(rows, start=1):
        lacking = [name for name in ("key", *_ENDED) if not isinstance(row.get(name), str)]
        on = row.get("ended_on")
        lacking += [] if isinstance(on, date) and not isinstance(on, datetime) else ["ended_on"]
        for name in lacking:
            fault(f"history {number}: {name} is missing or of the wrong type")
