"""Writes what `tomllib` reads: values in one line, tables and arrays of tables. Each is the other's inverse."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

_BARE = re.compile(r"[A-Za-z0-9_-]+")


def toml_value(value: Any) -> str:  # noqa: ANN401  (a TOML value)
    """A value in one line: text, number, true or false, date, list, table."""
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return f"{{ {_pairs(value)} }}" if value else "{}"
    return f"[{', '.join(toml_value(one) for one in value)}]"


def bare_pairs(table: Mapping[str, Any]) -> str:
    """A table as a person types it, without its braces: `adult = 3, child = 2`."""
    return _pairs(table)


def toml_rows(row: Mapping[str, Any]) -> str:
    """A table's values, one a line."""
    return "".join(f"{_key(name)} = {toml_value(value)}\n" for name, value in row.items())


def table_head(*path: str) -> str:
    """The head of a table: `[parameters."crs.stop_from_grade"]`."""
    return f"[{'.'.join(_key(part) for part in path)}]\n"


def _pairs(table: Mapping[str, Any]) -> str:
    return ", ".join(f"{_key(key)} = {toml_value(one)}" for key, one in table.items())


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else _text(name)


def _text(text: str) -> str:
    """A basic string. JSON escapes what TOML must have escaped, but for DEL; and nothing beyond ASCII is escaped."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
