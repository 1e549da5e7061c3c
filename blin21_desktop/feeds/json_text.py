"""JSON read strictly: numbers stay the text they were, a doubled name is a fault, nothing is half read."""

from __future__ import annotations

import json
import re
from typing import Any

MAX_BYTES = 16_000_000
MAX_DIGITS = 40
MAX_NESTED = 60
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*+"')
_BRACKET = re.compile(r"[\[\]{}]")


class JsonFault(Exception):  # noqa: N818  (says what is wrong with a text, for a person)
    """The text is no JSON that can be trusted. The message says what and where."""


class Number(str):
    """A number as written: digits are never rounded or reshaped."""

    __slots__ = ()


def read_json(data: bytes) -> Any:  # noqa: ANN401  (any JSON)
    """The value of a whole UTF-8 text (a byte order mark is allowed).

    Raises `JsonFault`: not UTF-8, cut or broken, a name twice in one object, NaN or infinity, too large, too deep,
    a number of more than `MAX_DIGITS` characters.
    """
    if len(data) > MAX_BYTES:
        raise JsonFault(f"larger than {MAX_BYTES} bytes")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise JsonFault(f"not UTF-8 at byte {error.start}") from None
    _measure_depth(text)
    try:
        return json.loads(
            text, parse_float=_number, parse_int=_number, parse_constant=_constant, object_pairs_hook=_object
        )
    except json.JSONDecodeError as error:
        raise JsonFault(f"not JSON at line {error.lineno}, column {error.colno}: {error.msg}") from None


def _measure_depth(text: str) -> None:
    depth = 0
    for bracket in _BRACKET.findall(_QUOTED.sub("", text)):
        depth += 1 if bracket in "[{" else -1
        if depth > MAX_NESTED:
            raise JsonFault(f"nested deeper than {MAX_NESTED}")


def _number(digits: str) -> Number:
    if len(digits) > MAX_DIGITS:
        raise JsonFault(f"a number of {len(digits)} characters")
    return Number(digits)


def _constant(word: str) -> Number:
    raise JsonFault(f"{word} is not a number")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise JsonFault(f'"{name}" stands twice in one object')
        found[name] = value
    return found
