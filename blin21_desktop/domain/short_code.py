"""A hash as a person reads it out: of the record's head, and of the version of a knowledge file."""

from __future__ import annotations

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O, U: nothing to misread on paper
_LENGTH = 10


def short_code(digest: bytes) -> str:
    """Ten characters to read out and compare on paper: `7F3A-91C2-0B`, the first 50 bits of a hash."""
    number = int.from_bytes(digest[:7], "big") >> 6
    letters = "".join(_ALPHABET[number >> shift & 31] for shift in range(5 * (_LENGTH - 1), -1, -5))
    return f"{letters[:4]}-{letters[4:8]}-{letters[8:]}"
