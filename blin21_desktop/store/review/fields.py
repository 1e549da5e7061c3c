"""Small JSON objects out of files that anybody may have made: every field is of its kind, or the file is refused."""

from __future__ import annotations

import json
from typing import Any

Fields = dict[str, Any]


def read_fields(text: bytes) -> Fields:
    """A JSON object. Raises ValueError."""
    try:
        found = json.loads(text)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    if not isinstance(found, dict):
        raise ValueError("not an object")  # noqa: TRY004  (one kind of fault for whoever reads a file)
    return found


def write_fields(fields: Fields) -> bytes:
    """The one way an object is written."""
    return json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def hex_of(fields: Fields, name: str, size: int | None = None) -> bytes:
    """A field of hexadecimal digits, of so many bytes. Raises ValueError."""
    found = bytes.fromhex(text_of(fields, name))
    if size is not None and len(found) != size:
        raise ValueError(name)
    return found


def text_of(fields: Fields, name: str) -> str:
    """A field of text. Raises ValueError."""
    found = fields.get(name)
    if not isinstance(found, str):
        raise ValueError(name)  # noqa: TRY004
    return found


def number_of(fields: Fields, name: str) -> int:
    """A field that is a whole number. Raises ValueError."""
    found = fields.get(name)
    if type(found) is not int:
        raise ValueError(name)
    return found


def part_of(fields: Fields, name: str) -> Fields:
    """A field that is an object itself. Raises ValueError."""
    found = fields.get(name)
    if not isinstance(found, dict):
        raise ValueError(name)  # noqa: TRY004
    return found
