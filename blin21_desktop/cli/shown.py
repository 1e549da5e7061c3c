"""What is printed at the terminal is shown by it: text from outside must not move, hide or overwrite other lines."""

from __future__ import annotations

_ACTS = dict.fromkeys(
    (*range(0x09), *range(0x0B, 0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)), "\ufffd"
)
"""Signs that a terminal acts on instead of showing them, and those that turn the order of what is read."""


def only_shown(text: str) -> str:
    """The text with a mark in place of each such sign; line ends and tabs stay."""
    return text.translate(_ACTS)
