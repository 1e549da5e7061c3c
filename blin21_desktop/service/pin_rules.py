"""Which PINs a person may take: long enough, not easily guessed, nobody else's knowledge. Pure."""

from __future__ import annotations

import itertools
import unicodedata

from blin21_desktop.domain.people import NotIdentified
from blin21_desktop.domain.text import say

LEAST, MOST = 6, 12
"""Digits of a PIN; the field for it takes no more."""

TRAINING_PIN = "271828"
"""Of everybody in a training ward. It stands in the README, so it is good for no other ward."""

OFTEN = frozenset({
    "102030", "112233", "123321", "123654", "142536", "147258", "147852", "159357", "159753", "192837",
    "258369", "258456", "332211", "445566", "456123", "741852", "789456", "852456", "963852", "987321",
})  # fmt: skip
"""Often chosen ones that are neither a run nor a repeat: doubled digits, ways over the keys."""

_OWN_DIGITS = 4
"""So many digits of the ID in the PIN (or of the PIN in the ID, all of them) are no accident."""


def good_pin(pin: str, staff_id: str = "", *, training: bool = False) -> str:
    """The PIN, folded to plain digits. Raises `NotIdentified` with what would be right.

    `staff_id` is whose PIN it becomes, `training` whether it is for a training ward.
    """
    folded = plain(pin)
    if not LEAST <= len(folded) <= MOST or not (folded.isascii() and folded.isdigit()):
        raise NotIdentified(
            say("A PIN has {least:number} to {most:number} digits and nothing else.", least=LEAST, most=MOST)
        )
    if folded == TRAINING_PIN and not training:
        raise NotIdentified(
            say("This is the public PIN of the training ward. Choose another one: 6 to 12 digits that only you know.")
        )
    if _easily_guessed(folded):
        raise NotIdentified(
            say(
                "This PIN is easily guessed. Choose 6 to 12 digits that are no run (123456), no repeat (111111, "
                "121212) and no pattern of keys (147258)."
            )
        )
    own = "".join(sign for sign in plain(staff_id) if sign.isascii() and sign.isdigit())
    if len(own) >= _OWN_DIGITS and (own in folded or folded in own):
        raise NotIdentified(
            say("This PIN holds the digits of the ID. Choose 6 to 12 digits that have nothing to do with it.")
        )
    return folded


def plain(text: str) -> str:
    """What was typed, with full-width signs folded and no spaces at the ends."""
    return unicodedata.normalize("NFKC", text).strip()


def _easily_guessed(pin: str) -> bool:
    """A run, also beyond 9 (890123); the same part again and again; two digits only; one that many people choose."""
    steps = {(int(b) - int(a)) % 10 for a, b in itertools.pairwise(pin)}
    repeats = any((pin[:part] * len(pin))[: len(pin)] == pin for part in range(1, len(pin) // 2 + 1))
    return len(steps) == 1 or repeats or len(set(pin)) <= 2 or pin in OFTEN  # noqa: PLR2004
