"""Long work in parts, so that a window may do something else in between: nothing for a part, at last the answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

T = TypeVar("T")

PART = 500
"""Rows or results of one part."""


def whole(parts: Iterator[T | None]) -> T:
    """The answer, where nothing needs to go on meanwhile."""
    *_, answer = (one for one in parts if one is not None)
    return answer
