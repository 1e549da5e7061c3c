"""The physician's key: a file with its secret under a passphrase, and one with the public part for the ward."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from nacl.public import PrivateKey
from nacl.utils import random

from blin21_desktop.domain.review import ReviewRefused
from blin21_desktop.domain.text import Text, say
from blin21_desktop.store.outside import read_outside
from blin21_desktop.store.review.ciphers import (
    KEY_BYTES,
    MODERATE,
    SALT_BYTES,
    Cost,
    key_code,
    locked,
    stretched,
    unlocked,
)
from blin21_desktop.store.review.fields import Fields, hex_of, number_of, read_fields, text_of, write_fields
from blin21_desktop.store.review.sealing import ToKey

FORMAT = "blin21-review-key"
PUBLIC_FORMAT = "blin21-review-public-key"
PUBLIC_ENDING = ".pub"
_MOST_BYTES = 4096


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key just made: its file, the file of its public part, and the code to compare by telephone."""

    secret: bytes
    public: bytes
    code: str


def new_key(passphrase: str, cost: Cost = MODERATE) -> NewKey:
    """Make a physician's key."""
    made = PrivateKey.generate()
    public, salt = bytes(made.public_key), random(SALT_BYTES)
    kept = locked(stretched(passphrase, salt, cost), bytes(made), public)
    fields = {"passes": cost.passes, "memory": cost.memory, "salt": salt.hex(), "secret": kept.hex()}
    return NewKey(
        secret=write_fields({"format": FORMAT, "public": public.hex(), **fields}) + b"\n",
        public=write_fields({"format": PUBLIC_FORMAT, "public": public.hex()}) + b"\n",
        code=key_code(public),
    )


def public_part(path: Path) -> ToKey:
    """The key that a copy is locked to, out of either file. Raises `ReviewRefused`."""
    return ToKey(_read(path)[0])


def with_secret(path: Path, passphrase: str) -> ToKey:
    """The physician's key, its secret too. Raises `ReviewRefused`."""
    public, fields = _read(path)
    if fields["format"] == PUBLIC_FORMAT:
        raise ReviewRefused(
            say("{file} is the public part of a key; a copy opens by the key file itself.", file=str(path))
        )
    try:
        cost = Cost(number_of(fields, "passes"), number_of(fields, "memory"))
        salt, kept = hex_of(fields, "salt", SALT_BYTES), hex_of(fields, "secret")
    except ValueError:
        raise ReviewRefused(_no_key(path)) from None
    if not cost.bearable:
        raise ReviewRefused(_no_key(path))
    secret = unlocked(stretched(passphrase, salt, cost), kept, public)
    if secret is None:
        raise ReviewRefused(say("The passphrase does not open the key file {file}. Type it again.", file=str(path)))
    return ToKey(public, secret)


def _read(path: Path) -> tuple[bytes, Fields]:
    text = read_outside(path, _MOST_BYTES)
    try:
        fields = read_fields(text)
        known, public = text_of(fields, "format") in (FORMAT, PUBLIC_FORMAT), hex_of(fields, "public", KEY_BYTES)
    except ValueError:
        raise ReviewRefused(_no_key(path)) from None
    if not known:
        raise ReviewRefused(_no_key(path))
    return public, fields


def _no_key(path: Path) -> Text:
    return say("{file} is not a key for review copies. `review key -o FILE` makes one.", file=str(path))
