"""A hash as a person reads it out: of the record's head, and of the version of a knowledge file."""

from __future__ import annotations

import hashlib
import unicodedata

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O, U: nothing to misread on paper
_LENGTH = 10
_SPARE_BITS = 6
"""Bits of the first seven bytes of a hash that the code leaves out."""
_LOOK_ALIKE = str.maketrans("ILOU", "110V")


def short_code(digest: bytes) -> str:
    """Ten characters to read out and compare on paper: `7F3A-91C2-0B`, the first 50 bits of a hash."""
    number = int.from_bytes(digest[:7], "big") >> _SPARE_BITS
    return _spelled("".join(_ALPHABET[number >> shift & 31] for shift in range(5 * (_LENGTH - 1), -1, -5)))


def typed_code(text: str) -> str | None:
    """The code that somebody typed from paper, as `short_code` spells it; None when it is none.

    Upper or lower case, dashes, spaces, and letters that look like digits make no difference.
    """
    plain = unicodedata.normalize("NFKC", text).upper().translate(_LOOK_ALIKE)
    letters = "".join(letter for letter in plain if letter.isalnum())
    return _spelled(letters) if len(letters) == _LENGTH and set(letters) <= set(_ALPHABET) else None


def beginnings(code: str) -> tuple[bytes, bytes]:
    """The least and the greatest first seven bytes of a hash with this code."""
    number = 0
    for letter in code.replace("-", ""):
        number = number << 5 | _ALPHABET.index(letter)
    least = number << _SPARE_BITS
    return least.to_bytes(7, "big"), (least | (1 << _SPARE_BITS) - 1).to_bytes(7, "big")


def _spelled(letters: str) -> str:
    return f"{letters[:4]}-{letters[4:8]}-{letters[8:]}"


def mark_of(*facts: str | None) -> str:
    """The short code of some facts: the same facts have the same one, and nobody reads the facts from it."""
    return short_code(hashlib.sha256("\0".join(fact or "" for fact in facts).encode()).digest())
